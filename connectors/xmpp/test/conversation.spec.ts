import { CONTACT, DESK, Floor, HELP } from './floor.js';

describe('a conversation over XMPP', () => {
  let floor: Floor;
  beforeAll(async () => {
    floor = await Floor.open(['kim', 'lee', 'anna', 'ben', 'carl', 'dora']);
  });
  afterAll(() => floor.close());

  it('goes from the first word to the last', async () => {
    const kim = await floor.person('kim');
    const anna = await floor.atWork('anna', ['help']);
    await anna.until(() => anna.presences.includes(`${DESK} here`), 'the presence of the desk');
    await kim.write(HELP, 'Grüße! Mein Gerät geht nicht <mehr> & piept 🙂');
    await kim.reads(HELP, /^Thank you/);
    const address = await floor.takes(anna);
    expect((await floor.contact(address)).customer).toEqual({
      name: 'kim',
      identities: [{ kind: 'xmpp', value: kim.jid }],
    });
    const first = await anna.reads(address, /Grüße! Mein Gerät geht nicht <mehr> & piept 🙂$/);
    expect(first).toMatchObject({ isOld: true, body: expect.stringMatching(/^kim@example\.test: /) });
    await anna.type(address, 'composing');
    await kim.until(() => kim.marks.includes(`${HELP} composing`), 'a typing mark');
    await anna.write(address, 'Which one?');
    await kim.reads(HELP, /^Which one\?$/);
    await kim.type(HELP, 'paused');
    await anna.until(() => anna.marks.includes(`${address} paused`), 'a typing mark');
    await kim.write(HELP, 'The big one');
    expect(await anna.reads(address, /^The big one$/)).toMatchObject({ isOld: false });
    await anna.write(address, '//etc is a folder');
    await kim.reads(HELP, /^\/etc is a folder$/);
    await anna.write(address, '/help');
    await anna.reads(address, /^\/accept — /);
    await anna.write(address, '/done solved');
    await kim.reads(HELP, /^This conversation has ended/);
    const contact = await floor.contactIs(address, 'completed');
    expect(contact).toMatchObject({ endedBy: 'agent', agentId: 'anna', disposition: 'solved' });
    await expect(anna.write(address, 'Too late')).rejects.toThrow('not-acceptable');
    // The next word begins another one.
    await kim.write(HELP, 'One more thing');
    const next = await floor.takes(anna, 2);
    expect(next).not.toBe(address);
    await anna.reads(next, /: One more thing$/);
    await anna.write(next, '/done');
    await floor.contactIs(next, 'completed');
    await Promise.all([anna.leave(), kim.leave()]);
    await floor.presenceOf('anna', 'offline');
  });

  it("is nobody else's", async () => {
    const [kim, lee] = [await floor.person('kim'), await floor.person('lee')];
    const [anna, ben] = [
      await floor.atWork('anna', ['help']),
      await floor.agent('ben', []).then(() => floor.person('ben')),
    ];
    await kim.write(HELP, 'Secret');
    const address = await floor.takes(anna);
    await expect(lee.write(address, 'Let me in')).rejects.toThrow('item-not-found');
    await expect(ben.write(address, 'Let me in')).rejects.toThrow('not-acceptable');
    await ben.write(address, '/done');
    await ben.reads(address, /^This conversation is not with you/);
    await expect(lee.write(`nobody@${HELP.split('@')[1]}`, 'Hello?')).rejects.toThrow('item-not-found');
    await expect(lee.write(DESK, 'Hello?')).rejects.toThrow('item-not-found');
    await expect(kim.write(HELP, 'x'.repeat(20_000))).rejects.toThrow('not-acceptable');
    expect((await floor.contact(address)).state).toBe('active');
    await anna.write(address, '/done');
    await floor.contactIs(address, 'completed');
    await Promise.all([anna, ben, kim, lee].map((person) => person.leave()));
    await floor.presenceOf('anna', 'offline');
  });

  it('goes to the next when it is declined, and to nobody who is away', async () => {
    const kim = await floor.person('kim');
    const carl = await floor.atWork('carl', ['help']);
    await kim.write(HELP, 'Hello?');
    const { from: address } = await carl.reads(CONTACT, /^New conversation from kim@example\.test: “Hello\?” /);
    const dora = await floor.atWork('dora', ['help']);
    await carl.write(address, '/decline busy');
    await carl.reads(address, /^This offer is over: declined/);
    await dora.reads(address, /^New conversation/);
    // While it is offered: not any more.
    await dora.show('dnd');
    await dora.reads(address, /^This offer is over: rescinded/);
    await floor.presenceOf('dora', 'unavailable');
    await carl.show('away');
    await floor.presenceOf('carl', 'unavailable');
    await dora.show('chat');
    await dora.reads(address, /^New conversation/, 2);
    await dora.write(address, '/accept');
    await dora.reads(address, /^You have the conversation/);
    await carl.write(address, '/accept');
    await carl.reads(address, /^There is no offer/);
    await dora.write(address, '/done');
    await floor.contactIs(address, 'completed');
    await Promise.all([carl, dora, kim].map((person) => person.leave()));
    await Promise.all([floor.presenceOf('carl', 'offline'), floor.presenceOf('dora', 'offline')]);
  });

  it('goes on after wrap-up only when the agent says so', async () => {
    await floor.chat({ offerTimeoutSeconds: 60, wrapUpSeconds: 600 });
    const kim = await floor.person('kim');
    const anna = await floor.atWork('anna', ['help']);
    await kim.write(HELP, 'First');
    const first = await floor.takes(anna);
    await anna.write(first, '/done');
    await anna.reads(first, /\/done again/);
    await kim.write(HELP, 'Second');
    expect((await floor.state('anna')).routingStatus).toBe('wrapUp');
    await anna.write(first, '/done');
    const second = await floor.takes(anna, 2);
    await anna.write(second, '/done');
    await anna.reads(second, /\/done again/);
    await anna.write(second, '/done');
    await floor.contactIs(second, 'completed');
    await floor.chat({ offerTimeoutSeconds: 60, wrapUpSeconds: 0 });
    await Promise.all([anna.leave(), kim.leave()]);
  });
});
