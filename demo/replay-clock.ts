/** The bank's clock, `speed` times as fast as the real one from `start()` on. */
export class ReplayClock {
  private startedAt = 0;

  /** @param from seconds since the bank's midnight at which the replay begins */
  constructor(
    private readonly from: number,
    readonly speed: number,
  ) {}

  start(): void {
    this.startedAt = Date.now();
  }

  /** Seconds since the bank's midnight. */
  now(): number {
    return this.at(Date.now());
  }

  /** The bank's time at a moment of the real clock, ms. */
  at(realMs: number): number {
    return this.from + ((realMs - this.startedAt) / 1000) * this.speed;
  }

  /** Real ms until a moment of the bank's day; 0 when it has passed. */
  msUntil(moment: number): number {
    return Math.max(0, this.startedAt + ((moment - this.from) * 1000) / this.speed - Date.now());
  }
}
