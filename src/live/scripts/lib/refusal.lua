-- An offer that was declined, missed, rescinded or lost: its contact waits again with its age.
local DECLINE_WINDOW = 60000

-- What of a contact is needed to wait again.
local function readWaiting(key)
  return read(key, 'id', 'state', 'queueId', 'offerId', 'seq', 'rate', 'venq', 'cr', 'resv')
end

local function returnToQueue(event, agent, offerKey, offer, contactKey, contact, orderKey, outcome, detail)
  endOffer(event, agent, offerKey, offer, outcome)
  shorten(event, contactKey)
  -- The agent for whom it was kept has had its chance.
  if contact.resv then
    op(event, 'HDEL', contactKey, 'resv', 'resvUntil')
  end
  local told = line(outcome, offer.agentId, detail)
  if outcome == 'declined' or outcome == 'missed' then
    waitAgain(event, contactKey, orderKey, contact, 'h.' .. event.seq, told, 'decl', '1', 'decl.' .. offer.agentId, nowText)
  else
    waitAgain(event, contactKey, orderKey, contact, 'h.' .. event.seq, told)
  end
end

-- A miss withholds offers at once; so do three declines within 60 s. Until the agent says `available`.
local function holdAgentToAccount(event, agent, outcome)
  if agent.aside then
    lookAside(event)
  end
  if outcome == 'missed' then
    return set(event, K.agent, agent, { nr = agent.nr or nowText })
  end
  local recent = {}
  for at in string.gmatch(agent.dec or '', '%d+') do
    if tonumber(at) > now - DECLINE_WINDOW then
      recent[#recent + 1] = at
    end
  end
  recent[#recent + 1] = nowText
  set(event, K.agent, agent, { dec = table.concat(recent, ','), nr = agent.nr or (#recent >= 3 and nowText) or false })
end

local function refuse(offer, contact, outcome, detail)
  local agent = read(K.agent, 'nO', 'u.' .. offer.channel, 'nr', 'dec', 'aside')
  local event = plan({ type = 'contact.waiting', c = offer.contactId, q = offer.queueId, cause = outcome })
  returnToQueue(event, agent, K.offer, offer, K.contact, contact, K.order, outcome, detail)
  holdAgentToAccount(event, agent, outcome)
end
