-- include: contact
-- keys: meta events deadlines
-- args: epoch faultAt?:number
-- item keys: contact agent legs offer order
-- item args: contactId agentId queueId channel offerId timeoutMs decision translate?
-- Binds contacts to agents: the matcher's group of up to 64, a compare-and-set per item, none touches another. This is
-- the busiest script, so it reads only the fields that decide and writes its events' text itself; like every other it
-- looks at all items before the first write. What is to be translated names the offer that it is for, so that it may stand
-- once that is over. The decision goes into the event as it stands, and nowhere else.
-- Answers per item `ok` and its event's id, or the refusal and the log's position: contactGone, agentUnavailable,
-- notResponding, capacityFull, blockedByChannel, coolDown. Refuses the group: staleFence.
if (meta[4] or '0') ~= A.epoch then
  return { 'staleFence', meta[4] or '0' }
end

local HARD_COOL_DOWN = 5000
local taken, agents = {}, {}

-- What recurs from item to item is made once: names of fields by channel, small numbers and expiries as text.
local USED = setmetatable({}, { __index = function(known, channel)
  known[channel] = 'u.' .. channel
  return known[channel]
end })
local ROOM = setmetatable({}, { __index = function(known, channel)
  known[channel] = 'ch.' .. channel
  return known[channel]
end })
local TEXT = setmetatable({}, { __index = function(known, number)
  known[number] = str(number)
  return known[number]
end })

-- What an agent holds on a channel, with what earlier items of the group take.
local function used(agent, channel)
  local field = USED[channel]
  if not agent[field] then
    agent[field] = tonumber(call('HGET', agent.key, field) or '0')
  end
  return agent[field]
end

local function agentOf(key, channel)
  local agent, room = agents[key], ROOM[channel]
  if not agent then
    local field = USED[channel]
    local v = call('HMGET', key, 'presence', 'chs', 'nr', 'nO', field, room)
    agent = {
      key = key, presence = v[1], channels = v[2], notResponding = v[3], offers = tonumber(v[4] or '0'),
      [field] = tonumber(v[5] or '0'), [room] = v[6] or '0',
    }
    agents[key] = agent
  elseif not agent[room] then
    agent[room] = call('HGET', key, room) or '0'
  end
  return agent
end

-- Why this agent cannot take a contact of this channel now; nil when it can.
local function cannotTake(agent, channel)
  if agent.presence ~= 'available' then
    return 'agentUnavailable'
  end
  if agent.channels and not string.find(agent.channels, '"' .. channel .. '"', 1, true) then
    return 'agentUnavailable'
  end
  if agent.notResponding then
    return 'notResponding'
  end
  local room = agent[ROOM[channel]]
  local capacity = tonumber(room)
  if capacity then
    return used(agent, channel) >= capacity and 'capacityFull' or nil
  end
  if used(agent, channel) >= tonumber(string.match(room, '^%d+')) then
    return 'capacityFull'
  end
  for held in string.gmatch(room, '|([^|]+)') do
    if used(agent, held) > 0 then
      return 'blockedByChannel'
    end
  end
  return nil
end

-- Why an item cannot be bound; nil when it can. Then it carries what its writes need, and later items see it taken.
local function check(one)
  local channel = one.channel
  local contact = call('HMGET', one.contact, 'state', 'queueId', 'seq', 'key', 'decl.' .. one.agentId)
  if contact[1] ~= 'waiting' or contact[2] ~= one.queueId or taken[one.contact] then
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
  one.seq, one.key, one.offers, one.used = contact[3], contact[4] or '', TEXT[offers], TEXT[held]
  return nil
end

-- The writes of one bound item and the event that tells of them. Ids hold nothing that JSON would escape.
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
  local translation = ''
  if one.translate then
    call('HSET', one.contact, 'tr', one.translate)
    translation = ',["HSET","contact:' .. contactId .. '","tr",' .. cjson.encode(one.translate) .. ']'
  end
  local ops = '[["HSET","contact:' .. contactId .. '","state","offered","since","' .. nowText .. '","agentId","' .. agentId
    .. '","offerId","' .. offerId .. '","kind","primary","exp","' .. expiresAt .. '","ev","' .. id .. '","' .. story .. '","'
    .. told .. '"],["ZREM","order:' .. queueId .. '","' .. place .. '"],["HSET","offer:' .. offerId .. '","id","' .. offerId
    .. '","contactId","' .. contactId .. '","agentId","' .. agentId .. '","channel","' .. channel .. '","queueId","' .. queueId
    .. '","createdAt","' .. nowText .. '","expiresAt","' .. expiresAt .. '","ev","' .. id .. '","key","' .. one.key
    .. '"],["HSET","agent:' .. agentId .. '","nO","' .. one.offers .. '","' .. used .. '","' .. one.used .. '","ev","' .. id
    .. '"],["HSET","legs:' .. agentId .. '","' .. contactId .. '","' .. leg
    .. '"],["ZADD","deadlines","' .. expiresAt .. '","' .. timer .. '"]' .. translation .. ']'
  call('XADD', K.events, genText .. '-' .. number, 'e', 'contact.offered|' .. nowText .. '|' .. contactId .. '|' .. agentId
    .. '|' .. offerId .. '|' .. queueId .. '||', 'ops', ops, 'd', one.decision)
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
