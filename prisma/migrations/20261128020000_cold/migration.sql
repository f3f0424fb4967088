-- Archived history: which object holds which events, and what happened to them since.
create table cold_segment (
  conversation_id bigint not null,
  from_seq bigint not null,
  to_seq bigint not null,
  key text not null,
  sha256 bytea not null,
  bytes integer not null,
  count_before bigint not null,
  said_seqs bigint[] not null,
  said_by bigint[] not null,
  effect_targets bigint[] not null,
  created_at timestamptz(3) not null default current_timestamp,
  dropped_at timestamptz(3),
  constraint cold_segment_pkey primary key (conversation_id, from_seq)
);
-- Those whose rows still stand in event, by age.
create index cold_segment_warm_idx on cold_segment (created_at) where dropped_at is null;

create table cold_overlay (
  conversation_id bigint not null,
  seq bigint not null,
  text text,
  as_of_seq bigint not null,
  edited_at timestamptz(3),
  recalled_at timestamptz(3),
  erased_at timestamptz(3),
  constraint cold_overlay_pkey primary key (conversation_id, seq)
);
-- Recalled texts that their segments still hold.
create index cold_overlay_erase_idx on cold_overlay (conversation_id, seq) where recalled_at is not null and erased_at is null;

create table cold_waste (
  key text primary key,
  created_at timestamptz(3) not null default current_timestamp
);
