/** Longest wait for anything in the script, seconds: far beyond what a busy machine needs, some of it for a turn. */
const LONGEST_SECONDS = 240;

/** Things that happen one after the other and are waited for one by one; none is lost when nobody waits yet. */
export class Signal<T> {
  private readonly happened: T[] = [];
  private readonly waiting: ((value: T) => void)[] = [];

  constructor(private readonly what: string) {}

  give(value: T): void {
    const next = this.waiting.shift();
    if (next) next(value);
    else this.happened.push(value);
  }

  /** What has happened so far and was not waited for counts no more. */
  forget(): void {
    this.happened.length = 0;
  }

  /** @throws Error when it does not happen within four minutes */
  next(): Promise<T> {
    if (this.happened.length > 0) return Promise.resolve(this.happened.shift() as T);
    return new Promise((resolve, reject) => {
      const settle = (value: T): void => {
        clearTimeout(timer);
        resolve(value);
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(settle), 1);
        reject(new Error(`${this.what} did not happen within ${LONGEST_SECONDS} s`));
      }, LONGEST_SECONDS * 1000);
      this.waiting.push(settle);
    });
  }
}

/** Things of which each is lent to one at a time. */
export class Pool<T> {
  private readonly free: T[];
  private readonly waiting: ((thing: T) => void)[] = [];

  constructor(things: readonly T[]) {
    this.free = [...things];
  }

  async lend<R>(use: (thing: T) => Promise<R>): Promise<R> {
    const thing = this.free.shift() ?? (await new Promise<T>((resolve) => this.waiting.push(resolve)));
    try {
      return await use(thing);
    } finally {
      const next = this.waiting.shift();
      if (next) next(thing);
      else this.free.push(thing);
    }
  }
}
