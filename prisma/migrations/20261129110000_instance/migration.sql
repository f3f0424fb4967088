-- The instances that run: each renews its row by database time, and reads the others' to tell clients where to go.

CREATE TABLE "instance" (
    "id" UUID NOT NULL,
    "endpoint" TEXT,
    "release" TEXT NOT NULL,
    "weight" SMALLINT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "connections" INTEGER NOT NULL DEFAULT 0,
    "draining" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "instance_pkey" PRIMARY KEY ("id")
);
