import { loadScripts } from '../../src/live/scripts.js';
import { Lease } from '../../src/live/lease.js';
import type { CommandOptions } from '../../src/live/live-store.js';
import { faultsOf } from './invariants.js';
import { codeOf, Stage, storeOf, STORES } from './stage.js';

interface Case {
  name: string;
  /** How many events its one effect has; left out where it takes effect anew each time. */
  events?: number;
  prepare: (stage: Stage) => Promise<unknown>;
  run: (stage: Stage, command: CommandOptions) => Promise<unknown>;
}

const weights = { agingRate: 1, creditMs: 5, dueHorizonSeconds: 0, dueCreditSeconds: 0 };
const offered = async (stage: Stage) => {
  await stage.enqueue('c1');
  await stage.offer('c1', 'a1');
};

/** Every command that a client can give. `o1` is the first offer of a stage. */
const COMMANDS: Case[] = [
  {
    name: 'enqueue',
    events: 1,
    prepare: () => Promise.resolve(),
    run: (stage, command) => stage.enqueue('c1', command),
  },
  {
    name: 'accept',
    events: 1,
    prepare: offered,
    run: ({ live }, command) => live.accept({ offerId: 'o1', ...command }),
  },
  {
    name: 'accept of what interrupts',
    events: 2,
    prepare: async (stage) => {
      const channels = [{ id: 'voice', capacity: 1 }];
      await stage.mirror('a1', [...channels, { id: 'email', capacity: 1, interruptedBy: ['voice'] }], 2);
      await stage.enqueue('m1', {}, { channel: 'email' });
      await stage.live.accept({ offerId: await stage.offer('m1', 'a1', { channel: 'email' }) });
      await stage.enqueue('c1');
      await stage.offer('c1', 'a1', { offerId: 'interrupts' });
    },
    run: ({ live }, command) => live.accept({ offerId: 'interrupts', asAgentId: 'a1', ...command }),
  },
  {
    name: 'decline',
    events: 1,
    prepare: offered,
    run: ({ live }, command) => live.refuseOffer({ offerId: 'o1', outcome: 'declined', ...command }),
  },
  {
    name: 'cancel',
    events: 1,
    prepare: offered,
    run: ({ live }, command) => live.cancel({ contactId: 'c1', reason: 'cancelled', asAgentId: 'a1', ...command }),
  },
  {
    name: 'pull to the front',
    events: 1,
    prepare: (stage) => stage.enqueue('c1'),
    run: ({ live }, command) =>
      live.pullToFront({ contactId: 'c1', frontMs: 1e13, act: { keyId: 'k', note: 'n' }, ...command }),
  },
  {
    name: 'an offer by hand',
    events: 1,
    prepare: async (stage) => {
      await stage.enqueue('c1');
      await stage.live.putExternalLoad({ agentId: 'a1', ref: 'r', channel: 'voice' });
    },
    run: (stage, command) => stage.assign('c1', 'a1', { override: true, act: { keyId: 'k' }, ...command }),
  },
  {
    name: 'requeue',
    events: 1,
    prepare: (stage) => stage.active('c1', 'a1'),
    run: ({ live }, command) => live.requeue({ contactId: 'c1', reason: 'legLost', ...command }),
  },
  {
    name: 'complete',
    events: 1,
    prepare: (stage) => stage.active('c1', 'a1'),
    run: ({ live }, command) => live.complete({ contactId: 'c1', wrapUpSeconds: 30, note: 'n', ...command }),
  },
  {
    name: 'hold',
    events: 1,
    prepare: (stage) => stage.active('c1', 'a1'),
    run: ({ live }, command) => live.hold({ contactId: 'c1', held: true, asAgentId: 'a1', ...command }),
  },
  {
    name: 'the end of hold',
    events: 1,
    prepare: async (stage) => {
      await stage.active('c1', 'a1');
      await stage.live.hold({ contactId: 'c1', held: true });
    },
    run: ({ live }, command) => live.hold({ contactId: 'c1', held: false, ...command }),
  },
  {
    name: 'the extension of wrap-up',
    prepare: async (stage) => {
      await stage.active('c1', 'a1');
      await stage.live.complete({ contactId: 'c1', wrapUpSeconds: 30 });
    },
    run: ({ live }, command) =>
      live.extendWrapUp({ contactId: 'c1', seconds: 60, longestSeconds: 600, asAgentId: 'a1', ...command }),
  },
  {
    name: 'park',
    events: 1,
    prepare: (stage) => stage.active('c1', 'a1'),
    run: ({ live }, command) => live.park({ contactId: 'c1', asAgentId: 'a1', ...command }),
  },
  {
    name: 'resume',
    events: 1,
    prepare: async (stage) => {
      await stage.active('c1', 'a1');
      await stage.live.park({ contactId: 'c1' });
    },
    run: ({ live }, command) => live.resume({ contactId: 'c1', affinityWaitSeconds: 30, asAgentId: 'a1', ...command }),
  },
  {
    name: 'transfer',
    events: 1,
    prepare: (stage) => stage.active('c1', 'a1'),
    run: (stage, command) => stage.transfer('c1', { toAgentId: 'a2', asAgentId: 'a1', ...command }),
  },
  {
    name: 'consult',
    prepare: (stage) => stage.active('c1', 'a1'),
    run: (stage, command) => stage.consult('c1', 'k1', { asAgentId: 'a1', ...command }),
  },
  {
    name: 'the taking over of a consult',
    prepare: async (stage) => {
      await stage.active('c1', 'a1');
      await stage.consult('c1', 'k1');
      await stage.live.accept({ offerId: await stage.offer('k1', 'a2') });
    },
    run: ({ live }, command) => live.completeConsult({ contactId: 'c1', consultId: 'k1', ...command }),
  },
  {
    name: 'callback',
    events: 2,
    prepare: offered,
    run: (stage, command) => stage.callback('c1', 'b1', command),
  },
  {
    name: 'an attempt that failed',
    events: 1,
    prepare: async (stage) => {
      await stage.mirror('a1', [{ id: 'callback', capacity: 1 }], 2);
      await stage.enqueue('c1');
      await stage.callback('c1', 'b1');
      await stage.live.accept({ offerId: await stage.offer('b1', 'a1', { channel: 'callback' }) });
    },
    run: (stage, command) => stage.attempt('b1', 'noAnswer', { asAgentId: 'a1', ...command }),
  },
  {
    name: 'merge',
    events: 2,
    prepare: async (stage) => {
      await stage.enqueue('into');
      await stage.active('c1', 'a1');
    },
    run: ({ live }, command) => live.merge({ contactId: 'c1', intoContactId: 'into', asAgentId: 'a1', ...command }),
  },
  {
    name: 'the merge of what is offered',
    events: 2,
    prepare: async (stage) => {
      await stage.enqueue('into');
      await offered(stage);
    },
    run: ({ live }, command) => live.merge({ contactId: 'c1', intoContactId: 'into', asAgentId: 'a1', ...command }),
  },
  {
    name: 'patch',
    prepare: (stage) => stage.enqueue('c1'),
    run: async (stage, command) => {
      const { live } = stage;
      const expectedEventId = (await live.contact('c1'))?.contact.eventId as string;
      return live.patch({ ...weights, contactId: 'c1', spec: stage.spec('c1'), expectedEventId, ...command });
    },
  },
  {
    name: 'presence',
    events: 2,
    prepare: offered,
    run: ({ live }, command) => live.setPresence({ agentId: 'a1', presence: 'unavailable', by: 'agent', ...command }),
  },
  {
    name: 'external load',
    prepare: () => Promise.resolve(),
    run: ({ live }, command) =>
      live.putExternalLoad({ agentId: 'a1', ref: 'r', channel: 'voice', untilSeconds: 9, ...command }),
  },
  {
    name: 'end of an external load',
    events: 1,
    prepare: ({ live }) => live.putExternalLoad({ agentId: 'a1', ref: 'r', channel: 'voice' }),
    run: ({ live }, command) => live.deleteExternalLoad({ agentId: 'a1', ref: 'r', ...command }),
  },
];

