-- Canned replies, and the log of the desk's set-up and overrides.
create table canned_reply (
  id bigint primary key,
  owner_id bigint,
  department_id bigint,
  shortcut text not null,
  title text not null,
  text text not null,
  created_at timestamptz(3) not null default current_timestamp,
  updated_at timestamptz(3) not null default current_timestamp
);
-- A shortcut stands once an owner; null is the team.
create unique index canned_reply_owner_key on canned_reply (owner_id, shortcut) nulls not distinct;

create table desk_audit (
  id bigint primary key,
  actor_id bigint not null,
  deed text not null,
  target text not null,
  before jsonb,
  after jsonb,
  created_at timestamptz(3) not null default current_timestamp
);
