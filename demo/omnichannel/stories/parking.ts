import type { Agent } from '../agent.js';
import { PATIENT } from '../center.js';
import type { ScriptedContact } from '../contact.js';
import type { Scene } from '../scene.js';

/** The customer writes again, and the agent who knows the matter goes on. */
export async function resumedBySame(scene: Scene): Promise<void> {
  const { contact } = await parked(scene);
  await resume(scene, contact);
}

/** The customer writes again while that agent is away: another goes on. */
export async function resumedByAnother(scene: Scene): Promise<void> {
  const { contact, agent } = await parked(scene);
  await agent.leave();
  try {
    await resume(scene, contact);
  } finally {
    await agent.comeBack();
  }
}

async function parked(scene: Scene): Promise<{ contact: ScriptedContact; agent: Agent }> {
  const contact = await scene.enter(scene.expect(), scene.one(PATIENT, 'channel'), 'service');
  const agent = await contact.taken.next();
  await scene.talk('first');
  await contact.park(agent);
  await scene.talk('quiet');
  return { contact, agent };
}

async function resume(scene: Scene, contact: ScriptedContact): Promise<void> {
  contact.resumes();
  await scene.stage.systems.post('/v1/contacts/{id}/resume', { path: { id: contact.id } });
  const agent = await contact.taken.next();
  await scene.talk('second');
  await contact.complete(agent, scene.draw('wrapUp') < 0.6);
}
