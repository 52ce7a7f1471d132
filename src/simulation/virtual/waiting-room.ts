import type { RoutingEngine, WaitingContact } from '../../routing/world.js';
import type { ContactPool } from './contact-pool.js';
import type { Lines } from './entrance.js';
import type { Forecast } from './forecast.js';
import type { Unfinished } from './interruptible-work.js';
import type { Scenario } from './scenario.js';

interface Parts {
  engine: RoutingEngine;
  pool: ContactPool;
  forecast: Forecast | undefined;
  /** What is left of contacts that were interrupted, by their numbers. */
  unfinished: ReadonlyMap<number, Unfinished>;
}

/** Who waits in which queue. Contacts and queues by their numbers. */
export class WaitingRoom implements Lines {
  private readonly waitingIn: number[];

  constructor(
    private readonly scenario: Scenario,
    private readonly parts: Parts,
  ) {
    this.waitingIn = scenario.queues.map(() => 0);
  }

  waiting(queue: number): number {
    return this.waitingIn[queue] as number;
  }

  estimate(queue: number, stream: number, at: number): number | undefined {
    return this.parts.forecast?.of(stream, queue, this.waiting(queue), at);
  }

  /** @param agentId who alone may get it */
  enter(no: number, at: number, agentId?: string): void {
    const { engine, forecast, pool } = this.parts;
    const queue = pool.queues[no] as number;
    pool.agents[no] = -1;
    this.waitingIn[queue] = this.waiting(queue) + 1;
    const contact = this.contact(no, at);
    engine.setContact(agentId === undefined ? contact : { ...contact, reserved: { agentId } });
    forecast?.waits(contact.id, pool.streams[no] as number, queue, contact.virtualEnqueuedAt, at);
  }

  leave(no: number): void {
    const queue = this.parts.pool.queues[no] as number;
    this.waitingIn[queue] = this.waiting(queue) - 1;
  }

  private contact(no: number, at: number): WaitingContact {
    const { pool, unfinished } = this.parts;
    const { queues, streams } = this.scenario;
    const stream = streams[pool.streams[no] as number] as Scenario['streams'][number];
    const arrivedAt = pool.arrivedAt[no] as number;
    const left = unfinished.size === 0 ? undefined : unfinished.get(no);
    return {
      id: pool.ids[no] as string,
      queueId: (queues[pool.queues[no] as number] as { id: string }).id,
      channel: stream.channel,
      requirements: stream.requirements,
      language: stream.language,
      priority: stream.priority,
      customerValue: stream.customerValue,
      journeyStage: stream.journeyStage,
      botAcceptance: stream.botAcceptance,
      due: 0,
      virtualEnqueuedAt: left === undefined ? arrivedAt : at - left.ageMs,
      enqueuedAt: arrivedAt,
      enqueueSeq: pool.sequences[no] as number,
      declines: NO_DECLINES,
    };
  }
}

const NO_DECLINES: Readonly<Record<string, number>> = {};
