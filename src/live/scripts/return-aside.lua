-- include: agent contact
-- keys: meta events deadlines agent
-- args: agentId aside
-- item keys: contact order
-- item args: contactId queueId
-- Looks at what interruptions have set aside of an agent's contacts (the items; `aside` names them as the agent's hash
-- does). What nothing of the agent's interrupts any more waits again with its age, for this agent alone and without an
-- end, where the agent can take it. What waits so for an agent who no longer can is for its whole queue. Who is offline
-- or gone keeps nothing. And where the agent wanted to go after its work (`next`), and has none any more, it goes. Run by
-- its deadline, whenever one of these may have changed; else it changes nothing.
-- Refuses: moved (read again).
local agent = readAll(K.agent)
if (agent.aside or '') ~= A.aside then
  return { 'moved' }
end
local timer = 'aside|' .. A.agentId
if not agent.aside and not call('ZSCORE', K.deadlines, timer) then
  return answer(now)
end
local channels = agent.cfg and cjson.decode(agent.cfg) or {}

local function isInterrupted(channel)
  for _, other in ipairs((channels[channel] or {}).interruptedBy or {}) do
    if count(agent, 'u.' .. other) > 0 then
      return true
    end
  end
  return false
end

local function canTake(channel)
  return agent.presence == 'available' and not agent.nr and channels[channel] and channels[channel].capacity > 0
    and (not agent.chs or string.find(agent.chs, '"' .. channel .. '"', 1, true) ~= nil)
end

local function comeBack(contact)
  local event = plan({ type = 'contact.waiting', c = contact.id, q = contact.queueId, cause = 'interruptionEnded' })
  shorten(event, K.contact)
  contact.venq = now - contact.age
  local more = { 'venq', str(contact.venq), 'last', A.agentId, 'h.' .. event.seq, line('resumed', '', A.agentId) }
  local kept = canTake(contact.channel)
  if kept then
    reserve(more, A.agentId)
  end
  limitWait(event, more, contact, now)
  op(event, 'HDEL', K.contact, 'intr')
  waitAgain(event, K.contact, K.order, contact, unpack(more))
  return kept
end

local function letGo(contact)
  local event = plan({ type = 'contact.updated', c = contact.id, q = contact.queueId, cause = 'reservationEnded' })
  shorten(event, K.contact)
  op(event, 'HSET', K.contact, 'ev', event.id, 'h.' .. event.seq, line('reservationEnded', A.agentId))
  op(event, 'HDEL', K.contact, 'resv')
end

local left = {}
for i = 1, ITEMS do
  local one = item(i)
  K.contact, K.order = one.contact, one.order
  local contact = read(K.contact, 'id', 'state', 'queueId', 'channel', 'from', 'intr', 'resv', 'resvUntil', 'age', 'maxWait', 'seq', 'rate',
    'cr', 'ovf')
  if (contact.queueId or '') ~= one.queueId then
    return { 'moved' }
  end
  local stays = false
  if contact.intr and contact.from == A.agentId then
    local waits = agent.cfg and agent.presence ~= 'offline' and isInterrupted(contact.channel)
    stays = waits or comeBack(contact)
  elseif contact.resv == A.agentId and not contact.resvUntil then
    stays = contact.state == 'offered' or canTake(contact.channel)
    if not stays then
      letGo(contact)
    end
  end
  if stays then
    left[#left + 1] = one.contactId
  end
end

local event = plan({ type = 'agent.aside', a = A.agentId })
undeadline(event, timer)
local goes = agent.next and agent.cfg and count(agent, 'nO') + count(agent, 'nA') + count(agent, 'nW') + count(agent, 'nX') == 0
local remembers = left[1] and table.concat(left, '|') or (agent.next and not goes and '')
set(event, K.agent, agent, { aside = remembers or false, ev = agent.cfg and event.id })
if goes then
  local gone = plan({ type = 'agent.presence', a = A.agentId, cause = agent.nextr or agent.nextby })
  if agent.next == 'offline' then
    undeadline(gone, 'conn|' .. A.agentId)
  end
  set(gone, K.agent, agent, { presence = agent.next, psince = nowText, pby = agent.nextby, reason = agent.nextr or false,
    chs = false, next = false, nextby = false, nextr = false, dial = false, ev = gone.id })
end
commit()
return answer(now)
