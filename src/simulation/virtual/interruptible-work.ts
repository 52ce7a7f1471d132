import type { AgentConfig } from '../../domain/agent.js';

/** What is left to do for a contact that was set aside. */
export interface Unfinished {
  leftMs: number;
  /** The age that it had when it was answered: it does not grow while it is talked with, or set aside. */
  ageMs: number;
}

interface Talk {
  channel: string;
  endsAt: number;
  ageMs: number;
}

/**
 * What an agent does that a contact of another channel may interrupt, as `interruptedBy` of its channels says. What is
 * interrupted is set aside, and comes back to this agent when it holds nothing any more that interrupts it; without the
 * agent it goes to its queue. Contacts by their numbers.
 */
export class InterruptibleWork {
  private readonly talks = new Map<number, Talk>();
  private readonly aside = new Map<number, string>();
  /** Waiting for this agent alone. */
  private readonly back = new Set<number>();

  private constructor(private readonly interruptedBy: ReadonlyMap<string, readonly string[]>) {}

  /** Undefined where nothing interrupts anything. */
  static of({ channels }: AgentConfig): InterruptibleWork | undefined {
    const rows = channels.flatMap(({ id, interruptedBy = [] }) =>
      interruptedBy.length === 0 ? [] : [[id, interruptedBy] as const],
    );
    return rows.length === 0 ? undefined : new InterruptibleWork(new Map(rows));
  }

  begin(no: number, talk: Talk): void {
    this.back.delete(no);
    if (this.interruptedBy.has(talk.channel)) this.talks.set(no, talk);
  }

  /** The talk is over: wrap-up is not interrupted. */
  end(no: number): void {
    this.talks.delete(no);
  }

  /** A contact of this channel comes: sets aside what it interrupts. */
  interrupt(by: string, at: number): [no: number, channel: string, left: Unfinished][] {
    const found: [number, string, Unfinished][] = [];
    for (const [no, { channel, endsAt, ageMs }] of this.talks) {
      if (this.interruptedBy.get(channel)?.includes(by) !== true) continue;
      this.talks.delete(no);
      this.aside.set(no, channel);
      found.push([no, channel, { leftMs: endsAt - at, ageMs }]);
    }
    return found;
  }

  /** Contacts that come back now, to wait for this agent alone. @param used contacts held, by channel */
  comeBack(used: Readonly<Record<string, number>>): number[] {
    const found: number[] = [];
    for (const [no, channel] of this.aside) {
      if (this.interruptedBy.get(channel)?.some((by) => (used[by] ?? 0) > 0) === true) continue;
      this.aside.delete(no);
      this.back.add(no);
      found.push(no);
    }
    return found;
  }

  /** The agent goes: what was set aside, or waits for it alone, is for its queue. */
  letGo(): number[] {
    const found = [...this.aside.keys(), ...this.back];
    this.aside.clear();
    this.back.clear();
    return found;
  }
}
