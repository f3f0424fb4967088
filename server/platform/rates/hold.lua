-- How many sockets one instance holds for somebody, from now on for a while; and how many the others do.
-- KEYS[1] hash {h:INSTALLATION:KIND:WHO}:held: INSTANCE -> 'COUNT END', the end in ms of Redis's clock
-- ARGV[1] the instance (text), ARGV[2] how many it holds (integer; 0: none any more), ARGV[3] for how long that is good
--   (integer, ms)
-- returns how many the others hold (integer)
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local all = redis.call('HGETALL', KEYS[1])
local others = 0
for i = 1, #all, 2 do
  local count, ends = string.match(all[i + 1], '^(%d+) (%d+)$')
  if not ends or tonumber(ends) <= now then
    redis.call('HDEL', KEYS[1], all[i])
  elseif all[i] ~= ARGV[1] then
    others = others + tonumber(count)
  end
end
if ARGV[2] == '0' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%s %.0f', ARGV[2], now + tonumber(ARGV[3])))
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return others
