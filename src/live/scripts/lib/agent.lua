-- An agent's legs and what they take of its capacity. K.agent and K.legs name the agent; `agent` is its hash as read,
-- with the counters that are changed, and is kept up to date.
local COUNTERS = { offered = 'nO', active = 'nA', wrapUp = 'nW', external = 'nX' }

local function count(hash, field)
  return tonumber(hash[field] or '0')
end

local function bump(agent, field, by)
  agent[field] = str(count(agent, field) + by)
  return agent[field]
end

local function legText(kind, phase, channel, offerId)
  return kind .. '|' .. phase .. '|' .. channel .. '|' .. (offerId or '') .. '|' .. nowText
end

local function legAdd(event, agent, ref, kind, phase, channel, offerId)
  local counter, used = COUNTERS[phase], 'u.' .. channel
  op(event, 'HSET', K.agent, counter, bump(agent, counter, 1), used, bump(agent, used, 1), 'ev', event.id)
  op(event, 'HSET', K.legs, ref, legText(kind, phase, channel, offerId))
end

-- The contact's primary leg goes from one phase to another.
local function legMove(event, agent, contact, from, to)
  local before, after = COUNTERS[from], COUNTERS[to]
  op(event, 'HSET', K.agent, before, bump(agent, before, -1), after, bump(agent, after, 1), 'ev', event.id)
  op(event, 'HSET', K.legs, contact.id, legText('primary', to, contact.channel, contact.offerId))
end

-- What interruptions have set aside of this agent is looked at as soon as this event is written: it may come back, or
-- go to its queue. By a deadline, because which contacts that are only the agent's `aside` says.
local function lookAside(event)
  deadline(event, 'aside|' .. string.sub(K.agent, PREFIX_LENGTH + 7), now)
end

-- Ends a leg: capacity is free again and idle time starts anew. Where `agent` was read with `aside`, its end may let
-- what was interrupted come back.
local function legDrop(event, agent, ref, phase, channel)
  local counter, used = COUNTERS[phase], 'u.' .. channel
  op(event, 'HSET', K.agent, counter, bump(agent, counter, -1), used, bump(agent, used, -1), 'idle', nowText, 'ev', event.id)
  op(event, 'HDEL', K.legs, ref)
  if agent.aside and agent[used] == '0' then
    lookAside(event)
  end
end
