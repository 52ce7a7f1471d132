import { Redis, type RedisOptions } from 'ioredis';
import { DomainError } from '../domain/errors.js';
import { StoreClock } from './clock.js';
import { Keys } from './keys.js';
import { pushArgs, pushKeys, refuseUnknown, type Given, type GivenItem } from './script-binding.js';
import { COMMAND_TTL_MS, loadScripts, type Script } from './scripts.js';

export interface LiveOptions {
  url: string;
  workspace?: string;
  /** Test build: scripts fail on a key outside KEYS. */
  strictKeys?: boolean;
  /** How long ended contacts stay in Redis, s. */
  endedTtlSeconds?: number;
  /** Told of what kept the connection from opening; it tries again by itself. */
  onFault?: (error: unknown) => void;
}

/** What a script answers: a code, then what its header says, as flat and nested lists. */
export type ReplyValue = string | number | null | readonly ReplyValue[];
export type ScriptReply = readonly [code: string, ...details: ReplyValue[]];

/** An answer later than this is an unknown outcome. */
const COMMAND_TIMEOUT_MS = 5000;

/** Nothing is re-sent and nothing waits in a queue: an unanswered script may have run. */
export function liveRedisOptions(): RedisOptions {
  return {
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (times) => Math.min(50 * times, 500),
    lazyConnect: true,
  };
}

/**
 * The connection over which transitions run. It opens only after it made sure of the generation: when the store came
 * back as another process, a new generation starts before this node's first write.
 */
export class LiveConnection {
  readonly keys: Keys;
  readonly clock = new StoreClock();
  readonly redis: Redis;
  private readonly scripts: Map<string, Script>;
  private generation = 0;
  private gathering = false;
  private open = false;
  private closing = false;
  private readonly openListeners = new Set<() => void>();

  constructor(readonly options: LiveOptions) {
    this.keys = new Keys(options.workspace);
    const { strictKeys, endedTtlSeconds } = options;
    this.scripts = loadScripts({ strictKeys, endedTtlMs: endedTtlSeconds && endedTtlSeconds * 1000 });
    this.redis = new Redis(options.url, { ...liveRedisOptions(), commandTimeout: COMMAND_TIMEOUT_MS });
    this.redis.on('error', () => undefined);
    this.redis.on('close', () => (this.open = false));
    this.redis.on('ready', () => void this.openGate());
  }

  /** Connects; returns once the gate is open. Keeps reconnecting by itself afterwards. */
  async connect(): Promise<void> {
    const opened = new Promise<void>((resolve) => {
      const stop = this.onOpen(() => {
        stop();
        resolve();
      });
    });
    await this.redis.connect();
    await opened;
  }

  async close(): Promise<void> {
    this.closing = true;
    this.open = false;
    if (this.redis.status === 'ready') await this.redis.quit().catch(() => undefined);
    // On a connection that has ended ioredis would wait for its end once more, with a timer that keeps the process alive.
    if (this.redis.status !== 'end') this.redis.disconnect();
  }

  get isOpen(): boolean {
    return this.open;
  }

  /** Called each time the store is (again) safe to write to. */
  onOpen(listener: () => void): () => void {
    this.openListeners.add(listener);
    return () => this.openListeners.delete(listener);
  }

  private async openGate(): Promise<void> {
    try {
      const info = await this.redis.info('server');
      const runId = /run_id:(\w+)/.exec(info)?.[1] ?? 'unknown';
      for (const script of this.scripts.values()) await this.redis.script('LOAD', script.source);
      const reply = await this.send('generation', { meta: this.keys.meta, events: this.keys.events }, { runId });
      const [, now, generation] = reply as ['ok', number, number];
      this.generation = generation;
      this.clock.reset(now);
      this.open = true;
      for (const listener of this.openListeners) listener();
    } catch (error) {
      this.options.onFault?.(error);
      if (!this.closing) this.redis.disconnect(true);
    }
  }

  /**
   * Runs one transition. Resolves with its reply, refusals included.
   * @param keys,args by the names in the script's header; `gen` is added
   * @throws DomainError `storeUnavailable` (nothing was sent) or `outcomeUnknown` (sent, no answer).
   */
  async run(
    name: string,
    keys: GivenItem['keys'],
    args: Given,
    items: readonly GivenItem[] = [],
  ): Promise<ScriptReply> {
    for (let attempt = 0; ; attempt++) {
      this.assertOpen();
      const reply = await this.send(name, keys, { gen: this.generation, ...args }, items);
      if (reply[0] !== 'staleGeneration') return reply;
      if (attempt > 0)
        throw new DomainError('storeUnavailable', 'The live store has just come back.', { retryAfterSeconds: 1 });
      await this.openGate();
    }
  }

  assertOpen(): void {
    if (!this.open)
      throw new DomainError('storeUnavailable', 'The live store is out of reach.', { retryAfterSeconds: 1 });
  }

