-- Which terminals of a user one instance holds a lease for, from now on.
-- KEYS[1] sorted set {p:INSTALLATION:SHARD}:leases (tick.lua)
-- ARGV[1] how long a lease lasts (integer, ms), ARGV[2] 'INSTANCE USER ' with the blank behind, ARGV[3] every kind that there
--   is, with commas between, then each kind that is held
-- returns the number of kinds that are held
local key = KEYS[1]
local time = redis.call('TIME')
local ends = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000) + tonumber(ARGV[1])
for kind in string.gmatch(ARGV[3], '[^,]+') do redis.call('ZREM', key, ARGV[2] .. kind) end
for i = 4, #ARGV do redis.call('ZADD', key, string.format('%.0f', ends), ARGV[2] .. ARGV[i]) end
redis.call('PEXPIRE', key, 2 * ARGV[1])
return #ARGV - 3
