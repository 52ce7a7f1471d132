import { sharedRedisUrl, uniqueName } from '../support/stores.js';
import { agentNamed, configOf, TestNode } from './world.js';

const CONTACTS = 1000;
const AGENTS = 100;

test('one telephone of a hundred that is always busy costs at most 5 % extra offers', async () => {
  const agents = Array.from({ length: AGENTS }, (_, n) => agentNamed(`a${n}`));
  const node = new TestNode(sharedRedisUrl(), uniqueName(), 'n1', configOf(agents));
  await node.start();
  await node.live.mirrorQueue('q', true, 1);
  for (let n = 0; n < CONTACTS; n += 1) await node.enqueue(`c${n}`);
  await node.agentsReady(agents);

  const answers: Promise<unknown>[] = [];
  let offers = 0;
  let completed = 0;
  const all = new Promise<void>((resolve) => {
    node.tail.subscribe((events) => {
      for (const event of events) {
        if (event.type === 'contact.completed' && (completed += 1) === CONTACTS) resolve();
        if (event.type !== 'contact.offered' || !event.offerId || !event.contactId) continue;
        offers += 1;
        answers.push(event.agentId === 'a0' ? busy(event.offerId) : serve(event.offerId, event.contactId));
      }
    });
  });
  const busy = (offerId: string): Promise<unknown> =>
    node.live.refuseOffer({ offerId, outcome: 'declined', reason: 'busy' });
  const serve = async (offerId: string, contactId: string): Promise<void> => {
    await node.live.accept({ offerId });
    await node.live.complete({ contactId, wrapUpSeconds: 0 });
  };
  node.reign.start();
  await all;
  await Promise.all(answers);
  expect(offers).toBeGreaterThan(CONTACTS);
  expect(offers).toBeLessThanOrEqual(CONTACTS * 1.05);
  await node.stop();
});
