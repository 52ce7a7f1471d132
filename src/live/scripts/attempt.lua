-- include: agent contact matter dial
-- keys: meta events deadlines contact queue agent legs keyactive order callback? matter? thread? stands? command?
-- args: agentId queueId keyId channel outcome offerId? attempt?:number mostAttempts:number spacingMs:number opensAt?:number
-- args: timer:flag
-- What became of calling the customer of a callback, while an agent has it or while it is dialled for one. `reached` is
-- noted, and who was dialled waits, with the age that went on. Else the agent is free at once, without wrap-up, and the
-- callback is scheduled for `spacingMs` later, not before `opensAt`; after so many attempts it ends. `offerId` names the
-- offer whose attempt it was, `attempt` its number, so that a late signal of an earlier one is known. Also run by the
-- deadline of the dialling (`timer`).
-- Refuses: notFound, moved (read again), stateForbids, reachedAlready, notDue (timer only).
local contact = read(K.contact, 'id', 'state', 'queueId', 'agentId', 'offerId', 'key', 'channel', 'age', 'att', 'attLast', 'reach',
  'consult', 'cons', 'cb', 'seq', 'ovf', 'cust', 'thr', 'dialMs', 'dial', 'dialUntil', 'venq', 'rate', 'cr', 'win', 'expireAt')
if not contact.id then
  return { 'notFound', 'contact' }
end
local dialled, active = contact.dialUntil ~= nil, contact.state == 'active'
if A.timer and not (dialled and now >= tonumber(contact.dialUntil)) then
  return { 'notDue', contact.dialUntil or '' }
end
local failed, made = A.outcome ~= 'reached', tonumber(contact.att or '0')
local _, _, last, lastOffer = string.find(contact.attLast or '', '^(%w*)|(.*)$')
local same = last == A.outcome and (A.offerId or lastOffer) == lastOffer and (A.attempt or made) == made
if failed and same and (A.offerId or A.attempt or not (active or dialled)) then
  return stands(contact, true)
end
-- Who was called first stays on the line: for whatever agent has the callback.
local attempt = contact.dialMs and str(A.attempt or made + 1) or A.offerId or contact.offerId
if not failed and contact.reach and contact.reach == attempt then
  return stands(contact, true)
end
local reached = contact.reach and (contact.dialMs or contact.reach == contact.offerId)
if not (active or dialled or reached and not ENDED[contact.state]) or contact.cons or (A.offerId and A.offerId ~= contact.offerId)
  or (A.attempt and A.attempt ~= made + 1) then
  return { 'stateForbids', contact.state }
end
if reached then
  return { 'reachedAlready', contact.state }
end
if (active and contact.agentId ~= A.agentId) or contact.queueId ~= A.queueId or contact.key ~= A.keyId
  or contact.channel ~= A.channel or (contact.cb and not K.callback) or not mattersNamed(contact) or not standsNamed(contact) then
  return { 'moved' }
end

if not failed then
  local event = plan({ type = dialled and 'contact.waiting' or 'contact.updated', c = contact.id, a = active and A.agentId or nil,
    q = contact.queueId, cause = 'reached' })
  shorten(event, K.contact)
  local told = line('reached', active and A.agentId or '')
  if dialled then
    undeadline(event, 'dial|' .. contact.id)
    -- On the line the customer is no longer to be called: no window closes over this wait.
    if contact.win then
      undeadline(event, 'window|' .. contact.id)
    end
    op(event, 'HDEL', K.contact, 'dialUntil', 'win')
    waitAgain(event, K.contact, K.order, contact, 'reach', attempt, 'h.' .. event.seq, told)
  else
    op(event, 'HSET', K.contact, 'reach', attempt, 'ev', event.id, 'h.' .. event.seq, told)
  end
  commit()
  return stands(contact, false)
end

local attempts = made + 1
local ends = attempts >= A.mostAttempts
local agentId = active and A.agentId or nil
local event = plan({ type = ends and 'contact.completed' or 'contact.scheduled', c = contact.id, a = agentId, q = contact.queueId,
  cause = A.outcome })
shorten(event, K.contact)
local told, age = { 'att', str(attempts), 'attLast', A.outcome .. '|' .. (contact.offerId or '') }, contact.age
if active then
  told[#told + 1] = 'from'
  told[#told + 1] = agentId
  legDrop(event, read(K.agent, 'nA', 'u.' .. contact.channel, 'aside'), contact.id, 'active', contact.channel)
  dropConsult(event, contact)
  op(event, 'SREM', K.keyactive, contact.id)
  op(event, 'HDEL', K.contact, 'held', 'rq', 'consulted')
else
  age = str(now - contact.venq)
  undeadline(event, 'dial|' .. contact.id)
  contact.dialUntil = nil
  op(event, 'HDEL', K.contact, 'dial', 'dialUntil')
end
if ends then
  leaveMatters(event, contact, agentId)
  finish(event, contact, 'completed', {}, 'outcome', 'notReached', 'age', age, 'endedBy', 'system',
    'h.' .. event.seq, line('notReached', agentId, A.outcome), unpack(told))
else
  local at = math.max(now + A.spacingMs, A.opensAt or 0)
  schedule(event, contact, at, age, 'h.' .. event.seq, line('attempted', agentId, A.outcome), unpack(told))
end
standDown(contact)
commit()
return stands(contact, false)
