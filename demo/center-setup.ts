import type { BodyOf, Lotse } from '@lotse/client';
import type { ProfileCredits } from '../src/domain/configuration.js';
import { agentOf, channelOf, type CenterIds, queueOf, scaledCredits, skillId } from './center.js';
import { CALL_TYPES } from './records.js';
import type { World } from './world.js';

/** Keys that a column works with: one for its telephony, one for each of its agents. */
export interface CenterKeys {
  system: string;
  /** By the roster agent's id. */
  agents: Map<string, string>;
  /** Ids of all keys, to remove them afterwards. */
  keyIds: string[];
}

/** Configures a column's center through the API, every duration divided by `speed`, and makes its keys. */
export async function setUpCenter(
  admin: Lotse,
  ids: CenterIds,
  world: World,
  credits: ProfileCredits,
  speed: number,
): Promise<CenterKeys> {
  for (const type of CALL_TYPES) {
    await admin.put('/v1/skills/{id}', { path: { id: skillId(type) }, body: { name: `Calls of type ${type}` } });
  }
  const { id: channelId, ...channel } = channelOf(ids, world.betweenCallsSeconds, speed);
  await admin.put('/v1/channels/{id}', { path: { id: channelId }, body: channel });
  const profile = { name: ids.profile, credits: scaledCredits(credits, speed) };
  await admin.put('/v1/routing-profiles/{id}', { path: { id: ids.profile }, body: profile });
  const { id: queueId, ...queue } = queueOf(ids, speed);
  await admin.put('/v1/queues/{id}', { path: { id: queueId }, body: queue });
  await Promise.all(
    world.agents.map(async (rosterAgent) => {
      const { id, ...agent } = agentOf(ids, rosterAgent);
      await admin.put('/v1/agents/{id}', { path: { id }, body: agent });
    }),
  );
  return makeKeys(admin, ids, world);
}

/** Ends a column's keys: on a server that goes on running nobody shall come in with them later. */
export async function endKeys(admin: Lotse, keyIds: readonly string[]): Promise<void> {
  for (const id of keyIds) await admin.delete('/v1/api-keys/{id}', { path: { id } });
}

async function makeKeys(admin: Lotse, ids: CenterIds, world: World): Promise<CenterKeys> {
  const keys: CenterKeys = { system: '', agents: new Map(), keyIds: [] };
  const make = async (body: BodyOf<'post', '/v1/api-keys'>): Promise<string> => {
    const { id, key } = await admin.post('/v1/api-keys', { body });
    keys.keyIds.push(id);
    return key;
  };
  keys.system = await make({ role: 'system', name: `${ids.queue} telephony` });
  await Promise.all(
    world.agents.map(async ({ id }) => {
      keys.agents.set(
        id,
        await make({ role: 'agent', agentId: ids.agentPrefix + id, name: `${ids.agentPrefix}${id}` }),
      );
    }),
  );
  return keys;
}
