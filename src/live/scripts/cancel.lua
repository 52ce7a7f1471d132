-- include: agent contact offer matter
-- keys: meta events deadlines contact order queue offer? agent? legs? parent? matter? thread? callback? command?
-- args: queueId offerId? reason? detail? timer:flag
-- Ends a contact before an agent has it, or while it is parked. Also run by its expiry deadline (`timer`).
-- Refuses: notFound, moved (read again), stateForbids, notDue (timer only).
local contact = read(K.contact, 'id', 'state', 'outcome', 'queueId', 'offerId', 'agentId', 'seq', 'age', 'venq', 'expireAt', 'cons', 'ovf', 'win', 'cb',
  'intr', 'cust', 'thr', 'from')
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
  or (contact.cb and not K.callback) or not mattersNamed(contact) then
  return { 'moved' }
end
if A.timer and (not contact.expireAt or now < tonumber(contact.expireAt)) then
  return { 'notDue', contact.expireAt or '' }
end

local event = plan({ type = 'contact.' .. state, c = contact.id, q = contact.queueId, cause = outcome })
local age, gone = contact.age, {}
if contact.state == 'scheduled' then
  undeadline(event, 'release|' .. contact.id)
end
if contact.state == 'waiting' then
  op(event, 'ZREM', K.order, member(contact.seq, contact.id))
elseif offered then
  local offer = readOffer(K.offer)
  local agent = read(K.agent, 'nO', 'u.' .. offer.channel, 'aside')
  endOffer(event, agent, K.offer, offer, state == 'abandoned' and 'customerAbandoned' or 'rescinded')
end
if contact.state == 'waiting' or offered then
  age = str(now - contact.venq)
end
if contact.state ~= 'waiting' then
  gone = { 'agentId', 'offerId', 'kind', 'exp', contact.intr and 'intr' }
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
commit()
return stands(contact, false)
