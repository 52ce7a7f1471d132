import { runScenario } from '../../src/simulation/run-scenario.js';
import type { ScenarioRequest, StreamRequest } from '../../src/simulation/scenario-request.js';
import type { Figures, SimulationResult } from '../../src/simulation/virtual/summary.js';
import { calls, center, exponential } from './scenarios.js';

const fixed = (meanSeconds: number) => ({ kind: 'deterministic' as const, meanSeconds });
const at = (...seconds: number[]) => ({ kind: 'times' as const, seconds });
const short = { replications: 1, warmupSeconds: 0, horizonSeconds: 10_000 };
type Group = ScenarioRequest['agents'][number];
type Queue = ScenarioRequest['queues'][number];

const run = (scenario: ScenarioRequest): SimulationResult => runScenario(scenario) as SimulationResult;
const means = (figures: Figures | undefined): Record<string, number | null> =>
  Object.fromEntries(Object.entries(figures ?? {}).map(([name, { mean }]) => [name, mean]));

/** One agent of a queue. */
const agent = (id: string, queue: string, more: Partial<Group> = {}): Group => ({
  id,
  name: id,
  queues: [queue],
  skills: [],
  channels: [{ id: 'voice', capacity: 1 }],
  ...more,
});

describe('a queue with hours', () => {
  const office = {
    id: 'office',
    timezone: 'Europe/Berlin',
    weekly: [{ days: ['mon' as const], from: '09:00', to: '10:00' }],
    exceptions: [],
  };
  /** Monday, half an hour before it opens; calls come then, half an hour after it opened, and when it closes. */
  const scenario = (queue: Partial<Queue>, more: Partial<ScenarioRequest> = {}): ScenarioRequest =>
    center(1, [calls('all', 0, { arrivals: at(0, 3_600, 5_400), service: fixed(60) })], {
      ...short,
      startsAt: '2026-03-02T08:30:00+01:00',
      hours: [office],
      queues: [
        { id: 'calls', name: 'Calls', hoursId: 'office', ...queue },
        { id: 'other', name: 'Other' },
      ],
      ...more,
    });

  it('turns away who comes outside', () => {
    expect(means(run(scenario({})).streams['all'])).toMatchObject({ offered: 1, answered: 1, refused: 2 });
  });

  it('takes them for later where it says so: they wait from when it opens', () => {
    const patient = run(scenario({ whenClosed: 'later' }, { horizonSeconds: 700_000 }));
    expect(means(patient.streams['all'])).toMatchObject({ offered: 3, answered: 3, refused: 0, meanWaitSeconds: 0 });
    // The last is for the next Monday, which the run does not reach: it has not begun to wait.
    const shorter = run(scenario({ whenClosed: 'later' }));
    expect(means(shorter.streams['all'])).toMatchObject({ offered: 3, answered: 2, abandoned: 0, meanWaitSeconds: 0 });
  });

  it('counts the patience of who is taken for later from then on', () => {
    const [stream] = scenario({}).streams as [StreamRequest];
    const streams = [{ ...stream, patience: fixed(30) }];
    // Both stand at the door at once, and one agent takes a minute.
    const early = run(scenario({ whenClosed: 'later' }, { streams: [{ ...streams[0]!, arrivals: at(0, 10) }] }));
    expect(means(early.streams['all'])).toMatchObject({ offered: 2, answered: 1, abandoned: 1, meanWaitSeconds: 15 });
  });

  it('gives them to where it overflows', () => {
    const others = agent('others', 'other');
    const base = scenario({ whenClosed: 'overflow', overflow: { toQueueId: 'other' } });
    const { queues, agents } = run({ ...base, agents: [...base.agents, others] });
    expect(queues['calls']?.answered.mean).toBe(1);
    expect(queues['other']?.answered.mean).toBe(2);
    expect(agents['others']?.answered.mean).toBe(2);
  });

  it('follows the clock on the wall where clocks are set forward', () => {
    // On 29 March 2026 the clock in Berlin goes from 02:00 to 03:00: nine o'clock is seven in Greenwich, not eight.
    const sunday = { ...office, weekly: [{ days: ['sun' as const], from: '09:00', to: '10:00' }] };
    const result = run(
      scenario(
        {},
        {
          startsAt: '2026-03-29T06:30:00Z',
          hours: [sunday],
          streams: [calls('all', 0, { arrivals: at(1_799, 1_800, 5_399, 5_400), service: fixed(1) })],
        },
      ),
    );
    expect(means(result.streams['all'])).toMatchObject({ offered: 2, refused: 2 });
  });
});

