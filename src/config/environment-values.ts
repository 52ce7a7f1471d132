import { isIP } from 'node:net';

/** Reads one value of the environment. @throws Error saying what is allowed, without repeating the value */
export type Reader<T> = (text: string) => T;

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): Reader<number> {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new Error(`must be a whole number from ${least} to ${most}`);
    }
    return value;
  };
}

/** One of the given words. */
export function oneOf<T extends string>(...allowed: readonly T[]): Reader<T> {
  return (text) => {
    const found = allowed.find((word) => word === text);
    if (found === undefined) throw new Error(`must be one of ${allowed.join(', ')}`);
    return found;
  };
}

/** `1`, `true` or `yes`; `0`, `false` or `no`. */
export function yesOrNo(text: string): boolean {
  const word = text.toLowerCase();
  if (['1', 'true', 'yes'].includes(word)) return true;
  if (['0', 'false', 'no'].includes(word)) return false;
  throw new Error('must be true or false');
}

/** An address with one of the given schemes and a host. */
export function address(...schemes: readonly string[]): Reader<string> {
  return (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const scheme = url?.protocol.replace(':', '');
    if (url === undefined || scheme === undefined || !schemes.includes(scheme) || url.hostname === '') {
      throw new Error(`must be an address that starts with ${schemes.map((name) => `${name}://`).join(' or ')}`);
    }
    return text;
  };
}

/** An IP address or the name of a host. */
export function host(text: string): string {
  const isName = text.length <= 253 && /^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?$/.test(text);
  if (isIP(text) === 0 && (!isName || /^[\d.]+$/.test(text))) throw new Error('must be an IP address or a host name');
  return text;
}

/** Networks like `10.0.0.0/8` or `fd00::/8`, divided by commas. */
export function networks(text: string): string[] {
  const list = text.split(',').map((entry) => entry.trim());
  for (const entry of list) {
    const [base = '', bits = '', ...rest] = entry.split('/');
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(base)] ?? -1;
    if (rest.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most) {
      throw new Error('must be networks such as 10.0.0.0/8, divided by commas');
    }
  }
  return list;
}

/** A key for the `Authorization` header: 8 to 256 visible ASCII characters. */
export function key(text: string): string {
  if (!/^[\x21-\x7e]{8,256}$/.test(text)) throw new Error('must be 8 to 256 visible ASCII characters without blanks');
  return text;
}

/** An id as everywhere in the interface. */
export function id(text: string): string {
  if (!/^[A-Za-z0-9_.:-]{1,64}$/.test(text)) throw new Error('must be 1 to 64 characters of A-Z a-z 0-9 _ . : -');
  return text;
}

/** A path, taken as it is. */
export function path(text: string): string {
  if (text.includes('\0')) throw new Error('must be a path');
  return text;
}

/** A name of the zone database, such as `Europe/Berlin`; an offset, which knows no change of time, is none. */
export function zone(text: string): string {
  const problem = new Error('must be the name of a time zone, such as Europe/Berlin');
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(text)) throw problem;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone && text;
  } catch {
    throw problem;
  }
}
