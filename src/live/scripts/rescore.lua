-- include: contact
-- keys: meta events deadlines order
-- args: queueId maxWaitMs?:number overflowMs?:number
-- item keys: contact
-- item args: contactId agingRate:number creditMs:number
-- A queue's new weights, longest wait and overflow for contacts that wait in it. Of the weights only positions are written: the
-- matcher scores from raw fields.
local event
for i = 1, ITEMS do
  local asked = item(i)
  local contact = read(asked.contact, 'id', 'state', 'queueId', 'rate', 'cr', 'venq', 'seq', 'maxWait', 'expireAt', 'ovf', 'front')
  if contact.id and not ENDED[contact.state] and contact.queueId == A.queueId then
    event = event or plan({ type = 'contact.rescored', q = A.queueId })
    local credit = asked.creditMs + (contact.front or 0)
    local fields = { rate = str(asked.agingRate), cr = str(credit) }
    if contact.state == 'waiting' then
      local place = score(asked.agingRate, contact.venq, credit)
      op(event, 'ZADD', K.order, place, member(contact.seq, contact.id))
      if not A.maxWaitMs and contact.maxWait then
        fields.maxWait, fields.expireAt = false, false
        undeadline(event, 'expire|' .. contact.id)
      elseif A.maxWaitMs and tonumber(contact.maxWait or '-1') ~= A.maxWaitMs then
        local expireAt = contact.venq + A.maxWaitMs
        fields.maxWait, fields.expireAt = str(A.maxWaitMs), str(expireAt)
        deadline(event, 'expire|' .. contact.id, noticeAt(expireAt, A.maxWaitMs))
      end
      if not A.overflowMs and contact.ovf then
        fields.ovf = false
        undeadline(event, 'overflow|' .. contact.id)
      elseif A.overflowMs and tonumber(contact.ovf or '-1') ~= A.overflowMs then
        fields.ovf = str(A.overflowMs)
        deadline(event, 'overflow|' .. contact.id, contact.venq + A.overflowMs)
      end
    end
    set(event, asked.contact, contact, fields)
  end
end
commit()
return answer(now)
