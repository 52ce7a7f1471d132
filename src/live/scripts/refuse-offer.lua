-- include: agent contact offer refusal
-- keys: meta events deadlines offer contact order agent legs command?
-- args: offerId queueId outcome reason? timer:flag
-- An offer ends declined or missed; the contact waits again with its age. Also run by the offer's deadline (`timer`).
-- Refuses: notFound, moved (read again), offerEnded (another outcome stands), notDue (timer only).
local offer = readOffer(K.offer)
if not offer.id then
  return { 'notFound', 'offer' }
end
local contact = readWaiting(K.contact)
if offer.outcome then
  if offer.outcome == A.outcome then
    return stands(contact, true, cjson.encode(offer))
  end
  return { 'offerEnded', offer.outcome, contact.state or '' }
end
if contact.offerId ~= A.offerId or contact.queueId ~= A.queueId then
  return { 'moved' }
end
if A.timer and now < tonumber(offer.expiresAt) then
  return { 'notDue', offer.expiresAt }
end
if now > tonumber(offer.expiresAt) and A.outcome == 'declined' then
  refuse(offer, contact, 'missed', 'late')
  commit()
  return { 'offerEnded', 'missed', 'waiting' }
end
refuse(offer, contact, A.outcome, A.reason)
commit()
return stands(contact, false, cjson.encode(offer))
