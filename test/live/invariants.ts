import { isEnded, type ContactRecord } from '../../src/domain/contact.js';
import type { LiveRedis } from '../../src/live/live-redis.js';
import { parseAgentWithLegs, parseContact, parseLegs, parseOffer, type Hash } from '../../src/live/records.js';
import { callbackFaults, matterFaults, mergeFaults } from './matter-faults.js';

/** What waiting orders count their times from, ms. */
const ORDER_EPOCH = 1_600_000_000_000;

/** Looks at the whole workspace and names everything that does not fit together. */
export async function faultsOf(live: LiveRedis): Promise<string[]> {
  const all = await everything(live);
  return [
    ...agentFaults(all),
    ...contactFaults(all),
    ...offerFaults(all),
    ...indexFaults(all),
    ...interruptionFaults(all),
    ...blendingFaults(all, await overriddenOffers(live, all)),
    ...matterFaults(all),
    ...dialFaults(all),
    ...callbackFaults(all),
    ...mergeFaults(all),
    ...(await decisionFaults(live, all)),
  ];
}

/** Every offer's event carries its decision, and nothing else does. */
async function decisionFaults(live: LiveRedis, { hashes }: Everything): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, hash] of hashes) {
    if (!name.startsWith('offer:')) continue;
    if (hash.decision !== undefined) faults.push(`${name}: holds a decision`);
    const event = await live.log.event(hash.ev ?? '');
    if (event && event.decision === undefined) faults.push(`${name}: no decision`);
  }
  return faults;
}

export interface Everything {
  hashes: Map<string, Hash>;
  orders: Map<string, string[]>;
  /** Of a member of a waiting order, by key and member. */
  scores: Map<string, number>;
  deadlines: Map<string, number>;
  active: Map<string, string[]>;
  /** Whose callback is open, and which it is. */
  callbacks: Map<string, string>;
  /** Contact id → its entry, by key. */
  matters: Map<string, Hash>;
  contacts: ContactRecord[];
}

async function everything(live: LiveRedis): Promise<Everything> {
  const { redis, keys } = live.connection;
  const found = new Set<string>();
  for await (const batch of redis.scanStream({ match: `${keys.prefix}*`, count: 1000 }))
    for (const key of batch as string[]) found.add(key.slice(keys.prefix.length));
  const all: Everything = {
    hashes: new Map(),
    orders: new Map(),
    scores: new Map(),
    deadlines: new Map(),
    active: new Map(),
    callbacks: new Map(),
    matters: new Map(),
    contacts: [],
  };
  for (const name of found) {
    const key = keys.prefix + name;
    if (/^(contact|agent|legs|offer|queue):/.test(name)) all.hashes.set(name, await redis.hgetall(key));
    else if (/^(matter|thread):/.test(name)) all.matters.set(name, await redis.hgetall(key));
    else if (name.startsWith('order:')) await readOrder(live, name, all);
    else if (name.startsWith('keyactive:')) all.active.set(name, await redis.smembers(key));
    else if (name.startsWith('callback:')) all.callbacks.set(name, (await redis.get(key)) ?? '');
    else if (name === 'deadlines') {
      const flat = await redis.zrange(key, '0', '-1', 'WITHSCORES');
      for (let i = 0; i < flat.length; i += 2) all.deadlines.set(flat[i] as string, Number(flat[i + 1]));
    }
  }
  for (const [name, hash] of all.hashes) {
    const contact = name.startsWith('contact:') ? parseContact(hash) : undefined;
    if (contact) all.contacts.push(contact);
  }
  return all;
}

async function readOrder(live: LiveRedis, name: string, { orders, scores }: Everything): Promise<void> {
  const { redis, keys } = live.connection;
  const flat = await redis.zrange(keys.prefix + name, '0', '-1', 'WITHSCORES');
  const members = flat.filter((_, i) => i % 2 === 0);
  orders.set(name, members);
  for (const [i, member] of members.entries()) scores.set(`${name} ${member}`, Number(flat[2 * i + 1]));
}

const legPhaseOf: Partial<Record<ContactRecord['state'], string>> = {
  offered: 'offered',
  active: 'active',
  wrapUp: 'wrapUp',
};

