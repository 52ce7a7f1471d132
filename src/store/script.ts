import type { Copy } from './copy-binary.js';

/** Statements without parameters, then COPYs: one round trip and, outside a transaction, one transaction of its own. */
export interface Script {
  statements: readonly string[];
  copies: readonly Copy[];
}

/** What pg hands to a query of one's own; pg-copy-streams and pg-cursor build on the same. */
interface Wire {
  query(text: string): void;
  stream: { write(messages: Buffer): unknown; cork(): void; uncork(): void };
}

interface ScriptClient {
  query(query: ScriptQuery): unknown;
}

/** Runs a script on a connection of pg. Rejects with the first statement's error; the rest is then not done. */
export function runScript(client: ScriptClient, script: Script): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(
      new ScriptQuery(script, (error) => (error === undefined || error === null ? resolve() : reject(error))),
    );
  });
}

/**
 * Sends everything at once: the server takes each COPY's data when it comes to that statement, and skips it after an
 * error (that is the protocol's rule for data that arrives outside a COPY).
 */
class ScriptQuery {
  constructor(
    private readonly script: Script,
    /** Wrapped by pg where the connection has a query_timeout. */
    public callback: (error?: Error | null) => void,
  ) {}

  submit(wire: Wire): void {
    const { statements, copies } = this.script;
    wire.stream.cork();
    wire.query([...statements, ...copies.map((copy) => copy.statement)].join(';\n'));
    for (const { messages } of copies) wire.stream.write(messages);
    wire.stream.uncork();
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  handleReadyForQuery(): void {
    this.callback();
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handleCopyInResponse(): void {}
  handleEmptyQuery(): void {}
}
