-- include: agent
-- keys: meta events deadlines agent legs command?
-- args: agentId ref channel? untilMs?:number timer:flag
-- Work outside Lotse takes capacity (put) or gives it back (remove; also run by its deadline, `timer`).
-- Refuses: notFound (agent), conflict (the reference is a contact's), notDue (timer only).
local agent = readAll(K.agent)
if not agent.cfg then
  return { 'notFound', 'agent' }
end
local field, timer = 'ext.' .. A.ref, 'ext|' .. A.agentId .. '|' .. A.ref
local leg = call('HGET', K.legs, field)
local kind, channel
if leg then
  kind, channel = string.match(leg, '^([^|]*)|[^|]*|([^|]*)|')
  if kind ~= 'external' then
    return { 'conflict', channel }
  end
end
local due = call('ZSCORE', K.deadlines, timer)
if A.timer and (not due or tonumber(due) > now) then
  return { 'notDue' }
end
if A.channel then
  local moves = leg and channel ~= A.channel
  if not leg or moves or due or A.untilMs then
    local event = plan({ type = 'agent.load', a = A.agentId, cause = 'started' })
    if moves then
      legDrop(event, agent, field, 'external', channel)
    end
    if not leg or moves then
      legAdd(event, agent, field, 'external', 'external', A.channel)
    end
    if A.untilMs then
      deadline(event, timer, now + A.untilMs)
    elseif due then
      undeadline(event, timer)
    end
  end
elseif leg then
  local event = plan({ type = 'agent.load', a = A.agentId, cause = 'ended' })
  legDrop(event, agent, field, 'external', channel)
  if due then
    undeadline(event, timer)
  end
end
commit()
return answer(now, call('HGETALL', K.agent), call('HGETALL', K.legs), (A.channel and not leg) and 1 or 0)
