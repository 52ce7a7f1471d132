-- include: contact
-- keys: meta events contact order command?
-- args: queueId frontMs:number note?
-- A contact comes before all others that wait in its queue, now and later, until an agent takes it: a credit that lasts
-- over declines, misses, steps and new weights. Of several so pulled the order among them is what it was.
-- Refuses: notFound, moved (read again), stateForbids.
local contact = read(K.contact, 'id', 'state', 'queueId', 'agentId', 'offerId', 'venq', 'seq', 'rate', 'cr', 'front')
if not contact.id then
  return { 'notFound', 'contact' }
end
if contact.state ~= 'waiting' and contact.state ~= 'offered' then
  return { 'stateForbids', contact.state }
end
if contact.queueId ~= A.queueId then
  return { 'moved' }
end
if contact.front then
  return stands(contact, true)
end
local credit = contact.cr + A.frontMs
local event = plan({ type = 'contact.updated', c = contact.id, a = contact.agentId, o = contact.offerId, q = contact.queueId, cause = 'pulledToFront' })
shorten(event, K.contact)
op(event, 'HSET', K.contact, 'front', str(A.frontMs), 'cr', str(credit), 'ev', event.id,
  'h.' .. event.seq, line('pulledToFront', '', A.note))
if contact.state == 'waiting' then
  op(event, 'ZADD', K.order, score(contact.rate, contact.venq, credit), member(contact.seq, contact.id))
end
commit()
return stands(contact, false)
