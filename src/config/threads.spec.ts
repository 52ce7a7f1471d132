import { threadsFor } from './threads.js';

describe('threads of a server', () => {
  it('writes the history in one of its own where there is a processor for it', () => {
    expect([1, 2, 3, 8].map((processors) => threadsFor(processors).history)).toEqual([false, false, true, true]);
    expect(threadsFor()).toMatchObject({
      history: expect.any(Boolean),
      simulation: { program: expect.any(URL), niceness: 10, leastShare: 0.02 },
    });
  });
});
