/**
 * Scripts over the lists of undelivered events. All keys are in one hash slot, beside the queue of jobs; none of them
 * touches live state. A list holds the bodies to send, oldest first; its meta hash `job gen seq tries failed rev url …`.
 */

/** A webhook's list that is empty is known for this long, ms: what a feeder that takes over feeds again is not repeated. */
const KEPT_MS = 300_000;

/** Keeps a letter among the newest `most`; all go when none came for `ttl` ms. */
const BURY = `
local function bury(letters, order, count, id, letter, most, ttl)
  redis.call('ZADD', order, redis.call('INCR', count), id)
  redis.call('HSET', letters, id, letter)
  local over = redis.call('ZCARD', order) - most
  if over > 0 then
    local gone = redis.call('ZPOPMIN', order, over)
    for i = 1, #gone, 2 do redis.call('HDEL', letters, gone[i]) end
  end
  for _, key in ipairs({ letters, order, count }) do redis.call('PEXPIRE', key, ttl) end
end
`;

const TAKE_PENDING = `
local function takePending(key, n)
  if key and redis.call('DECRBY', key, n) <= 0 then redis.call('DEL', key) end
end
`;

/**
 * Appends an event for a contact's notifyUrl unless this one or a later one was appended before, and makes sure that a
 * job is named for the list. KEYS meta, list, open set; ARGV contact id, generation, seq, body, job, ends, then fields of
 * a new contact. Returns the job that has to drain the list, with a `+` before it where nobody has heard of that job yet,
 * or '' when the contact is not (or no longer) told of.
 */
export const APPEND_NOTIFIED = `
local contact, list, live = KEYS[1], KEYS[2], KEYS[3]
if #ARGV > 6 and redis.call('EXISTS', contact) == 0 then
  redis.call('HSET', contact, unpack(ARGV, 7))
  redis.call('SADD', live, ARGV[1])
end
if redis.call('EXISTS', contact) == 0 then return '' end
local known = redis.call('HMGET', contact, 'gen', 'seq', 'job')
local gen, seq = tonumber(ARGV[2]), tonumber(ARGV[3])
local lastGen, lastSeq = tonumber(known[1] or '-1'), tonumber(known[2] or '-1')
if gen > lastGen or (gen == lastGen and seq > lastSeq) then
  redis.call('RPUSH', list, ARGV[4])
  redis.call('HSET', contact, 'gen', ARGV[2], 'seq', ARGV[3])
  if ARGV[6] == '1' then
    redis.call('HSET', contact, 'ended', '1')
    redis.call('SREM', live, ARGV[1])
  end
end
if redis.call('LLEN', list) == 0 then return '' end
if not known[3] then
  redis.call('HSET', contact, 'job', ARGV[5])
  return '+' .. ARGV[5]
end
return known[3]`;

/**
 * The same for a webhook. What finds no room, in this list or among all that the webhook has, becomes a dead letter.
 * KEYS meta, list, pending, letters, order, count; ARGV generation, seq, body, job, revision of the webhook, letter id,
 * letter, most in a list, most pending, most letters, their ttl, further bodies of the same event. Returns the job, or ''
 * when the list is empty.
 */
export const APPEND_SUBSCRIBED = `${BURY}
local meta, list, pending = KEYS[1], KEYS[2], KEYS[3]
local known = redis.call('HMGET', meta, 'gen', 'seq', 'job')
local gen, seq = tonumber(ARGV[1]), tonumber(ARGV[2])
local lastGen, lastSeq = tonumber(known[1] or '-1'), tonumber(known[2] or '-1')
local length = redis.call('LLEN', list)
if gen > lastGen or (gen == lastGen and seq > lastSeq) then
  if length >= tonumber(ARGV[8]) or tonumber(redis.call('GET', pending) or '0') >= tonumber(ARGV[9]) then
    bury(KEYS[4], KEYS[5], KEYS[6], ARGV[6], ARGV[7], tonumber(ARGV[10]), ARGV[11])
  else
    length = redis.call('RPUSH', list, ARGV[3], unpack(ARGV, 12))
    redis.call('INCRBY', pending, #ARGV - 10)
  end
  redis.call('HSET', meta, 'gen', ARGV[1], 'seq', ARGV[2], 'rev', ARGV[5])
  redis.call('PEXPIRE', meta, ${KEPT_MS})
end
if length == 0 then return '' end
redis.call('PERSIST', meta)
if known[3] then return known[3] end
redis.call('HSET', meta, 'job', ARGV[4])
return ARGV[4]`;

