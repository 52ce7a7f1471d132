import type {
  AgentDefinition,
  ChannelDefinition,
  HoursDefinition,
  ProfileDefinition,
  QueueDefinition,
} from '../configuration/definitions.js';
import type { RequirementRequest } from '../contacts/contact-request.js';
import type { BotAcceptance } from '../domain/contact.js';
import type { Arrivals, Distribution, Shift } from './virtual/scenario.js';

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
  language?: string;
  botAcceptance?: BotAcceptance;
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
  /** ISO 8601; needed where a queue has hours. */
  startsAt?: string;
  hours?: (HoursDefinition & { id: string })[];
  channels?: (ChannelDefinition & { id: string })[];
  queues: (QueueDefinition & { id: string })[];
  profiles?: (ProfileDefinition & { id: string })[];
  agents: (AgentDefinition & { id: string; count?: number; shifts?: Shift[]; service?: DistributionRequest })[];
  streams: StreamRequest[];
  compare?: string[];
}
