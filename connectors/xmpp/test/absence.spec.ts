import { CONTACT, Floor, HELP, idOf } from './floor.js';
import type { Person } from './person.js';

const bodies = (person: Person, from: string): string[] =>
  person
    .read(from)
    .filter(
      ({ body }) => !/^(New conversation|You have|This |The customer is away|The conversation goes on)/.test(body),
    )
    .map(({ body, isOld }) => (isOld ? `(${body})` : body));

describe('who comes, goes and hands over', () => {
  let floor: Floor;
  beforeAll(async () => {
    floor = await Floor.open(['kim', 'lee', 'max', 'anna', 'ben', 'carl', 'dora']);
    await floor.queue('billing');
  });
  afterAll(() => floor.close());

  it('a customer who leaves is parked, and comes back to the same agent', async () => {
    const kim = await floor.person('kim');
    const anna = await floor.atWork('anna', ['help']);
    await kim.presence(HELP);
    await kim.write(HELP, 'One moment');
    const address = await floor.takes(anna);
    await anna.write(address, 'I wait');
    await kim.reads(HELP, /^I wait$/);
    await kim.leave();
    await anna.reads(address, /^The customer is away/);
    expect(await floor.contactIs(address, 'parked')).toMatchObject({ formerAgentId: 'anna' });
    expect((await floor.state('anna')).load).toEqual({});
    // Somebody else is free for longer by then.
    await floor.atWork('ben', ['help']);
    await anna.write(address, 'Are you there?').catch(() => undefined);
    await kim.come();
    await kim.presence(HELP);
    await anna.reads(address, /^New conversation/, 2);
    await anna.write(address, '/accept');
    await anna.reads(address, /^You have/, 2);
    await kim.write(HELP, 'Back');
    await anna.reads(address, /^Back$/);
    // Nothing that was told before is told again.
    expect(bodies(anna, address)).toEqual(['(kim@example.test: One moment)', 'Back']);
    // The second time without a word about its presence: it just writes.
    await kim.leave();
    await anna.reads(address, /^The customer is away/, 2);
    await kim.come();
    await kim.write(HELP, 'Again');
    await anna.reads(address, /^New conversation/, 3);
    await anna.write(address, '/accept');
    await anna.reads(address, /Again$/);
    await anna.write(address, '/done');
    const { history } = await floor.contactIs(address, 'completed');
    expect(history.map(({ type }) => type).filter((type) => ['parked', 'resumed'].includes(type))).toEqual([
      'parked',
      'resumed',
      'parked',
      'resumed',
    ]);
    await kim.leave();
    await anna.leave();
    await floor.presenceOf('anna', 'offline');
  });

  it('the next agent gets all that was said, and a note', async () => {
    const lee = await floor.person('lee');
    const carl = await floor.atWork('carl', ['help']);
    const dora = await floor.atWork('dora', ['billing']);
    await floor.lotse.post('/v1/agents/{id}/presence', { path: { id: 'ben' }, body: { presence: 'offline' } });
    await lee.write(HELP, 'My bill is wrong');
    const address = await floor.takes(carl);
    await carl.reads(address, /My bill is wrong$/);
    await carl.write(address, 'Which one?');
    await lee.write(HELP, 'May');
    await carl.reads(address, /^May$/);
    await carl.write(address, '/transfer');
    await carl.reads(address, /^Say where to/);
    await carl.write(address, '/transfer nowhere');
    await carl.reads(address, /^Not done: no queue has the id nowhere/);
    await carl.write(address, '/transfer billing be kind to them');
    await carl.reads(address, /^The conversation goes on in the queue billing/);
    await dora.reads(address, /^New conversation/);
    // Said while nobody has it.
    await lee.write(HELP, 'Still there?');
    await dora.write(address, '/accept');
    await dora.reads(address, /Still there\?$/);
    expect(bodies(dora, address)).toEqual([
      '(lee@example.test: My bill is wrong)',
      '(carl: Which one?)',
      '(lee@example.test: May)',
      '(Note of carl: be kind to them)',
      '(lee@example.test: Still there?)',
    ]);
    await expect(carl.write(address, 'Bye')).rejects.toThrow('not-acceptable');
    await dora.write(address, 'Here I am');
    await lee.reads(HELP, /^Here I am$/);
    expect(lee.texts(HELP)).toEqual([expect.stringMatching(/^Thank you/), 'Which one?', 'Here I am']);
    await dora.write(address, '/done');
    expect(await floor.contactIs(address, 'completed')).toMatchObject({ agentId: 'dora', queueId: 'billing' });
    await Promise.all([carl, dora, lee].map((person) => person.leave()));
    await floor.presenceOf('carl', 'offline');
  });

  it('several at once as capacity has it, and no call beside them where chats block calls', async () => {
    const voice = { id: 'voice', capacity: 1, address: 'sip:anna@example.test' };
    const anna = await floor.atWork('anna', ['help'], 2, { blocks: ['voice'] }, [voice]);
    const [kim, lee, max] = [await floor.person('kim'), await floor.person('lee'), await floor.person('max')];
    await kim.write(HELP, 'One');
    const first = await floor.takes(anna);
    await floor.lotse.post('/v1/contacts', { body: { id: 'call', channel: 'voice', queueId: 'help' } });
    await lee.write(HELP, 'Two');
    await anna.reads(CONTACT, /^New conversation from lee/);
    const second = (await anna.reads(CONTACT, /^New conversation from lee/)).from;
    await anna.write(second, '/accept');
    await anna.reads(second, /Two$/);
    await max.write(HELP, 'Three');
    expect((await floor.state('anna')).load).toEqual({ chat: 2 });
    // Each at its own address.
    await Promise.all([anna.write(first, 'To one'), anna.write(second, 'To two')]);
    await Promise.all([kim.reads(HELP, /^To one$/), lee.reads(HELP, /^To two$/)]);
    expect([kim.texts(HELP), lee.texts(HELP)].map((texts) => texts.at(-1))).toEqual(['To one', 'To two']);
    expect((await floor.contact('call')).state).toBe('waiting');
    await anna.write(first, '/done');
    const third = (await anna.reads(CONTACT, /^New conversation from max/)).from;
    await anna.write(third, '/accept');
    await anna.reads(third, /Three$/);
    expect((await floor.contact('call')).state).toBe('waiting');
    await anna.write(second, '/done');
    await anna.write(third, '/done');
    expect((await floor.contactIs('call', 'offered')).offer).toMatchObject({ agentId: 'anna' });
    await floor.lotse.post('/v1/contacts/{id}/cancel', { path: { id: 'call' }, body: { reason: 'abandoned' } });
    expect(new Set([first, second, third].map(idOf)).size).toBe(3);
    await Promise.all([anna, kim, lee, max].map((person) => person.leave()));
  });
});

