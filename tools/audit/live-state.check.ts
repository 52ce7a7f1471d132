import type { Report } from './check.js';
import type { LogEntry } from './log-entry.js';
import { isLiveState, type Replica, type StoredValue } from './replica.js';

/** A key this close to its end may be gone in one reading and there in the other. */
const EXPIRY_SLACK_MS = 10_000;

/** INV-7: the state that the log makes equals the live one, key by key, field by field, and in its times to live. */
export class LiveStateCheck {
  compared = 0;
  private readonly pending: Set<string>;
  private readonly moving = new Set<string>();

  /**
   * @param now the store's time at the reading, ms
   * @param since events that came while the live state was read: what they touch is left out
   */
  constructor(
    private readonly replica: Replica,
    private readonly now: number,
    since: readonly LogEntry[],
    private readonly report: Report,
  ) {
    for (const entry of since) for (const op of entry.ops) this.touch(op);
    this.pending = new Set([...replica.keys.keys()].filter(isLiveState));
  }

  /** Takes one live key in. Calling it twice with the same key is harmless. */
  see(key: string, live: StoredValue): void {
    this.pending.delete(key);
    if (this.moving.has(key) || !isLiveState(key)) return;
    this.compared += 1;
    const rebuilt = this.replica.keys.get(key);
    if (!rebuilt) {
      if (!this.isExpiring(live)) this.fault(key, 'is live, and the log does not make it');
      return;
    }
    const difference = valueDifference(rebuilt, live, (member) => this.moving.has(`${key}\n${member}`));
    if (difference !== undefined) this.fault(key, difference);
  }

  /** After the last live key: what the log makes and is not live. */
  finish(): void {
    for (const key of this.pending) {
      const value = this.replica.keys.get(key);
      if (value && !this.moving.has(key) && !this.isExpiring(value) && !this.onlyMovingMembers(key, value)) {
        this.fault(key, 'is made by the log, and not live');
      }
    }
  }

  private onlyMovingMembers(key: string, value: StoredValue): boolean {
    return value.kind === 'zset' && [...value.scores.keys()].every((member) => this.moving.has(`${key}\n${member}`));
  }

  private touch(op: readonly string[]): void {
    const [command, key = '', ...args] = op;
    if (command === 'ZADD') for (let i = 1; i < args.length; i += 2) this.moving.add(`${key}\n${args[i]}`);
    else if (command === 'ZREM') for (const member of args) this.moving.add(`${key}\n${member}`);
    else this.moving.add(key);
  }

  private isExpiring(value: StoredValue): boolean {
    return value.expiresAt !== undefined && value.expiresAt < this.now + EXPIRY_SLACK_MS;
  }

  private fault(key: string, message: string): void {
    const id = key.slice(key.indexOf(':') + 1);
    const subject = key.startsWith('contact:')
      ? { contactId: id }
      : key.startsWith('offer:')
        ? { offerId: id }
        : { agentId: id };
    const known = /^(contact|offer|agent|legs):/.test(key);
    this.report({ code: 'INV-7', ...(known && subject), message: `live state: ${key} ${message}` });
  }
}

/** Says where two values differ; undefined when they are equal. `ignored` members are left out. */
export function valueDifference(
  rebuilt: StoredValue,
  live: StoredValue,
  ignored: (member: string) => boolean,
): string | undefined {
  if (rebuilt.kind !== live.kind) return `is a ${live.kind}, rebuilt as a ${rebuilt.kind}`;
  if (rebuilt.expiresAt !== live.expiresAt)
    return `ends at ${live.expiresAt ?? 'no time'}, rebuilt: ${rebuilt.expiresAt ?? 'no time'}`;
  if (rebuilt.kind === 'string' && live.kind === 'string') return rebuilt.value === live.value ? undefined : 'differs';
  const [a, b] = [partsOf(rebuilt), partsOf(live)];
  for (const [name, value] of b) {
    if (ignored(name) || a.get(name) === value) continue;
    return a.has(name) ? `${name} is ${value}, rebuilt: ${a.get(name)}` : `has ${name}, which the log does not make`;
  }
  for (const name of a.keys()) if (!b.has(name) && !ignored(name)) return `lacks ${name}, which the log makes`;
  return undefined;
}

function partsOf(value: StoredValue): ReadonlyMap<string, string | number> {
  switch (value.kind) {
    case 'hash':
      return value.fields;
    case 'zset':
      return value.scores;
    case 'set':
      return new Map([...value.members].map((member) => [member, '']));
    case 'string':
      return new Map([['', value.value]]);
  }
}
