// Written by `npm run client:types`. A change here is lost with the next run, and refused by the tests.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        agentHello: {
            /** @constant */
            type: "hello";
            /** @description Opaque to clients */
            cursor: string;
            agentId: string;
            /** @enum {unknown} */
            presence: "available" | "unavailable" | "offline";
            /**
             * @description Who set it: a supervisor's stands until the agent acts
             * @enum {unknown}
             */
            presenceBy?: "agent" | "system" | "supervisor" | "server";
            reasonCode?: string;
            channels?: string[];
            /** @description What it becomes once its work is done; until then nothing is offered to it */
            next?: {
                /** @enum {unknown} */
                presence: "available" | "unavailable" | "offline";
                reasonCode?: string;
            };
            /** @enum {unknown} */
            routingStatus: "notResponding" | "offered" | "busy" | "wrapUp" | "idle";
            /** Format: date-time */
            since: string;
            load: {
                [key: string]: number;
            };
            offers: {
                id: string;
                /** Format: date-time */
                expiresAt: string;
                contact: {
                    id: string;
                    /** @enum {unknown} */
                    state: "scheduled" | "waiting" | "offered" | "active" | "parked" | "wrapUp" | "completed" | "abandoned" | "cancelled" | "expired";
                    channel: string;
                    queueId: string;
                    /** Format: date-time */
                    enqueuedAt: string;
                    /** Format: date-time */
                    since: string;
                    requirements: {
                        skillId: string;
                        minLevel: number;
                        mandatory: boolean;
                        relaxable: boolean;
                    }[];
                    priority: number;
                    /** @description As the enqueueing system gave it */
                    customer?: Record<string, unknown>;
                    journeyStage?: string;
                    language?: string;
                    /** @description Of an offer to an agent who does not speak the language of the contact */
                    translate?: {
                        /** @description The contact's language */
                        from: string;
                        /** @description The agent's, where known */
                        to?: string;
                    };
                    correlation?: string;
                    /** Format: date-time */
                    dueAt?: string;
                    contactTypeId?: string;
                    threadId?: string;
                    attributes?: Record<string, unknown>;
                    /** Format: date-time */
                    wrapUpUntil?: string;
                    /** @description Whose it is; absent while it is offered */
                    agentId?: string;
                    /** Format: date-time */
                    heldSince?: string;
                    formerAgentId?: string;
                    /**
                     * @description While parked by an interruption: it comes back by itself
                     * @constant
                     */
                    parkedBecause?: "interrupted";
                    handover?: {
                        reason: string;
                        summary?: string;
                    };
                    consult?: {
                        contactId: string;
                        agentId?: string;
                    };
                    /** @description Of a consult: the contact that it is for */
                    consultFor?: string;
                    /** @description Of a callback, as REST answers it: where to call, attempts, window */
                    callback?: Record<string, unknown>;
                    /** @description Of its matter, newest first */
                    earlier?: {
                        id: string;
                        channel: string;
                        /** @enum {unknown} */
                        state: "scheduled" | "waiting" | "offered" | "active" | "parked" | "wrapUp" | "completed" | "abandoned" | "cancelled" | "expired";
                        /**
                         * Format: date-time
                         * @description When it was enqueued
                         */
                        at: string;
                        /**
                         * @description It has not ended
                         * @constant
                         */
                        open?: true;
                        /** @description Who has it, had it last, or parked it */
                        agentId?: string;
                        disposition?: string;
                        note?: string;
                        mergedInto?: string;
                    }[];
                    /** @description Where its matter goes on */
                    mergedInto?: string;
                    mergedContacts?: string[];
                    /** @description The agent's address for the channel */
                    address?: string;
                    outcome?: string;
                    disposition?: string;
                    /** @description Of its type, as they were told */
                    fields?: Record<string, unknown>;
                    /** @description What its type asked for when it ended, and was not told */
                    missing?: string[];
                    history: {
                        /** Format: date-time */
                        at: string;
                        type: string;
                        agentId?: string;
                        detail?: string;
                    }[];
                };
            }[];
            contacts: {
                id: string;
                /** @enum {unknown} */
                state: "scheduled" | "waiting" | "offered" | "active" | "parked" | "wrapUp" | "completed" | "abandoned" | "cancelled" | "expired";
                channel: string;
                queueId: string;
                /** Format: date-time */
                enqueuedAt: string;
                /** Format: date-time */
                since: string;
                requirements: {
                    skillId: string;
                    minLevel: number;
                    mandatory: boolean;
                    relaxable: boolean;
                }[];
                priority: number;
                /** @description As the enqueueing system gave it */
                customer?: Record<string, unknown>;
                journeyStage?: string;
                language?: string;
                /** @description Of an offer to an agent who does not speak the language of the contact */
                translate?: {
                    /** @description The contact's language */
                    from: string;
                    /** @description The agent's, where known */
                    to?: string;
                };
                correlation?: string;
                /** Format: date-time */
                dueAt?: string;
                contactTypeId?: string;
                threadId?: string;
                attributes?: Record<string, unknown>;
                /** Format: date-time */
                wrapUpUntil?: string;
                /** @description Whose it is; absent while it is offered */
                agentId?: string;
                /** Format: date-time */
                heldSince?: string;
                formerAgentId?: string;
                /**
                 * @description While parked by an interruption: it comes back by itself
                 * @constant
                 */
                parkedBecause?: "interrupted";
                handover?: {
                    reason: string;
                    summary?: string;
                };
                consult?: {
                    contactId: string;
                    agentId?: string;
                };
                /** @description Of a consult: the contact that it is for */
                consultFor?: string;
                /** @description Of a callback, as REST answers it: where to call, attempts, window */
                callback?: Record<string, unknown>;
                /** @description Of its matter, newest first */
                earlier?: {
                    id: string;
                    channel: string;
                    /** @enum {unknown} */
                    state: "scheduled" | "waiting" | "offered" | "active" | "parked" | "wrapUp" | "completed" | "abandoned" | "cancelled" | "expired";
                    /**
                     * Format: date-time
                     * @description When it was enqueued
                     */
                    at: string;
                    /**
                     * @description It has not ended
                     * @constant
                     */
                    open?: true;
                    /** @description Who has it, had it last, or parked it */
                    agentId?: string;
                    disposition?: string;
                    note?: string;
                    mergedInto?: string;
                }[];
                /** @description Where its matter goes on */
                mergedInto?: string;
                mergedContacts?: string[];
                /** @description The agent's address for the channel */
                address?: string;
                outcome?: string;
                disposition?: string;
                /** @description Of its type, as they were told */
                fields?: Record<string, unknown>;
                /** @description What its type asked for when it ended, and was not told */
                missing?: string[];
                history: {
                    /** Format: date-time */
                    at: string;
                    type: string;
                    agentId?: string;
                    detail?: string;
                }[];
            }[];
        };
        offerCreated: {
            /** @constant */
            type: "offer.created";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            offer: {
                id: string;
                /** Format: date-time */
                expiresAt?: string;
                contact: {
                    id: string;
                    /** @enum {unknown} */
                    state: "scheduled" | "waiting" | "offered" | "active" | "parked" | "wrapUp" | "completed" | "abandoned" | "cancelled" | "expired";
                    channel: string;
                    queueId: string;
                    /** Format: date-time */
                    enqueuedAt: string;
                    /** Format: date-time */
                    since: string;
                    requirements: {
                        skillId: string;
                        minLevel: number;
                        mandatory: boolean;
                        relaxable: boolean;
                    }[];
                    priority: number;
                    /** @description As the enqueueing system gave it */
                    customer?: Record<string, unknown>;
                    journeyStage?: string;
                    language?: string;
                    /** @description Of an offer to an agent who does not speak the language of the contact */
                    translate?: {
                        /** @description The contact's language */
                        from: string;
                        /** @description The agent's, where known */
                        to?: string;
                    };
                    correlation?: string;
                    /** Format: date-time */
                    dueAt?: string;
                    contactTypeId?: string;
                    threadId?: string;
                    attributes?: Record<string, unknown>;
                    /** Format: date-time */
                    wrapUpUntil?: string;
                    /** @description Whose it is; absent while it is offered */
                    agentId?: string;
                    /** Format: date-time */
                    heldSince?: string;
                    formerAgentId?: string;
                    /**
                     * @description While parked by an interruption: it comes back by itself
                     * @constant
                     */
                    parkedBecause?: "interrupted";
                    handover?: {
                        reason: string;
                        summary?: string;
                    };
                    consult?: {
                        contactId: string;
                        agentId?: string;
                    };
                    /** @description Of a consult: the contact that it is for */
                    consultFor?: string;
                    /** @description Of a callback, as REST answers it: where to call, attempts, window */
                    callback?: Record<string, unknown>;
                    /** @description Of its matter, newest first */
                    earlier?: {
                        id: string;
                        channel: string;
                        /** @enum {unknown} */
                        state: "scheduled" | "waiting" | "offered" | "active" | "parked" | "wrapUp" | "completed" | "abandoned" | "cancelled" | "expired";
                        /**
                         * Format: date-time
                         * @description When it was enqueued
                         */
                        at: string;
                        /**
                         * @description It has not ended
                         * @constant
                         */
                        open?: true;
                        /** @description Who has it, had it last, or parked it */
                        agentId?: string;
                        disposition?: string;
                        note?: string;
                        mergedInto?: string;
                    }[];
                    /** @description Where its matter goes on */
                    mergedInto?: string;
                    mergedContacts?: string[];
                    /** @description The agent's address for the channel */
                    address?: string;
                    outcome?: string;
                    disposition?: string;
                    /** @description Of its type, as they were told */
                    fields?: Record<string, unknown>;
                    /** @description What its type asked for when it ended, and was not told */
                    missing?: string[];
                    history: {
                        /** Format: date-time */
                        at: string;
                        type: string;
                        agentId?: string;
                        detail?: string;
                    }[];
                };
            };
        };
        offerEnded: {
            /** @constant */
            type: "offer.ended";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            offerId: string;
            contactId: string;
            /** @enum {unknown} */
            outcome: "accepted" | "declined" | "missed" | "rescinded" | "customerAbandoned" | "transportLost";
        };
        contactUpdated: {
            /** @constant */
            type: "contact.updated";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contact: {
                id: string;
                /** @enum {unknown} */
                state: "scheduled" | "waiting" | "offered" | "active" | "parked" | "wrapUp" | "completed" | "abandoned" | "cancelled" | "expired";
                channel: string;
                queueId: string;
                /** Format: date-time */
                enqueuedAt: string;
                /** Format: date-time */
                since: string;
                requirements: {
                    skillId: string;
                    minLevel: number;
                    mandatory: boolean;
                    relaxable: boolean;
                }[];
                priority: number;
                /** @description As the enqueueing system gave it */
                customer?: Record<string, unknown>;
                journeyStage?: string;
                language?: string;
                /** @description Of an offer to an agent who does not speak the language of the contact */
                translate?: {
                    /** @description The contact's language */
                    from: string;
                    /** @description The agent's, where known */
                    to?: string;
                };
                correlation?: string;
                /** Format: date-time */
                dueAt?: string;
                contactTypeId?: string;
                threadId?: string;
                attributes?: Record<string, unknown>;
                /** Format: date-time */
                wrapUpUntil?: string;
                /** @description Whose it is; absent while it is offered */
                agentId?: string;
                /** Format: date-time */
                heldSince?: string;
                formerAgentId?: string;
                /**
                 * @description While parked by an interruption: it comes back by itself
                 * @constant
                 */
                parkedBecause?: "interrupted";
                handover?: {
                    reason: string;
                    summary?: string;
                };
                consult?: {
                    contactId: string;
                    agentId?: string;
                };
                /** @description Of a consult: the contact that it is for */
                consultFor?: string;
                /** @description Of a callback, as REST answers it: where to call, attempts, window */
                callback?: Record<string, unknown>;
                /** @description Of its matter, newest first */
                earlier?: {
                    id: string;
                    channel: string;
                    /** @enum {unknown} */
                    state: "scheduled" | "waiting" | "offered" | "active" | "parked" | "wrapUp" | "completed" | "abandoned" | "cancelled" | "expired";
                    /**
                     * Format: date-time
                     * @description When it was enqueued
                     */
                    at: string;
                    /**
                     * @description It has not ended
                     * @constant
                     */
                    open?: true;
                    /** @description Who has it, had it last, or parked it */
                    agentId?: string;
                    disposition?: string;
                    note?: string;
                    mergedInto?: string;
                }[];
                /** @description Where its matter goes on */
                mergedInto?: string;
                mergedContacts?: string[];
                /** @description The agent's address for the channel */
                address?: string;
                outcome?: string;
                disposition?: string;
                /** @description Of its type, as they were told */
                fields?: Record<string, unknown>;
                /** @description What its type asked for when it ended, and was not told */
                missing?: string[];
                history: {
                    /** Format: date-time */
                    at: string;
                    type: string;
                    agentId?: string;
                    detail?: string;
                }[];
            };
        };
        presenceChanged: {
            /** @constant */
            type: "presence.changed";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            agentId: string;
            /** @enum {unknown} */
            presence: "available" | "unavailable" | "offline";
            /**
             * @description Who set it: a supervisor's stands until the agent acts
             * @enum {unknown}
             */
            presenceBy?: "agent" | "system" | "supervisor" | "server";
            reasonCode?: string;
            channels?: string[];
            /** @description What it becomes once its work is done; until then nothing is offered to it */
            next?: {
                /** @enum {unknown} */
                presence: "available" | "unavailable" | "offline";
                reasonCode?: string;
            };
            /** @enum {unknown} */
            routingStatus: "notResponding" | "offered" | "busy" | "wrapUp" | "idle";
            /** Format: date-time */
            since: string;
        };
        /** @description The command was done; the other fields are those of the REST answer */
        result: {
            /** @constant */
            type: "result";
            requestId: string;
        };
        error: {
            /** @constant */
            type: "error";
            requestId?: string;
            /** @description A problem document (RFC 9457), as REST answers it */
            problem: {
                type: string;
                title: string;
                status: number;
                detail: string;
                instance?: string;
                code: string;
                state?: string;
                /** @enum {unknown} */
                offerOutcome?: "accepted" | "declined" | "missed" | "rescinded" | "customerAbandoned" | "transportLost";
                contactId?: string;
                /** Format: date-time */
                opensAt?: string;
                alternatives?: {
                    [key: string]: string;
                }[];
                errors?: {
                    path: string;
                    message: string;
                }[];
            };
        };
        snapshotRequired: {
            /** @constant */
            type: "snapshotRequired";
        };
        auth: {
            /** @constant */
            type: "auth";
            token: string;
            /** @description Opaque to clients */
            cursor?: string;
        };
        presenceSet: {
            /** @constant */
            type: "presence.set";
            requestId: string;
            /**
             * @example available
             * @enum {string}
             */
            presence: "available" | "unavailable" | "offline";
            /**
             * @description Where reason codes are configured, the id of one that goes with this presence; while none is, any text
             * @example lunch
             */
            reasonCode?: string;
            /**
             * @description Channels of the day: the others get nothing
             * @example [
             *       "voice"
             *     ]
             */
            channels?: string[];
            /**
             * @description Unavailable or offline once the work at hand is done, wrap-up and open offers included; until then nothing more is offered. At once where there is none; the next word about the presence takes it back
             * @example true
             */
            afterWork?: boolean;
        };
        offerAccept: {
            /** @constant */
            type: "offer.accept";
            requestId: string;
            /** @example offer-1 */
            offerId: string;
        };
        offerDecline: {
            /** @constant */
            type: "offer.decline";
            requestId: string;
            /**
             * @description `noAnswer` and `failed` from a system key end the offer as missed
             * @example busy
             */
            reason?: string;
            /** @example offer-1 */
            offerId: string;
        };
        contactComplete: {
            /** @constant */
            type: "contact.complete";
            requestId: string;
            /**
             * @example customer
             * @enum {string}
             */
            endedBy?: "customer" | "agent" | "system";
            /** @example invoice-corrected */
            disposition?: string;
            /** @example true */
            resolved?: boolean;
            /** @example Sent the corrected invoice. */
            note?: string;
            /**
             * @description Fields of the contact's type. An end without what the type requires, told now or before, is refused: 400, with an error for each. The timer ends all the same, and the contact shows what is `missing`; a repeat may add it
             * @example {
             *       "cause": "price"
             *     }
             */
            fields?: {
                [key: string]: string | number | boolean;
            };
            /**
             * @description Ends wrap-up too
             * @example true
             */
            endWrapUp?: boolean;
            /** @example call-1 */
            contactId: string;
        };
        contactExtendWrapUp: {
            /** @constant */
            type: "contact.extendWrapUp";
            requestId: string;
            /**
             * @description How long it lasts at least, from now on
             * @example 120
             */
            seconds: number;
            /** @example call-1 */
            contactId: string;
        };
        contactHold: {
            /** @constant */
            type: "contact.hold";
            requestId: string;
            /** @example call-1 */
            contactId: string;
        };
        contactUnhold: {
            /** @constant */
            type: "contact.unhold";
            requestId: string;
            /** @example call-1 */
            contactId: string;
        };
        contactPark: {
            /** @constant */
            type: "contact.park";
            requestId: string;
            /** @example call-1 */
            contactId: string;
        };
        contactResume: {
            /** @constant */
            type: "contact.resume";
            requestId: string;
            /** @example call-1 */
            contactId: string;
        };
        contactTransfer: {
            /** @constant */
            type: "contact.transfer";
            requestId: string;
            /**
             * @description Either this or agentId
             * @example second-line
             */
            queueId?: string;
            /**
             * @description Only this agent for the time of an offer, then the contact's queue
             * @example agent-9
             */
            agentId?: string;
            /**
             * @description What it asks for there; left out: the same as before
             * @example [
             *       {
             *         "skillId": "lang:de",
             *         "minLevel": 5
             *       }
             *     ]
             */
            requirements?: {
                /** @example lang:de */
                skillId: string;
                /**
                 * @default 1
                 * @example 5
                 */
                minLevel?: number;
                /**
                 * @description A wished skill (false) excludes nobody; it only counts in credits
                 * @default true
                 */
                mandatory?: boolean;
                /**
                 * @description Whether relaxation steps may lower or drop it
                 * @default true
                 */
                relaxable?: boolean;
            }[];
            /**
             * @description consult: the contact stays until transfer/complete
             * @example blind
             * @enum {string}
             */
            mode: "blind" | "consult";
            /**
             * @description False: its age begins anew; of no effect with consult
             * @default true
             * @example true
             */
            keepAge?: boolean;
            /** @example Wants to cancel; was promised a call back. */
            note?: string;
            /** @example call-1 */
            contactId: string;
        };
        contactHandover: {
            /** @constant */
            type: "contact.handover";
            requestId: string;
            /** @example wantsPerson */
            reason: string;
            /** @example Invoice 4711 is paid twice; has the receipts at hand. */
            summary?: string;
            /**
             * @example [
             *       {
             *         "skillId": "lang:de",
             *         "minLevel": 5
             *       }
             *     ]
             */
            requirements?: {
                /** @example lang:de */
                skillId: string;
                /**
                 * @default 1
                 * @example 5
                 */
                minLevel?: number;
                /**
                 * @description A wished skill (false) excludes nobody; it only counts in credits
                 * @default true
                 */
                mandatory?: boolean;
                /**
                 * @description Whether relaxation steps may lower or drop it
                 * @default true
                 */
                relaxable?: boolean;
            }[];
            /** @example call-1 */
            contactId: string;
        };
        contactMerge: {
            /** @constant */
            type: "contact.merge";
            requestId: string;
            /**
             * @description In which contact the matter goes on
             * @example mail-17
             */
            intoContactId: string;
            /** @example call-1 */
            contactId: string;
        };
        contactTransferComplete: {
            /** @constant */
            type: "contact.transferComplete";
            requestId: string;
            /** @example call-1 */
            contactId: string;
        };
        contactTransferCancel: {
            /** @constant */
            type: "contact.transferCancel";
            requestId: string;
            /** @example call-1 */
            contactId: string;
        };
        systemHello: {
            /** @constant */
            type: "hello";
            /** @description Opaque to clients */
            cursor: string;
        };
        contactScheduled: {
            /** @constant */
            type: "contact.scheduled";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "scheduled";
            queueId: string;
            channel: string;
            correlation?: string;
            /** @description Of a consult: the contact that it is for */
            consultFor?: string;
            agentId?: string;
            offerId?: string;
            address?: string;
            outcome?: string;
            /**
             * @description The customer is to be called now; what became of it is an attempt
             * @constant
             */
            dialling?: true;
            /**
             * Format: date-time
             * @description With dialling: then the attempt counts as noAnswer
             */
            dialUntil?: string;
            /** @description With dialling: its number, for the attempt to name */
            attempt?: number;
        };
        contactWaiting: {
            /** @constant */
            type: "contact.waiting";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "waiting";
            queueId: string;
            channel: string;
            correlation?: string;
            /** @description Of a consult: the contact that it is for */
            consultFor?: string;
            agentId?: string;
            offerId?: string;
            address?: string;
            outcome?: string;
        };
        contactOffered: {
            /** @constant */
            type: "contact.offered";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "offered";
            queueId: string;
            channel: string;
            correlation?: string;
            /** @description Of a consult: the contact that it is for */
            consultFor?: string;
            agentId?: string;
            offerId?: string;
            address?: string;
            outcome?: string;
            /** @description Of an offer to an agent who does not speak the language of the contact */
            translate?: {
                /** @description The contact's language */
                from: string;
                /** @description The agent's, where known */
                to?: string;
            };
        };
        contactActive: {
            /** @constant */
            type: "contact.active";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "active";
            queueId: string;
            channel: string;
            correlation?: string;
            /** @description Of a consult: the contact that it is for */
            consultFor?: string;
            agentId?: string;
            offerId?: string;
            address?: string;
            outcome?: string;
        };
        contactHeld: {
            /** @constant */
            type: "contact.held";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "active";
            queueId: string;
            channel: string;
            correlation?: string;
            /** @description Of a consult: the contact that it is for */
            consultFor?: string;
            agentId?: string;
            offerId?: string;
            address?: string;
            outcome?: string;
        };
        contactParked: {
            /** @constant */
            type: "contact.parked";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "parked";
            queueId: string;
            channel: string;
            correlation?: string;
            /** @description Of a consult: the contact that it is for */
            consultFor?: string;
            agentId?: string;
            offerId?: string;
            address?: string;
            outcome?: string;
        };
        contactWrapUp: {
            /** @constant */
            type: "contact.wrapUp";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "wrapUp";
            queueId: string;
            channel: string;
            correlation?: string;
            /** @description Of a consult: the contact that it is for */
            consultFor?: string;
            agentId?: string;
            offerId?: string;
            address?: string;
            outcome?: string;
        };
        contactCompleted: {
            /** @constant */
            type: "contact.completed";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "completed";
            queueId: string;
            channel: string;
            correlation?: string;
            /** @description Of a consult: the contact that it is for */
            consultFor?: string;
            agentId?: string;
            offerId?: string;
            address?: string;
            outcome?: string;
        };
        contactAbandoned: {
            /** @constant */
            type: "contact.abandoned";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "abandoned";
            queueId: string;
            channel: string;
            correlation?: string;
            /** @description Of a consult: the contact that it is for */
            consultFor?: string;
            agentId?: string;
            offerId?: string;
            address?: string;
            outcome?: string;
        };
        contactCancelled: {
            /** @constant */
            type: "contact.cancelled";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "cancelled";
            queueId: string;
            channel: string;
            correlation?: string;
            /** @description Of a consult: the contact that it is for */
            consultFor?: string;
            agentId?: string;
            offerId?: string;
            address?: string;
            outcome?: string;
        };
        contactExpired: {
            /** @constant */
            type: "contact.expired";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "expired";
            queueId: string;
            channel: string;
            correlation?: string;
            /** @description Of a consult: the contact that it is for */
            consultFor?: string;
            agentId?: string;
            offerId?: string;
            address?: string;
            outcome?: string;
        };
        contactExpiring: {
            /** @constant */
            type: "contact.expiring";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "waiting";
            queueId: string;
            channel: string;
            correlation?: string;
            /** @description Of a consult: the contact that it is for */
            consultFor?: string;
            agentId?: string;
            offerId?: string;
            address?: string;
            outcome?: string;
            /**
             * Format: date-time
             * @description When it expires if nobody takes it; told up to 15 s before
             */
            expiresAt: string;
        };
        /** @description The wait that an answer of this node announced has risen. Told within seconds to whom follows the contact or its queue on this node, never replayed: the next answer says it too */
        contactEstimateRose: {
            /** @constant */
            type: "contact.estimateRose";
            /** @description Of its own: no other frame of this node has it */
            cursor: string;
            /** Format: date-time */
            at: string;
            contactId: string;
            /** @constant */
            state: "waiting";
            queueId: string;
            channel: string;
            correlation?: string;
            position: number;
            estimatedWait: {
                lowSeconds: number;
                highSeconds: number;
            } | "insufficientData";
            /**
             * @description Agents of its class went, or somebody with a higher rank came
             * @enum {unknown}
             */
            estimatedWaitRoseBecause: "staffFell" | "outranked";
        };
        subscribe: {
            /** @constant */
            type: "subscribe";
            requestId: string;
            /**
             * @description Queues to follow; neither queues nor contacts: all contacts of the workspace
             * @example [
             *       "billing"
             *     ]
             */
            queues?: string[];
            /**
             * @description Contacts to follow
             * @example [
             *       "call-1"
             *     ]
             */
            contacts?: string[];
            /**
             * @description Events after it come first
             * @example 1.42
             */
            cursor?: string;
        };
        contactEnqueue: {
            /** @constant */
            type: "contact.enqueue";
            requestId: string;
            /**
             * @description Made by the server when left out
             * @example call-20260302-0001
             */
            id?: string;
            /** @example voice */
            channel: string;
            /** @example billing */
            queueId: string;
            /**
             * @example [
             *       {
             *         "skillId": "lang:de",
             *         "minLevel": 5
             *       }
             *     ]
             */
            requirements?: {
                /** @example lang:de */
                skillId: string;
                /**
                 * @default 1
                 * @example 5
                 */
                minLevel?: number;
                /**
                 * @description A wished skill (false) excludes nobody; it only counts in credits
                 * @default true
                 */
                mandatory?: boolean;
                /**
                 * @description Whether relaxation steps may lower or drop it
                 * @default true
                 */
                relaxable?: boolean;
            }[];
            /**
             * @default 0
             * @example 3
             */
            priority?: number;
            /**
             * @example {
             *       "id": "C-4711",
             *       "value": 0.7
             *     }
             */
            customer?: {
                /** @example C-4711 */
                id?: string;
                /**
                 * @example [
                 *       {
                 *         "kind": "phone",
                 *         "value": "+49301234567"
                 *       }
                 *     ]
                 */
                identities?: {
                    /** @example phone */
                    kind: string;
                    /** @example +49301234567 */
                    value: string;
                }[];
                /** @example Ada Muster */
                name?: string;
                /**
                 * @description Customer value; unknown counts as 0
                 * @example 0.7
                 */
                value?: number;
                /** @example gold */
                segment?: string;
            };
            /** @example cancellation */
            journeyStage?: string;
            /** @example agent-7 */
            preferredAgentId?: string;
            /**
             * @description How gladly it is served by a bot; unknown counts as 0.5, never leaves it to humans
             * @example 0.8
             */
            botAcceptance?: number | "never";
            /**
             * @description Id of a skill that its agent must have, at whatever level; no step relaxes it
             * @example de
             */
            language?: string;
            /**
             * @description Opaque, in every message about the contact; up to 1 KiB
             * @example leg-889
             */
            correlation?: string;
            /**
             * Format: date-time
             * @description Left out: the contact type's longest handling after the enqueue
             * @example 2026-03-02T09:30:00.000Z
             */
            dueAt?: string;
            /**
             * @description What its end must tell, and by when it is due
             * @example complaint
             */
            contactTypeId?: string;
            /**
             * Format: date-time
             * @description Past only: the age starts there
             * @example 2026-01-02T09:30:00.000Z
             */
            enqueuedAt?: string;
            /**
             * Format: date-time
             * @description Future only: until then it is scheduled and nobody is offered it; then its age starts
             * @example 2040-01-02T09:30:00.000Z
             */
            scheduledAt?: string;
            /** @example thread-12 */
            threadId?: string;
            /**
             * @example {
             *       "orderId": "A-1007"
             *     }
             */
            attributes?: {
                [key: string]: unknown;
            };
            /**
             * Format: uri
             * @example https://telephony.example.com/lotse
             */
            notifyUrl?: string;
            /**
             * @description With the channel `callback` alone. One is open for a customer at a time: the second is refused, 409
             * @example {
             *       "attempts": {
             *         "max": 3,
             *         "spacingSeconds": 900
             *       }
             *     }
             */
            callback?: {
                /**
                 * @description agentFirst: an agent accepts, then the customer is called. customerFirst: the customer is called while an agent stands for it, and is offered once on the line
                 * @default agentFirst
                 * @example agentFirst
                 * @enum {string}
                 */
                mode?: "agentFirst" | "customerFirst";
                /**
                 * @description With customerFirst alone: how long the customer is called; left out: 45
                 * @example 45
                 */
                dialSeconds?: number;
                /**
                 * @example {
                 *       "max": 3,
                 *       "spacingSeconds": 900
                 *     }
                 */
                attempts?: {
                    /**
                     * @description With so many that failed it ends
                     * @default 3
                     * @example 3
                     */
                    max?: number;
                    /**
                     * @description From one to the next
                     * @default 900
                     * @example 900
                     */
                    spacingSeconds?: number;
                };
                /**
                 * @description When the customer may be called; outside it the callback is scheduled for the next opening, age kept
                 * @example {
                 *       "timezone": "Europe/Berlin",
                 *       "from": "09:00",
                 *       "to": "18:00",
                 *       "days": [
                 *         "mon",
                 *         "tue",
                 *         "wed",
                 *         "thu",
                 *         "fri"
                 *       ]
                 *     }
                 */
                window?: {
                    /**
                     * @description The customer's; a name of the zone database
                     * @example Europe/Berlin
                     */
                    timezone: string;
                    /** @example 09:00 */
                    from: string;
                    /**
                     * @description After `from`; `24:00` is the end of the day
                     * @example 18:00
                     */
                    to: string;
                    /**
                     * @description Left out: every day
                     * @example [
                     *       "mon",
                     *       "tue",
                     *       "wed",
                     *       "thu",
                     *       "fri"
                     *     ]
                     */
                    days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                };
                /**
                 * @description Where to call. Who the customer is, where that is not known otherwise
                 * @example {
                 *       "kind": "phone",
                 *       "value": "+49301234567"
                 *     }
                 */
                identity?: {
                    /** @example phone */
                    kind: string;
                    /** @example +49301234567 */
                    value: string;
                };
            };
        };
        contactCancel: {
            /** @constant */
            type: "contact.cancel";
            requestId: string;
            /**
             * @example abandoned
             * @enum {string}
             */
            reason: "abandoned" | "resolvedElsewhere" | "cancelled";
            /** @example hung up */
            detail?: string;
            /** @example call-1 */
            contactId: string;
        };
        contactPatch: {
            /** @constant */
            type: "contact.patch";
            requestId: string;
            /** @example 5 */
            priority?: number;
            /**
             * @example [
             *       {
             *         "skillId": "lang:de",
             *         "minLevel": 3
             *       }
             *     ]
             */
            requirements?: {
                /** @example lang:de */
                skillId: string;
                /**
                 * @default 1
                 * @example 5
                 */
                minLevel?: number;
                /**
                 * @description A wished skill (false) excludes nobody; it only counts in credits
                 * @default true
                 */
                mandatory?: boolean;
                /**
                 * @description Whether relaxation steps may lower or drop it
                 * @default true
                 */
                relaxable?: boolean;
            }[];
            customer?: {
                /** @example C-4711 */
                id?: string;
                /**
                 * @example [
                 *       {
                 *         "kind": "phone",
                 *         "value": "+49301234567"
                 *       }
                 *     ]
                 */
                identities?: {
                    /** @example phone */
                    kind: string;
                    /** @example +49301234567 */
                    value: string;
                }[];
                /** @example Ada Muster */
                name?: string;
                /**
                 * @description Customer value; unknown counts as 0
                 * @example 0.7
                 */
                value?: number;
                /** @example gold */
                segment?: string;
            } | null;
            journeyStage?: string | null;
            preferredAgentId?: string | null;
            botAcceptance?: (number | "never") | null;
            attributes?: {
                [key: string]: unknown;
            } | null;
            dueAt?: string | null;
            contactTypeId?: string | null;
            /** @example call-1 */
            contactId: string;
        };
        contactCallback: {
            /** @constant */
            type: "contact.callback";
            requestId: string;
            /**
             * @description agentFirst: an agent accepts, then the customer is called. customerFirst: the customer is called while an agent stands for it, and is offered once on the line
             * @default agentFirst
             * @example agentFirst
             * @enum {string}
             */
            mode?: "agentFirst" | "customerFirst";
            /**
             * @description With customerFirst alone: how long the customer is called; left out: 45
             * @example 45
             */
            dialSeconds?: number;
            /**
             * @example {
             *       "max": 3,
             *       "spacingSeconds": 900
             *     }
             */
            attempts?: {
                /**
                 * @description With so many that failed it ends
                 * @default 3
                 * @example 3
                 */
                max?: number;
                /**
                 * @description From one to the next
                 * @default 900
                 * @example 900
                 */
                spacingSeconds?: number;
            };
            /**
             * @description When the customer may be called; outside it the callback is scheduled for the next opening, age kept
             * @example {
             *       "timezone": "Europe/Berlin",
             *       "from": "09:00",
             *       "to": "18:00",
             *       "days": [
             *         "mon",
             *         "tue",
             *         "wed",
             *         "thu",
             *         "fri"
             *       ]
             *     }
             */
            window?: {
                /**
                 * @description The customer's; a name of the zone database
                 * @example Europe/Berlin
                 */
                timezone: string;
                /** @example 09:00 */
                from: string;
                /**
                 * @description After `from`; `24:00` is the end of the day
                 * @example 18:00
                 */
                to: string;
                /**
                 * @description Left out: every day
                 * @example [
                 *       "mon",
                 *       "tue",
                 *       "wed",
                 *       "thu",
                 *       "fri"
                 *     ]
                 */
                days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
            };
            /**
             * @description Where to call. Who the customer is, where that is not known otherwise
             * @example {
             *       "kind": "phone",
             *       "value": "+49301234567"
             *     }
             */
            identity?: {
                /** @example phone */
                kind: string;
                /** @example +49301234567 */
                value: string;
            };
            /**
             * @description Of the callback; left out: made by the server
             * @example callback-20260302-0001
             */
            id?: string;
            /**
             * Format: date-time
             * @description Not called before
             * @example 2040-01-02T09:30:00.000Z
             */
            notBefore?: string;
            /** @example call-1 */
            contactId: string;
        };
        contactCallbackAttempt: {
            /** @constant */
            type: "contact.callbackAttempt";
            requestId: string;
            /**
             * @example noAnswer
             * @enum {string}
             */
            outcome: "noAnswer" | "busy" | "failed" | "reached";
            /**
             * @description The offer whose attempt it was, so that a late signal of an earlier one is not taken for the present
             * @example 0199c1f0-6a2b-7c3d-8e4f-5a6b7c8d9e0f
             */
            offerId?: string;
            /**
             * @description The same by its number: 1 is the first
             * @example 1
             */
            attempt?: number;
            /** @example callback-20260302-0001 */
            contactId: string;
        };
        supervisorHello: {
            /** @constant */
            type: "hello";
            /** @description Opaque to clients */
            cursor: string;
            /** @description Those that stand, oldest first */
            alerts: ({
                /** @constant */
                type: "alert";
                /** @description Of its own: no other frame of this node has it */
                cursor: string;
                /** Format: date-time */
                at: string;
                /** @description The same on every node, and when the level rises or it is resolved */
                id: string;
                /**
                 * @description unroutable: no configured agent could ever take the contact. nobodyLeft: nobody is signed on who could take waiting contacts that ask the same. declinedByAll: every available agent that the contact may go to has declined or missed it. tooMany: further alerts are only counted
                 * @enum {unknown}
                 */
                alert: "unroutable" | "nobodyLeft" | "declinedByAll" | "tooMany";
                /**
                 * @description Told again only when it rises
                 * @enum {unknown}
                 */
                level: "warning" | "critical";
                contactId?: string;
                /** @description Absent for tooMany only */
                queueId?: string;
                channel?: string;
                /** @description nobodyLeft: whose leaving left nobody */
                agentId?: string;
                /** @description In words, for people */
                detail: string;
                /** @description nobodyLeft: contacts that waited. declinedByAll: rounds in which everyone declined */
                count?: number;
                /**
                 * @description It does not stand any more
                 * @constant
                 */
                resolved?: true;
            } | {
                /** @constant */
                type: "alert";
                /** @description Opaque to clients */
                cursor: string;
                /** Format: date-time */
                at: string;
                /** @description `threshold:` and the id of the alert as configured */
                id: string;
                /**
                 * @description A figure has crossed a threshold that is configured
                 * @constant
                 */
                alert: "threshold";
                alertId: string;
                name: string;
                /** @enum {unknown} */
                kind: "longestWait" | "estimatedWait" | "serviceLevel" | "ronaRate" | "unroutable" | "declinedByAll";
                /** @enum {unknown} */
                level: "warning" | "critical";
                /** @description Absent: all queues together */
                queueId?: string;
                raiseAt: number;
                clearAt: number;
                /** @description The figure; null where there is none any more */
                value: number | null;
                /** @description In words, for people */
                detail: string;
                /**
                 * @description It does not stand any more
                 * @constant
                 */
                resolved?: true;
            })[];
            /** Format: date-time */
            at?: string;
            /** @description The workspace's, as GET /v1/stats answers them */
            stats?: Record<string, unknown>;
            /** @description Each row that is watched, whole, as GET /v1/stats/queues, /channels, /skills and /agents answer it; a group without rows is left out */
            rows?: {
                queue?: Record<string, unknown>[];
                channel?: Record<string, unknown>[];
                skill?: Record<string, unknown>[];
                agent?: Record<string, unknown>[];
            };
        };
        stats: {
            /** @constant */
            type: "stats";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            /** @description False where no rows were told before, because the hello came without: then `changed` is all */
            delta: boolean;
            /** @description The workspace's, as GET /v1/stats answers them */
            stats: Record<string, unknown>;
            /** @description Rows that are other than told before: what names them, and each field that changed, with its new value whole; new rows whole */
            changed: {
                queue?: Record<string, unknown>[];
                channel?: Record<string, unknown>[];
                skill?: Record<string, unknown>[];
                agent?: Record<string, unknown>[];
            };
            /** @description Names of rows that are not there, or not watched, any more */
            removed: {
                queue?: string[];
                channel?: string[];
                skill?: string[];
                agent?: string[];
            };
        };
        alert: {
            /** @constant */
            type: "alert";
            /** @description Of its own: no other frame of this node has it */
            cursor: string;
            /** Format: date-time */
            at: string;
            /** @description The same on every node, and when the level rises or it is resolved */
            id: string;
            /**
             * @description unroutable: no configured agent could ever take the contact. nobodyLeft: nobody is signed on who could take waiting contacts that ask the same. declinedByAll: every available agent that the contact may go to has declined or missed it. tooMany: further alerts are only counted
             * @enum {unknown}
             */
            alert: "unroutable" | "nobodyLeft" | "declinedByAll" | "tooMany";
            /**
             * @description Told again only when it rises
             * @enum {unknown}
             */
            level: "warning" | "critical";
            contactId?: string;
            /** @description Absent for tooMany only */
            queueId?: string;
            channel?: string;
            /** @description nobodyLeft: whose leaving left nobody */
            agentId?: string;
            /** @description In words, for people */
            detail: string;
            /** @description nobodyLeft: contacts that waited. declinedByAll: rounds in which everyone declined */
            count?: number;
            /**
             * @description It does not stand any more
             * @constant
             */
            resolved?: true;
        };
        thresholdAlert: {
            /** @constant */
            type: "alert";
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            /** @description `threshold:` and the id of the alert as configured */
            id: string;
            /**
             * @description A figure has crossed a threshold that is configured
             * @constant
             */
            alert: "threshold";
            alertId: string;
            name: string;
            /** @enum {unknown} */
            kind: "longestWait" | "estimatedWait" | "serviceLevel" | "ronaRate" | "unroutable" | "declinedByAll";
            /** @enum {unknown} */
            level: "warning" | "critical";
            /** @description Absent: all queues together */
            queueId?: string;
            raiseAt: number;
            clearAt: number;
            /** @description The figure; null where there is none any more */
            value: number | null;
            /** @description In words, for people */
            detail: string;
            /**
             * @description It does not stand any more
             * @constant
             */
            resolved?: true;
        };
        watchResult: {
            /** @constant */
            type: "result";
            requestId: string;
            /** @description Opaque to clients */
            cursor: string;
            /** Format: date-time */
            at: string;
            /** @description The workspace's, as GET /v1/stats answers them */
            stats: Record<string, unknown>;
            /** @description Each row that is watched, whole, as GET /v1/stats/queues, /channels, /skills and /agents answer it; a group without rows is left out */
            rows: {
                queue?: Record<string, unknown>[];
                channel?: Record<string, unknown>[];
                skill?: Record<string, unknown>[];
                agent?: Record<string, unknown>[];
            };
        };
        watch: {
            /** @constant */
            type: "subscribe";
            requestId: string;
            /**
             * @description Of each of these groups the first 100 by id. At the beginning all four are watched like this
             * @example [
             *       "queue",
             *       "channel"
             *     ]
             */
            groups?: ("queue" | "channel" | "skill" | "agent")[];
            /**
             * @description With channels, skills and agents at most 500
             * @example [
             *       "billing"
             *     ]
             */
            queues?: string[];
            /**
             * @example [
             *       "voice"
             *     ]
             */
            channels?: string[];
            /**
             * @example [
             *       "german"
             *     ]
             */
            skills?: string[];
            /**
             * @example [
             *       "anna"
             *     ]
             */
            agents?: string[];
        };
        agentSends: components["schemas"]["auth"] | components["schemas"]["presenceSet"] | components["schemas"]["offerAccept"] | components["schemas"]["offerDecline"] | components["schemas"]["contactComplete"] | components["schemas"]["contactExtendWrapUp"] | components["schemas"]["contactHold"] | components["schemas"]["contactUnhold"] | components["schemas"]["contactPark"] | components["schemas"]["contactResume"] | components["schemas"]["contactTransfer"] | components["schemas"]["contactHandover"] | components["schemas"]["contactMerge"] | components["schemas"]["contactTransferComplete"] | components["schemas"]["contactTransferCancel"];
        agentHears: components["schemas"]["agentHello"] | components["schemas"]["offerCreated"] | components["schemas"]["offerEnded"] | components["schemas"]["contactUpdated"] | components["schemas"]["presenceChanged"] | components["schemas"]["result"] | components["schemas"]["error"] | components["schemas"]["snapshotRequired"];
        systemSends: components["schemas"]["auth"] | components["schemas"]["subscribe"] | components["schemas"]["contactEnqueue"] | components["schemas"]["contactCancel"] | components["schemas"]["contactPatch"] | components["schemas"]["contactCallback"] | components["schemas"]["contactCallbackAttempt"] | components["schemas"]["offerAccept"] | components["schemas"]["offerDecline"];
        systemHears: components["schemas"]["systemHello"] | components["schemas"]["contactScheduled"] | components["schemas"]["contactWaiting"] | components["schemas"]["contactOffered"] | components["schemas"]["contactActive"] | components["schemas"]["contactHeld"] | components["schemas"]["contactParked"] | components["schemas"]["contactWrapUp"] | components["schemas"]["contactCompleted"] | components["schemas"]["contactAbandoned"] | components["schemas"]["contactCancelled"] | components["schemas"]["contactExpired"] | components["schemas"]["contactExpiring"] | components["schemas"]["contactEstimateRose"] | components["schemas"]["result"] | components["schemas"]["error"] | components["schemas"]["snapshotRequired"];
        supervisorSends: components["schemas"]["auth"] | components["schemas"]["watch"];
        supervisorHears: components["schemas"]["supervisorHello"] | components["schemas"]["stats"] | components["schemas"]["alert"] | components["schemas"]["thresholdAlert"] | components["schemas"]["watchResult"] | components["schemas"]["error"];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