describe('a closed queue', () => {
  const scenario = (queues: Queue[]): ScenarioRequest =>
    center(1, [calls('all', 0, { arrivals: at(0, 100), service: fixed(60) })], {
      ...short,
      queues,
      agents: [agent('team', 'calls'), agent('others', 'other')],
    });

  it('turns everybody away, or gives them to another, as long as that is open', () => {
    const closed = { id: 'calls', name: 'Calls', open: false };
    const other = { id: 'other', name: 'Other' };
    const passing = { ...closed, whenClosed: 'overflow' as const, overflow: { toQueueId: 'other' } };
    expect(means(run(scenario([closed, other])).streams['all'])).toMatchObject({ offered: 0, refused: 2 });
    expect(run(scenario([passing, other])).agents['others']?.answered.mean).toBe(2);
    expect(means(run(scenario([passing, { ...other, open: false }])).streams['all'])).toMatchObject({ refused: 2 });
  });

  it('takes nobody over who has waited too long elsewhere', () => {
    const passing = { id: 'calls', name: 'Calls', overflow: { afterSeconds: 10, toQueueId: 'other' } };
    const stream = calls('all', 0, { arrivals: at(0, 0), service: fixed(60) });
    const answered = (open: boolean): number | null | undefined =>
      run({ ...scenario([passing, { id: 'other', name: 'Other', open }]), streams: [stream] }).agents['others']
        ?.answered.mean;
    expect(answered(true)).toBe(1);
    expect(answered(false)).toBe(0);
  });
});

describe('who overflowed', () => {
  const three = { arrivals: at(0, 0, 0), service: fixed(1_000) };

  it('waits as long at most as the queue allows that took it, counted from then', () => {
    const queues = [
      { id: 'calls', name: 'Calls', maxWaitSeconds: 200, overflow: { afterSeconds: 100, toQueueId: 'other' } },
      { id: 'other', name: 'Other', maxWaitSeconds: 150 },
    ];
    const { queues: figures } = run(center(1, [calls('all', 0, three)], { ...short, queues }));
    expect(means(figures['other'])).toMatchObject({ expired: 2, meanWaitSeconds: 250 });
  });

  it('is wrapped up as the queue says that took it', () => {
    const result = run(
      center(1, [calls('all', 0, { arrivals: at(0, 1, 2, 3), service: fixed(10) })], {
        ...short,
        queues: [
          { id: 'calls', name: 'Calls', wrapUpSeconds: 50, overflow: { whenWaitingOver: 0, toQueueId: 'other' } },
          { id: 'other', name: 'Other' },
        ],
        agents: [agent('team', 'calls'), agent('others', 'other')],
      }),
    );
    const worked = (id: string): number => (result.agents[id]?.occupancy.mean ?? 0) * short.horizonSeconds;
    expect(worked('team')).toBeCloseTo(2 * 60, 6);
    expect(worked('others')).toBeCloseTo(2 * 10, 6);
  });

  it('is taken by the first that has too many itself, where no queue on the way has room', () => {
    const queues = [
      { id: 'calls', name: 'Calls', overflow: { whenWaitingOver: 0, toQueueId: 'other' } },
      { id: 'other', name: 'Other', overflow: { whenWaitingOver: 0, toQueueId: 'calls' } },
    ];
    const arrivals = at(0, 1, 2, 3);
    const { queues: figures } = run(center(1, [calls('all', 0, { ...three, arrivals })], { ...short, queues }));
    // One is served, one waits at home, one waits with the other, and the last at home again.
    expect([figures['calls']?.offered.mean, figures['other']?.offered.mean]).toEqual([3, 1]);
  });
});

