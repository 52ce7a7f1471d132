import { ownPort } from '../../../test/support/stores.js';
import { answers, Exchange } from './support/exchange.js';
import { LossyWire } from './support/lossy-wire.js';
import * as scenarios from './support/scenarios.js';

const ANSWER = /^SIP\/2\.0 200 [^]*^CSeq: 1 INVITE/m;
const BYE_ANSWER = /^SIP\/2\.0 200 [^]*^CSeq: 2 BYE/m;

describe('a SIP message that is lost once', () => {
  let x: Exchange;
  beforeAll(async () => {
    x = await Exchange.start();
  });
  afterAll(() => x.stop());

  it.each<{ name: string; caller?: RegExp[]; agent?: RegExp[]; lingersMs?: number }>([
    { name: 'the INVITE of the caller', caller: [/^INVITE /] },
    { name: 'the INVITE to the agent', agent: [/^INVITE /] },
    { name: 'the 180', agent: [/^SIP\/2\.0 180 /] },
    { name: 'the 200 of the agent', agent: [ANSWER] },
    { name: 'the 200 to the caller', caller: [ANSWER] },
    { name: 'the ACK of the caller', caller: [/^ACK /] },
    { name: 'the ACK to the agent', agent: [/^ACK /] },
    { name: 'the BYE of the caller', caller: [/^BYE /] },
    // The 200 comes again between the BYE and its repeat.
    { name: 'the ACK and the BYE of the caller', caller: [/^ACK /, /^BYE /] },
    { name: 'the BYE to the agent', agent: [/^BYE /] },
    { name: 'the 200 to the BYE of the agent', agent: [BYE_ANSWER], lingersMs: 4_000 },
    { name: 'the 200 to the BYE to the caller', caller: [BYE_ANSWER] },
  ])('changes nothing: $name', async ({ name, caller = [], agent = [], lingersMs = 0 }) => {
    const id = name.replaceAll(' ', '-');
    const [callerPort, agentPort] = [await ownPort(), await ownPort()];
    const wires = await Promise.all([callerPort, agentPort].map((port) => LossyWire.between(x.kamailio.sip, port)));
    const [callerWire, agentWire] = wires as [LossyWire, LossyWire];
    callerWire.lose(...caller);
    agentWire.lose(...agent);
    await x.queue(id);
    const phone = await x.phone(scenarios.AGENT_TALKS, { port: agentPort, pauseMs: lingersMs });
    await x.agent(id, id, `sip:${id}@127.0.0.1:${agentWire.port}`);
    await x.available(id);
    const target = `127.0.0.1:${callerWire.port}`;
    const calls = await x.callers(scenarios.CALLER_TALKS, id, { target, port: callerPort, pauseMs: 100 });
    expect(await calls.result()).toMatchObject({ successful: 1, failed: 0, errors: '' });
    expect(await x.outcomes(id)).toEqual({ completed: 1 });
    const [contact] = await x.contacts(id);
    expect(answers(contact!)).toEqual(['accepted']);
    expect(contact).toMatchObject({ endedBy: 'customer' });
    expect(await phone.stop()).toMatchObject({ successful: 1, failed: 0, errors: '' });
    expect(wires.flatMap(({ left }) => left)).toEqual([]);
    await Promise.all(wires.map((wire) => wire.stop()));
  });
});
