import fc from 'fast-check';
import type { AgentChannel } from '../../src/domain/agent.js';
import { contactAgeMs } from '../../src/domain/contact.js';
import { sharedRedisUrl } from '../support/stores.js';
import { inModel, inStore, type Made } from './center-commands.js';
import { AGENTS, opening, step, type Step } from './center-steps.js';
import { faultsOf } from './invariants.js';
import { channelOf } from './center-model.js';
import { ActModel } from './act-model.js';
import { replayed } from './replay.js';
import { Stage, stateOf } from './stage.js';

/** Fixed, so that what a run reaches is the same everywhere; another finds other paths. */
const SEED = Number(process.env['LOTSE_PROPERTY_SEED'] ?? 20_260_304);
/**
 * Real time passes too, while a command runs. A store that is later than this is looked at no more: it would reach the
 * second by which limits differ. The model goes on alone, so that what a run reaches is the same on any machine.
 */
const LATE_MS = 800;

function blended(capacity: number): AgentChannel[] {
  return [
    { id: 'voice', capacity, blocks: ['email'] },
    { id: 'email', capacity, blocks: ['voice'], interruptedBy: ['voice'] },
    { id: 'callback', capacity, interruptedBy: ['voice'] },
  ];
}

/** How often at least each of these is to happen in a run. */
const OFTEN: Record<string, number> = {
  interrupted: 4,
  returned: 4,
  'called back from waiting': 100,
  'called back from offered': 30,
  'callback callbackOpen': 15,
  'callback interrupted': 10,
  'reservation kept': 1,
  'attempt noAnswer ok': 30,
  'attempt busy ok': 8,
  'attempt reached ok': 5,
  released: 20,
  'given up': 3,
  'wrapped up': 2,
  'merged from scheduled': 10,
  'merged from waiting': 20,
  'merged from offered': 10,
  'merged from active': 10,
  'merge stateForbids': 30,
};

/** Where a command finds something to do; in any state: left out. */
const APT: Partial<Record<Step['kind'], string[]>> = {
  offer: ['waiting'],
  assign: ['waiting'],
  pullToFront: ['waiting', 'offered'],
  callback: ['waiting', 'offered'],
  merge: ['scheduled', 'waiting', 'offered', 'active', 'parked'],
  release: ['scheduled'],
  resume: ['parked'],
  complete: ['active', 'wrapUp'],
  extendWrapUp: ['wrapUp'],
  ...Object.fromEntries(
    ['attempt', 'requeue', 'hold', 'park', 'transfer', 'consult', 'completeConsult'].map((each) => [each, ['active']]),
  ),
};

/**
 * With the ids that a step's words stand for. Three in four whose contact is not there, or in another state than the
 * command asks for, get one that is, where there is any: else most would be refused. Nothing is merged into itself, which
 * never gets as far as this.
 */
function named(step: Step, at: number, model: ActModel, { consults }: Made): Step {
  const real = (id: string): string => (id === 'k' ? `k${consults}` : id);
  if (!('contact' in step) || step.kind === 'enqueue') return step;
  const apt = APT[step.kind];
  const fitting = [...model.contacts]
    .filter(([id]) => step.kind !== 'attempt' || channelOf(id) === 'callback')
    .filter(([, { state }]) => apt?.includes(state) ?? true)
    .map(([id]) => id);
  const isAsSaid = fitting.includes(real(step.contact)) || at % 4 === 0 || fitting.length === 0;
  const contact = isAsSaid ? real(step.contact) : (fitting[at % fitting.length] as string);
  if (step.kind !== 'merge') return { ...step, contact } as Step;
  const others = fitting.filter((id) => id !== contact);
  const into = at % 4 === 0 || others.length === 0 ? real(step.into) : (others[at % others.length] as string);
  return { ...step, contact, into: into === contact ? 'none' : into };
}

function isOpen(state: string): boolean {
  return state === 'waiting' || state === 'offered';
}

/** Contacts and agents in the words of the model, ages in whole moves of the clock. */
async function storeSummary(stage: Stage, ids: readonly string[]): Promise<unknown> {
  const contacts = await stage.live.contacts(ids);
  const agents = await Promise.all(Object.keys(AGENTS).map((id) => stage.live.agent(id)));
  return {
    contacts: contacts.map((each) => ({
      id: each.id,
      state: each.state,
      agentId: each.agentId,
      queueId: each.queueId,
      held: each.heldSince !== undefined,
      consult: each.consultId,
      reservedFor: isOpen(each.state) ? each.reservedFor : undefined,
      pulled: each.pulledToFront === true,
      outcome: each.outcome,
      interrupted: each.parkedBecause !== undefined,
      matter: [each.callbackId, each.mergedInto, each.mergedIds ?? []],
      attempts:
        each.callback === undefined
          ? undefined
          : [each.callback.attempts, each.callback.lastOutcome, each.callback.reached],
      age: Math.floor(contactAgeMs(each, stage.live.now()) / 1000 / 2) * 2,
    })),
    agents: agents.map((each) => ({
      id: each?.id,
      presence: each?.presence,
      by: each?.presenceBy,
      next: each?.next?.presence,
      notResponding: each?.notRespondingSince !== undefined,
      legs: [each?.offers, each?.active, each?.wrapUp, each?.external],
      used: [each?.used.voice ?? 0, each?.used.email ?? 0, each?.used.callback ?? 0],
    })),
  };
}

