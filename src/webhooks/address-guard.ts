import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** IPv4 networks that are nobody's public server (IANA special-purpose registry). */
const PRIVATE_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Of IPv6 only global unicast can be public … */
const GLOBAL_IPV6 = ['2000::/3'];
/** … and not these parts of it: protocol assignments and Teredo, documentation, 6to4. */
const PRIVATE_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** A host that may not be called: private, or without any address. */
export class AddressRefused extends Error {
  constructor() {
    super('the address is private');
    this.name = 'AddressRefused';
  }
}

/** Decides which addresses may be called: public ones, and those that the operator allowed. */
export class AddressGuard {
  private readonly allowed: BlockList;
  private readonly privateV4 = networks(PRIVATE_IPV4);
  private readonly globalV6 = networks(GLOBAL_IPV6);
  private readonly privateV6 = networks(PRIVATE_IPV6);

  /** @param allow networks such as `10.0.0.0/8` that count as public */
  constructor(allow: readonly string[] = []) {
    this.allowed = networks(allow);
  }

  /** Whether a literal address may be called. */
  allows(address: string): boolean {
    const plain = unmapped(address);
    const family = isIP(plain);
    if (family === 4) return this.allowed.check(plain, 'ipv4') || !this.privateV4.check(plain, 'ipv4');
    if (family !== 6) return false;
    if (this.allowed.check(plain, 'ipv6')) return true;
    return this.globalV6.check(plain, 'ipv6') && !this.privateV6.check(plain, 'ipv6');
  }

  /**
   * Why a `notifyUrl` is refused before anything is resolved: its syntax, its scheme, a private literal address.
   * Undefined: nothing speaks against it yet.
   */
  faultOf(text: string): string | undefined {
    if (!URL.canParse(text)) return 'must be an absolute URL';
    const url = new URL(text);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'must be an http or https URL';
    const literal = literalOf(url);
    if (literal !== undefined && !this.allows(literal)) return 'must not name a private address';
    if (literal === undefined && /(^|\.)localhost\.?$/i.test(url.hostname) && !this.allows('127.0.0.1')) {
      return 'must not name a private address';
    }
    return undefined;
  }

  /** @throws AddressRefused for a literal address that may not be called: those never reach {@link lookup}. */
  checkLiteral(url: URL): void {
    const literal = literalOf(url);
    if (literal !== undefined && !this.allows(literal)) throw new AddressRefused();
  }

  /**
   * Resolves a name for a connection and hands over only addresses that may be called. The socket connects to what
   * was checked: no second look-up comes between that a rebinding name could answer differently.
   */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const callable = addresses.filter(({ address }) => this.allows(address));
      const [first] = callable;
      if (first === undefined) return callback(new AddressRefused(), '', 0);
      if (options.all) return callback(null, callable);
      callback(null, first.address, first.family);
    });
  };
}

function literalOf(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? undefined : host;
}

/** `::ffff:127.0.0.1`, however it is written, is 127.0.0.1. Zones are cut. */
function unmapped(address: string): string {
  const plain = address.replace(/%.*$/, '');
  if (isIP(plain) !== 6) return plain;
  const canonical = new URL(`http://[${plain}]/`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (!mapped) return canonical;
  const [high, low] = [parseInt(mapped[1] as string, 16), parseInt(mapped[2] as string, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function networks(list: readonly string[]): BlockList {
  const blocks = new BlockList();
  for (const entry of list) {
    const [base = '', bits = ''] = entry.split('/');
    blocks.addSubnet(base, Number(bits), isIP(base) === 6 ? 'ipv6' : 'ipv4');
  }
  return blocks;
}
