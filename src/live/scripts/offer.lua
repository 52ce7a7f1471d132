-- include: contact room
-- keys: meta events deadlines
-- args: epoch faultAt?:number
-- item keys: contact agent legs offer order stands?
-- item args: contactId agentId queueId channel offerId timeoutMs decision translate?
-- Binds contacts to agents: the matcher's group of up to 64, a compare-and-set per item, none touches another. This is
-- the busiest script, so it reads only the fields that decide, and of its writes the log holds only what an event's own
-- line does not tell: `write-set.ts` puts them together again. Like every other it looks at all items before the first
-- write. What is to be translated names the offer that it is for, so that it may stand once that is over. The decision goes
-- into the event as it stands, and nowhere else.
-- Answers per item `ok` and its event's id, or the refusal and the log's position: contactGone, agentUnavailable,
-- notResponding, capacityFull, blockedByChannel, coolDown, notReached (a customer who is to be called first). Refuses the
-- group: staleFence. `stands` is the agent who stands for the contact: with the offer it stands for nobody any more.
if (meta[4] or '0') ~= A.epoch then
  return { 'staleFence', meta[4] or '0' }
end

local taken = {}

-- Small numbers and expiries as text, made once.
local TEXT = setmetatable({}, { __index = function(known, number)
  known[number] = str(number)
  return known[number]
end })

-- Why an item cannot be bound; nil when it can. Then it carries what its writes need, and later items see it taken.
local function check(one)
  local channel = one.channel
  local contact = call('HMGET', one.contact, 'state', 'queueId', 'seq', 'key', 'decl.' .. one.agentId, 'dialMs', 'reach', 'dial')
  if contact[1] ~= 'waiting' or contact[2] ~= one.queueId or taken[one.contact] then
    return 'contactGone'
  end
  if contact[6] and not contact[7] then
    return 'notReached'
  end
  local standing = contact[8]
  if standing and (not one.stands or string.sub(one.stands, PREFIX_LENGTH + 1) ~= 'agent:' .. standing) then
    return 'contactGone'
  end
  local agent = agentOf(one.agent, channel)
  local refusal = cannotTake(agent, channel)
  if refusal then
    return refusal
  end
  -- An external load whose reference is spelt like the contact's id takes its place.
  if string.sub(one.contactId, 1, 4) == 'ext.' and call('HEXISTS', one.legs, one.contactId) == 1 then
    return 'capacityFull'
  end
  if contact[5] and contact[5] + HARD_COOL_DOWN > now then
    return 'coolDown'
  end
  taken[one.contact] = true
  local offers, held = agent.offers + 1, used(agent, channel) + 1
  agent.offers, agent[USED[channel]] = offers, held
  one.seq, one.key, one.offers, one.used, one.standing = contact[3], contact[4] or '', TEXT[offers], TEXT[held], standing
  return nil
end

-- The agent who stood for a contact that is offered now stands for nobody, unless it has left meanwhile.
local function standDown(one)
  if call('HGET', one.stands, 'dial') ~= one.contactId then
    return
  end
  seq = seq + 1
  local id = genText .. '.' .. str(seq)
  call('HSET', one.stands, 'ev', id)
  call('HDEL', one.stands, 'dial')
  call('XADD', K.events, genText .. '-' .. str(seq), 'e', 'agent.stands|' .. nowText .. '||' .. one.standing .. '||||released',
    'ops', '[["HSET","agent:' .. one.standing .. '","ev","' .. id .. '"],["HDEL","agent:' .. one.standing .. '","dial"]]')
end

-- The writes of one bound item and the event that tells of them. Ids hold no bar.
local function bind(one)
  local contactId, agentId, queueId, channel, offerId = one.contactId, one.agentId, one.queueId, one.channel, one.offerId
  seq = seq + 1
  local number = str(seq)
  local id = genText .. '.' .. number
  local expiresAt = TEXT[now + one.timeoutMs]
  local place = member(one.seq, contactId)
  local told, leg = nowText .. '|offered|' .. agentId .. '|' .. offerId, 'primary|offered|' .. channel .. '|' .. offerId .. '|' .. nowText
  local timer, used, story = 'offer|' .. offerId, USED[channel], 'h.' .. number

  call('HSET', one.contact, 'state', 'offered', 'since', nowText, 'agentId', agentId, 'offerId', offerId, 'kind', 'primary',
    'exp', expiresAt, 'ev', id, story, told)
  call('ZREM', one.order, place)
  call('HSET', one.offer, 'id', offerId, 'contactId', contactId, 'agentId', agentId, 'channel', channel, 'queueId', queueId,
    'createdAt', nowText, 'expiresAt', expiresAt, 'ev', id, 'key', one.key)
  call('HSET', one.agent, 'nO', one.offers, used, one.used, 'ev', id)
  call('HSET', one.legs, contactId, leg)
  call('ZADD', K.deadlines, expiresAt, timer)
  if one.standing then
    call('HDEL', one.contact, 'dial')
  end
  if one.translate then
    call('HSET', one.contact, 'tr', one.translate)
  end
  local ops = 'offered|' .. one.seq .. '|' .. channel .. '|' .. expiresAt .. '|' .. one.offers .. '|' .. one.used .. '|' .. one.key
    .. '|' .. (one.standing or '') .. '|' .. (one.translate or '')
  call('XADD', K.events, genText .. '-' .. number, 'e', 'contact.offered|' .. nowText .. '|' .. contactId .. '|' .. agentId
    .. '|' .. offerId .. '|' .. queueId .. '||', 'ops', ops, 'd', one.decision)
  if one.standing then
    standDown(one)
  end
  return id
end

local reply, bound = { 'ok' }, {}
for i = 1, ITEMS do
  if A.faultAt == i then
    error('fault injected at item ' .. i)
  end
  local one = item(i)
  local known = call('HGET', one.offer, 'ev')
  local refusal = not known and check(one)
  reply[2 * i], reply[2 * i + 1] = refusal or 'ok', known or ''
  if not known and not refusal then
    bound[#bound + 1] = i
    bound[#bound + 1] = one
  end
end
for n = 1, #bound, 2 do
  reply[2 * bound[n] + 1] = bind(bound[n + 1])
end
if bound[1] then
  call('HSET', K.meta, 'seq', str(seq))
end
local last = genText .. '.' .. str(seq)
for i = 2, #reply, 2 do
  if reply[i] ~= 'ok' then
    reply[i + 1] = last
  end
end
return reply
