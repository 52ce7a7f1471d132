import type { ProfileCredits } from '../domain/configuration.js';
import { CREDIT_NAMES } from '../domain/decision.js';
import type { AffinityScorer, AgeScorer, BotScorer, ContactFigures, ContactScorer } from './scorers/scorer.js';
import type { FitScorer, FrontScorer, IdleScorer, LoadScorer, Scorer } from './scorers/scorer.js';
import type { AgentAbilities, Demand } from './views.js';

/** An agent's measured fit for a class and the credits it earns; changes with configuration only. */
export interface Fit {
  skill: number;
  preference: number;
  channel: number;
  /** Penalty, s; 0 where the language is asked for. */
  translation: number;
  /** Ms each; that of a translation is not above 0. */
  skillMs: number;
  preferenceMs: number;
  channelMs: number;
  translationMs: number;
  /** Sum of the credits. */
  totalMs: number;
}

/** The scorers in force, sorted by what they depend on. A scorer that is not listed gives nothing. */
export class ScoreBook {
  private readonly ofContact: readonly ContactScorer[];
  /** Of each of them, the place of its credit among the contact's. */
  private readonly contactPlaces: readonly number[];
  private readonly ofFit: readonly FitScorer[];
  private readonly age: AgeScorer | undefined;
  private readonly affinity: AffinityScorer | undefined;
  private readonly load: LoadScorer | undefined;
  private readonly idle: IdleScorer | undefined;
  private readonly bot: BotScorer | undefined;
  private readonly front: FrontScorer | undefined;

  constructor(scorers: readonly Scorer[]) {
    this.ofContact = scorers.filter((scorer) => scorer.scope === 'contact');
    this.contactPlaces = this.ofContact.map(
      (scorer) => CREDIT_NAMES.indexOf(scorer.name) - CREDIT_NAMES.indexOf('priority'),
    );
    this.ofFit = scorers.filter((scorer) => scorer.scope === 'fit');
    this.age = scorers.find((scorer) => scorer.scope === 'age');
    this.affinity = scorers.find((scorer) => scorer.scope === 'affinity');
    this.load = scorers.find((scorer) => scorer.scope === 'load');
    this.idle = scorers.find((scorer) => scorer.scope === 'idle');
    this.bot = scorers.find((scorer) => scorer.scope === 'bot');
    this.front = scorers.find((scorer) => scorer.scope === 'front');
  }

  /** Ms of credit per ms of age. */
  ageRate(demand: Demand): number {
    return this.age?.ratePerMs(demand) ?? 0;
  }

  /**
   * Writes each of these credits at its place, in the order of a record; a scorer that is not listed writes nothing.
   * @returns their sum, ms
   */
  writeContactMs(to: Float64Array, first: number, contact: ContactFigures, weights: ProfileCredits): number {
    const { ofContact, contactPlaces } = this;
    let total = 0;
    for (let i = 0; i < ofContact.length; i += 1) {
      const credit = ofContact[i]!.creditMs(contact, weights);
      to[first + contactPlaces[i]!] = credit;
      total += credit;
    }
    return total;
  }

  fit(demand: Demand, agent: AgentAbilities): Fit {
    const fit: Fit = {
      skill: 0,
      preference: 0,
      channel: 0,
      translation: 0,
      skillMs: 0,
      preferenceMs: 0,
      channelMs: 0,
      translationMs: 0,
      totalMs: 0,
    };
    for (const scorer of this.ofFit) {
      const figure = scorer.measure(demand, agent);
      const credit = scorer.creditMs(figure, demand.profile.credits);
      fit[scorer.name] = figure;
      fit[`${scorer.name}Ms`] = credit;
      fit.totalMs += credit;
    }
    return fit;
  }

  wishedAgent(contact: { preferredAgentId?: string; lastAgentId?: string }): string | undefined {
    return this.affinity?.wishedAgent(contact);
  }

  affinityMs(weights: ProfileCredits): number {
    return this.affinity?.creditMs(weights) ?? 0;
  }

  /** What a bot earns with a contact. @param acceptance 0–1 */
  botMs(acceptance: number, weights: ProfileCredits): number {
    return this.bot === undefined ? 0 : this.bot.creditMs(acceptance, weights);
  }

  /** What a contact that is pulled to the front earns. */
  frontMs(): number {
    return this.front === undefined ? 0 : this.front.creditMs();
  }

  /** @param load 0–1 */
  loadMs(load: number, weights: ProfileCredits): number {
    return this.load === undefined ? 0 : this.load.creditMs(load, weights);
  }

  idleRate(weights: ProfileCredits): number {
    return this.idle?.ratePerMs(weights) ?? 0;
  }

  /** Idle ms that count at `now`. */
  idleMs(used: number, idleSince: number, now: number): number {
    return this.idle === undefined ? 0 : this.idle.idleMs(used, idleSince, now);
  }
}
