-- include: contact
-- keys: meta events deadlines contact order
-- args: queueId opensAt?:number closesAt?:number
-- A scheduled contact's time has come: it waits, with the age that it had, and since the moment that was asked for. Run
-- by its deadline. A customer who may not be called before `opensAt` is scheduled anew; `closesAt` is until when it may.
-- Refuses: notFound, moved (read again), stateForbids, notDue.
local contact = read(K.contact, 'id', 'state', 'queueId', 'releaseAt', 'age', 'maxWait', 'seq', 'rate', 'cr', 'ovf')
if not contact.id then
  return { 'notFound', 'contact' }
end
if contact.state ~= 'scheduled' then
  return { 'stateForbids', contact.state }
end
if contact.queueId ~= A.queueId then
  return { 'moved' }
end
if now < tonumber(contact.releaseAt) then
  return { 'notDue', contact.releaseAt }
end
if A.opensAt and A.opensAt > now then
  local event = plan({ type = 'contact.updated', c = contact.id, q = contact.queueId, cause = 'rescheduled' })
  shorten(event, K.contact)
  deadline(event, 'release|' .. contact.id, A.opensAt)
  op(event, 'HSET', K.contact, 'releaseAt', str(A.opensAt), 'ev', event.id, 'h.' .. event.seq, line('rescheduled'))
  commit()
  return stands(contact, false)
end
local event = plan({ type = 'contact.waiting', c = contact.id, q = contact.queueId, cause = 'scheduled' })
undeadline(event, 'release|' .. contact.id)
shorten(event, K.contact)
contact.venq = contact.releaseAt - contact.age
local more = { 'venq', str(contact.venq), 'h.' .. event.seq, line('released', '', contact.queueId) }
if A.closesAt then
  contact.win = A.closesAt
  more[#more + 1] = 'win'
  more[#more + 1] = str(A.closesAt)
end
limitWait(event, more, contact, contact.venq)
contact.state = 'waiting'
op(event, 'HSET', K.contact, 'state', 'waiting', 'since', nowText, 'ev', event.id, unpack(more))
op(event, 'HDEL', K.contact, 'releaseAt')
op(event, 'ZADD', K.order, score(contact.rate, contact.venq, contact.cr), member(contact.seq, contact.id))
commit()
return stands(contact, false)
