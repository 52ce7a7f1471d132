import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { becomes } from '../../../test/support/becomes.js';
import { ownPort } from '../../../test/support/stores.js';

export const HOST = 'example.test';
export const COMPONENT = 'care.example.test';
export const PASSWORD = 'a-password-of-a-test';
export const SECRET = 'a-component-secret-of-a-test';

/** The program that `npm run test:connectors` found. */
const { prosody: program = { command: 'prosody' } } = JSON.parse(process.env.CONNECTOR_PROGRAMS ?? '{}') as {
  prosody?: { command: string };
};

/** A real Prosody with accounts, on ports of its own, to be killed and started again with what it had stored. */
export class Prosody {
  private readonly home = mkdtempSync(join(tmpdir(), 'lotse-prosody-'));
  private child?: ChildProcess;
  private output = '';
  clients = 0;
  components = 0;

  /** @param users local parts; all have the same password */
  async start(users: readonly string[]): Promise<void> {
    this.clients = await ownPort();
    this.components = await ownPort();
    writeFileSync(join(this.home, 'prosody.cfg.lua'), this.configuration());
    const accounts = join(this.home, 'data', HOST.replaceAll('.', '%2e'), 'accounts');
    mkdirSync(accounts, { recursive: true });
    for (const user of users)
      writeFileSync(join(accounts, `${user}.dat`), `return { ["password"] = ${JSON.stringify(PASSWORD)}; };\n`);
    await this.restart();
  }

  /** Starts it; settles when it takes connections. */
  async restart(): Promise<void> {
    const child = spawn(program.command, ['--config', join(this.home, 'prosody.cfg.lua'), '-F'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    const isUp = async (): Promise<boolean> => {
      if (child.exitCode !== null) throw new Error(`prosody ended: ${this.output}`);
      return (await isOpen(this.clients)) && (await isOpen(this.components));
    };
    await becomes(isUp, 'prosody takes connections');
  }

  /** SIGKILL; settles when it is gone. */
  async kill(): Promise<void> {
    if (this.child === undefined || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.home, { recursive: true, force: true });
  }

  private configuration(): string {
    return `
run_as_root = true
daemonize = false
pidfile = "${this.home}/prosody.pid"
data_path = "${this.home}/data"
log = { warn = "*console" }
interfaces = { "127.0.0.1" }
c2s_ports = { ${this.clients} }
component_ports = { ${this.components} }
component_interfaces = { "127.0.0.1" }
modules_enabled = { "roster", "saslauth", "disco", "ping" }
modules_disabled = { "s2s" }
authentication = "internal_plain"
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
-- The other ways cost a client in JavaScript a second each.
disable_sasl_mechanisms = { "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256" }

VirtualHost "${HOST}"
Component "${COMPONENT}"
  component_secret = "${SECRET}"
`;
  }
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