describe('who stays away', () => {
  let floor: Floor;
  beforeAll(async () => {
    const short = { parkAfterSeconds: 0.5, closeAfterSeconds: 0.5, requeueAfterSeconds: 0.5 };
    floor = await Floor.open(['kim', 'lee', 'anna', 'ben'], short);
  });
  afterAll(() => floor.close());

  it('a customer who says nothing more is parked, and in the end abandoned', async () => {
    const kim = await floor.person('kim');
    const anna = await floor.atWork('anna', ['help']);
    await kim.write(HELP, 'Hm');
    const address = await floor.takes(anna);
    await anna.write(address, 'Yes?');
    await anna.reads(address, /^The customer is away/);
    await floor.contactIs(address, 'abandoned');
    await kim.reads(HELP, /^Nobody could take/);
    await Promise.all([anna, kim].map((person) => person.leave()));
    await floor.presenceOf('anna', 'offline');
  });

  it('an agent who is gone for too long: another one gets the conversation', async () => {
    const lee = await floor.person('lee');
    const anna = await floor.atWork('anna', ['help']);
    await lee.write(HELP, 'Do not leave me');
    const address = await floor.takes(anna);
    await anna.reads(address, /Do not leave me$/);
    await anna.leave();
    const ben = await floor.atWork('ben', ['help']);
    await lee.write(HELP, 'Hello?');
    await ben.reads(address, /^New conversation/);
    await ben.write(address, '/accept');
    await ben.reads(address, /Hello\?$/);
    expect(bodies(ben, address)).toEqual(['(lee@example.test: Do not leave me)', '(lee@example.test: Hello?)']);
    await ben.write(address, '/done');
    expect(await floor.contactIs(address, 'completed')).toMatchObject({ agentId: 'ben' });
    await Promise.all([ben, lee].map((person) => person.leave()));
    await floor.presenceOf('ben', 'offline');
  });

  it('an agent who lets offers pass is told, and gets more when it says so', async () => {
    await floor.chat({ offerTimeoutSeconds: 1, wrapUpSeconds: 0 });
    const lee = await floor.person('lee');
    const anna = await floor.atWork('anna', ['help']);
    await lee.write(HELP, 'Anybody?');
    const { from: address } = await anna.reads(CONTACT, /^New conversation/, 1);
    await anna.reads(address, /^This offer is over: missed/);
    await anna.reads(/^desk@/, /^You did not answer/);
    await anna.until(() => anna.presences.some((one) => /^desk@.* away$/.test(one)), 'an absent desk');
    await floor.chat({ offerTimeoutSeconds: 60, wrapUpSeconds: 0 });
    await anna.post('desk@care.example.test', '/available');
    await anna.reads(/^desk@/, /^You are available/);
    await anna.reads(address, /^New conversation/, 2);
    await anna.write(address, '/accept');
    await anna.reads(address, /Anybody\?$/);
    await anna.write(address, '/done');
    await floor.contactIs(address, 'completed');
  });
});
