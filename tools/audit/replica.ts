import { createHash } from 'node:crypto';
import type { LogEntry } from './log-entry.js';

/** Live state of one key. Long strings are kept as digests, so that decision records do not fill the memory. */
export type StoredValue =
  | { kind: 'hash'; fields: Map<string, string>; expiresAt?: number }
  | { kind: 'zset'; scores: Map<string, number>; expiresAt?: number }
  | { kind: 'set'; members: Set<string>; expiresAt?: number }
  | { kind: 'string'; value: string; expiresAt?: number };

const LONGEST_KEPT = 200;

/** The value itself, or a digest where it is long: equal inputs give equal outputs, different ones different outputs. */
export function condensed(value: string): string {
  if (value.length <= LONGEST_KEPT) return value;
  return `sha1:${createHash('sha1').update(value).digest('base64')}:${value.length}`;
}

/** Which keys are live state that the log can rebuild; the others are leases, command results and the log itself. */
export function isLiveState(key: string): boolean {
  return /^(contact:|agent:|legs:|offer:|order:|keyactive:|last:|matter:|thread:|callback:|queue:|deadlines$|alerts$)/.test(
    key,
  );
}

/** Live state as the log's write sets make it, in order. */
export class Replica {
  readonly keys = new Map<string, StoredValue>();

  /** Replays one event. Throws for a command that the log's format does not know. */
  apply(entry: LogEntry): void {
    for (const op of entry.ops) {
      // A key whose time to live had ended is gone in Redis: this write makes a new one.
      const expiresAt = this.keys.get(op[1] ?? '')?.expiresAt;
      if (expiresAt !== undefined && expiresAt <= entry.at) this.keys.delete(op[1] ?? '');
      this.run(op);
    }
  }

  hash(key: string): Map<string, string> | undefined {
    const value = this.keys.get(key);
    return value?.kind === 'hash' ? value.fields : undefined;
  }

  /** Forgets keys whose time to live ended before `now` (ms): Redis has done the same. */
  expire(now: number): void {
    for (const [key, value] of this.keys) {
      if (value.expiresAt !== undefined && value.expiresAt <= now) this.keys.delete(key);
    }
  }

  private run(op: readonly string[]): void {
    const [command, key = '', ...args] = op;
    switch (command) {
      case 'HSET':
        return this.hset(key, args);
      case 'HDEL':
        return this.remove(key, args);
      case 'ZADD':
        return this.zadd(key, args);
      case 'ZREM':
      case 'SREM':
        return this.remove(key, args);
      case 'SADD':
        return this.sadd(key, args);
      case 'SET':
        return this.set(key, args);
      case 'DEL':
        for (const each of [key, ...args]) this.keys.delete(each);
        return;
      case 'PEXPIREAT': {
        const value = this.keys.get(key);
        if (value) value.expiresAt = Number(args[0]);
        return;
      }
      case 'PERSIST': {
        delete this.keys.get(key)?.expiresAt;
        return;
      }
      default:
        throw new Error(`a write that the log's format does not know: ${command} ${key}`);
    }
  }

  private hset(key: string, args: readonly string[]): void {
    let value = this.keys.get(key);
    if (value?.kind !== 'hash') this.keys.set(key, (value = { kind: 'hash', fields: new Map() }));
    for (let i = 0; i + 1 < args.length; i += 2) value.fields.set(args[i] ?? '', condensed(args[i + 1] ?? ''));
  }

  private zadd(key: string, args: readonly string[]): void {
    let value = this.keys.get(key);
    if (value?.kind !== 'zset') this.keys.set(key, (value = { kind: 'zset', scores: new Map() }));
    for (let i = 0; i + 1 < args.length; i += 2) value.scores.set(args[i + 1] ?? '', Number(args[i]));
  }

  private sadd(key: string, args: readonly string[]): void {
    let value = this.keys.get(key);
    if (value?.kind !== 'set') this.keys.set(key, (value = { kind: 'set', members: new Set() }));
    for (const member of args) value.members.add(member);
  }

  private set(key: string, args: readonly string[]): void {
    const value: StoredValue = { kind: 'string', value: condensed(args[0] ?? '') };
    if (args[1]?.toUpperCase() === 'PXAT') value.expiresAt = Number(args[2]);
    this.keys.set(key, value);
  }

  private remove(key: string, members: readonly string[]): void {
    const value = this.keys.get(key);
    if (!value || value.kind === 'string') return;
    const parts = value.kind === 'hash' ? value.fields : value.kind === 'zset' ? value.scores : value.members;
    for (const member of members) parts.delete(member);
    if (parts.size === 0) this.keys.delete(key);
  }
}
