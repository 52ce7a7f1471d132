-- What an accepted contact interrupts: active contacts and open offers of its agent on the channels that it may.

local function readHeld(key)
  return read(key, 'id', 'state', 'queueId', 'agentId', 'offerId', 'key', 'channel', 'seq', 'rate', 'venq', 'cr', 'resv', 'resvUntil',
    'consult', 'cons')
end

-- Whether what the caller was told of a contact that the agent holds is what stands.
local function isAsTold(one, held, phase, agentId)
  if not one or held.state ~= phase or held.agentId ~= agentId or held.queueId ~= one.queueId then
    return false
  end
  if phase == 'offered' then
    return held.offerId == one.offerId
  end
  return held.key == one.keyId and (not held.cons or one.parent ~= nil)
end

-- Active: parked until nothing of the agent's interrupts it any more, a consult too.
local function parkInterrupted(agent, one, held)
  K.contact, K.keyactive, K.parent = one.contact, one.keyactive, one.parent
  local event = plan({ type = 'contact.parked', c = held.id, a = held.agentId, q = held.queueId, cause = 'interrupted' })
  park(event, agent, held, 'interrupted')
  op(event, 'HSET', K.contact, 'intr', '1')
  if held.cons then
    tellParent(held, 'consultWaiting', held.agentId)
  end
  return event
end

-- Only offered: it waits again. What was kept for this agent still is, for the agent did not refuse it.
local function rescindInterrupted(agent, one, held)
  local event = plan({ type = 'contact.waiting', c = held.id, q = held.queueId, cause = 'rescinded' })
  held.resv = nil
  returnToQueue(event, agent, one.offer, readOffer(one.offer), one.contact, held, one.order, 'rescinded', 'interrupted')
end

-- Sets aside what stands on these channels (`|` between them), except the accepted contact, and has the agent remember
-- what it parked. Answers a refusal where the script's items are not exactly that.
local function interrupt(agent, channels, agentId, acceptedId)
  local given, moved, found, same = {}, { 'moved', 'interrupts' }, {}, true
  for i = 1, ITEMS do
    local one = item(i)
    given[one.contactId] = one
  end
  local legs = call('HGETALL', K.legs)
  for i = 1, #legs, 2 do
    local phase, channel = string.match(legs[i + 1], '^[^|]*|([^|]*)|([^|]*)|')
    if legs[i] ~= acceptedId and (phase == 'active' or phase == 'offered')
      and string.find('|' .. channels .. '|', '|' .. channel .. '|', 1, true) then
      local one = given[legs[i]]
      local held = one and readHeld(one.contact)
      moved[#moved + 1] = legs[i]
      found[#found + 1] = { one = one, held = held, phase = phase }
      same = same and isAsTold(one, held, phase, agentId)
    end
  end
  if not same then
    return moved
  end
  local contactKey, keyactive, parent = K.contact, K.keyactive, K.parent
  local aside, known, last = {}, {}, nil
  for _, each in ipairs(found) do
    local used = 'u.' .. each.held.channel
    agent[used] = agent[used] or call('HGET', K.agent, used)
    if each.phase == 'active' then
      last = parkInterrupted(agent, each.one, each.held)
      aside[#aside + 1] = each.held.id
      known[each.held.id] = true
    else
      rescindInterrupted(agent, each.one, each.held)
    end
  end
  K.contact, K.keyactive, K.parent = contactKey, keyactive, parent
  if last then
    for id in string.gmatch(call('HGET', K.agent, 'aside') or '', '[^|]+') do
      if not known[id] then
        aside[#aside + 1] = id
      end
    end
    op(last, 'HSET', K.agent, 'aside', table.concat(aside, '|'))
  end
  return nil
end
