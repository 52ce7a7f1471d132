import type { Requirement } from '../domain/contact.js';
import { Ask } from './model.js';
import type { WaitingContact } from './world.js';

type Wanted = Pick<WaitingContact, 'queueId' | 'channel' | 'agingChannel' | 'language' | 'requirements' | 'dialFirst'>;

/** All that is asked by somebody, once each: found by numbers instead of by a text that spells it out. */
export class Asks {
  /** By number. */
  readonly all: (Ask | undefined)[] = [];
  private readonly free: number[] = [];
  private readonly byHash = new Map<number, Ask>();
  private readonly names = new Map<string, number>();

  /**
   * What a contact asks.
   * @param reservedFor the only agent that may serve it now
   */
  of(
    { queueId, channel, agingChannel, language, requirements, dialFirst = false }: Wanted,
    reservedFor: string | undefined,
  ): Ask {
    const hash = this.hash(queueId, channel, language, requirements, reservedFor);
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

  private hash(
    queueId: string,
    channel: string,
    language: string | undefined,
    requirements: readonly Requirement[],
    reservedFor: string | undefined,
  ): number {
    let hash = this.numberOf(queueId) * 31 + this.numberOf(channel);
    for (const { skillId, minLevel, mandatory, relaxable } of requirements) {
      hash =
        Math.imul(hash, 31) + this.numberOf(skillId) * 64 + minLevel * 4 + (mandatory ? 2 : 0) + (relaxable ? 1 : 0);
    }
    if (language !== undefined) hash = Math.imul(hash, 31) + this.numberOf(language);
    if (reservedFor !== undefined) hash = Math.imul(hash, 31) + this.numberOf(reservedFor);
    return hash | 0;
  }

  private numberOf(name: string): number {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    this.names.set(name, this.names.size);
    return this.names.size - 1;
  }
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
