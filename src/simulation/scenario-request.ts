import type {
  AgentDefinition,
  ProfileDefinition,
  QueueDefinition,
  ChannelDefinition,
} from '../configuration/definitions.js';
import { agentOf, profileOf, queueOf } from '../configuration/definitions.js';
import { withDefaults, type RequirementRequest } from '../contacts/contact-request.js';
import { DomainError } from '../domain/errors.js';
import { SIMULATED_CHANNELS, SIMULATED_DEFAULT_PROFILE } from './virtual/defaults.js';
import type { Arrivals, Distribution, Scenario, Shift } from './virtual/scenario.js';

export interface DistributionRequest {
  kind: Distribution['kind'];
  meanSeconds?: number;
  cv?: number;
  seconds?: number[];
}

export interface ArrivalsRequest {
  kind: Arrivals['kind'];
  perHour?: number | number[];
  intervalSeconds?: number;
  seconds?: number[];
}

export interface StreamRequest {
  id: string;
  queueId: string;
  channel: string;
  requirements?: RequirementRequest[];
  priority?: number;
  customerValue?: number;
  journeyStage?: string;
  arrivals: ArrivalsRequest;
  service: DistributionRequest;
  patience?: DistributionRequest;
}

/** A scenario as it is asked for; what is left out gets its default. */
export interface ScenarioRequest {
  seed?: number;
  replications?: number;
  warmupSeconds?: number;
  horizonSeconds: number;
  channels?: (ChannelDefinition & { id: string })[];
  queues: (QueueDefinition & { id: string })[];
  profiles?: (ProfileDefinition & { id: string })[];
  agents: (AgentDefinition & { id: string; count?: number; shifts?: Shift[]; service?: DistributionRequest })[];
  streams: StreamRequest[];
  compare?: string[];
}

interface Fault {
  path: string;
  message: string;
}

const MOST_FAULTS = 50;
/** Of queues: what only a running center has. */
const NOT_SIMULATED = ['hoursId', 'whenClosed', 'bots'] as const;

/**
 * The scenario with all defaults.
 * @throws DomainError `validationFailed` for names that nothing bears, parts that do not fit, and what is not simulated
 */
export function scenarioOf(request: ScenarioRequest): Scenario {
  const { seed = 1, replications = 10, warmupSeconds = 0, horizonSeconds } = request;
  const channels = overridden(SIMULATED_CHANNELS, request.channels ?? []);
  const profiles = overridden(
    [SIMULATED_DEFAULT_PROFILE],
    (request.profiles ?? []).map(({ id, ...body }) => ({ ...profileOf(id, body), version: 1 })),
  );
  const queues = request.queues.map(({ id, ...body }) => queueOf(id, body));
  const faults = new Faults(request, { channels, profiles, queues }).all();
  const first = faults[0];
  if (first !== undefined)
    throw new DomainError('validationFailed', `${first.path}: ${first.message}`, {
      errors: faults.slice(0, MOST_FAULTS),
    });
  return {
    seed,
    replications,
    warmupSeconds,
    horizonSeconds,
    channels,
    profiles,
    queues,
    groups: request.agents.map(({ id, count = 1, shifts, service, ...body }) => ({
      agent: agentOf(id, body),
      count,
      ...(shifts && { shifts }),
      ...(service && { service: distributionOf(service) }),
    })),
    streams: request.streams.map(
      ({ requirements, priority = 0, customerValue = 0, arrivals, service, patience, ...rest }) => ({
        ...rest,
        requirements: withDefaults(requirements),
        priority,
        customerValue,
        arrivals: arrivals as Arrivals,
        service: distributionOf(service),
        ...(patience && { patience: distributionOf(patience) }),
      }),
    ),
  };
}

function overridden<T extends { id: string }>(from: readonly T[], by: readonly T[]): T[] {
  return [...new Map([...from, ...by].map((item) => [item.id, item])).values()];
}

function distributionOf(request: DistributionRequest): Distribution {
  return request as Distribution;
}

/** The profile that a comparison names: by its id, or as the only version of it that there is here. */
export function profileNamed(name: string, profiles: readonly { id: string }[]): string | undefined {
  const known = (id: string): boolean => profiles.some((profile) => profile.id === id);
  const unversioned = name.replace(/@1$/, '');
  return known(name) ? name : known(unversioned) ? unversioned : undefined;
}

/** Everything in a request that does not fit together. */
class Faults {
  private readonly found: Fault[] = [];

  constructor(
    private readonly request: ScenarioRequest,
    private readonly known: Pick<Scenario, 'channels' | 'profiles' | 'queues'>,
  ) {}

  all(): Fault[] {
    const { warmupSeconds = 0, horizonSeconds, queues, agents, streams } = this.request;
    if (warmupSeconds >= horizonSeconds) this.add('warmupSeconds', 'must be less than horizonSeconds');
    for (const list of ['channels', 'queues', 'profiles', 'agents', 'streams'] as const) this.unique(list);
    queues.forEach((queue, i) => this.queue(queue, `queues.${i}`));
    agents.forEach((agent, i) => this.agent(agent, `agents.${i}`));
    streams.forEach((stream, i) => this.stream(stream, `streams.${i}`));
    this.compared();
    return this.found;
  }

  private add(path: string, message: string): void {
    this.found.push({ path, message });
  }

  private unique(list: 'channels' | 'queues' | 'profiles' | 'agents' | 'streams'): void {
    const seen = new Set<string>();
    (this.request[list] ?? []).forEach(({ id }, i) => {
      if (seen.has(id)) this.add(`${list}.${i}.id`, 'stands here twice');
      seen.add(id);
    });
  }

  private names(of: readonly { id: string }[], id: string | undefined, path: string, what: string): void {
    if (id !== undefined && !of.some((item) => item.id === id))
      this.add(path, `there is no ${what} ${id} in the scenario`);
  }

  private queue(queue: ScenarioRequest['queues'][number], path: string): void {
    for (const name of NOT_SIMULATED) if (queue[name] !== undefined) this.add(`${path}.${name}`, 'is not simulated');
    if (queue.open === false) this.add(`${path}.open`, 'a closed queue is not simulated');
    if (queue.overflow?.whenEstimateOverSeconds !== undefined)
      this.add(`${path}.overflow.whenEstimateOverSeconds`, 'is not simulated');
    this.names(this.known.profiles, queue.routingProfileId, `${path}.routingProfileId`, 'profile');
    this.names(this.known.queues, queue.overflow?.toQueueId, `${path}.overflow.toQueueId`, 'queue');
    queue.steps?.forEach(({ addQueues = [] }, i) =>
      addQueues.forEach((id, j) => this.names(this.known.queues, id, `${path}.steps.${i}.addQueues.${j}`, 'queue')),
    );
  }

  private agent(agent: ScenarioRequest['agents'][number], path: string): void {
    agent.queues.forEach((id, i) => this.names(this.known.queues, id, `${path}.queues.${i}`, 'queue'));
    agent.channels.forEach(({ id, interruptedBy }, i) => {
      this.names(this.known.channels, id, `${path}.channels.${i}.id`, 'channel');
      if ((interruptedBy ?? []).length > 0) this.add(`${path}.channels.${i}.interruptedBy`, 'is not simulated');
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
