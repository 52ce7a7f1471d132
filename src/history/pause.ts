/** A wait that can be cut short. One at a time. */
export class Pause {
  private end: (() => void) | undefined;

  /** Resolves after `ms`, or when `cutShort` is called meanwhile. */
  async last(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.end = undefined;
  }

  cutShort(): void {
    this.end?.();
  }
}
