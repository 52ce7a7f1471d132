-- include: contact
-- keys: meta events contact order command?
-- args: queueId spec expectedEventId dueAt?:number dueHorizonSeconds:number dueCreditSeconds:number agingRate:number
-- args: creditMs:number contactType? maxHandlingSeconds?:number need?:json
-- Replaces what a contact asks for; its age is kept, its place follows from the new credits.
-- In wrap-up what the contact `need`s at its end follows its type.
-- Refuses: notFound, moved (read again: somebody else changed it), stateForbids (ended).
local contact = read(K.contact, 'id', 'state', 'queueId', 'agentId', 'offerId', 'ev', 'enq', 'venq', 'seq', 'ctype', 'dueAt', 'need', 'front')
if not contact.id then
  return { 'notFound', 'contact' }
end
if ENDED[contact.state] then
  return { 'stateForbids', contact.state }
end
if contact.ev ~= A.expectedEventId or contact.queueId ~= A.queueId then
  return { 'moved' }
end
local due = 0
local dueAt = A.dueAt or (A.maxHandlingSeconds and contact.enq + A.maxHandlingSeconds * 1000)
if dueAt and A.dueHorizonSeconds > 0 then
  due = math.min(1, math.max(0, 1 - (dueAt - contact.enq) / (A.dueHorizonSeconds * 1000)))
end
local credit = A.creditMs + math.floor(due * A.dueCreditSeconds * 1000 + 0.5) + (contact.front or 0)
local event = plan({ type = 'contact.updated', c = contact.id, a = contact.agentId, o = contact.offerId, q = contact.queueId, cause = 'patched' })
shorten(event, K.contact)
op(event, 'HSET', K.contact, 'spec', A.spec, 'due', str(due), 'rate', str(A.agingRate), 'cr', str(credit), 'ev', event.id,
  'h.' .. event.seq, line('patched'))
set(event, K.contact, contact, {
  ctype = A.contactType or false,
  dueAt = dueAt and not A.dueAt and str(dueAt) or false,
  need = contact.state == 'wrapUp' and A.need and cjson.encode(A.need) or false,
})
if contact.state == 'waiting' then
  op(event, 'ZADD', K.order, score(A.agingRate, contact.venq, credit), member(contact.seq, contact.id))
end
commit()
return stands(contact, false)
