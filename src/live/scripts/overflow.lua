-- include: contact
-- keys: meta events deadlines contact order toorder from queue
-- args: queueId toQueueId? agingRate?:number creditMs?:number dueCreditSeconds?:number maxWaitMs?:number
-- A contact has waited so long in its queue that another takes it, with its age. Run by its deadline. Without a target,
-- or where that is closed, it stays where it is. While it is offered or dialled the deadline moves to the end of that.
-- Refuses: notFound, moved (read again), notDue.
local contact = read(K.contact, 'id', 'state', 'queueId', 'venq', 'due', 'seq', 'exp', 'dialUntil', 'ovf', 'front')
if not contact.id then
  return { 'notFound', 'contact' }
end
if contact.queueId ~= A.queueId then
  return { 'moved' }
end
local timer = 'overflow|' .. contact.id
local due = call('ZSCORE', K.deadlines, timer)
if not due or tonumber(due) > now then
  return { 'notDue', due or '' }
end
local busyUntil = tonumber(contact.state == 'offered' and contact.exp or contact.dialUntil)
if busyUntil then
  local event = plan({ type = 'contact.updated', c = contact.id, q = contact.queueId, cause = 'overflowPostponed' })
  deadline(event, timer, math.max(now, busyUntil) + 1)
  op(event, 'HSET', K.contact, 'ev', event.id)
  commit()
  return stands(contact, false)
end
local queue = A.toQueueId and call('HMGET', K.queue, 'open', 'live')
if contact.state ~= 'waiting' or not queue or queue[1] ~= '1' then
  local event = plan({ type = 'contact.updated', c = contact.id, q = contact.queueId, cause = 'staysInQueue' })
  undeadline(event, timer)
  op(event, 'HSET', K.contact, 'ev', event.id)
  op(event, 'HDEL', K.contact, 'ovf')
  commit()
  return stands(contact, false)
end

local event = plan({ type = 'contact.waiting', c = contact.id, q = A.toQueueId, cause = 'overflowed' })
shorten(event, K.contact)
undeadline(event, timer)
op(event, 'ZREM', K.order, member(contact.seq, contact.id))
op(event, 'HSET', K.from, 'live', str(call('HGET', K.from, 'live') - 1))
op(event, 'HSET', K.queue, 'live', str((queue[2] or 0) + 1))
local credit = A.creditMs + math.floor(contact.due * A.dueCreditSeconds * 1000 + 0.5) + (contact.front or 0)
local more = {
  'queueId', A.toQueueId, 'rate', str(A.agingRate), 'cr', str(credit), 'ev', event.id,
  'h.' .. event.seq, line('overflowed', '', A.toQueueId),
}
op(event, 'HDEL', K.contact, 'ovf', 'maxWait', 'expireAt', 'resv', 'resvUntil')
undeadline(event, 'expire|' .. contact.id)
contact.maxWait = A.maxWaitMs
if A.maxWaitMs then
  more[#more + 1] = 'maxWait'
  more[#more + 1] = str(A.maxWaitMs)
end
limitWait(event, more, contact, now)
op(event, 'HSET', K.contact, unpack(more))
op(event, 'ZADD', K.toorder, score(A.agingRate, contact.venq, credit), member(contact.seq, contact.id))
K.order = K.toorder
commit()
return stands(contact, false)
