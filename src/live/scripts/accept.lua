-- include: agent contact offer refusal interruption matter
-- keys: meta events deadlines offer contact order agent legs keyactive parent? matter? thread? socks? command?
-- args: offerId queueId keyId channel
-- item keys: contact keyactive parent? order offer?
-- item args: contactId queueId keyId offerId?
-- The agent takes the offered contact. What it interrupts (the items) is set aside first, so that no event leaves the
-- agent with both: active contacts are parked, open offers rescinded.
-- Refuses: notFound, moved (read again; after `interrupts` stand the contacts that the items must be), offerEnded (with
-- its outcome; past its time it ends as missed here), notConnected (no socket, where `socks` is asked).
local offer = readOffer(K.offer)
if not offer.id then
  return { 'notFound', 'offer' }
end
local contact = read(K.contact, 'id', 'state', 'queueId', 'offerId', 'key', 'channel', 'seq', 'rate', 'venq', 'cr', 'expireAt', 'rq', 'from', 'resv', 'cons', 'ovf', 'win',
  'cust', 'thr', 'front', 'wasFront')
if offer.outcome == 'accepted' then
  return stands(contact, true, cjson.encode(offer))
end
if offer.outcome then
  return { 'offerEnded', offer.outcome, contact.state or '' }
end
if contact.offerId ~= A.offerId or contact.queueId ~= A.queueId or contact.key ~= A.keyId or contact.channel ~= A.channel
  or (contact.cons and not K.parent) or ((contact.cust or contact.thr) and not mattersNamed(contact)) then
  return { 'moved' }
end
if now > tonumber(offer.expiresAt) then
  refuse(offer, contact, 'missed', 'late')
  commit()
  return { 'offerEnded', 'missed', 'waiting' }
end

if K.socks and call('SCARD', K.socks) == 0 then
  return { 'notConnected' }
end

local interrupts = 'int.' .. A.channel
local agent = read(K.agent, 'nO', 'nA', interrupts)
if agent[interrupts] and count(agent, 'nA') + count(agent, 'nO') > 1 then
  local moved = interrupt(agent, agent[interrupts], offer.agentId, contact.id)
  if moved then
    return moved
  end
end
local event = plan({ type = 'contact.active', c = contact.id, q = contact.queueId })
settle(event, K.offer, offer, 'accepted')
if contact.ovf then
  undeadline(event, 'overflow|' .. contact.id)
end
if contact.win then
  undeadline(event, 'window|' .. contact.id)
end
local gone = { 'exp' }
if contact.expireAt then
  undeadline(event, 'expire|' .. contact.id)
  gone[#gone + 1] = 'expireAt'
end
if contact.rq then
  gone[#gone + 1] = 'rq'
end
if contact.from or contact.resv then
  gone[#gone + 1] = 'from'
  gone[#gone + 1] = 'target'
  gone[#gone + 1] = 'resv'
  gone[#gone + 1] = 'resvUntil'
end
-- It has its agent: no longer before the others, unless it turns out that nobody served it (requeue).
if contact.front or contact.wasFront then
  set(event, K.contact, contact, { cr = str(contact.cr - (contact.front or 0)), front = false, wasFront = contact.front or false })
end
legMove(event, agent, contact, 'offered', 'active')
op(event, 'HSET', K.contact, 'state', 'active', 'since', nowText, 'age', str(now - contact.venq), 'ev', event.id,
  'h.' .. event.seq, line('accepted', offer.agentId, offer.id))
op(event, 'HDEL', K.contact, unpack(gone))
op(event, 'SADD', K.keyactive, contact.id)
if contact.cust or contact.thr then
  serveMatters(event, contact, offer.agentId)
end
contact.state = 'active'
if contact.cons then
  tellParent(contact, 'consultActive', offer.agentId)
end
commit()
return stands(contact, false, cjson.encode(offer))
