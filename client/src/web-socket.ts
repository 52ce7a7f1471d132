import { WebSocket } from 'ws';

/** One connection, without a second life. */
export interface Wire {
  send(text: string): void;
  /** Says goodbye; `closed` follows when the other side has answered. */
  close(): void;
  /** Ends it without a word; `closed` follows. */
  cut(): void;
}

export interface WireEvents {
  open(): void;
  text(frame: string): void;
  /** A ping of the server: it lives. */
  ping(): void;
  /** Once, whatever the reason; 1006 where nobody said goodbye. */
  closed(code: number, reason: string): void;
}

/** Whether pings of the server can be heard here, so that silence means that it is gone. */
export const HEARS_PINGS: boolean = true;

export const SUB_PROTOCOL = 'lotse.v1';

/** Opens a connection. Browsers get `web-socket.browser.ts` instead. */
export function openWire(url: string, events: WireEvents): Wire {
  const socket = new WebSocket(url, SUB_PROTOCOL, { perMessageDeflate: false });
  socket.on('open', () => events.open());
  socket.on('message', (data: Buffer) => events.text(data.toString('utf8')));
  socket.on('ping', () => events.ping());
  // A broken connection is followed by 'close'; without a listener it would end the process.
  socket.on('error', () => undefined);
  socket.on('close', (code, reason) => events.closed(code, reason.toString('utf8')));
  return {
    send: (text) => socket.send(text, () => undefined),
    close: () => socket.close(1000),
    cut: () => socket.terminate(),
  };
}
