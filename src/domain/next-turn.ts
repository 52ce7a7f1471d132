/** Settles when the event loop has turned once: what came meanwhile goes first. For long work, slice by slice. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
