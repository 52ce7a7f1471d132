-- keys: meta events alerts
-- args: epoch alertId text queueId? raise:flag
-- Raises an alert by a threshold, or clears it: each once, however often and by whomever it is asked. `text` is what is told
-- of it, as JSON; of one that is cleared it stands in the event alone.
-- Answers 1 where that changed anything. Refuses: staleFence.
if (meta[4] or '0') ~= A.epoch then
  return { 'staleFence', meta[4] or '0' }
end
local stands = call('HGET', K.alerts, A.alertId) and true or false
if stands == A.raise then
  return answer(now, 0)
end
local event = plan({ type = A.raise and 'alert.raised' or 'alert.cleared', q = A.queueId, cause = A.alertId })
op(event, 'HSET', K.alerts, A.alertId, nowText .. '|' .. event.id .. '|' .. A.text)
if not A.raise then
  op(event, 'HDEL', K.alerts, A.alertId)
end
commit()
return answer(now, 1)