function agentFaults({ hashes, contacts }: Everything): string[] {
  const faults: string[] = [];
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  for (const [name, hash] of hashes) {
    if (!name.startsWith('agent:')) continue;
    const agent = parseAgentWithLegs(hash, hashes.get(`legs:${name.slice(6)}`) ?? {});
    if (!agent) continue;
    const count = (phase: string) => agent.legs.filter((leg) => leg.phase === phase).length;
    const told = [agent.offers, agent.active, agent.wrapUp, agent.external].join();
    const counted = ['offered', 'active', 'wrapUp', 'external'].map(count).join();
    if (told !== counted) faults.push(`${name}: counters ${told}, legs ${counted}`);
    const used: Record<string, number> = {};
    for (const leg of agent.legs) used[leg.channel] = (used[leg.channel] ?? 0) + 1;
    for (const channel of new Set([...Object.keys(used), ...Object.keys(agent.used)]))
      if ((used[channel] ?? 0) !== (agent.used[channel] ?? 0)) faults.push(`${name}: use of ${channel} is miscounted`);
    for (const leg of agent.legs) {
      if (leg.phase === 'external') continue;
      const contact = byId.get(leg.contactId);
      if (!contact || contact.agentId !== agent.id || legPhaseOf[contact.state] !== leg.phase)
        faults.push(`${name}: leg ${leg.contactId} ${leg.phase} against ${contact?.agentId} ${contact?.state}`);
    }
  }
  return faults;
}

function contactFaults({ hashes, orders, scores, deadlines, callbacks, contacts }: Everything): string[] {
  const faults: string[] = [];
  for (const contact of contacts) {
    const { id, state, queueId, agentId } = contact;
    const member = `${String(contact.enqueueSeq).padStart(12, '0')}:${id}`;
    const waits = orders.get(`order:${queueId}`)?.includes(member) === true;
    if (waits !== (state === 'waiting')) faults.push(`${id}: ${state}, in the order: ${waits}`);
    const { rate, venq, cr } = hashes.get(`contact:${id}`) as Hash;
    const score = waits ? scores.get(`order:${queueId} ${member}`) : undefined;
    if (waits && score !== Number(rate) * (Number(venq) - ORDER_EPOCH) - Number(cr))
      faults.push(`${id}: ranked by ${score}`);
    if (legPhaseOf[state] && !hashes.get(`legs:${agentId}`)?.[id]) faults.push(`${id}: ${state} without a leg`);
    if (deadlines.has(`wrap|${id}`) !== (state === 'wrapUp')) faults.push(`${id}: wrap-up deadline in ${state}`);
    const dialled = contact.callback?.dialUntil !== undefined;
    const released = state === 'scheduled' && !dialled;
    if (deadlines.has(`release|${id}`) !== released) faults.push(`${id}: release deadline in ${state}`);
    if (contact.heldSince !== undefined && state !== 'active') faults.push(`${id}: on hold in ${state}`);
    if (state === 'parked' && (agentId !== undefined || !contact.formerAgentId))
      faults.push(`${id}: parked with ${agentId}, by ${contact.formerAgentId}`);
    if (contact.reservedFor !== undefined && !dialled && ['active', 'wrapUp', 'parked', 'scheduled'].includes(state))
      faults.push(`${id}: kept for an agent in ${state}`);
    const asks = contact.consultFor === undefined ? undefined : contacts.find((one) => one.id === contact.consultFor);
    const wanted = asks?.consultId === id || deadlines.has(`consult|${id}`);
    if (contact.consultFor !== undefined && wanted === isEnded(state))
      faults.push(`${id}: a consult in ${state}, wanted ${wanted}`);
    if (contact.consultId !== undefined && state !== 'active') faults.push(`${id}: consults in ${state}`);
    if (isEnded(state) && !contact.endedAt) faults.push(`${id}: ended without a time`);
    const overflows = deadlines.has(`overflow|${id}`);
    if (overflows && state !== 'waiting' && state !== 'offered' && !dialled)
      faults.push(`${id}: will overflow in ${state}`);
    const window = deadlines.get(`window|${id}`);
    if (window !== undefined && state !== 'waiting' && state !== 'offered' && !dialled)
      faults.push(`${id}: a window in ${state}`);
    const callbackKey = `callback:${hashes.get(`contact:${id}`)?.cust}`;
    const isOpenCallback = contact.channel === 'callback' && callbackKey !== 'callback:undefined' && !isEnded(state);
    if (isOpenCallback && callbacks.get(callbackKey) !== id) faults.push(`${id}: not the one of ${callbackKey}`);
    if (contact.callbackId !== undefined && contact.outcome !== 'callback')
      faults.push(`${id}: ended ${contact.outcome}`);
    if (isEnded(state) && deadlines.has(`expire|${id}`)) faults.push(`${id}: ended, but will expire`);
  }
  return faults;
}

