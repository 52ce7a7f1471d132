import type { BodyOf, Lotse } from '@lotse/client';
import { draw, pick } from '../draw.js';
import type { Agent } from './agent.js';
import type { Center, Channel, Queue } from './center.js';
import { ScriptedContact } from './contact.js';
import type { FallingBots } from './falling-bots.js';
import type { RunLedger } from './run-ledger.js';
import type { Pool } from './signal.js';

/** Talk, ms. */
const TALK_MS = { least: 2, most: 40 };

/** What the stories share: the center, the systems that its contacts come from, and who remembers what was seen. */
export interface Stage {
  center: Center;
  ledger: RunLedger;
  /** Before every id. */
  run: string;
  seed: number;
  /** With the key of telephony, chat and mail. */
  systems: Lotse;
  contacts: Map<string, ScriptedContact>;
  /** Agents of whom a story needs one for itself. */
  specialists: Pool<Agent>;
  travellers: Pool<Agent>;
  blended: Pool<Agent>;
  nightBots: FallingBots;
}

type More = Partial<BodyOf<'post', '/v1/contacts'>>;

/** One story's view of the stage: everything it draws depends on the seed and the story's own key alone. */
export class Scene {
  constructor(
    readonly stage: Stage,
    /** Unique in the script; ids of its contacts begin with it. */
    readonly key: string,
  ) {}

  /** A number in [0, 1). */
  draw(purpose: string): number {
    return draw(this.stage.seed, this.key, purpose);
  }

  one<T>(things: readonly T[], purpose: string): T {
    return pick(things, this.draw(purpose)) as T;
  }

  get queueId(): Center['queueId'] {
    return this.stage.center.queueId;
  }

  /** A contact of the script that is not in the server yet. */
  expect(suffix = ''): ScriptedContact {
    const contact = new ScriptedContact(this.key + suffix, this.stage.ledger);
    this.stage.contacts.set(contact.id, contact);
    return contact;
  }

  /** The contact comes into a queue. */
  async enter(contact: ScriptedContact, channel: Channel, queue: Queue, more: More = {}): Promise<ScriptedContact> {
    const { center, systems, ledger } = this.stage;
    const body = {
      id: contact.id,
      channel: center.channelId(channel),
      queueId: center.queueId(queue),
      customer: { id: `customer-${this.key}` },
      ...more,
    };
    await systems.post('/v1/contacts', { body });
    ledger.contacts.set(contact.id, channel);
    return contact;
  }

  /** Agent and customer talk for a moment. */
  async talk(purpose = 'talk'): Promise<void> {
    const ms = TALK_MS.least + this.draw(purpose) * (TALK_MS.most - TALK_MS.least);
    await new Promise((resolve) => setTimeout(resolve, ms));
  }

  /** Only the agent with this number can take it. */
  callFor(agent: Agent): More {
    const skillId = this.stage.center.numberOf(agent);
    return { requirements: [{ skillId, relaxable: false }] };
  }
}
