import { Inject, Injectable } from '@nestjs/common';
import type { AgentConfig } from '../domain/agent.js';
import { dueFraction, type ContactRecord, type ContactSpec } from '../domain/contact.js';
import type { DecisionRecord, ExclusionReason } from '../domain/decision.js';
import { iso } from '../domain/iso.js';
import { LIVE_STORE, type LiveStore } from '../live/live-store.js';
import { createEngine } from '../routing/engine.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { ContactPlanner } from './contact-planner.js';
import type { EnqueueRequest } from './contact-request.js';
import { specOf } from './contact-spec.js';
import { demandInForce } from './demand-in-force.js';
import { ExplanationService, type ExplanationView } from './explanation.service.js';
import { refusedByDemand, viewOf, waitingOf } from './judging.js';
import { decisionView, type DecisionView } from './offers.service.js';

/** What would become of a contact that came now. */
export interface PreviewView {
  at: string;
  /** Who would be offered it; null: it would wait. */
  agentId: string | null;
  /** The record of that decision. */
  decision?: Omit<DecisionView, 'offerId'>;
  /** What it would wait for, or whom else it could go to. */
  explanation: ExplanationView;
}

const READ_AT_ONCE = 200;
const PREVIEWED = 'preview';

/** Decides for a contact that is not enqueued, with the engine that decides, on the state as it stands. Changes nothing. */
@Injectable()
export class PreviewService {
  constructor(
    @Inject(LIVE_STORE) private readonly live: Pick<LiveStore, 'agent' | 'now'>,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(ContactPlanner) private readonly planner: ContactPlanner,
    @Inject(ExplanationService) private readonly explanations: ExplanationService,
  ) {}

  /** @throws DomainError `unknownReference` */
  async preview(request: EnqueueRequest): Promise<PreviewView> {
    const now = this.live.now();
    const spec = specOf(request, request.id ?? PREVIEWED);
    await this.planner.check(spec);
    const contact = this.recordOf(spec, request.enqueuedAt, now);
    const record = await this.decide(contact, now);
    const explanation = await this.explanations.explainRecord(contact, null);
    if (record === undefined) return { at: iso(now), agentId: null, explanation };
    return { at: iso(now), agentId: record.agentId, decision: decisionView(record), explanation };
  }

  private async decide(contact: ContactRecord, now: number): Promise<DecisionRecord | undefined> {
    const inForce = demandInForce(contact, this.config.current(), now);
    if (inForce === undefined) return undefined;
    const { agent: agents, queue, channel, profile } = this.config.current();
    const engine = createEngine();
    for (const { value } of channel.values()) engine.setChannel(value);
    for (const { value } of profile.values()) engine.setProfile(value);
    const own = queue.get(contact.queueId)?.value;
    if (own !== undefined) engine.setQueue(own);
    const counts: Partial<Record<ExclusionReason, number>> = {};
    const able: AgentConfig[] = [];
    for (const { value } of agents.values()) {
      const demands = [inForce.demand, ...(inForce.translated ? [inForce.translated] : [])];
      const reasons = demands.map((demand) => refusedByDemand(demand, value));
      if (reasons.includes(undefined)) able.push(value);
      else if (reasons[0] !== undefined) counts[reasons[0]] = (counts[reasons[0]] ?? 0) + 1;
    }
    // The others need no look: the engine would refuse them for what was counted.
    for (let start = 0; start < able.length; start += READ_AT_ONCE) {
      const some = able.slice(start, start + READ_AT_ONCE);
      const records = await Promise.all(some.map(({ id }) => this.live.agent(id)));
      some.forEach((config, i) => {
        engine.setAgentConfig(config);
        engine.setAgentState(viewOf(config, records[i]).state);
      });
    }
    engine.setContact(waitingOf(contact));
    const record = engine.decide(now)[0]?.record?.expand();
    if (record === undefined) return undefined;
    for (const [reason, count] of Object.entries(record.excluded.counts) as [ExclusionReason, number][])
      counts[reason] = (counts[reason] ?? 0) + count;
    return { ...record, excluded: { ...record.excluded, counts } };
  }

  private recordOf(spec: ContactSpec, since: string | undefined, now: number): ContactRecord {
    const enqueuedAt = since === undefined ? now : Math.min(now, Date.parse(since));
    const { queue, profile } = this.config.current();
    const profileId = queue.get(spec.queueId)?.value.routingProfileId ?? 'default';
    const horizon = (profile.get(profileId) ?? profile.get('default'))?.value.credits.dueHorizonSeconds ?? 0;
    const dueAt = spec.dueAt === undefined ? undefined : Date.parse(spec.dueAt);
    return {
      id: spec.id,
      spec,
      state: 'waiting',
      queueId: spec.queueId,
      channel: spec.channel,
      enqueuedAt,
      virtualEnqueuedAt: enqueuedAt,
      ageMs: now - enqueuedAt,
      enqueueSeq: 0,
      since: enqueuedAt,
      due: dueFraction(dueAt, enqueuedAt, horizon),
      botAcceptance: spec.botAcceptance,
      declines: {},
      keyId: '',
      bodyHash: '',
      eventId: '',
      history: [],
    };
  }
}
