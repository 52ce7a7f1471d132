-- Whether agents can take one more contact of a channel, for scripts that bind groups: each item sees what earlier ones took.
-- What recurs from item to item is made once: names of fields by channel, agents as read.
local function prefixed(prefix)
  return setmetatable({}, { __index = function(known, name)
    known[name] = prefix .. name
    return known[name]
  end })
end
local USED, ROOM = prefixed('u.'), prefixed('ch.')
local agents = {}
-- Who declined or missed a contact is not asked again before, ms.
local HARD_COOL_DOWN = 5000

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
