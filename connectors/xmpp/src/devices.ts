import type { Element } from '@xmpp/xml';
import { parseAddress } from './address.js';

/** Which devices of whom are connected, and what each says. */
export class Devices {
  /** By bare JID, then by full JID: whether that device takes work. */
  private readonly known = new Map<string, Map<string, boolean>>();

  /** Takes a presence in; answers whether it was one of a device's own. */
  hear(presence: Element): boolean {
    const { from = '', type } = presence.attrs;
    const { bare, resource } = parseAddress(from);
    // The bare address: no device at all, or nobody there.
    if (type === 'error' || (type === 'unavailable' && resource === '')) return this.remove(bare);
    if (type !== undefined && type !== 'unavailable') return false;
    const devices = this.known.get(bare) ?? new Map<string, boolean>();
    // A device of negative priority gets no messages that are sent to the person.
    const isReached = type === undefined && Number(presence.getChildText('priority') ?? 0) >= 0;
    if (isReached) devices.set(from, ['', 'chat'].includes(presence.getChildText('show') ?? ''));
    else devices.delete(from);
    if (devices.size > 0) this.known.set(bare, devices);
    else this.known.delete(bare);
    return true;
  }

  /** Whether the person has a device here. */
  has(bare: string): boolean {
    return this.known.has(bare);
  }

  /** Whether one of them is not away, nor to be left alone. */
  isReady(bare: string): boolean {
    return [...(this.known.get(bare)?.values() ?? [])].includes(true);
  }

  clear(): void {
    this.known.clear();
  }

  private remove(bare: string): boolean {
    this.known.delete(bare);
    return true;
  }
}
