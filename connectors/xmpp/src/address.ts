/** The parts of a JID; without `@` it has no local part, without `/` no resource. */
export interface Address {
  local: string;
  domain: string;
  resource: string;
  /** Local part and domain: who, whatever the device. */
  bare: string;
}

/** Servers normalise what they route, so nothing is folded here. */
export function parseAddress(jid: string): Address {
  const [bare = '', ...resource] = jid.split('/');
  const at = bare.indexOf('@');
  return { local: at < 0 ? '' : bare.slice(0, at), domain: bare.slice(at + 1), resource: resource.join('/'), bare };
}

/** An agent's configured address as a bare JID: `xmpp:anna@example.org` or without the scheme; undefined for another kind. */
export function agentJid(address: string | undefined): string | undefined {
  const [, jid] = /^(?:xmpp:)?([^\s:@/]+@[^\s:@/]+)/.exec(address ?? '') ?? [];
  return jid?.toLowerCase();
}
