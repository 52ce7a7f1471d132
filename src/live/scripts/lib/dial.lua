-- Callbacks that call the customer first. From the dialling until the callback is offered or has ended one agent stands
-- for it: that agent's hash (K.stands) names the callback, the callback names the agent, both as `dial`.

-- Whether the caller knew who stands for the contact.
local function standsNamed(contact)
  return not contact.dial or (K.stands ~= nil and string.sub(K.stands, PREFIX_LENGTH + 1) == 'agent:' .. contact.dial)
end

-- Takes the mark from the agent, by an event of its own: its readers follow it by agent. An agent that has left stands
-- for nobody any more, and may have come to stand for another.
local function standDown(contact)
  if not contact.dial or call('HGET', K.stands, 'dial') ~= contact.id then
    return
  end
  local event = plan({ type = 'agent.stands', a = contact.dial, cause = 'released' })
  op(event, 'HSET', K.stands, 'ev', event.id)
  op(event, 'HDEL', K.stands, 'dial')
end