/**
 * Only an empty list lets go of its job, so that an event appended meanwhile is never left without one; that of a contact
 * which has ended goes.
 */
const LET_GO = `
local function letGo(meta, list, isOfWebhook)
  if redis.call('LLEN', list) > 0 then return false end
  if redis.call('HGET', meta, 'ended') then
    redis.call('DEL', meta)
  else
    redis.call('HDEL', meta, 'job', 'tries', 'failed')
    if isOfWebhook then redis.call('PEXPIRE', meta, ${KEPT_MS}) end
  end
  return true
end
`;

/** Ends a drain. KEYS meta, list; ARGV 1 for a webhook's list. Returns 1 when done, 0 when there is more to deliver. */
export const FINISH = `${LET_GO}
return letGo(KEYS[1], KEYS[2], ARGV[1] == '1') and 1 or 0`;

/**
 * The event was delivered: the next one stands at the head, without failures, or the drain ends. It is named, for a replay
 * or another worker may have changed the head meanwhile. KEYS meta, list, pending of a webhook; ARGV body. Returns the
 * head's body, tries and first failure, or nothing when done.
 */
export const DELIVERED = `${TAKE_PENDING}${LET_GO}
local isTaken = redis.call('LREM', KEYS[2], 1, ARGV[1]) == 1
if isTaken then takePending(KEYS[3], 1) end
if letGo(KEYS[1], KEYS[2], KEYS[3] ~= nil) then return nil end
if isTaken then redis.call('HDEL', KEYS[1], 'tries', 'failed') end
return { redis.call('LINDEX', KEYS[2], 0), unpack(redis.call('HMGET', KEYS[1], 'tries', 'failed')) }`;

/** Counts a failure of the head. KEYS meta, list; ARGV ms. */
export const FAILED = `
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
redis.call('HSETNX', KEYS[1], 'failed', ARGV[1])
return redis.call('HINCRBY', KEYS[1], 'tries', 1)`;

/**
 * Takes an event out undelivered. KEYS meta, list, and of a webhook pending, letters, order, count; ARGV body and, of a
 * webhook, letter id, letter, most letters, their ttl.
 */
export const GIVE_UP = `${BURY}${TAKE_PENDING}
if redis.call('LREM', KEYS[2], 1, ARGV[1]) == 0 then return 0 end
takePending(KEYS[3], 1)
if KEYS[4] then bury(KEYS[4], KEYS[5], KEYS[6], ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5]) end
return 1`;

/** Removes a list. KEYS meta, list, pending of a webhook. */
export const DROP = `${TAKE_PENDING}
takePending(KEYS[3], redis.call('LLEN', KEYS[2]))
return redis.call('DEL', KEYS[1], KEYS[2])`;

/**
 * Puts dead letters of one contact back into its list, each before the events that came after it, and has the list
 * begin anew: without failures, and due. KEYS meta, list, pending, letters, order, due; ARGV list, job, revision of the
 * webhook, ids. Letters that are gone are passed over. Returns how many it moved.
 */
export const REPLAY = `
local meta, list, pending, letters, order, due = unpack(KEYS)
local function position(body)
  local gen, seq = string.match(body, '"cursor":"(%d+)%.(%d+)"')
  return tonumber(gen), tonumber(seq)
end
local function isAfter(a, b)
  local genA, seqA = position(a)
  local genB, seqB = position(b)
  return genA > genB or (genA == genB and seqA > seqB)
end
local bodies = redis.call('LRANGE', list, 0, -1)
local moved = 0
for i = 4, #ARGV do
  local letter = redis.call('HGET', letters, ARGV[i])
  if letter then
    redis.call('HDEL', letters, ARGV[i])
    redis.call('ZREM', order, ARGV[i])
    local body = string.sub(letter, string.find(letter, '\\n', 1, true) + 1)
    local at = 1
    while bodies[at] and not isAfter(bodies[at], body) do at = at + 1 end
    if bodies[at] then
      redis.call('LINSERT', list, 'BEFORE', bodies[at], body)
    else
      redis.call('RPUSH', list, body)
    end
    table.insert(bodies, at, body)
    moved = moved + 1
  end
end
if moved == 0 then return 0 end
redis.call('INCRBY', pending, moved)
redis.call('HDEL', meta, 'tries', 'failed')
redis.call('HSETNX', meta, 'job', ARGV[2])
redis.call('HSETNX', meta, 'rev', ARGV[3])
redis.call('PERSIST', meta)
redis.call('SADD', due, ARGV[1])
return moved`;
