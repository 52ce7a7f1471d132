-- keys: meta events
-- args: byMs:number
-- Moves the workspace's time forward: tests only, refused elsewhere by its wrapper.
call('HSET', K.meta, 'offset', str(tonumber(meta[3] or '0') + A.byMs))
now = now + A.byMs
nowText = str(now)
plan({ type = 'clock.moved' })
commit()
return answer(now)
