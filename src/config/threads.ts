/** What runs in threads of its own. A process that holds several nodes, as tests do, keeps all in one. */
export interface Threads {
  history: boolean;
}

export const THREADS = Symbol('Threads');
