-- include: contact
-- keys: meta events deadlines contact order agent command?
-- args: queueId fromAgentId affinityWaitMs:number
-- The customer of a parked contact goes on: it waits again with its age, for a while for the agent who had it alone,
-- where that agent is available.
-- Refuses: notFound, moved (read again), stateForbids.
local contact = read(K.contact, 'id', 'state', 'queueId', 'from', 'age', 'maxWait', 'seq', 'rate', 'cr', 'ovf', 'win',
  'intr')
if not contact.id then
  return { 'notFound', 'contact' }
end
-- Who had it stands until the next accept, so it marks a repeat.
if contact.from and (contact.state == 'waiting' or contact.state == 'offered') then
  return stands(contact, true)
end
if contact.state ~= 'parked' then
  return { 'stateForbids', contact.state }
end
if contact.queueId ~= A.queueId or contact.from ~= A.fromAgentId then
  return { 'moved' }
end
local event = plan({ type = 'contact.waiting', c = contact.id, q = contact.queueId, cause = 'resumed' })
shorten(event, K.contact)
contact.venq = now - contact.age
local more = { 'venq', str(contact.venq), 'last', contact.from, 'h.' .. event.seq, line('resumed', '', contact.from) }
if A.affinityWaitMs > 0 and call('HGET', K.agent, 'presence') == 'available' then
  reserve(more, contact.from, now + A.affinityWaitMs)
end
limitWait(event, more, contact, now)
if contact.intr then
  op(event, 'HDEL', K.contact, 'intr')
end
waitAgain(event, K.contact, K.order, contact, unpack(more))
commit()
return stands(contact, false)
