-- Test build: every key that a script touches must have been declared in KEYS.
local declared = {}
for _, key in ipairs(KEYS) do
  declared[key] = true
end
local function call(command, key, ...)
  if command == 'TIME' then
    return redis.call('TIME')
  end
  if not declared[key] then
    error('key outside KEYS: ' .. tostring(key))
  end
  return redis.call(command, key, ...)
end
