import type { Channel } from '../center.js';
import type { Scene } from '../scene.js';

/** The same customer comes a second time, on another channel: the second contact is merged into the first. */
export async function mergedThread(scene: Scene): Promise<void> {
  const thread = { threadId: `thread-${scene.key}` };
  const [first, second] = [scene.expect(), scene.expect('-again')];
  await scene.enter(first, 'email', 'service', thread);
  const agent = await first.taken.next();
  const channel = scene.one<Channel>(['chat', 'messaging', 'social'], 'channel');
  const body = { intoContactId: first.id };
  if (scene.draw('bySystem') < 0.5) {
    second.answer = () => 'ring';
    await scene.enter(second, channel, 'service', thread);
    await scene.stage.systems.post('/v1/contacts/{id}/merge', { path: { id: second.id }, body });
  } else {
    await scene.enter(second, channel, 'service', thread);
    const who = await second.taken.next();
    await who.must('contact.merge', { contactId: second.id, ...body });
  }
  second.saw('mergedThread');
  await second.ended.next();
  await scene.talk();
  await first.complete(agent);
}