function modelSummary(model: ActModel): unknown {
  return {
    contacts: [...model.contacts].map(([id, each]) => {
      const { state, agentId, queue: queueId, consult, outcome } = each;
      const age = isOpen(state) ? model.now - each.since : each.age;
      const reservedFor = isOpen(state) ? each.reservedFor : undefined;
      const interrupted = state === 'parked' && each.aside === true;
      const pulled = model.pulled.has(id);
      const stands = { id, state, agentId, queueId, held: each.held === true, consult, reservedFor, pulled, outcome };
      const matter = [each.callbackId, each.into, each.merged ?? []];
      const attempts =
        channelOf(id) === 'callback'
          ? [each.attempts ?? 0, each.last?.outcome, each.reachedIn !== undefined]
          : undefined;
      return { ...stands, interrupted, matter, attempts, age };
    }),
    agents: [...model.agents].map(([id, each]) => {
      const { offered, active, wrapUp, external } = model.legs(id);
      return {
        id,
        presence: each.presence,
        by: each.by,
        next: each.next?.presence,
        notResponding: each.notResponding,
        legs: [offered, active, wrapUp, external],
        used: [model.used(id, 'voice'), model.used(id, 'email'), model.used(id, 'callback')],
      };
    }),
  };
}

/** How many are parked by an interruption. */
function asideIn(model: ActModel): number {
  return [...model.contacts.values()].filter(({ state, aside }) => state === 'parked' && aside === true).length;
}

type States = Map<string, { state: string; aside?: boolean }>;

function statesOf(model: ActModel): States {
  return new Map([...model.contacts].map(([id, { state, aside }]) => [id, { state, aside }]));
}

/** What a command did to callbacks and merged contacts, and from where. */
function waysOf(before: States, model: ActModel): string[] {
  const ways: string[] = [];
  for (const [id, { state, outcome, reservedFor, attempts }] of model.contacts) {
    const was = before.get(id);
    if (was?.state === state) continue;
    const from = was?.aside === true ? 'interrupted' : was?.state;
    if (outcome === 'merged') ways.push(`merged from ${from}`);
    if (outcome === 'callback') ways.push(`called back from ${from}`);
    if (outcome === 'notReached') ways.push('given up');
    if (channelOf(id) !== 'callback') continue;
    if (was === undefined && reservedFor !== undefined) ways.push('reservation kept');
    if (was?.state === 'scheduled' && state === 'waiting') ways.push('released');
    if (state === 'wrapUp') ways.push(attempts === undefined ? 'wrapped up' : 'wrapped up after an attempt');
    if (state === 'parked' && model.contacts.get(id)?.aside === true) ways.push('callback interrupted');
  }
  return ways;
}

/** The store's time, which stands still while nobody does anything but look. */
class StandingClock {
  private constructor(
    private readonly stage: Stage,
    private readonly begun: number,
    private stands: number,
  ) {}

  static async of(stage: Stage): Promise<StandingClock> {
    const now = await timeOf(stage);
    return new StandingClock(stage, now, now);
  }

  /** Runs one command. @returns its answer, and how late the store is by now */
  async while<T>(moves: number, command: () => Promise<T>): Promise<{ answer: T; lateMs: number }> {
    const { redis, keys, clock } = this.stage.live.connection;
    await redis.hset(keys.meta, 'offset', this.stands - (await timeOf(this.stage, 0)));
    clock.reset(this.stands);
    const answer = await command();
    this.stands = await timeOf(this.stage);
    return { answer, lateMs: this.stands - this.begun - moves };
  }
}

async function timeOf({ live }: Stage, offset?: number): Promise<number> {
  const { redis, keys } = live.connection;
  const moved = offset ?? Number((await redis.hget(keys.meta, 'offset')) ?? 0);
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000) + moved;
}

