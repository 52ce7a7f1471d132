import { FLAT_EVENT_TYPES, stateAfter } from '../../feed/flat-event.js';
import type { DtoClass } from '../validate.js';
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
  SubscribeFrame,
  TransferFrame,
  WatchFrame,
} from './command-frames.dto.js';
import { schemaOf, type JsonSchema } from '../dto-schema.js';
import {
  AGENT_FRAMES,
  ALERT_FRAME,
  AUTH_FRAME,
  commandEnvelope,
  ESTIMATE_ROSE_FRAME,
  flatEventSchema,
  SHARED_FRAMES,
  STATS_FRAME,
  SUPERVISOR_HELLO,
  SYSTEM_HELLO,
  THRESHOLD_ALERT_FRAME,
  WATCH_RESULT,
} from './frame-schemas.js';

type Socket = 'agent' | 'system' | 'supervisor';

/** The commands of each socket: what a client sends, by type. */
export const COMMAND_FRAMES: Record<Socket, Record<string, DtoClass>> = {
  agent: {
    'presence.set': PresenceFrame,
    'offer.accept': OfferAcceptFrame,
    'offer.decline': OfferDeclineFrame,
    'contact.complete': CompleteFrame,
    'contact.extendWrapUp': ExtendWrapUpFrame,
    'contact.hold': ContactFrame,
    'contact.unhold': ContactFrame,
    'contact.park': ContactFrame,
    'contact.resume': ContactFrame,
    'contact.transfer': TransferFrame,
    'contact.handover': HandoverFrame,
    'contact.merge': MergeFrame,
    'contact.transferComplete': ContactFrame,
    'contact.transferCancel': ContactFrame,
  },
  system: {
    subscribe: SubscribeFrame,
    'contact.enqueue': EnqueueFrame,
    'contact.cancel': CancelFrame,
    'contact.patch': PatchFrame,
    'contact.callback': CallbackFrame,
    'contact.callbackAttempt': CallbackAttemptFrame,
    'offer.accept': OfferAcceptFrame,
    'offer.decline': OfferDeclineFrame,
  },
  supervisor: { subscribe: WatchFrame },
};

type Messages = Record<string, JsonSchema>;

const ABOUT: Record<Socket, string> = {
  agent: 'An agent at work: its offers, its contacts, and its answers.',
  system: 'Telephony, chat, CRM: contacts in, and what becomes of them.',
  supervisor:
    'Figures of now: all that is watched in the hello, then each second what has changed. Alerts: what stands in the hello, then each that comes, rises or is resolved. `subscribe` says what is watched.',
};

/** Message name → payload, per socket and direction. */
export function messagesOf(socket: Socket): { sent: Messages; received: Messages } {
  return { sent: SENT[socket](), received: { auth: AUTH_FRAME, ...received(socket) } };
}

const SENT: Record<Socket, () => Messages> = {
  agent: () => ({ ...AGENT_FRAMES, ...SHARED_FRAMES }),
  system: () => ({
    systemHello: SYSTEM_HELLO,
    ...flatEvents(),
    contactEstimateRose: ESTIMATE_ROSE_FRAME,
    ...SHARED_FRAMES,
  }),
  supervisor: () => ({
    supervisorHello: SUPERVISOR_HELLO,
    stats: STATS_FRAME,
    alert: ALERT_FRAME,
    thresholdAlert: THRESHOLD_ALERT_FRAME,
    watchResult: WATCH_RESULT,
    error: SHARED_FRAMES.error,
  }),
};

function flatEvents(): Messages {
  return Object.fromEntries(FLAT_EVENT_TYPES.map((type) => [nameOf(type), flatEventSchema(type, stateAfter(type))]));
}

function received(socket: Socket): Messages {
  const commands = Object.entries(COMMAND_FRAMES[socket]);
  const named = (type: string): string => (socket === 'supervisor' ? 'watch' : nameOf(type));
  return Object.fromEntries(commands.map(([type, dto]) => [named(type), commandSchema(type, dto)]));
}

function commandSchema(type: string, dto: DtoClass): JsonSchema {
  const envelope = commandEnvelope(type);
  const { properties, required } = schemaOf(dto);
  return {
    type: 'object',
    additionalProperties: false,
    properties: { ...envelope, ...properties },
    required: [...Object.keys(envelope), ...required],
  };
}

/** `contact.wrapUp` → `contactWrapUp` */
function nameOf(type: string): string {
  return type.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The description of the sockets, made from the frames that code and tests use. */
export function asyncApiDocument(): JsonSchema {
  const sockets = Object.keys(ABOUT) as Socket[];
  const messages: Record<string, JsonSchema> = {};
  const channels: Record<string, JsonSchema> = {};
  const operations: Record<string, JsonSchema> = {};
  for (const socket of sockets) {
    const { sent, received: taken } = messagesOf(socket);
    for (const [name, payload] of Object.entries({ ...sent, ...taken }))
      messages[name] = { name, title: name, payload };
    channels[socket] = channelOf(socket, [...Object.keys(sent), ...Object.keys(taken)]);
    operations[`${socket}Sends`] = operationOf(socket, 'receive', Object.keys(taken));
    operations[`${socket}Hears`] = operationOf(socket, 'send', Object.keys(sent));
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Lotse',
      version: '1',
      description:
        'JSON text frames over plain WebSockets, sub-protocol `lotse.v1`. At least once, in order: a client drops cursors that it has seen.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels,
    operations,
    components: {
      messages,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key; or the first frame `auth`' },
      },
    },
  };
}

function channelOf(socket: Socket, names: readonly string[]): JsonSchema {
  return {
    address: `/v1/ws/${socket}`,
    description: ABOUT[socket],
    messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
    bindings: {
      ws: {
        method: 'GET',
        query: { type: 'object', properties: { cursor: { type: 'string', description: 'Where to go on from' } } },
      },
    },
  };
}

function operationOf(socket: Socket, action: 'send' | 'receive', names: readonly string[]): JsonSchema {
  return {
    action,
    channel: { $ref: `#/channels/${socket}` },
    messages: names.map((name) => ({ $ref: `#/channels/${socket}/messages/${name}` })),
  };
}
