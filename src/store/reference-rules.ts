import type { AgentConfig } from '../domain/agent.js';
import type { AlertThreshold } from '../domain/alert-threshold.js';
import type { QueueConfig } from '../domain/configuration.js';
import type { WebhookConfig } from '../domain/webhook.js';
import { DomainError } from '../domain/errors.js';
import type { Switchback } from '../domain/profile-plan.js';
import type { ConfigKind, ConfigKinds, ConfigSnapshot } from './config-store.js';

interface Fault {
  path: string;
  message: string;
}

type ReferenceKind = 'skill' | 'channel' | 'queue' | 'profile' | 'hours';
const NAME_OF: Record<ConfigKind, string> = {
  skill: 'skill',
  channel: 'channel',
  queue: 'queue',
  agent: 'agent',
  profile: 'routing profile',
  hours: 'set of hours',
  reasonCode: 'reason code',
  contactType: 'contact type',
  webhook: 'webhook',
  hook: 'hook',
  profileSchedule: 'schedule',
  switchback: 'switchback',
  alert: 'alert',
};

/** What a workspace has from the start and cannot lose. */
export const BUILT_IN_CHANNELS: readonly string[] = [
  'voice',
  'video',
  'chat',
  'messaging',
  'email',
  'social',
  'callback',
  'case',
];
export const BUILT_IN_PROFILE = 'default';
export const MOST_WEBHOOKS = 50;
/** Every node keeps them all at hand. */
export const MOST_HOOKS = 200;
/** All are looked at each second. */
export const MOST_ALERTS = 500;

/** Throws `unknownReference` with the path of every id in `value` that nothing in the snapshot answers to. */
export function checkReferences<K extends ConfigKind>(kind: K, value: ConfigKinds[K], snapshot: ConfigSnapshot): void {
  const faults: Fault[] = [];
  const expect = (target: ReferenceKind, id: string, path: string): void => {
    if (!snapshot[target].has(id)) faults.push({ path, message: `There is no ${NAME_OF[target]} "${id}".` });
  };
  if (kind === 'agent') agentReferences(value as AgentConfig, expect);
  if (kind === 'queue') queueReferences(value as QueueConfig, expect, faults);
  if (kind === 'webhook') {
    (value as WebhookConfig).queues?.forEach((id, i) => expect('queue', id, `queues.${i}`));
    checkRoom(value.id, snapshot);
  }
  if (kind === 'hook' && !snapshot.hook.has(value.id) && snapshot.hook.size >= MOST_HOOKS)
    throw new DomainError('conflict', `There may be ${MOST_HOOKS} hooks; remove one first.`);
  if (kind === 'alert') {
    const { queueId } = value as AlertThreshold;
    if (queueId !== undefined) expect('queue', queueId, 'queueId');
    if (!snapshot.alert.has(value.id) && snapshot.alert.size >= MOST_ALERTS)
      throw new DomainError('conflict', `There may be ${MOST_ALERTS} alerts; remove one first.`);
  }
  if (faults.length > 0) {
    throw new DomainError('unknownReference', `The ${NAME_OF[kind]} names what does not exist.`, { errors: faults });
  }
}

/** @throws DomainError `conflict` for one webhook too many: each event is compared with all, each may pile up its own */
function checkRoom(id: string, { webhook }: ConfigSnapshot): void {
  if (webhook.has(id) || webhook.size < MOST_WEBHOOKS) return;
  throw new DomainError('conflict', `There may be ${MOST_WEBHOOKS} webhooks; remove one first.`);
}

type Expect = (target: ReferenceKind, id: string, path: string) => void;

function agentReferences(agent: AgentConfig, expect: Expect): void {
  agent.queues.forEach((id, i) => expect('queue', id, `queues.${i}`));
  agent.skills.forEach((skill, i) => expect('skill', skill.id, `skills.${i}.id`));
  agent.channels.forEach((channel, i) => {
    expect('channel', channel.id, `channels.${i}.id`);
    channel.blocks?.forEach((id, j) => expect('channel', id, `channels.${i}.blocks.${j}`));
    channel.interruptedBy?.forEach((id, j) => expect('channel', id, `channels.${i}.interruptedBy.${j}`));
  });
}

function queueReferences(queue: QueueConfig, expect: Expect, faults: Fault[]): void {
  expect('profile', queue.routingProfileId, 'routingProfileId');
  if (queue.hoursId !== undefined) expect('hours', queue.hoursId, 'hoursId');
  queue.steps.forEach((step, i) => {
    step.dropSkills?.forEach((id, j) => expect('skill', id, `steps.${i}.dropSkills.${j}`));
    step.addQueues?.forEach((id, j) => {
      // A queue that is being made may name itself; it changes nothing.
      if (id !== queue.id) expect('queue', id, `steps.${i}.addQueues.${j}`);
    });
  });
  if (queue.overflow?.toQueueId === queue.id) {
    faults.push({ path: 'overflow.toQueueId', message: 'A queue cannot overflow into itself.' });
  } else if (queue.overflow !== undefined) {
    expect('queue', queue.overflow.toQueueId, 'overflow.toQueueId');
  }
}

