import type { Frame, SocketClient } from '../ws/socket-client.js';
import { expectDocumented } from '../ws/documented.js';
import { Center, MS } from './center.js';

describe('alerts', () => {
  let c: Center;
  let supervisor: SocketClient;
  beforeAll(async () => {
    c = await Center.start();
    for (const id of ['fr', 'gold']) await c.must('PUT', `/v1/skills/${id}`, { name: id });
    supervisor = await c.node.open('supervisor', 'supervisor');
  });
  afterAll(async () => {
    await supervisor.close();
    expectDocumented();
    await c.stop();
  });

  const alerts = (about: string, from: readonly Frame[] = supervisor.frames): Frame[] =>
    from.filter(({ type, contactId, queueId }) => type === 'alert' && (contactId === about || queueId === about));
  async function alert(
    about: string,
    fits: (frame: Frame) => boolean = () => true,
    socket = supervisor,
  ): Promise<Frame> {
    await socket.until((frames) => alerts(about, frames).some(fits));
    return alerts(about, socket.frames).find(fits) as Frame;
  }
  const resolved = (frame: Frame): boolean => frame.resolved === true;
  const is = (kind: string) => (frame: Frame) => frame.alert === kind && !resolved(frame);

  describe('of what nobody could ever take', () => {
    it('told in the answer and on the stream, once, and again when it is over', async () => {
      const {
        q,
        agents: [a = ''],
      } = await c.team(1);
      const answer = await c.enqueue('u1', q, { requirements: [{ skillId: 'fr' }] });
      expect(answer).toMatchObject({ routable: false, unroutableBecause: expect.stringContaining('skill') });
      const told = await alert('u1');
      expect(told).toMatchObject({
        type: 'alert',
        cursor: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        at: MS,
        alert: 'unroutable',
        level: 'critical',
        contactId: 'u1',
        queueId: q,
        detail: answer.unroutableBecause,
      });
      await c.must('PATCH', '/v1/contacts/u1', { priority: 3 });
      await c.agent(a, [q], { skills: [{ id: 'fr', level: 1 }] });
      const over = await alert('u1', resolved);
      expect(over).toMatchObject({ id: told.id, alert: 'unroutable', detail: expect.any(String) });
      expect(alerts('u1').filter(is('unroutable'))).toHaveLength(1);
      await c.cancel('u1');
    });

    it('a change or a transfer that makes a contact unroutable tells it too', async () => {
      const {
        q,
        agents: [a = ''],
      } = await c.team(1);
      await c.enqueue('u2', q);
      expect((await c.must('PATCH', '/v1/contacts/u2', { requirements: [{ skillId: 'gold' }] })).routable).toBe(false);
      expect(await alert('u2')).toMatchObject({ alert: 'unroutable' });
      await c.cancel('u2');
      expect(await alert('u2', resolved)).toMatchObject({ alert: 'unroutable' });
      await c.queue('empty');
      await c.available(a);
      await c.active('u3', q, a);
      await c.must('POST', '/v1/contacts/u3/transfer', { queueId: 'empty', mode: 'blind' });
      expect(await alert('u3')).toMatchObject({ alert: 'unroutable', queueId: 'empty' });
      await c.cancel('u3');
    });

    it('who comes later finds what stands in the hello', async () => {
      const { q } = await c.team(1);
      await c.enqueue('u4', q, { requirements: [{ skillId: 'fr' }] });
      const told = await alert('u4');
      const later = await c.node.open('supervisor', 'supervisor');
      expect(later.frames[0]?.alerts).toContainEqual(told);
      await later.close();
      await c.cancel('u4');
    });
  });

  describe('of what everyone declines', () => {
    const decline = async (contactId: string, nth: number): Promise<string> => {
      const { offerId, agentId } = await c.event('offered', contactId, nth);
      await c.must('POST', `/v1/offers/${offerId as string}/decline`, {}, { key: agentId as string });
      return agentId as string;
    };

    /** Ms from the answer of the agent who has this offer, to the one before, until it was asked again. */
    const sinceAsked = async (contactId: string, nth: number): Promise<number> => {
      const offered = await c.event('offered', contactId, nth);
      const declined = c.events.findLast(
        (one) =>
          one.contactId === contactId &&
          one.outcome === 'declined' &&
          one.agentId === offered.agentId &&
          c.events.indexOf(one) < c.events.indexOf(offered),
      );
      return Date.parse(offered.at) - Date.parse(declined?.at ?? '');
    };

    it('it goes on each 5 s, not before, and the alert rises with the rounds', async () => {
      const { q, agents } = await c.team(2);
      const [a = '', b = ''] = agents;
      await c.available(a, b);
      await c.enqueue('n1', q);
      expect(await decline('n1', 1)).not.toBe(await decline('n1', 2));
      expect(await alert('n1')).toMatchObject({ alert: 'declinedByAll', level: 'warning', queueId: q, count: 1 });
      let offers = 2;
      for (let round = 2; round <= 3; round += 1) {
        await c.clock(2_000);
        await c.settled();
        await c.clock(3_001);
        const asked = [await decline('n1', ++offers), await decline('n1', ++offers)];
        expect(asked.sort()).toEqual([a, b].sort());
        // However slow we are: by the server's own times.
        for (const nth of [offers - 1, offers]) expect(await sinceAsked('n1', nth)).toBeGreaterThanOrEqual(5_000);
      }
      expect(await alert('n1', ({ level }) => level === 'critical')).toMatchObject({
        alert: 'declinedByAll',
        count: 3,
      });
      expect(alerts('n1').map(({ level }) => level)).toEqual(['warning', 'critical']);
      // Three declines within 60 s: neither is asked until it says available, and then the contact is still there.
      await c.clock(120_000);
      await c.settled();
      expect(c.story('n1').filter((type) => type === 'offered')).toHaveLength(offers);
      expect(await c.contact('n1')).toMatchObject({ state: 'waiting', position: 1 });
      await c.available(a);
      const again = await c.offer('n1', offers + 1);
      await c.must('POST', `/v1/offers/${again}/accept`, {}, { key: a });
      expect(await alert('n1', resolved)).toMatchObject({ alert: 'declinedByAll', level: 'critical' });
      expect((await c.contact('n1')).ageSeconds).toBeGreaterThanOrEqual(130);
      await c.complete('n1');
    });

    it('forty times over it is offered at that pace: never stuck, never faster', async () => {
      const {
        q,
        agents: [a = ''],
      } = await c.team(1);
      await c.available(a);
      await c.enqueue('n2', q);
      for (let nth = 1; nth <= 40; nth += 1) {
        await decline('n2', nth);
        if (nth > 1) expect(await sinceAsked('n2', nth)).toBeGreaterThanOrEqual(5_000);
        if (nth % 3 === 0) await c.available(a);
        await c.clock(5_000);
      }
      expect(alerts('n2').map(({ level }) => level)).toEqual(['warning', 'critical']);
      await c.cancel('n2');
      expect(await alert('n2', resolved)).toMatchObject({ alert: 'declinedByAll' });
    });

    it('who is busy is still to be asked; who missed it counts', async () => {
      const {
        q,
        agents: [a = '', b = ''],
      } = await c.team(2);
      await c.available(b);
      await c.active('n3-talk', q, b);
      await c.available(a);
      await c.enqueue('n3', q);
      await decline('n3', 1);
      await c.settled();
      expect(alerts('n3')).toEqual([]);
      await c.complete('n3-talk');
      const offered = await c.event('offered', 'n3', 2);
      expect(offered.agentId).toBe(b);
      await c.must(
        'POST',
        `/v1/offers/${offered.offerId as string}/decline`,
        { reason: 'noAnswer' },
        { key: 'system' },
      );
      expect(await alert('n3')).toMatchObject({ alert: 'declinedByAll', level: 'warning' });
      await c.cancel('n3');
    });
  });

  describe('of nobody on duty', () => {
    it('the last one signs off: one alert for all that ask the same, resolved when somebody comes', async () => {
      const {
        q,
        agents: [a = '', b = ''],
      } = await c.team(2, { skills: [{ id: 'fr', level: 5 }] });
      for (const id of [a, b]) await c.presence(id, 'unavailable');
      for (const id of ['l1', 'l2', 'l3']) await c.enqueue(id, q, { requirements: [{ skillId: 'fr' }] });
      await c.settled();
      await c.presence(a, 'offline');
      await c.settled();
      expect(alerts(q)).toEqual([]);
      await c.presence(b, 'offline', {}, 'supervisor');
      const told = await alert(q);
      expect(told).toMatchObject({ alert: 'nobodyLeft', level: 'critical', agentId: b, channel: 'voice', count: 3 });
      expect(told.contactId).toBeUndefined();
      expect((await c.contact('l1')).routable).toBe(true);
      await c.available(a);
      expect(await alert(q, resolved)).toMatchObject({ id: told.id });
      expect(alerts(q)).toHaveLength(2);
      for (const id of ['l1', 'l2', 'l3']) await c.cancel(id);
    });

    it('a new configuration of the last one leaves nobody, too', async () => {
      const {
        q,
        agents: [a = ''],
      } = await c.team(1, { skills: [{ id: 'gold', level: 8 }] });
      await c.presence(a, 'unavailable');
      await c.enqueue('l4', q, { requirements: [{ skillId: 'gold', minLevel: 6 }] });
      await c.settled();
      await c.agent(a, [q], { skills: [{ id: 'gold', level: 2 }] });
      expect(await alert(q)).toMatchObject({ alert: 'nobodyLeft', agentId: a });
      await c.cancel('l4');
      expect(await alert(q, resolved)).toMatchObject({ alert: 'nobodyLeft' });
    });

    it('the channels of the day and the relaxation steps count', async () => {
      await c.queue('loose', { steps: [{ afterSeconds: 600, dropSkills: ['gold'] }] });
      await c.agent('l-plain', ['loose'], { channels: ['voice', 'chat'].map((id) => ({ id, capacity: 1 })) });
      await c.presence('l-plain', 'unavailable');
      await c.enqueue('l5', 'loose', { requirements: [{ skillId: 'gold' }] });
      await c.settled();
      expect(alerts('loose')).toEqual([]);
      await c.presence('l-plain', 'unavailable', { channels: ['chat'] });
      expect(await alert('loose')).toMatchObject({ alert: 'nobodyLeft' });
      await c.cancel('l5');
    });
  });
});
