import { isEnded } from '../domain/contact.js';
import { DomainError } from '../domain/errors.js';
import type { LogEvent } from '../domain/events.js';
import type { EventHub } from './event-hub.js';
import { positionId, type ClientCursor, type EventPosition } from './event-position.js';
import { isFlat, stateAfter } from './flat-event.js';
import type { ContactLookup } from './contact-lookup.js';
import { Follower, type Audience, type FrameSink } from './follower.js';
import { Subscription } from './subscription.js';

/** Unknown queues named in one refusal. */
const MAX_ERRORS = 50;

/** What a system's socket hears: the flat events of what it subscribed to. */
export class SystemFeed implements Audience {
  private readonly follower: Follower;
  private readonly subscription: Subscription;
  private leave?: () => void;

  constructor(
    private readonly hub: EventHub,
    private readonly sink: FrameSink,
  ) {
    this.follower = new Follower(sink, this, hub.source);
    this.subscription = new Subscription(hub, this.follower);
  }

  /** Says hello; settles when live. */
  async begin(): Promise<void> {
    this.leave = this.hub.register(this.follower);
    await this.follower.start(this.hello());
  }

  /**
   * Adds to what is followed; neither queues nor contacts: everything. Answers where the log stands.
   * @throws DomainError `unknownReference`, `tooManyRequests`
   */
  async subscribe(queues: readonly string[] | undefined, contacts: readonly string[] | undefined): Promise<string> {
    await this.checkQueues(queues ?? []);
    this.subscription.add(queues, contacts);
    return positionId(this.hub.recent.position());
  }

  /** Tells everything after the cursor (again), then goes on live. */
  replay(cursor: ClientCursor): Promise<void> {
    return cursor === 'lost' ? this.follower.restart() : this.follower.resume(cursor);
  }

  end(): void {
    this.leave?.();
    this.subscription.end();
  }

  wants(event: LogEvent): boolean {
    return isFlat(event) && this.subscription.covers(event);
  }

  frames(event: LogEvent, contactOf: ContactLookup, last: boolean): readonly object[] | undefined {
    const frame = this.hub.flatFrame(event, contactOf);
    if (frame === undefined) return last ? [] : undefined;
    if (isFlat(event) && isEnded(stateAfter(event.type))) this.subscription.forget(event.contactId);
    return [frame];
  }

  restart(): Promise<EventPosition> {
    this.sink.send(JSON.stringify({ type: 'snapshotRequired' }));
    return Promise.resolve(this.hello());
  }

  private async checkQueues(queues: readonly string[]): Promise<void> {
    const errors: { path: string; message: string }[] = [];
    const known = this.hub.config.current().queue;
    for (let index = 0; index < queues.length && errors.length < MAX_ERRORS; index += 1) {
      const id = queues[index] as string;
      // Once one is unknown the frame is refused; the others are not worth a question to the store each.
      if (known.has(id) || (errors.length === 0 && (await this.hub.config.find('queue', id)) !== undefined)) continue;
      errors.push({ path: `queues.${index}`, message: `no queue has the id ${id}` });
    }
    if (errors.length > 0) throw new DomainError('unknownReference', 'A queue is unknown.', { errors });
  }

  private hello(): EventPosition {
    const position = this.hub.recent.position();
    this.sink.send(JSON.stringify({ type: 'hello', cursor: positionId(position) }));
    return position;
  }
}
