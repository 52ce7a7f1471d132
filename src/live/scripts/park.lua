-- include: agent contact
-- keys: meta events deadlines contact agent legs keyactive command?
-- args: agentId queueId keyId channel
-- An active contact is set aside until the customer goes on.
-- Refuses: notFound, moved (read again), stateForbids.
local contact = read(K.contact, 'id', 'state', 'queueId', 'agentId', 'key', 'channel', 'consult', 'cons')
if not contact.id then
  return { 'notFound', 'contact' }
end
if contact.state == 'parked' then
  return stands(contact, true)
end
if contact.state ~= 'active' or contact.cons then
  return { 'stateForbids', contact.cons and 'consult' or contact.state }
end
if contact.agentId ~= A.agentId or contact.queueId ~= A.queueId or contact.key ~= A.keyId or contact.channel ~= A.channel then
  return { 'moved' }
end
local agent = read(K.agent, 'nA', 'u.' .. contact.channel, 'aside')
local event = plan({ type = 'contact.parked', c = contact.id, a = A.agentId, q = contact.queueId, cause = 'parked' })
park(event, agent, contact)
commit()
return stands(contact, false)
