-- Stores a user's counters as they were read from PostgreSQL, unless later ones of the same epoch stand already; those may be
-- replaced that are known to be wrong.
-- KEYS[1] hash {u:USER}:unread
-- ARGV[1] epoch (text), ARGV[2] time to live (integer, s), ARGV[3] pos (integer), ARGV[4] total (integer), ARGV[5] 'keep': later
--   ones stay, or 'replace': none stays, then two a conversation: 'c:' and its id (decimal text), count above 0 (integer); or, with read fan-out, 'r:' and its id, 1
-- returns 'kept' or 'older'
local key = KEYS[1]
local stored = redis.call('HMGET', key, 'epoch', 'pos')
if ARGV[5] == 'keep' and stored[1] == ARGV[1] and tonumber(stored[2]) > tonumber(ARGV[3]) then return 'older' end
redis.call('DEL', key)
redis.call('HSET', key, 'epoch', ARGV[1], 'pos', ARGV[3], 'total', ARGV[4])
for i = 6, #ARGV, 2 do redis.call('HSET', key, ARGV[i], ARGV[i + 1]) end
redis.call('EXPIRE', key, ARGV[2])
return 'kept'
