import { Inject, Injectable } from '@nestjs/common';
import { onBehalf, requireOwnAgent, requireRole, type Caller, type Principal } from '../api-keys/principal.js';
import type { ContactRecord } from '../domain/contact.js';
import { DomainError, fault } from '../domain/errors.js';
import { LIVE_STORE, type ContactResult, type LiveStore } from '../live/live-store.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { WaitEstimatesService } from '../queues/wait-estimates.service.js';
import { AddressGuard } from '../webhooks/address-guard.js';
import { windowAt } from '../hours/callback-window.js';
import { canonicalHash } from './canonical-json.js';
import { EarlierService } from './earlier.service.js';
import { ContactTypes } from './contact-types.js';
import { ContactPlanner } from './contact-planner.js';
import { type CancelRequest, type CompleteRequest, type EnqueueRequest, type PatchRequest } from './contact-request.js';
import { patched, specOf, utc } from './contact-spec.js';
import { contactView, type ContactView } from './contact.view.js';
import { HISTORY_QUERIES, type ContactFilter, type HistoryQueries, type Page } from './history.port.js';
import { Intake } from './intake.js';
import { RoutabilityService } from './routability.js';
import { uuidV7 } from './uuid-v7.js';

/** A client's clock may be this much ahead before its `enqueuedAt` counts as future. */
const CLOCK_TOLERANCE_MS = 1_000;
const PATCH_ATTEMPTS = 5;

/** Everything that a client may do with contacts, whatever the transport. Throws DomainError. */
@Injectable()
export class ContactsService {
  constructor(
    @Inject(LIVE_STORE) private readonly live: LiveStore,
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(HISTORY_QUERIES) private readonly history: HistoryQueries,
    @Inject(ContactPlanner) private readonly planner: ContactPlanner,
    @Inject(RoutabilityService) private readonly routability: RoutabilityService,
    @Inject(AddressGuard) private readonly guard: AddressGuard,
    @Inject(Intake) private readonly intake: Intake,
    @Inject(ContactTypes) private readonly types: ContactTypes,
    @Inject(WaitEstimatesService) private readonly waits: WaitEstimatesService,
    @Inject(EarlierService) private readonly earlier: EarlierService,
  ) {}

  /** Takes a contact into its queue. `created` is false where it stood already with an equal body. */
  async enqueue(request: EnqueueRequest, caller: Caller): Promise<{ created: boolean; contact: ContactView }> {
    requireRole(caller.principal, ['system', 'supervisor']);
    const { now, enqueuedAt, asked, spec, queue, channel } = await this.checked(request);
    const bodyHash = canonicalHash({ enqueuedAt: request.enqueuedAt, ...spec, id: request.id, ...schedule(request) });
    const window = windowAt(spec.callback?.window, asked ?? now);
    const scheduledAt = window.opensAt ?? asked;
    const result = await this.intake.take(queue, scheduledAt ?? now, spec, async (taker, door) =>
      this.live.enqueue({
        scheduledAt,
        closesAt: window.closesAt,
        spec,
        enqueuedAt,
        bodyHash,
        keyId: caller.principal.keyId,
        maxWaiting: taker.maxWaiting,
        maxWaitSeconds: taker.maxWaitSeconds,
        overflowAfterSeconds: door.overflowQueueId === undefined ? taker.overflow?.afterSeconds : undefined,
        commandId: caller.commandId,
        commandHash: caller.commandHash,
        ...door,
        ...(await this.planner.place(spec, taker, channel)),
      }),
    );
    const { created, contact, position } = result;
    return { created, contact: await this.full(contact, position, result.now) };
  }

  /** What {@link enqueue} would begin with. @throws DomainError for a time, an address or a reference that cannot be */
  async checked(request: EnqueueRequest) {
    const now = this.live.now();
    const enqueuedAt = pastTime(request.enqueuedAt, now);
    const asked = await this.futureTime(request, now);
    this.checkNotifyUrl(request.notifyUrl);
    const spec = specOf(request, request.id ?? uuidV7(now));
    return { now, enqueuedAt, asked, spec, ...(await this.planner.check(spec)) };
  }

  /** When a scheduled contact begins to wait. A repeat may come when that has passed: the contact is there. */
  private async futureTime(request: EnqueueRequest, now: number): Promise<number | undefined> {
    if (request.scheduledAt === undefined) return undefined;
    if (request.enqueuedAt !== undefined) throw fault('scheduledAt', 'does not go with enqueuedAt');
    const at = Date.parse(request.scheduledAt);
    if (at > now || (request.id !== undefined && (await this.live.contact(request.id)) !== undefined)) return at;
    throw fault('scheduledAt', 'must lie in the future');
  }

  /** What a name resolves to is checked at each delivery; what can never be called is refused here. */
  private checkNotifyUrl(url: string | undefined): void {
    const message = url === undefined ? undefined : this.guard.faultOf(url);
    if (message === undefined) return;
    throw fault('notifyUrl', message);
  }