describe('overflow by estimate', () => {
  it('sends away who would wait too long, once enough has been learned, and nobody while nothing is known', () => {
    const busy = (whenEstimateOverSeconds: number): SimulationResult =>
      run(
        center(4, [calls('all', 60, { service: exponential(220), patience: exponential(300) })], {
          replications: 1,
          warmupSeconds: 0,
          horizonSeconds: 400_000,
          queues: [
            { id: 'calls', name: 'Calls', overflow: { whenEstimateOverSeconds, toQueueId: 'other' } },
            { id: 'other', name: 'Other' },
          ],
          agents: [agent('team', 'calls', { count: 4 }), agent('others', 'other', { count: 2 })],
        }),
      );
    const share = (result: SimulationResult): number =>
      (result.queues['other']?.offered.mean ?? 0) / (result.streams['all']?.offered.mean ?? 1);
    const [soon, late, never] = [30, 120, 100_000].map(busy) as [SimulationResult, SimulationResult, SimulationResult];
    expect(share(soon)).toBeGreaterThan(share(late) + 0.05);
    expect(share(late)).toBeGreaterThan(0);
    expect(share(never)).toBe(0);
    const home = (result: SimulationResult): number => result.queues['calls']?.meanWaitSeconds.mean ?? 0;
    expect(home(soon)).toBeLessThan(home(late));
    expect(home(late)).toBeLessThan(home(never));
    // Few calls: nothing is learned, so that nobody is sent away although all but the first wait long.
    const few = run(
      center(1, [calls('all', 0, { arrivals: at(0, 1, 2), service: fixed(500) })], {
        ...short,
        queues: [
          { id: 'calls', name: 'Calls', overflow: { whenEstimateOverSeconds: 1, toQueueId: 'other' } },
          { id: 'other', name: 'Other' },
        ],
      }),
    );
    expect(few.queues['other']?.offered.mean).toBe(0);
    expect(run({ ...BUSY_AGAIN })).toEqual(run({ ...BUSY_AGAIN }));
  });

  const BUSY_AGAIN: ScenarioRequest = center(
    3,
    [calls('all', 60, { service: exponential(200), patience: exponential(200) })],
    {
      ...short,
      queues: [
        { id: 'calls', name: 'Calls', overflow: { whenEstimateOverSeconds: 60, toQueueId: 'other' } },
        { id: 'other', name: 'Other' },
      ],
    },
  );
});

describe("a bot's queue", () => {
  const bots = (minAcceptance: number, maxCustomerValue: number): Record<string, number | null | undefined> => {
    const stream = (id: string, more: Partial<StreamRequest>) =>
      calls(id, 0, { arrivals: at(0), service: fixed(10), ...more });
    const { matrix } = run(
      center(1, [], {
        ...short,
        queues: [{ id: 'calls', name: 'Calls', bots: { minAcceptance, maxCustomerValue } }],
        agents: [
          agent('bot', 'calls', { kind: 'bot', channels: [{ id: 'voice', capacity: 10 }] }),
          agent('human', 'calls', { count: 4, shifts: [{ from: 5, to: 9_000 }] }),
        ],
        streams: [
          stream('gladly', { botAcceptance: 0.9 }),
          stream('unknown', {}),
          stream('never', { botAcceptance: 'never' }),
          stream('rich', { botAcceptance: 0.9, customerValue: 0.8 }),
        ],
      }),
    );
    return Object.fromEntries(Object.entries(matrix).map(([id, row]) => [id, row['bot']?.mean]));
  };

  it('gives to bots whom its rules leave to them, and the rest to humans', () => {
    expect(bots(0, 1)).toEqual({ gladly: 1, unknown: 1, never: 0, rich: 1 });
    expect(bots(0.6, 1)).toEqual({ gladly: 1, unknown: 0, never: 0, rich: 1 });
    expect(bots(0.6, 0.5)).toEqual({ gladly: 1, unknown: 0, never: 0, rich: 0 });
  });
});

describe('a stream with a language', () => {
  it('reaches only who speaks it, whatever the steps', () => {
    const { matrix } = run(
      center(1, [calls('french', 0, { arrivals: at(0, 0), service: fixed(10), language: 'fr' })], {
        ...short,
        queues: [{ id: 'calls', name: 'Calls', steps: [{ afterSeconds: 1, anyone: true }] }],
        agents: [agent('none', 'calls'), agent('speaks', 'calls', { skills: [{ id: 'fr', level: 1 }] })],
      }),
    );
    expect([matrix['french']?.['none']?.mean, matrix['french']?.['speaks']?.mean]).toEqual([0, 2]);
  });
});

