import { agentOf, hoursOf, profileOf, queueOf } from '../configuration/definitions.js';
import { withDefaults } from '../contacts/contact-request.js';
import { DomainError } from '../domain/errors.js';
import { ScenarioFaults, type Fault } from './scenario-faults.js';
import type { DistributionRequest, ScenarioRequest } from './scenario-request.js';
import { SIMULATED_CHANNELS, SIMULATED_DEFAULT_PROFILE } from './virtual/defaults.js';
import type { AgentGroup, Arrivals, Distribution, Scenario } from './virtual/scenario.js';

const EPOCH = '1970-01-01T00:00:00Z';
/** More would help nobody. */
const MOST_FAULTS = 50;

/**
 * The scenario with all defaults.
 * @throws DomainError `validationFailed` for names that nothing bears, and parts that do not fit
 */
export function scenarioOf(request: ScenarioRequest): Scenario {
  const { seed = 1, replications = 10, warmupSeconds = 0, horizonSeconds } = request;
  const channels = overridden(SIMULATED_CHANNELS, request.channels ?? []);
  const profiles = overridden(
    [SIMULATED_DEFAULT_PROFILE],
    (request.profiles ?? []).map(({ id, ...body }) => ({ ...profileOf(id, body), version: 1 })),
  );
  const faults: Fault[] = [];
  const hours = each('hours', request.hours ?? [], hoursOf, faults);
  const queues = each('queues', request.queues, queueOf, faults);
  const groups = each('agents', request.agents, groupOf, faults);
  faults.push(
    ...new ScenarioFaults(request, { channels, profiles, queues: request.queues, hours: request.hours ?? [] }).all(),
  );
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
    startsAt: Date.parse(request.startsAt ?? EPOCH),
    hours,
    channels,
    profiles,
    queues,
    groups,
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

type GroupRequest = ScenarioRequest['agents'][number];

function groupOf(id: string, { count = 1, shifts, service, ...body }: Omit<GroupRequest, 'id'>): AgentGroup {
  return {
    agent: agentOf(id, body),
    count,
    ...(shifts && { shifts }),
    ...(service && { service: distributionOf(service) }),
  };
}

/** Makes configuration of each item; what cannot be is noted under the item's path. */
function each<B extends { id: string }, T>(
  list: string,
  items: readonly B[],
  make: (id: string, body: Omit<B, 'id'>) => T,
  faults: Fault[],
): T[] {
  return items.flatMap(({ id, ...body }, i) => {
    try {
      return [make(id, body)];
    } catch (error) {
      const { errors } = (error instanceof DomainError ? error.details : {}) as { errors?: Fault[] };
      if (errors === undefined) throw error;
      faults.push(...errors.map(({ path, message }) => ({ path: `${list}.${i}.${path}`, message })));
      return [];
    }
  });
}

function overridden<T extends { id: string }>(from: readonly T[], by: readonly T[]): T[] {
  return [...new Map([...from, ...by].map((item) => [item.id, item])).values()];
}

function distributionOf(request: DistributionRequest): Distribution {
  return request as Distribution;
}