/** Throws `resourceInUse`, naming up to 20 of what uses it, or that it is built in. */
export function checkRemovable(kind: ConfigKind, id: string, snapshot: ConfigSnapshot): void {
  if ((kind === 'channel' && BUILT_IN_CHANNELS.includes(id)) || (kind === 'profile' && id === BUILT_IN_PROFILE)) {
    throw new DomainError('resourceInUse', `The ${NAME_OF[kind]} "${id}" is built in: it can be changed, not removed.`);
  }
  const users = usersOf(kind, id, snapshot);
  if (users.length === 0) return;
  const named = users.slice(0, 20);
  const more = users.length > named.length ? ` and ${users.length - named.length} more` : '';
  const list = named.map((user) => `${NAME_OF[user.kind]} "${user.id}"`).join(', ');
  throw new DomainError('resourceInUse', `The ${NAME_OF[kind]} "${id}" is in use by ${list}${more}.`, {
    errors: named.map((user) => ({ path: `${user.kind}s.${user.id}`, message: `uses the ${NAME_OF[kind]} "${id}"` })),
  });
}

/** The switchback that alternates the versions of a routing profile now. */
export function runningSwitchback(profileId: string, { switchback }: ConfigSnapshot): Switchback | undefined {
  const last = switchback.get(profileId)?.value;
  return last?.ended === undefined ? last : undefined;
}

/** @throws DomainError `conflict` for a new version of a routing profile while a switchback runs: it would spoil its figures */
export function checkUndisturbed(kind: ConfigKind, id: string, snapshot: ConfigSnapshot): void {
  const running = kind === 'profile' ? runningSwitchback(id, snapshot) : undefined;
  if (running === undefined) return;
  const [a, b] = running.versions;
  throw new DomainError(
    'conflict',
    `A switchback alternates versions ${a} and ${b} of the routing profile "${id}" until ${running.until}; end it first.`,
  );
}

interface User {
  kind: ConfigKind;
  id: string;
}

function usersOf(kind: ConfigKind, id: string, snapshot: ConfigSnapshot): User[] {
  const agents = (uses: (agent: AgentConfig) => boolean): User[] =>
    [...snapshot.agent.values()]
      .filter(({ value }) => uses(value))
      .map(({ value }) => ({ kind: 'agent', id: value.id }));
  const queues = (uses: (queue: QueueConfig) => boolean): User[] =>
    [...snapshot.queue.values()]
      .filter(({ value }) => uses(value))
      .map(({ value }) => ({ kind: 'queue', id: value.id }));
  switch (kind) {
    case 'skill':
      return [
        ...queues((queue) => queue.steps.some((step) => step.dropSkills?.includes(id) ?? false)),
        ...agents((agent) => agent.skills.some((skill) => skill.id === id)),
      ];
    case 'channel':
      return agents((agent) =>
        agent.channels.some(
          (c) => c.id === id || (c.blocks?.includes(id) ?? false) || (c.interruptedBy?.includes(id) ?? false),
        ),
      );
    case 'queue':
      return [
        ...queues(
          (queue) =>
            queue.id !== id &&
            (queue.overflow?.toQueueId === id || queue.steps.some((step) => step.addQueues?.includes(id) ?? false)),
        ),
        ...agents((agent) => agent.queues.includes(id)),
        ...[...snapshot.webhook.values()]
          .filter(({ value }) => value.queues?.includes(id))
          .map(({ value }): User => ({ kind: 'webhook', id: value.id })),
        ...[...snapshot.alert.values()]
          .filter(({ value }) => value.queueId === id)
          .map(({ value }): User => ({ kind: 'alert', id: value.id })),
      ];
    case 'profile':
      return [
        ...queues((queue) => queue.routingProfileId === id),
        ...[...snapshot.profileSchedule.values()]
          .filter(({ value }) => value.profileId === id)
          .map(({ value }): User => ({ kind: 'profileSchedule', id: value.id })),
        ...(runningSwitchback(id, snapshot) === undefined ? [] : [{ kind: 'switchback', id } as const]),
      ];
    case 'hours':
      return queues((queue) => queue.hoursId === id);
    // Contacts that live hold on to a type; what an agent once gave as its reason stands as text.
    case 'agent':
    case 'reasonCode':
    case 'contactType':
    case 'webhook':
    case 'hook':
    case 'profileSchedule':
    case 'switchback':
    case 'alert':
      return [];
  }
}
