-- include: agent contact room dial
-- keys: meta events deadlines contact order agent legs offer stands? command?
-- args: agentId queueId channel offerId timeoutMs:number decision translate? expectedEventId agentEventId override:flag
-- A supervisor offers a contact that waits to an agent by hand: an offer like any other, its decision made for the two as
-- they stood (`expectedEventId`, `agentEventId`). Over capacity, or past a block, only with `override`; the event's cause
-- then says so. Who is not available, or not responding, or does not serve the channel today gets nothing.
-- Refuses: notFound, moved (read both again), stateForbids, notReached (its customer is to be called first), agentGone,
-- agentForbids (what: its presence, notResponding, channelNotToday, channelNotConfigured, capacityFull, blockedByChannel).
local contact = read(K.contact, 'id', 'state', 'queueId', 'channel', 'seq', 'key', 'agentId', 'ev', 'dialMs', 'reach', 'dial')
if not contact.id then
  return { 'notFound', 'contact' }
end
if (contact.state == 'offered' or contact.state == 'active') and contact.agentId == A.agentId then
  return stands(contact, true)
end
if contact.state ~= 'waiting' then
  return { 'stateForbids', contact.state }
end
if contact.dialMs and not contact.reach then
  return { 'notReached', contact.state }
end
if contact.ev ~= A.expectedEventId or contact.queueId ~= A.queueId or contact.channel ~= A.channel or not standsNamed(contact) then
  return { 'moved' }
end
local agent = read(K.agent, 'cfg', 'ev', 'presence', 'nr', 'chs', 'nO', 'u.' .. A.channel, 'ch.' .. A.channel)
if not agent.cfg then
  return { 'agentGone' }
end
if agent.presence ~= 'available' then
  return { 'agentForbids', agent.presence }
end
if agent.nr then
  return { 'agentForbids', 'notResponding' }
end
if agent.chs and not string.find(agent.chs, '"' .. A.channel .. '"', 1, true) then
  return { 'agentForbids', 'channelNotToday' }
end
if not agent['ch.' .. A.channel] then
  return { 'agentForbids', 'channelNotConfigured' }
end
local full = cannotTake(agentOf(K.agent, A.channel), A.channel)
if full and not A.override then
  return { 'agentForbids', full }
end
-- The record says what it was made despite: what it did not see has to be looked at again.
if agent.ev ~= A.agentEventId or call('HEXISTS', K.legs, contact.id) == 1 then
  return { 'moved' }
end

local event = plan({ type = 'contact.offered', c = contact.id, a = A.agentId, o = A.offerId, q = contact.queueId,
  cause = full and 'supervisorOverride' or 'assigned', d = A.decision })
shorten(event, K.contact)
local expiresAt = str(now + A.timeoutMs)
op(event, 'HSET', K.contact, 'state', 'offered', 'since', nowText, 'agentId', A.agentId, 'offerId', A.offerId, 'kind', 'primary',
  'exp', expiresAt, 'ev', event.id, 'h.' .. event.seq, line('offered', A.agentId, A.offerId))
op(event, 'ZREM', K.order, member(contact.seq, contact.id))
op(event, 'HSET', K.offer, 'id', A.offerId, 'contactId', contact.id, 'agentId', A.agentId, 'channel', A.channel,
  'queueId', contact.queueId, 'createdAt', nowText, 'expiresAt', expiresAt, 'ev', event.id, 'key', contact.key or '')
legAdd(event, agent, contact.id, 'primary', 'offered', A.channel, A.offerId)
deadline(event, 'offer|' .. A.offerId, now + A.timeoutMs)
if contact.dial then
  op(event, 'HDEL', K.contact, 'dial')
end
if A.translate then
  op(event, 'HSET', K.contact, 'tr', A.translate)
end
-- Whoever assigns it knows better than an earlier decline.
op(event, 'HDEL', K.contact, 'decl.' .. A.agentId)
contact.state = 'offered'
standDown(contact)
commit()
return stands(contact, false)
