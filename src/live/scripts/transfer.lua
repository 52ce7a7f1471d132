-- include: agent contact
-- keys: meta events deadlines contact agent legs keyactive order from queue command?
-- args: agentId fromQueueId keyId channel queueId target spec? expectedEventId? agingRate?:number creditMs?:number
-- args: dueCreditSeconds?:number toAgentId? reserveMs:number keepAge:flag note? maxWaitMs?:number overflowMs?:number handover?
-- An active contact goes to another queue (`order`, `queue`; `from` is the queue that it leaves), or for a while to one
-- agent alone and then to its queue. The agent who had it is free at once, and not asked again for a while.
-- `target` names where it went, for a repeat. Without a rate it keeps rate and credits. A `handover` (JSON: what the bot
-- says of it) lets no bot have it any more.
-- Refuses: notFound, moved (read again), stateForbids, queueClosed, targetGone (the queue).
local contact = read(K.contact, 'id', 'state', 'queueId', 'agentId', 'key', 'channel', 'age', 'due', 'seq', 'ev', 'target', 'consult', 'cons',
  'rate', 'cr', 'win')
if not contact.id then
  return { 'notFound', 'contact' }
end
-- Where it went stands until the next accept, so it marks a repeat.
if contact.target == A.target and (contact.state == 'waiting' or contact.state == 'offered') then
  return stands(contact, true)
end
if contact.state ~= 'active' or contact.cons then
  return { 'stateForbids', contact.cons and 'consult' or contact.state }
end
if contact.agentId ~= A.agentId or contact.queueId ~= A.fromQueueId or contact.key ~= A.keyId
  or contact.channel ~= A.channel or (A.spec and contact.ev ~= A.expectedEventId) then
  return { 'moved' }
end
local queue = call('HMGET', K.queue, 'open', 'live')
if not queue[1] then
  return { 'targetGone' }
end
if queue[1] ~= '1' and A.queueId ~= contact.queueId then
  return { 'queueClosed' }
end

local agent = read(K.agent, 'nA', 'u.' .. contact.channel, 'aside')
local event = plan({ type = 'contact.waiting', c = contact.id, a = A.agentId, q = A.queueId,
  cause = A.handover and 'handedOver' or A.keepAge and 'transferred' or 'transferredAnew' })
shorten(event, K.contact)
legDrop(event, agent, contact.id, 'active', contact.channel)
dropConsult(event, contact)
op(event, 'SREM', K.keyactive, contact.id)
if A.queueId ~= contact.queueId then
  op(event, 'HSET', K.from, 'live', str(call('HGET', K.from, 'live') - 1))
  op(event, 'HSET', K.queue, 'live', str((queue[2] or 0) + 1))
end
local age = A.keepAge and tonumber(contact.age) or 0
contact.venq = now - age
if A.agingRate then
  contact.rate = A.agingRate
  contact.cr = A.creditMs + math.floor(contact.due * A.dueCreditSeconds * 1000 + 0.5)
end
local more = {
  'queueId', A.queueId, 'age', str(age), 'venq', str(contact.venq), 'rate', str(contact.rate), 'cr', str(contact.cr),
  'from', A.agentId, 'target', A.target, 'decl', '1', 'decl.' .. A.agentId, nowText,
  'h.' .. event.seq, line(A.handover and 'handedOver' or 'transferred', A.agentId, A.note and A.target .. ': ' .. A.note or A.target),
}
if A.handover then
  more[#more + 1] = 'bot'
  more[#more + 1] = 'never'
  more[#more + 1] = 'handover'
  more[#more + 1] = A.handover
end
if A.spec then
  more[#more + 1] = 'spec'
  more[#more + 1] = A.spec
end
op(event, 'HDEL', K.contact, 'held', 'rq', 'maxWait', 'ovf', 'resv', 'resvUntil')
if A.toAgentId then
  -- Whoever sends it there knows better than an earlier decline.
  op(event, 'HDEL', K.contact, 'decl.' .. A.toAgentId)
  reserve(more, A.toAgentId, now + A.reserveMs)
end
contact.maxWait, contact.ovf = A.maxWaitMs, A.overflowMs
for field, ms in pairs({ maxWait = A.maxWaitMs, ovf = A.overflowMs }) do
  more[#more + 1] = field
  more[#more + 1] = str(ms)
end
limitWait(event, more, contact, now)
waitAgain(event, K.contact, K.order, contact, unpack(more))
commit()
return stands(contact, false)
