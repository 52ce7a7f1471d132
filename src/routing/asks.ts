import type { Requirement } from '../domain/contact.js';
import { hashOf } from './id-index.js';
import { Ask } from './model.js';
import type { WaitingContact } from './world.js';

type Wanted = Pick<WaitingContact, 'queueId' | 'channel' | 'agingChannel' | 'language' | 'requirements' | 'dialFirst'>;

/** All that is asked by somebody, once each: found by numbers instead of by a text that spells it out. */
export class Asks {
  /** By number. */
  readonly all: (Ask | undefined)[] = [];
  private readonly free: number[] = [];
  private readonly byHash = new Map<number, Ask>();

  /**
   * What a contact asks.
   * @param reservedFor the only agent that may serve it now
   */
  of(
    { queueId, channel, agingChannel, language, requirements, dialFirst = false }: Wanted,
    reservedFor: string | undefined,
  ): Ask {
    const hash = hashOfAll(queueId, channel, language, requirements, reservedFor);
    const head = this.byHash.get(hash);
    for (let ask = head; ask !== undefined; ask = ask.next) {
      if (
        ask.queueId === queueId &&
        ask.channel === channel &&
        ask.agingChannel === agingChannel &&
        ask.language === language &&
        ask.reservedFor === reservedFor &&
        ask.dialFirst === dialFirst &&
        sameRequirements(ask.requirements, requirements)
      ) {
        return ask;
      }
    }
    const no = this.free.pop() ?? this.all.length;
    const made = new Ask(queueId, channel, agingChannel, language, requirements, reservedFor, dialFirst, hash, no);
    this.all[made.no] = made;
    made.next = head;
    this.byHash.set(hash, made);
    return made;
  }

  /** Forgets what nobody asks any more and no class is kept for. */
  tidy(ask: Ask): void {
    if (ask.holders > 0 || ask.groups.some((group) => group !== undefined)) return;
    this.all[ask.no] = undefined;
    this.free.push(ask.no);
    const head = this.byHash.get(ask.hash);
    if (head === ask) {
      if (ask.next === undefined) this.byHash.delete(ask.hash);
      else this.byHash.set(ask.hash, ask.next);
      return;
    }
    for (let each = head; each !== undefined; each = each.next) {
      if (each.next === ask) each.next = ask.next;
    }
  }
}

/** Of the texts themselves: those of a contact that has just been read are no others' objects, which a Map would compare. */
function hashOfAll(
  queueId: string,
  channel: string,
  language: string | undefined,
  requirements: readonly Requirement[],
  reservedFor: string | undefined,
): number {
  let hash = Math.imul(hashOf(queueId), 31) + hashOf(channel);
  for (const { skillId, minLevel, mandatory, relaxable } of requirements) {
    hash = Math.imul(hash, 31) + hashOf(skillId) + minLevel * 4 + (mandatory ? 2 : 0) + (relaxable ? 1 : 0);
  }
  if (language !== undefined) hash = Math.imul(hash, 31) + hashOf(language);
  if (reservedFor !== undefined) hash = Math.imul(hash, 31) + hashOf(reservedFor);
  return hash | 0;
}

function sameRequirements(a: readonly Requirement[], b: readonly Requirement[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) {
    const [one, other] = [a[i]!, b[i]!];
    if (one.skillId !== other.skillId || one.minLevel !== other.minLevel) return false;
    if (one.mandatory !== other.mandatory || one.relaxable !== other.relaxable) return false;
  }
  return true;
}
