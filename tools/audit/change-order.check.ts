import type { LogCheck, Report, Seen } from './check.js';

/** INV-7: every record that an event writes says that this event changed it last, so the log is the order of change. */
export class ChangeOrderCheck implements LogCheck {
  private before = '';

  after({ entry, replica }: Seen, report: Report): void {
    // New weights move positions of many contacts at once, and change none of them.
    if (entry.type === 'contact.rescored') return;
    const written = new Set(entry.ops.filter((op) => op[0] === 'HSET').map((op) => op[1] ?? ''));
    for (const key of written) {
      const [family, id] = splitKey(key);
      if (family !== 'contact' && family !== 'agent') continue;
      const stamp = replica.hash(key)?.get('ev');
      if (stamp === entry.id) continue;
      const subject = family === 'contact' ? { contactId: id } : { agentId: id };
      report({
        code: 'INV-7',
        ...subject,
        eventId: entry.id,
        message: `${key} was written by this event and is stamped ${stamp ?? 'with none'} (before: ${this.before})`,
      });
    }
    this.before = entry.id;
  }
}

function splitKey(key: string): [family: string, id: string] {
  const at = key.indexOf(':');
  return at < 0 ? [key, ''] : [key.slice(0, at), key.slice(at + 1)];
}
