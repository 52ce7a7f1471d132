-- keys: meta events deadlines agent socks
-- args: agentId
-- Nothing that is posted to a bot arrives any more: its connection counts as lost, from now on and not 15 s later. What
-- follows is what follows when a socket is lost. Where it has a socket, or is lost already, nothing changes.
-- Refuses: notFound.
local agent = read(K.agent, 'cfg')
if not agent.cfg then
  return { 'notFound', 'agent' }
end
local timer = 'conn|' .. A.agentId
local due = call('ZSCORE', K.deadlines, timer)
if call('SCARD', K.socks) == 0 and not (due and tonumber(due) <= now) then
  local event = plan({ type = 'agent.socket', a = A.agentId, cause = 'unreachable' })
  op(event, 'HSET', K.agent, 'ev', event.id)
  deadline(event, timer, now)
end
commit()
return answer(now)
