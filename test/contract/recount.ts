import type { Json } from './center.js';
import type { Asked, Day, Ended, Moment, Part, Wait } from './recount-log.js';

const TARGET_MS: Record<string, number> = { sales: 20_000, help: 60_000 };
const SHORT_MS: Record<string, number> = { sales: 5_000, help: 2_000 };
const BOTS = ['bot'];

export type Group = Record<string, string | null>;

const mean = (ms: number[]): number | null =>
  ms.length === 0 ? null : Math.round(ms.reduce((sum, each) => sum + each, 0) / ms.length) / 1000;
/** At most 5 % off, or 50 ms, as the histograms of waits promise. */
const near = (seconds: number | null): unknown => ({
  asymmetricMatch: (told: unknown): boolean =>
    seconds === null
      ? told === null
      : typeof told === 'number' && Math.abs(told - seconds) <= Math.max(0.05 * seconds, 0.05),
  toString: (): string => `near ${seconds}`,
});
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const tookOf = (part: Part): number => (part.to ?? 0) - part.from;
const waitOf = (wait: Wait): number => (wait.to ?? 0) - wait.from;

/** Rows as a report gives them, of what lies in intervals and groups; `key` gives the groups of each thing. */
class Table<T> {
  private readonly cells = new Map<string, { n: number; group: Group; things: T[] }>();

  constructor(private readonly edges: readonly number[]) {}

  add(at: number, group: Group, thing: T): void {
    const n = this.edges.findLastIndex((edge) => edge <= at);
    if (n < 0 || n >= this.edges.length - 1) return;
    const key = JSON.stringify([n, group]);
    const cell = this.cells.get(key) ?? { n, group, things: [] };
    this.cells.set(key, cell);
    cell.things.push(thing);
  }

  rows(figures: (things: T[]) => Json): Json[] {
    // Nothing is after anything in the order of bytes.
    const order = (group: Group): string[] => Object.values(group).map((value) => value ?? '\uffff');
    const cells = [...this.cells.values()].sort(
      (a, b) => a.n - b.n || (order(a.group).join('\0') < order(b.group).join('\0') ? -1 : 1),
    );
    const time = (n: number): string => new Date(this.edges[n] as number).toISOString();
    return cells.map(({ n, group, things }) => ({
      from: time(n),
      to: time(n + 1),
      localTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/),
      ...group,
      ...figures(things),
    }));
  }
}

/** Of a day without known customers. */
const NO_FIRST_CONTACTS = { firstContacts: 0, resolvedAtFirst: 0, fcrPending: 0, fcr: null };

/** The queue figures of a day; `groups` tells to which rows a wait belongs. */
export function recountWaits(
  day: Day,
  edges: readonly number[],
  groups: (wait: Wait) => Group[],
  bySkill: boolean,
): Json[] {
  const table = new Table<Wait>(edges);
  for (const wait of day.waits) {
    // A callback belongs to when its first wait began, and counts once it has ended.
    const isBack = wait.channel === 'callback';
    const isCounted = !isBack || day.ended.some((ended) => ended.wait === wait);
    const at = isBack ? (day.ended.find((ended) => ended.wait === wait)?.begun ?? 0) : wait.from;
    if (isCounted) for (const group of groups(wait)) table.add(at, group, wait);
  }
  return table.rows((things) => {
    const waits = things.filter((wait) => wait.channel !== 'callback');
    const backs = things.filter((wait) => wait.channel === 'callback');
    const parts = day.parts.filter((part) => waits.includes(part.wait) && part.to !== undefined && part.end !== 'void');
    const tries = day.parts.filter((part) => backs.some((back) => back.contactId === part.wait.contactId));
    const ends = day.ended.filter((ended) => backs.includes(ended.wait)).map(({ end }) => end);
    const figures = { ...waitFigures(waits), ...partFigures(day, waits, parts), ...backFigures(waits, ends, tries) };
    return bySkill ? figures : { ...figures, ...NO_FIRST_CONTACTS };
  });
}

function waitFigures(waits: Wait[]): Json {
  const offered = waits.filter((wait) => wait.end !== 'callback');
  const ended = (...ends: string[]): Wait[] => offered.filter((wait) => ends.includes(wait.end ?? ''));
  const answered = ended('answered');
  const inTime = answered.filter((wait) => waitOf(wait) <= (TARGET_MS[wait.queueId] ?? 0)).length;
  const short = ended('abandoned').filter((wait) => waitOf(wait) < (SHORT_MS[wait.queueId] ?? 0)).length;
  const abandoned = ended('abandoned').length - short;
  const sorted = answered.map(waitOf).sort((a, b) => a - b);
  const at = (index: number): number | null => (sorted.length === 0 ? null : (sorted[index] as number) / 1000);
  return {
    offered: offered.length,
    answered: answered.length,
    answeredWithinTarget: inTime,
    abandoned,
    shortAbandoned: short,
    movedOn: 0,
    withdrawn: ended('cancelled').length,
    open: offered.filter((wait) => wait.end === undefined).length,
    sl: share(inTime, offered.length - short),
    slOfAnswered: share(inTime, answered.length),
    slOfOffered: share(inTime, offered.length),
    abandonment: share(abandoned, offered.length),
    asaSeconds: mean(sorted),
    p95WaitSeconds: near(at(Math.ceil(0.95 * sorted.length) - 1)),
    longestWaitSeconds: at(sorted.length - 1),
  };
}

