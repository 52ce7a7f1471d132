-- include: contact
-- keys: meta events deadlines contact command?
-- args: agentId queueId extendMs:number longestMs:number
-- Wrap-up lasts at least so much longer from now on; never shorter than it would have.
-- Refuses: notFound, moved (read again), stateForbids, wrapUpTooLong (more than `longestMs` after the talk).
local contact = read(K.contact, 'id', 'state', 'queueId', 'agentId', 'wrapUntil', 'talkEnd')
if not contact.id then
  return { 'notFound', 'contact' }
end
if contact.state ~= 'wrapUp' then
  return { 'stateForbids', contact.state }
end
if contact.agentId ~= A.agentId or contact.queueId ~= A.queueId then
  return { 'moved' }
end
local untilAt = now + A.extendMs
if untilAt <= tonumber(contact.wrapUntil) then
  return stands(contact, true)
end
if untilAt > contact.talkEnd + A.longestMs then
  return { 'wrapUpTooLong', str(A.longestMs / 1000) }
end
local event = plan({ type = 'contact.updated', c = contact.id, a = contact.agentId, q = contact.queueId, cause = 'wrapUpExtended' })
shorten(event, K.contact)
deadline(event, 'wrap|' .. contact.id, untilAt)
op(event, 'HSET', K.contact, 'wrapUntil', str(untilAt), 'ev', event.id,
  'h.' .. event.seq, line('wrapUpExtended', contact.agentId, str(A.extendMs / 1000)))
commit()
return stands(contact, false)
