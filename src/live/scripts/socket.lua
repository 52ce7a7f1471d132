-- keys: meta events agent socks nodesocks deadlines
-- args: agentId socket opened:flag graceMs:number
-- An agent's socket opened or closed on a node. The last one closing starts the 15 s after which the agent is offline.
-- Refuses: notFound.
local agent = read(K.agent, 'cfg', 'had', 'presence')
local timer = 'conn|' .. A.agentId
local entry = A.agentId .. '|' .. A.socket
if A.opened then
  if not agent.cfg then
    return { 'notFound', 'agent' }
  end
  call('SADD', K.socks, A.socket)
  call('SADD', K.nodesocks, entry)
  local lost = call('ZSCORE', K.deadlines, timer)
  if lost or agent.had ~= '1' then
    local event = plan({ type = 'agent.socket', a = A.agentId, cause = 'opened' })
    op(event, 'HSET', K.agent, 'had', '1', 'ev', event.id)
    if lost then
      undeadline(event, timer)
    end
  end
else
  call('SREM', K.socks, A.socket)
  call('SREM', K.nodesocks, entry)
  if agent.cfg and agent.had == '1' and agent.presence ~= 'offline' and call('SCARD', K.socks) == 0 then
    local event = plan({ type = 'agent.socket', a = A.agentId, cause = 'closed' })
    op(event, 'HSET', K.agent, 'ev', event.id)
    deadline(event, timer, now + A.graceMs)
  end
end
commit()
return answer(now)
