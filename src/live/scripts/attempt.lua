-- include: agent contact matter
-- keys: meta events deadlines contact queue agent legs keyactive order callback? matter? thread? command?
-- args: agentId queueId keyId channel outcome offerId? mostAttempts:number spacingMs:number opensAt?:number
-- What became of calling the customer of a callback, while an agent has it. `reached` is noted. Else the agent is free at
-- once, without wrap-up, and the callback is scheduled for `spacingMs` later, not before `opensAt`; after so many
-- attempts it ends. `offerId` names the offer whose attempt it was, so that a late signal of an earlier one is known.
-- Refuses: notFound, moved (read again), stateForbids, reachedAlready.
local contact = read(K.contact, 'id', 'state', 'queueId', 'agentId', 'offerId', 'key', 'channel', 'age', 'att', 'attLast', 'reach',
  'consult', 'cons', 'cb', 'seq', 'ovf', 'cust', 'thr')
if not contact.id then
  return { 'notFound', 'contact' }
end
local failed = A.outcome ~= 'reached'
local _, _, last, lastOffer = string.find(contact.attLast or '', '^(%w*)|(.*)$')
if failed and last == A.outcome and (A.offerId or lastOffer) == lastOffer and (contact.state ~= 'active' or A.offerId) then
  return stands(contact, true)
end
if not failed and contact.reach and contact.reach == (A.offerId or contact.offerId) then
  return stands(contact, true)
end
if contact.state ~= 'active' or contact.cons or (A.offerId and A.offerId ~= contact.offerId) then
  return { 'stateForbids', contact.state }
end
if failed and contact.reach == contact.offerId then
  return { 'reachedAlready' }
end
if contact.agentId ~= A.agentId or contact.queueId ~= A.queueId or contact.key ~= A.keyId or contact.channel ~= A.channel
  or (contact.cb and not K.callback) or not mattersNamed(contact) then
  return { 'moved' }
end

if not failed then
  local event = plan({ type = 'contact.updated', c = contact.id, a = A.agentId, q = contact.queueId, cause = 'reached' })
  shorten(event, K.contact)
  op(event, 'HSET', K.contact, 'reach', contact.offerId, 'ev', event.id, 'h.' .. event.seq, line('reached', A.agentId))
  commit()
  return stands(contact, false)
end

local attempts = (contact.att or 0) + 1
local ends = attempts >= A.mostAttempts
local event = plan({ type = ends and 'contact.completed' or 'contact.scheduled', c = contact.id, a = A.agentId, q = contact.queueId,
  cause = A.outcome })
shorten(event, K.contact)
legDrop(event, read(K.agent, 'nA', 'u.' .. contact.channel, 'aside'), contact.id, 'active', contact.channel)
dropConsult(event, contact)
op(event, 'SREM', K.keyactive, contact.id)
op(event, 'HDEL', K.contact, 'held', 'rq', 'consulted')
local told = { 'from', A.agentId, 'att', str(attempts), 'attLast', A.outcome .. '|' .. contact.offerId }
if ends then
  leaveMatters(event, contact, A.agentId)
  finish(event, contact, 'completed', {}, 'outcome', 'notReached', 'endedBy', 'system',
    'h.' .. event.seq, line('notReached', A.agentId, A.outcome), unpack(told))
else
  local at = math.max(now + A.spacingMs, A.opensAt or 0)
  schedule(event, contact, at, contact.age, 'h.' .. event.seq, line('attempted', A.agentId, A.outcome), unpack(told))
end
commit()
return stands(contact, false)
