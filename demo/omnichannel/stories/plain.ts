import { QUICK, type Channel, type Queue } from '../center.js';
import type { Scene } from '../scene.js';

/** Channels of plain traffic, each as often as it stands here. */
const MIX: readonly Channel[] = [
  ...Array.from({ length: 6 }, () => 'voice' as const),
  ...Array.from({ length: 5 }, () => 'chat' as const),
  ...Array.from({ length: 4 }, () => 'messaging' as const),
  ...Array.from({ length: 3 }, () => 'email' as const),
  ...Array.from({ length: 2 }, () => 'social' as const),
];
const FOR_BOTS: readonly Channel[] = ['chat', 'messaging', 'social'];
/** Shares of contacts whose customer gives up, whose first agent declines, or misses; and that are put on hold. */
const GIVES_UP = 0.04;
const DECLINED = 0.04;
const MISSED = 0.004;
const HELD = 0.1;

/** A contact that one agent takes and completes; some after an offer that came to nothing, some never. */
export async function plain(scene: Scene): Promise<void> {
  const channel = scene.one(MIX, 'channel');
  const forBots = FOR_BOTS.includes(channel) && scene.draw('forBots') < 0.5;
  const queue: Queue = forBots ? 'assistant' : 'service';
  const fate = scene.draw('fate');
  if (fate < GIVES_UP) return givesUp(scene, channel, queue);
  const contact = scene.expect();
  const declined = fate < GIVES_UP + DECLINED;
  const missed = !declined && fate < GIVES_UP + DECLINED + MISSED && QUICK.includes(channel) && !forBots;
  let offers = 0;
  contact.answer = () => ((offers += 1) > 1 || !(declined || missed) ? 'accept' : declined ? 'decline' : 'ring');
  await scene.enter(contact, channel, queue);
  const agent = await contact.taken.next();
  await scene.talk();
  if (scene.draw('hold') < HELD) {
    await agent.must('contact.hold', { contactId: contact.id });
    await scene.talk('held');
    await agent.must('contact.unhold', { contactId: contact.id });
  }
  await contact.complete(agent, scene.draw('wrapUp') < 0.6);
}

/** Nobody answers in time, and the customer leaves. */
async function givesUp(scene: Scene, channel: Channel, queue: Queue): Promise<void> {
  const contact = scene.expect();
  contact.answer = () => 'ring';
  await scene.enter(contact, channel, queue);
  await scene.talk('patience');
  const { systems } = scene.stage;
  await systems.post('/v1/contacts/{id}/cancel', { path: { id: contact.id }, body: { reason: 'abandoned' } });
  await contact.ended.next();
}
