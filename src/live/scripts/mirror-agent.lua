-- include: agent
-- keys: meta events agent legs deadlines
-- args: agentId revision:number config? room?:json interrupts?:json remove:flag
-- Mirrors an agent's channels and capacities, only if newer. A new agent starts offline.
-- `room` is, per channel, what an offer needs: capacity, then the channels whose contacts keep one of this channel away.
-- `interrupts` is, per channel, what an accept needs: the channels whose contacts it sets aside.
-- Refuses: resourceInUse (removal while it holds work).
local agent = readAll(K.agent)
if agent.crev and tonumber(agent.crev) >= A.revision then
  return answer(now)
end
if A.remove then
  if call('HLEN', K.legs) > 0 then
    return { 'resourceInUse' }
  end
  local event = plan({ type = 'agent.removed', a = A.agentId })
  -- The revision stays, so that an older mirror that comes late does not bring the agent back.
  op(event, 'DEL', K.agent)
  op(event, 'HSET', K.agent, 'crev', str(A.revision))
  undeadline(event, 'conn|' .. A.agentId)
  if agent.aside then
    op(event, 'HSET', K.agent, 'aside', agent.aside)
    lookAside(event)
  end
  commit()
  return answer(now)
end
local event = plan({ type = 'agent.configured', a = A.agentId })
local fields = { id = A.agentId, cfg = A.config, crev = str(A.revision), ev = event.id }
for field in pairs(agent) do
  if string.sub(field, 1, 3) == 'ch.' or string.sub(field, 1, 4) == 'int.' then
    fields[field] = false
  end
end
for channel, room in pairs(A.room) do
  fields['ch.' .. channel] = room
end
for channel, others in pairs(A.interrupts) do
  fields['int.' .. channel] = others
end
if agent.aside then
  lookAside(event)
end
if not agent.presence then
  fields.presence = 'offline'
  fields.psince = nowText
  fields.pby = 'server'
  fields.idle = nowText
end
set(event, K.agent, agent, fields)
commit()
return answer(now)
