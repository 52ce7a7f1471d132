import { createHmac } from 'node:crypto';
import { newSecret, OVERLAP_MS, rotated, SECRET, signatureOf } from './signature.js';

const bytes = (n: number): string => `whsec_${Buffer.alloc(n, 7).toString('base64')}`;

describe('the signature', () => {
  it('is what the libraries of the specification make of their common example', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const signature = signatureOf({ secret }, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}', 0);
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is made with the secret before too, until its time is over', () => {
    const secrets = { secret: bytes(24), previousSecret: bytes(64), previousUntil: 1_000 };
    const by = (n: number): string =>
      `v1,${createHmac('sha256', Buffer.alloc(n, 7)).update('msg_1.5.{}').digest('base64')}`;
    expect(signatureOf(secrets, 'msg_1', 5, '{}', 999)).toBe(`${by(24)} ${by(64)}`);
    expect(signatureOf(secrets, 'msg_1', 5, '{}', 1_000)).toBe(by(24));
  });
});

describe('a secret', () => {
  it.each([bytes(24), bytes(32), bytes(64), newSecret()])('may be %s', (text) => expect(SECRET.valid(text)).toBe(true));

  it.each([
    bytes(23),
    bytes(65),
    bytes(24).slice('whsec_'.length),
    `${bytes(24)}\n`,
    `${bytes(25).slice(0, -2)}`,
    // Not canonical: bits beyond the last byte.
    `${bytes(25).slice(0, -3)}x==`,
    `whsec_${'-'.repeat(32)}`,
    'whsec_',
    '',
    7,
    null,
  ])('may not be %j', (text) => expect(SECRET.valid(text)).toBe(false));

  it('is made anew each time', () => expect(newSecret()).not.toBe(newSecret()));
});

describe('rotation', () => {
  const [old, given] = [bytes(24), bytes(32)];

  it('makes the first secret, or takes the one that is given', () => {
    expect(SECRET.valid(rotated(undefined, undefined, false, 0).secret)).toBe(true);
    expect(rotated(undefined, given, false, 0)).toEqual({ secret: given });
  });

  it('keeps what stands where nothing or the same is said', () => {
    expect(rotated({ secret: old }, undefined, false, 0)).toEqual({ secret: old });
    expect(rotated({ secret: old }, old, false, 0)).toEqual({ secret: old });
  });

  it('leaves the one before in force for a day, and drops it then', () => {
    const first = rotated({ secret: old }, given, false, 500);
    expect(first).toEqual({ secret: given, previousSecret: old, previousUntil: 500 + OVERLAP_MS });
    expect(rotated(first, undefined, false, 500 + OVERLAP_MS - 1)).toEqual(first);
    expect(rotated(first, undefined, false, 500 + OVERLAP_MS)).toEqual({ secret: given });
    const made = rotated(first, undefined, true, 600);
    expect(made).toMatchObject({ previousSecret: given, previousUntil: 600 + OVERLAP_MS });
    expect([old, given]).not.toContain(made.secret);
  });
});
