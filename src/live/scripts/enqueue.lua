-- include: contact matter
-- keys: meta events contact order queue deadlines last? matter? thread? callback? command?
-- args: contactId queueId channel spec bodyHash keyId enqueuedAt?:number dueAt?:number dueHorizonSeconds:number
-- args: dueCreditSeconds:number agingRate:number creditMs:number maxWaiting?:number maxWaitSeconds?:number customer?
-- args: scheduledAt?:number closed:flag askedQueueId? contactType? maxHandlingSeconds?:number overflowMs?:number closesAt?:number
-- args: threadKey? dialMs?:number
-- A new contact waits in its queue, or is scheduled and will wait from then on. `askedQueueId` is the queue that it was
-- meant for, where that is closed and overflows. A queue that is `closed` by its hours takes nobody, but a repeat is still
-- answered. `callback` names the callback that is open for its customer: there may be one. `closesAt` is until when the
-- customer may be called, `dialMs` how long it is called before an agent is asked. Answers without the spec, which the caller has, unless the reply is remembered.
-- One of a customer or a thread names those of its matter that came before (`earlier`), and the agent who knows it (`last`).
-- Refuses: idInUse (another body), callbackOpen (its id), notFound (queue), queueClosed, queueFull, memoryCeiling.
local existing = read(K.contact, 'id', 'state', 'seq', 'bh')
if existing.id then
  if existing.bh ~= A.bodyHash then
    return { 'idInUse', existing.state }
  end
  return stands(existing, true)
end
local open = K.callback and call('GET', K.callback)
if open then
  return { 'callbackOpen', open }
end

local queue = call('HMGET', K.queue, 'open', 'live')
if not queue[1] then
  return { 'notFound', 'queue' }
end
if queue[1] ~= '1' or A.closed then
  return { 'queueClosed' }
end
if meta[5] == '1' then
  return { 'memoryCeiling' }
end
local scheduled = A.scheduledAt and A.scheduledAt > now
if A.maxWaiting and not scheduled and call('ZCARD', K.order) >= A.maxWaiting then
  return { 'queueFull' }
end

local enqueuedAt = scheduled and A.scheduledAt or math.min(A.enqueuedAt or now, now)
local state = scheduled and 'scheduled' or 'waiting'
local due = 0
local dueAt = A.dueAt or (A.maxHandlingSeconds and enqueuedAt + A.maxHandlingSeconds * 1000)
if dueAt and A.dueHorizonSeconds > 0 then
  due = math.min(1, math.max(0, 1 - (dueAt - enqueuedAt) / (A.dueHorizonSeconds * 1000)))
end
local credit = A.creditMs + math.floor(due * A.dueCreditSeconds * 1000 + 0.5)
local enqueuedText = str(enqueuedAt)

local event = plan({ type = 'contact.' .. state, c = A.contactId, q = A.queueId, cause = 'enqueued' })
local write = {
  'HSET', K.contact, 'id', A.contactId, 'state', state, 'queueId', A.queueId, 'channel', A.channel, 'key', A.keyId,
  'bh', A.bodyHash, 'enq', enqueuedText, 'venq', enqueuedText, 'age', '0', 'seq', event.seq, 'since', nowText,
  'due', str(due), 'rate', str(A.agingRate), 'cr', str(credit), 'ev', event.id,
  'h.' .. event.seq, line('enqueued', '', A.askedQueueId or A.queueId),
}
local function field(name, value)
  write[#write + 1] = name
  write[#write + 1] = value
end
local earlier, last
if A.customer or A.threadKey then
  earlier, last = joinMatters(event, { id = A.contactId, cust = A.customer, thr = A.threadKey })
end
last = last or K.last and call('GET', K.last)
if last then
  field('last', last)
end
if earlier then
  field('earlier', cjson.encode(earlier))
end
if A.customer then
  field('cust', A.customer)
end
if A.threadKey then
  field('thr', A.threadKey)
end
if A.contactType then
  field('ctype', A.contactType)
end
if dueAt and not A.dueAt then
  field('dueAt', str(dueAt))
end
if A.maxWaitSeconds then
  local maxWait = A.maxWaitSeconds * 1000
  field('maxWait', str(maxWait))
  if not scheduled then
    field('expireAt', str(enqueuedAt + maxWait))
    deadline(event, 'expire|' .. A.contactId, noticeAt(enqueuedAt + maxWait, maxWait))
  end
end
if A.overflowMs then
  field('ovf', str(A.overflowMs))
  if not scheduled then
    deadline(event, 'overflow|' .. A.contactId, enqueuedAt + A.overflowMs)
  end
end
if K.callback then
  field('cb', '1')
  op(event, 'SET', K.callback, A.contactId)
end
if A.dialMs then
  field('dialMs', str(A.dialMs))
end
if A.closesAt and not scheduled then
  field('win', str(A.closesAt))
  deadline(event, 'window|' .. A.contactId, A.closesAt)
end
if scheduled then
  field('releaseAt', enqueuedText)
  deadline(event, 'release|' .. A.contactId, enqueuedAt)
end
local overflowed
if A.askedQueueId then
  -- Its own line of the story, so its own event.
  overflowed = plan({ type = 'contact.updated', c = A.contactId, q = A.queueId, cause = 'overflowed' })
  op(overflowed, 'HSET', K.contact, 'ev', overflowed.id, 'h.' .. overflowed.seq, line('overflowed', '', A.queueId))
end
local told = { unpack(write, 3) }
field('spec', A.spec)
if K.command then
  told = { unpack(write, 3) }
end
event.ops[#event.ops + 1] = write
op(event, 'HSET', K.queue, 'live', str((queue[2] or 0) + 1))
if not scheduled then
  op(event, 'ZADD', K.order, score(A.agingRate, enqueuedAt, credit), member(event.seq, A.contactId))
end
commit()
if overflowed then
  for _, word in ipairs({ unpack(overflowed.ops[1], 3) }) do
    told[#told + 1] = word
  end
end
return answer(now, position({ state = state, seq = event.seq, id = A.contactId }), 0, cjson.encode(told))
