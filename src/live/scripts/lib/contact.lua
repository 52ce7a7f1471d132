-- A contact's states, its place in the waiting order and its end. K.contact names it, K.order the order of its queue,
-- unless a script that concerns several says otherwise.
local ORDER_EPOCH = 1600000000000
local LONGEST_NOTICE_MS = 15000
local NEXT = {
  scheduled = { waiting = 1, completed = 1, abandoned = 1, cancelled = 1, expired = 1 },
  waiting = { offered = 1, scheduled = 1, abandoned = 1, cancelled = 1, expired = 1 },
  offered = { waiting = 1, active = 1, abandoned = 1, cancelled = 1, expired = 1 },
  active = { waiting = 1, scheduled = 1, parked = 1, wrapUp = 1, completed = 1, cancelled = 1 },
  parked = { waiting = 1, completed = 1, abandoned = 1, cancelled = 1 },
  wrapUp = { completed = 1 },
}
local ENDED = { completed = true, abandoned = true, cancelled = true, expired = true }

local function allowed(contact, state)
  local next = NEXT[contact.state]
  return next ~= nil and next[state] == 1
end

-- One line of a contact's story. It is a field of its own, named by the event's number, so that telling a line needs
-- neither to read nor to write the others.
local function line(type, agentId, detail)
  return nowText .. '|' .. type .. '|' .. (agentId or '') .. '|' .. (detail and string.gsub(detail, '[|\n]', ' ') or '')
end

local STORY_FIELDS, STORY_KEPT = 256, 100

