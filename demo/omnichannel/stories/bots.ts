import type { Channel } from '../center.js';
import type { Scene } from '../scene.js';

const CHANNELS: readonly Channel[] = ['chat', 'messaging', 'social'];

/** A customer of a bot wants a person. */
export async function handoverByWish(scene: Scene): Promise<void> {
  const contact = await scene.enter(scene.expect(), scene.one(CHANNELS, 'channel'), 'assistant');
  const bot = await contact.taken.next();
  await scene.talk('first');
  await contact.handOver(bot);
  const person = await contact.taken.next();
  await scene.talk('second');
  await contact.complete(person, scene.draw('wrapUp') < 0.6);
}

/** The bot falls silent in the middle of it: the server gives the contact to people by itself. */
export async function handoverByFailure(scene: Scene): Promise<void> {
  const { nightBots } = scene.stage;
  const contact = await scene.enter(scene.expect(), scene.one(CHANNELS, 'channel'), 'night');
  let agent = await contact.taken.next();
  const bot = nightBots.get(agent.id);
  if (bot) {
    nightBots.hold(bot);
    agent = await contact.taken.next();
  }
  await contact.complete(agent);
}
