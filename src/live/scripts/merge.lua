-- include: agent contact offer matter dial
-- keys: meta events deadlines contact into order queue offer? agent? legs? keyactive matter? thread? callback? stands? command?
-- args: intoContactId queueId agentId? offerId? keyId channel endedBy byAgentId?
-- The contact ends because its matter goes on in another (`into`), which stays as it is and names it from now on. Its
-- agent is free at once, without wrap-up; an offer of it is rescinded.
-- Refuses: notFound, moved (read again), stateForbids, consultOpen (its id), intoGone, intoEnded, mergeFull.
local contact = read(K.contact, 'id', 'state', 'queueId', 'agentId', 'offerId', 'key', 'channel', 'seq', 'age', 'venq', 'expireAt', 'ovf',
  'cust', 'thr', 'cons', 'consult', 'into', 'win', 'cb', 'intr', 'dial', 'dialUntil')
if not contact.id then
  return { 'notFound', 'contact' }
end
if contact.into == A.intoContactId then
  return stands(contact, true)
end
if contact.cons or not allowed(contact, 'cancelled') then
  return { 'stateForbids', contact.cons and 'consult' or contact.state }
end
local into = read(K.into, 'id', 'state', 'queueId', 'agentId', 'cons', 'consult', 'merged')
if not into.id then
  return { 'intoGone' }
end
if ENDED[into.state] then
  return { 'intoEnded', into.state }
end
if into.cons then
  return { 'stateForbids', 'consult' }
end
if contact.consult or into.consult then
  return { 'consultOpen', contact.consult or into.consult }
end
local held = contact.state == 'offered' or contact.state == 'active'
if contact.queueId ~= A.queueId or contact.key ~= A.keyId or contact.channel ~= A.channel or not mattersNamed(contact)
  or (contact.cb and not K.callback) or not standsNamed(contact)
  or (held and contact.agentId ~= A.agentId) or (contact.state == 'offered' and contact.offerId ~= A.offerId) then
  return { 'moved' }
end
local merged = into.merged and cjson.decode(into.merged) or {}
if #merged >= 100 then
  return { 'mergeFull' }
end

local event = plan({ type = 'contact.cancelled', c = contact.id, q = contact.queueId, cause = 'merged' })
local age, gone, more = contact.age, { 'resv', 'resvUntil' }, {}
shorten(event, K.contact)
if contact.state == 'scheduled' then
  if not contact.dialUntil then
    undeadline(event, 'release|' .. contact.id)
  end
elseif contact.state == 'waiting' then
  op(event, 'ZREM', K.order, member(contact.seq, contact.id))
elseif contact.state == 'offered' then
  local offer = readOffer(K.offer)
  endOffer(event, read(K.agent, 'nO', 'u.' .. offer.channel, 'aside'), K.offer, offer, 'rescinded')
  gone = { 'agentId', 'offerId', 'kind', 'exp', 'resv', 'resvUntil' }
  -- The agent who gave up the offer for it may say so again.
  if A.byAgentId then
    more = { 'from', A.byAgentId }
  end
elseif contact.state == 'active' then
  event.a = contact.agentId
  legDrop(event, read(K.agent, 'nA', 'u.' .. contact.channel, 'aside'), contact.id, 'active', contact.channel)
  op(event, 'SREM', K.keyactive, contact.id)
  gone = { 'held', 'rq' }
  more = { 'talkEnd', nowText }
end
if contact.state == 'waiting' or contact.state == 'offered' or contact.dialUntil then
  age = str(now - contact.venq)
end
if contact.intr then
  gone[#gone + 1] = 'intr'
end
if contact.dial then
  gone[#gone + 1] = 'dial'
  gone[#gone + 1] = 'dialUntil'
end
leaveMatters(event, contact, contact.state == 'active' and contact.agentId or nil)
finish(event, contact, 'cancelled', gone, 'outcome', 'merged', 'into', A.intoContactId, 'endedBy', A.endedBy, 'age', age,
  'h.' .. event.seq, line('merged', A.byAgentId, 'into ' .. A.intoContactId), unpack(more))

local told = plan({ type = 'contact.updated', c = into.id, a = into.agentId, q = into.queueId, cause = 'merged' })
shorten(told, K.into)
merged[#merged + 1] = contact.id
op(told, 'HSET', K.into, 'merged', cjson.encode(merged), 'ev', told.id, 'h.' .. told.seq, line('merged', A.byAgentId, contact.id))
standDown(contact)
commit()
return stands(contact, false)
