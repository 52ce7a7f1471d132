import { MAX_BUFFERED_BYTES } from '../../src/api/ws/client-socket.js';
import { SocketRegistry } from '../../src/api/ws/socket-registry.js';
import { TestNode } from './node.js';
import { expectDocumented } from './documented.js';
import { SocketClient } from './socket-client.js';

describe('who may use a socket, and for how long', () => {
  let node: TestNode;

  beforeAll(async () => {
    node = await TestNode.start();
    await node.seed(['a1']);
  });
  afterAll(async () => {
    const open = await node.open('agent', 'a1');
    await node.stop();
    expect((await open.closed).code).toBe(1001);
    expectDocumented();
  });

  it('takes the key as first frame too', async () => {
    const socket = SocketClient.connect(node.url, 'agent');
    await socket.opened();
    socket.send({ type: 'auth', token: node.keys.get('a1') });
    expect(await socket.next('hello')).toMatchObject({ agentId: 'a1' });
    expect(socket.socket.protocol).toBe('lotse.v1');
    await socket.close();
  });

  it.each([
    ['agent', 'wrong-key', 4401],
    ['agent', 'system', 4403],
    ['agent', 'admin', 4403],
    ['system', 'a1', 4403],
    ['supervisor', 'system', 4403],
  ])('%s with the key %s: %d', async (name, key, code) => {
    const byHeader = SocketClient.connect(node.url, name, { key: node.keys.get(key) ?? 'nonsense' });
    expect((await byHeader.closed).code).toBe(code);
    const byFrame = SocketClient.connect(node.url, name);
    await byFrame.opened();
    byFrame.send({ type: 'auth', token: node.keys.get(key) ?? 'nonsense' });
    expect((await byFrame.closed).code).toBe(code);
    expect(byFrame.frames).toEqual([]);
  });

  it.each([
    '{"type":"presence.set","requestId":"1","presence":"available"}',
    'nonsense',
    '{"type":"auth"}',
    '{"type":"auth","token":7}',
  ])('closes with 4401 when the first frame is %s', async (text) => {
    const socket = SocketClient.connect(node.url, 'agent');
    await socket.opened();
    socket.send(text);
    expect((await socket.closed).code).toBe(4401);
  });

  it('closes with 4401 when no key comes within 5 s', async () => {
    const started = Date.now();
    const socket = SocketClient.connect(node.url, 'agent');
    expect((await socket.closed).code).toBe(4401);
    expect(Date.now() - started).toBeGreaterThan(4_500);
  });

  it('closes at once when the key is revoked, and when it has expired', async () => {
    const id = await node.key('short', 'system');
    const socket = await node.open('system', 'short');
    await node.call('DELETE', `/v1/api-keys/${id}`);
    // What is said after the answer is heard no more.
    socket.send({ type: 'nothing', requestId: 'late' });
    expect((await socket.closed).code).toBe(4401);
    expect(socket.frames.filter(({ requestId }) => requestId === 'late')).toEqual([]);
    await node.key('dying', 'system', { expiresAt: Date.now() + 10_000 });
    const dying = await node.open('system', 'dying');
    expect((await dying.closed).code).toBe(4401);
  });

  it('refuses binary frames and frames over 256 KiB', async () => {
    const binary = await node.open('system', 'system');
    binary.socket.send(Buffer.from('{}'));
    expect((await binary.closed).code).toBe(1003);
    const large = await node.open('system', 'system');
    large.send(`{"type":"x","a":"${'x'.repeat(262_144)}"}`);
    expect((await large.closed).code).toBe(1009);
  });

  it('cuts off a peer that gives no sign between two pings', async () => {
    const registry = node.server.app.get(SocketRegistry);
    const alive = await node.open('system', 'system');
    const dead = SocketClient.connect(node.url, 'system', { key: node.keys.get('system'), autoPong: false });
    await dead.next('hello');
    const pinged = new Promise((resolve) => alive.socket.once('ping', resolve));
    registry.checkAlive();
    await pinged;
    await alive.command('nothing');
    registry.checkAlive();
    expect((await dead.closed).code).toBe(1006);
    expect((await alive.command('nothing')).type).toBe('error');
    await alive.close();
  });

  it.each(['system', 'supervisor'] as const)(
    'closes a %s that does not read with 4408, within its bound',
    async (role) => {
      const slow = await node.open(role, role);
      const sockets = [...node.server.app.get(SocketRegistry)['sockets']] as unknown as {
        socket: { socket: { bufferedAmount: number } };
      }[];
      const server = sockets.at(-1);
      slow.socket.pause();
      let most = 0;
      for (let sent = 0; sent < 400_000 && most <= MAX_BUFFERED_BYTES; sent += 1) {
        slow.send('{"type":"x","requestId":"r"}');
        if (sent % 500 === 0) await new Promise(setImmediate);
        most = Math.max(most, server?.socket.socket.bufferedAmount ?? 0);
      }
      slow.socket.resume();
      expect((await slow.closed).code).toBe(4408);
      expect(most).toBeLessThan(MAX_BUFFERED_BYTES + 200_000);
    },
  );

  it('gives supervisors the figures each second', async () => {
    const socket = await node.open('supervisor', 'supervisor');
    await socket.next('stats');
    expect(await socket.next('stats')).toMatchObject({ stats: { waiting: expect.any(Number) } });
    expect(await socket.command('offer.accept', { offerId: 'x' })).toMatchObject({ problem: { status: 400 } });
    await socket.close();
  });
});
