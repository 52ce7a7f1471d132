-- include: agent contact offer matter dial
-- keys: meta events deadlines contact order queue offer? agent? legs? parent? matter? thread? callback? stands? command?
-- args: queueId offerId? reason? detail? timer:flag
-- Ends a contact before an agent has it, or while it is parked. Also run by its expiry deadline (`timer`), which comes a
-- first time ahead of the end: then it is told that the contact is about to expire, once it is not just offered or dialled.
-- Refuses: notFound, moved (read again), stateForbids, notDue (timer only).
local contact = read(K.contact, 'id', 'state', 'outcome', 'queueId', 'offerId', 'agentId', 'seq', 'age', 'venq', 'expireAt', 'cons', 'ovf', 'win', 'cb',
  'intr', 'cust', 'thr', 'from', 'maxWait', 'noticed', 'exp', 'dial', 'dialUntil')
if not contact.id then
  return { 'notFound', 'contact' }
end
local state, outcome = 'cancelled', A.reason
if A.timer then
  state, outcome = 'expired', 'expired'
elseif A.reason == 'abandoned' then
  state = 'abandoned'
end
-- Who asked for a callback hangs up: the call has ended already, and the callback stands.
if contact.state == state and contact.outcome == outcome or (state == 'abandoned' and contact.outcome == 'callback') then
  return stands(contact, true)
end
if contact.state == 'active' or not allowed(contact, state) then
  return { 'stateForbids', contact.state }
end
local offered = contact.state == 'offered'
if contact.queueId ~= A.queueId or (offered and contact.offerId ~= A.offerId) or (contact.cons and not K.parent)
  or (contact.cb and not K.callback) or not mattersNamed(contact) or not standsNamed(contact) then
  return { 'moved' }
end
if A.timer and (not contact.expireAt or now < tonumber(contact.expireAt)) then
  local expireAt = tonumber(contact.expireAt)
  if not expireAt or contact.noticed == contact.expireAt or now < noticeAt(expireAt, contact.maxWait) then
    return { 'notDue', contact.expireAt or '' }
  end
  local busyUntil = tonumber(offered and contact.exp or contact.dialUntil)
  local event = plan({ type = busyUntil and 'contact.updated' or 'contact.expiring', c = contact.id, q = contact.queueId,
    cause = busyUntil and 'noticePostponed' or 'maxWait' })
  deadline(event, 'expire|' .. contact.id, busyUntil and math.min(expireAt, math.max(now, busyUntil) + 1) or expireAt)
  if busyUntil then
    op(event, 'HSET', K.contact, 'ev', event.id)
  else
    op(event, 'HSET', K.contact, 'ev', event.id, 'noticed', contact.expireAt)
  end
  commit()
  return stands(contact, false)
end

local event = plan({ type = 'contact.' .. state, c = contact.id, q = contact.queueId, cause = outcome })
local age, gone = contact.age, {}
if contact.state == 'scheduled' and not contact.dialUntil then
  undeadline(event, 'release|' .. contact.id)
end
if contact.state == 'waiting' then
  op(event, 'ZREM', K.order, member(contact.seq, contact.id))
elseif offered then
  local offer = readOffer(K.offer)
  local agent = read(K.agent, 'nO', 'u.' .. offer.channel, 'aside')
  endOffer(event, agent, K.offer, offer, state == 'abandoned' and 'customerAbandoned' or 'rescinded')
end
if contact.state == 'waiting' or offered or contact.dialUntil then
  age = str(now - contact.venq)
end
if contact.state ~= 'waiting' then
  gone = { 'agentId', 'offerId', 'kind', 'exp', contact.intr and 'intr' }
end
if contact.dial then
  gone[#gone + 1] = 'dial'
  gone[#gone + 1] = 'dialUntil'
end
if contact.cust or contact.thr then
  leaveMatters(event, contact, contact.state == 'parked' and contact.from or nil)
end
finish(event, contact, state, gone, 'outcome', outcome, 'age', age,
  'endedBy', (A.timer or state == 'cancelled') and 'system' or 'customer',
  'h.' .. event.seq, line(state, '', A.detail or outcome))
if contact.cons then
  tellParent(contact, 'consultEnded', '')
end
standDown(contact)
commit()
return stands(contact, false)
