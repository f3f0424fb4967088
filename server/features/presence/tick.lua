-- Renews the leases that one instance holds in a shard, ends those that are over or that it holds no more, and reads all.
-- KEYS[1] sorted set {p:INSTALLATION:SHARD}:leases: 'INSTANCE USER KIND', and 'INSTANCE' alone as its anchor, by when the
--   lease ends (ms, Redis's time)
-- ARGV[1] how long a lease lasts (integer, ms), ARGV[2] the instance (text without blanks), then 'USER KIND' each it holds
-- returns {now (ms), leases that were over and are ended by this call, all that stand}, the two as member, end, member, end
local key = KEYS[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local ends = string.format('%.0f', now + tonumber(ARGV[1]))
local own = ARGV[2] .. ' '
local over = redis.call('ZRANGEBYSCORE', key, '-inf', now, 'WITHSCORES')
redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
redis.call('ZADD', key, ends, ARGV[2])
for i = 3, #ARGV do redis.call('ZADD', key, ends, own .. ARGV[i]) end
local stand = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
for i = 1, #stand, 2 do
  if stand[i + 1] ~= ends and string.sub(stand[i], 1, #own) == own then redis.call('ZREM', key, stand[i]) end
end
redis.call('PEXPIRE', key, 2 * ARGV[1])
return {now, over, stand}
