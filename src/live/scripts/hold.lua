-- include: contact
-- keys: meta events contact command?
-- args: agentId queueId held:flag
-- The customer is put on hold, or taken off it: a flag on an active contact, whose time goes on.
-- Refuses: notFound, moved (read again), stateForbids.
local contact = read(K.contact, 'id', 'state', 'queueId', 'agentId', 'held')
if not contact.id then
  return { 'notFound', 'contact' }
end
if contact.state ~= 'active' then
  return { 'stateForbids', contact.state }
end
if contact.agentId ~= A.agentId or contact.queueId ~= A.queueId then
  return { 'moved' }
end
if (contact.held ~= nil) == A.held then
  return stands(contact, true)
end
local event = plan({
  type = A.held and 'contact.held' or 'contact.active', c = contact.id, a = contact.agentId, q = contact.queueId,
  cause = A.held and 'held' or 'unheld',
})
shorten(event, K.contact)
op(event, 'HSET', K.contact, 'ev', event.id, 'h.' .. event.seq, line(A.held and 'held' or 'unheld', contact.agentId))
if A.held then
  op(event, 'HSET', K.contact, 'held', nowText)
else
  op(event, 'HDEL', K.contact, 'held')
end
commit()
return stands(contact, false)
