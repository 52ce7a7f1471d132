-- What belongs together: the open contacts of one customer (K.matter), the contacts of one thread (K.thread). Each is a
-- hash: contact id → `number of its enqueue|phase|agent|number of the event by which that agent got it`, with the phases
-- open, unresolved, ended, linked. It holds no more than the newest, and goes when nothing was written to it for long.
local MATTER_KEPT, EARLIER_TOLD = 20, 10

-- The keys in which a contact stands; of a customer's it leaves nothing behind once all is done (`ends`).
local function mattersOf(contact)
  local matters = {}
  if contact.cust then
    matters[1] = { key = K.matter, ends = true }
  end
  if contact.thr then
    matters[#matters + 1] = { key = K.thread }
  end
  return matters
end

-- Whether the caller knew in which matters the contact stands.
local function mattersNamed(contact)
  return (not contact.cust or (K.matter and string.sub(K.matter, -40) == contact.cust))
    and (not contact.thr or (K.thread and string.sub(K.thread, -40) == contact.thr))
end

-- Newest first.
local function readMatter(key)
  local flat, entries = call('HGETALL', key), {}
  for i = 1, #flat, 2 do
    local number, phase, agentId, served = string.match(flat[i + 1], '^(%d+)|(%a+)|(.*)|(%d+)$')
    entries[#entries + 1] = { id = flat[i], seq = tonumber(number), phase = phase, agentId = agentId, served = tonumber(served) }
  end
  table.sort(entries, function(a, b) return a.seq > b.seq end)
  return entries
end

local function writeEntry(event, key, id, number, phase, agentId, served)
  op(event, 'HSET', key, id, str(number) .. '|' .. phase .. '|' .. agentId .. '|' .. str(served))
  op(event, 'PEXPIREAT', key, str(now + MATTER_TTL_MS))
end

-- A matter holds these of the newest (`all`, newest first) and no others. What it had not is `linked`: found here, and
-- kept open by another.
local function linkMatter(event, key, own, all)
  for i, entry in ipairs(all) do
    if own[entry.id] and i >= MATTER_KEPT then
      op(event, 'HDEL', key, entry.id)
    elseif not own[entry.id] and i < MATTER_KEPT then
      writeEntry(event, key, entry.id, entry.seq, 'linked', entry.agentId, entry.served)
    end
  end
end

-- A new contact joins its matters; its thread and its customer's open contacts are one story from then on. Returns the
-- ids of those that came before, newest first, and the agent who got one of them last: of its thread, else of its
-- customer; nil for what there is not.
local function joinMatters(event, contact)
  local all, known, owned, last = {}, { [contact.id] = true }, {}, nil
  local matters = mattersOf(contact)
  for i, matter in ipairs(matters) do
    local served, own = 0, {}
    for _, entry in ipairs(readMatter(matter.key)) do
      own[entry.id] = true
      if not known[entry.id] then
        known[entry.id] = true
        all[#all + 1] = entry
      end
      if entry.agentId ~= '' and entry.served > served then
        served, last = entry.served, entry.agentId
      end
    end
    owned[i] = own
  end
  table.sort(all, function(a, b) return a.seq > b.seq end)
  for i, matter in ipairs(matters) do
    linkMatter(event, matter.key, owned[i], all)
    writeEntry(event, matter.key, contact.id, tonumber(event.seq), 'open', '', 0)
  end
  local ids = {}
  for i = 1, math.min(#all, EARLIER_TOLD) do
    ids[i] = all[i].id
  end
  return ids[1] and ids, last
end

-- An agent has got the contact. How long its matter is kept counts from the enqueue and the end: this is run for every
-- contact, and writes no more than it must.
local function serveMatters(event, contact, agentId)
  for _, matter in ipairs(mattersOf(contact)) do
    local entry = call('HGET', matter.key, contact.id)
    if entry then
      op(event, 'HSET', matter.key, contact.id, string.match(entry, '^%d+') .. '|open|' .. agentId .. '|' .. event.seq)
    end
  end
end

-- The contact has ended (it has id and seq). `resolved` as text: what was left unresolved keeps its customer's matter
-- open, what is resolved closes also what was left before.
local function leaveMatters(event, contact, agentId, resolved)
  local phase = resolved == 'false' and 'unresolved' or 'ended'
  for _, matter in ipairs(mattersOf(contact)) do
    local number, who, served, goesOn, left = tonumber(contact.seq), agentId or '', 0, phase == 'unresolved', {}
    local entries = readMatter(matter.key)
    local stays = phase == 'unresolved' and #entries < MATTER_KEPT
    for _, entry in ipairs(entries) do
      if entry.id == contact.id then
        stays, number, served = true, entry.seq, entry.served
        who = who == '' and entry.agentId or who
      elseif entry.phase == 'unresolved' and resolved == 'true' then
        left[#left + 1] = entry
      elseif entry.phase == 'open' or entry.phase == 'unresolved' then
        goesOn = true
      end
    end
    if goesOn or not matter.ends then
      -- One that newer ones have pushed out stays out.
      if stays then
        writeEntry(event, matter.key, contact.id, number, phase, who, served)
      end
      for _, entry in ipairs(left) do
        writeEntry(event, matter.key, entry.id, entry.seq, 'ended', entry.agentId, entry.served)
      end
    elseif entries[1] then
      op(event, 'DEL', matter.key)
    end
  end
end
