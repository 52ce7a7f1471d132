import type { Wire, WireEvents } from './web-socket.js';

export type { Wire, WireEvents };

/** Browsers answer pings by themselves and tell nobody. */
export const HEARS_PINGS: boolean = false;

export const SUB_PROTOCOL = 'lotse.v1';

/** What is used of the browser's own. */
interface BrowserSocket {
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (message: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number; reason: string }) => void): void;
  send(text: string): void;
  close(code?: number): void;
}

/** Opens a connection with the WebSocket of the platform. */
export function openWire(url: string, events: WireEvents): Wire {
  const { WebSocket } = globalThis as unknown as { WebSocket: new (url: string, protocol: string) => BrowserSocket };
  const socket = new WebSocket(url, SUB_PROTOCOL);
  let ended = false;
  const end = (code: number, reason: string): void => {
    if (ended) return;
    ended = true;
    events.closed(code, reason);
  };
  socket.addEventListener('open', () => events.open());
  socket.addEventListener('message', ({ data }) => !ended && events.text(String(data)));
  socket.addEventListener('close', ({ code, reason }) => end(code, reason));
  return {
    send: (text) => socket.send(text),
    close: () => socket.close(1000),
    // There is no way to cut: the rest of it goes on unheard.
    cut: () => {
      socket.close();
      queueMicrotask(() => end(1006, 'cut'));
    },
  };
}
