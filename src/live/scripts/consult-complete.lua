-- include: agent contact matter
-- keys: meta events deadlines contact queue parent agent legs keyactive first firstlegs matter? thread? command?
-- args: contactId parentId agentId firstAgentId
-- The agent who was asked takes over: the consult (`contact`) ends, its agent has the contact (`parent`) from now on, and
-- the first agent is free. Capacity of the one who takes over does not change.
-- Refuses: notFound, moved (read again), stateForbids, notAnswered (the consult has no agent yet).
local parent = read(K.parent, 'id', 'state', 'queueId', 'agentId', 'channel', 'consult', 'seq', 'cust', 'thr')
if not parent.id then
  return { 'notFound', 'contact' }
end
if parent.state ~= 'active' then
  return { 'stateForbids', parent.state }
end
local contact = read(K.contact, 'id', 'state', 'queueId', 'agentId', 'channel', 'offerId')
if parent.agentId ~= A.firstAgentId or parent.consult ~= A.contactId or not mattersNamed(parent) then
  return { 'moved' }
end
if contact.state ~= 'active' then
  return { 'notAnswered', contact.state or 'gone' }
end
if contact.agentId ~= A.agentId then
  return { 'moved' }
end
-- One agent's two legs are not one agent's hand-over to another.
if A.agentId == A.firstAgentId then
  return { 'stateForbids', parent.state }
end

local agent = read(K.agent, 'nA', 'u.' .. contact.channel)
local ended = plan({ type = 'contact.completed', c = contact.id, a = A.agentId, q = contact.queueId, cause = 'system' })
legDrop(ended, agent, contact.id, 'active', contact.channel)
op(ended, 'SREM', K.keyactive, contact.id)
finish(ended, contact, 'completed', {}, 'outcome', 'completed', 'endedBy', 'system', 'talkEnd', nowText,
  'h.' .. ended.seq, line('completed', A.agentId, 'took over'))

local taker, takerLegs = K.agent, K.legs
K.agent, K.legs = K.first, K.firstlegs
local left = plan({ type = 'contact.updated', c = parent.id, a = A.firstAgentId, q = parent.queueId, cause = 'transferred' })
shorten(left, K.parent)
legDrop(left, read(K.agent, 'nA', 'u.' .. parent.channel, 'aside'), parent.id, 'active', parent.channel)
op(left, 'HSET', K.parent, 'agentId', A.agentId, 'offerId', contact.offerId, 'from', A.firstAgentId,
  'consulted', contact.id, 'ev', left.id, 'h.' .. left.seq, line('transferred', A.firstAgentId, 'agent ' .. A.agentId))
op(left, 'HDEL', K.parent, 'consult', 'consultAgent', 'held')

K.agent, K.legs = taker, takerLegs
local taken = plan({ type = 'contact.active', c = parent.id, a = A.agentId, q = parent.queueId, cause = 'consulted' })
legAdd(taken, agent, parent.id, 'primary', 'active', parent.channel, contact.offerId)
op(taken, 'HSET', K.parent, 'ev', taken.id)
serveMatters(taken, parent, A.agentId)
commit()
return answer(now, 0, 0, cjson.encode(call('HGETALL', K.parent)))
