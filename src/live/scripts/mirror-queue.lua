-- keys: meta events queue
-- args: queueId revision:number open? remove:flag
-- Mirrors that a queue exists and is open, only if newer.
-- Refuses: resourceInUse (removal while contacts of it live).
local queue = readAll(K.queue)
if queue.rev and tonumber(queue.rev) >= A.revision then
  return answer(now)
end
if A.remove then
  if tonumber(queue.live or '0') > 0 then
    return { 'resourceInUse', queue.live }
  end
  local event = plan({ type = 'queue.mirrored', q = A.queueId, cause = 'removed' })
  -- The revision stays, so that an older mirror that comes late does not bring the queue back.
  op(event, 'DEL', K.queue)
  op(event, 'HSET', K.queue, 'rev', str(A.revision))
  commit()
  return answer(now)
end
local event = plan({ type = 'queue.mirrored', q = A.queueId })
set(event, K.queue, queue, { rev = str(A.revision), open = A.open })
commit()
return answer(now)
