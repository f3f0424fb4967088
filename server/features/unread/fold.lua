-- Folds entries of a user's timeline into the user's counters, each exactly once: an entry at or below `pos` changes
-- nothing, the next one is applied, one past it shows a hole. A count never goes below 0. What has read fan-out (a field
-- r:CONVERSATION) is not counted here: no entry tells its messages.
-- KEYS[1] hash {u:USER}:unread
-- ARGV[1] epoch (text), ARGV[2] time to live (integer, s), then four an entry, ascending by position:
--   pos (integer), conversation id (decimal text, '' for none), what it adds (integer), and one of: 'add'; 'clear': left;
--   'read': read fan-out from here; 'write': write fan-out from here, whose count no entry tells, so the counters end
-- returns {'absent'}: no such counters; {'stale'}: counters of another epoch, or ended; {'ok', pos};
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
    local id = ARGV[i + 1]
    local field = 'c:' .. id
    local delta = tonumber(ARGV[i + 2])
    local what = ARGV[i + 3]
    if what == 'write' then
      redis.call('DEL', key)
      return {'stale'}
    end
    if what == 'read' then redis.call('HSET', key, 'r:' .. id, '1') end
    if what == 'clear' then redis.call('HDEL', key, 'r:' .. id) end
    local isCounted = what ~= 'add' or (delta ~= 0 and redis.call('HEXISTS', key, 'r:' .. id) == 0)
    if id ~= '' and isCounted then
      local old = tonumber(redis.call('HGET', key, field) or '0')
      local new = 0
      if what == 'add' then new = math.max(0, old + delta) end
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
