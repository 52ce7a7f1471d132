import { Inject, Injectable } from '@nestjs/common';
import type { Caller, Principal } from '../../api-keys/principal.js';
import { PresenceService } from '../../agents/presence.service.js';
import { CallbacksService } from '../../contacts/callbacks.service.js';
import { ContactWorkService } from '../../contacts/contact-work.service.js';
import { ContactsService } from '../../contacts/contacts.service.js';
import { OffersService } from '../../contacts/offers.service.js';
import { DomainError } from '../../domain/errors.js';
import { validateBody, type DtoClass } from '../validate.js';
import {
  CallbackAttemptFrame,
  CallbackFrame,
  CancelFrame,
  CompleteFrame,
  ContactFrame,
  EnqueueFrame,
  ExtendWrapUpFrame,
  HandoverFrame,
  MergeFrame,
  OfferAcceptFrame,
  OfferDeclineFrame,
  PatchFrame,
  PresenceFrame,
  TransferFrame,
} from './command-frames.dto.js';
import type { Frame } from './frame.js';

/** Runs the commands that a kind of client may give. */
export interface SocketCommands {
  /** The rest of the `result` frame, as REST would answer. Throws DomainError. */
  run(frame: Frame, principal: Principal): Promise<object>;
}

interface Command {
  dto: DtoClass;
  run(body: object, caller: Caller): Promise<object>;
}

/** Binds a DTO to what is done with it. */
function command<T extends object>(dto: DtoClass<T>, run: (body: T, caller: Caller) => Promise<object>): Command {
  return { dto, run: (body, caller) => run(body as T, caller) };
}

abstract class CommandTable implements SocketCommands {
  protected abstract readonly commands: Readonly<Record<string, Command>>;

  async run(frame: Frame, principal: Principal): Promise<object> {
    const { type, requestId: _requestId, ...body } = frame;
    const known = Object.hasOwn(this.commands, type) ? this.commands[type] : undefined;
    if (known === undefined) throw unknownType(type);
    return known.run(validateBody(known.dto, body), { principal });
  }
}

/** What agents may command, each for itself. */
@Injectable()
export class AgentCommands extends CommandTable {
  constructor(
    @Inject(PresenceService) private readonly presence: PresenceService,
    @Inject(OffersService) private readonly offers: OffersService,
    @Inject(ContactsService) private readonly contacts: ContactsService,
    @Inject(ContactWorkService) private readonly work: ContactWorkService,
  ) {
    super();
  }

  protected readonly commands = {
    'presence.set': command(PresenceFrame, (body, caller) =>
      this.presence.set(caller.principal.agentId ?? '', body, caller),
    ),
    'offer.accept': command(OfferAcceptFrame, ({ offerId }, caller) => this.offers.accept(offerId, caller)),
    'offer.decline': command(OfferDeclineFrame, ({ offerId, reason }, caller) =>
      this.offers.decline(offerId, reason, caller),
    ),
    'contact.complete': command(CompleteFrame, ({ contactId, ...body }, caller) =>
      this.contacts.complete(contactId, body, caller),
    ),
    'contact.extendWrapUp': command(ExtendWrapUpFrame, ({ contactId, seconds }, caller) =>
      this.work.extendWrapUp(contactId, seconds, caller),
    ),
    'contact.hold': command(ContactFrame, ({ contactId }, caller) => this.work.hold(contactId, true, caller)),
    'contact.unhold': command(ContactFrame, ({ contactId }, caller) => this.work.hold(contactId, false, caller)),
    'contact.park': command(ContactFrame, ({ contactId }, caller) => this.work.park(contactId, caller)),
    'contact.resume': command(ContactFrame, ({ contactId }, caller) => this.work.resume(contactId, caller)),
    'contact.transfer': command(TransferFrame, ({ contactId, ...body }, caller) =>
      this.work.transfer(contactId, body, caller),
    ),
    'contact.handover': command(HandoverFrame, ({ contactId, ...body }, caller) =>
      this.work.handOver(contactId, body, caller),
    ),
    'contact.merge': command(MergeFrame, ({ contactId, ...body }, caller) => this.work.merge(contactId, body, caller)),
    'contact.transferComplete': command(ContactFrame, ({ contactId }, caller) =>
      this.work.completeTransfer(contactId, caller),
    ),
    'contact.transferCancel': command(ContactFrame, ({ contactId }, caller) =>
      this.work.cancelTransfer(contactId, caller),
    ),
  };
}

/** What telephony, chat and CRM systems may command. */
@Injectable()
export class SystemCommands extends CommandTable {
  constructor(
    @Inject(OffersService) private readonly offers: OffersService,
    @Inject(ContactsService) private readonly contacts: ContactsService,
    @Inject(CallbacksService) private readonly callbacks: CallbacksService,
  ) {
    super();
  }

  protected readonly commands = {
    'contact.enqueue': command(
      EnqueueFrame,
      async (body, caller) => (await this.contacts.enqueue(body, caller)).contact,
    ),
    'contact.cancel': command(CancelFrame, ({ contactId, ...body }, caller) =>
      this.contacts.cancel(contactId, body, caller),
    ),
    'contact.patch': command(PatchFrame, ({ contactId, ...body }, caller) =>
      this.contacts.patch(contactId, body, caller),
    ),
    'contact.callback': command(
      CallbackFrame,
      async ({ contactId, ...body }, caller) => (await this.callbacks.ask(contactId, body, caller)).contact,
    ),
    'contact.callbackAttempt': command(CallbackAttemptFrame, ({ contactId, ...body }, caller) =>
      this.callbacks.attempt(contactId, body, caller),
    ),
    'offer.accept': command(OfferAcceptFrame, ({ offerId }, caller) => this.offers.accept(offerId, caller)),
    'offer.decline': command(OfferDeclineFrame, ({ offerId, reason }, caller) =>
      this.offers.decline(offerId, reason, caller),
    ),
  };
}

function unknownType(type: string): DomainError {
  const message = 'is not a command of this socket';
  return new DomainError('validationFailed', `type: ${message}`, {
    errors: [{ path: 'type', message: `${JSON.stringify(type.slice(0, 64))} ${message}` }],
  });
}
