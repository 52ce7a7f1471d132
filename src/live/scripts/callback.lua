-- include: agent contact offer matter
-- keys: meta events deadlines old contact order queue callback matter thread? offer? agent? legs? command?
-- args: contactId queueId offerId? expectedEventId spec channel keyId customer callbackHash releaseAt?:number
-- args: closesAt?:number dialMs?:number
-- Who waits (`old`) hangs up and keeps the place: that contact ends, and a callback goes on in its stead, with its age,
-- credits, declines and enqueue number. Until `releaseAt` it is scheduled; `closesAt` is until when the customer may be
-- called, `dialMs` how long it is called before an agent is asked. `callback` names the one that is open for this customer. A repeat is answered with the id of the callback.
-- Refuses: notFound, moved (read again), stateForbids, callbackOpen (its id), idInUse (of the new contact).
local COOL_DOWN = 60000
local old = readAll(K.old)
if not old.id then
  return { 'notFound', 'contact' }
end
if old.cbId and old.cbh == A.callbackHash then
  return answer(now, 0, 1, '', old.cbId)
end
if old.ev ~= A.expectedEventId or old.queueId ~= A.queueId then
  return { 'moved' }
end
local offered = old.state == 'offered'
if not (offered or old.state == 'waiting') or old.cons or old.channel == A.channel then
  return { 'stateForbids', old.state }
end
local open = call('GET', K.callback)
if open then
  return { 'callbackOpen', open }
end
local taken = call('HGET', K.contact, 'state')
if taken then
  return { 'idInUse', taken }
end
if offered and old.offerId ~= A.offerId or not mattersNamed(old) then
  return { 'moved' }
end

local new = K.contact
local live = call('HGET', K.queue, 'live')
local age = now - old.venq

K.contact = K.old
local left = offered and { 'agentId', 'offerId', 'kind', 'exp' } or {}
local ended = plan({ type = 'contact.cancelled', c = old.id, q = old.queueId, cause = 'callback' })
shorten(ended, K.old)
if offered then
  local offer = readOffer(K.offer)
  endOffer(ended, read(K.agent, 'nO', 'u.' .. offer.channel, 'aside'), K.offer, offer, 'rescinded')
else
  op(ended, 'ZREM', K.order, member(old.seq, old.id))
end
finish(ended, old, 'cancelled', left, 'outcome', 'callback', 'age', str(age),
  'endedBy', 'customer', 'cbId', A.contactId, 'cbh', A.callbackHash, 'h.' .. ended.seq, line('callback', '', A.contactId))
K.contact = new

local later = A.releaseAt and A.releaseAt > now
local state = later and 'scheduled' or 'waiting'
local begun = plan({ type = 'contact.' .. state, c = A.contactId, q = A.queueId, cause = 'enqueued' })
local write = {
  'HSET', new, 'id', A.contactId, 'state', state, 'queueId', A.queueId, 'channel', A.channel, 'key', A.keyId,
  'bh', '', 'enq', old.venq, 'venq', old.venq, 'age', later and str(age) or '0', 'since', nowText, 'ev', begun.id,
  'cust', A.customer, 'cb', '1', 'cbOf', old.id, 'spec', A.spec,
  'h.' .. begun.seq, line('enqueued', '', 'callback of ' .. old.id),
}
local function field(name, value)
  if value then
    write[#write + 1] = name
    write[#write + 1] = value
  end
end
for name, at in pairs(old) do
  if string.sub(name, 1, 5) == 'decl.' and tonumber(at) > now - COOL_DOWN then
    field('decl', '1')
    field(name, at)
  end
end
for _, name in ipairs({ 'seq', 'due', 'dueAt', 'rate', 'cr', 'front', 'last', 'ctype', 'bot', 'handover', 'maxWait', 'ovf', 'thr', 'earlier' }) do
  field(name, old[name])
end
field('dialMs', A.dialMs and str(A.dialMs))
begun.ops[#begun.ops + 1] = write
op(begun, 'SET', K.callback, A.contactId)
-- In its matters the callback stands where the call stood.
for _, matter in ipairs(mattersOf({ cust = A.customer, thr = old.thr })) do
  local entry = call('HGET', matter.key, old.id)
  if entry then
    op(begun, 'HDEL', matter.key, old.id)
    op(begun, 'HSET', matter.key, A.contactId, entry)
  elseif call('HLEN', matter.key) < MATTER_KEPT then
    writeEntry(begun, matter.key, A.contactId, tonumber(old.seq), 'open', '', 0)
  end
end
op(begun, 'HSET', K.queue, 'live', live)
if later then
  field('releaseAt', str(A.releaseAt))
  deadline(begun, 'release|' .. A.contactId, A.releaseAt)
else
  -- What an interruption kept for its agent without an end is let go: nothing would look after it any more.
  if not offered and old.resvUntil then
    field('resv', old.resv)
    field('resvUntil', old.resvUntil)
  end
  field('win', A.closesAt and str(A.closesAt))
  limitWait(begun, write, { id = A.contactId, ovf = old.ovf, maxWait = old.maxWait, win = A.closesAt }, tonumber(old.venq))
  op(begun, 'ZADD', K.order, score(tonumber(old.rate), tonumber(old.venq), tonumber(old.cr)), member(old.seq, A.contactId))
end
commit()
return stands({ id = A.contactId, seq = old.seq, state = state }, false)
