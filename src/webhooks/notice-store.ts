import type { ChainableCommander, Redis } from 'ioredis';
import { hash } from 'node:crypto';
import type { EventPosition } from '../feed/event-position.js';
import { letterText, MOST_DEAD_LETTERS, DEAD_LETTERS_KEPT_MS } from './dead-letter.js';
import { agentOfReceiver, ListKeys, listOf, messageId, ownerOf, webhookKey } from './lists.js';
import * as scripts from './notice-scripts.js';

/** Undelivered events that a webhook may have, in all its lists and in one of them; more become dead letters. */
export interface Room {
  perWebhook: number;
  perList: number;
}
export const ROOM: Room = { perWebhook: 100_000, perList: 1_000 };
/** Of a bot: its bodies hold whole contacts, and what is old is of no use to it. What finds no room is dropped. */
const BOT_ROOM: Room = { perWebhook: 5_000, perList: 100 };
const ANSWERED_KEPT_MS = 300_000;
const JOBS_AT_ONCE = 500;

/** What is kept of a contact with a `notifyUrl` for as long as something is to be told about it. */
export interface NotifiedContact {
  url: string;
  channel: string;
  correlation?: string;
  consultFor?: string;
}

interface FedEvent {
  contactId: string;
  generation: number;
  seq: number;
  /** The flat event as JSON. */
  body: string;
}

/** One event for a contact's `notifyUrl`. */
export interface NotifiedEvent extends FedEvent {
  url: string;
  /** Set by the event with which the contact enters. */
  opens?: NotifiedContact;
  /** The contact has ended: nothing comes after. */
  ends: boolean;
}

/** One event for a webhook. */
export interface SubscribedEvent extends FedEvent {
  webhook: { id: string; incarnation: string };
  /** Of the webhook's last write that its feeder knew. */
  revision: number;
  /** Where the event became several bodies: those after the first. */
  more?: string[];
}

/** One event for one receiver. */
export type Notice = NotifiedEvent | SubscribedEvent;

/** The only event of a list of a contact's `notifyUrl`, which named its job just now: nobody else can have heard of it. */
export interface Beginning {
  at: EventPosition;
  url: string;
  body: string;
}

/** A list and the job that has to drain it. */
export interface ListJob {
  list: string;
  job: string;
  begins?: Beginning;
}

/** The next event of a list, and how often attempts failed since the last that did not. */
export interface HeadNotice {
  body: string;
  tries: number;
  /** Ms of the first failure; undefined: none yet. */
  failedSince?: number;
}

/** Lists of undelivered events per receiver and contact, beside the queue's own keys in one hash slot. */
export class NoticeStore {
  private readonly keys: ListKeys;

  constructor(
    private readonly redis: Redis,
    prefix: string,
    private readonly room: Room = ROOM,
    private readonly now: () => number = Date.now,
  ) {
    this.keys = new ListKeys(prefix);
  }

  /** Appends in order; answers, per notice, the list and its job (undefined: nothing to tell). */
  async append(notices: readonly Notice[]): Promise<(ListJob | undefined)[]> {
    const pipeline = this.redis.pipeline();
    const lists = notices.map((notice) =>
      'webhook' in notice ? this.appendSubscribed(pipeline, notice) : this.appendNotified(pipeline, notice),
    );
    const replies = (await pipeline.exec()) ?? [];
    return replies.map(([error, job], index) => {
      if (error) throw error;
      const [list = '', text = '', notice] = [lists[index], job as string, notices[index] as Notice];
      if (text.startsWith('+') && 'url' in notice) return { list, job: text.slice(1), begins: beginningOf(notice) };
      return text === '' ? undefined : { list, job: text };
    });
  }

  private appendNotified(pipeline: ChainableCommander, notice: NotifiedEvent): string {
    const { contactId: list, generation, seq, body, ends, opens } = notice;
    const fields = opens === undefined ? [] : ['url', opens.url, 'channel', opens.channel];
    for (const name of ['correlation', 'consultFor'] as const)
      if (opens?.[name] !== undefined) fields.push(name, opens[name]);
    const keys = [this.keys.meta(list), this.keys.events(list), this.keys.open];
    const job = jobOf(list, `${generation}.${seq}`);
    pipeline.eval(scripts.APPEND_NOTIFIED, 3, ...keys, list, generation, seq, body, job, ends ? '1' : '0', ...fields);
    return list;
  }

  private appendSubscribed(pipeline: ChainableCommander, notice: SubscribedEvent): string {
    const { contactId, webhook, generation, seq, body, revision, more = [] } = notice;
    const list = listOf(contactId, webhook);
    const position = `${generation}.${seq}`;
    const letter = [
      messageId(webhookKey(webhook), position),
      letterText({ deadAt: this.now(), reason: 'backlogFull', body }),
    ];
    const isBot = agentOfReceiver(webhook.id) !== undefined;
    const { perList, perWebhook } = isBot ? BOT_ROOM : this.room;
    const bounds = [perList, perWebhook, ...(isBot ? [0, 1] : [MOST_DEAD_LETTERS, DEAD_LETTERS_KEPT_MS])];
    const args = [generation, seq, body, jobOf(list, position), revision, ...letter, ...bounds, ...more];
    pipeline.eval(scripts.APPEND_SUBSCRIBED, 6, ...this.keysOf(list), ...args);
    return list;
  }