-- Before a line that may be one of very many: beyond so many fields a contact keeps its first line and the latest, so
-- that one that is refused for hours stays small.
local function shorten(event, key)
  if call('HLEN', key) < STORY_FIELDS then
    return
  end
  local lines = {}
  for _, field in ipairs(call('HKEYS', key)) do
    lines[#lines + 1] = tonumber(string.match(field, '^h%.(%d+)$'))
  end
  table.sort(lines)
  local write = { 'HDEL', key }
  for i = 2, #lines - STORY_KEPT do
    write[#write + 1] = 'h.' .. str(lines[i])
  end
  if #write > 2 then
    event.ops[#event.ops + 1] = write
  end
end

local function member(seqText, id)
  return string.format('%012d', seqText) .. ':' .. id
end

-- Lower is earlier: agingRate × virtual enqueue time − contact credits. Serves positions only.
local function score(rate, venq, cr)
  local value = rate * (venq - ORDER_EPOCH) - cr
  if value ~= value or value == math.huge or value == -math.huge then
    error('a score that is no number')
  end
  return str(value)
end

-- 1-based rank in its queue while it waits there, else 0.
local function position(contact)
  local rank = contact.state == 'waiting' and call('ZRANK', K.order, member(contact.seq, contact.id))
  return rank and rank + 1 or 0
end

-- The reply of every command on a contact: store time, position, whether it is a repeat, all its fields as JSON: one
-- text is cheaper for both sides than a reply of sixty parts. After the writes, so that it tells what stands; `contact`
-- has state, seq and id.
local function stands(contact, repeated, offer)
  return answer(now, position(contact), repeated and 1 or 0, cjson.encode(call('HGETALL', K.contact)), offer)
end

-- Back to the waiting order with its age. `contact` has id, seq, rate, venq, cr; `more` are further fields of it.
local function waitAgain(event, key, orderKey, contact, ...)
  contact.state = 'waiting'
  op(event, 'HSET', key, 'state', 'waiting', 'since', nowText, 'ev', event.id, ...)
  op(event, 'HDEL', key, 'agentId', 'offerId', 'kind', 'exp')
  op(event, 'ZADD', orderKey, score(contact.rate, contact.venq, contact.cr), member(contact.seq, contact.id))
end

-- Adds to the fields of a contact that only this agent may have it, until then (ms; nil: as long as it waits).
local function reserve(more, agentId, untilAt)
  more[#more + 1] = 'resv'
  more[#more + 1] = agentId
  if untilAt then
    more[#more + 1] = 'resvUntil'
    more[#more + 1] = str(untilAt)
  end
end

-- Its deadline comes first when the customer can still be told, and then when the contact expires (ms).
local function noticeAt(expireAt, maxWait)
  return expireAt - math.floor(math.min(LONGEST_NOTICE_MS, maxWait / 2))
end

-- How long a contact may wait from then on until it expires (`maxWait`), or another queue takes it (`ovf`); and until
-- when its customer may be called back (`win`, ms).
local function limitWait(event, more, contact, from)
  if contact.ovf then
    deadline(event, 'overflow|' .. contact.id, from + contact.ovf)
  end
  if contact.win then
    deadline(event, 'window|' .. contact.id, tonumber(contact.win))
  end
  if contact.maxWait then
    local expireAt = from + contact.maxWait
    more[#more + 1] = 'expireAt'
    more[#more + 1] = str(expireAt)
    deadline(event, 'expire|' .. contact.id, noticeAt(expireAt, contact.maxWait))
  end
end

-- A callback that had its turn, or whose customer may not be called now, waits again from `at` on, with its age as it
-- stands. Nothing that ran by its waiting goes on until then.
local function schedule(event, contact, at, age, ...)
  contact.state = 'scheduled'
  for field, timer in pairs({ expireAt = 'expire|', ovf = 'overflow|', win = 'window|' }) do
    if contact[field] then
      undeadline(event, timer .. contact.id)
    end
  end
  deadline(event, 'release|' .. contact.id, at)
  op(event, 'HSET', K.contact, 'state', 'scheduled', 'since', nowText, 'releaseAt', str(at), 'age', str(age), 'ev', event.id, ...)
  op(event, 'HDEL', K.contact, 'agentId', 'offerId', 'kind', 'exp', 'expireAt', 'win', 'resv', 'resvUntil')
end

-- The contact moves on: what its agent asked of another is of no use any more, and ends by its deadline.
local function dropConsult(event, contact)
  if contact.consult then
    deadline(event, 'consult|' .. contact.consult, now)
    op(event, 'HDEL', K.contact, 'consult', 'consultAgent')
  end
end

-- An active contact takes no capacity any more, and remembers who had it (`from`).
local function park(event, agent, contact, because)
  contact.state = 'parked'
  shorten(event, K.contact)
  legDrop(event, agent, contact.id, 'active', contact.channel)
  dropConsult(event, contact)
  op(event, 'SREM', K.keyactive, contact.id)
  op(event, 'HSET', K.contact, 'state', 'parked', 'since', nowText, 'from', contact.agentId, 'ev', event.id,
    'h.' .. event.seq, line('parked', contact.agentId, because))
  op(event, 'HDEL', K.contact, 'agentId', 'offerId', 'kind', 'held', 'rq')
end

-- What became of a consult is told to the contact that it is for (K.parent), while that still asks.
local function tellParent(contact, state, agentId)
  local parent = read(K.parent, 'agentId', 'queueId', 'consult')
  if parent.consult ~= contact.id then
    return
  end
  local event = plan({ type = 'contact.updated', c = contact.cons, a = parent.agentId, q = parent.queueId, cause = state })
  shorten(event, K.parent)
  op(event, 'HSET', K.parent, 'ev', event.id, 'h.' .. event.seq, line(state, agentId))
  if state == 'consultActive' then
    op(event, 'HSET', K.parent, 'consultAgent', agentId)
  elseif state == 'consultWaiting' then
    op(event, 'HDEL', K.parent, 'consultAgent')
  else
    op(event, 'HDEL', K.parent, 'consult', 'consultAgent')
  end
end

-- Ends a contact: nothing follows. The record stays for late signals until its time is over. `gone` are fields removed.
local function finish(event, contact, state, gone, ...)
  contact.state = state
  op(event, 'HSET', K.contact, 'state', state, 'since', nowText, 'endedAt', nowText, 'ev', event.id, ...)
  if gone[1] then
    op(event, 'HDEL', K.contact, unpack(gone))
  end
  op(event, 'HSET', K.queue, 'live', str(call('HGET', K.queue, 'live') - 1))
  if contact.expireAt then
    undeadline(event, 'expire|' .. contact.id)
  end
  if contact.ovf then
    undeadline(event, 'overflow|' .. contact.id)
  end
  if contact.win then
    undeadline(event, 'window|' .. contact.id)
  end
  if contact.cons then
    undeadline(event, 'consult|' .. contact.id)
  end
  if contact.dialUntil then
    undeadline(event, 'dial|' .. contact.id)
  end
  -- Its customer may be called back again.
  if contact.cb then
    op(event, 'DEL', K.callback)
  end
  op(event, 'PEXPIREAT', K.contact, str(now + ENDED_TTL_MS))
end
