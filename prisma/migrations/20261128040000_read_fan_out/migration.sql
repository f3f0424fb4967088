-- Read fan-out: what a stream follows is found by its user, an heir by role and age, without the other members' rows.

-- Conversations that are told by hints.
CREATE INDEX "conversation_read_idx" ON "conversation" ("id") WHERE "fan_out" = 2;
-- Who leads a conversation next: the oldest of each role.
CREATE INDEX "member_conversation_id_role_joined_seq_user_id_idx" ON "member" ("conversation_id", "role", "joined_seq", "user_id");
