-- include: agent contact offer refusal
-- keys: meta events deadlines agent legs socks command?
-- args: agentId presence reasonCode? channels? by timer:flag afterWork:flag
-- item keys: offer contact order
-- item args: offerId contactId queueId
-- What the agent says of itself. Leaving `available` rescinds its open offers (the items); active contacts stay.
-- `afterWork`: an agent that has work gets no more of it, and the presence holds once what it has is done (return-aside
-- sees to that). Its word is kept as `next`; the next word takes it back.
-- Also run 15 s after its last socket went (`timer`): then offers end transportLost.
-- Refuses: notFound, moved (read again), presenceHeld (a supervisor's word stands), notDue (timer only).
local agent = readAll(K.agent)
if not agent.cfg then
  return { 'notFound', 'agent' }
end

local function says()
  return answer(now, call('HGETALL', K.agent), call('HGETALL', K.legs))
end

if A.by == 'system' and agent.pby == 'supervisor' then
  if agent.presence ~= A.presence then
    return { 'presenceHeld', agent.presence }
  end
  return says()
end
local sockets = call('SCARD', K.socks)
local lost = call('ZSCORE', K.deadlines, 'conn|' .. A.agentId)
if A.timer and (not lost or tonumber(lost) > now or sockets > 0) then
  return { 'notDue' }
end

local held = count(agent, 'nO') + count(agent, 'nA') + count(agent, 'nW') + count(agent, 'nX')
if A.afterWork and agent.presence == 'available' and held > 0 then
  local wish = { next = A.presence, nextby = A.by, nextr = A.reasonCode or false, chs = '[]', aside = agent.aside or '' }
  for field, value in pairs(wish) do
    if (agent[field] or false) ~= value then
      local event = plan({ type = 'agent.presence', a = A.agentId, cause = 'afterWork' })
      wish.ev = event.id
      if agent.aside then
        lookAside(event)
      end
      set(event, K.agent, agent, wish)
      break
    end
  end
  commit()
  return says()
end

local leaves = A.presence ~= 'available'
if leaves then
  if count(agent, 'nO') ~= ITEMS then
    return { 'moved' }
  end
  local open = {}
  for i = 1, ITEMS do
    open[i] = item(i)
    local contact = readWaiting(open[i].contact)
    if contact.offerId ~= open[i].offerId or contact.queueId ~= open[i].queueId or contact.state ~= 'offered' then
      return { 'moved' }
    end
    open[i].waiting = contact
  end
  local outcome = A.timer and 'transportLost' or 'rescinded'
  for _, one in ipairs(open) do
    local event = plan({ type = 'contact.waiting', c = one.contactId, q = one.queueId, cause = outcome })
    returnToQueue(event, agent, one.offer, readOffer(one.offer), one.contact, one.waiting, one.order, outcome, A.reasonCode)
  end
  if ITEMS > 0 then
    agent.idle, agent.ev = nowText, planned[#planned].id
  end
end

-- A lost connection does not lift what a supervisor withheld.
local by = A.by
if A.timer and agent.pby == 'supervisor' and agent.presence ~= 'available' then
  by = 'supervisor'
end
local fields = { presence = A.presence, pby = by, reason = A.reasonCode or false, chs = A.channels or false,
  next = false, nextby = false, nextr = false }
if agent.presence ~= A.presence then
  fields.psince = nowText
end
-- Nobody stands for a dialling who is not there; the customer who is being called then waits for the next.
if leaves then
  fields.dial = false
end
local becomes = not leaves and (agent.presence ~= 'available' or agent.nr ~= nil)
if not leaves then
  fields.nr = false
  fields.dec = false
end
if becomes then
  fields.idle = nowText
  fields.had = (sockets > 0 and '1') or false
end
local changed = #planned > 0
for field, value in pairs(fields) do
  changed = changed or (agent[field] or false) ~= value
end
local settled = lost and (A.presence == 'offline' or (becomes and sockets == 0))
if changed or settled then
  local event = plan({ type = 'agent.presence', a = A.agentId, cause = A.reasonCode or A.by })
  fields.ev = event.id
  if agent.aside then
    lookAside(event)
  end
  if settled then
    undeadline(event, 'conn|' .. A.agentId)
  end
  set(event, K.agent, agent, fields)
end
commit()
return says()
