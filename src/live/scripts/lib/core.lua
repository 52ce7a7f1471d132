-- What every transition shares: store time, generation check, command memory, planned writes. Before it stand K (the
-- script's keys by name), A (its arguments) and, where it takes items, ITEMS and item(i), made from its header.
--
-- A transition never writes while it still decides. It plans events, each with its write set; `commit` applies them
-- all at the end. So an error or a refusal anywhere before leaves the store untouched.
local PREFIX_LENGTH = #K.meta - 4
local meta = call('HMGET', K.meta, 'gen', 'seq', 'offset', 'epoch', 'full')
local gen, seq = tonumber(meta[1] or '0'), tonumber(meta[2] or '0')
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(meta[3] or '0')

-- Numbers as text: whole ones in digits, others to the last bit.
local function str(value)
  if value == math.floor(value) then
    return string.format('%d', value)
  end
  return string.format('%.17g', value)
end

-- The two numbers that nearly every write carries are formatted once.
local nowText, genText = str(now), str(gen)

if A.gen and A.gen ~= gen then
  return { 'staleGeneration', genText }
end

-- A repeated command gets its first reply; the same id with another body is refused.
if K.command then
  local known = call('GET', K.command)
  if known then
    local cut = string.find(known, '\n', 1, true)
    if string.sub(known, 1, cut - 1) ~= (A.commandHash or '') then
      return { 'idempotencyMismatch' }
    end
    return cjson.decode(string.sub(known, cut + 1))
  end
end

-- These fields of a hash by name; absent ones are nil.
local function read(key, ...)
  local values, hash = call('HMGET', key, ...), {}
  for i, field in ipairs({ ... }) do
    hash[field] = values[i] or nil
  end
  return hash
end

-- A whole hash by name, for scripts that are not run for every contact.
local function readAll(key)
  local flat, hash = call('HGETALL', key), {}
  for i = 1, #flat, 2 do
    hash[flat[i]] = flat[i + 1]
  end
  return hash
end

local planned = {}
local function plan(event)
  seq = seq + 1
  event.seq = str(seq)
  event.id = genText .. '.' .. event.seq
  event.ops = {}
  planned[#planned + 1] = event
  return event
end

-- Plans one write: command, key, arguments, all of them text.
local function op(event, ...)
  local ops = event.ops
  ops[#ops + 1] = { ... }
end

-- Plans what turns a hash into one with these fields; `false` removes one, what stands already is left out.
local function set(event, key, hash, fields)
  local writes, removes = { 'HSET', key }, { 'HDEL', key }
  for field, value in pairs(fields) do
    if value == false then
      if hash[field] ~= nil then
        removes[#removes + 1] = field
      end
      hash[field] = nil
    elseif hash[field] ~= value then
      writes[#writes + 1] = field
      writes[#writes + 1] = value
      hash[field] = value
    end
  end
  for _, write in ipairs({ writes, removes }) do
    if #write > 2 then
      event.ops[#event.ops + 1] = write
    end
  end
end

local function deadline(event, member, at)
  op(event, 'ZADD', K.deadlines, str(at), member)
end

local function undeadline(event, member)
  op(event, 'ZREM', K.deadlines, member)
end

-- Of what an event concerns, in its entry; the cause is the last, for it is the only free text.
local function header(event)
  return event.type .. '|' .. nowText .. '|' .. (event.c or '') .. '|' .. (event.a or '') .. '|' .. (event.o or '') .. '|'
    .. (event.q or '') .. '|' .. (event.outcome or '') .. '|' .. (event.cause or '')
end

-- What an act may change of its subject.
local function actFields(key)
  return read(key, 'state', 'queueId', 'agentId', 'offerId', 'spec', 'front', 'outcome', 'disposition', 'resolved', 'note', 'held',
    'wrapUntil', 'resv', 'target', 'handover', 'consult', 'into', 'cbId', 'presence', 'reason', 'chs', 'next', 'nextr', 'nr')
end

-- The act of a supervisor, and the event that tells of it: the last that concerns its subject.
local function actPlanned()
  local act = cjson.decode(A.act)
  act.key, act.on = K[act.on], nil
  local name = string.sub(act.key, PREFIX_LENGTH + 1)
  local told
  for _, event in ipairs(planned) do
    if name == 'contact:' .. (event.c or '') or (name == 'agent:' .. (event.a or '') and (event.type == 'agent.presence' or not told)) then
      told = event
    end
  end
  act.was = actFields(act.key)
  return act, told
end

-- What it changed, as JSON: fields that were, and are, otherwise.
local function actText(act)
  local is, before, after = actFields(act.key), {}, {}
  for field, value in pairs(act.was) do
    if is[field] ~= value then
      before[field] = value
    end
  end
  for field, value in pairs(is) do
    if act.was[field] ~= value then
      after[field] = value
    end
  end
  act.key, act.was, act.before, act.after = nil, nil, before, after
  return cjson.encode(act)
end

-- Applies every planned write, then the event that tells of it, in order. A supervisor's act (`A.act`) stands in one of
-- them, so it is as durable as what it did; an offer's decision in its own.
local function commit()
  local act, told
  if A.act and planned[1] then
    act, told = actPlanned()
  end
  for _, event in ipairs(planned) do
    local ops = event.ops
    for i = 1, #ops do
      local write = ops[i]
      call(unpack(write))
      write[2] = string.sub(write[2], PREFIX_LENGTH + 1)
    end
    local entry, text = genText .. '-' .. event.seq, ops[1] and cjson.encode(ops) or '[]'
    local said = event == told and actText(act)
    if not said and not event.d then
      call('XADD', K.events, entry, 'e', header(event), 'ops', text)
    elseif not event.d then
      call('XADD', K.events, entry, 'e', header(event), 'ops', text, 'a', said)
    elseif not said then
      call('XADD', K.events, entry, 'e', header(event), 'ops', text, 'd', event.d)
    else
      call('XADD', K.events, entry, 'e', header(event), 'ops', text, 'd', event.d, 'a', said)
    end
  end
  if planned[1] then
    call('HSET', K.meta, 'seq', str(seq))
  end
end

-- The last line of a script that changed nothing: its reply, remembered under the command's id.
local function answer(...)
  local reply = { 'ok', ... }
  if K.command then
    call('SET', K.command, (A.commandHash or '') .. '\n' .. cjson.encode(reply), 'PX', COMMAND_TTL_MS)
  end
  return reply
end
