import pino from 'pino';
import type { ListJob } from './notice-store.js';
import { PromptDelivery } from './prompt-delivery.js';

const logger = pino({ level: 'silent' });

/** A list that the feeder has just begun with the event at this place. */
const begun = (list: string, seq: number): ListJob => ({
  list,
  job: `job-${list}`,
  begins: { at: { generation: 1, seq }, url: 'http://crm', body: '{}' },
});
/** One more event of a list whose job was named before. */
const known = (list: string): ListJob => ({ list, job: `job-${list}` });

interface Attempt {
  list: string;
  stands: () => boolean;
  end(waitMs?: number): void;
  fail(error: Error): void;
}

class Worker {
  readonly attempts: Attempt[] = [];
  readonly scheduled: [list: string, delayMs: number | undefined][] = [];
  readonly delivery = new PromptDelivery({
    drain: (list, _job, stands) =>
      new Promise((resolve, reject) => this.attempts.push({ list, stands, end: resolve, fail: reject })),
    schedule: (jobs, delayMs) => {
      for (const { list } of jobs) this.scheduled.push([list, delayMs]);
      return Promise.resolve();
    },
    logger,
  });

  attempt(list: string): Attempt {
    const found = this.attempts.find((one) => one.list === list);
    if (found === undefined) throw new Error(`no attempt at ${list}`);
    return found;
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('delivery at once', () => {
  it('takes new lists itself and leaves the others to jobs', async () => {
    const worker = new Worker();
    await worker.delivery.deliver([begun('a', 5), known('b')]);
    expect(worker.attempts.map(({ list }) => list)).toEqual(['a']);
    expect(worker.scheduled).toEqual([['b', undefined]]);
  });

  it('takes what comes meanwhile along, and tells the first place that would be lost', async () => {
    const worker = new Worker();
    await worker.delivery.deliver([begun('late', 9), begun('early', 4)]);
    await worker.delivery.deliver([known('late'), known('early')]);
    expect(worker.scheduled).toEqual([]);
    expect(worker.delivery.first()).toEqual({ generation: 1, seq: 4 });
    worker.attempt('early').end();
    await settled();
    expect(worker.delivery.first()).toEqual({ generation: 1, seq: 9 });
    worker.attempt('late').end();
    await settled();
    expect(worker.delivery.first()).toBeUndefined();
  });

  it('makes a job of what has to wait or breaks, and holds its place until the job stands', async () => {
    const worker = new Worker();
    await worker.delivery.deliver([begun('waits', 1), begun('breaks', 2)]);
    worker.attempt('waits').end(250);
    worker.attempt('breaks').fail(new Error('the store is away'));
    await settled();
    expect(worker.scheduled).toEqual([
      ['waits', 250],
      ['breaks', 1000],
    ]);
    expect(worker.delivery.first()).toBeUndefined();
  });

  it('hands over: what is under way ends, what comes becomes jobs', async () => {
    const worker = new Worker();
    await worker.delivery.deliver([begun('under way', 1)]);
    const attempt = worker.attempt('under way');
    expect(attempt.stands()).toBe(true);
    const done = worker.delivery.handOver();
    expect(attempt.stands()).toBe(false);
    await worker.delivery.deliver([begun('new', 2)]);
    expect(worker.scheduled).toEqual([['new', undefined]]);
    attempt.end(0);
    await done;
    expect(worker.scheduled).toContainEqual(['under way', 0]);
  });
});
