-- Takes from a bucket that all instances share, or notes what one of them has taken already. It is kept as the moment when it
-- is full again; by Redis's own clock, so that no instance's clock counts.
-- KEYS[1] string {b:INSTALLATION:KIND:WHO}:bucket: when it is full again (integer, microseconds); no key: it is full
-- ARGV[1] how many (integer; below 0: they are given back), ARGV[2] until there is one more (number, microseconds),
--   ARGV[3] how many a full one holds (integer), ARGV[4] '1': taken where there are as many; '0': they are gone, so the bucket
--   may be owed for, as many as it holds at most
-- returns {until there are as many (microseconds; 0: taken), until it is full again (microseconds)}
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local every = tonumber(ARGV[2])
local size = tonumber(ARGV[3]) * every
local before = math.max(tonumber(redis.call('GET', KEYS[1]) or '0') or 0, now)
local full = before + tonumber(ARGV[1]) * every
if ARGV[4] == '1' and full > now + size then return {math.ceil(full - now - size), math.ceil(before - now)} end
full = math.min(full, now + 2 * size)
if full <= now then
  redis.call('DEL', KEYS[1])
  return {0, 0}
end
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
return {0, math.ceil(full - now)}
