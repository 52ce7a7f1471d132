import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { becomes } from '../../../test/support/becomes.js';
import { CONTACT, Floor, HELP } from './floor.js';
import type { Person } from './person.js';

const numbered = (name: string, size: number): string[] => Array.from({ length: size }, (_, n) => `${name} ${n}`);

/** The numbered texts of one person that another one has read; history says who said it. */
const got = (reader: Person, from: string, name: string): string[] =>
  reader.texts(from).flatMap((text) => new RegExp(`(?:^|: )(${name} \\d+)$`).exec(text)?.[1] ?? []);

describe('what is killed in the middle', () => {
  let floor: Floor;
  let kim: Person;
  let lee: Person;
  let anna: Person;
  beforeAll(async () => {
    floor = await Floor.open(['kim', 'lee', 'anna']);
    kim = await floor.person('kim');
    lee = await floor.person('lee');
    anna = await floor.atWork('anna', ['help'], 2);
  });
  afterAll(() => floor.close());

  it('the connector: what it called safe arrives, and what it did not is said again', async () => {
    await kim.write(HELP, 'Hello');
    const address = await floor.takes(anna);
    await anna.reads(address, /Hello$/);
    const [asked, said] = [numbered('question', 200), numbered('answer', 200)];
    const sending = [...asked.map((text) => kim.post(HELP, text)), ...said.map((text) => anna.post(address, text))];
    await kim.until(() => kim.unsafeCount < 150, 'a part is safe');
    await floor.connector.kill();
    await Promise.all(sending);
    const [safeQuestions, safeAnswers] = [kim, anna].map((person) => 200 - person.unsafeCount);
    // Said to nobody: it comes back, as soon as Prosody knows that nobody is there.
    await lee.post(HELP, 'Hello?');
    const comesBack = async (): Promise<boolean> => (await lee.repeatUnsafe()) > 0 && lee.refused.size > 0;
    await becomes(comesBack, 'a message to nobody comes back');
    expect([...lee.refused.values()]).toContain('remote-server-timeout text not-connected');
    await floor.connector.start();
    // Before anybody says anything again: what was safe comes, in order.
    await anna.until(() => got(anna, address, 'question').length >= (safeQuestions ?? 0), 'safe questions');
    await kim.until(() => got(kim, HELP, 'answer').length >= (safeAnswers ?? 0), 'safe answers');
    const before = got(anna, address, 'question').map((text) => asked.indexOf(text));
    expect(before).toEqual([...before].sort((a, b) => a - b));
    expect((await kim.repeatUnsafe()) + (await anna.repeatUnsafe())).toBeGreaterThan(0);
    await lee.repeatUnsafe();
    await anna.until(() => got(anna, address, 'question').length === 200, 'all questions');
    await kim.until(() => got(kim, HELP, 'answer').length === 200, 'all answers');
    expect(new Set(got(anna, address, 'question'))).toEqual(new Set(asked));
    expect(new Set(got(kim, HELP, 'answer'))).toEqual(new Set(said));
    await Promise.all([kim, anna, lee].map((one) => one.until(() => one.unsafeCount === 0, 'all is safe')));
    expect(await floor.contact(address)).toMatchObject({ state: 'active', agentId: 'anna' });
    await anna.write(address, '/done');
    await floor.contactIs(address, 'completed');
    // What was said again to the one that had come back.
    const other = (await anna.reads(CONTACT, /^New conversation from lee/)).from;
    await anna.write(other, '/accept');
    await anna.reads(other, /Hello\?$/);
    expect(anna.texts(other).filter((text) => text.endsWith(': Hello?'))).toHaveLength(1);
    await anna.write(other, '/done');
    await floor.contactIs(other, 'completed');
  });

  it('the connector, with a customer waiting and another one offered', async () => {
    await floor.agent('anna', ['help'], 1);
    await kim.write(HELP, 'First');
    await anna.reads(CONTACT, /^New conversation from kim.*First/);
    await lee.write(HELP, 'Second');
    await floor.connector.kill();
    await anna.show('dnd');
    await anna.show();
    await floor.connector.start();
    const { from: first } = await anna.reads(CONTACT, /^New conversation from kim.*First/);
    await anna.write(first, '/accept');
    await anna.reads(first, /First$/);
    await anna.write(first, '/done');
    const { from: second } = await anna.reads(CONTACT, /^New conversation from lee.*Second/);
    await anna.write(second, '/accept');
    await anna.reads(second, /Second$/);
    await anna.write(second, '/done');
    await floor.contactIs(second, 'completed');
  });

  it('Lotse: who talks goes on talking, and who comes meanwhile is served after it', async () => {
    await floor.agent('anna', ['help'], 2);
    await kim.write(HELP, 'Before');
    const { from: address } = await anna.reads(CONTACT, /^New conversation from kim.*Before/);
    await anna.write(address, '/accept');
    await anna.reads(address, /Before$/);
    await floor.server.kill();
    await anna.write(address, 'Without a router');
    await kim.reads(HELP, /^Without a router$/);
    await kim.write(HELP, 'Indeed');
    await anna.reads(address, /^Indeed$/);
    await lee.write(HELP, 'Meanwhile');
    await lee.reads(HELP, /^Thank you/, 3);
    await floor.server.start();
    const { from: other } = await anna.reads(CONTACT, /^New conversation from lee.*Meanwhile/);
    await anna.write(other, '/accept');
    await anna.reads(other, /Meanwhile$/);
    for (const one of [address, other]) {
      await anna.write(one, '/done');
      await floor.contactIs(one, 'completed');
    }
  });

  it('both at once', async () => {
    await kim.write(HELP, 'Whole');
    const { from: address } = await anna.reads(CONTACT, /^New conversation from kim.*Whole/);
    await anna.write(address, '/accept');
    await anna.reads(address, /Whole$/);
    await Promise.all([floor.connector.kill(), floor.server.kill()]);
    // Without Lotse it takes what customers write all the same.
    await floor.connector.start(['connected to the XMPP server']);
    await kim.write(HELP, 'Said to the connector alone');
    await anna.reads(address, /^Said to the connector alone$/);
    await lee.write(HELP, 'New to the connector alone');
    await floor.server.start();
    const { from: other } = await anna.reads(CONTACT, /^New conversation from lee.*alone/);
    await anna.write(other, '/accept');
    await anna.reads(other, /New to the connector alone$/);
    for (const one of [address, other]) {
      await anna.write(one, '/done');
      await floor.contactIs(one, 'completed');
    }
  });

  it('Prosody: the conversation goes on when it is back', async () => {
    await kim.write(HELP, 'Over the wire');
    const { from: address } = await anna.reads(CONTACT, /^New conversation from kim.*wire/);
    await anna.write(address, '/accept');
    await anna.reads(address, /Over the wire$/);
    await floor.prosody.kill();
    await floor.prosody.restart();
    await kim.come();
    await anna.come();
    await kim.post(HELP, 'Said again');
    await becomes(async () => (await kim.repeatUnsafe()) === 0, 'it is safe');
    await anna.reads(address, /Said again$/);
    await anna.write(address, '/done');
    await floor.contactIs(address, 'completed');
  });

  it('one connector at a time; an unfinished line is no harm, a damaged file is not taken', async () => {
    expect(await floor.connector.refuses()).toBe(1);
    expect(floor.connector.output).toContain('another connector has');
    await kim.write(HELP, 'Still here');
    const { from: address } = await anna.reads(CONTACT, /^New conversation from kim.*Still here/);
    expect(await floor.connector.kill('SIGTERM')).toBe(0);
    appendFileSync(floor.connector.journal, '{"t":"said","c":"xm');
    await floor.connector.start();
    await anna.write(address, '/accept');
    await anna.reads(address, /Still here$/);
    await anna.write(address, '/done');
    await floor.contactIs(address, 'completed');
    await floor.connector.kill();
    const good = readFileSync(floor.connector.journal, 'utf8');
    writeFileSync(floor.connector.journal, `{"t":\n${good}`);
    expect(await floor.connector.refuses()).toBe(1);
    expect(floor.connector.output).toContain('line 1 is no record');
    expect(readFileSync(floor.connector.journal, 'utf8')).toBe(`{"t":\n${good}`);
  });
});