describe('live state against a plain model', () => {
  const seen: Record<string, number> = {};
  const count = (way: string): void => void (seen[way] = (seen[way] ?? 0) + 1);

  it('agrees over random commands, valid and not', async () => {
    const url = sharedRedisUrl();
    await fc.assert(
      fc.asyncProperty(opening, fc.array(step, { minLength: 25, maxLength: 50, size: 'max' }), async (first, more) => {
        const steps = [...first, ...more];
        const stage = await (await Stage.open(url)).with(AGENTS, ['q', 'q2']);
        for (const [id, capacity] of Object.entries(AGENTS)) await stage.mirror(id, blended(capacity), 2);
        try {
          const model = new ActModel(AGENTS);
          const clock = await StandingClock.of(stage);
          const made = { offers: 0, consults: 0 };
          let isLate = false;
          for (const [at, given] of steps.entries()) {
            const each = named(given, at, model, made);
            const parked = asideIn(model);
            const before = statesOf(model);
            const moves = 1000 * (model.now + (each.kind === 'clock' ? each.seconds : 0));
            const stored: { answer: string; lateMs: number } | undefined = isLate
              ? undefined
              : await clock.while(moves, () => inStore(stage, each, made));
            const answer = inModel(model, each, made);
            isLate ||= (stored?.lateMs ?? 0) > LATE_MS;
            if (stored !== undefined && !isLate) expect([each, stored.answer]).toEqual([each, answer]);
            if (each.kind === 'accept' && asideIn(model) > parked) count('interrupted');
            if (each.kind === 'returnAside' && asideIn(model) < parked) count('returned');
            if (each.kind === 'consult' && answer === 'ok') made.consults += 1;
            for (const way of waysOf(before, model)) count(way);
            if (!isLate) expect(await storeSummary(stage, [...model.contacts.keys()])).toEqual(modelSummary(model));
            if (model.offers.has(made.offers + 1)) made.offers += 1;
            const command = each.kind === 'attempt' ? `attempt ${each.outcome}` : each.kind;
            count(`${command} ${answer}`);
          }
          expect(await faultsOf(stage.live)).toEqual([]);
          const log = await stage.log();
          expect(await replayed(url, log)).toEqual(await stateOf(stage.live));
          if (isLate) return;
          for (const [id, { outcome }] of model.offers) {
            const ends = log.filter((event) => event.offerId === `p${id}` && event.offerOutcome !== undefined);
            expect(ends.map((event) => event.offerOutcome)).toEqual(outcome ? [outcome] : []);
          }
        } finally {
          await stage.close();
        }
      }),
      { numRuns: 200, seed: SEED },
    );
  }, 600_000);

  it('has reached nearly every answer of every command', () => {
    const answers = [
      ...['ok', 'contactGone', 'agentUnavailable', 'notResponding', 'capacityFull', 'blockedByChannel', 'coolDown'].map(
        (a) => `offer ${a}`,
      ),
      ...['ok', 'offerEnded', 'notFound'].map((a) => `accept ${a}`),
      ...['ok', 'offerEnded', 'notFound', 'conflict'].map((a) => `refuse ${a}`),
      ...['ok', 'stateForbids', 'notFound', 'conflict'].map((a) => `cancel ${a}`),
      ...['ok', 'stateForbids', 'notFound'].map((a) => `requeue ${a}`),
      ...['ok', 'stateForbids', 'notFound', 'conflict'].map((a) => `complete ${a}`),
      ...['ok', 'stateForbids', 'notFound', 'conflict'].map((a) => `release ${a}`),
      ...['ok', 'stateForbids', 'notFound', 'conflict'].map((a) => `completeConsult ${a}`),
      ...['ok', 'stateForbids', 'notFound'].map((a) => `extendWrapUp ${a}`),
      ...['hold', 'park', 'resume', 'transfer', 'consult'].flatMap((each) =>
        ['ok', 'stateForbids', 'notFound'].map((a) => `${each} ${a}`),
      ),
      ...['ok', 'callbackOpen', 'idInUse'].map((a) => `enqueue ${a}`),
      ...['ok', 'stateForbids', 'notFound', 'callbackOpen', 'idInUse'].map((a) => `callback ${a}`),
      ...['noAnswer', 'busy', 'reached'].flatMap((outcome) =>
        ['ok', 'stateForbids', 'notFound'].map((a) => `attempt ${outcome} ${a}`),
      ),
      ...['ok', 'stateForbids', 'notFound', 'unknownReference'].map((a) => `merge ${a}`),
      ...['assign', 'pullToFront'].flatMap((each) => ['ok', 'stateForbids', 'notFound'].map((a) => `${each} ${a}`)),
      ...['ok', 'presenceHeld'].map((a) => `presence ${a}`),
    ];
    // Rare ones may be missing from a random run, not many.
    const missing = answers.filter((answer) => !seen[answer]);
    expect(missing.length > 3 ? missing : []).toEqual([]);
    for (const [way, least] of Object.entries(OFTEN)) expect([way, (seen[way] ?? 0) >= least]).toEqual([way, true]);
  });
});
