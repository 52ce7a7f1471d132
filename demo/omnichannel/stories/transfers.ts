import type { Agent } from '../agent.js';
import { CHANNELS, type Channel, PATIENT, QUICK } from '../center.js';
import type { ScriptedContact, Target } from '../contact.js';
import type { Scene } from '../scene.js';

/** An agent sends the contact to the second line, or to somebody by name, who goes on with it. */
export async function blindTransfer(scene: Scene): Promise<void> {
  const channel = scene.one(CHANNELS, 'channel');
  if (scene.draw('byName') < 0.5) {
    return scene.stage.specialists.lend((specialist) => sendOn(scene, channel, { agentId: specialist.id }));
  }
  return sendOn(scene, channel, { queueId: scene.queueId('second') });
}

/** An agent asks another, who takes over. */
export async function consultCompleted(scene: Scene): Promise<void> {
  await askSomebody(scene, async (contact, first, second) => {
    await contact.completeConsult(first);
    await scene.talk('after');
    await contact.complete(second);
  });
}

/** An agent asks another and goes on alone; some before the other has answered. */
export async function consultCancelled(scene: Scene): Promise<void> {
  if (scene.draw('whileRinging') < 0.5) {
    return scene.stage.specialists.lend(async (specialist) => {
      const contact = scene.expect();
      contact.answer = (_, isConsult) => (isConsult ? 'ring' : 'accept');
      await scene.enter(contact, scene.one(CHANNELS, 'channel'), 'service');
      const first = await contact.taken.next();
      await contact.consult(first, { agentId: specialist.id });
      await scene.talk('ringing');
      await contact.cancelConsult(first);
      await contact.complete(first);
    });
  }
  await askSomebody(scene, async (contact, first) => {
    await contact.cancelConsult(first);
    await scene.talk('after');
    await contact.complete(first);
  });
}

/** Who was asked says no. */
export function targetDeclines(scene: Scene): Promise<void> {
  return scene.stage.specialists.lend((specialist) =>
    letDown(scene, scene.one(CHANNELS, 'channel'), specialist, () => 'decline'),
  );
}

/** Who was asked does not answer in time. */
export function targetMisses(scene: Scene): Promise<void> {
  return scene.stage.specialists.lend((specialist) =>
    letDown(scene, scene.one(QUICK, 'channel'), specialist, () => 'ring'),
  );
}

/** Who was asked goes home while the offer stands. */
export function targetLeaves(scene: Scene): Promise<void> {
  return scene.stage.specialists.lend(async (specialist) => {
    let left: Promise<void> | undefined;
    await letDown(scene, scene.one(CHANNELS, 'channel'), specialist, () => {
      left ??= specialist.leave();
      return 'ring';
    });
    await left;
    await specialist.comeBack();
  });
}

/** The connection of who was asked breaks while the offer stands. */
export function targetFalls(scene: Scene): Promise<void> {
  return scene.stage.travellers.lend(async (traveller) => {
    await letDown(scene, scene.one(PATIENT, 'channel'), traveller, () => {
      traveller.line?.down();
      return 'ring';
    });
  });
}

async function sendOn(scene: Scene, channel: Channel, target: Target): Promise<void> {
  const contact = await scene.enter(scene.expect(), channel, 'service');
  const first = await contact.taken.next();
  await scene.talk('first');
  await contact.transfer(first, target);
  const second = await contact.taken.next();
  await scene.talk('second');
  await contact.complete(second, scene.draw('wrapUp') < 0.6);
}

/** Up to the moment at which the other agent has answered. */
async function askSomebody(
  scene: Scene,
  then: (contact: ScriptedContact, first: Agent, second: Agent) => Promise<void>,
): Promise<void> {
  const ask = async (target: Target): Promise<void> => {
    const contact = await scene.enter(scene.expect(), scene.one(CHANNELS, 'channel'), 'service');
    const first = await contact.taken.next();
    await scene.talk('first');
    await contact.consult(first, target);
    const second = await contact.asked.next();
    await scene.talk('asked');
    await then(contact, first, second);
  };
  if (scene.draw('byName') < 0.5) return scene.stage.specialists.lend(({ id }) => ask({ agentId: id }));
  return ask({ queueId: scene.queueId('second') });
}

/** By transfer or by consult somebody is asked who does not come; then another does. */
async function letDown(scene: Scene, channel: Channel, target: Agent, says: () => 'decline' | 'ring'): Promise<void> {
  const contact = scene.expect();
  contact.answer = (agent) => (agent === target ? says() : 'accept');
  await scene.enter(contact, channel, 'service');
  const first = await contact.taken.next();
  await scene.talk('first');
  const isConsult = scene.draw('consult') < 0.5;
  if (isConsult) await contact.consult(first, { agentId: target.id });
  else await contact.transfer(first, { agentId: target.id });
  const back = targetIsBack(contact, target);
  // It is waited for at the end; where the story fails before, that is what is told.
  back.catch(() => undefined);
  if (!isConsult) {
    const second = await contact.taken.next();
    await scene.talk('second');
    await contact.complete(second);
  } else if (scene.draw('takesOver') < 0.5) {
    const second = await contact.asked.next();
    await contact.completeConsult(first);
    await contact.complete(second);
  } else {
    await contact.asked.next();
    await contact.cancelConsult(first);
    await contact.complete(first);
  }
  target.line?.up();
  await back;
}

/** What became of the offer has been told to the agent, over whatever connection. */
async function targetIsBack(contact: ScriptedContact, target: Agent): Promise<void> {
  for (;;) if ((await contact.turnedDown.next()).agent === target) return;
}
