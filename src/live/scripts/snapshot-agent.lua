-- keys: meta agent legs
-- item keys: contact offer?
-- item args: contactId
-- An agent, its contacts and their open offers (the items, one per leg) and the log's position, read as one.
-- Refuses: notFound, moved (its legs are others than the caller knew: read again).
local agent, legs = call('HGETALL', K.agent), call('HGETALL', K.legs)
if call('HEXISTS', K.agent, 'cfg') == 0 then
  return { 'notFound', 'agent' }
end
local known, contacts, offers = {}, {}, {}
for i = 1, ITEMS do
  local leg = item(i)
  known[leg.contactId] = true
  contacts[i] = call('HGETALL', leg.contact)
  if leg.offer then
    offers[#offers + 1] = call('HGETALL', leg.offer)
  end
end
for i = 1, #legs, 2 do
  if string.sub(legs[i], 1, 4) ~= 'ext.' and not known[legs[i]] then
    return { 'moved' }
  end
end
return answer(now, agent, legs, contacts, offers, genText .. '.' .. str(seq))
