import type { ArrivalsRequest, DistributionRequest, ScenarioRequest, StreamRequest } from './scenario-request.js';

export interface Fault {
  path: string;
  message: string;
}

const LISTS = ['hours', 'channels', 'queues', 'profiles', 'agents', 'streams'] as const;

/** The profile that a comparison names: by its id, or as the only version of it that there is here. */
export function profileNamed(name: string, profiles: readonly { id: string }[]): string | undefined {
  const known = (id: string): boolean => profiles.some((profile) => profile.id === id);
  const unversioned = name.replace(/@1$/, '');
  return known(name) ? name : known(unversioned) ? unversioned : undefined;
}

/** Everything in a request that does not fit together. */
export class ScenarioFaults {
  private readonly found: Fault[] = [];

  constructor(
    private readonly request: ScenarioRequest,
    private readonly known: Record<'channels' | 'profiles' | 'queues' | 'hours', readonly { id: string }[]>,
  ) {}

  all(): Fault[] {
    const { warmupSeconds = 0, horizonSeconds, queues, agents, streams } = this.request;
    if (warmupSeconds >= horizonSeconds) this.add('warmupSeconds', 'must be less than horizonSeconds');
    for (const list of LISTS) this.unique(list);
    if (this.request.startsAt === undefined && queues.some(({ hoursId }) => hoursId !== undefined))
      this.add('startsAt', 'must say when the scenario begins, for a queue has hours');
    queues.forEach((queue, i) => this.queue(queue, `queues.${i}`));
    agents.forEach((agent, i) => this.agent(agent, `agents.${i}`));
    streams.forEach((stream, i) => this.stream(stream, `streams.${i}`));
    this.compared();
    return this.found;
  }

  private add(path: string, message: string): void {
    this.found.push({ path, message });
  }

  private unique(list: (typeof LISTS)[number]): void {
    const seen = new Set<string>();
    (this.request[list] ?? []).forEach(({ id }, i) => {
      if (seen.has(id)) this.add(`${list}.${i}.id`, 'stands here twice');
      seen.add(id);
    });
  }

  private names(of: readonly { id: string }[], id: string | undefined, path: string, what: string): void {
    if (id !== undefined && !of.some((item) => item.id === id))
      this.add(path, `there ${what === 'hours' ? 'are' : 'is'} no ${what} ${id} in the scenario`);
  }

  private queue(queue: ScenarioRequest['queues'][number], path: string): void {
    this.names(this.known.hours, queue.hoursId, `${path}.hoursId`, 'hours');
    this.names(this.known.profiles, queue.routingProfileId, `${path}.routingProfileId`, 'profile');
    this.names(this.known.queues, queue.overflow?.toQueueId, `${path}.overflow.toQueueId`, 'queue');
    queue.steps?.forEach(({ addQueues = [] }, i) =>
      addQueues.forEach((id, j) => this.names(this.known.queues, id, `${path}.steps.${i}.addQueues.${j}`, 'queue')),
    );
  }

  private agent(agent: ScenarioRequest['agents'][number], path: string): void {
    agent.queues.forEach((id, i) => this.names(this.known.queues, id, `${path}.queues.${i}`, 'queue'));
    agent.channels.forEach(({ id, blocks = [], interruptedBy = [] }, i) => {
      const at = `${path}.channels.${i}`;
      this.names(this.known.channels, id, `${at}.id`, 'channel');
      for (const [name, others] of Object.entries({ blocks, interruptedBy }))
        others.forEach((other, j) => this.names(this.known.channels, other, `${at}.${name}.${j}`, 'channel'));
    });
    if (agent.service) this.distribution(agent.service, `${path}.service`);
    let end = 0;
    agent.shifts?.forEach(({ from, to }, i) => {
      if (from >= to) this.add(`${path}.shifts.${i}.to`, 'must be later than from');
      if (from < end) this.add(`${path}.shifts.${i}.from`, 'must not be before the shift before it ends');
      end = to;
    });
  }

  private stream(stream: StreamRequest, path: string): void {
    this.names(this.known.queues, stream.queueId, `${path}.queueId`, 'queue');
    this.names(this.known.channels, stream.channel, `${path}.channel`, 'channel');
    this.arrivals(stream.arrivals, `${path}.arrivals`);
    this.distribution(stream.service, `${path}.service`);
    if (stream.patience) this.distribution(stream.patience, `${path}.patience`);
  }

  private arrivals({ kind, perHour, ...rest }: ArrivalsRequest, path: string): void {
    const lists = kind === 'piecewise';
    const asked = kind === 'times' ? ['seconds'] : lists ? ['perHour', 'intervalSeconds'] : ['perHour'];
    this.exactly({ perHour, ...rest }, asked, kind, path);
    if (perHour !== undefined && Array.isArray(perHour) !== lists)
      this.add(`${path}.perHour`, lists ? 'must be a list of rates' : 'must be one rate');
  }

  private distribution({ kind, ...rest }: DistributionRequest, path: string): void {
    const asked = kind === 'empirical' ? ['seconds'] : kind === 'lognormal' ? ['meanSeconds', 'cv'] : ['meanSeconds'];
    this.exactly(rest, asked, kind, path);
  }

  /** What a kind takes must be there, and nothing else. */
  private exactly(given: object, asked: readonly string[], kind: string, path: string): void {
    const there = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    for (const name of asked) if (!there.includes(name)) this.add(`${path}.${name}`, `is required for ${kind}`);
    for (const name of there) if (!asked.includes(name)) this.add(`${path}.${name}`, `has no meaning for ${kind}`);
  }

  private compared(): void {
    const { compare = [] } = this.request;
    compare.forEach((name, i) => {
      if (profileNamed(name, this.known.profiles) === undefined)
        this.add(`compare.${i}`, `there is no profile ${name} in the scenario`);
    });
    if (new Set(compare).size < compare.length) this.add('compare', 'must name each profile once');
    if (compare.length === 1) this.add('compare', 'needs two profiles or more');
  }
}
