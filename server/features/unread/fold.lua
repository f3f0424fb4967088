-- Folds entries of a user's timeline into the user's counters, each exactly once: an entry at or below `pos` changes
-- nothing, the next one is applied, one past it shows a hole. A count never goes below 0.
-- KEYS[1] hash {u:USER}:unread
-- ARGV[1] epoch (text), ARGV[2] time to live (integer, s), then four an entry, ascending by position:
--   pos (integer), conversation id (decimal text, '' for none), 'add' or 'clear', what it adds (integer)
-- returns {'absent'}: no such counters; {'stale'}: counters of another epoch; {'ok', pos};
--   {'hole', from}: the entry at `from` (integer) is missing, what comes before it is folded
local key = KEYS[1]
local stored = redis.call('HMGET', key, 'epoch', 'pos', 'total')
if not stored[1] then return {'absent'} end
if stored[1] ~= ARGV[1] then return {'stale'} end
local pos = tonumber(stored[2])
local total = tonumber(stored[3])
local answer = 'ok'
for i = 3, #ARGV, 4 do
  local at = tonumber(ARGV[i])
  if at > pos + 1 then
    answer = 'hole'
    break
  end
  if at == pos + 1 then
    pos = at
    local field = 'c:' .. ARGV[i + 1]
    local delta = tonumber(ARGV[i + 3])
    if ARGV[i + 1] ~= '' and (delta ~= 0 or ARGV[i + 2] == 'clear') then
      local old = tonumber(redis.call('HGET', key, field) or '0')
      local new = 0
      if ARGV[i + 2] == 'add' then new = math.max(0, old + delta) end
      total = total + new - old
      if new > 0 then
        redis.call('HSET', key, field, string.format('%.0f', new))
      else
        redis.call('HDEL', key, field)
      end
    end
  end
end
redis.call('HSET', key, 'pos', string.format('%.0f', pos), 'total', string.format('%.0f', total))
redis.call('EXPIRE', key, ARGV[2])
if answer == 'hole' then return {'hole', pos + 1} end
return {'ok', pos}
