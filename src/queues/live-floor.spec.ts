import { jest } from '@jest/globals';
import type { OpenContacts } from '../contacts/history.port.js';
import { compareEventIds, type LogEvent } from '../domain/events.js';
import { EMPTY_SNAPSHOT } from '../store/config-reader.js';
import { LiveFloor } from './live-floor.service.js';

type Parts = ConstructorParameters<typeof LiveFloor>;

/** A log, an archive that may be away, and a node that follows both. */
class Stage {
  readonly log: LogEvent[] = [];
  archived = 0;
  isAway = true;
  asked = 0;
  readonly floor: LiveFloor;
  private listener: (events: readonly LogEvent[]) => void = () => undefined;

  constructor() {
    const live = {
      agent: () => Promise.resolve(undefined),
      eventsAfter: (id: string) => Promise.resolve(this.log.filter((event) => compareEventIds(event.id, id) > 0)),
    } as unknown as Parts[0];
    const tail: Parts[1] = {
      position: () => `1.${this.log.length}`,
      subscribe: (listener) => ((this.listener = listener), () => undefined),
    };
    const history: Parts[2] = { openContacts: () => this.openContacts() };
    const config = { current: () => ({ ...EMPTY_SNAPSHOT, revision: 1 }), onChange: () => () => undefined };
    const logger = { warn: () => undefined } as unknown as Parts[4];
    this.floor = new LiveFloor(live, tail, history, config as unknown as Parts[3], logger);
  }

  enqueue(): void {
    const seq = this.log.length + 1;
    const fields = { id: `c${seq}`, state: 'waiting', queueId: 'q', channel: 'voice', venq: '1' };
    const ops: LogEvent['ops'] = [['HSET', `contact:c${seq}`, ...Object.entries(fields).flat()]];
    const event: LogEvent = { id: `1.${seq}`, generation: 1, seq, type: 'contact.waiting', at: 1, ops };
    this.log.push(event);
    this.listener([event]);
  }

  /** What it keeps of the log until it has read what stands. */
  get kept(): number {
    return (this.floor as unknown as { early?: unknown[] }).early?.length ?? 0;
  }

  private openContacts(): Promise<OpenContacts> {
    this.asked += 1;
    if (this.isAway) return Promise.reject(new Error('the archive is away'));
    const nothing = { skills: [], isConsult: false, isDialled: false, isRequeued: false } as const;
    const contacts = this.log.slice(0, this.archived).map(({ seq }) => {
      return { id: `c${seq}`, state: 'waiting', queueId: 'q', channel: 'voice', since: 1, enteredAt: 1, ...nothing };
    });
    return Promise.resolve({ generation: 1, seq: this.archived, contacts } as unknown as OpenContacts);
  }
}

describe('LiveFloor', () => {
  it('keeps no log while the archive is away, and then counts each contact once', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
    const stage = new Stage();
    try {
      for (let n = 0; n < 3; n += 1) stage.enqueue();
      stage.floor.onApplicationBootstrap();
      for (let second = 0; second < 20; second += 1) {
        for (let n = 0; n < 50; n += 1) stage.enqueue();
        await jest.advanceTimersByTimeAsync(1_000);
        expect(stage.kept).toBeLessThanOrEqual(50);
      }
      expect(stage.floor.isReady).toBe(false);
      [stage.isAway, stage.archived] = [false, 100];
      stage.enqueue();
      await jest.advanceTimersByTimeAsync(250);
      for (let n = 0; n < 10 && !stage.floor.isReady; n += 1) await new Promise((resolve) => setImmediate(resolve));
      stage.enqueue();
      expect(stage.floor.isReady).toBe(true);
      expect(stage.floor.counts.of({ queueId: 'q' }).waiting).toBe(stage.log.length);
    } finally {
      stage.floor.onModuleDestroy();
      jest.useRealTimers();
    }
  });
});
