-- keys: meta
-- args: nodeId ttlMs:number epoch? renewOnly:flag release:flag
-- One matcher at a time: takes or renews the lease. A new holder gets a new epoch, which fences every older one.
-- Refuses: held (by whom, until when).
local held = call('HMGET', K.meta, 'leader', 'leaseUntil')
local free = not held[1] or held[1] == '' or tonumber(held[2] or '0') <= now
local untilText = str(now + A.ttlMs)
if A.release then
  if held[1] == A.nodeId and (meta[4] or '0') == A.epoch then
    call('HSET', K.meta, 'leader', '', 'leaseUntil', '0')
  end
  return answer(now)
end
if held[1] == A.nodeId and A.epoch and meta[4] == A.epoch then
  call('HSET', K.meta, 'leaseUntil', untilText)
  return answer(now, meta[4])
end
if A.renewOnly or not (free or held[1] == A.nodeId) then
  return { 'held', held[1] or '', held[2] or '0' }
end
local epoch = str((meta[4] or 0) + 1)
call('HSET', K.meta, 'leader', A.nodeId, 'leaseUntil', untilText, 'epoch', epoch)
return answer(now, epoch)
