import { AgentSocket } from './agent-socket.js';
import { configureCenter, contactBody } from './center.js';
import type { GeneratorAnswer, GeneratorTask, LoadResult } from './generator-messages.js';
import { LeanHttp } from './lean-http.js';
import { arrivals, openLoop } from './open-loop.js';
import { percentile } from './statistics.js';

/** POSTs of a backlog under way at any time. */
const FILLING = 64;
/** The pause that a 429 of the server asks for. */
const RETRY_AFTER_MS = 1000;

/** The load generator: a process of its own, which takes one task after the other from its parent. */
class Generator {
  private readonly agents: AgentSocket[] = [];
  /** Contact id → when it was scheduled to be sent, on this process's clock. */
  private readonly scheduled = new Map<string, number>();
  private readonly latencies: number[] = [];
  private completed = 0;
  private failures = 0;
  private onCompleted: () => void = () => undefined;
  private http: LeanHttp | undefined;

  async run(task: GeneratorTask): Promise<GeneratorAnswer> {
    switch (task.type) {
      case 'prepare':
        await this.prepare(task);
        return { type: 'done' };
      case 'lives':
        return { type: 'load', result: await this.lives(task) };
      case 'posts':
        return { type: 'load', result: await this.posts(task) };
      case 'fill':
        await this.fill(task);
        return { type: 'done' };
    }
  }

  private async prepare(task: GeneratorTask & { type: 'prepare' }): Promise<void> {
    this.http = new LeanHttp(task.url, task.token);
    const seats = await configureCenter(this.http, { agents: task.agents, name: 'bench-agent' });
    for (const seat of seats) {
      const agent = new AgentSocket({
        ...seat,
        nodes: [task.url],
        onOffer: (offer, socket) => this.serve(offer, socket),
      });
      this.agents.push(agent);
      await agent.open();
      const answer = await agent.command('presence.set', { presence: 'available' });
      if (!answer.ok) throw new Error(`presence.set: ${JSON.stringify(answer)}`);
    }
  }

  private serve(offer: { id: string; contact: { id: string } }, socket: AgentSocket): void {
    const contactId = offer.contact.id;
    const scheduledAt = this.scheduled.get(contactId);
    if (scheduledAt !== undefined) this.latencies.push(performance.now() - scheduledAt);
    this.scheduled.delete(contactId);
    void this.acceptAndComplete(offer.id, contactId, socket);
  }

  private async acceptAndComplete(offerId: string, contactId: string, socket: AgentSocket): Promise<void> {
    const accepted = await socket.command('offer.accept', { offerId });
    const ended = accepted.ok
      ? await socket.command('contact.complete', { contactId, endWrapUp: true, endedBy: 'agent' })
      : accepted;
    if (!ended.ok) this.failures += 1;
    this.completed += 1;
    this.onCompleted();
  }

  /** Contacts from POST to completion, arrivals open-loop. Resolves when all ended, or after 30 s more. */
  private async lives(task: GeneratorTask & { type: 'lives' }): Promise<LoadResult> {
    this.latencies.length = 0;
    this.completed = 0;
    const all = new Promise<void>((resolve) => {
      this.onCompleted = () => this.completed >= task.count && resolve();
    });
    const sent = await this.send(this.connected(), task, (id, at) => this.scheduled.set(id, at));
    const patience = new Promise<void>((resolve) => setTimeout(resolve, 30_000).unref());
    await Promise.race([all, patience]);
    return {
      ...sent,
      endedAt: Date.now(),
      completed: this.completed,
      failures: this.failures,
      offerMs: summary(this.latencies),
    };
  }

  /** A backlog: so many under way at any time. */
  private async fill({ prefix, count, skill }: GeneratorTask & { type: 'fill' }): Promise<void> {
    const http = this.connected();
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let i = next++; i < count; i = next++) {
        const { status, body } = await http.request('POST', '/v1/contacts', contactBody(`${prefix}-${i}`, skill));
        if (status !== 201) throw new Error(`contact ${i} of ${count} was not taken: ${status} ${body}`);
      }
    };
    await Promise.all(Array.from({ length: FILLING }, worker));
  }

  /** POSTs alone, to any address: the floor. */
  private async posts(task: GeneratorTask & { type: 'posts' }): Promise<LoadResult> {
    const http = task.url === undefined ? this.connected() : new LeanHttp(task.url, task.token ?? '');
    const sent = await this.send(http, task);
    if (task.url !== undefined) http.close();
    return { ...sent, endedAt: Date.now(), completed: task.count, failures: this.failures, offerMs: summary([]) };
  }

  private async send(
    http: LeanHttp,
    task: { prefix: string; count: number; perSecond: number },
    onScheduled?: (id: string, at: number) => void,
  ): Promise<Pick<LoadResult, 'startedAt' | 'postMs' | 'lagMs'>> {
    this.failures = 0;
    const answered: Promise<void>[] = [];
    const postMs: number[] = [];
    const startedAt = Date.now();
    const lag = await openLoop(arrivals(task.count, task.perSecond, task.count), (i, scheduledAt) => {
      const id = `${task.prefix}-${i}`;
      onScheduled?.(id, scheduledAt);
      const answer = this.enqueue(http, id).then(
        (status) => {
          postMs.push(performance.now() - scheduledAt);
          if (status !== 201) this.failures += 1;
        },
        () => void (this.failures += 1),
      );
      answered.push(answer);
    });
    await Promise.all(answered);
    return { startedAt, postMs: summary(postMs), lagMs: summary(lag) };
  }

  /** Sends a contact again while the server has too many, as it asks. */
  private async enqueue(http: LeanHttp, id: string): Promise<number> {
    for (;;) {
      const { status } = await http.request('POST', '/v1/contacts', contactBody(id));
      if (status !== 429) return status;
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    }
  }

  private connected(): LeanHttp {
    if (!this.http) throw new Error('not prepared');
    return this.http;
  }
}

function summary(sample: ArrayLike<number>): LoadResult['lagMs'] {
  return { n: sample.length, p50: percentile(sample, 0.5), p99: percentile(sample, 0.99), max: percentile(sample, 1) };
}

const generator = new Generator();
process.on('message', (task: GeneratorTask) => {
  generator.run(task).then(
    (answer) => process.send?.(answer),
    (error: unknown) =>
      process.send?.({ type: 'failed', reason: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
