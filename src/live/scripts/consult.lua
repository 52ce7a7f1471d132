-- include: contact
-- keys: meta events contact parent order queue command?
-- args: contactId parentId agentId queueId channel spec keyId agingRate:number creditMs:number toAgentId? reserveMs:number
-- The agent of an active contact (`parent`) asks another: a consult waits in a queue as a contact of its own, for a while
-- for one agent alone where that is asked. The contact stays with its agent.
-- Refuses: notFound, moved (read again), stateForbids, consultOpen (its id), queueClosed, targetGone (the queue).
local parent = read(K.parent, 'id', 'state', 'queueId', 'agentId', 'consult', 'cons')
if not parent.id then
  return { 'notFound', 'contact' }
end
if parent.state ~= 'active' or parent.cons then
  return { 'stateForbids', parent.cons and 'consult' or parent.state }
end
if parent.agentId ~= A.agentId then
  return { 'moved' }
end
if parent.consult then
  return { 'consultOpen', parent.consult }
end
local queue = call('HMGET', K.queue, 'open', 'live')
if not queue[1] then
  return { 'targetGone' }
end
if queue[1] ~= '1' then
  return { 'queueClosed' }
end

-- Who asks is never asked: to the matcher as if it had declined at a time from which no cool-down ends.
local NEVER_OVER = '4102444800000'
local event = plan({ type = 'contact.waiting', c = A.contactId, q = A.queueId, cause = 'enqueued' })
local born = {
  'HSET', K.contact, 'id', A.contactId, 'state', 'waiting', 'queueId', A.queueId, 'channel', A.channel, 'key', A.keyId,
  'bh', '', 'enq', nowText, 'venq', nowText, 'age', '0', 'seq', event.seq, 'since', nowText, 'due', '0',
  'rate', str(A.agingRate), 'cr', str(A.creditMs), 'ev', event.id, 'cons', A.parentId, 'spec', A.spec,
  'decl', '1', 'decl.' .. A.agentId, NEVER_OVER,
  'h.' .. event.seq, line('enqueued', A.agentId, 'consult for ' .. A.parentId),
}
if A.toAgentId then
  reserve(born, A.toAgentId, now + A.reserveMs)
end
event.ops[#event.ops + 1] = born
op(event, 'HSET', K.queue, 'live', str((queue[2] or 0) + 1))
op(event, 'ZADD', K.order, score(A.agingRate, now, A.creditMs), member(event.seq, A.contactId))
local told = plan({ type = 'contact.updated', c = A.parentId, a = A.agentId, q = parent.queueId, cause = 'consulting' })
shorten(told, K.parent)
op(told, 'HSET', K.parent, 'consult', A.contactId, 'ev', told.id,
  'h.' .. told.seq, line('consulting', A.agentId, A.toAgentId and 'agent ' .. A.toAgentId or 'queue ' .. A.queueId))
op(told, 'HDEL', K.parent, 'consultAgent', 'consulted')
commit()
return answer(now, 0, 0, cjson.encode(call('HGETALL', K.parent)))