/** Who is dialled has its deadline; who is called first is with no agent before; who stands for a callback is named by it. */
function dialFaults({ hashes, deadlines, contacts }: Everything): string[] {
  const faults: string[] = [];
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  for (const { id, state, spec, callback, standingAgentId } of contacts) {
    const until = callback?.dialUntil;
    if (deadlines.get(`dial|${id}`) !== until) faults.push(`${id}: dialled until ${until}, due otherwise`);
    if (until !== undefined && state !== 'scheduled') faults.push(`${id}: dialled in ${state}`);
    const reached = spec.callback?.mode !== 'customerFirst' || callback?.reached === true;
    if (!reached && ['offered', 'active', 'parked', 'wrapUp'].includes(state)) faults.push(`${id}: ${state} unreached`);
    const waits = until !== undefined || (state === 'waiting' && callback?.reached === true);
    if (standingAgentId !== undefined && !waits) faults.push(`${id}: ${standingAgentId} stands for it in ${state}`);
  }
  for (const [name, { dial, presence }] of hashes) {
    if (!name.startsWith('agent:') || dial === undefined) continue;
    if (byId.get(dial)?.standingAgentId !== name.slice(6))
      faults.push(`${name}: stands for ${dial}, which does not know`);
    if (presence !== 'available') faults.push(`${name}: ${presence}, and stands for ${dial}`);
  }
  return faults;
}

interface ChannelLimits {
  capacity: number;
  blocks?: string[];
  interruptedBy?: string[];
}

/** What is set aside is remembered by its agent, and something is about to bring it back or holds it back. */
function interruptionFaults({ hashes, deadlines, contacts }: Everything): string[] {
  const faults: string[] = [];
  for (const contact of contacts) {
    const { id, state, channel, reservedFor, reservedUntil, formerAgentId, parkedBecause } = contact;
    if (parkedBecause !== undefined && state !== 'parked') faults.push(`${id}: interrupted in ${state}`);
    const waits = state === 'waiting' && reservedFor !== undefined && reservedUntil === undefined;
    if (parkedBecause === undefined && !waits) continue;
    const agentId = waits ? reservedFor : (formerAgentId as string);
    const agent: Hash = hashes.get(`agent:${agentId}`) ?? {};
    if (!agent.aside?.split('|').includes(id)) faults.push(`${id}: ${state}, and ${agentId} does not remember it`);
    const limits = JSON.parse(agent.cfg ?? '{}') as Record<string, ChannelLimits>;
    const interrupted = limits[channel]?.interruptedBy?.some((other) => Number(agent[`u.${other}`] ?? 0) > 0) === true;
    const today = agent.chs === undefined || (JSON.parse(agent.chs) as string[]).includes(channel);
    const available = agent.presence === 'available' && agent.nr === undefined && today;
    const rightly = waits
      ? available && (limits[channel]?.capacity ?? 0) > 0
      : interrupted && agent.presence !== 'offline';
    if (!rightly && !deadlines.has(`aside|${agentId}`)) faults.push(`${id}: stranded ${state} for ${agentId}`);
  }
  for (const [name, { aside, next, presence }] of hashes) {
    if (next !== undefined) {
      const works = ['nO', 'nA', 'nW', 'nX'].some((phase) => Number(hashes.get(name)?.[phase] ?? 0) > 0);
      if (presence !== 'available') faults.push(`${name}: ${presence}, and still to become ${next}`);
      if (aside === undefined) faults.push(`${name}: to become ${next}, and nothing looks when its work is done`);
      if (!works && !deadlines.has(`aside|${name.slice(6)}`)) faults.push(`${name}: its work is done, and it stays`);
    }
    if (deadlines.has(`aside|${name.slice(6)}`) && name.startsWith('agent:') && aside === undefined)
      faults.push(`${name}: a deadline for nothing set aside`);
  }
  return faults;
}