describe('an interruption', () => {
  const channels = [
    { id: 'chat', capacity: 2, blocks: ['voice'], interruptedBy: ['voice'] },
    { id: 'voice', capacity: 1, blocks: ['chat'] },
  ];
  const chats = (more: Partial<StreamRequest>) => calls('chats', 0, { channel: 'chat', service: fixed(100), ...more });
  const scenario = (streams: StreamRequest[], more: Partial<ScenarioRequest> = {}): ScenarioRequest =>
    center(1, streams, { ...short, agents: [agent('team', 'calls', { channels })], ...more });
  const occupied = (result: SimulationResult): number =>
    (result.agents['team']?.occupancy.mean ?? 0) * short.horizonSeconds;

  it('sets the chats aside, goes on with them after the call, and counts each once', () => {
    const streams = [chats({ arrivals: at(0, 0) }), calls('calls', 0, { arrivals: at(40), service: fixed(30) })];
    const result = run(scenario(streams));
    expect(means(result.streams['calls'])).toMatchObject({ answered: 1, meanWaitSeconds: 0 });
    expect(means(result.streams['chats'])).toMatchObject({ offered: 2, answered: 2, meanWaitSeconds: 0 });
    expect(result.agents['team']?.answered.mean).toBe(3);
    // 40 s of chats, 30 s of the call, and the 60 s that were left.
    expect(occupied(result)).toBeCloseTo(130, 6);
  });

  it('goes on only when the last that interrupts is over, wrap-up too', () => {
    const voice = {
      id: 'voice',
      name: 'V',
      kind: 'synchronous' as const,
      offerTimeoutSeconds: 20,
      wrapUpSeconds: 20,
      defaultTargetSeconds: 20,
    };
    const streams = [chats({ arrivals: at(0) }), calls('calls', 0, { arrivals: at(40, 60), service: fixed(30) })];
    // The second call waits for the first one's end and is served before what was set aside comes back.
    const result = run(scenario(streams, { channels: [voice] }));
    expect(means(result.streams['calls'])).toMatchObject({ answered: 2, meanWaitSeconds: 15 });
    expect(occupied(result)).toBeCloseTo(100 + 2 * 50, 6);
  });

  it('sets the same chat aside as often as calls come, and no moment of it is lost or served twice', () => {
    const streams = [
      chats({ arrivals: at(0) }),
      calls('calls', 0, { arrivals: at(10, 60, 200), service: fixed(30) }),
      chats({ id: 'later', arrivals: at(190), service: fixed(7) }),
    ];
    const result = run(scenario(streams));
    expect(occupied(result)).toBeCloseTo(100 + 3 * 30 + 7, 6);
    expect(means(result.streams['chats'])).toMatchObject({ answered: 1 });
  });

  it("gives what was set aside to the queue when the agent's shift is over, also in the middle of the call", () => {
    const streams = [chats({ arrivals: at(0) }), calls('calls', 0, { arrivals: at(40), service: fixed(100) })];
    const agents = [
      agent('team', 'calls', { channels, shifts: [{ from: 0, to: 50 }] }),
      agent('chatters', 'calls', { channels: [{ id: 'chat', capacity: 1 }], shifts: [{ from: 45, to: 5_000 }] }),
    ];
    const result = run(scenario(streams, { agents }));
    // Served first by the team: the figures count the first answer, the work is where it was done.
    expect(result.matrix['chats']).toMatchObject({ team: { mean: 1 }, chatters: { mean: 0 } });
    const { occupancy } = result.agents['chatters'] as Figures;
    expect((occupancy.mean ?? 0) * (5_000 - 45)).toBeCloseTo(60, 6);
  });

  it('makes no difference to patience: who has been answered does not give up', () => {
    const streams = [
      chats({ arrivals: at(0), patience: fixed(50) }),
      calls('calls', 0, { arrivals: at(10), service: fixed(500) }),
    ];
    expect(means(run(scenario(streams)).streams['chats'])).toMatchObject({ answered: 1, abandoned: 0 });
  });

  it('leaves the sums whole in a center of chance', () => {
    const streams = [
      chats({ arrivals: { kind: 'poisson', perHour: 60 }, service: exponential(100) }),
      calls('calls', 40, { service: exponential(60) }),
    ];
    const agents = [agent('team', 'calls', { channels, count: 3, service: fixed(90) })];
    const result = run(scenario(streams, { agents, replications: 4, horizonSeconds: 100_000 }));
    for (const id of ['chats', 'calls']) {
      const { offered, answered } = means(result.streams[id]);
      expect([id, answered]).toEqual([id, offered]);
    }
  });
});