  /**
   * Runs reads, which change nothing: one that gets no answer may be repeated.
   * @throws DomainError `storeUnavailable`
   */
  async read<T>(query: (redis: Redis) => Promise<T>): Promise<T> {
    this.assertOpen();
    this.gather();
    try {
      return await query(this.redis);
    } catch (error) {
      const fault = toStoreError(error);
      if (!(fault instanceof DomainError)) throw fault;
      throw new DomainError('storeUnavailable', 'The live store is out of reach.', { retryAfterSeconds: 1 });
    }
  }

  /** The first result of a command that was given before; undefined when there is none. @throws DomainError */
  async remembered(command: { commandId?: string; commandHash?: string }): Promise<ScriptReply | undefined> {
    const { commandId, commandHash = '' } = command;
    if (commandId === undefined) return undefined;
    const known = await this.read((redis) => redis.get(this.keys.command(commandId)));
    if (known === null) return undefined;
    const cut = known.indexOf('\n');
    if (known.slice(0, cut) !== commandHash) return ['idempotencyMismatch'];
    return JSON.parse(known.slice(cut + 1)) as ScriptReply;
  }

  /**
   * Keeps `result` under the command's id unless a first one stands, and gives what stands: a command of several
   * transitions fixes its plan with it before the first of them. @throws DomainError
   */
  async firstOf<T>(command: { commandId?: string; commandHash?: string }, result: T): Promise<T> {
    const { commandId, commandHash = '' } = command;
    if (commandId === undefined) return result;
    const kept = `${commandHash}\n${JSON.stringify(['ok', JSON.stringify(result)])}`;
    await this.read((redis) => redis.set(this.keys.command(commandId), kept, 'PX', COMMAND_TTL_MS, 'NX'));
    const first = await this.remembered(command);
    if (first?.[0] !== 'ok')
      throw new DomainError('idempotencyMismatch', 'This Idempotency-Key was used with another body.');
    return JSON.parse(first[1] as string) as T;
  }

  /**
   * Commands that are given together go out in one write to the socket. They are sent and answered one by one all
   * the same: one that got no answer is an unknown outcome, whether the write had happened or not.
   */
  private gather(): void {
    const { stream } = this.redis;
    if (this.gathering || !stream?.writable) return;
    this.gathering = true;
    stream.cork();
    // After the promises that are settled by now have gone on, and before anything new is read.
    process.nextTick(() => {
      this.gathering = false;
      stream.uncork();
    });
  }

  private async send(
    name: string,
    keys: GivenItem['keys'],
    args: Given,
    items: readonly GivenItem[] = [],
  ): Promise<ScriptReply> {
    const script = this.scripts.get(name);
    if (!script) throw new Error(`no such script: ${name}`);
    if (this.options.strictKeys) refuseOthers(script, keys, args, items);
    const names: string[] = [];
    const values: string[] = [];
    pushKeys(names, script.keys, keys, this.keys.meta);
    pushArgs(values, script.args, args);
    for (const item of items) {
      pushKeys(names, script.itemKeys, item.keys, this.keys.meta);
      pushArgs(values, script.itemArgs, item.args);
    }
    this.gather();
    try {
      return (await this.redis.evalsha(script.sha, names.length, ...names, ...values)) as unknown as ScriptReply;
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      // NOSCRIPT means that nothing ran, so sending the whole script is no repeat.
      if (message.startsWith('NOSCRIPT')) {
        return (await this.redis.eval(script.source, names.length, ...names, ...values)) as unknown as ScriptReply;
      }
      throw toStoreError(error);
    }
  }
}

function refuseOthers(script: Script, keys: GivenItem['keys'], args: Given, items: readonly GivenItem[]): void {
  refuseUnknown(script.name, script.keys, keys);
  refuseUnknown(script.name, script.args, args);
  for (const item of items) {
    refuseUnknown(script.name, script.itemKeys, item.keys);
    refuseUnknown(script.name, script.itemArgs, item.args);
  }
}

/** Answers of a store that runs, but takes no commands now. None of them comes after a write. */
const NOT_NOW = ['LOADING', 'MISCONF', 'READONLY', 'BUSY', 'CLUSTERDOWN', 'MASTERDOWN', 'NOREPLICAS', 'TRYAGAIN'];

function toStoreError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const code = /^[A-Z]+/.exec(error.message)?.[0] ?? '';
  if (error.name === 'ReplyError') {
    if (code === 'OOM') return new DomainError('memoryCeiling', 'The live store is full.', { retryAfterSeconds: 5 });
    if (!NOT_NOW.includes(code)) return error;
    return new DomainError('storeUnavailable', 'The live store does not take writes now.', { retryAfterSeconds: 1 });
  }
  if (error.message.includes("isn't writeable")) {
    return new DomainError('storeUnavailable', 'The live store is out of reach.', { retryAfterSeconds: 1 });
  }
  return new DomainError('outcomeUnknown', 'The live store did not answer; repeat with the same id.', {
    retryAfterSeconds: 1,
  });
}
