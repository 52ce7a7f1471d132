import type { Backlog } from './backlog.js';
import type { Changes } from './changes.js';
import type { CoolDowns } from './cool-downs.js';
import { DESK_ROW, VERSION } from './desk-table.js';
import type { Floor } from './floor.js';
import { Proposals, type Proposer } from './proposals.js';
import type { Recorder } from './recorder.js';
import type { Search } from './search.js';
import type { Seating } from './seating.js';
import { RECORDED, Shortlist } from './shortlist.js';
import type { WaitingTable } from './waiting-table.js';
import type { Decision } from './world.js';

/** Never written. */
const NONE: Decision[] = [];

/** What the matching changes and asks. */
export interface MatchingParts {
  waiting: WaitingTable;
  backlog: Backlog;
  floor: Floor;
  seating: Seating;
  changes: Changes;
  search: Search;
  coolDowns: CoolDowns;
  recorder: Recorder | undefined;
}

/**
 * Matches what has changed. After a complete run no possible pair is left, so every pair that is possible later has a
 * side that changed since: only changed agents and contacts are looked at. During a run totals only fall (an agent
 * that takes a contact is busier and no longer idle), so a proposal may be stale but never too low; the one way for a
 * pair to become possible during a run is a cool-down that no longer has a fresh agent to give way to.
 */
export class Matching {
  private readonly list: Shortlist;
  private readonly single: Shortlist;
  private readonly side: Shortlist;

  constructor(private readonly parts: MatchingParts) {
    const list = (size: number): Shortlist => new Shortlist(size, parts.waiting, parts.floor.table);
    this.list = list(parts.recorder === undefined ? 1 : RECORDED);
    this.single = list(1);
    this.side = list(RECORDED);
  }

  run(limit: number): Decision[] {
    const decisions = new Decisions(limit);
    this.parts.recorder?.startAnew();
    while (!decisions.isFull) {
      const { changes } = this.parts;
      const { agents, contacts } = changes;
      if (changes.size === 0) {
        changes.end();
        break;
      }
      if (changes.size > 1) this.matchMany(decisions);
      else if (agents.size === 1) this.matchAgent(agents.at(0), decisions);
      else this.matchContact(contacts.at(0), decisions);
    }
    return decisions.list === NONE ? [] : decisions.list;
  }

  /** One agent changed and nothing else: its best contact is the best pair. */
  private matchAgent(agent: number, decisions: Decisions): void {
    while (!decisions.isFull) {
      this.list.clear();
      this.parts.search.forDesk(agent, this.list);
      if (this.list.length === 0) {
        this.parts.seating.settle(agent);
        this.parts.changes.agents.delete(agent);
        return;
      }
      decisions.add(this.commit(this.list, 'agent'));
    }
  }

  /** One contact changed and nothing else. */
  private matchContact(contact: number, decisions: Decisions): void {
    this.parts.changes.contacts.delete(contact);
    this.list.clear();
    this.parts.search.forContact(contact, this.list);
    if (this.list.length === 0) return;
    const agent = this.list.agents[0]!;
    decisions.add(this.commit(this.list, 'contact'));
    this.parts.seating.settle(agent);
  }

  /** Several changed: the best pair of each class, and of each contact or agent that classes do not speak for. */
  private matchMany(decisions: Decisions): void {
    const { waiting, floor, seating, coolDowns, changes } = this.parts;
    changes.leaveOutSpokenFor();
    if (changes.size <= 1) return;
    coolDowns.keptForOthers.clear();
    const proposals = new Proposals(waiting, floor.table);
    for (const proposer of changes.proposers()) this.propose(proposals, proposer);
    for (;;) {
      const best = proposals.pop();
      if (best === undefined) break;
      const { contact, slot, agent, version, totalMs, fit, by } = best;
      if (waiting.slot(contact) === slot && this.versionOf(agent) === version) {
        this.single.clear();
        this.single.offer(contact, agent, totalMs, fit);
        decisions.add(this.commit(this.single));
        seating.settle(agent);
        if (decisions.isFull) return;
        this.admitCooledDown(proposals);
      }
      this.propose(proposals, by);
    }
    changes.clear();
  }

  private propose(proposals: Proposals, by: Proposer): void {
    const { single } = this;
    const { search, waiting } = this.parts;
    single.clear();
    switch (by.kind) {
      case 'class':
        search.forClass(by.group, single);
        break;
      case 'desk':
        search.forDesk(by.agent, single, true);
        break;
      case 'contact':
        search.forContact(by.contact, single);
        break;
      case 'wish':
        search.forWish(by.contact, single);
        break;
    }
    if (single.length === 0) return;
    const contact = single.contacts[0]!;
    const agent = single.agents[0]!;
    const totalMs = single.totals[0]!;
    proposals.push({
      contact,
      slot: waiting.slot(contact),
      agent,
      totalMs,
      fit: single.fits[0]!,
      version: this.versionOf(agent),
      by,
    });
  }

  /** Contacts that were kept for a fresh agent and have none any more are open to those that declined them. */
  private admitCooledDown(proposals: Proposals): void {
    const { backlog, coolDowns } = this.parts;
    for (const contact of coolDowns.keptForOthers) {
      const waits = backlog.groupOf(contact) !== undefined;
      if (waits && coolDowns.hasFresh(contact)) continue;
      coolDowns.keptForOthers.delete(contact);
      if (waits) this.propose(proposals, { kind: 'contact', contact });
    }
  }

  /**
   * Takes the first pair of a list.
   * @param complete the side whose best pairs the list holds, if it holds more than the winner
   */
  private commit(list: Shortlist, complete?: 'contact' | 'agent'): Decision {
    const { waiting, backlog, floor, recorder, changes } = this.parts;
    const contact = list.contacts[0]!;
    const agent = list.agents[0]!;
    const { channel, queueId, dialFirst: dial, language } = backlog.askOf(contact)!;
    const decision: Decision = {
      contactId: waiting.ids[contact]!,
      agentId: floor.table.ids[agent]!,
      channel,
      queueId,
      dial,
      language,
    };
    if (recorder !== undefined) {
      const trigger = changes.hasTouched(contact) ? 'contact' : 'agent';
      decision.record = recorder.record(trigger === complete ? list : this.sideOf(contact, agent, trigger), trigger);
    }
    if (dial) floor.stand(agent);
    else floor.occupy(agent, channel);
    backlog.take(contact);
    changes.contacts.delete(contact);
    return decision;
  }

  private versionOf(agent: number): number {
    return this.parts.floor.table.rows[agent * DESK_ROW + VERSION]!;
  }

  private sideOf(contact: number, agent: number, trigger: 'contact' | 'agent'): Shortlist {
    const { side } = this;
    side.clear();
    if (trigger === 'agent') {
      this.parts.search.forDesk(agent, side);
    } else {
      this.parts.seating.settle(agent);
      this.parts.search.forContact(contact, side);
    }
    return side;
  }
}

/** What a run has decided: most decide once, and a list that is pushed to takes room for many. */
class Decisions {
  list: Decision[] = NONE;

  constructor(private readonly limit: number) {}

  get isFull(): boolean {
    return this.list.length >= this.limit;
  }

  add(decision: Decision): void {
    if (this.list === NONE) this.list = [decision];
    else this.list.push(decision);
  }
}