  /** Contacts that more is to be told of at their `notifyUrl`: what a feeder that takes over has to know. */
  async openContacts(): Promise<Map<string, NotifiedContact>> {
    const contacts = new Map<string, NotifiedContact>();
    const ids = await this.redis.smembers(this.keys.open);
    for (let start = 0; start < ids.length; start += 1_000) {
      const chunk = ids.slice(start, start + 1_000);
      const pipeline = this.redis.pipeline();
      for (const id of chunk) pipeline.hmget(this.keys.meta(id), 'url', 'channel', 'correlation', 'consultFor');
      for (const [index, [error, fields]] of ((await pipeline.exec()) ?? []).entries()) {
        const [url, channel, correlation, consultFor] = (fields ?? []) as (string | null)[];
        if (error || typeof url !== 'string' || typeof channel !== 'string') continue;
        const more = { correlation: correlation ?? undefined, consultFor: consultFor ?? undefined };
        contacts.set(chunk[index] as string, { url, channel, ...more });
      }
    }
    return contacts;
  }

  async head(list: string): Promise<HeadNotice | undefined> {
    const [body, fields] = await Promise.all([
      this.redis.lindex(this.keys.events(list), 0),
      this.redis.hmget(this.keys.meta(list), 'tries', 'failed'),
    ]);
    return headOf(body, ...fields);
  }

  /** The event is done with. Answers what comes next, without failures; undefined: nothing, and the job may end. */
  async delivered(list: string, body: string): Promise<HeadNotice | undefined> {
    const keys = this.keysOf(list).slice(0, 3);
    const next = await this.redis.eval(scripts.DELIVERED, keys.length, ...keys, body);
    return headOf(...((next ?? []) as (string | null)[]));
  }

  /** Counts a failure of the head. @param now ms */
  async failed(list: string, now: number): Promise<void> {
    await this.redis.eval(scripts.FAILED, 2, ...this.keysOf(list).slice(0, 2), now);
  }

  /** A bot answered well. @param now ms */
  async answered(receiver: { id: string; incarnation: string }, now: number): Promise<void> {
    await this.redis.set(this.keys.answered(webhookKey(receiver)), now, 'PX', ANSWERED_KEPT_MS);
  }

  /** When a bot last answered well, to whatever, ms; 0: not for minutes. */
  async answeredAt(receiver: { id: string; incarnation: string }): Promise<number> {
    return Number((await this.redis.get(this.keys.answered(webhookKey(receiver)))) ?? 0);
  }

  /** The event goes undelivered: of a webhook it becomes a dead letter, of others it is lost. @param now ms */
  async giveUp(list: string, body: string, failure: string, now: number): Promise<void> {
    const keys = this.keysOf(list);
    const { webhook } = ownerOf(list);
    const letter =
      webhook === undefined || agentOfReceiver(webhook.id) !== undefined
        ? []
        : [
            messageId(webhookKey(webhook), (JSON.parse(body) as { cursor: string }).cursor),
            letterText({ deadAt: now, reason: 'undeliverable', failure, body }),
            MOST_DEAD_LETTERS,
            DEAD_LETTERS_KEPT_MS,
          ];
    const buries = letter.length > 0 ? keys : keys.slice(0, 3);
    await this.redis.eval(scripts.GIVE_UP, buries.length, ...buries, body, ...letter);
  }

  /** True: the list is empty and its job may end. */
  async finish(list: string): Promise<boolean> {
    const keys = this.keysOf(list).slice(0, 2);
    return (await this.redis.eval(scripts.FINISH, 2, ...keys, ownerOf(list).webhook ? '1' : '0')) === 1;
  }

  /** Removes what nobody is to hear any more. */
  async drop(list: string): Promise<void> {
    const keys = this.keysOf(list).slice(0, 3);
    await this.redis.eval(scripts.DROP, keys.length, ...keys);
  }

  /** The `notifyUrl` that the list goes to; undefined: all was told, and the contact has ended. */
  async urlOf(list: string): Promise<string | undefined> {
    return (await this.redis.hget(this.keys.meta(list), 'url')) ?? undefined;
  }

  /** The revision of its webhook that the list was last fed under. */
  async revisionOf(list: string): Promise<number> {
    return Number((await this.redis.hget(this.keys.meta(list), 'rev')) ?? 0);
  }

  /** Has jobs drain the lists that got replayed events; a list stays due until its job is there. */
  async scheduleDue(schedule: (jobs: readonly ListJob[]) => Promise<void>): Promise<void> {
    for (;;) {
      const lists = await this.redis.srandmember(this.keys.due, JOBS_AT_ONCE);
      if (lists.length === 0) return;
      const pipeline = this.redis.pipeline();
      for (const list of lists) pipeline.hget(this.keys.meta(list), 'job');
      const jobs = ((await pipeline.exec()) ?? []).map(([error, job], index) => {
        if (error) throw error;
        return { list: lists[index] as string, job: job as string | null };
      });
      await schedule(jobs.filter((each): each is ListJob => each.job !== null));
      await this.redis.srem(this.keys.due, ...lists);
    }
  }

  private keysOf(list: string): string[] {
    const { webhook } = ownerOf(list);
    const own = [this.keys.meta(list), this.keys.events(list)];
    if (webhook === undefined) return own;
    const key = webhookKey(webhook);
    return [...own, this.keys.pending(key), ...this.keys.dead(key)];
  }
}

function beginningOf({ generation, seq, url, body }: NotifiedEvent): Beginning {
  return { at: { generation, seq }, url, body };
}

function headOf(body?: string | null, tries?: string | null, failed?: string | null): HeadNotice | undefined {
  if (typeof body !== 'string') return undefined;
  return { body, tries: Number(tries ?? 0), ...(typeof failed === 'string' && { failedSince: Number(failed) }) };
}

/** A job's name: that of the event which found the list without one, so that a repeat makes no second. */
export function jobOf(list: string, occasion: string): string {
  return hash('sha1', `${list} ${occasion}`);
}
