-- include: agent contact
-- keys: meta events deadlines contact order agent legs keyactive parent? command?
-- args: agentId queueId keyId channel reason
-- An active contact whose connection failed waits again: age kept, no wrap-up, the answer not counted.
-- Refuses: notFound, moved (read again), stateForbids.
local contact = read(K.contact, 'id', 'state', 'queueId', 'agentId', 'key', 'channel', 'rq', 'age', 'maxWait', 'seq', 'rate', 'cr', 'consult', 'cons', 'ovf', 'win', 'wasFront')
if not contact.id then
  return { 'notFound', 'contact' }
end
-- The reason stands from the requeue to the next accept, so it marks a repeat whatever became of the contact since.
if contact.rq == A.reason and contact.state ~= 'active' then
  return stands(contact, true)
end
if contact.state ~= 'active' then
  return { 'stateForbids', contact.state }
end
if contact.agentId ~= A.agentId or contact.queueId ~= A.queueId or contact.key ~= A.keyId or contact.channel ~= A.channel
  or (contact.cons and not K.parent) then
  return { 'moved' }
end
local agent = read(K.agent, 'nA', 'u.' .. contact.channel, 'aside')
local event = plan({ type = 'contact.waiting', c = contact.id, a = A.agentId, q = contact.queueId, cause = A.reason })
legDrop(event, agent, contact.id, 'active', contact.channel)
op(event, 'SREM', K.keyactive, contact.id)
contact.venq = now - contact.age
if contact.wasFront then
  set(event, K.contact, contact, { cr = str(contact.cr + contact.wasFront), front = contact.wasFront, wasFront = false })
end
shorten(event, K.contact)
local more = { 'venq', str(contact.venq), 'rq', A.reason, 'h.' .. event.seq, line('requeued', A.agentId, A.reason) }
limitWait(event, more, contact, contact.venq)
dropConsult(event, contact)
op(event, 'HDEL', K.contact, 'held', 'from', 'consulted')
waitAgain(event, K.contact, K.order, contact, unpack(more))
if contact.cons then
  tellParent(contact, 'consultWaiting', A.agentId)
end
commit()
return stands(contact, false)
