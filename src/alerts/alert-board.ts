import { iso } from '../domain/iso.js';
import { positionId, type EventPosition } from '../feed/event-position.js';
import { isAbove, type Alert, type AlertFrame } from './alert.js';

/** Alerts that stand at once. */
export const MAX_STANDING = 500;
/** Cursors take three digits for the frames of one event. */
const MAX_PARTS = 999;
const TOO_MANY = 'tooMany';

/**
 * The alerts that stand on this node. An alert is told once, again only when its level rises, and once more when it is
 * resolved. Beyond {@link MAX_STANDING} one alert says so, and further ones are counted: a configuration that leaves a
 * whole backlog without agents must not become as many frames.
 */
export class AlertBoard {
  private readonly standing = new Map<string, AlertFrame>();
  private position: EventPosition = { generation: 0, seq: 0 };
  private at = 0;
  private part = 0;
  private untold = 0;

  /** @param tell called with each frame */
  constructor(
    private readonly tell: (frame: AlertFrame) => void,
    private readonly limit = MAX_STANDING,
  ) {}

  /** What is raised or resolved from now on came from here. @param at store ms */
  move(position: EventPosition, at: number): void {
    if (position.generation !== this.position.generation || position.seq !== this.position.seq) this.part = 0;
    this.position = position;
    this.at = at;
  }

  has(id: string): boolean {
    return this.standing.has(id);
  }

  /** The frames of all that stands, oldest first. */
  frames(): AlertFrame[] {
    return [...this.standing.values()];
  }

  raise(alert: Alert): void {
    const before = this.standing.get(alert.id);
    if (before !== undefined && !isAbove(alert.level, before.level)) return;
    if (before === undefined && this.standing.size >= this.limit) return this.count();
    const frame = this.frame(alert);
    this.standing.set(alert.id, frame);
    this.tell(frame);
  }

  resolve(id: string, detail: string): void {
    const before = this.standing.get(id);
    if (before === undefined) return;
    this.standing.delete(id);
    const { type: _, cursor: __, at: ___, ...alert } = before;
    this.tell({ ...this.frame({ ...alert, detail }), resolved: true });
    // Not at the limit itself: there the alert would come and go with each contact.
    if (id !== TOO_MANY && this.standing.size <= this.limit / 2) {
      this.untold = 0;
      this.resolve(TOO_MANY, 'alerts are told one by one again');
    }
  }

  /** Whoever has heard of what stands hears that it does not. */
  clear(detail: string): void {
    for (const id of [...this.standing.keys()]) this.resolve(id, detail);
    this.untold = 0;
  }

  private count(): void {
    this.untold += 1;
    if (this.standing.has(TOO_MANY)) return;
    const detail = `${this.limit} alerts stand; further ones are not told one by one until half of them are resolved`;
    const frame = this.frame({ id: TOO_MANY, alert: 'tooMany', level: 'critical', detail, count: this.untold });
    this.standing.set(TOO_MANY, frame);
    this.tell(frame);
  }

  private frame(alert: Alert): AlertFrame {
    this.part = Math.min(this.part + 1, MAX_PARTS);
    return { type: 'alert', cursor: `${positionId(this.position)}.${this.part}`, at: iso(this.at), ...alert };
  }
}