  async get(id: string, principal: Principal): Promise<ContactView> {
    const found = await this.find(id);
    requireOwnAgent(principal, found.contact.agentId ?? found.contact.formerAgentId);
    return this.full(found.contact, found.position);
  }

  /** From history, which holds the present as of this call when Postgres keeps up within a second. */
  async list(
    filter: ContactFilter,
    limit: number,
    cursor: string | undefined,
    principal: Principal,
  ): Promise<Page<ContactView>> {
    if (principal.role === 'agent') {
      if (filter.agentId !== undefined) requireOwnAgent(principal, filter.agentId);
      filter = { ...filter, agentId: principal.agentId };
    }
    await this.history.waitFor(await this.live.logEnd(), 1_000);
    const page = await this.history.contacts(filter, limit, cursor);
    const items = await Promise.all(
      page.items.map(async (contact) => this.view(contact, await this.positionOf(contact))),
    );
    return { items, nextCursor: page.nextCursor };
  }

  /** History knows no ranks. */
  private async positionOf(contact: ContactRecord): Promise<number | null> {
    if (contact.state !== 'waiting') return null;
    return (await this.live.contact(contact.id))?.position ?? null;
  }

  /** Changes what was asked for; age is kept. A change in between is taken into account, not overwritten. */
  async patch(id: string, request: PatchRequest, caller: Caller): Promise<ContactView> {
    for (let attempt = 1; ; attempt += 1) {
      const found = await this.live.contact(id);
      if (found === undefined) throw await this.gone(id);
      requireOwnAgent(caller.principal, found.contact.agentId);
      const spec = patched(found.contact.spec, request);
      // What the client did not send is not its fault: an agent it once preferred, or a skill, may be gone.
      const { channel } = await this.planner.check({
        ...spec,
        preferredAgentId: request.preferredAgentId ?? undefined,
        contactTypeId: request.contactTypeId ?? undefined,
        requirements: request.requirements === undefined ? [] : spec.requirements,
        language: undefined,
      });
      const queue =
        this.config.current().queue.get(found.contact.queueId) ??
        (await this.config.find('queue', found.contact.queueId));
      if (queue === undefined) throw new DomainError('storeUnavailable', 'The queue of the contact is not known here.');
      const placed = await this.planner.place(spec, queue.value, channel);
      try {
        const expectedEventId = found.contact.eventId;
        const result = await this.live.patch({
          ...placed,
          ...onBehalf(caller),
          contactId: id,
          spec,
          need: await this.types.needOf(spec.contactTypeId),
          expectedEventId,
        });
        return this.answer(result);
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== 'conflict' || attempt === PATCH_ATTEMPTS) throw error;
      }
    }
  }

  async cancel(id: string, request: CancelRequest, caller: Caller): Promise<ContactView> {
    return this.command(
      id,
      () => this.live.cancel({ ...onBehalf(caller), contactId: id, ...request }),
      (contact) =>
        request.reason === 'abandoned'
          ? contact.state === 'abandoned'
          : contact.state === 'cancelled' && contact.outcome === request.reason,
      caller.principal,
    );
  }

  async requeue(id: string, reason: string, caller: Caller): Promise<ContactView> {
    requireRole(caller.principal, ['system']);
    const { commandId, commandHash } = caller;
    return this.command(
      id,
      () => this.live.requeue({ commandId, commandHash, contactId: id, reason }),
      () => false,
      caller.principal,
    );
  }

  /** Ends the talk, or with `endWrapUp` the work after it. A supervisor's ends a wrap-up that stands already. */
  async complete(id: string, request: CompleteRequest, caller: Caller): Promise<ContactView> {
    const { wrapUpSeconds } = this;
    const endedBy = caller.principal.role === 'agent' ? ('agent' as const) : ('system' as const);
    const { fields: _, ...rest } = request;
    const terms = (typeId: string | undefined) => this.types.terms(typeId, request);
    const command = { contactId: id, wrapUpSeconds, endedBy, terms, ...rest, ...onBehalf(caller) };
    // A supervisor's word ends a wrap-up that stands; a repeat under one command id still gets its first answer.
    if (caller.principal.role === 'supervisor' && (await this.live.contact(id))?.contact.state === 'wrapUp')
      command.endWrapUp = true;
    return this.command(
      id,
      () => this.live.complete(command).catch((error: unknown) => this.unlessItStands(id, request, error)),
      (contact) => contact.state === 'completed' && addsNothing(contact, request),
      caller.principal,
    );
  }

  /** What does not fit a contact's type (any more) may still agree with what stands, or be forbidden by its state. */
  private async unlessItStands(id: string, request: CompleteRequest, error: unknown): Promise<ContactResult> {
    const found =
      error instanceof DomainError && error.code === 'validationFailed' ? await this.live.contact(id) : undefined;
    if (found === undefined) throw error;
    const { contact, position } = found;
    if (contact.state === 'completed' && addsNothing(contact, request))
      return { contact, position, repeated: true, now: this.live.now() };
    throw ['active', 'wrapUp', 'completed'].includes(contact.state) ? error : forbiddenBy(contact);
  }

  /** Ends what a system key holds active on a channel and does not list any more; answers the ids that ended. */
  async reconcile(channel: string, openIds: readonly string[], caller: Caller): Promise<{ ended: string[] }> {
    requireRole(caller.principal, ['system']);
    if ((await this.config.find('channel', channel)) === undefined) {
      throw new DomainError('unknownReference', `channel: no channel has the id ${channel}`, {
        errors: [{ path: 'channel', message: `no channel has the id ${channel}` }],
      });
    }
    const { commandId, commandHash } = caller;
    const { keyId } = caller.principal;
    const lost = await this.live.lostContactsOfKey({
      commandId,
      commandHash,
      keyId,
      channel,
      openIds: new Set(openIds),
    });
    const ended: string[] = [];
    for (let start = 0; start < lost.length; start += 64) {
      const group = lost.slice(start, start + 64);
      const results = await Promise.all(
        group.map((contactId) => this.endLost(contactId, commandId && `${commandId}.${contactId}`)),
      );
      ended.push(...group.filter((_, index) => results[index]));
    }
    return { ended };
  }

  /** A contact that ended or moved on in between needs no ending. */
  private async endLost(contactId: string, commandId: string | undefined): Promise<boolean> {
    try {
      const result = await this.live.complete({
        commandId,
        contactId,
        endedBy: 'system',
        wrapUpSeconds: this.wrapUpSeconds,
        terms: (typeId) => this.types.terms(typeId, {}),
        // The conversation is over, whatever is not known of it.
        lenient: true,
      });
      return !result.repeated;
    } catch (error) {
      if (error instanceof DomainError && (error.code === 'stateForbids' || error.code === 'notFound')) return false;
      throw error;
    }
  }

  /** Of a contact in this queue, of this channel. */
  private readonly wrapUpSeconds = ({ queueId, channel }: { queueId: string; channel: string }): number => {
    const config = this.config.current();
    return config.queue.get(queueId)?.value.wrapUpSeconds ?? config.channel.get(channel)?.value.wrapUpSeconds ?? 0;
  };

  /** The contact, from live state or history. @throws DomainError `notFound` */
  async find(id: string): Promise<{ contact: ContactRecord; position: number | null }> {
    const live = await this.live.contact(id);
    if (live) return live;
    const contact = await this.history.contact(id);
    if (contact === undefined) throw notFound(id);
    return { contact, position: null };
  }

  /** @param now store ms at which age and step are told */
  view(contact: ContactRecord, position: number | null, now = this.live.now()): ContactView {
    const routability = this.routability.of(contact);
    const queue = this.config.current().queue.get(contact.queueId)?.value;
    return contactView(contact, position, now, routability, queue, this.waits.of(contact, position, now));
  }

  /** The view with what came before in its matter. @param now see `view` */
  async full(contact: ContactRecord, position: number | null, now?: number): Promise<ContactView> {
    const view = this.view(contact, position, now);
    if (contact.earlierIds !== undefined) view.earlier = await this.earlier.of(contact);
    return view;
  }

  /** What a command on a contact left it as. */
  answer(result: ContactResult): ContactView {
    return this.view(result.contact, result.position, result.now);
  }

  /** Runs a command; for a contact that has left live state, history says whether the command agrees with its end. */
  async command(
    id: string,
    run: () => Promise<ContactResult>,
    agrees: (contact: ContactRecord) => boolean,
    principal: Principal,
  ): Promise<ContactView> {
    try {
      return this.answer(await run());
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'notFound') throw error;
      const contact = await this.history.contact(id);
      if (contact === undefined) throw notFound(id);
      requireOwnAgent(principal, contact.agentId);
      if (agrees(contact)) return this.view(contact, null);
      throw forbiddenBy(contact);
    }
  }

  private async gone(id: string): Promise<DomainError> {
    const contact = await this.history.contact(id);
    return contact === undefined ? notFound(id) : forbiddenBy(contact);
  }
}

function notFound(id: string): DomainError {
  return new DomainError('notFound', `No contact has the id ${id}.`);
}

function forbiddenBy(contact: ContactRecord): DomainError {
  return new DomainError('stateForbids', `The contact is ${contact.state}.`, { state: contact.state });
}

function pastTime(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (at <= now + CLOCK_TOLERANCE_MS) return Math.min(at, now);
  throw fault('enqueuedAt', 'must not lie in the future');
}

/** Left out where it is not asked for: contacts that were enqueued before it existed keep their hash. */
function schedule({ scheduledAt }: EnqueueRequest): Pick<EnqueueRequest, 'scheduledAt'> {
  return scheduledAt === undefined ? {} : { scheduledAt: utc(scheduledAt) };
}

function addsNothing(contact: ContactRecord, request: CompleteRequest): boolean {
  const { fields = {} } = request;
  return (
    (['disposition', 'note', 'resolved'] as const).every(
      (field) => request[field] === undefined || request[field] === contact[field],
    ) && Object.keys(fields).every((name) => fields[name] === contact.fields?.[name])
  );
}
