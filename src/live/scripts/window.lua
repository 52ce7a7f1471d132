-- include: contact
-- keys: meta events deadlines contact order
-- args: queueId opensAt?:number closesAt?:number
-- The customer of a waiting callback may be called no more today: it is scheduled for `opensAt`, with its age. Run by its
-- deadline. While it is offered or dialled the deadline moves to the end of that; where it may be called all the same, to `closesAt`.
-- Refuses: notFound, moved (read again), notDue.
local contact = read(K.contact, 'id', 'state', 'queueId', 'venq', 'seq', 'exp', 'dialUntil', 'expireAt', 'ovf', 'win')
if not contact.id then
  return { 'notFound', 'contact' }
end
if contact.queueId ~= A.queueId then
  return { 'moved' }
end
local timer = 'window|' .. contact.id
local due = call('ZSCORE', K.deadlines, timer)
if not due or tonumber(due) > now then
  return { 'notDue', due or '' }
end
local busyUntil = tonumber(contact.state == 'offered' and contact.exp or contact.dialUntil)
if busyUntil then
  local event = plan({ type = 'contact.updated', c = contact.id, q = contact.queueId, cause = 'windowPostponed' })
  deadline(event, timer, math.max(now, busyUntil) + 1)
  op(event, 'HSET', K.contact, 'ev', event.id)
  commit()
  return stands(contact, false)
end
if contact.state ~= 'waiting' or not A.opensAt or A.opensAt <= now then
  local event = plan({ type = 'contact.updated', c = contact.id, q = contact.queueId, cause = 'windowMoved' })
  if A.closesAt and A.closesAt > now then
    deadline(event, timer, A.closesAt)
    op(event, 'HSET', K.contact, 'win', str(A.closesAt), 'ev', event.id)
  else
    undeadline(event, timer)
    op(event, 'HSET', K.contact, 'ev', event.id)
    op(event, 'HDEL', K.contact, 'win')
  end
  commit()
  return stands(contact, false)
end

local event = plan({ type = 'contact.scheduled', c = contact.id, q = contact.queueId, cause = 'windowClosed' })
shorten(event, K.contact)
op(event, 'ZREM', K.order, member(contact.seq, contact.id))
schedule(event, contact, A.opensAt, now - contact.venq, 'h.' .. event.seq, line('scheduled', '', 'windowClosed'))
commit()
return stands(contact, false)
