-- include: contact room
-- keys: meta events deadlines
-- args: epoch faultAt?:number
-- item keys: contact agent order
-- item args: contactId agentId queueId channel
-- Has customers called for whom an agent is free: the matcher's group of up to 64, a compare-and-set per item. The callback
-- keeps its place: it is `scheduled`, and its age runs on, until its time for the dialling (`dialUntil`, a deadline). The
-- agent stands for it and takes no capacity: two events, for readers follow contacts and agents apart.
-- Answers per item `ok` and its event's id, or the refusal and the log's position: contactGone (also: reached), windowClosed,
-- agentUnavailable, notResponding, capacityFull, blockedByChannel, coolDown, standsForDial. Refuses the group: staleFence.
if (meta[4] or '0') ~= A.epoch then
  return { 'staleFence', meta[4] or '0' }
end

local taken = {}

-- Why an item cannot be dialled; nil when it can, and then plans it.
local function check(one)
  local contact = read(one.contact, 'id', 'state', 'queueId', 'seq', 'att', 'dialMs', 'reach', 'win', 'decl.' .. one.agentId)
  local waits = contact.state == 'waiting' and contact.dialMs and not contact.reach
  if not waits or contact.queueId ~= one.queueId or taken[one.contact] then
    return 'contactGone'
  end
  if contact.win and now >= tonumber(contact.win) then
    return 'windowClosed'
  end
  local refusal = cannotTake(agentOf(one.agent, one.channel), one.channel)
  if refusal then
    return refusal
  end
  local declinedAt = contact['decl.' .. one.agentId]
  if declinedAt and declinedAt + HARD_COOL_DOWN > now then
    return 'coolDown'
  end
  if taken[one.agent] or call('HGET', one.agent, 'dial') then
    return 'standsForDial'
  end
  taken[one.contact], taken[one.agent] = true, true
  one.seq, one.made, one.dialUntil = contact.seq, contact.att or '0', str(now + contact.dialMs)
  return nil
end

local function dial(one)
  K.contact = one.contact
  local event = plan({ type = 'contact.scheduled', c = one.contactId, q = one.queueId, cause = 'dialling' })
  shorten(event, one.contact)
  op(event, 'ZREM', one.order, member(one.seq, one.contactId))
  op(event, 'HSET', one.contact, 'state', 'scheduled', 'since', nowText, 'dial', one.agentId, 'dialUntil', one.dialUntil,
    'att', one.made, 'ev', event.id, 'h.' .. event.seq, line('dialled', '', str(one.made + 1)))
  deadline(event, 'dial|' .. one.contactId, one.dialUntil)
  local stands = plan({ type = 'agent.stands', a = one.agentId, cause = 'dialling' })
  op(stands, 'HSET', one.agent, 'dial', one.contactId, 'ev', stands.id)
  return event.id
end

local reply, items = { 'ok' }, {}
for i = 1, ITEMS do
  if A.faultAt == i then
    error('fault injected at item ' .. i)
  end
  items[i] = item(i)
  reply[2 * i] = check(items[i]) or 'ok'
end
for i = 1, ITEMS do
  if reply[2 * i] == 'ok' then
    reply[2 * i + 1] = dial(items[i])
  end
end
commit()
local last = genText .. '.' .. str(seq)
for i = 1, ITEMS do
  reply[2 * i + 1] = reply[2 * i + 1] or last
end
return reply
