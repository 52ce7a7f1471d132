/** Sums of which each new value lowers the weight of all before: about the last 1 ÷ (1 − decay) values. */
export class DecayedMean {
  sum = 0;
  weight = 0;
  /** All values ever added. */
  count = 0;

  constructor(private readonly decay: number) {}

  add(value: number, weight: number): void {
    this.sum = this.sum * this.decay + value;
    this.weight = this.weight * this.decay + weight;
    this.count += 1;
  }
}
