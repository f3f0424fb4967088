-- The talk of a ticket: whose ticket is on its way to be opened, whose talk does not have its people yet, what was said that the
-- ticket has to hear of, and how the visitor found it.
create table ticket_draft (
  visitor_id bigint not null,
  department_id bigint not null,
  ticket_id bigint not null,
  conversation_id bigint not null,
  notes_conversation_id bigint not null,
  fields jsonb not null default '{}',
  created_at timestamptz(3) not null default current_timestamp,
  constraint ticket_draft_pkey primary key (visitor_id, department_id)
);
create unique index ticket_draft_conversation_id_key on ticket_draft (conversation_id);
create index ticket_draft_created_at_idx on ticket_draft (created_at);

alter table ticket
  add column talk_due boolean not null default false,
  add column rating smallint,
  add column rating_comment text,
  add column rated_at timestamptz(3);
create index ticket_talk_due_idx on ticket (id) where talk_due;

alter table desk_wake
  add column visitor boolean not null default false,
  add column answered_by bigint,
  add column times bigint not null default 1;
