/** What is used of a library that comes without types. */
declare module '@xmpp/client' {
  import type { Element } from '@xmpp/xml';
  import type { Socket } from 'node:net';

  export interface Client {
    readonly socket: Socket | null;
    readonly reconnect: { stop(): void };
    on(event: 'stanza', handler: (stanza: Element) => void): this;
    on(event: 'error', handler: (error: Error) => void): this;
    on(event: 'connect' | 'online' | 'disconnect', handler: () => void): this;
    start(): Promise<unknown>;
    stop(): Promise<unknown>;
    send(stanza: Element): Promise<void>;
  }
  export function client(options: {
    service: string;
    domain: string;
    resource: string;
    credentials(sign: (who: { username: string; password: string }, mechanism: string) => Promise<void>): Promise<void>;
  }): Client;
}
