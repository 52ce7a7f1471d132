import fc from 'fast-check';

/** Agents and the calls that each takes at once. */
export const AGENTS = { a1: 1, a2: 2 };
/** Calls and mails. */
const CONTACTS = ['c1', 'c2', 'c3', 'm1', 'm2'];
/** What goes on in their stead; one may come by itself too. */
export const CALLBACKS = ['bc1', 'bc2', 'bc3', 'bm1'];
const entering = fc.constantFrom(...CONTACTS, ...CONTACTS, 'bc2');
/** `k` is the latest consult. */
const contact = fc.constantFrom(...CONTACTS, ...CONTACTS, ...CALLBACKS, 'k', 'k');
const agent = fc.constantFrom(...Object.keys(AGENTS));
/** How many offers before the latest. */
const offer = fc.integer({ min: 0, max: 3 });
const timer = fc.boolean();
const oneInFour = fc.integer({ min: 0, max: 3 }).map((n) => n === 0);
const of = <K extends string, T>(kind: K, shape: { [P in keyof T]: fc.Arbitrary<T[P]> }) =>
  fc.record({ kind: fc.constant(kind), ...shape }) as unknown as fc.Arbitrary<{ kind: K } & T>;

/** Any command, valid or not. */
export const step = fc.oneof(
  { weight: 4, arbitrary: of('enqueue', { contact: entering, expires: fc.boolean(), scheduled: oneInFour }) },
  { weight: 14, arbitrary: of('offer', { contact, agent }) },
  { weight: 12, arbitrary: of('accept', { offer }) },
  {
    weight: 4,
    arbitrary: of('refuse', {
      offer,
      outcome: fc.constantFrom('declined' as const, 'missed' as const, 'missed' as const),
      timer,
    }),
  },
  {
    weight: 2,
    arbitrary: of('cancel', { contact, reason: fc.constantFrom('abandoned' as const, 'cancelled' as const), timer }),
  },
  { weight: 2, arbitrary: of('requeue', { contact, reason: fc.constantFrom('connectFailed', 'legLost') }) },
  { weight: 3, arbitrary: of('consult', { contact, to: fc.constantFrom('q', 'a1', 'a2') }) },
  { weight: 3, arbitrary: of('completeConsult', { contact }) },
  { weight: 1, arbitrary: of('endConsult', {}) },
  { weight: 2, arbitrary: of('release', { contact }) },
  { weight: 2, arbitrary: of('hold', { contact, held: fc.boolean() }) },
  { weight: 2, arbitrary: of('extendWrapUp', { contact, seconds: fc.constantFrom(5, 30, 100) }) },
  { weight: 3, arbitrary: of('park', { contact }) },
  { weight: 3, arbitrary: of('resume', { contact }) },
  {
    weight: 3,
    arbitrary: of('transfer', {
      contact,
      to: fc.constantFrom('q', 'q', 'q2', 'a1', 'a2', 'here'),
      keepAge: fc.boolean(),
    }),
  },
  { weight: 7, arbitrary: of('complete', { contact, endWrapUp: fc.boolean(), timer }) },
  {
    weight: 2,
    arbitrary: of('presence', {
      agent,
      presence: fc.constantFrom('available' as const, 'available' as const, 'unavailable' as const, 'offline' as const),
      by: fc.constantFrom('agent' as const, 'agent' as const, 'system' as const, 'supervisor' as const),
      afterWork: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: of('callback', { contact: fc.constantFrom('c1', 'c2', 'c3', 'm1', 'k'), later: oneInFour }) },
  {
    weight: 11,
    arbitrary: of('attempt', {
      contact: fc.constantFrom(...CALLBACKS),
      outcome: fc.constantFrom('noAnswer' as const, 'noAnswer' as const, 'busy' as const, 'reached' as const),
      /** Whose attempt it was; half do not say. */
      offer: fc.option(offer, { nil: undefined, freq: 1 }),
    }),
  },
  { weight: 4, arbitrary: of('assign', { contact, agent, override: fc.boolean() }) },
  { weight: 2, arbitrary: of('pullToFront', { contact }) },
  { weight: 4, arbitrary: of('merge', { contact, into: fc.constantFrom(...CONTACTS, ...CALLBACKS, 'k', 'none') }) },
  { weight: 4, arbitrary: of('returnAside', { agent }) },
  { weight: 1, arbitrary: of('load', { agent, ref: fc.constantFrom('r1', 'r2'), put: fc.boolean() }) },
  { weight: 3, arbitrary: of('clock', { seconds: fc.constantFrom(2, 6, 14, 22, 60) }) },
);
/** A day that has begun: half of what follows needs a contact that an agent has. */
export const opening = fc.constantFrom<Step[]>(
  [],
  [
    { kind: 'enqueue', contact: 'c1', expires: true, scheduled: false },
    { kind: 'enqueue', contact: 'c2', expires: false, scheduled: false },
    { kind: 'offer', contact: 'c1', agent: 'a2' },
    { kind: 'accept', offer: 0 },
    { kind: 'offer', contact: 'c2', agent: 'a1' },
  ],
  [
    { kind: 'enqueue', contact: 'c1', expires: true, scheduled: false },
    { kind: 'enqueue', contact: 'c3', expires: false, scheduled: false },
    { kind: 'callback', contact: 'c1', later: false },
    { kind: 'callback', contact: 'c3', later: false },
    { kind: 'offer', contact: 'bc1', agent: 'a2' },
    { kind: 'accept', offer: 0 },
    { kind: 'offer', contact: 'bc3', agent: 'a2' },
  ],
  [
    { kind: 'enqueue', contact: 'c2', expires: true, scheduled: false },
    { kind: 'callback', contact: 'c2', later: false },
    { kind: 'offer', contact: 'bc2', agent: 'a1' },
    { kind: 'accept', offer: 0 },
    { kind: 'attempt', contact: 'bc2', outcome: 'noAnswer', offer: undefined },
    { kind: 'clock', seconds: 22 },
    { kind: 'release', contact: 'bc2' },
    { kind: 'offer', contact: 'bc2', agent: 'a2' },
    { kind: 'accept', offer: 0 },
    { kind: 'enqueue', contact: 'c1', expires: false, scheduled: false },
  ],
  [
    { kind: 'enqueue', contact: 'm1', expires: true, scheduled: false },
    { kind: 'enqueue', contact: 'c3', expires: false, scheduled: false },
    { kind: 'callback', contact: 'c3', later: false },
    { kind: 'offer', contact: 'm1', agent: 'a2' },
    { kind: 'accept', offer: 0 },
    { kind: 'offer', contact: 'bc3', agent: 'a2' },
    { kind: 'accept', offer: 0 },
    { kind: 'enqueue', contact: 'c1', expires: false, scheduled: false },
    { kind: 'offer', contact: 'c1', agent: 'a2' },
    { kind: 'accept', offer: 0 },
  ],
  [
    { kind: 'enqueue', contact: 'c2', expires: false, scheduled: false },
    { kind: 'offer', contact: 'c2', agent: 'a2' },
    { kind: 'accept', offer: 0 },
    { kind: 'consult', contact: 'c2', to: 'a1' },
    { kind: 'offer', contact: 'k', agent: 'a1' },
    { kind: 'accept', offer: 0 },
  ],
  [
    { kind: 'enqueue', contact: 'm1', expires: false, scheduled: false },
    { kind: 'enqueue', contact: 'm2', expires: true, scheduled: false },
    { kind: 'enqueue', contact: 'c1', expires: false, scheduled: false },
    { kind: 'offer', contact: 'm1', agent: 'a2' },
    { kind: 'accept', offer: 0 },
    { kind: 'offer', contact: 'm2', agent: 'a2' },
    { kind: 'offer', contact: 'c1', agent: 'a2' },
    { kind: 'accept', offer: 0 },
  ],
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
