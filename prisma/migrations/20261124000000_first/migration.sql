-- The first tables. What Prisma cannot say stands here: fillfactor where rows are updated in place (so that updates stay
-- on their page), partial indexes, trigram search on names.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE "installation" (
  "id" SMALLINT NOT NULL DEFAULT 1,
  "installation_id" UUID NOT NULL,
  "epoch" TEXT NOT NULL,
  "counter" BIGINT NOT NULL DEFAULT 0,
  "owner_id" BIGINT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "installation_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "installation_one" CHECK ("id" = 1)
);

CREATE TABLE "worker_lease" (
  "worker" SMALLINT NOT NULL,
  "owner" TEXT NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "high_ms" BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "worker_lease_pkey" PRIMARY KEY ("worker")
);

CREATE TABLE "segment" (
  "name" TEXT NOT NULL,
  "max" BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "segment_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "users" (
  "id" BIGINT NOT NULL,
  "kind" SMALLINT NOT NULL,
  "power" SMALLINT NOT NULL DEFAULT 0,
  "auth_id" TEXT,
  "disabled_at" TIMESTAMPTZ(3),
  "deleted_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "users_auth_id_key" ON "users" ("auth_id");

CREATE TABLE "profile" (
  "user_id" BIGINT NOT NULL,
  "handle" TEXT,
  "name" TEXT NOT NULL,
  "avatar_key" TEXT,
  "language" TEXT,
  "last_seen" TIMESTAMPTZ(3),
  CONSTRAINT "profile_pkey" PRIMARY KEY ("user_id")
);
CREATE UNIQUE INDEX "profile_handle_key" ON "profile" ("handle");
CREATE INDEX "profile_search_idx" ON "profile" USING gin ((lower("name") || ' ' || coalesce("handle", '')) gin_trgm_ops);

CREATE TABLE "terminal" (
  "id" BIGINT NOT NULL,
  "user_id" BIGINT NOT NULL,
  "kind" SMALLINT NOT NULL,
  "name" TEXT,
  "token_hash" BYTEA NOT NULL,
  "auth_id" TEXT,
  "ack_epoch" TEXT,
  "ack_pos" BIGINT,
  "last_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "terminal_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX "terminal_token_hash_key" ON "terminal" ("token_hash");
CREATE UNIQUE INDEX "terminal_auth_id_key" ON "terminal" ("auth_id");
CREATE INDEX "terminal_user_id_idx" ON "terminal" ("user_id");

CREATE TABLE "invitation" (
  "code_hash" BYTEA NOT NULL,
  "created_by" BIGINT NOT NULL,
  "uses" INTEGER NOT NULL DEFAULT 0,
  "max_uses" INTEGER NOT NULL DEFAULT 1,
  "expires_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "invitation_pkey" PRIMARY KEY ("code_hash")
);

CREATE TABLE "conversation" (
  "id" BIGINT NOT NULL,
  "kind" SMALLINT NOT NULL,
  "title" TEXT,
  "head" BIGINT NOT NULL DEFAULT 0,
  "count" BIGINT NOT NULL DEFAULT 0,
  "fan_out" SMALLINT NOT NULL DEFAULT 1,
  "member_version" BIGINT NOT NULL DEFAULT 0,
  "member_count" INTEGER NOT NULL DEFAULT 0,
  "last_message_seq" BIGINT NOT NULL DEFAULT 0,
  "last_at" TIMESTAMPTZ(3),
  "cold_until" BIGINT NOT NULL DEFAULT 0,
  "settings" JSONB NOT NULL DEFAULT '{}',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 50);

CREATE TABLE "event" (
  "conversation_id" BIGINT NOT NULL,
  "seq" BIGINT NOT NULL,
  "id" BIGINT NOT NULL,
  "kind" SMALLINT NOT NULL,
  "sender_id" BIGINT,
  "client_id" UUID,
  "count" BIGINT NOT NULL,
  "text" TEXT,
  "data" JSONB,
  "reply_to_seq" BIGINT,
  "target_seq" BIGINT,
  "as_of_seq" BIGINT NOT NULL,
  "previous_text" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "edited_at" TIMESTAMPTZ(3),
  "recalled_at" TIMESTAMPTZ(3),
  CONSTRAINT "event_pkey" PRIMARY KEY ("conversation_id", "seq")
) WITH (fillfactor = 90);
-- Recounts a sender's own messages above a marker; kind 1 is `message`.
CREATE INDEX "event_mine_idx" ON "event" ("conversation_id", "sender_id", "seq") WHERE "kind" = 1;
-- The effects on a message, for the history of its text and for readers whose stay ended.
CREATE INDEX "event_target_idx" ON "event" ("conversation_id", "target_seq", "seq") WHERE "target_seq" IS NOT NULL;

CREATE TABLE "reaction" (
  "conversation_id" BIGINT NOT NULL,
  "seq" BIGINT NOT NULL,
  "user_id" BIGINT NOT NULL,
  "emoji" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "reaction_pkey" PRIMARY KEY ("conversation_id", "seq", "user_id", "emoji")
);

CREATE TABLE "send_key" (
  "sender_id" BIGINT NOT NULL,
  "client_id" UUID NOT NULL,
  "payload_hash" BYTEA NOT NULL,
  "conversation_id" BIGINT NOT NULL,
  "seq" BIGINT,
  "refused" TEXT,
  CONSTRAINT "send_key_pkey" PRIMARY KEY ("sender_id", "client_id")
);

CREATE TABLE "lane" (
  "user_id" BIGINT NOT NULL,
  "lane" TEXT NOT NULL,
  "conversation_id" BIGINT NOT NULL,
  "last_client_seq" BIGINT NOT NULL,
  "used_ahead" BIGINT[] NOT NULL DEFAULT '{}',
  "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "lane_pkey" PRIMARY KEY ("user_id", "lane", "conversation_id")
) WITH (fillfactor = 70);

CREATE TABLE "member" (
  "conversation_id" BIGINT NOT NULL,
  "user_id" BIGINT NOT NULL,
  "role" SMALLINT NOT NULL,
  "joined_seq" BIGINT NOT NULL,
  "read_seq" BIGINT NOT NULL,
  "read_count" BIGINT NOT NULL,
  "mine_after" BIGINT NOT NULL DEFAULT 0,
  "delivered_seq" BIGINT NOT NULL DEFAULT 0,
  "muted_until" TIMESTAMPTZ(3),
  "prefs" JSONB NOT NULL DEFAULT '{}',
  CONSTRAINT "member_pkey" PRIMARY KEY ("conversation_id", "user_id")
) WITH (fillfactor = 70);
CREATE INDEX "member_user_id_conversation_id_idx" ON "member" ("user_id", "conversation_id");

CREATE TABLE "span" (
  "conversation_id" BIGINT NOT NULL,
  "user_id" BIGINT NOT NULL,
  "joined_seq" BIGINT NOT NULL,
  "from_seq" BIGINT NOT NULL,
  "to_seq" BIGINT,
  CONSTRAINT "span_pkey" PRIMARY KEY ("conversation_id", "user_id", "joined_seq")
);

CREATE TABLE "mention" (
  "user_id" BIGINT NOT NULL,
  "conversation_id" BIGINT NOT NULL,
  "seq" BIGINT NOT NULL,
  CONSTRAINT "mention_pkey" PRIMARY KEY ("user_id", "conversation_id", "seq")
);

CREATE TABLE "mention_all" (
  "conversation_id" BIGINT NOT NULL,
  "seq" BIGINT NOT NULL,
  "sender_id" BIGINT NOT NULL,
  CONSTRAINT "mention_all_pkey" PRIMARY KEY ("conversation_id", "seq")
);

CREATE TABLE "user_cursor" (
  "user_id" BIGINT NOT NULL,
  "pos" BIGINT NOT NULL DEFAULT 0,
  "min_pos" BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "user_cursor_pkey" PRIMARY KEY ("user_id")
) WITH (fillfactor = 50);

CREATE TABLE "entry" (
  "user_id" BIGINT NOT NULL,
  "pos" BIGINT NOT NULL,
  "kind" SMALLINT NOT NULL,
  "conversation_id" BIGINT,
  "from_seq" BIGINT,
  "to_seq" BIGINT,
  "data" JSONB,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "entry_pkey" PRIMARY KEY ("user_id", "pos")
);

CREATE TABLE "direct_pair" (
  "lo" BIGINT NOT NULL,
  "hi" BIGINT NOT NULL,
  "conversation_id" BIGINT NOT NULL,
  CONSTRAINT "direct_pair_pkey" PRIMARY KEY ("lo", "hi"),
  CONSTRAINT "direct_pair_order" CHECK ("lo" < "hi")
);

CREATE TABLE "auth_user" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "email_verified" BOOLEAN NOT NULL DEFAULT false,
  "image" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "auth_user_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "auth_user_email_key" ON "auth_user" ("email");

CREATE TABLE "auth_session" (
  "id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  "token" TEXT NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "ip_address" TEXT,
  "user_agent" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "auth_session_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "auth_session_token_key" ON "auth_session" ("token");
CREATE INDEX "auth_session_user_id_idx" ON "auth_session" ("user_id");

CREATE TABLE "auth_account" (
  "id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  "account_id" TEXT NOT NULL,
  "provider_id" TEXT NOT NULL,
  "password" TEXT,
  "access_token" TEXT,
  "refresh_token" TEXT,
  "id_token" TEXT,
  "access_token_expires_at" TIMESTAMPTZ(3),
  "refresh_token_expires_at" TIMESTAMPTZ(3),
  "scope" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "auth_account_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "auth_account_user_id_idx" ON "auth_account" ("user_id");

CREATE TABLE "auth_verification" (
  "id" TEXT NOT NULL,
  "identifier" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "auth_verification_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "auth_verification_identifier_idx" ON "auth_verification" ("identifier");