function partFigures(day: Day, waits: Wait[], parts: Part[]): Json {
  const byBot = (agentId = ''): boolean => BOTS.includes(agentId);
  const count = (end: string, bot: boolean): number =>
    parts.filter((part) => part.end === end && byBot(part.agentId) === bot).length;
  return {
    ahtSeconds: mean(parts.map(tookOf)),
    wrapUpSeconds: mean(parts.map((part) => (part.to ?? 0) - (part.wrapUpFrom ?? part.to ?? 0))),
    rona: day.offers.filter((offer) => waits.includes(offer.wait) && offer.outcome === 'missed').length,
    transferred: count('passedOn', false),
    botAnswered: waits.filter((wait) => wait.end === 'answered' && byBot(wait.agentId)).length,
    botHandedOver: count('passedOn', true),
    botSolved: count('completed', true),
  };
}

function backFigures(waits: Wait[], ends: string[], tries: Part[]): Json {
  const count = (end: string): number => ends.filter((one) => one === end).length;
  return {
    callbacksRequested: waits.filter((wait) => wait.end === 'callback').length,
    callbacks: ends.length,
    callbacksReached: count('completed'),
    callbacksNotReached: 0,
    callbacksAbandoned: 0,
    callbacksWithdrawn: count('abandoned') + count('cancelled'),
    callbackFailedAttempts: tries.filter((part) => part.end === 'failed').length,
    callbackAhtSeconds: mean(tries.filter((part) => part.end === 'completed').map(tookOf)),
  };
}

/** The agents' figures of a day; `group` tells in which row an agent stands. */
export function recountAgents(day: Day, edges: readonly number[], group: (agentId: string) => Group): Json[] {
  const table = new Table<{ moment?: Moment; part?: Part; offer?: Asked }>(edges);
  for (const moment of day.moments) {
    if (moment.presence === 'offline' && !moment.holds) continue;
    const cuts = [moment.from, ...edges.filter((edge) => edge > moment.from && edge < moment.to), moment.to];
    cuts.slice(1).forEach((to, n) => {
      const from = cuts[n] as number;
      if (from < to) table.add(from, group(moment.agentId), { moment: { ...moment, from, to } });
    });
  }
  for (const part of day.parts)
    if (part.to !== undefined && part.end !== 'void') table.add(part.to, group(part.agentId), { part });
  for (const offer of day.offers) if (offer.to !== undefined) table.add(offer.to, group(offer.agentId), { offer });
  return table.rows((things) => ({
    ...timeFigures(things.flatMap(({ moment }) => moment ?? [])),
    ...workFigures(
      things.flatMap(({ part }) => part ?? []),
      things.flatMap(({ offer }) => offer ?? []),
    ),
  }));
}

function timeFigures(moments: Moment[]): Json {
  const ms = (is: (moment: Moment) => boolean): number =>
    moments.filter(is).reduce((sum, { from, to }) => sum + to - from, 0);
  const isFree = (m: Moment): boolean => !m.holds && !m.asked && !m.notResponding;
  const handling = ms((m) => m.holds);
  const idle = ms((m) => m.presence === 'available' && isFree(m));
  const signedIn = ms(() => true);
  return {
    signedInSeconds: signedIn / 1000,
    handlingSeconds: handling / 1000,
    wrapUpSeconds: ms((m) => m.wrapsUp) / 1000,
    idleSeconds: idle / 1000,
    unavailableSeconds: ms((m) => m.presence === 'unavailable' && isFree(m)) / 1000,
    notRespondingSeconds: ms((m) => m.presence !== 'offline' && m.notResponding) / 1000,
    occupancy: share(handling, handling + idle),
    utilisation: share(handling, signedIn),
  };
}

function workFigures(parts: Part[], offers: Asked[]): Json {
  const outcome = (name: string): number => offers.filter((offer) => offer.outcome === name).length;
  const work = parts.filter(({ wait }) => wait.channel !== 'callback');
  const backs = parts.filter(({ wait, end }) => wait.channel === 'callback' && end !== 'failed');
  const [accepted, declined, rona] = [outcome('accepted'), outcome('declined'), outcome('missed')];
  return {
    offers: offers.length,
    accepted,
    declined,
    rona,
    offersOtherwiseEnded: offers.length - accepted - declined - rona,
    handled: work.length,
    completed: work.filter(({ end }) => end === 'completed').length,
    transferred: work.filter(({ end }) => end === 'passedOn').length,
    ahtSeconds: mean(work.map(tookOf)),
    callbacks: backs.length,
    callbackAhtSeconds: mean(backs.map(tookOf)),
  };
}

/** How the contacts of a day ended that somebody worked at. */
export function recountDispositions(day: Day, edges: readonly number[], group: (ended: Ended) => Group): Json[] {
  const table = new Table<Ended>(edges);
  for (const ended of day.ended) if (ended.end === 'completed') table.add(ended.begun, group(ended), ended);
  return table.rows((things) => {
    const work = things.filter(({ wait }) => wait.channel !== 'callback');
    const backs = things.filter(({ wait }) => wait.channel === 'callback');
    const said = (list: Ended[], resolved: string): number => list.filter((one) => one.resolved === resolved).length;
    return {
      contacts: work.length,
      resolved: said(work, 'true'),
      unresolved: said(work, 'false'),
      botSolved: work.filter(({ agentId = '' }) => BOTS.includes(agentId)).length,
      callbacks: backs.length,
      callbacksResolved: said(backs, 'true'),
      ...NO_FIRST_CONTACTS,
    };
  });
}
