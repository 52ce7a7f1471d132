-- keys: meta events
-- args: runId
-- A new generation starts before the first write after the store came back as another process (its run id changed).
local run = call('HGET', K.meta, 'runId')
if run == A.runId then
  return answer(now, gen)
end
if gen > 0 then
  call('HSET', K.meta, 'end.' .. genText, str(seq))
end
-- An empty store counts from the seconds since 2020: a store that lost everything never repeats an id of before.
local before = genText
if gen == 0 then
  gen = math.floor((now - 1577836800000) / 1000)
end
gen = gen + 1
genText = str(gen)
call('HSET', K.meta, 'gen', genText, 'runId', A.runId)
plan({ type = 'generation.started', cause = before })
commit()
return answer(now, gen)
