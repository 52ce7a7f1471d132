-- include: agent contact matter
-- keys: meta events deadlines contact queue agent legs keyactive last? order parent? matter? thread? callback? command?
-- args: agentId queueId keyId channel endedBy disposition? resolved? note? endWrapUp:flag wrapUpMs:number timer:flag
-- args: contactType? need?:json told?:json lenient:flag
-- The conversation is over: wrap-up, or completed. Ends wrap-up too, and what is parked; also run by the wrap-up's
-- deadline (`timer`).
-- `told` are fields and their values, `need` those without which a contact of its type may not end. The timer goes by
-- what was needed when wrap-up began; it and a `lenient` end record what is missing.
-- Refuses: notFound, moved (read again), stateForbids, notDue (timer only), incomplete (with what is missing).
local contact = read(K.contact, 'id', 'state', 'queueId', 'agentId', 'offerId', 'key', 'channel', 'cust', 'wrapUntil', 'endedBy',
  'disposition', 'note', 'resolved', 'ctype', 'need', 'missing', 'held', 'from',
  'consult', 'cons', 'cb', 'intr', 'thr', 'seq')
if not contact.id then
  return { 'notFound', 'contact' }
end
if contact.state ~= 'active' and contact.state ~= 'wrapUp' and contact.state ~= 'completed' and contact.state ~= 'parked' then
  return { 'stateForbids', contact.state }
end
if (contact.agentId or '') ~= A.agentId or contact.queueId ~= A.queueId or contact.key ~= A.keyId
  or contact.channel ~= A.channel or not mattersNamed(contact) or contact.ctype ~= A.contactType
  or (contact.cons and not K.parent) or (contact.cb and not K.callback) then
  return { 'moved' }
end
if A.timer and (contact.state ~= 'wrapUp' or now < tonumber(contact.wrapUntil)) then
  return { 'notDue', contact.wrapUntil or '' }
end

local wasActive, wasParked = contact.state == 'active', contact.state == 'parked'
local ends = wasParked or contact.state ~= 'completed' and (A.endWrapUp or A.timer or (wasActive and (A.wrapUpMs <= 0 or contact.cons)))
local said = {}
for _, name in ipairs({ 'disposition', 'note', 'resolved' }) do
  if A[name] and A[name] ~= contact[name] then
    said[#said + 1] = name
    said[#said + 1] = A[name]
  end
end

local told, need = A.told or {}, A.need or {}
if contact.state == 'completed' then
  need = contact.missing and cjson.decode(contact.missing) or {}
elseif A.timer then
  need = contact.need and cjson.decode(contact.need) or {}
end
local missing = {}
if told[1] or need[1] then
  local names = { unpack(need) }
  for i = 1, #told, 2 do
    names[#names + 1] = told[i]
  end
  local known = read(K.contact, unpack(names))
  for i = 1, #told, 2 do
    if known[told[i]] ~= told[i + 1] then
      said[#said + 1] = told[i]
      said[#said + 1] = told[i + 1]
      known[told[i]] = told[i + 1]
    end
  end
  known.disposition = A.disposition or known.disposition
  for _, name in ipairs(need) do
    if (known[name] or '') == '' then
      missing[#missing + 1] = name
    end
  end
end
if ends and missing[1] and not (A.timer or A.lenient) then
  return { 'incomplete', unpack(missing) }
end
local gone = {}
local function keep(field, list)
  local text = list[1] and cjson.encode(list)
  if text and text ~= contact[field] then
    said[#said + 1] = field
    said[#said + 1] = text
  elseif not text and contact[field] then
    gone[#gone + 1] = field
  end
end
if ends or contact.state == 'completed' then
  keep('need', {})
  keep('missing', missing)
else
  keep('need', need)
end
if not wasActive and not ends and not said[1] and not gone[1] then
  return stands(contact, true)
end

if ends and missing[1] then
  -- Its own line of the story, so its own event.
  local noted = plan({ type = 'contact.updated', c = contact.id, a = contact.agentId, q = contact.queueId, cause = 'incomplete' })
  local names = {}
  for i, name in ipairs(missing) do
    names[i] = string.gsub(name, '^f%.', '')
  end
  local text = string.sub(table.concat(names, ', '), 1, 250)
  op(noted, 'HSET', K.contact, 'ev', noted.id, 'h.' .. noted.seq, line('missing', contact.agentId, text))
end
local type = (ends and 'contact.completed') or (wasActive and 'contact.wrapUp') or 'contact.updated'
local event = plan({ type = type, c = contact.id, a = contact.agentId, q = contact.queueId, cause = A.endedBy })
if wasActive or wasParked then
  said[#said + 1] = 'endedBy'
  said[#said + 1] = A.endedBy
end
if wasActive then
  said[#said + 1] = 'talkEnd'
  said[#said + 1] = nowText
  op(event, 'SREM', K.keyactive, contact.id)
  if K.last then
    op(event, 'SET', K.last, contact.agentId)
    op(event, 'PEXPIREAT', K.last, str(now + AFFINITY_TTL_MS))
  end
end
dropConsult(event, contact)
if (contact.cust or contact.thr) and (ends or contact.state == 'completed' and A.resolved and A.resolved ~= contact.resolved) then
  leaveMatters(event, contact, contact.agentId or contact.from, A.resolved or contact.resolved)
end
if contact.held then
  op(event, 'HDEL', K.contact, 'held')
end
if contact.intr then
  gone[#gone + 1] = 'intr'
end
local agent = (wasActive or ends) and not wasParked and read(K.agent, 'nA', 'nW', 'u.' .. contact.channel, 'aside')
if ends then
  if contact.state == 'wrapUp' then
    undeadline(event, 'wrap|' .. contact.id)
    gone[#gone + 1] = 'wrapUntil'
  end
  if agent then
    legDrop(event, agent, contact.id, contact.state, contact.channel)
  end
  finish(event, contact, 'completed', gone, 'outcome', 'completed',
    'h.' .. event.seq, line('completed', contact.agentId or contact.from, contact.endedBy or A.endedBy), unpack(said))
elseif wasActive then
  local untilAt = now + A.wrapUpMs
  legMove(event, agent, contact, 'active', 'wrapUp')
  deadline(event, 'wrap|' .. contact.id, untilAt)
  op(event, 'HSET', K.contact, 'state', 'wrapUp', 'since', nowText, 'wrapUntil', str(untilAt), 'ev', event.id,
    'h.' .. event.seq, line('wrapUp', contact.agentId, A.endedBy), unpack(said))
else
  op(event, 'HSET', K.contact, 'ev', event.id, unpack(said))
  if gone[1] then
    op(event, 'HDEL', K.contact, unpack(gone))
  end
end
if ends and contact.cons then
  tellParent(contact, 'consultEnded', contact.agentId)
end
commit()
return stands(contact, false)
