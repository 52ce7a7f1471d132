import type { Agent } from '../agent.js';
import { CHANNELS } from '../center.js';
import type { ScriptedContact } from '../contact.js';
import type { Scene } from '../scene.js';
import { Signal } from '../signal.js';

/** An agent's socket breaks and comes back in time: in a talk, while an offer stands, or with the answer under way. */
export function droppedSocket(scene: Scene): Promise<void> {
  return scene.stage.travellers.lend(async (traveller) => {
    const contact = scene.expect();
    const moment = scene.one(['talk', 'offer', 'answer'] as const, 'moment');
    // The number of hellos up to the cut.
    const broken = new Signal<number>(`${contact.id}: a cut`);
    let isCut = false;
    const cut = (): void => {
      isCut = true;
      broken.give(traveller.greetings);
      traveller.line?.cut();
    };
    contact.answer = () => {
      if (isCut || moment === 'talk') return 'accept';
      // In the same turn the answer is sent: whether it arrives, nobody here knows.
      if (moment === 'answer') setImmediate(cut);
      else cut();
      return 'accept';
    };
    await scene.enter(contact, scene.one(CHANNELS, 'channel'), 'road', scene.callFor(traveller));
    if (moment === 'talk') await breakInTalk(scene, contact, traveller, broken, cut);
    else {
      await stillThere(scene, contact, traveller, broken);
      await contact.taken.next();
    }
    await contact.complete(traveller);
  });
}

/** What happens in between is told to the agent when the socket is back. */
async function breakInTalk(
  scene: Scene,
  contact: ScriptedContact,
  traveller: Agent,
  broken: Signal<number>,
  cut: () => void,
): Promise<void> {
  await contact.taken.next();
  await scene.talk();
  cut();
  await scene.stage.systems.post('/v1/contacts/{id}/hold', { path: { id: contact.id } });
  await stillThere(scene, contact, traveller, broken);
  await traveller.must('contact.unhold', { contactId: contact.id });
}

/** The server greets the agent again, after the cut, with the contact: where that is too late, nothing was held. */
async function stillThere(
  scene: Scene,
  contact: ScriptedContact,
  traveller: Agent,
  broken: Signal<number>,
): Promise<void> {
  const before = await broken.next();
  let back = await traveller.returned.next();
  while (back.greeting <= before) back = await traveller.returned.next();
  const { contacts, offers } = back.hello;
  const holds = contacts.some(({ id }) => id === contact.id) || offers.some((offer) => offer.contact.id === contact.id);
  if (!holds) return;
  contact.saw('droppedSocket');
  scene.stage.ledger.stillThere.set(contact.id, traveller.id);
}

/** The agent's telephone does not answer the connection: the caller waits on with the same age. */
export async function connectFailed(scene: Scene): Promise<void> {
  const contact = await scene.enter(scene.expect(), 'voice', 'service');
  await contact.taken.next();
  const body = { reason: 'connectFailed' };
  await scene.stage.systems.post('/v1/contacts/{id}/requeue', { path: { id: contact.id }, body });
  contact.saw('connectFailed');
  const agent = await contact.taken.next();
  await scene.talk();
  await contact.complete(agent);
}