describe.each(STORES)('what every transition shares, on %s', (name) => {
  let store: Awaited<ReturnType<typeof storeOf>>;
  let stage: Stage;
  let second: Stage;
  beforeAll(async () => {
    store = await storeOf(name);
  });
  afterAll(() => store.stop());
  beforeEach(async () => {
    stage = await (await Stage.open(store.url)).with({ a1: 1, a2: 1 });
    second = await Stage.open(store.url, stage.live.connection.options.workspace);
    stage.epoch = (await stage.live.lease.acquire()).epoch as string;
  });
  afterEach(async () => {
    expect(await faultsOf(stage.live)).toEqual([]);
    await stage.close();
    await second.close();
  });

  describe.each(COMMANDS)('$name', ({ prepare, run, events }) => {
    it('given twice under one id has one effect and one answer, also over a change in between', async () => {
      await prepare(stage);
      const command = { commandId: 'id1', commandHash: 'hash' };
      const first = await run(stage, command);
      await stage.live.moveClock(1_000);
      await stage.enqueue('another');
      const before = await stage.state();
      expect(await run(second, command)).toEqual(first);
      expect(await codeOf(run(stage, { ...command, commandHash: 'other' }))).toBe('idempotencyMismatch');
      expect(await stage.state()).toEqual(before);
      const { redis, keys } = stage.live.connection;
      const left = await redis.pttl(keys.command('id1'));
      expect(left).toBeGreaterThan(23 * 3_600_000);
      expect(left).toBeLessThanOrEqual(24 * 3_600_000);
    });

    it('leaves nothing behind but itself: 50 callers, one change', async () => {
      await prepare(stage);
      const end = Number((await stage.live.logEnd()).split('.')[1]);
      const callers = Array.from({ length: 50 }, (_, i) => codeOf(run(i % 2 ? stage : second, {})));
      const codes = await Promise.all(callers);
      expect(codes).toContain('ok');
      const changes = (await stage.log()).filter((event) => event.seq > end);
      if (events === undefined) expect(changes.length).toBeGreaterThan(0);
      else expect(changes.length).toBe(events);
    });
  });

  it('every script refuses an old generation before it looks at anything else', async () => {
    const { redis, keys } = stage.live.connection;
    const before = await stage.state();
    for (const script of loadScripts({ strictKeys: true }).values()) {
      if (script.name === 'generation') continue;
      const reply = (await redis.eval(script.source, 1, keys.meta, '1')) as string[];
      expect([script.name, reply[0]]).toEqual([script.name, 'staleGeneration']);
    }
    expect(await stage.state()).toEqual(before);
  });

  it('scripts with strict keys fail on a key outside KEYS before they write', async () => {
    const { redis, keys } = stage.live.connection;
    const script = loadScripts({ strictKeys: true }).get('mirror-queue');
    const args = ['\0\x01', 'q9', '1', '1', '0'];
    await expect(redis.eval(script?.source ?? '', 2, keys.meta, keys.events, ...args)).rejects.toThrow(/outside KEYS/);
  });

  describe('50 callers, one winner', () => {
    const wins = (results: readonly boolean[]) => results.filter(Boolean).length;
    const fifty = <T>(call: (stage: Stage, i: number) => Promise<T>) =>
      Promise.all(Array.from({ length: 50 }, (_, i) => call(i % 2 ? stage : second, i)));

    it('enqueue one contact', async () => {
      const results = await fifty((each) => each.enqueue('c1'));
      expect(wins(results.map((result) => result.created))).toBe(1);
      expect(await stage.live.liveContactsOfQueue('q')).toBe(1);
    });

    it('offer one contact to 50 agents, and 50 contacts to one agent', async () => {
      const agents = Array.from({ length: 50 }, (_, i) => `b${i}`);
      await stage.with(Object.fromEntries(agents.map((id) => [id, 1])));
      await stage.enqueue('c1');
      const one = await fifty((_, i) => stage.offerAll([stage.item('c1', `b${i}`)]));
      expect(wins(one.map(([result]) => result?.ok === true))).toBe(1);
      await Promise.all(agents.map((id) => stage.enqueue(`of ${id}`.replace(' ', '.'))));
      const many = await fifty((_, i) => stage.offerAll([stage.item(`of.b${i}`, 'a1')]));
      expect(wins(many.map(([result]) => result?.ok === true))).toBe(1);
    });

    it('accept one offer', async () => {
      await offered(stage);
      const results = await fifty(({ live }) => live.accept({ offerId: 'o1' }));
      expect(wins(results.map((result) => !result.repeated))).toBe(1);
    });

    it('end one offer in five ways: it ends once', async () => {
      await offered(stage);
      const end = Number((await stage.live.logEnd()).split('.')[1]);
      const codes = await fifty(({ live }, i) => {
        const ways = [
          () => live.accept({ offerId: 'o1' }),
          () => live.refuseOffer({ offerId: 'o1', outcome: 'declined' }),
          () => live.refuseOffer({ offerId: 'o1', outcome: 'missed' }),
          () => live.cancel({ contactId: 'c1', reason: 'abandoned' }),
          () => live.setPresence({ agentId: 'a1', presence: 'offline', by: 'agent' }),
        ];
        return codeOf((ways[(i * 7) % 5] as () => Promise<unknown>)());
      });
      expect(codes).toContain('ok');
      const ends = (await stage.log()).filter((event) => event.seq > end && event.offerOutcome !== undefined);
      expect(ends.length).toBe(1);
      expect((await stage.live.offer('o1'))?.outcome).toBe(ends[0]?.offerOutcome);
    });

    it('complete, requeue and end the wrap-up of one contact', async () => {
      await stage.active('c1', 'a1');
      const results = await fifty(({ live }) => live.complete({ contactId: 'c1', wrapUpSeconds: 30 }));
      expect(wins(results.map((result) => !result.repeated))).toBe(1);
      const ended = await fifty(({ live }) => live.complete({ contactId: 'c1', wrapUpSeconds: 30, endWrapUp: true }));
      expect(wins(ended.map((result) => !result.repeated))).toBe(1);
      await stage.active('c2', 'a1');
      const again = await fifty(({ live }) => live.requeue({ contactId: 'c2', reason: 'legLost' }));
      expect(wins(again.map((result) => !result.repeated))).toBe(1);
    });

    it('patch what one of them has read', async () => {
      const { contact } = await stage.enqueue('c1');
      const patch = { ...weights, contactId: 'c1', spec: stage.spec('c1'), expectedEventId: contact.eventId };
      const codes = await fifty(({ live }) => codeOf(live.patch(patch)));
      expect(wins(codes.map((code) => code === 'ok'))).toBe(1);
      expect(wins(codes.map((code) => code === 'conflict'))).toBe(49);
    });

    it('merge two contacts into each other, and one into many: each ends at most once', async () => {
      for (const id of ['c1', 'c2']) await stage.enqueue(id);
      const crossed = await fifty(({ live }, i) =>
        codeOf(live.merge({ contactId: i % 2 ? 'c1' : 'c2', intoContactId: i % 2 ? 'c2' : 'c1' })),
      );
      expect(new Set(crossed)).toEqual(new Set(['ok', 'stateForbids']));
      const left = (await stage.live.contacts(['c1', 'c2'])).find(({ state }) => state === 'waiting');
      const ids = Array.from({ length: 5 }, (_, i) => `d${i}`);
      for (const id of ids) await stage.enqueue(id);
      const merge = { contactId: left?.id as string, intoContactId: '' };
      await fifty(({ live }, i) => codeOf(live.merge({ ...merge, intoContactId: ids[i % 5] as string })));
      const into = (await stage.live.contacts(ids)).filter(({ mergedIds }) => mergedIds !== undefined);
      expect(into.map(({ mergedIds }) => mergedIds)).toEqual([[left?.id]]);
    });

    it('take the last place of a queue', async () => {
      const codes = await fifty((each, i) => codeOf(each.enqueue(`c${i}`, { maxWaiting: 1 })));
      expect(wins(codes.map((code) => code === 'ok'))).toBe(1);
    });

    it('ask for a callback, and ask for one customer from 50 contacts', async () => {
      await stage.enqueue('c1');
      const asked = await fifty((each, i) => codeOf(each.callback('c1', `b${i}`)));
      expect(wins(asked.map((code) => code === 'ok'))).toBe(1);
      await fifty((each, i) => each.enqueue(`d${i}`, {}, { customer: { id: 'one' } }));
      const codes = await fifty((each, i) => codeOf(each.callback(`d${i}`, `e${i}`)));
      expect(wins(codes.map((code) => code === 'ok'))).toBe(1);
      expect(wins(codes.map((code) => code === 'callbackOpen'))).toBe(49);
    });

    it('take the lease', async () => {
      await stage.live.lease.release(stage.epoch);
      const results = await fifty((each, i) => new Lease(each.live.connection, `node${i}`).acquire());
      expect(wins(results.map((result) => result.held))).toBe(1);
    });

    it('mirror a queue: the newest revision stands', async () => {
      await fifty(({ live }, i) => live.mirrorQueue('q2', i % 2 === 0, ((i * 13) % 50) + 1));
      const newest = Array.from({ length: 50 }, (_, i) => i).find((i) => (i * 13) % 50 === 49) as number;
      expect(await stage.hash('queue:q2')).toMatchObject({ rev: '50', open: newest % 2 === 0 ? '1' : '0' });
    });
  });
});
