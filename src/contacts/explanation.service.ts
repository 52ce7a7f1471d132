import { Inject, Injectable } from '@nestjs/common';
import type { AgentConfig } from '../domain/agent.js';
import type { RelaxationStep } from '../domain/configuration.js';
import { contactAgeMs, type ContactRecord } from '../domain/contact.js';
import type { ExclusionReason } from '../domain/decision.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { stepAgeMs } from '../routing/relaxation.js';
import type { Demand } from '../routing/views.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { iso } from '../domain/iso.js';
import { ContactsService } from './contacts.service.js';
import { demandInForce } from './demand-in-force.js';
import { COOL_DOWN, declinedAgo, refusedByDecline, refusedByDemand, refusedByState, viewOf } from './judging.js';

/** What a contact waits for, as of one moment. */
export interface ExplanationView {
  contactId: string;
  at: string;
  state: string;
  queueId: string;
  /** Rank in its queue while waiting. */
  position: number | null;
  ageSeconds: number;
  step: number;
  /** The next relaxation step and when it holds; absent where there is none. */
  nextStep?: RelaxationStep & { step: number; at: string; inSeconds: number };
  routable: boolean;
  unroutableBecause?: string;
  /** Configured agents that pass queue, channel and skills under the step in force, and why each is not free. */
  eligible: { agentId: string; free: boolean; because?: ExclusionReason }[];
  /** True when more than 500 are eligible and only the first, by id, were looked at. */
  eligibleTruncated: boolean;
  /** The other configured agents, counted by the first filter that refuses them. */
  excluded: { counts: Partial<Record<ExclusionReason, number>> };
  /** Where its queue allows it: whether nobody on duty speaks its language, so that others are eligible at this cost. */
  translation?: { language: string; inForce: boolean; penaltySeconds: number };
}

/** What a contact asks now, and what of that an explanation tells. */
interface Asked extends Pick<ExplanationView, 'nextStep' | 'translation'> {
  demand?: Demand;
}

const READ_AT_ONCE = 100;
const MAX_AGENTS = 500;

/** Answers why a contact still waits, from configuration and the agents' live records, on any node. */
@Injectable()
export class ExplanationService {
  constructor(
    @Inject(LIVE_STORE) private readonly live: LiveStore,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(ContactsService) private readonly contacts: ContactsService,
  ) {}

  async explain(contactId: string): Promise<ExplanationView> {
    const { contact, position } = await this.contacts.find(contactId);
    return this.explainRecord(contact, position);
  }

  /** The same of a contact that need not be in any store. */
  async explainRecord(contact: ContactRecord, position: number | null): Promise<ExplanationView> {
    const contactId = contact.id;
    const now = this.live.now();
    const view = this.contacts.view(contact, position);
    const { demand, nextStep, translation } = await this.demandOf(contact, now);
    const counts: Partial<Record<ExclusionReason, number>> = {};
    const candidates: AgentConfig[] = [];
    for (const { value } of this.config.current().agent.values()) {
      const reason = demand === undefined ? 'notInQueue' : refusedByDemand(demand, value);
      if (reason === undefined) candidates.push(value);
      else counts[reason] = (counts[reason] ?? 0) + 1;
    }
    candidates.sort((a, b) => (a.id < b.id ? -1 : 1));
    const eligible = await this.look(contact, candidates.slice(0, MAX_AGENTS), now);
    return {
      contactId,
      at: iso(now),
      state: contact.state,
      queueId: contact.queueId,
      position: view.position,
      ageSeconds: view.ageSeconds,
      step: view.step,
      nextStep,
      routable: view.routable,
      unroutableBecause: view.unroutableBecause,
      eligible,
      eligibleTruncated: candidates.length > MAX_AGENTS,
      excluded: { counts },
      translation,
    };
  }

  private async demandOf(contact: ContactRecord, now: number): Promise<Asked> {
    const inForce = demandInForce(contact, this.config.current(), now);
    if (inForce === undefined) return {};
    const { demand: spoken, translated, next } = inForce;
    const isTranslated = translated !== undefined && !(await this.isServedOnDuty(spoken));
    const demand = isTranslated ? translated : spoken;
    const translation = translated && {
      language: contact.spec.language ?? '',
      inForce: isTranslated,
      penaltySeconds: translated.translationSeconds ?? 0,
    };
    if (next === undefined || contact.state !== 'waiting') return { demand, translation };
    const inMs = stepAgeMs(next) - contactAgeMs(contact, now);
    const nextStep = { ...next, step: demand.step + 1, at: iso(now + inMs), inSeconds: inMs / 1000 };
    return { demand, translation, nextStep };
  }

  /** Whether an agent whose configuration passes is not offline. */
  private async isServedOnDuty(demand: Demand): Promise<boolean> {
    const able: string[] = [];
    for (const { value } of this.config.current().agent.values())
      if (refusedByDemand(demand, value) === undefined) able.push(value.id);
    for (let start = 0; start < able.length; start += READ_AT_ONCE) {
      const records = await Promise.all(able.slice(start, start + READ_AT_ONCE).map((id) => this.live.agent(id)));
      if (records.some((record) => record !== undefined && record.presence !== 'offline')) return true;
    }
    return false;
  }

  private async look(
    contact: ContactRecord,
    agents: readonly AgentConfig[],
    now: number,
  ): Promise<ExplanationView['eligible']> {
    const records = await Promise.all(agents.map(({ id }) => this.live.agent(id)));
    const views = agents.map((config, index) => viewOf(config, records[index]));
    const reasons = views.map((view) => refusedByState(view, contact));
    const fresh = views.some(
      (view, i) => reasons[i] === undefined && declinedAgo(contact, view, now) >= COOL_DOWN.softMs,
    );
    return views.map((view, index) => {
      const because = reasons[index] ?? refusedByDecline(contact, view, now, fresh);
      return { agentId: view.abilities.id, free: because === undefined, because };
    });
  }
}
