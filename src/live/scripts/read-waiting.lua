-- keys: meta
-- args: fields:json
-- item keys: contact
-- Reads these fields of many contacts for the matcher, and changes nothing. Answers JSON: per contact a list of their
-- values, `false` where one is absent; of one with declines, whose fields cannot be named, its whole hash as last value.
local rows = {}
for i = 1, ITEMS do
  local contact = item(i).contact
  local values = call('HMGET', contact, 'decl', unpack(A.fields))
  local declined = table.remove(values, 1)
  if declined then
    values[#values + 1] = call('HGETALL', contact)
  end
  rows[i] = values
end
return { 'ok', cjson.encode(rows) }
