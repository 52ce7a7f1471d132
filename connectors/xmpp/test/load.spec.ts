import { Lotse, type SystemSocket } from '@lotse/client';
import { runAuditOf } from './audit.js';
import { Calls } from './calls.js';
import { CONTACT, Floor, HELP } from './floor.js';
import type { Person, Read } from './person.js';
import { Together } from './together.js';

const CUSTOMERS = 20;
const EACH = 10;
const CALLS = 300;
const names = (name: string, size: number): string[] => Array.from({ length: size }, (_, n) => `${name}${n + 1}`);

/** What each agent may have at once. */
const DESKS = [
  { id: 'agent1', chats: 3, chatBlocks: ['voice'], callBlocks: ['chat'] },
  { id: 'agent2', chats: 4, chatBlocks: ['voice'], callBlocks: ['chat'] },
  { id: 'agent3', chats: 2, chatBlocks: ['voice'], callBlocks: ['chat'] },
  { id: 'agent4', chats: 5, chatBlocks: [], callBlocks: [] },
  { id: 'agent5', chats: 3, chatBlocks: [], callBlocks: ['chat'] },
];

/** One conversation of a customer: a question, its answer, thanks, and the end. */
async function talk(customer: Person, n: number): Promise<void> {
  await customer.write(HELP, `question ${n}`);
  await customer.reads(HELP, new RegExp(`^answer to question ${n}$`));
  await customer.write(HELP, `thanks ${n}`);
  await customer.reads(HELP, /^This conversation has ended/, n);
}

/** What an agent does who takes whatever is offered, answers, and ends with the thanks. */
async function serve(agent: Person, { from, body }: Read): Promise<void> {
  if (!CONTACT.test(from)) return;
  if (body.startsWith('New conversation')) return agent.write(from, '/accept');
  const [question] = /question \d+$/.exec(body) ?? [];
  if (question !== undefined) return agent.write(from, `answer to ${question}`);
  if (/thanks \d+$/.test(body)) return agent.write(from, '/done');
}

describe('many at once', () => {
  let floor: Floor;
  let system: SystemSocket;
  beforeAll(async () => {
    floor = await Floor.open([...names('customer', CUSTOMERS), ...DESKS.map(({ id }) => id)]);
    await floor.lotse.put('/v1/channels/{id}', {
      path: { id: 'voice' },
      body: {
        name: 'Voice',
        kind: 'synchronous',
        offerTimeoutSeconds: 60,
        wrapUpSeconds: 0,
        defaultTargetSeconds: 20,
      },
    });
  });
  afterAll(async () => {
    await system.close();
    await floor.close();
  });

  it('200 conversations and 300 calls: each once, and nobody has together what may not be', async () => {
    system = new Lotse({ url: floor.server.url, key: floor.systemKey }).systemSocket();
    const together = new Together(system);
    const calls = new Calls(system, floor.lotse);
    await system.open();
    await system.subscribe();
    const failures: unknown[] = [];
    for (const { id, chats, chatBlocks, callBlocks } of DESKS) {
      const voice = { id: 'voice', capacity: 1, address: `sip:${id}@example.test`, blocks: callBlocks };
      const agent = await floor.atWork(id, ['help'], chats, { blocks: chatBlocks }, [voice]);
      agent.answers((read) => serve(agent, read).catch((error: unknown) => void failures.push(error)));
    }
    const customers = await Promise.all(names('customer', CUSTOMERS).map((name) => floor.person(name)));
    const began = performance.now();
    await Promise.all([
      ...customers.map(async (customer) => {
        for (let n = 1; n <= EACH; n += 1) await talk(customer, n);
      }),
      ...names('call', CALLS).map((id) =>
        floor.lotse.post('/v1/contacts', { body: { id, channel: 'voice', queueId: 'help' } }),
      ),
      calls.until(CALLS),
    ]);
    const seconds = (performance.now() - began) / 1_000;
    process.stdout.write(`200 conversations and 300 calls in ${seconds.toFixed(1)} s; at once ${together.most()}\n`);
    await together.until(CUSTOMERS * EACH + CALLS);
    expect(calls.failures).toEqual([]);
    expect(failures).toEqual([]);
    expect(together.answered('chat')).toBe(CUSTOMERS * EACH);
    expect(together.answered('voice')).toBe(CALLS);
    for (const { id, chats, chatBlocks, callBlocks } of DESKS) {
      expect(together.mostOf(id, 'chat')).toBeLessThanOrEqual(chats);
      expect(together.mostOf(id, 'voice')).toBeLessThanOrEqual(1);
      if (chatBlocks.length > 0 && callBlocks.length > 0) expect(together.mixed(id)).toBe(0);
      // Who came to a call while a conversation was there, where the conversation blocks it, and the other way round.
      if (chatBlocks.length > 0) expect(together.cameTo(id, 'voice', 'chat')).toBe(0);
      if (callBlocks.length > 0) expect(together.cameTo(id, 'chat', 'voice')).toBe(0);
    }
    // The rule is put to the test, not avoided: where both may be, both were.
    expect(together.mixed('agent4')).toBeGreaterThan(0);
    const audit = await runAuditOf(floor);
    expect(audit).toMatchObject({ violations: 0, contacts: CUSTOMERS * EACH + CALLS });
  });
});
