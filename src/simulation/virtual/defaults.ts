import { NO_CREDITS, type ChannelConfig, type RoutingProfile } from '../../domain/configuration.js';

type Row = readonly [id: string, kind: ChannelConfig['kind'], targetSeconds: number];

const CHANNELS: readonly Row[] = [
  ['voice', 'synchronous', 20],
  ['video', 'synchronous', 20],
  ['chat', 'synchronous', 60],
  ['messaging', 'asynchronous', 300],
  ['email', 'asynchronous', 28_800],
  ['social', 'asynchronous', 3_600],
  ['callback', 'synchronous', 300],
  ['case', 'asynchronous', 86_400],
];

/** The channels that a workspace has from the start, with their targets; without wrap-up, and answered at once. */
export const SIMULATED_CHANNELS: readonly ChannelConfig[] = CHANNELS.map(([id, kind, defaultTargetSeconds]) => ({
  id,
  name: id,
  kind,
  offerTimeoutSeconds: 20,
  wrapUpSeconds: 0,
  defaultTargetSeconds,
}));

/** The profile that a workspace has from the start. */
export const SIMULATED_DEFAULT_PROFILE: RoutingProfile = {
  id: 'default',
  name: 'Default',
  version: 1,
  credits: {
    ...NO_CREDITS,
    priority: 30,
    customerValue: 60,
    due: 300,
    dueHorizonSeconds: 3600,
    skill: 30,
    preference: 10,
    channel: 10,
    affinity: 20,
    occupancy: 10,
    idlePerSecond: 0.1,
  },
};
