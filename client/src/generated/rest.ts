// Written by `npm run client:types`. A change here is lost with the next run, and refused by the tests.

export interface paths {
    "/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List contacts, newest first */
        get: operations["Contacts_list"];
        put?: never;
        /**
         * Enqueue a contact
         * @description 200 where it stood already with an equal body.
         */
        post: operations["Contacts_enqueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One contact */
        get: operations["Contacts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what a contact asks for
         * @description Re-scored at once; age is kept.
         */
        patch: operations["Contacts_patch"];
        trace?: never;
    };
    "/v1/contacts/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a contact that nobody serves */
        post: operations["Contacts_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Back into the queue with its age: the connection failed */
        post: operations["Contacts_requeue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the talk, or the wrap-up */
        post: operations["Contacts_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts:reconcile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this key's active contacts of a channel that are not listed */
        post: operations["Contacts_reconcile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call the customer back instead of holding the line
         * @description The contact, which waits or is offered, ends `cancelled` with the outcome `callback`, and its `callbackId` names the answer: a contact of the channel `callback` that goes on in its place, with its age, credits and rank. An agent needs capacity on that channel. 200 where it stood already. 409 with `contactId` where a callback is open for this customer, known by its id, else by its first identity. With `customerFirst` no agent is asked until the customer is on the line: once an agent is free for it the callback is `scheduled` with `dialling` in its event, and the telephone system calls the customer and says what became of it.
         */
        post: operations["Callbacks_ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/callback/attempt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What became of calling the customer
         * @description While an agent has the callback, or its customer is called first. `reached`: noted, and who was called first waits, with its age, to be offered. Else the agent is free at once, without wrap-up, and the callback is `scheduled` for the next attempt, with its age; after `attempts.max` it ends `completed` with the outcome `notReached`. An offer that an agent declines or misses is no attempt. A customer who was called first and hangs up before an agent has it: cancel with `abandoned`.
         */
        post: operations["Callbacks_attempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer is on hold */
        post: operations["ContactWork_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/unhold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer is on hold no more */
        post: operations["ContactWork_unhold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/extend-wrap-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The agent needs more time for wrap-up
         * @description It lasts at least so many seconds from now on, and never less than it would have; an hour after the talk at most.
         */
        post: operations["ContactWork_extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/park": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set an active contact aside until its customer goes on
         * @description It takes no capacity; there is no wrap-up.
         */
        post: operations["ContactWork_park"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The customer of a parked contact goes on
         * @description It waits with its age: for the queue's affinityWaitSeconds for the agent who parked it, if that one is available.
         */
        post: operations["ContactWork_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an active contact to a queue or an agent, or ask there first
         * @description blind: it waits there and its agent is free, without wrap-up. consult: a contact of its own waits there, with consultFor; the first agent stays until transfer/complete or transfer/cancel.
         */
        post: operations["ContactWork_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a contact from a bot to people
         * @description It waits in its queue with its age; no bot gets it any more.
         */
        post: operations["ContactWork_handOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a contact whose matter goes on in another
         * @description It ends cancelled, with the outcome merged and mergedInto; an agent who has it is free at once. The other must not have ended; it stays as it is and names it in mergedContacts. Neither may consult.
         */
        post: operations["ContactWork_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/transfer/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The agent who answered the consult has the contact from now on */
        post: operations["ContactWork_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/transfer/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The contact stays with its agent; the consult ends */
        post: operations["ContactWork_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/pull-to-front": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A contact that waits comes before all others of its queue
         * @description Now and later, until an agent takes it: a credit that lasts over declines, misses, PATCH and new weights, and stands in its decisions as `front`. It counts in every queue that its agents serve. Of several the order among them is what it was. Waiting or offered, else 409. In the audit.
         */
        post: operations["SupervisorActs_pull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Offer a contact that waits to an agent by hand
         * @description An offer like any other, with a decision of the trigger `supervisor` that names whose word it was and what it was made despite: skills, queues, reservations and earlier declines do not forbid it. Over capacity, or past a block, only with `override`. 409 with what forbids it as `state`: where the contact does not wait its state; of the agent `unavailable`, `offline`, `notResponding`, `channelNotToday`, `channelNotConfigured`, `capacityFull`, `blockedByChannel`. In the audit.
         */
        post: operations["SupervisorActs_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the offered contact */
        post: operations["Offers_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave the offered contact to others */
        post: operations["Offers_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why an offer went to this agent
         * @description `format=text` tells it in sentences for people, in English or German.
         */
        get: operations["Explanations_decision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who would get a contact now, and why
         * @description Decided by the engine that decides, on the state as it stands; nothing is enqueued.
         */
        post: operations["Explanations_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a contact waits for
         * @description `format=text` tells it in sentences for people, in English or German.
         */
        get: operations["Explanations_contact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why an agent gets what it gets, or nothing
         * @description Of each of its queues the first 200 in line are looked at. `format=text` tells it in sentences for people, in English or German.
         */
        get: operations["Explanations_agent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whether the agent takes contacts */
        post: operations["AgentWork_set"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Presence, load, offers and contacts of an agent */
        get: operations["AgentWork_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/external-load/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Work elsewhere that takes capacity */
        put: operations["AgentWork_putLoad"];
        /** Work elsewhere that takes capacity, for systems that cannot PUT */
        post: operations["AgentWork_postLoad"];
        /** The work elsewhere has ended */
        delete: operations["AgentWork_deleteLoad"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/external-load/{ref}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The work elsewhere has ended, for systems that cannot DELETE */
        post: operations["AgentWork_endLoad"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a queue stands */
        get: operations["Stats_ofQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues/{id}/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Skills that waiting contacts of a queue ask for and nobody has
         * @description Skills, at the levels asked for, that no agent of the queue is configured with (`configuredAgents` 0) or that nobody on duty has (`onDutyAgents` 0). Of a longer queue the first 5,000 in line are looked at, and at most 200 gaps are listed: then `truncated` is true.
         */
        get: operations["Stats_gapsOf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How all queues together stand */
        get: operations["Stats_ofAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How each queue stands, by id */
        get: operations["Stats_ofQueues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How each channel stands, by id */
        get: operations["Stats_ofChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How what asks for each skill stands, by id
         * @description A contact that asks for two skills, mandatory or wished, counts with both.
         */
        get: operations["Stats_ofSkills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each agent does and has done, by id */
        get: operations["Stats_ofAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Waits by queue: what was offered, answered, abandoned, and how long it took
         * @description Everything belongs to the interval in which the wait began. Grouped by `queueId` unless asked otherwise; also `channel`. Rows by interval and group, written as they are read; where nothing happened there is no row. More than 100,000 are refused.
         */
        get: operations["Reports_queues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Waits by the skills that were asked for
         * @description As for queues; a contact that asks for two skills is in both rows, one that asks for none in no row. Grouped by `skillId` unless asked otherwise; also `queueId`, `channel`. Rows by interval and group, written as they are read; where nothing happened there is no row. More than 100,000 are refused.
         */
        get: operations["Reports_skills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What agents did with their time
         * @description Time belongs to the intervals in which it was spent, legs and offers to the one in which they ended. Grouped by `agentId,kind` unless asked otherwise, or by one of them. Rows by interval and group, written as they are read; where nothing happened there is no row. More than 100,000 are refused.
         */
        get: operations["Reports_agents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/dispositions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How contacts ended, in the words of those who ended them
         * @description Contacts that agents or bots ended, in the interval in which they came. Grouped by `disposition` unless asked otherwise; also `queueId`, `channel`, `agentId`. Rows by interval and group, written as they are read; where nothing happened there is no row. More than 100,000 are refused.
         */
        get: operations["Reports_dispositions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List keys, without their secrets */
        get: operations["ApiKeys_list"];
        put?: never;
        /**
         * Make a key
         * @description The secret is told once; only its hash is kept.
         */
        post: operations["ApiKeys_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a key
         * @description Gone on every node within a second; its sockets are closed.
         */
        delete: operations["ApiKeys_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook, without its secret */
        get: operations["Webhooks_get"];
        /**
         * Create or replace a webhook
         * @description Gets contacts' events by POST: the bodies that `notifyUrl` and system sockets get, as CloudEvents 1.0 in binary mode (`ce-id`, `ce-source`, `ce-type`, `ce-time`, `ce-subject`: the contact), signed as the Standard Webhooks specification says (`webhook-id`, the same at each attempt; `webhook-timestamp`; `webhook-signature`). At least once and in order per contact; anything but 2xx within 15 s is tried again for 24 h, then it is a dead letter. A secret that the server makes is told in this answer alone: `rotateSecret` makes another, a new `secret` replaces it, and either way the one before signs too for 24 h.
         */
        put: operations["Webhooks_put"];
        post?: never;
        /** Remove a webhook, what is undelivered to it and its dead letters */
        delete: operations["Webhooks_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every webhook, by id, without their secrets */
        get: operations["Webhooks_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events that a webhook did not get, in the order in which they were given up
         * @description The latest 10,000 are kept, older ones go; all go when none has come for 30 days.
         */
        get: operations["Webhooks_letters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/dead-letters:replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver dead letters again, all or some
         * @description They leave the list and go, in order, before what is still to be delivered of their contacts; for 24 h again.
         */
        post: operations["Webhooks_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routing-profiles/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every version of a routing profile, newest first
         * @description Who made it, when, why, and what it changed. A removed profile keeps its versions.
         */
        get: operations["RoutingProfiles_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routing-profiles/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an earlier version in force again
         * @description What it said becomes a new version; nothing is deleted. 409 while a switchback runs.
         */
        post: operations["RoutingProfiles_rollback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routing-profiles/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions that have yet to come into force, the next first */
        get: operations["ProfilePlans_scheduled"];
        put?: never;
        /**
         * Put a version in force at a time
         * @description What it said becomes a new version then, on every node, as by a rollback, and names who scheduled it. 409 while a switchback runs beyond that time, and for a second one of the same moment.
         */
        post: operations["ProfilePlans_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routing-profiles/{id}/schedule/{scheduleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Cancel what is scheduled */
        delete: operations["ProfilePlans_cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routing-profiles/{id}/switchback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The switchback that runs, or ran last: its blocks, their figures, and what they show
         * @description Figures of a block are those of who came in it past its first 5 minutes. Each is compared over whole pairs of blocks, as a − b with a 95 % interval, or is "not enough yet". Nothing is put in force because of it.
         */
        get: operations["ProfilePlans_view"];
        put?: never;
        /**
         * Compare two versions by a switchback
         * @description All queues of the profile alternate between the two, block by block, in an order that is drawn within each pair of blocks; the first block begins at once. Until it ends, nothing else changes the profile (409).
         */
        post: operations["ProfilePlans_begin"];
        /**
         * End a switchback before its time
         * @description In force is then what was before it began. One that has ended stays as it is.
         */
        delete: operations["ProfilePlans_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a scenario on a virtual clock
         * @description With the engine that decides in production. Profiles that it names and does not bring along are taken as they are in force; `compare` may name a version, `id@version`. Nothing is put in force.
         */
        post: operations["Simulations_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A simulation and, when it is completed, its result
         * @description Kept for a week, 200 at most.
         */
        get: operations["Simulations_get"];
        put?: never;
        post?: never;
        /**
         * Cancel a simulation, or remove one that has ended
         * @description One that runs ends within two seconds.
         */
        delete: operations["Simulations_cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schemas/simulation-scenario": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The JSON Schema (2020-12) of a simulation scenario */
        get: operations["Schemas_simulationScenario"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, newest first
         * @description Configuration, and what supervisors and admins did to single contacts and to presences, each with what it was before and after. Secrets are left out. An act is told as soon as it is answered, unless the archive is more than a second behind.
         */
        get: operations["Audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One hook, without its secret */
        get: operations["Hooks_get"];
        /** Create or replace a hook: what is posted to it becomes a contact by a mapping */
        put: operations["Hooks_put"];
        /**
         * Enqueue what the mapping makes of the body
         * @description Without a key: signed with the hook's secret as the Standard Webhooks specification says, at most 300 s ago. The same `webhook-id` again is the same contact: 200.
         */
        post: operations["Hooks_deliver"];
        /** Remove a hook */
        delete: operations["Hooks_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every hook, by id, without their secrets */
        get: operations["Hooks_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hooks/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a body posted to the hook would be made of
         * @description Nothing is enqueued. `errors` tells what would refuse it; empty: nothing that is known before.
         */
        post: operations["Hooks_dryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["Operations_alive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The node can serve; 503 when not */
        get: operations["Operations_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures of this node for Prometheus */
        get: operations["Operations_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/skills/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One skill */
        get: operations["Skill_get"];
        /** Create or replace a skill */
        put: operations["Skill_put"];
        post?: never;
        /** Remove a skill that nothing uses */
        delete: operations["Skill_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every skill, by id */
        get: operations["Skill_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One channel */
        get: operations["Channel_get"];
        /** Create or replace a channel */
        put: operations["Channel_put"];
        post?: never;
        /** Remove a channel that nothing uses */
        delete: operations["Channel_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every channel, by id */
        get: operations["Channel_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One queue */
        get: operations["Queue_get"];
        /** Create or replace a queue */
        put: operations["Queue_put"];
        post?: never;
        /** Remove a queue that nothing uses */
        delete: operations["Queue_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every queue, by id */
        get: operations["Queue_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One agent */
        get: operations["Agent_get"];
        /** Create or replace a agent */
        put: operations["Agent_put"];
        post?: never;
        /** Remove a agent that nothing uses */
        delete: operations["Agent_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every agent, by id */
        get: operations["Agent_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routing-profiles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One routing profile */
        get: operations["RoutingProfile_get"];
        /** Create or replace a routing profile */
        put: operations["RoutingProfile_put"];
        post?: never;
        /** Remove a routing profile that nothing uses */
        delete: operations["RoutingProfile_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/routing-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every routing profile, by id */
        get: operations["RoutingProfile_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hours/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One set of hours */
        get: operations["Hours_get"];
        /** Create or replace a set of hours */
        put: operations["Hours_put"];
        post?: never;
        /** Remove a set of hours that nothing uses */
        delete: operations["Hours_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every set of hours, by id */
        get: operations["Hours_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reason-codes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One reason code */
        get: operations["ReasonCode_get"];
        /** Create or replace a reason code */
        put: operations["ReasonCode_put"];
        post?: never;
        /** Remove a reason code that nothing uses */
        delete: operations["ReasonCode_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reason-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every reason code, by id */
        get: operations["ReasonCode_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contact-types/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One contact type */
        get: operations["ContactType_get"];
        /** Create or replace a contact type */
        put: operations["ContactType_put"];
        post?: never;
        /** Remove a contact type that nothing uses */
        delete: operations["ContactType_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contact-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every contact type, by id */
        get: operations["ContactType_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert by a threshold */
        get: operations["Alert_get"];
        /** Create or replace a alert by a threshold */
        put: operations["Alert_put"];
        post?: never;
        /** Remove a alert by a threshold that nothing uses */
        delete: operations["Alert_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every alert by a threshold, by id */
        get: operations["Alert_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        RequirementDto: {
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
        };
        IdentityDto: {
            /** @example phone */
            kind: string;
            /** @example +49301234567 */
            value: string;
        };
        CustomerDto: {
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
            identities?: components["schemas"]["IdentityDto"][];
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
        AttemptsDto: {
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
        CallbackWindowDto: {
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
        CallbackAnswer: {
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
            attempts?: components["schemas"]["AttemptsDto"];
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
            window?: components["schemas"]["CallbackWindowDto"];
            /**
             * @description Where to call. Who the customer is, where that is not known otherwise
             * @example {
             *       "kind": "phone",
             *       "value": "+49301234567"
             *     }
             */
            identity?: components["schemas"]["IdentityDto"];
            /**
             * @description Attempts that failed
             * @example 1
             */
            made: number;
            /**
             * @description How the last of them failed
             * @example noAnswer
             * @enum {string}
             */
            lastOutcome?: "noAnswer" | "busy" | "failed" | "reached";
            /** @example false */
            reached: boolean;
            /**
             * Format: date-time
             * @description While the customer is called first: until when
             * @example 2026-03-02T09:15:45.000Z
             */
            dialUntil?: string;
            /**
             * @description The contact in whose stead it came
             * @example call-1
             */
            contactId?: string;
            /**
             * @description Its channel: the callback goes on ageing as that
             * @example voice
             */
            fromChannel?: string;
        };
        TranslateAnswer: {
            /**
             * @description The contact's language
             * @example fr
             */
            from: string;
            /**
             * @description The agent's, where known
             * @example de
             */
            to?: string;
        };
        ContactOffer: {
            /** @example 0199c1f0-6a2b-7c3d-8e4f-5a6b7c8d9e0f */
            id: string;
            /** @example agent-7 */
            agentId: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            expiresAt: string;
            /**
             * @description Of an offer to an agent who does not speak the language of the contact
             * @example {
             *       "from": "fr",
             *       "to": "de"
             *     }
             */
            translate?: components["schemas"]["TranslateAnswer"];
        };
        Reservation: {
            /** @example agent-7 */
            agentId: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            until?: string;
        };
        HandoverAnswer: {
            /** @example wantsPerson */
            reason: string;
            /** @example Invoice 4711 is paid twice. */
            summary?: string;
        };
        ConsultAnswer: {
            /** @example 0199c1f0-6a2b-7c3d-8e4f-5a6b7c8d9e0f */
            contactId: string;
            /**
             * @description Once one has answered
             * @example agent-9
             */
            agentId?: string;
        };
        EarlierContactAnswer: {
            /** @example mail-17 */
            id: string;
            /** @example email */
            channel: string;
            /**
             * @example completed
             * @enum {string}
             */
            state: "scheduled" | "waiting" | "offered" | "active" | "parked" | "wrapUp" | "completed" | "abandoned" | "cancelled" | "expired";
            /**
             * Format: date-time
             * @description When it was enqueued
             * @example 2026-03-02T09:30:00.000Z
             */
            at: string;
            /** @description It has not ended */
            open?: boolean;
            /**
             * @description Who has it, had it last, or parked it
             * @example agent-7
             */
            agentId?: string;
            /** @example invoice-corrected */
            disposition?: string;
            /** @example Sent the corrected invoice. */
            note?: string;
            /**
             * @description Where its matter goes on, if it was merged
             * @example call-1
             */
            mergedInto?: string;
        };
        HistoryLine: {
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            at: string;
            /** @example waiting */
            type: string;
            /** @example agent-7 */
            agentId?: string;
            /** @example enqueued */
            detail?: string;
        };
        ContactAnswer: {
            /**
             * @description As given, or made by the server
             * @example call-20260302-0001
             */
            id: string;
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
            requirements: components["schemas"]["RequirementDto"][];
            /**
             * @default 0
             * @example 3
             */
            priority: number;
            /**
             * @example {
             *       "id": "C-4711",
             *       "value": 0.7
             *     }
             */
            customer?: components["schemas"]["CustomerDto"];
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
             * @description When its age began
             * @example 2026-03-02T09:30:00.000Z
             */
            enqueuedAt: string;
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
             * @description Of the channel `callback`
             * @example {
             *       "attempts": {
             *         "max": 3,
             *         "spacingSeconds": 900
             *       }
             *     }
             */
            callback?: components["schemas"]["CallbackAnswer"];
            /**
             * @example waiting
             * @enum {string}
             */
            state: "scheduled" | "waiting" | "offered" | "active" | "parked" | "wrapUp" | "completed" | "abandoned" | "cancelled" | "expired";
            /**
             * Format: date-time
             * @description When the state began
             * @example 2026-03-02T09:30:00.000Z
             */
            since: string;
            /**
             * @description Rank in its own queue while waiting, else null
             * @example 3
             */
            position: number | null;
            /**
             * @description A supervisor pulled it before all others of its queue
             * @example true
             */
            pulledToFront?: boolean;
            /**
             * @description While waiting: until an answer, from now, meant to hold with 80 %. Once announced it never rises
             * @example {
             *       "lowSeconds": 12.5,
             *       "highSeconds": 94.2
             *     }
             */
            estimatedWait: "insufficientData" | {
                lowSeconds: number;
                highSeconds: number;
            };
            /**
             * @description Why the estimated wait rose all the same since it was announced
             * @example outranked
             * @enum {string}
             */
            estimatedWaitRoseBecause?: "staffFell" | "outranked";
            /** @example 12.4 */
            ageSeconds: number;
            /**
             * @description Relaxation steps in force
             * @example 0
             */
            step: number;
            offer?: components["schemas"]["ContactOffer"];
            /** @example agent-7 */
            agentId?: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            wrapUpUntil?: string;
            /**
             * Format: date-time
             * @description While active: since when the customer is on hold
             * @example 2026-03-02T09:30:00.000Z
             */
            heldSince?: string;
            /**
             * @description Who parked or transferred it, until the next accept
             * @example agent-5
             */
            formerAgentId?: string;
            /**
             * @description While parked by an interruption: it comes back to `formerAgentId` by itself
             * @example interrupted
             * @enum {string}
             */
            parkedBecause?: "interrupted";
            /** @description While it waits: the one agent who may get it */
            reservedFor?: components["schemas"]["Reservation"];
            /** @description Of a contact that a bot had first */
            handover?: components["schemas"]["HandoverAnswer"];
            /** @description While active: the consult that is open for it */
            consult?: components["schemas"]["ConsultAnswer"];
            /**
             * @description Of a consult: the contact that it is for
             * @example call-1
             */
            consultFor?: string;
            /**
             * @description Of a contact whose customer is called back: the callback
             * @example callback-1
             */
            callbackId?: string;
            /**
             * @description False: no configured agent could ever take it
             * @example true
             */
            routable: boolean;
            /** @example no agent is configured */
            unroutableBecause?: string;
            /** @example resolvedElsewhere */
            outcome?: string;
            /** @example customer */
            endedBy?: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            endedAt?: string;
            /** @example invoice-corrected */
            disposition?: string;
            resolved?: boolean;
            /** @example Sent the corrected invoice. */
            note?: string;
            /**
             * @description Of the contact's type, as they were told
             * @example {
             *       "cause": "price"
             *     }
             */
            fields?: {
                [key: string]: string | number | boolean;
            };
            /**
             * @description What the type requires and was not told when the contact ended, nor since
             * @example [
             *       "cause",
             *       "disposition"
             *     ]
             */
            missing?: string[];
            /** @description What came before: of its thread, and of its customer while a contact of that has not ended or ended unresolved; newest first. In the answers to enqueue, GET and accept */
            earlier?: components["schemas"]["EarlierContactAnswer"][];
            /**
             * @description Of a merged contact: where its matter goes on
             * @example mail-17
             */
            mergedInto?: string;
            /**
             * @description The contacts that were merged into it
             * @example [
             *       "call-2"
             *     ]
             */
            mergedContacts?: string[];
            history: components["schemas"]["HistoryLine"][];
        };
        CallbackDto: {
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
            attempts?: components["schemas"]["AttemptsDto"];
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
            window?: components["schemas"]["CallbackWindowDto"];
            /**
             * @description Where to call. Who the customer is, where that is not known otherwise
             * @example {
             *       "kind": "phone",
             *       "value": "+49301234567"
             *     }
             */
            identity?: components["schemas"]["IdentityDto"];
        };
        EnqueueDto: {
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
            requirements?: components["schemas"]["RequirementDto"][];
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
            customer?: components["schemas"]["CustomerDto"];
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
            callback?: components["schemas"]["CallbackDto"];
        };
        PatchContactDto: {
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
            requirements?: components["schemas"]["RequirementDto"][];
            /**
             * @example {
             *       "id": "C-4711",
             *       "value": 0.9
             *     }
             */
            customer?: components["schemas"]["CustomerDto"] | null;
            /** @example complaint */
            journeyStage?: string | null;
            /** @example agent-7 */
            preferredAgentId?: string | null;
            /** @example never */
            botAcceptance?: (number | "never") | null;
            /**
             * @example {
             *       "orderId": "A-1007"
             *     }
             */
            attributes?: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            dueAt?: string | null;
            /** @example complaint */
            contactTypeId?: string | null;
        };
        CancelDto: {
            /**
             * @example abandoned
             * @enum {string}
             */
            reason: "abandoned" | "resolvedElsewhere" | "cancelled";
            /** @example hung up */
            detail?: string;
        };
        RequeueDto: {
            /** @example connectFailed */
            reason: string;
        };
        CompleteDto: {
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
        };
        ReconcileAnswer: {
            /**
             * @description Contacts that ended by this call
             * @example [
             *       "call-2"
             *     ]
             */
            ended: string[];
        };
        ReconcileDto: {
            /** @example voice */
            channel: string;
            /**
             * @description The contacts of this channel that are still open on your side
             * @example [
             *       "call-1"
             *     ]
             */
            openIds: string[];
        };
        AskCallbackDto: {
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
            attempts?: components["schemas"]["AttemptsDto"];
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
            window?: components["schemas"]["CallbackWindowDto"];
            /**
             * @description Where to call. Who the customer is, where that is not known otherwise
             * @example {
             *       "kind": "phone",
             *       "value": "+49301234567"
             *     }
             */
            identity?: components["schemas"]["IdentityDto"];
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
        };
        AttemptDto: {
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
        };
        NothingDto: Record<string, unknown>;
        ExtendWrapUpDto: {
            /**
             * @description How long it lasts at least, from now on
             * @example 120
             */
            seconds: number;
        };
        TransferDto: {
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
            requirements?: components["schemas"]["RequirementDto"][];
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
        };
        HandoverDto: {
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
            requirements?: components["schemas"]["RequirementDto"][];
        };
        MergeDto: {
            /**
             * @description In which contact the matter goes on
             * @example mail-17
             */
            intoContactId: string;
        };
        PullToFrontDto: {
            /**
             * @description Why
             * @example Has called three times today
             */
            note?: string;
        };
        AssignDto: {
            /** @example agent-7 */
            agentId: string;
            /**
             * @description Also over the agent's capacity, or past a channel that blocks this one
             * @default false
             * @example false
             */
            override?: boolean;
            /**
             * @description Why
             * @example Knows the case
             */
            note?: string;
        };
        OfferAnswer: {
            /** @example 0199c1f0-6a2b-7c3d-8e4f-5a6b7c8d9e0f */
            id: string;
            /** @example agent-7 */
            agentId: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            expiresAt: string;
            /**
             * @description Of an offer to an agent who does not speak the language of the contact
             * @example {
             *       "from": "fr",
             *       "to": "de"
             *     }
             */
            translate?: components["schemas"]["TranslateAnswer"];
            /** @example call-1 */
            contactId: string;
            /** @example voice */
            channel: string;
            /** @example billing */
            queueId: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            createdAt: string;
            /**
             * @example accepted
             * @enum {string}
             */
            outcome?: "accepted" | "declined" | "missed" | "rescinded" | "customerAbandoned" | "transportLost";
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            endedAt?: string;
            contact: components["schemas"]["ContactAnswer"];
        };
        AcceptDto: Record<string, unknown>;
        DeclineDto: {
            /**
             * @description `noAnswer` and `failed` from a system key end the offer as missed
             * @example busy
             */
            reason?: string;
        };
        ScoredPair: {
            /** @example call-1 */
            contactId: string;
            /** @example agent-7 */
            agentId: string;
            /** @example 41200 */
            totalMs: number;
            /**
             * @description Whole milliseconds of waiting
             * @example {
             *       "age": 12400,
             *       "priority": 0
             *     }
             */
            credits: {
                age?: number;
                priority?: number;
                customerValue?: number;
                journeyStage?: number;
                due?: number;
                skill?: number;
                preference?: number;
                channel?: number;
                affinity?: number;
                occupancy?: number;
                idle?: number;
                bot?: number;
                translation?: number;
                front?: number;
            };
            /** @description The raw fields that the credits were computed from */
            inputs: {
                [key: string]: unknown;
            };
        };
        DecisionAnswer: {
            /** @example billing */
            offerId: string;
            /** @example call-1 */
            contactId: string;
            /** @example agent-7 */
            agentId: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            at: string;
            /**
             * @example {
             *       "id": "default",
             *       "version": 1
             *     }
             */
            profile: {
                id?: string;
                version?: number;
            };
            /** @description The credits in force, in seconds */
            weights: {
                [key: string]: unknown;
            };
            /**
             * @description What looked: the contact that became possible, the agent that did, or a supervisor by hand
             * @example contact
             * @enum {string}
             */
            trigger: "contact" | "agent" | "supervisor";
            /**
             * @description Of a supervisor: whose word it was, and all that spoke against the pair
             * @example {
             *       "keyId": "4f2a9c1d0b3e5a67",
             *       "despite": [
             *         "missingSkill"
             *       ]
             *     }
             */
            byHand?: {
                keyId?: string;
                despite?: ("reservedForOther" | "notInQueue" | "channelNotConfigured" | "missingSkill" | "skillLevelTooLow" | "botNotWanted" | "notAvailable" | "channelNotToday" | "notResponding" | "capacityFull" | "blockedByChannel" | "standsForDial" | "coolDown" | "resting")[];
            };
            /** @example 0 */
            step: number;
            /** @description Winner first */
            candidates: components["schemas"]["ScoredPair"][];
            /**
             * @example {
             *       "counts": {
             *         "missingSkill": 4
             *       },
             *       "examples": [
             *         {
             *           "agentId": "agent-2",
             *           "because": "missingSkill"
             *         }
             *       ]
             *     }
             */
            excluded: {
                counts: {
                    [key: string]: number;
                };
                examples: {
                    agentId?: string;
                    contactId?: string;
                    /** @enum {string} */
                    because: "reservedForOther" | "notInQueue" | "channelNotConfigured" | "missingSkill" | "skillLevelTooLow" | "botNotWanted" | "notAvailable" | "channelNotToday" | "notResponding" | "capacityFull" | "blockedByChannel" | "standsForDial" | "coolDown" | "resting";
                }[];
            };
            /**
             * @example idleSince
             * @enum {string}
             */
            tieBreak?: "idleSince" | "enqueuedAt" | "enqueueSeq" | "agentId";
        };
        EligibleAgent: {
            /** @example agent-7 */
            agentId: string;
            /** @example false */
            free: boolean;
            /**
             * @example capacityFull
             * @enum {string}
             */
            because?: "reservedForOther" | "notInQueue" | "channelNotConfigured" | "missingSkill" | "skillLevelTooLow" | "botNotWanted" | "notAvailable" | "channelNotToday" | "notResponding" | "capacityFull" | "blockedByChannel" | "standsForDial" | "coolDown" | "resting";
        };
        TranslationAnswer: {
            /** @example fr */
            language: string;
            /**
             * @description Nobody on duty speaks it: agents are eligible without it, at this cost
             * @example true
             */
            inForce: boolean;
            /** @example 60 */
            penaltySeconds: number;
        };
        ExplanationAnswer: {
            /** @example call-1 */
            contactId: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            at: string;
            /**
             * @example waiting
             * @enum {string}
             */
            state: "scheduled" | "waiting" | "offered" | "active" | "parked" | "wrapUp" | "completed" | "abandoned" | "cancelled" | "expired";
            /** @example billing */
            queueId: string;
            /** @example 3 */
            position: number | null;
            /** @example 12.4 */
            ageSeconds: number;
            /** @example 0 */
            step: number;
            /**
             * @example {
             *       "step": 1,
             *       "afterSeconds": 60,
             *       "at": "2026-03-02T09:31:00.000Z",
             *       "inSeconds": 47.6,
             *       "lowerLevelsTo": 3
             *     }
             */
            nextStep?: {
                [key: string]: unknown;
            };
            /** @example true */
            routable: boolean;
            unroutableBecause?: string;
            eligible: components["schemas"]["EligibleAgent"][];
            /** @example false */
            eligibleTruncated: boolean;
            /**
             * @example {
             *       "counts": {
             *         "notInQueue": 12
             *       }
             *     }
             */
            excluded: {
                counts?: {
                    [key: string]: number;
                };
            };
            /**
             * @description Of a written contact with a language, where its queue allows translation
             * @example {
             *       "language": "fr",
             *       "inForce": true,
             *       "penaltySeconds": 60
             *     }
             */
            translation?: components["schemas"]["TranslationAnswer"];
        };
        PreviewAnswer: {
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            at: string;
            /**
             * @description Null: it would wait
             * @example agent-7
             */
            agentId: string | null;
            /**
             * @description As `GET /v1/decisions/:id` tells it, without an offer
             * @example {
             *       "contactId": "preview",
             *       "agentId": "agent-7",
             *       "trigger": "contact",
             *       "candidates": []
             *     }
             */
            decision?: {
                [key: string]: unknown;
            };
            explanation: components["schemas"]["ExplanationAnswer"];
        };
        PreviewDto: {
            /**
             * @description As it would be enqueued; nothing is
             * @example {
             *       "channel": "voice",
             *       "queueId": "billing"
             *     }
             */
            contact: components["schemas"]["EnqueueDto"];
        };
        ChannelVerdict: {
            /** @example voice */
            channel: string;
            /**
             * @description Left out: it can be offered
             * @example capacityFull
             * @enum {string}
             */
            because?: "reservedForOther" | "notInQueue" | "channelNotConfigured" | "missingSkill" | "skillLevelTooLow" | "botNotWanted" | "notAvailable" | "channelNotToday" | "notResponding" | "capacityFull" | "blockedByChannel" | "standsForDial" | "coolDown" | "resting";
        };
        LookedAtContact: {
            /** @example call-1 */
            contactId: string;
            /** @example billing */
            queueId: string;
            /**
             * @example missingSkill
             * @enum {string}
             */
            because?: "reservedForOther" | "notInQueue" | "channelNotConfigured" | "missingSkill" | "skillLevelTooLow" | "botNotWanted" | "notAvailable" | "channelNotToday" | "notResponding" | "capacityFull" | "blockedByChannel" | "standsForDial" | "coolDown" | "resting";
        };
        AgentExplanationAnswer: {
            /** @example agent-7 */
            agentId: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            at: string;
            /**
             * @example available
             * @enum {string}
             */
            presence: "available" | "unavailable" | "offline";
            /**
             * @example idle
             * @enum {string}
             */
            routingStatus: "notResponding" | "offered" | "busy" | "wrapUp" | "idle";
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            since: string;
            channels: components["schemas"]["ChannelVerdict"][];
            /**
             * @description Who wait in the agent's queues and were looked at
             * @example 12
             */
            waiting: number;
            /**
             * @description More wait than were looked at
             * @example false
             */
            truncated: boolean;
            /**
             * @example {
             *       "missingSkill": 12
             *     }
             */
            counts: {
                [key: string]: number;
            };
            contacts: components["schemas"]["LookedAtContact"][];
        };
        NextPresence: {
            /**
             * @example unavailable
             * @enum {string}
             */
            presence: "available" | "unavailable" | "offline";
            /** @example lunch */
            reasonCode?: string;
        };
        PresenceAnswer: {
            /** @example agent-7 */
            agentId: string;
            /**
             * @example available
             * @enum {string}
             */
            presence: "available" | "unavailable" | "offline";
            /**
             * @description Who set it: a supervisor's stands until the agent acts
             * @example agent
             * @enum {string}
             */
            presenceBy?: "agent" | "system" | "supervisor" | "server";
            /** @example lunch */
            reasonCode?: string;
            /**
             * @example [
             *       "voice"
             *     ]
             */
            channels?: string[];
            /**
             * @description What the agent becomes once its work is done; until then nothing is offered to it
             * @example {
             *       "presence": "unavailable",
             *       "reasonCode": "lunch"
             *     }
             */
            next?: components["schemas"]["NextPresence"];
            /**
             * @example idle
             * @enum {string}
             */
            routingStatus: "notResponding" | "offered" | "busy" | "wrapUp" | "idle";
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            since: string;
            /**
             * @description Used capacity per channel
             * @example {
             *       "voice": 1
             *     }
             */
            load: {
                [key: string]: number;
            };
        };
        PresenceDto: {
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
        OfferSummary: {
            /** @example 0199c1f0-6a2b-7c3d-8e4f-5a6b7c8d9e0f */
            id: string;
            /** @example agent-7 */
            agentId: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            expiresAt: string;
            /**
             * @description Of an offer to an agent who does not speak the language of the contact
             * @example {
             *       "from": "fr",
             *       "to": "de"
             *     }
             */
            translate?: components["schemas"]["TranslateAnswer"];
            /** @example call-1 */
            contactId: string;
            /** @example voice */
            channel: string;
            /** @example billing */
            queueId: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            createdAt: string;
            /**
             * @example accepted
             * @enum {string}
             */
            outcome?: "accepted" | "declined" | "missed" | "rescinded" | "customerAbandoned" | "transportLost";
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            endedAt?: string;
        };
        AgentStateAnswer: {
            /** @example agent-7 */
            agentId: string;
            /**
             * @example available
             * @enum {string}
             */
            presence: "available" | "unavailable" | "offline";
            /**
             * @description Who set it: a supervisor's stands until the agent acts
             * @example agent
             * @enum {string}
             */
            presenceBy?: "agent" | "system" | "supervisor" | "server";
            /** @example lunch */
            reasonCode?: string;
            /**
             * @example [
             *       "voice"
             *     ]
             */
            channels?: string[];
            /**
             * @description What the agent becomes once its work is done; until then nothing is offered to it
             * @example {
             *       "presence": "unavailable",
             *       "reasonCode": "lunch"
             *     }
             */
            next?: components["schemas"]["NextPresence"];
            /**
             * @example idle
             * @enum {string}
             */
            routingStatus: "notResponding" | "offered" | "busy" | "wrapUp" | "idle";
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            since: string;
            /**
             * @description Used capacity per channel
             * @example {
             *       "voice": 1
             *     }
             */
            load: {
                [key: string]: number;
            };
            offers: components["schemas"]["OfferSummary"][];
            /** @description Contacts active or in wrap-up */
            contacts: {
                [key: string]: unknown;
            }[];
        };
        ExternalLoadDto: {
            /** @example voice */
            channel: string;
            /**
             * @description Forgotten after so many seconds; until deleted when left out
             * @example 3600
             */
            untilSeconds?: number;
        };
        CallbackFigures: {
            /**
             * @description Contacts that ended because their customer asked for a callback
             * @example 9
             */
            requested: number;
            /**
             * @description Callbacks that ended: the sum of the next four
             * @example 8
             */
            offered: number;
            /** @example 6 */
            reached: number;
            /** @example 1 */
            notReached: number;
            /**
             * @description Called first and reached, the customer hung up before an agent had it
             * @example 0
             */
            abandoned: number;
            /**
             * @description Cancelled, abandoned otherwise, or expired
             * @example 1
             */
            withdrawn: number;
            /** @example 4 */
            failedAttempts: number;
            /**
             * @description Without attempts that failed
             * @example 240.5
             */
            ahtSeconds: number | null;
        };
        Figures: {
            /** @example 120 */
            offered: number;
            /** @example 110 */
            answered: number;
            /** @example 10 */
            abandoned: number;
            /** @example 3 */
            shortAbandoned: number;
            /**
             * @description Answered within target ÷ (offered − short abandons)
             * @example 0.82
             */
            sl: number | null;
            /** @example 14.2 */
            asaSeconds: number | null;
            /** @example 201.5 */
            ahtSeconds: number | null;
            /** @description Counted apart: callbacks are in none of the other figures */
            callbacks: components["schemas"]["CallbackFigures"];
        };
        StatsAnswer: {
            /** @example billing */
            queueId?: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            at: string;
            /** @example 4 */
            waiting: number;
            /** @example 31.2 */
            oldestSeconds: number | null;
            /** @example 1 */
            offered: number;
            /** @example 9 */
            active: number;
            /**
             * @description Callbacks by state; who waits, is offered or active is in the counts above too
             * @example {
             *       "scheduled": 3,
             *       "waiting": 1,
             *       "offered": 0,
             *       "active": 1
             *     }
             */
            callbacks: {
                [key: string]: number;
            };
            /**
             * @example {
             *       "idle": 2,
             *       "busy": 9,
             *       "wrapUp": 1,
             *       "unavailable": 3,
             *       "notResponding": 0
             *     }
             */
            agents: {
                [key: string]: number;
            };
            last30Minutes: components["schemas"]["Figures"];
            today: components["schemas"]["Figures"];
            /**
             * @description How the latest estimated waits did for those who had to wait; who left before the answer is censored
             * @example {
             *       "coverage": 0.79,
             *       "medianWidthSeconds": 48.2
             *     }
             */
            estimate: "insufficientData" | {
                coverage: number;
                medianWidthSeconds: number;
            };
        };
        SkillGapAnswer: {
            /** @example french */
            skillId: string;
            /**
             * @description As the contacts ask it, before any relaxation step
             * @example 6
             */
            minLevel: number;
            /**
             * @description Contacts that wait and ask this, mandatory or wished
             * @example 3
             */
            waiting: number;
            /**
             * @description Agents of the queue that have the skill at this level
             * @example 0
             */
            configuredAgents: number;
            /**
             * @description Those of them that are not offline
             * @example 0
             */
            onDutyAgents: number;
            /**
             * @description Of all agents of the queue; null: none has it
             * @example 4
             */
            bestLevel: number | null;
        };
        GapsAnswer: {
            /** @example billing */
            queueId: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            at: string;
            /** @description What most contacts ask for first */
            items: components["schemas"]["SkillGapAnswer"][];
            /** @example false */
            truncated: boolean;
        };
        QueueStatsAnswer: {
            /** @example 4 */
            waiting: number;
            /** @example 31.2 */
            oldestSeconds: number | null;
            /** @example 1 */
            offered: number;
            /** @example 9 */
            active: number;
            /**
             * @description Callbacks by state; who waits, is offered or active is in the counts above too
             * @example {
             *       "scheduled": 3,
             *       "waiting": 1,
             *       "offered": 0,
             *       "active": 1
             *     }
             */
            callbacks: {
                [key: string]: number;
            };
            /**
             * @example {
             *       "idle": 2,
             *       "busy": 9,
             *       "wrapUp": 1,
             *       "unavailable": 3,
             *       "notResponding": 0
             *     }
             */
            agents: {
                [key: string]: number;
            };
            last30Minutes: components["schemas"]["Figures"];
            today: components["schemas"]["Figures"];
            /**
             * @description Of who waits or is offered: since it came into its queue; null when nobody does
             * @example 31.2
             */
            longestWaitSeconds: number | null;
            /** @example billing */
            queueId: string;
            /**
             * @description How the latest estimated waits did for those who had to wait; who left before the answer is censored
             * @example {
             *       "coverage": 0.79,
             *       "medianWidthSeconds": 48.2
             *     }
             */
            estimate: "insufficientData" | {
                coverage: number;
                medianWidthSeconds: number;
            };
        };
        ChannelStatsAnswer: {
            /** @example 4 */
            waiting: number;
            /** @example 31.2 */
            oldestSeconds: number | null;
            /** @example 1 */
            offered: number;
            /** @example 9 */
            active: number;
            /**
             * @description Callbacks by state; who waits, is offered or active is in the counts above too
             * @example {
             *       "scheduled": 3,
             *       "waiting": 1,
             *       "offered": 0,
             *       "active": 1
             *     }
             */
            callbacks: {
                [key: string]: number;
            };
            /**
             * @example {
             *       "idle": 2,
             *       "busy": 9,
             *       "wrapUp": 1,
             *       "unavailable": 3,
             *       "notResponding": 0
             *     }
             */
            agents: {
                [key: string]: number;
            };
            last30Minutes: components["schemas"]["Figures"];
            today: components["schemas"]["Figures"];
            /**
             * @description Of who waits or is offered: since it came into its queue; null when nobody does
             * @example 31.2
             */
            longestWaitSeconds: number | null;
            /** @example voice */
            channel: string;
        };
        SkillStatsAnswer: {
            /** @example 4 */
            waiting: number;
            /** @example 31.2 */
            oldestSeconds: number | null;
            /** @example 1 */
            offered: number;
            /** @example 9 */
            active: number;
            /**
             * @description Callbacks by state; who waits, is offered or active is in the counts above too
             * @example {
             *       "scheduled": 3,
             *       "waiting": 1,
             *       "offered": 0,
             *       "active": 1
             *     }
             */
            callbacks: {
                [key: string]: number;
            };
            /**
             * @example {
             *       "idle": 2,
             *       "busy": 9,
             *       "wrapUp": 1,
             *       "unavailable": 3,
             *       "notResponding": 0
             *     }
             */
            agents: {
                [key: string]: number;
            };
            last30Minutes: components["schemas"]["Figures"];
            today: components["schemas"]["Figures"];
            /**
             * @description Of who waits or is offered: since it came into its queue; null when nobody does
             * @example 31.2
             */
            longestWaitSeconds: number | null;
            /** @example german */
            skillId: string;
        };
        AgentContactsAnswer: {
            /** @example 0 */
            offered: number;
            /** @example 1 */
            active: number;
            /** @example 0 */
            wrapUp: number;
        };
        AgentFiguresAnswer: {
            /**
             * @description Offers that ended, whatever their end
             * @example 12
             */
            offers: number;
            /**
             * @description Of them, accepted
             * @example 10
             */
            answered: number;
            /** @example 1 */
            declined: number;
            /**
             * @description Missed
             * @example 1
             */
            rona: number;
            /**
             * @description Parts in contacts that ended, wrap-up included; callbacks apart
             * @example 9
             */
            handled: number;
            /** @example 201.5 */
            ahtSeconds: number | null;
            /**
             * @description Handling ÷ (handling + available idle); null where there was neither
             * @example 0.78
             */
            occupancy: number | null;
        };
        AgentStatsAnswer: {
            /** @example anna */
            agentId: string;
            /** @example Anna */
            name: string;
            /**
             * @example available
             * @enum {string}
             */
            presence: "available" | "unavailable" | "offline";
            /** @example lunch */
            reasonCode: string | null;
            /**
             * @example busy
             * @enum {string}
             */
            routingStatus: "notResponding" | "offered" | "busy" | "wrapUp" | "idle";
            /**
             * Format: date-time
             * @description Since when the presence stands; null: it never said any
             * @example 2026-03-02T09:30:00.000Z
             */
            since: string | null;
            /**
             * @description Capacity in use per channel
             * @example {
             *       "voice": 1
             *     }
             */
            load: {
                [key: string]: number;
            };
            /** @description That it has now */
            contacts: components["schemas"]["AgentContactsAnswer"];
            last30Minutes: components["schemas"]["AgentFiguresAnswer"];
            today: components["schemas"]["AgentFiguresAnswer"];
        };
        QueueReportRow: {
            /**
             * Format: date-time
             * @description Of the interval, or of what is asked for where that begins later
             * @example 2026-03-02T09:30:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:45:00.000Z
             */
            to: string;
            /**
             * @description `from` as the clock on the wall shows it
             * @example 2026-03-02T10:30:00+01:00
             */
            localTime: string;
            /** @example billing */
            queueId?: string;
            /** @example voice */
            channel?: string;
            /**
             * @description Waits that began, but for those that a callback replaced
             * @example 12
             */
            offered: number;
            /** @example 12 */
            answered: number;
            /** @example 12 */
            answeredWithinTarget: number;
            /**
             * @description Without short abandons
             * @example 12
             */
            abandoned: number;
            /** @example 12 */
            shortAbandoned: number;
            /**
             * @description Went on to another queue before an answer
             * @example 12
             */
            movedOn: number;
            /**
             * @description Ended otherwise: cancelled, merged, expired, resolved elsewhere
             * @example 12
             */
            withdrawn: number;
            /**
             * @description Still waits: the row can change yet
             * @example 12
             */
            open: number;
            /**
             * @description Answered within target ÷ (offered − short abandons)
             * @example 0.82
             */
            sl: number | null;
            /**
             * @description Answered within target ÷ answered
             * @example 0.82
             */
            slOfAnswered: number | null;
            /**
             * @description Answered within target ÷ offered
             * @example 0.82
             */
            slOfOffered: number | null;
            /**
             * @description Abandoned ÷ offered
             * @example 0.82
             */
            abandonment: number | null;
            /**
             * @description Mean wait of the answered
             * @example 14.2
             */
            asaSeconds: number | null;
            /**
             * @description 95 of 100 of the answered waited no longer
             * @example 14.2
             */
            p95WaitSeconds: number | null;
            /**
             * @description Of the answered
             * @example 14.2
             */
            longestWaitSeconds: number | null;
            /**
             * @description Mean of talk, hold and wrap-up, of each agent’s part
             * @example 14.2
             */
            ahtSeconds: number | null;
            /**
             * @description The wrap-up of it
             * @example 14.2
             */
            wrapUpSeconds: number | null;
            /**
             * @description Offers that nobody answered
             * @example 12
             */
            rona: number;
            /**
             * @description By people, to a queue or an agent
             * @example 12
             */
            transferred: number;
            /**
             * @description Of the answered
             * @example 12
             */
            botAnswered: number;
            /**
             * @description Given on by a bot
             * @example 12
             */
            botHandedOver: number;
            /**
             * @description Ended with a bot
             * @example 12
             */
            botSolved: number;
            /**
             * @description Waits that a callback replaced
             * @example 12
             */
            callbacksRequested: number;
            /**
             * @description Callbacks that ended: the sum of the next four
             * @example 12
             */
            callbacks: number;
            /** @example 12 */
            callbacksReached: number;
            /** @example 12 */
            callbacksNotReached: number;
            /** @example 12 */
            callbacksAbandoned: number;
            /** @example 12 */
            callbacksWithdrawn: number;
            /** @example 12 */
            callbackFailedAttempts: number;
            /**
             * @description Without attempts that failed
             * @example 14.2
             */
            callbackAhtSeconds: number | null;
            /**
             * @description Of known customers, settled, with none of theirs in the seven days before
             * @example 12
             */
            firstContacts: number;
            /**
             * @description Of these, not said to be unresolved, and the customer did not come back within seven days
             * @example 12
             */
            resolvedAtFirst: number;
            /**
             * @description Of known customers, whose seven days are not over
             * @example 12
             */
            fcrPending: number;
            /**
             * @description First contact resolution: resolvedAtFirst ÷ firstContacts
             * @example 0.82
             */
            fcr: number | null;
        };
        QueueReportAnswer: {
            /** @example Europe/Berlin */
            timezone: string;
            /**
             * @example PT15M
             * @enum {string}
             */
            interval: "PT15M" | "PT30M" | "PT1H" | "P1D";
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-03-03T00:00:00.000Z
             */
            to: string;
            items: components["schemas"]["QueueReportRow"][];
        };
        SkillReportRow: {
            /**
             * Format: date-time
             * @description Of the interval, or of what is asked for where that begins later
             * @example 2026-03-02T09:30:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:45:00.000Z
             */
            to: string;
            /**
             * @description `from` as the clock on the wall shows it
             * @example 2026-03-02T10:30:00+01:00
             */
            localTime: string;
            /** @example billing */
            queueId?: string;
            /** @example voice */
            channel?: string;
            /**
             * @description Waits that began, but for those that a callback replaced
             * @example 12
             */
            offered: number;
            /** @example 12 */
            answered: number;
            /** @example 12 */
            answeredWithinTarget: number;
            /**
             * @description Without short abandons
             * @example 12
             */
            abandoned: number;
            /** @example 12 */
            shortAbandoned: number;
            /**
             * @description Went on to another queue before an answer
             * @example 12
             */
            movedOn: number;
            /**
             * @description Ended otherwise: cancelled, merged, expired, resolved elsewhere
             * @example 12
             */
            withdrawn: number;
            /**
             * @description Still waits: the row can change yet
             * @example 12
             */
            open: number;
            /**
             * @description Answered within target ÷ (offered − short abandons)
             * @example 0.82
             */
            sl: number | null;
            /**
             * @description Answered within target ÷ answered
             * @example 0.82
             */
            slOfAnswered: number | null;
            /**
             * @description Answered within target ÷ offered
             * @example 0.82
             */
            slOfOffered: number | null;
            /**
             * @description Abandoned ÷ offered
             * @example 0.82
             */
            abandonment: number | null;
            /**
             * @description Mean wait of the answered
             * @example 14.2
             */
            asaSeconds: number | null;
            /**
             * @description 95 of 100 of the answered waited no longer
             * @example 14.2
             */
            p95WaitSeconds: number | null;
            /**
             * @description Of the answered
             * @example 14.2
             */
            longestWaitSeconds: number | null;
            /**
             * @description Mean of talk, hold and wrap-up, of each agent’s part
             * @example 14.2
             */
            ahtSeconds: number | null;
            /**
             * @description The wrap-up of it
             * @example 14.2
             */
            wrapUpSeconds: number | null;
            /**
             * @description Offers that nobody answered
             * @example 12
             */
            rona: number;
            /**
             * @description By people, to a queue or an agent
             * @example 12
             */
            transferred: number;
            /**
             * @description Of the answered
             * @example 12
             */
            botAnswered: number;
            /**
             * @description Given on by a bot
             * @example 12
             */
            botHandedOver: number;
            /**
             * @description Ended with a bot
             * @example 12
             */
            botSolved: number;
            /**
             * @description Waits that a callback replaced
             * @example 12
             */
            callbacksRequested: number;
            /**
             * @description Callbacks that ended: the sum of the next four
             * @example 12
             */
            callbacks: number;
            /** @example 12 */
            callbacksReached: number;
            /** @example 12 */
            callbacksNotReached: number;
            /** @example 12 */
            callbacksAbandoned: number;
            /** @example 12 */
            callbacksWithdrawn: number;
            /** @example 12 */
            callbackFailedAttempts: number;
            /**
             * @description Without attempts that failed
             * @example 14.2
             */
            callbackAhtSeconds: number | null;
            /** @example german */
            skillId?: string;
        };
        SkillReportAnswer: {
            /** @example Europe/Berlin */
            timezone: string;
            /**
             * @example PT15M
             * @enum {string}
             */
            interval: "PT15M" | "PT30M" | "PT1H" | "P1D";
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-03-03T00:00:00.000Z
             */
            to: string;
            items: components["schemas"]["SkillReportRow"][];
        };
        AgentReportRow: {
            /**
             * Format: date-time
             * @description Of the interval, or of what is asked for where that begins later
             * @example 2026-03-02T09:30:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:45:00.000Z
             */
            to: string;
            /**
             * @description `from` as the clock on the wall shows it
             * @example 2026-03-02T10:30:00+01:00
             */
            localTime: string;
            /** @example ada */
            agentId?: string;
            /**
             * @description As configured now
             * @example human
             * @enum {string}
             */
            kind?: "human" | "bot";
            /**
             * @description Available, unavailable, or at work
             * @example 25200
             */
            signedInSeconds: number;
            /**
             * @description Any contact held, wrap-up included: a second counts once
             * @example 25200
             */
            handlingSeconds: number;
            /**
             * @description Any contact in wrap-up
             * @example 25200
             */
            wrapUpSeconds: number;
            /**
             * @description Available and nothing to do
             * @example 25200
             */
            idleSeconds: number;
            /**
             * @description Unavailable and nothing to do: breaks
             * @example 25200
             */
            unavailableSeconds: number;
            /** @example 25200 */
            notRespondingSeconds: number;
            /**
             * @description Handling ÷ (handling + idle)
             * @example 0.82
             */
            occupancy: number | null;
            /**
             * @description Handling ÷ signed in
             * @example 0.82
             */
            utilisation: number | null;
            /**
             * @description Offers that ended
             * @example 12
             */
            offers: number;
            /** @example 12 */
            accepted: number;
            /** @example 12 */
            declined: number;
            /**
             * @description Missed
             * @example 12
             */
            rona: number;
            /**
             * @description Rescinded, or the customer or the connection was gone
             * @example 12
             */
            offersOtherwiseEnded: number;
            /**
             * @description Parts in contacts that ended
             * @example 12
             */
            handled: number;
            /** @example 12 */
            completed: number;
            /**
             * @description Given on, by a bot handed over
             * @example 12
             */
            transferred: number;
            /**
             * @description Mean of talk, hold and wrap-up of the handled
             * @example 14.2
             */
            ahtSeconds: number | null;
            /**
             * @description Parts in callbacks, without attempts that failed
             * @example 12
             */
            callbacks: number;
            /** @example 14.2 */
            callbackAhtSeconds: number | null;
        };
        AgentReportAnswer: {
            /** @example Europe/Berlin */
            timezone: string;
            /**
             * @example PT15M
             * @enum {string}
             */
            interval: "PT15M" | "PT30M" | "PT1H" | "P1D";
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-03-03T00:00:00.000Z
             */
            to: string;
            items: components["schemas"]["AgentReportRow"][];
        };
        DispositionReportRow: {
            /**
             * Format: date-time
             * @description Of the interval, or of what is asked for where that begins later
             * @example 2026-03-02T09:30:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:45:00.000Z
             */
            to: string;
            /**
             * @description `from` as the clock on the wall shows it
             * @example 2026-03-02T10:30:00+01:00
             */
            localTime: string;
            /**
             * @description Null: ended without one
             * @example refunded
             */
            disposition?: string | null;
            /** @example billing */
            queueId?: string;
            /** @example voice */
            channel?: string;
            /** @example ada */
            agentId?: string;
            /**
             * @description Ended by agents or bots; without callbacks
             * @example 12
             */
            contacts: number;
            /**
             * @description Said to be resolved
             * @example 12
             */
            resolved: number;
            /**
             * @description Said not to be
             * @example 12
             */
            unresolved: number;
            /**
             * @description Ended by a bot
             * @example 12
             */
            botSolved: number;
            /** @example 12 */
            callbacks: number;
            /** @example 12 */
            callbacksResolved: number;
            /**
             * @description Of known customers, settled, with none of theirs in the seven days before
             * @example 12
             */
            firstContacts: number;
            /**
             * @description Of these, not said to be unresolved, and the customer did not come back within seven days
             * @example 12
             */
            resolvedAtFirst: number;
            /**
             * @description Of known customers, whose seven days are not over
             * @example 12
             */
            fcrPending: number;
            /**
             * @description First contact resolution: resolvedAtFirst ÷ firstContacts
             * @example 0.82
             */
            fcr: number | null;
        };
        DispositionReportAnswer: {
            /** @example Europe/Berlin */
            timezone: string;
            /**
             * @example PT15M
             * @enum {string}
             */
            interval: "PT15M" | "PT30M" | "PT1H" | "P1D";
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-03-03T00:00:00.000Z
             */
            to: string;
            items: components["schemas"]["DispositionReportRow"][];
        };
        CreatedKeyAnswer: {
            /** @example 4f2a9c1d0b3e5a67 */
            id: string;
            /**
             * @description Told once
             * @example lotse_4f2a9c1d0b3e5a67_…
             */
            key: string;
        };
        ApiKeyDto: {
            /**
             * @example system
             * @enum {string}
             */
            role: "system" | "agent" | "supervisor" | "admin" | "metrics";
            /**
             * @description With the role agent, and only then
             * @example agent-7
             */
            agentId?: string;
            /** @example telephony */
            name: string;
            /**
             * Format: date-time
             * @example 2099-01-01T00:00:00.000Z
             */
            expiresAt?: string;
        };
        KeyAnswer: {
            /** @example 4f2a9c1d0b3e5a67 */
            id: string;
            /** @example system */
            role: string;
            /** @example billing */
            agentId?: string;
            /** @example telephony */
            name: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            expiresAt?: string;
        };
        WebhookAnswer: {
            /** @example crm */
            id: string;
            /**
             * Format: uri
             * @example https://crm.example.com/lotse
             */
            url: string;
            /**
             * @example [
             *       "contact.waiting",
             *       "contact.completed"
             *     ]
             */
            events: ("contact.*" | "contact.scheduled" | "contact.waiting" | "contact.offered" | "contact.active" | "contact.held" | "contact.parked" | "contact.wrapUp" | "contact.completed" | "contact.abandoned" | "contact.cancelled" | "contact.expired" | "contact.expiring" | "alert.*" | "alert.raised" | "alert.cleared")[];
            /**
             * @example [
             *       "billing"
             *     ]
             */
            queues?: string[];
            /**
             * @description Told once, in the answer to the PUT that had the server make it
             * @example whsec_…
             */
            secret?: string;
        };
        WebhookDto: {
            /**
             * Format: uri
             * @description Private addresses only where the server allows them
             * @example https://crm.example.com/lotse
             */
            url: string;
            /**
             * @description Types of events, or all with `contact.*`, `alert.*`
             * @example [
             *       "contact.waiting",
             *       "contact.completed"
             *     ]
             */
            events: ("contact.*" | "contact.scheduled" | "contact.waiting" | "contact.offered" | "contact.active" | "contact.held" | "contact.parked" | "contact.wrapUp" | "contact.completed" | "contact.abandoned" | "contact.cancelled" | "contact.expired" | "contact.expiring" | "alert.*" | "alert.raised" | "alert.cleared")[];
            /**
             * @description Only while the contact is in one of these queues, and alerts of one of them; all when left out
             * @example [
             *       "billing"
             *     ]
             */
            queues?: string[];
            /**
             * @description `whsec_` and the base64 of 24 to 64 bytes. Left out: the server makes one at creation, later it stays. Another than the one in force rotates: both sign for 24 h
             * @example whsec_cGxlYXNlIG1ha2UgYSBzZWNyZXQgb2YgeW91ciBvd24h
             */
            secret?: string;
            /**
             * @description Has the server make a new secret, told in this answer; the one before signs too for 24 h
             * @default false
             * @example false
             */
            rotateSecret?: boolean;
        };
        DeadLetterAnswer: {
            /**
             * @description The `webhook-id` it was sent with
             * @example msg_2Kc1T0y7mW8vQpXr5sNfLbZa3dE
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was given up
             * @example 2026-03-02T09:30:00.000Z
             */
            deadAt: string;
            /**
             * @description Every attempt failed for 24 h; or too much was undelivered already
             * @example undeliverable
             * @enum {string}
             */
            reason: "undeliverable" | "backlogFull";
            /**
             * @description How the last attempt failed
             * @example status 500
             */
            failure?: string;
            /**
             * @description The body
             * @example {
             *       "type": "contact.waiting",
             *       "cursor": "186321.42",
             *       "contactId": "call-1",
             *       "state": "waiting"
             *     }
             */
            event: {
                [key: string]: unknown;
            };
        };
        ReplayAnswer: {
            /** @example 12 */
            replayed: number;
        };
        ReplayDto: {
            /**
             * @description Which; all when left out
             * @example [
             *       "msg_2Kc1T0y7mW8vQpXr5sNfLbZa3dE"
             *     ]
             */
            ids?: string[];
        };
        JourneyStageDto: {
            /**
             * @default 0
             * @example 0
             */
            default?: number;
            /**
             * @example {
             *       "cancellation": 60
             *     }
             */
            stages?: {
                [key: string]: number;
            };
        };
        CreditsDto: {
            /**
             * @default 0
             * @example 30
             */
            priority?: number;
            /**
             * @default 0
             * @example 90
             */
            customerValue?: number;
            /**
             * @example {
             *       "default": 0,
             *       "stages": {
             *         "cancellation": 60
             *       }
             *     }
             */
            journeyStage?: components["schemas"]["JourneyStageDto"];
            /**
             * @default 0
             * @example 120
             */
            due?: number;
            /**
             * @default 0
             * @example 3600
             */
            dueHorizonSeconds?: number;
            /**
             * @default 0
             * @example 20
             */
            skill?: number;
            /**
             * @default 0
             * @example 10
             */
            preference?: number;
            /**
             * @default 0
             * @example 10
             */
            channel?: number;
            /**
             * @default 0
             * @example 60
             */
            affinity?: number;
            /**
             * @default 0
             * @example 15
             */
            occupancy?: number;
            /**
             * @default 0
             * @example 0.1
             */
            idlePerSecond?: number;
            /**
             * @description For a bot, in proportion to the contact's acceptance of bots
             * @default 0
             * @example 45
             */
            bot?: number;
        };
        VersionAuthorAnswer: {
            /** @example 4f2a9c1d0b3e5a67 */
            keyId: string;
            /** @example Kim, floor manager */
            name?: string;
        };
        VersionChangeAnswer: {
            /** @example credits.customerValue */
            path: string;
            /** @example 60 */
            from: (number | string) | null;
            /** @example 90 */
            to: (number | string) | null;
        };
        ProfileVersionAnswer: {
            /** @example Default */
            name: string;
            /**
             * @example {
             *       "priority": 30,
             *       "customerValue": 90,
             *       "affinity": 60
             *     }
             */
            credits: components["schemas"]["CreditsDto"];
            /**
             * @description Why; kept with the version
             * @example Fewer waits for cancellations
             */
            note?: string;
            /** @example 2 */
            version: number;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            at: string;
            by: components["schemas"]["VersionAuthorAnswer"];
            /** @description Against the version before */
            changes: components["schemas"]["VersionChangeAnswer"][];
        };
        ToldAnswer: {
            /** @example A customer of the highest value is served as if they had waited 90 s longer. */
            en: string;
            /** @example Ein Kunde mit dem höchsten Wert wird bedient, als hätte er 90 s länger gewartet. */
            de: string;
        };
        RoutingProfileAnswer: {
            /** @example Default */
            name: string;
            /**
             * @example {
             *       "priority": 30,
             *       "customerValue": 90,
             *       "affinity": 60
             *     }
             */
            credits: components["schemas"]["CreditsDto"];
            /** @example default */
            id: string;
            /** @example 1 */
            version: number;
            /** @description A sentence for each weight; in the answers about one profile that was asked for */
            meaning?: {
                [key: string]: components["schemas"]["ToldAnswer"];
            };
        };
        RollbackDto: {
            /**
             * @description What this version said becomes the newest
             * @example 3
             */
            version: number;
            /**
             * @description Why; kept with the new version
             * @example Waits of all others grew
             */
            note?: string;
        };
        ScheduleAnswer: {
            /**
             * @description What this version said becomes the newest then
             * @example 3
             */
            version: number;
            /**
             * Format: date-time
             * @description In the future, within 366 days; no other schedule of the profile has the same
             * @example 2030-03-02T07:00:00.000Z
             */
            at: string;
            /**
             * @description Why; kept with the new version
             * @example For the sale
             */
            note?: string;
            /** @example 0197f0c2-8a54-7d1e-9a57-2f6d6c1b7a10 */
            id: string;
            by: components["schemas"]["VersionAuthorAnswer"];
        };
        ScheduleDto: {
            /**
             * @description What this version said becomes the newest then
             * @example 3
             */
            version: number;
            /**
             * Format: date-time
             * @description In the future, within 366 days; no other schedule of the profile has the same
             * @example 2030-03-02T07:00:00.000Z
             */
            at: string;
            /**
             * @description Why; kept with the new version
             * @example For the sale
             */
            note?: string;
        };
        SwitchbackDefinitionAnswer: {
            /** @example default */
            profileId: string;
            /** @example 0197f0c2-8a54-7d1e-9a57-2f6d6c1b7a10 */
            experimentId: string;
            /**
             * @example running
             * @enum {string}
             */
            state: "running" | "ended";
            /**
             * @description At its `until`, or before
             * @example completed
             * @enum {string}
             */
            ended?: "completed" | "endedEarly";
            /**
             * @description a and b
             * @example [
             *       3,
             *       5
             *     ]
             */
            versions: number[];
            /** @example 30 */
            blockMinutes: number;
            /**
             * @description The first minutes of a block, which are in no figure
             * @example 5
             */
            settlingMinutes: number;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            beginsAt: string;
            /**
             * Format: date-time
             * @example 2026-03-16T09:30:00.000Z
             */
            until: string;
            /**
             * Format: date-time
             * @example 2026-03-16T09:30:00.000Z
             */
            endedAt?: string;
            /**
             * @description The order of the blocks was drawn from it
             * @example 2718281828
             */
            seed: number;
            /**
             * @description In force before it began, and again after it ends
             * @example 4
             */
            versionBefore: number;
            /**
             * @description With a last one that `until` cuts
             * @example 672
             */
            blocksPlanned: number;
            by: components["schemas"]["VersionAuthorAnswer"];
        };
        SwitchbackDto: {
            /**
             * @description a and b: what is compared is a − b
             * @example [
             *       3,
             *       5
             *     ]
             */
            versions: number[];
            /**
             * @description Length of a block; its first 5 minutes are left out of the figures
             * @default 30
             * @example 30
             */
            blockMinutes?: number;
            /**
             * Format: date-time
             * @description When it ends by itself: from 2 to 1,000 blocks from now, within 366 days
             * @example 2030-03-16T18:00:00.000Z
             */
            until: string;
        };
        BlockFiguresAnswer: {
            /** @example 84 */
            offered: number;
            /** @example 80 */
            answered: number;
            /** @example 66 */
            answeredWithinTarget: number;
            /** @example 3 */
            abandoned: number;
            /** @example 1 */
            shortAbandoned: number;
            /**
             * @description Of the offered, who still wait
             * @example 0
             */
            open: number;
            /** @example 0.795 */
            sl: number | null;
            /** @example 17.4 */
            asaSeconds: number | null;
            /** @example 0.036 */
            abandonment: number | null;
        };
        BlockAnswer: {
            /** @example 7 */
            block: number;
            /**
             * @description Of the two, the one it has
             * @example 3
             */
            version: number;
            /**
             * @description The version that was made of it, which decisions name
             * @example 12
             */
            inForceVersion: number;
            /**
             * Format: date-time
             * @description When it came into force
             * @example 2026-03-02T09:30:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @example 2026-03-02T10:00:00.000Z
             */
            to: string;
            /** @description Of who came in it past its first minutes; null where no time was left */
            figures: components["schemas"]["BlockFiguresAnswer"] | null;
            /** @example true */
            compared: boolean;
            /**
             * @description Why it is not compared
             * @example notOver
             * @enum {string}
             */
            leftOut?: "notOver" | "cutShort" | "beganLate" | "stillWaiting" | "partnerLeftOut";
        };
        ComparedFigureAnswer: {
            /**
             * @example no difference shown
             * @enum {string}
             */
            verdict: "not enough yet" | "no difference shown" | "difference shown";
            /**
             * @description In which the figure is known
             * @example 24
             */
            blocks: number;
            /**
             * @description Where they are not enough yet
             * @example 12
             */
            blocksNeeded?: number;
            /**
             * @description Mean over the blocks of version a
             * @example 0.81
             */
            a?: number;
            /** @example 0.78 */
            b?: number;
            /**
             * @description Mean of a − b over pairs of blocks
             * @example 0.03
             */
            difference?: number;
            /**
             * @description 95 % interval
             * @example [
             *       -0.01,
             *       0.07
             *     ]
             */
            ci95?: number[];
        };
        ComparisonAnswer: {
            /**
             * @description That are compared: whole pairs
             * @example 24
             */
            blocks: number;
            sl: components["schemas"]["ComparedFigureAnswer"];
            asaSeconds: components["schemas"]["ComparedFigureAnswer"];
            abandonment: components["schemas"]["ComparedFigureAnswer"];
        };
        SwitchbackAnswer: {
            /** @example default */
            profileId: string;
            /** @example 0197f0c2-8a54-7d1e-9a57-2f6d6c1b7a10 */
            experimentId: string;
            /**
             * @example running
             * @enum {string}
             */
            state: "running" | "ended";
            /**
             * @description At its `until`, or before
             * @example completed
             * @enum {string}
             */
            ended?: "completed" | "endedEarly";
            /**
             * @description a and b
             * @example [
             *       3,
             *       5
             *     ]
             */
            versions: number[];
            /** @example 30 */
            blockMinutes: number;
            /**
             * @description The first minutes of a block, which are in no figure
             * @example 5
             */
            settlingMinutes: number;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            beginsAt: string;
            /**
             * Format: date-time
             * @example 2026-03-16T09:30:00.000Z
             */
            until: string;
            /**
             * Format: date-time
             * @example 2026-03-16T09:30:00.000Z
             */
            endedAt?: string;
            /**
             * @description The order of the blocks was drawn from it
             * @example 2718281828
             */
            seed: number;
            /**
             * @description In force before it began, and again after it ends
             * @example 4
             */
            versionBefore: number;
            /**
             * @description With a last one that `until` cuts
             * @example 672
             */
            blocksPlanned: number;
            by: components["schemas"]["VersionAuthorAnswer"];
            /** @description That have begun */
            blocks: components["schemas"]["BlockAnswer"][];
            comparison: components["schemas"]["ComparisonAnswer"];
        };
        SimulationAnswer: {
            /** @example 8c2f1e0a-5b1d-4c58-9c0c-3f6a3f1f0d11 */
            id: string;
            /**
             * @example completed
             * @enum {string}
             */
            state: "queued" | "running" | "completed" | "failed" | "cancelled";
            /** @example 1 */
            progress: number;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            createdAt: string;
            /**
             * @description The API key that asked for it
             * @example 4f2a9c1d0b3e5a67
             */
            createdBy: string;
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            endedAt?: string;
            /** @description Why it failed */
            error?: string;
            /**
             * @description Each figure as mean and 95 % interval; `{profiles, differences}` where profiles were compared
             * @example {
             *       "streams": {
             *         "calls": {
             *           "pWait": {
             *             "mean": 0.361,
             *             "ci95": [
             *               0.359,
             *               0.364
             *             ]
             *           }
             *         }
             *       },
             *       "queues": {},
             *       "agents": {},
             *       "matrix": {}
             *     }
             */
            result?: {
                streams?: {
                    [key: string]: {
                        [key: string]: unknown;
                    };
                };
                queues?: {
                    [key: string]: {
                        [key: string]: unknown;
                    };
                };
                agents?: {
                    [key: string]: {
                        [key: string]: unknown;
                    };
                };
                matrix?: {
                    [key: string]: {
                        [key: string]: unknown;
                    };
                };
            } & {
                [key: string]: unknown;
            };
        };
        WeeklySpanDto: {
            /** @example 09:00 */
            from: string;
            /**
             * @description After `from`; `24:00` is the end of the day
             * @example 18:00
             */
            to: string;
            /**
             * @example [
             *       "mon",
             *       "tue",
             *       "wed",
             *       "thu",
             *       "fri"
             *     ]
             */
            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
        };
        DaySpanDto: {
            /** @example 09:00 */
            from: string;
            /**
             * @description After `from`; `24:00` is the end of the day
             * @example 18:00
             */
            to: string;
        };
        HoursExceptionDto: {
            /**
             * Format: date
             * @example 2026-12-24
             */
            date: string;
            /**
             * @description Instead of the week's spans; empty: closed all day
             * @example [
             *       {
             *         "from": "09:00",
             *         "to": "12:00"
             *       }
             *     ]
             */
            open: components["schemas"]["DaySpanDto"][];
        };
        SimulatedHoursDto: {
            /**
             * @description A name of the zone database
             * @example Europe/Berlin
             */
            timezone: string;
            /**
             * @description Spans that touch or overlap are one. Over midnight: one to `24:00`, and one from `00:00` of the next day. Where clocks are set back within a span it is an hour longer, where they are set forward an hour shorter.
             * @example [
             *       {
             *         "days": [
             *           "mon",
             *           "tue",
             *           "wed",
             *           "thu",
             *           "fri"
             *         ],
             *         "from": "08:00",
             *         "to": "18:00"
             *       }
             *     ]
             */
            weekly: components["schemas"]["WeeklySpanDto"][];
            /**
             * @description Dates on which other spans hold; each date once
             * @example [
             *       {
             *         "date": "2026-12-24",
             *         "open": [
             *           {
             *             "from": "08:00",
             *             "to": "12:00"
             *           }
             *         ]
             *       }
             *     ]
             */
            exceptions: components["schemas"]["HoursExceptionDto"][];
            /** @example office */
            id: string;
        };
        SimulatedChannelDto: {
            /** @example Voice */
            name: string;
            /**
             * @example synchronous
             * @enum {string}
             */
            kind: "synchronous" | "asynchronous";
            /** @example 20 */
            offerTimeoutSeconds: number;
            /** @example 30 */
            wrapUpSeconds: number;
            /** @example 20 */
            defaultTargetSeconds: number;
            /**
             * @description Connects without an answer where the agent has a socket
             * @example false
             */
            autoAccept?: boolean;
            /**
             * @description Contacts write, so that they can be translated; when left out, so it is of chat, messaging, email, social and case alone
             * @example false
             */
            text?: boolean;
            /** @example voice */
            id: string;
        };
        ServiceLevelDto: {
            /** @example 20 */
            targetSeconds: number;
            /** @example 80 */
            percent: number;
        };
        StepDto: {
            /**
             * @description Contact age from which on the step holds
             * @example 60
             */
            afterSeconds: number;
            /**
             * @example [
             *       "premium"
             *     ]
             */
            dropSkills?: string[];
            /** @example 3 */
            lowerLevelsTo?: number;
            /**
             * @example [
             *       "second-line"
             *     ]
             */
            addQueues?: string[];
            /** @example false */
            anyone?: boolean;
        };
        OverflowDto: {
            /** @example 300 */
            afterSeconds?: number;
            /** @example 100 */
            whenWaitingOver?: number;
            /**
             * @description Who comes goes on when the middle of their estimated wait is longer; while it is unknown, nobody does
             * @example 600
             */
            whenEstimateOverSeconds?: number;
            /** @example second-line */
            toQueueId: string;
        };
        BotRulesDto: {
            /**
             * @description Bots get no contact below it
             * @default 0
             * @example 0.5
             */
            minAcceptance?: number;
            /**
             * @description Bots get no customer above it
             * @default 1
             * @example 0.8
             */
            maxCustomerValue?: number;
        };
        TranslationDto: {
            /**
             * @description A written contact whose language nobody on duty speaks who could take it otherwise goes to others; its offer says what to translate
             * @example true
             */
            allowed: boolean;
            /**
             * @description Credit that it costs such a contact, in seconds of waiting
             * @example 60
             */
            penaltySeconds: number;
        };
        SimulatedQueueDto: {
            /** @example Billing */
            name: string;
            /**
             * @default default
             * @example default
             */
            routingProfileId?: string;
            /**
             * @example {
             *       "targetSeconds": 20,
             *       "percent": 80
             *     }
             */
            serviceLevel?: components["schemas"]["ServiceLevelDto"];
            /**
             * @default 5
             * @example 5
             */
            shortAbandonSeconds?: number;
            /**
             * @description 20 ÷ target seconds when left out
             * @example 1
             */
            agingRate?: number;
            /**
             * @example [
             *       {
             *         "afterSeconds": 60,
             *         "lowerLevelsTo": 3
             *       }
             *     ]
             */
            steps?: components["schemas"]["StepDto"][];
            /** @example 3600 */
            maxWaitSeconds?: number;
            /**
             * @example {
             *       "afterSeconds": 300,
             *       "toQueueId": "second-line"
             *     }
             */
            overflow?: components["schemas"]["OverflowDto"];
            /**
             * @description Open only within these hours; always when left out
             * @example office-hours
             */
            hoursId?: string;
            /**
             * @description `refuse` (when left out): 409 queueClosed, with `opensAt`. `overflow`: the contact goes to `overflow.toQueueId`, where that is open, else on from there as that queue says; no queue is asked twice
             * @example overflow
             * @enum {string}
             */
            whenClosed?: "refuse" | "later" | "overflow";
            /** @example 500 */
            maxWaiting?: number;
            /**
             * @description How long a contact that is resumed waits for the agent who had it alone
             * @default 30
             * @example 30
             */
            affinityWaitSeconds?: number;
            /**
             * @description Wrap-up; the channel's when left out
             * @example 45
             */
            wrapUpSeconds?: number;
            /**
             * @description False closes the queue, whatever the hours
             * @default true
             * @example true
             */
            open?: boolean;
            /**
             * @example {
             *       "minAcceptance": 0.5,
             *       "maxCustomerValue": 0.8
             *     }
             */
            bots?: components["schemas"]["BotRulesDto"];
            /**
             * @example {
             *       "allowed": true,
             *       "penaltySeconds": 60
             *     }
             */
            translation?: components["schemas"]["TranslationDto"];
            /** @example billing */
            id: string;
        };
        SimulatedProfileDto: {
            /** @example Default */
            name: string;
            /**
             * @example {
             *       "priority": 30,
             *       "customerValue": 90,
             *       "affinity": 60
             *     }
             */
            credits: components["schemas"]["CreditsDto"];
            /**
             * @description Why; kept with the version
             * @example Fewer waits for cancellations
             */
            note?: string;
            /** @example gold-first */
            id: string;
        };
        AgentSkillDto: {
            /** @example lang:de */
            id: string;
            /** @example 7 */
            level: number;
            /** @example 0.8 */
            preference?: number;
        };
        AgentChannelDto: {
            /** @example voice */
            id: string;
            /** @example 1 */
            capacity: number;
            /** @example 8 */
            proficiency?: number;
            /**
             * @description While a contact of this channel is held, nothing of these channels is offered
             * @example [
             *       "chat"
             *     ]
             */
            blocks?: string[];
            /**
             * @description These are offered all the same. Accepted, they set contacts of this channel aside, which come back by themselves
             * @example [
             *       "voice"
             *     ]
             */
            interruptedBy?: string[];
            /** @example sip:agent-7@example.com */
            address?: string;
        };
        BotWebhookDto: {
            /**
             * Format: uri
             * @description Private addresses only where the server allows them
             * @example https://bot.example.com/lotse
             */
            url: string;
            /**
             * @description `whsec_` and the base64 of 24 to 64 bytes; signs what is sent, and is never told. Left out: the one in force stays; without any nothing is signed. Another than the one in force rotates: both sign for 24 h
             * @example whsec_cGxlYXNlIG1ha2UgYSBzZWNyZXQgb2YgeW91ciBvd24h
             */
            secret?: string;
        };
        ShiftDto: {
            /** @example 0 */
            from: number;
            /** @example 28800 */
            to: number;
        };
        DistributionDto: {
            /**
             * @example exponential
             * @enum {string}
             */
            kind: "exponential" | "deterministic" | "lognormal" | "empirical";
            /** @example 300 */
            meanSeconds?: number;
            /**
             * @description Lognormal: standard deviation ÷ mean
             * @example 1.2
             */
            cv?: number;
            /**
             * @description Empirical: each as likely
             * @example [
             *       120,
             *       300,
             *       480
             *     ]
             */
            seconds?: number[];
        };
        SimulatedAgentDto: {
            /** @example Ada */
            name: string;
            /**
             * @default human
             * @example bot
             * @enum {string}
             */
            kind?: "human" | "bot";
            /**
             * @example [
             *       "billing"
             *     ]
             */
            queues: string[];
            /**
             * @example [
             *       {
             *         "id": "lang:de",
             *         "level": 7
             *       }
             *     ]
             */
            skills: components["schemas"]["AgentSkillDto"][];
            /**
             * @example [
             *       {
             *         "id": "voice",
             *         "capacity": 1
             *       }
             *     ]
             */
            channels: components["schemas"]["AgentChannelDto"][];
            /**
             * @example {
             *       "orderId": "A-1007"
             *     }
             */
            attributes?: {
                [key: string]: unknown;
            };
            /**
             * @description For kind `bot`: gets by POST what its socket would get of contacts. The answer to `offer.created` can be `{"answer": "accept"}` or `{"answer": "decline", "reason"?}`
             * @example {
             *       "url": "https://bot.example.com/lotse"
             *     }
             */
            webhook?: components["schemas"]["BotWebhookDto"];
            /** @example generalists */
            id: string;
            /**
             * @description So many alike; one line of figures
             * @default 1
             * @example 18
             */
            count?: number;
            /**
             * @description Always available when left out
             * @example [
             *       {
             *         "from": 0,
             *         "to": 28800
             *       }
             *     ]
             */
            shifts?: components["schemas"]["ShiftDto"][];
            /**
             * @description In place of the streams'
             * @example {
             *       "kind": "exponential",
             *       "meanSeconds": 240
             *     }
             */
            service?: components["schemas"]["DistributionDto"];
        };
        ArrivalsDto: {
            /**
             * @example poisson
             * @enum {string}
             */
            kind: "poisson" | "piecewise" | "times";
            /**
             * @description Piecewise: a list, which begins again at its end
             * @example 180
             */
            perHour?: number | number[];
            /**
             * @description Piecewise: how long each rate holds
             * @example 1800
             */
            intervalSeconds?: number;
            /**
             * @description Times
             * @example [
             *       0,
             *       12.5,
             *       60
             *     ]
             */
            seconds?: number[];
        };
        SimulatedStreamDto: {
            /** @example calls */
            id: string;
            /** @example billing */
            queueId: string;
            /** @example voice */
            channel: string;
            /**
             * @example [
             *       {
             *         "skillId": "lang:de",
             *         "minLevel": 5
             *       }
             *     ]
             */
            requirements?: components["schemas"]["RequirementDto"][];
            /**
             * @description As of a contact
             * @example de
             */
            language?: string;
            /**
             * @description As of a contact
             * @example 0.8
             */
            botAcceptance?: number | "never";
            /**
             * @default 0
             * @example 3
             */
            priority?: number;
            /**
             * @default 0
             * @example 0.7
             */
            customerValue?: number;
            /** @example cancellation */
            journeyStage?: string;
            /**
             * @example {
             *       "kind": "poisson",
             *       "perHour": 180
             *     }
             */
            arrivals: components["schemas"]["ArrivalsDto"];
            /**
             * @example {
             *       "kind": "exponential",
             *       "meanSeconds": 300
             *     }
             */
            service: components["schemas"]["DistributionDto"];
            /**
             * @description How long they wait before they give up; for ever when left out
             * @example {
             *       "kind": "exponential",
             *       "meanSeconds": 180
             *     }
             */
            patience?: components["schemas"]["DistributionDto"];
        };
        SimulationScenarioDto: {
            /**
             * @description The same seed gives the same result
             * @default 1
             * @example 1
             */
            seed?: number;
            /**
             * @default 10
             * @example 10
             */
            replications?: number;
            /**
             * @description Who comes before is served, but not counted
             * @default 0
             * @example 36000
             */
            warmupSeconds?: number;
            /**
             * @description Who comes from here on is not counted
             * @example 3600000
             */
            horizonSeconds: number;
            /**
             * Format: date-time
             * @description When the scenario begins: hours are read by it
             * @example 2026-03-02T07:00:00+01:00
             */
            startsAt?: string;
            /**
             * @description Hours that queues name; those that are missing are taken as they are in force
             * @example []
             */
            hours?: components["schemas"]["SimulatedHoursDto"][];
            /**
             * @description In place of the eight channels of a new workspace, which have no wrap-up here
             * @example []
             */
            channels?: components["schemas"]["SimulatedChannelDto"][];
            /**
             * @example [
             *       {
             *         "id": "billing",
             *         "name": "Billing"
             *       }
             *     ]
             */
            queues: components["schemas"]["SimulatedQueueDto"][];
            /** @example [] */
            profiles?: components["schemas"]["SimulatedProfileDto"][];
            /**
             * @example [
             *       {
             *         "id": "team",
             *         "name": "Team",
             *         "queues": [
             *           "billing"
             *         ],
             *         "skills": [],
             *         "channels": [
             *           {
             *             "id": "voice",
             *             "capacity": 1
             *           }
             *         ],
             *         "count": 18
             *       }
             *     ]
             */
            agents: components["schemas"]["SimulatedAgentDto"][];
            /**
             * @example [
             *       {
             *         "id": "calls",
             *         "queueId": "billing",
             *         "channel": "voice",
             *         "arrivals": {
             *           "kind": "poisson",
             *           "perHour": 180
             *         },
             *         "service": {
             *           "kind": "exponential",
             *           "meanSeconds": 300
             *         }
             *       }
             *     ]
             */
            streams: components["schemas"]["SimulatedStreamDto"][];
            /**
             * @description Profiles, each in force for all queues; the same contacts come under each
             * @example [
             *       "default@1",
             *       "gold-first@1"
             *     ]
             */
            compare?: string[];
        };
        AuditEntryAnswer: {
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            at: string;
            by: components["schemas"]["VersionAuthorAnswer"];
            /**
             * @description The first three of configuration, the others of contacts and presences
             * @example replaced
             * @enum {string}
             */
            action: "created" | "replaced" | "removed" | "patch" | "pullToFront" | "assign" | "cancel" | "complete" | "hold" | "unhold" | "park" | "resume" | "extendWrapUp" | "transfer" | "consult" | "handOver" | "completeTransfer" | "merge" | "callback" | "attempt" | "presence";
            /**
             * @example queue
             * @enum {string}
             */
            kind: "skill" | "channel" | "queue" | "agent" | "routingProfile" | "hours" | "reasonCode" | "contactType" | "webhook" | "hook" | "profileSchedule" | "switchback" | "alert" | "contact" | "presence";
            /** @example billing */
            id: string;
            /**
             * @description Not of what was created. Of acts: what they changed, as it was
             * @example {
             *       "id": "billing",
             *       "name": "Billing",
             *       "open": true
             *     }
             */
            before?: {
                [key: string]: unknown;
            };
            /**
             * @description Not of what was removed. Of acts: what they changed, as it is
             * @example {
             *       "id": "billing",
             *       "name": "Billing",
             *       "open": false
             *     }
             */
            after?: {
                [key: string]: unknown;
            };
            /**
             * @description Why
             * @example Has called three times today
             */
            note?: string;
            /**
             * @description Of an assignment: over capacity or past a block was allowed
             * @example true
             */
            override?: boolean;
            /**
             * @description Of an act on a contact: whose it was, or became
             * @example agent-7
             */
            agentId?: string;
            /**
             * @description Of an act on a contact: its queue after it
             * @example billing
             */
            queueId?: string;
            /** @example 0199c1f0-6a2b-7c3d-8e4f-5a6b7c8d9e0f */
            offerId?: string;
        };
        HookAnswer: {
            /** @example contact-form */
            id: string;
            /**
             * @example {
             *       "channel": "email",
             *       "queueId": {
             *         "$path": "$.form.topic",
             *         "$map": {
             *           "bill": "billing"
             *         },
             *         "$default": "support"
             *       },
             *       "customer": {
             *         "name": {
             *           "$path": "$.form.name"
             *         },
             *         "identities": [
             *           {
             *             "kind": "email",
             *             "value": {
             *               "$path": "$.form.email"
             *             }
             *           }
             *         ]
             *       },
             *       "attributes": {
             *         "subject": {
             *           "$path": "$.form.subject"
             *         }
             *       }
             *     }
             */
            mapping: {
                [key: string]: unknown;
            };
            /**
             * @description Told once, where the server made it
             * @example whsec_…
             */
            secret?: string;
        };
        HookDto: {
            /**
             * @description A contact's body as POST /v1/contacts takes it, in which an object with `$path` (RFC 9535, names and indexes alone) stands for what is at that place of the body that is posted; `$default` where nothing is there, `$map` from what is there to what it means, `$as` `string` or `number`
             * @example {
             *       "channel": "email",
             *       "queueId": {
             *         "$path": "$.form.topic",
             *         "$map": {
             *           "bill": "billing"
             *         },
             *         "$default": "support"
             *       },
             *       "customer": {
             *         "name": {
             *           "$path": "$.form.name"
             *         },
             *         "identities": [
             *           {
             *             "kind": "email",
             *             "value": {
             *               "$path": "$.form.email"
             *             }
             *           }
             *         ]
             *       },
             *       "attributes": {
             *         "subject": {
             *           "$path": "$.form.subject"
             *         }
             *       }
             *     }
             */
            mapping: {
                [key: string]: unknown;
            };
            /**
             * @description `whsec_` and the base64 of 24 to 64 bytes. Left out: the server makes one at creation, later it stays. Another than the one in force rotates: both are accepted for 24 h
             * @example whsec_cGxlYXNlIG1ha2UgYSBzZWNyZXQgb2YgeW91ciBvd24h
             */
            secret?: string;
        };
        HookedAnswer: {
            /** @example hook-5f0c1d0e7b3a4c2d9e8f7a6b5c4d3e2f */
            contactId: string;
            /** @example waiting */
            state: string;
        };
        FaultAnswer: {
            /** @example queueId */
            path: string;
            /** @example no queue has the id biling */
            message: string;
        };
        DryRunAnswer: {
            /**
             * @description The body of the contact
             * @example {
             *       "channel": "email",
             *       "queueId": "billing"
             *     }
             */
            contact: {
                [key: string]: unknown;
            };
            /** @description What would refuse it */
            errors: components["schemas"]["FaultAnswer"][];
        };
        HealthAnswer: {
            /**
             * @example ok
             * @enum {string}
             */
            status: "ok" | "degraded" | "unavailable";
            /**
             * @example {
             *       "redis": "up",
             *       "postgres": "up"
             *     }
             */
            checks?: {
                [key: string]: string;
            };
        };
        SkillAnswer: {
            /** @example German */
            name: string;
            /** @example Speaks and writes German */
            description?: string;
            /** @example lang:de */
            id: string;
        };
        SkillDto: {
            /** @example German */
            name: string;
            /** @example Speaks and writes German */
            description?: string;
        };
        ChannelAnswer: {
            /** @example Voice */
            name: string;
            /**
             * @example synchronous
             * @enum {string}
             */
            kind: "synchronous" | "asynchronous";
            /** @example 20 */
            offerTimeoutSeconds: number;
            /** @example 30 */
            wrapUpSeconds: number;
            /** @example 20 */
            defaultTargetSeconds: number;
            /**
             * @description Connects without an answer where the agent has a socket
             * @example false
             */
            autoAccept?: boolean;
            /**
             * @description Contacts write, so that they can be translated; when left out, so it is of chat, messaging, email, social and case alone
             * @example false
             */
            text?: boolean;
            /** @example voice */
            id: string;
        };
        ChannelDto: {
            /** @example Voice */
            name: string;
            /**
             * @example synchronous
             * @enum {string}
             */
            kind: "synchronous" | "asynchronous";
            /** @example 20 */
            offerTimeoutSeconds: number;
            /** @example 30 */
            wrapUpSeconds: number;
            /** @example 20 */
            defaultTargetSeconds: number;
            /**
             * @description Connects without an answer where the agent has a socket
             * @example false
             */
            autoAccept?: boolean;
            /**
             * @description Contacts write, so that they can be translated; when left out, so it is of chat, messaging, email, social and case alone
             * @example false
             */
            text?: boolean;
        };
        QueueAnswer: {
            /** @example Billing */
            name: string;
            /**
             * @default default
             * @example default
             */
            routingProfileId?: string;
            /**
             * @example {
             *       "targetSeconds": 20,
             *       "percent": 80
             *     }
             */
            serviceLevel?: components["schemas"]["ServiceLevelDto"];
            /**
             * @default 5
             * @example 5
             */
            shortAbandonSeconds?: number;
            /**
             * @description 20 ÷ target seconds when left out
             * @example 1
             */
            agingRate?: number;
            /**
             * @example [
             *       {
             *         "afterSeconds": 60,
             *         "lowerLevelsTo": 3
             *       }
             *     ]
             */
            steps?: components["schemas"]["StepDto"][];
            /** @example 3600 */
            maxWaitSeconds?: number;
            /**
             * @example {
             *       "afterSeconds": 300,
             *       "toQueueId": "second-line"
             *     }
             */
            overflow?: components["schemas"]["OverflowDto"];
            /**
             * @description Open only within these hours; always when left out
             * @example office-hours
             */
            hoursId?: string;
            /**
             * @description `refuse` (when left out): 409 queueClosed, with `opensAt`. `overflow`: the contact goes to `overflow.toQueueId`, where that is open, else on from there as that queue says; no queue is asked twice
             * @example overflow
             * @enum {string}
             */
            whenClosed?: "refuse" | "later" | "overflow";
            /** @example 500 */
            maxWaiting?: number;
            /**
             * @description How long a contact that is resumed waits for the agent who had it alone
             * @default 30
             * @example 30
             */
            affinityWaitSeconds?: number;
            /**
             * @description Wrap-up; the channel's when left out
             * @example 45
             */
            wrapUpSeconds?: number;
            /**
             * @description False closes the queue, whatever the hours
             * @default true
             * @example true
             */
            open?: boolean;
            /**
             * @example {
             *       "minAcceptance": 0.5,
             *       "maxCustomerValue": 0.8
             *     }
             */
            bots?: components["schemas"]["BotRulesDto"];
            /**
             * @example {
             *       "allowed": true,
             *       "penaltySeconds": 60
             *     }
             */
            translation?: components["schemas"]["TranslationDto"];
            /** @example billing */
            id: string;
        };
        QueueDto: {
            /** @example Billing */
            name: string;
            /**
             * @default default
             * @example default
             */
            routingProfileId?: string;
            /**
             * @example {
             *       "targetSeconds": 20,
             *       "percent": 80
             *     }
             */
            serviceLevel?: components["schemas"]["ServiceLevelDto"];
            /**
             * @default 5
             * @example 5
             */
            shortAbandonSeconds?: number;
            /**
             * @description 20 ÷ target seconds when left out
             * @example 1
             */
            agingRate?: number;
            /**
             * @example [
             *       {
             *         "afterSeconds": 60,
             *         "lowerLevelsTo": 3
             *       }
             *     ]
             */
            steps?: components["schemas"]["StepDto"][];
            /** @example 3600 */
            maxWaitSeconds?: number;
            /**
             * @example {
             *       "afterSeconds": 300,
             *       "toQueueId": "second-line"
             *     }
             */
            overflow?: components["schemas"]["OverflowDto"];
            /**
             * @description Open only within these hours; always when left out
             * @example office-hours
             */
            hoursId?: string;
            /**
             * @description `refuse` (when left out): 409 queueClosed, with `opensAt`. `overflow`: the contact goes to `overflow.toQueueId`, where that is open, else on from there as that queue says; no queue is asked twice
             * @example overflow
             * @enum {string}
             */
            whenClosed?: "refuse" | "later" | "overflow";
            /** @example 500 */
            maxWaiting?: number;
            /**
             * @description How long a contact that is resumed waits for the agent who had it alone
             * @default 30
             * @example 30
             */
            affinityWaitSeconds?: number;
            /**
             * @description Wrap-up; the channel's when left out
             * @example 45
             */
            wrapUpSeconds?: number;
            /**
             * @description False closes the queue, whatever the hours
             * @default true
             * @example true
             */
            open?: boolean;
            /**
             * @example {
             *       "minAcceptance": 0.5,
             *       "maxCustomerValue": 0.8
             *     }
             */
            bots?: components["schemas"]["BotRulesDto"];
            /**
             * @example {
             *       "allowed": true,
             *       "penaltySeconds": 60
             *     }
             */
            translation?: components["schemas"]["TranslationDto"];
        };
        BotWebhookAnswer: {
            /**
             * Format: uri
             * @example https://bot.example.com/lotse
             */
            url: string;
        };
        AgentAnswer: {
            /** @example Ada */
            name: string;
            /**
             * @default human
             * @example bot
             * @enum {string}
             */
            kind?: "human" | "bot";
            /**
             * @example [
             *       "billing"
             *     ]
             */
            queues: string[];
            /**
             * @example [
             *       {
             *         "id": "lang:de",
             *         "level": 7
             *       }
             *     ]
             */
            skills: components["schemas"]["AgentSkillDto"][];
            /**
             * @example [
             *       {
             *         "id": "voice",
             *         "capacity": 1
             *       }
             *     ]
             */
            channels: components["schemas"]["AgentChannelDto"][];
            /**
             * @example {
             *       "orderId": "A-1007"
             *     }
             */
            attributes?: {
                [key: string]: unknown;
            };
            /**
             * @description Without its secret
             * @example {
             *       "url": "https://bot.example.com/lotse"
             *     }
             */
            webhook?: components["schemas"]["BotWebhookAnswer"];
            /** @example agent-7 */
            id: string;
        };
        AgentDto: {
            /** @example Ada */
            name: string;
            /**
             * @default human
             * @example bot
             * @enum {string}
             */
            kind?: "human" | "bot";
            /**
             * @example [
             *       "billing"
             *     ]
             */
            queues: string[];
            /**
             * @example [
             *       {
             *         "id": "lang:de",
             *         "level": 7
             *       }
             *     ]
             */
            skills: components["schemas"]["AgentSkillDto"][];
            /**
             * @example [
             *       {
             *         "id": "voice",
             *         "capacity": 1
             *       }
             *     ]
             */
            channels: components["schemas"]["AgentChannelDto"][];
            /**
             * @example {
             *       "orderId": "A-1007"
             *     }
             */
            attributes?: {
                [key: string]: unknown;
            };
            /**
             * @description For kind `bot`: gets by POST what its socket would get of contacts. The answer to `offer.created` can be `{"answer": "accept"}` or `{"answer": "decline", "reason"?}`
             * @example {
             *       "url": "https://bot.example.com/lotse"
             *     }
             */
            webhook?: components["schemas"]["BotWebhookDto"];
        };
        RoutingProfileDto: {
            /** @example Default */
            name: string;
            /**
             * @example {
             *       "priority": 30,
             *       "customerValue": 90,
             *       "affinity": 60
             *     }
             */
            credits: components["schemas"]["CreditsDto"];
            /**
             * @description Why; kept with the version
             * @example Fewer waits for cancellations
             */
            note?: string;
        };
        HoursAnswer: {
            /**
             * @description A name of the zone database
             * @example Europe/Berlin
             */
            timezone: string;
            /**
             * @description Spans that touch or overlap are one. Over midnight: one to `24:00`, and one from `00:00` of the next day. Where clocks are set back within a span it is an hour longer, where they are set forward an hour shorter.
             * @example [
             *       {
             *         "days": [
             *           "mon",
             *           "tue",
             *           "wed",
             *           "thu",
             *           "fri"
             *         ],
             *         "from": "08:00",
             *         "to": "18:00"
             *       }
             *     ]
             */
            weekly: components["schemas"]["WeeklySpanDto"][];
            /**
             * @description Dates on which other spans hold; each date once
             * @example [
             *       {
             *         "date": "2026-12-24",
             *         "open": [
             *           {
             *             "from": "08:00",
             *             "to": "12:00"
             *           }
             *         ]
             *       }
             *     ]
             */
            exceptions: components["schemas"]["HoursExceptionDto"][];
            /** @example office-hours */
            id: string;
        };
        HoursDto: {
            /**
             * @description A name of the zone database
             * @example Europe/Berlin
             */
            timezone: string;
            /**
             * @description Spans that touch or overlap are one. Over midnight: one to `24:00`, and one from `00:00` of the next day. Where clocks are set back within a span it is an hour longer, where they are set forward an hour shorter.
             * @example [
             *       {
             *         "days": [
             *           "mon",
             *           "tue",
             *           "wed",
             *           "thu",
             *           "fri"
             *         ],
             *         "from": "08:00",
             *         "to": "18:00"
             *       }
             *     ]
             */
            weekly: components["schemas"]["WeeklySpanDto"][];
            /**
             * @description Dates on which other spans hold; each date once
             * @example [
             *       {
             *         "date": "2026-12-24",
             *         "open": [
             *           {
             *             "from": "08:00",
             *             "to": "12:00"
             *           }
             *         ]
             *       }
             *     ]
             */
            exceptions: components["schemas"]["HoursExceptionDto"][];
        };
        ReasonCodeAnswer: {
            /** @example Lunch break */
            name: string;
            /**
             * @description The only presence that it goes with; any when left out
             * @example unavailable
             * @enum {string}
             */
            presence?: "available" | "unavailable" | "offline";
            /** @example lunch */
            id: string;
        };
        ReasonCodeDto: {
            /** @example Lunch break */
            name: string;
            /**
             * @description The only presence that it goes with; any when left out
             * @example unavailable
             * @enum {string}
             */
            presence?: "available" | "unavailable" | "offline";
        };
        RequiredFieldDto: {
            /** @example cause */
            name: string;
            /**
             * @description A `date` is written YYYY-MM-DD
             * @example choice
             * @enum {string}
             */
            type: "string" | "number" | "boolean" | "choice" | "date";
            /**
             * @description Of a choice alone
             * @example [
             *       "price",
             *       "service"
             *     ]
             */
            options?: string[];
        };
        ContactTypeAnswer: {
            /** @example Complaint */
            name: string;
            /**
             * @description Without these no contact of the type is ended by a command; each name once, and none is `disposition`
             * @example [
             *       {
             *         "name": "cause",
             *         "type": "choice",
             *         "options": [
             *           "price",
             *           "service"
             *         ]
             *       }
             *     ]
             */
            requiredFields: components["schemas"]["RequiredFieldDto"][];
            /**
             * @description The longest time to a solution: sets `dueAt`, so long after the enqueue, where the client gives none
             * @example 86400
             */
            maxHandlingSeconds?: number;
            /**
             * @description With any, a contact of the type is ended with one of these; empty: any text, or none
             * @example [
             *       "solved",
             *       "forwarded"
             *     ]
             */
            dispositions: string[];
            /** @example complaint */
            id: string;
        };
        ContactTypeDto: {
            /** @example Complaint */
            name: string;
            /**
             * @description Without these no contact of the type is ended by a command; each name once, and none is `disposition`
             * @example [
             *       {
             *         "name": "cause",
             *         "type": "choice",
             *         "options": [
             *           "price",
             *           "service"
             *         ]
             *       }
             *     ]
             */
            requiredFields: components["schemas"]["RequiredFieldDto"][];
            /**
             * @description The longest time to a solution: sets `dueAt`, so long after the enqueue, where the client gives none
             * @example 86400
             */
            maxHandlingSeconds?: number;
            /**
             * @description With any, a contact of the type is ended with one of these; empty: any text, or none
             * @example [
             *       "solved",
             *       "forwarded"
             *     ]
             */
            dispositions: string[];
        };
        RaisedAnswer: {
            /**
             * Format: date-time
             * @description Since when it stands
             * @example 2026-03-02T09:30:00.000Z
             */
            at: string;
            /**
             * @description The figure at that time
             * @example 131.4
             */
            value: number | null;
        };
        AlertAnswer: {
            /** @example Billing waits too long */
            name: string;
            /**
             * @description longestWait: longest wait of a contact that waits or is offered, s. estimatedWait: middle of the estimated wait of one who came now, s. serviceLevel: SL of the last 30 minutes, 0–1. ronaRate: missed ÷ (accepted + declined + missed) offers of the last 30 minutes, 0–1. unroutable, declinedByAll: contacts of which such an alert stands
             * @example longestWait
             * @enum {string}
             */
            kind: "longestWait" | "estimatedWait" | "serviceLevel" | "ronaRate" | "unroutable" | "declinedByAll";
            /**
             * @description All queues together when left out; of waits the longest
             * @example billing
             */
            queueId?: string;
            /**
             * @description Raised when the figure is here or worse
             * @example 120
             */
            raiseAt: number;
            /**
             * @description Cleared when it is here or better: below raiseAt, of serviceLevel above it
             * @example 60
             */
            clearAt: number;
            /**
             * @description How long it must be so first
             * @default 0
             * @example 10
             */
            forSeconds?: number;
            /**
             * @description Of serviceLevel and ronaRate: contacts or offers below which nothing is raised; 5 when left out
             * @example 5
             */
            minimum?: number;
            /**
             * @description warning when left out
             * @example warning
             * @enum {string}
             */
            level?: "warning" | "critical";
            /** @example billing-waits */
            id: string;
            /** @description null: it does not stand */
            raised: components["schemas"]["RaisedAnswer"] | null;
        };
        AlertDto: {
            /** @example Billing waits too long */
            name: string;
            /**
             * @description longestWait: longest wait of a contact that waits or is offered, s. estimatedWait: middle of the estimated wait of one who came now, s. serviceLevel: SL of the last 30 minutes, 0–1. ronaRate: missed ÷ (accepted + declined + missed) offers of the last 30 minutes, 0–1. unroutable, declinedByAll: contacts of which such an alert stands
             * @example longestWait
             * @enum {string}
             */
            kind: "longestWait" | "estimatedWait" | "serviceLevel" | "ronaRate" | "unroutable" | "declinedByAll";
            /**
             * @description All queues together when left out; of waits the longest
             * @example billing
             */
            queueId?: string;
            /**
             * @description Raised when the figure is here or worse
             * @example 120
             */
            raiseAt: number;
            /**
             * @description Cleared when it is here or better: below raiseAt, of serviceLevel above it
             * @example 60
             */
            clearAt: number;
            /**
             * @description How long it must be so first
             * @default 0
             * @example 10
             */
            forSeconds?: number;
            /**
             * @description Of serviceLevel and ronaRate: contacts or offers below which nothing is raised; 5 when left out
             * @example 5
             */
            minimum?: number;
            /**
             * @description warning when left out
             * @example warning
             * @enum {string}
             */
            level?: "warning" | "critical";
        };
        FieldErrorAnswer: {
            /** @example requirements.0.minLevel */
            path: string;
            /** @example must be a whole number from 1 to 10 */
            message: string;
        };
        ProblemAnswer: {
            /** @example urn:lotse:problem:validationFailed */
            type: string;
            /** @example The request is not valid */
            title: string;
            /** @example 400 */
            status: number;
            /** @example priority: must be a number from 0 to 10 */
            detail: string;
            /** @example /v1/contacts */
            instance?: string;
            /**
             * @description Stable: programs decide by it
             * @example validationFailed
             */
            code: string;
            errors?: components["schemas"]["FieldErrorAnswer"][];
            /**
             * @description The state that forbade it
             * @example completed
             */
            state?: string;
            /**
             * @example accepted
             * @enum {string}
             */
            offerOutcome?: "accepted" | "declined" | "missed" | "rescinded" | "customerAbandoned" | "transportLost";
            /**
             * @description The contact that stands in the way
             * @example call-1
             */
            contactId?: string;
            /**
             * Format: date-time
             * @description When the closed queue opens next, where its hours know
             * @example 2026-03-02T09:30:00.000Z
             */
            opensAt?: string;
            /**
             * @description Of a full queue: fields to change in the request, each of which would be taken
             * @example [
             *       {
             *         "queueId": "second-line"
             *       }
             *     ]
             */
            alternatives?: {
                [key: string]: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Contacts_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                state?: "scheduled" | "waiting" | "offered" | "active" | "parked" | "wrapUp" | "completed" | "abandoned" | "cancelled" | "expired";
                queueId?: string;
                agentId?: string;
                customerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List contacts, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ContactAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Contacts_enqueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnqueueDto"];
            };
        };
        responses: {
            /** @description Enqueue a contact */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Enqueue a contact */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Too much; see Retry-After */
            429: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Contacts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One contact */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Contacts_patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchContactDto"];
            };
        };
        responses: {
            /** @description Change what a contact asks for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Contacts_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelDto"];
            };
        };
        responses: {
            /** @description End a contact that nobody serves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Contacts_requeue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequeueDto"];
            };
        };
        responses: {
            /** @description Back into the queue with its age: the connection failed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Contacts_complete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteDto"];
            };
        };
        responses: {
            /** @description End the talk, or the wrap-up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Contacts_reconcile: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReconcileDto"];
            };
        };
        responses: {
            /** @description End this key's active contacts of a channel that are not listed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconcileAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Callbacks_ask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskCallbackDto"];
            };
        };
        responses: {
            /** @description Call the customer back instead of holding the line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Call the customer back instead of holding the line */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Callbacks_attempt: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttemptDto"];
            };
        };
        responses: {
            /** @description What became of calling the customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactWork_hold: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NothingDto"];
            };
        };
        responses: {
            /** @description The customer is on hold */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactWork_unhold: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NothingDto"];
            };
        };
        responses: {
            /** @description The customer is on hold no more */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactWork_extend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendWrapUpDto"];
            };
        };
        responses: {
            /** @description The agent needs more time for wrap-up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactWork_park: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NothingDto"];
            };
        };
        responses: {
            /** @description Set an active contact aside until its customer goes on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactWork_resume: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NothingDto"];
            };
        };
        responses: {
            /** @description The customer of a parked contact goes on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactWork_transfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferDto"];
            };
        };
        responses: {
            /** @description Give an active contact to a queue or an agent, or ask there first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactWork_handOver: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandoverDto"];
            };
        };
        responses: {
            /** @description Give a contact from a bot to people */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactWork_merge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeDto"];
            };
        };
        responses: {
            /** @description End a contact whose matter goes on in another */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactWork_complete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NothingDto"];
            };
        };
        responses: {
            /** @description The agent who answered the consult has the contact from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactWork_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NothingDto"];
            };
        };
        responses: {
            /** @description The contact stays with its agent; the consult ends */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    SupervisorActs_pull: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PullToFrontDto"];
            };
        };
        responses: {
            /** @description A contact that waits comes before all others of its queue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    SupervisorActs_assign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignDto"];
            };
        };
        responses: {
            /** @description Offer a contact that waits to an agent by hand */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Offers_accept: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the offer */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptDto"];
            };
        };
        responses: {
            /** @description Take the offered contact */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Offers_decline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the offer */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineDto"];
            };
        };
        responses: {
            /** @description Leave the offered contact to others */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Explanations_decision: {
        parameters: {
            query?: {
                /** @description `text`: sentences for people */
                format?: "json" | "text";
                /** @description Of the text */
                lang?: "en" | "de";
            };
            header?: never;
            path: {
                /** @description Id of the offer */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why an offer went to this agent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionAnswer"];
                    "text/plain": string;
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Explanations_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewDto"];
            };
        };
        responses: {
            /** @description Who would get a contact now, and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Explanations_contact: {
        parameters: {
            query?: {
                /** @description `text`: sentences for people */
                format?: "json" | "text";
                /** @description Of the text */
                lang?: "en" | "de";
            };
            header?: never;
            path: {
                /** @description Id of the contact */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a contact waits for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplanationAnswer"];
                    "text/plain": string;
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Explanations_agent: {
        parameters: {
            query?: {
                /** @description `text`: sentences for people */
                format?: "json" | "text";
                /** @description Of the text */
                lang?: "en" | "de";
            };
            header?: never;
            path: {
                /** @description Id of the agent */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why an agent gets what it gets, or nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentExplanationAnswer"];
                    "text/plain": string;
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    AgentWork_set: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the agent */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PresenceDto"];
            };
        };
        responses: {
            /** @description Say whether the agent takes contacts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    AgentWork_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the agent */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Presence, load, offers and contacts of an agent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentStateAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    AgentWork_putLoad: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the agent */
                id: string;
                /** @description Id of the load */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExternalLoadDto"];
            };
        };
        responses: {
            /** @description Work elsewhere that takes capacity */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceAnswer"];
                };
            };
            /** @description Work elsewhere that takes capacity */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    AgentWork_postLoad: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the agent */
                id: string;
                /** @description Id of the load */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExternalLoadDto"];
            };
        };
        responses: {
            /** @description Work elsewhere that takes capacity, for systems that cannot PUT */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceAnswer"];
                };
            };
            /** @description Work elsewhere that takes capacity, for systems that cannot PUT */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    AgentWork_deleteLoad: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the agent */
                id: string;
                /** @description Id of the load */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The work elsewhere has ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    AgentWork_endLoad: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the agent */
                id: string;
                /** @description Id of the load */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NothingDto"];
            };
        };
        responses: {
            /** @description The work elsewhere has ended, for systems that cannot DELETE */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Stats_ofQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the queue */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How a queue stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatsAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Stats_gapsOf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the queue */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Skills that waiting contacts of a queue ask for and nobody has */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapsAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Stats_ofAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How all queues together stand */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatsAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Stats_ofQueues: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How each queue stands, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["QueueStatsAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Stats_ofChannels: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How each channel stands, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChannelStatsAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Stats_ofSkills: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How what asks for each skill stands, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SkillStatsAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Stats_ofAgents: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What each agent does and has done, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AgentStatsAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Reports_queues: {
        parameters: {
            query?: {
                /** @description Left out: the beginning of the day of `to`. At most 366 days before it */
                from?: string;
                /** @description Left out: now. What happens at this moment is not told any more */
                to?: string;
                /** @description Cut as the clock on the wall of the workspace’s time zone shows it */
                interval?: "PT15M" | "PT30M" | "PT1H" | "P1D";
                /** @description What rows are told apart by besides intervals; `none`: nothing. What each report knows stands there */
                groupBy?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Waits by queue: what was offered, answered, abandoned, and how long it took */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueReportAnswer"];
                    "text/csv": string;
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Reports_skills: {
        parameters: {
            query?: {
                /** @description Left out: the beginning of the day of `to`. At most 366 days before it */
                from?: string;
                /** @description Left out: now. What happens at this moment is not told any more */
                to?: string;
                /** @description Cut as the clock on the wall of the workspace’s time zone shows it */
                interval?: "PT15M" | "PT30M" | "PT1H" | "P1D";
                /** @description What rows are told apart by besides intervals; `none`: nothing. What each report knows stands there */
                groupBy?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Waits by the skills that were asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillReportAnswer"];
                    "text/csv": string;
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Reports_agents: {
        parameters: {
            query?: {
                /** @description Left out: the beginning of the day of `to`. At most 366 days before it */
                from?: string;
                /** @description Left out: now. What happens at this moment is not told any more */
                to?: string;
                /** @description Cut as the clock on the wall of the workspace’s time zone shows it */
                interval?: "PT15M" | "PT30M" | "PT1H" | "P1D";
                /** @description What rows are told apart by besides intervals; `none`: nothing. What each report knows stands there */
                groupBy?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What agents did with their time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentReportAnswer"];
                    "text/csv": string;
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Reports_dispositions: {
        parameters: {
            query?: {
                /** @description Left out: the beginning of the day of `to`. At most 366 days before it */
                from?: string;
                /** @description Left out: now. What happens at this moment is not told any more */
                to?: string;
                /** @description Cut as the clock on the wall of the workspace’s time zone shows it */
                interval?: "PT15M" | "PT30M" | "PT1H" | "P1D";
                /** @description What rows are told apart by besides intervals; `none`: nothing. What each report knows stands there */
                groupBy?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How contacts ended, in the words of those who ended them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DispositionReportAnswer"];
                    "text/csv": string;
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ApiKeys_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List keys, without their secrets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["KeyAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ApiKeys_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyDto"];
            };
        };
        responses: {
            /** @description Make a key */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKeyAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ApiKeys_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the key */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End a key */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Webhooks_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One webhook, without its secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Webhooks_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookDto"];
            };
        };
        responses: {
            /** @description Create or replace a webhook */
            200: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description Create or replace a webhook */
            201: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Webhooks_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a webhook, what is undelivered to it and its dead letters */
            204: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Webhooks_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List every webhook, by id, without their secrets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Webhooks_letters: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events that a webhook did not get, in the order in which they were given up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DeadLetterAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Webhooks_replay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the webhook */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayDto"];
            };
        };
        responses: {
            /** @description Deliver dead letters again, all or some */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Too much; see Retry-After */
            429: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    RoutingProfiles_versions: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the routing profile */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every version of a routing profile, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ProfileVersionAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    RoutingProfiles_rollback: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the routing profile */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RollbackDto"];
            };
        };
        responses: {
            /** @description Put an earlier version in force again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingProfileAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ProfilePlans_scheduled: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the routing profile */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Versions that have yet to come into force, the next first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ScheduleAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ProfilePlans_schedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the routing profile */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleDto"];
            };
        };
        responses: {
            /** @description Put a version in force at a time */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ProfilePlans_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the routing profile */
                id: string;
                /** @description Id of the schedule */
                scheduleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancel what is scheduled */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ProfilePlans_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the routing profile */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The switchback that runs, or ran last: its blocks, their figures, and what they show */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SwitchbackAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ProfilePlans_begin: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the routing profile */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchbackDto"];
            };
        };
        responses: {
            /** @description Compare two versions by a switchback */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SwitchbackDefinitionAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ProfilePlans_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the routing profile */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End a switchback before its time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SwitchbackDefinitionAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Simulations_submit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Same key and body within 24 h: same answer */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulationScenarioDto"];
            };
        };
        responses: {
            /** @description Run a scenario on a virtual clock */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulationAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Idempotency-Key used with another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Too much; see Retry-After */
            429: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Simulations_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the simulation */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A simulation and, when it is completed, its result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulationAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Simulations_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the simulation */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancel a simulation, or remove one that has ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Schemas_simulationScenario: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The JSON Schema (2020-12) of a simulation scenario */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Audit_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description Only of this kind */
                kind?: "skill" | "channel" | "queue" | "agent" | "routingProfile" | "hours" | "reasonCode" | "contactType" | "webhook" | "hook" | "profileSchedule" | "switchback" | "alert" | "contact" | "presence";
                /** @description Only of this id: of a resource, a contact, or the agent of a presence */
                id?: string;
                /** @description Only acts on this contact */
                contactId?: string;
                /** @description Only what concerns this agent: its configuration, too */
                agentId?: string;
                /** @description Only what concerns this queue: its configuration, too */
                queueId?: string;
                /** @description Not before */
                from?: string;
                /** @description Before */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntryAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Hooks_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the hook */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One hook, without its secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Hooks_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the hook */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HookDto"];
            };
        };
        responses: {
            /** @description Create or replace a hook: what is posted to it becomes a contact by a mapping */
            200: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookAnswer"];
                };
            };
            /** @description Create or replace a hook: what is posted to it becomes a contact by a mapping */
            201: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Hooks_deliver: {
        parameters: {
            query?: never;
            header: {
                /** @description v1,… */
                "webhook-signature": string;
                /** @description Unix time, s */
                "webhook-timestamp": string;
                /** @description Names the message */
                "webhook-id": string;
            };
            path: {
                /** @description Id of the hook */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Enqueue what the mapping makes of the body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookedAnswer"];
                };
            };
            /** @description Enqueue what the mapping makes of the body */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookedAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Too much; see Retry-After */
            429: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Hooks_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the hook */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a hook */
            204: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Hooks_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List every hook, by id, without their secrets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HookAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Hooks_dryRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the hook */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description What a body posted to the hook would be made of */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Operations_alive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Operations_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The node can serve; 503 when not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Operations_figures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures of this node for Prometheus */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Skill_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the skill */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One skill */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Skill_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the skill */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkillDto"];
            };
        };
        responses: {
            /** @description Create or replace a skill */
            200: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillAnswer"];
                };
            };
            /** @description Create or replace a skill */
            201: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Skill_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the skill */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a skill that nothing uses */
            204: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Skill_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List every skill, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SkillAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Channel_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the channel */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One channel */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Channel_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the channel */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelDto"];
            };
        };
        responses: {
            /** @description Create or replace a channel */
            200: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelAnswer"];
                };
            };
            /** @description Create or replace a channel */
            201: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Channel_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the channel */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a channel that nothing uses */
            204: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Channel_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List every channel, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChannelAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Queue_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the queue */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One queue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Queue_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the queue */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueDto"];
            };
        };
        responses: {
            /** @description Create or replace a queue */
            200: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueAnswer"];
                };
            };
            /** @description Create or replace a queue */
            201: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Queue_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the queue */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a queue that nothing uses */
            204: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Queue_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List every queue, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["QueueAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Agent_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the agent */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One agent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Agent_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the agent */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentDto"];
            };
        };
        responses: {
            /** @description Create or replace a agent */
            200: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentAnswer"];
                };
            };
            /** @description Create or replace a agent */
            201: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Agent_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the agent */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a agent that nothing uses */
            204: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Agent_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List every agent, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AgentAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    RoutingProfile_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the routing profile */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One routing profile */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingProfileAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    RoutingProfile_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the routing profile */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoutingProfileDto"];
            };
        };
        responses: {
            /** @description Create or replace a routing profile */
            200: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingProfileAnswer"];
                };
            };
            /** @description Create or replace a routing profile */
            201: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingProfileAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    RoutingProfile_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the routing profile */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a routing profile that nothing uses */
            204: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    RoutingProfile_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List every routing profile, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RoutingProfileAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Hours_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the set of hours */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One set of hours */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoursAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Hours_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the set of hours */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoursDto"];
            };
        };
        responses: {
            /** @description Create or replace a set of hours */
            200: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoursAnswer"];
                };
            };
            /** @description Create or replace a set of hours */
            201: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoursAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Hours_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the set of hours */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a set of hours that nothing uses */
            204: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Hours_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List every set of hours, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HoursAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ReasonCode_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the reason code */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One reason code */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReasonCodeAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ReasonCode_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the reason code */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonCodeDto"];
            };
        };
        responses: {
            /** @description Create or replace a reason code */
            200: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReasonCodeAnswer"];
                };
            };
            /** @description Create or replace a reason code */
            201: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReasonCodeAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ReasonCode_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the reason code */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a reason code that nothing uses */
            204: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ReasonCode_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List every reason code, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReasonCodeAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactType_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the contact type */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One contact type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactTypeAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactType_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the contact type */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactTypeDto"];
            };
        };
        responses: {
            /** @description Create or replace a contact type */
            200: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactTypeAnswer"];
                };
            };
            /** @description Create or replace a contact type */
            201: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactTypeAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactType_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the contact type */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a contact type that nothing uses */
            204: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    ContactType_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List every contact type, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ContactTypeAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Alert_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the alert by a threshold */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One alert by a threshold */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Alert_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the alert by a threshold */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertDto"];
            };
        };
        responses: {
            /** @description Create or replace a alert by a threshold */
            200: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertAnswer"];
                };
            };
            /** @description Create or replace a alert by a threshold */
            201: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertAnswer"];
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body over 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Alert_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Write only if the ETag still stands */
                "If-Match"?: string;
            };
            path: {
                /** @description Id of the alert by a threshold */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a alert by a threshold that nothing uses */
            204: {
                headers: {
                    /** @description Names this version of the resource */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No such resource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description What stands forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description If-Match does not hold */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
    Alert_list: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List every alert by a threshold, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AlertAnswer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Not valid; `errors` names each path */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description No or bad key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description Outside the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
            /** @description A store is out of reach, or the outcome is unknown; see Retry-After */
            503: {
                headers: {
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemAnswer"];
                };
            };
        };
    };
}