/** Offers that a supervisor forced past a block or over a capacity. */
async function overriddenOffers(live: LiveRedis, { hashes }: Everything): Promise<Set<string>> {
  const forced = new Set<string>();
  for (const [name, { ev = '' }] of hashes) {
    if (!name.startsWith('offer:')) continue;
    if ((await live.log.event(ev))?.cause === 'supervisorOverride') forced.add(name.slice(6));
  }
  return forced;
}

/** No agent is active on a channel beside another that blocks and interrupts it, unless a supervisor had it so. */
function blendingFaults({ hashes }: Everything, forced: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  for (const [name, agent] of hashes) {
    if (!name.startsWith('agent:')) continue;
    const limits = JSON.parse(agent.cfg ?? '{}') as Record<string, ChannelLimits>;
    const legs = parseLegs(hashes.get(`legs:${name.slice(6)}`) ?? {}).filter((leg) => leg.phase === 'active');
    for (const { contactId, channel, offerId = '' } of legs)
      for (const other of forced.has(offerId) ? [] : legs)
        if (limits[channel]?.interruptedBy?.includes(other.channel) && limits[other.channel]?.blocks?.includes(channel))
          faults.push(`${name}: ${contactId} goes on beside ${other.contactId}`);
  }
  return faults;
}

function offerFaults({ hashes, deadlines, contacts }: Everything): string[] {
  const faults: string[] = [];
  const open = new Map(contacts.flatMap((contact) => (contact.offerId ? [[contact.offerId, contact] as const] : [])));
  for (const [name, hash] of hashes) {
    const offer = name.startsWith('offer:') ? parseOffer(hash) : undefined;
    if (!offer) continue;
    const stands = offer.outcome === undefined;
    if (stands !== open.has(offer.id)) faults.push(`${name}: open ${stands}, its contact says ${!stands}`);
    if (deadlines.has(`offer|${offer.id}`) !== stands)
      faults.push(`${name}: deadline of an offer that is open ${stands}`);
  }
  return faults;
}

function indexFaults({ hashes, orders, deadlines, active, callbacks, contacts }: Everything): string[] {
  const faults: string[] = [];
  const live = new Map<string, number>();
  for (const contact of contacts)
    if (!isEnded(contact.state)) live.set(contact.queueId, (live.get(contact.queueId) ?? 0) + 1);
  for (const [name, hash] of hashes)
    if (name.startsWith('queue:') && Number(hash.live ?? 0) !== (live.get(name.slice(6)) ?? 0))
      faults.push(`${name}: ${hash.live} live, counted ${live.get(name.slice(6))}`);
  const talking = contacts.filter((contact) => contact.state === 'active');
  const listed = [...active].flatMap(([name, ids]) => ids.map((id) => `${name} ${id}`)).sort();
  const counted = talking.map((contact) => `keyactive:${contact.keyId}:${contact.channel} ${contact.id}`).sort();
  if (listed.join() !== counted.join()) faults.push(`active by key: ${listed.join()} against ${counted.join()}`);
  for (const [name, id] of callbacks) {
    const named = contacts.find((contact) => contact.id === id);
    if (named?.channel !== 'callback' || isEnded(named.state)) faults.push(`${name}: names ${id}, ${named?.state}`);
  }
  const waiting = contacts.filter((contact) => contact.state === 'waiting').length;
  const inOrder = [...orders.values()].reduce((sum, members) => sum + members.length, 0);
  if (inOrder !== waiting) faults.push(`${inOrder} in the orders, ${waiting} waiting`);
  const offers = contacts.filter((contact) => contact.state === 'offered').length;
  const due = [...deadlines.keys()].filter((member) => member.startsWith('offer|')).length;
  if (due !== offers) faults.push(`${due} offer deadlines, ${offers} offered`);
  return faults;
}
