-- An offer's record and its end.

-- All of it: an offer carries nothing that a script does not need.
local function readOffer(key)
  return read(key, 'id', 'contactId', 'agentId', 'channel', 'queueId', 'createdAt', 'expiresAt', 'outcome', 'endedAt')
end


-- The offer has its outcome: its deadline is gone, its record kept for late answers.
local function settle(event, offerKey, offer, outcome)
  event.o, event.a, event.outcome = offer.id, offer.agentId, outcome
  offer.outcome, offer.endedAt = outcome, nowText
  op(event, 'HSET', offerKey, 'outcome', outcome, 'endedAt', nowText)
  op(event, 'PEXPIREAT', offerKey, str(now + OFFER_TTL_MS))
  undeadline(event, 'offer|' .. offer.id)
end

-- Ends the open offer of an offered contact: its leg is dropped.
local function endOffer(event, agent, offerKey, offer, outcome)
  settle(event, offerKey, offer, outcome)
  legDrop(event, agent, offer.contactId, 'offered', offer.channel)
end
