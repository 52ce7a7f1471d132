import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { type Clock, Lotse } from '@lotse/client';
import { WebSocket, WebSocketServer } from 'ws';
import { openWire } from '../../client/src/web-socket.browser.js';
import { Heard } from './heard.js';
import { ManualClock } from './manual-clock.js';

const HELLO = { type: 'hello', cursor: '1.1' };

describe('a connection that the server closes', () => {
  let server: WebSocketServer;
  let url: string;
  /** First frames of each connection. */
  const firsts: Record<string, unknown>[] = [];
  const connections: WebSocket[] = [];
  beforeAll(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (socket) => {
      connections.push(socket);
      socket.once('message', (data: Buffer) => {
        firsts.push(JSON.parse(data.toString()) as Record<string, unknown>);
        socket.send(JSON.stringify(HELLO));
      });
    });
  });
  beforeEach(() => {
    firsts.length = 0;
    connections.length = 0;
  });
  afterAll(async () => {
    for (const socket of server.clients) socket.terminate();
    server.close();
    await once(server, 'close');
  });

  const connect = (clock: Clock): ReturnType<Lotse['agentSocket']> => new Lotse({ url, key: 'k', clock }).agentSocket();

  it('with 4408, 1013 or 1001: it comes back after its last event', async () => {
    const clock = new ManualClock();
    const agent = connect(clock);
    const heard = new Heard(agent);
    await agent.open();
    for (const [n, code] of [4408, 1013, 1001].entries()) {
      const event = { type: 'presence.changed', cursor: `1.${n + 5}`, at: 'now', presence: 'available' };
      for (const frame of [event, event, { type: 'of the future', cursor: `1.${n + 5}.1` }])
        connections.at(-1)?.send(JSON.stringify(frame));
      connections.at(-1)?.close(code, 'a reason');
      await heard.first('disconnected', (told) => told['code'] === code);
      const [pause = 0] = clock.planned();
      clock.advance(pause);
      await heard.first('hello', () => heard.of('hello').length === n + 2);
    }
    expect(firsts.map(({ cursor }) => cursor)).toEqual([undefined, '1.5.1', '1.6.1', '1.7.1']);
    expect(heard.of('disconnected').map(({ reason, retryMs }) => [reason, retryMs])).toEqual([
      ['a reason', 150],
      ['a reason', 300],
      ['a reason', 600],
    ]);
    expect(heard.events.map(({ type }) => type)).toHaveLength(6);
    // One that stood for five seconds begins with short pauses again.
    clock.advance(5_000);
    connections.at(-1)?.terminate();
    expect(await heard.first('disconnected', ({ code }) => code === 1006)).toMatchObject({ retryMs: 150 });
    await agent.close();
    expect(clock.planned()).toEqual([]);
  });

  it('with 4401 or 4403: it does not come back', async () => {
    for (const [code, name] of [
      [4401, 'unauthorized'],
      [4403, 'forbidden'],
    ] as const) {
      const clock = new ManualClock();
      const agent = connect(clock);
      const heard = new Heard(agent);
      await agent.open();
      const command = agent.command('presence.set', { presence: 'available' });
      connections.at(-1)?.close(code);
      await expect(command).rejects.toMatchObject({ code: 'outcomeUnknown' });
      expect(await heard.first('closed')).toMatchObject({ error: { code: name } });
      expect(clock.planned()).toEqual([]);
      await expect(agent.open()).rejects.toMatchObject({ code: name });
    }
  });

  it('before it says hello: it tries again, and ends when it is told to', async () => {
    const clock = new ManualClock();
    const agent = connect(clock);
    const heard = new Heard(agent);
    const opening = agent.open();
    await once(server, 'connection');
    connections[0]?.terminate();
    await heard.first('disconnected');
    await agent.close();
    await expect(opening).rejects.toMatchObject({ code: 'closed' });
    expect(clock.planned()).toEqual([]);
    expect(heard.of('closed')).toHaveLength(1);
  });

  it('a listener that throws stops neither the others nor the socket', async () => {
    const thrown: unknown[] = [];
    const surface = jest.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => {
      try {
        task();
      } catch (error) {
        thrown.push(error);
      }
    });
    const agent = connect(new ManualClock());
    agent.on('hello', () => {
      throw new Error('mine');
    });
    const heard = new Heard(agent);
    await agent.open();
    expect([heard.of('hello').length, thrown]).toEqual([1, [expect.objectContaining({ message: 'mine' })]]);
    surface.mockRestore();
    await agent.close();
  });

  it('is the same with the WebSocket of a browser', async () => {
    const platform = globalThis as { WebSocket?: unknown };
    const own = platform.WebSocket;
    platform.WebSocket = WebSocket;
    try {
      const log: unknown[] = [];
      const wire = await new Promise<ReturnType<typeof openWire>>((resolve) => {
        const made = openWire(`${url.replace('http', 'ws')}/v1/ws/agent`, {
          open: () => made.send('{"type":"auth"}'),
          text: (frame) => {
            log.push(frame);
            resolve(made);
          },
          ping: () => undefined,
          closed: (code, reason) => log.push([code, reason]),
        });
      });
      connections[0]?.close(4408, 'slow');
      while (log.length < 2) await new Promise((resolve) => setImmediate(resolve));
      wire.cut();
      await new Promise((resolve) => setImmediate(resolve));
      expect(log).toEqual([JSON.stringify(HELLO), [4408, 'slow']]);
      const cut = await new Promise((resolve) => {
        const other = openWire(`${url.replace('http', 'ws')}/v1/ws/agent`, {
          open: () => other.cut(),
          text: () => undefined,
          ping: () => undefined,
          closed: (code) => resolve(code),
        });
      });
      expect(cut).toBe(1006);
    } finally {
      platform.WebSocket = own;
    }
  });
});
