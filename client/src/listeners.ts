type Handler = (event: never) => unknown;

/** Who wants to hear of what, by type. */
export class Listeners<Events extends object> {
  private readonly handlers = new Map<keyof Events, Set<Handler>>();

  add<T extends keyof Events>(type: T, handler: (event: Events[T]) => unknown): void {
    const known = this.handlers.get(type) ?? new Set();
    this.handlers.set(type, known.add(handler));
  }

  remove<T extends keyof Events>(type: T, handler: (event: Events[T]) => unknown): void {
    this.handlers.get(type)?.delete(handler);
  }

  /**
   * Calls them, in the order in which they came. One that throws keeps neither the others nor the socket from going on;
   * its error surfaces as an uncaught one, as with any emitter.
   */
  tell<T extends keyof Events>(type: T, event: Events[T]): void {
    for (const handler of this.handlers.get(type) ?? []) {
      try {
        void handler(event as never);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
