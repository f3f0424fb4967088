-- The desk: departments with their queues, agents, visitors, tickets and what happened to them. Lock order: department (the queue),
-- agent, ticket, conversation, each ascending.
create table department (
  id bigint primary key,
  name text not null,
  strategy smallint not null default 1,
  settings jsonb not null default '{}',
  hours jsonb,
  version bigint not null default 0,
  created_at timestamptz(3) not null default current_timestamp,
  archived_at timestamptz(3)
);

create table site_key (
  id bigint primary key,
  name text not null,
  origins text[] not null,
  secret text not null,
  enforced boolean not null default false,
  settings jsonb not null default '{}',
  created_at timestamptz(3) not null default current_timestamp,
  revoked_at timestamptz(3)
);

create table visitor (
  user_id bigint primary key,
  site_key_id bigint not null,
  external_id text,
  email text,
  attributes jsonb not null default '{}',
  vip boolean not null default false,
  merged_into bigint,
  created_at timestamptz(3) not null default current_timestamp
);
-- One person of the site is one visitor.
create unique index visitor_external_key on visitor (site_key_id, external_id) where external_id is not null;

create table agent (
  user_id bigint primary key,
  role smallint not null default 1,
  state smallint not null default 3,
  state_reason text,
  capacity integer not null default 5,
  load integer not null default 0,
  lease_until timestamptz(3),
  assigned_at timestamptz(3),
  idle_since timestamptz(3),
  version bigint not null default 0,
  created_at timestamptz(3) not null default current_timestamp,
  removed_at timestamptz(3),
  constraint agent_load_check check (load >= 0)
) with (fillfactor = 80);
-- Whose lease ends when: the sweeper.
create index agent_lease_idx on agent (lease_until) where lease_until is not null;

create table agent_department (
  user_id bigint not null,
  department_id bigint not null,
  constraint agent_department_pkey primary key (department_id, user_id)
);
create index agent_department_user_id_idx on agent_department (user_id);

create table agent_skill (
  user_id bigint not null,
  skill text not null,
  level smallint not null default 1,
  constraint agent_skill_pkey primary key (user_id, skill)
);

create table ticket (
  id bigint primary key,
  number bigint not null,
  department_id bigint not null,
  visitor_id bigint not null,
  conversation_id bigint not null,
  notes_conversation_id bigint not null,
  state smallint not null default 1,
  assignee_id bigint,
  priority integer not null default 0,
  subject text,
  tags text[] not null default '{}',
  fields jsonb not null default '{}',
  skills jsonb not null default '[]',
  enqueued_at timestamptz(3),
  arrived_at timestamptz(3),
  unanswered smallint not null default 0,
  supervisors_told boolean not null default false,
  last_agent_id bigint,
  last_agent_at timestamptz(3),
  snoozed_until timestamptz(3),
  due_at timestamptz(3),
  merged_into bigint,
  version bigint not null default 1,
  created_at timestamptz(3) not null default current_timestamp,
  answered_at timestamptz(3),
  resolved_at timestamptz(3),
  closed_at timestamptz(3)
) with (fillfactor = 80);
create unique index ticket_number_key on ticket (number);
create unique index ticket_conversation_id_key on ticket (conversation_id);
create unique index ticket_notes_conversation_id_key on ticket (notes_conversation_id);
-- One open ticket a visitor and department.
create unique index ticket_open_key on ticket (visitor_id, department_id) where state between 1 and 5;
-- The queue.
create index ticket_queue_idx on ticket (department_id, enqueued_at, id) where state = 1;
-- What an agent holds.
create index ticket_assignee_idx on ticket (assignee_id, state) where assignee_id is not null;
create index ticket_visitor_id_idx on ticket (visitor_id, id);
create index ticket_department_id_state_idx on ticket (department_id, state, id);
-- Timers.
create index ticket_due_idx on ticket (due_at) where due_at is not null;

create table assignment (
  id bigint primary key,
  ticket_id bigint not null,
  agent_id bigint not null,
  started_at timestamptz(3) not null default current_timestamp,
  ended_at timestamptz(3),
  reason text
);
-- D1: one open assignment a ticket.
create unique index assignment_open_key on assignment (ticket_id) where ended_at is null;
create index assignment_ticket_id_idx on assignment (ticket_id, id);
create index assignment_agent_id_idx on assignment (agent_id, started_at);

create table offer (
  id bigint primary key,
  ticket_id bigint not null,
  agent_id bigint not null,
  offered_at timestamptz(3) not null default current_timestamp,
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3),
  outcome smallint,
  reason text
);
-- One open offer a ticket.
create unique index offer_open_key on offer (ticket_id) where ended_at is null;
create index offer_open_agent_idx on offer (agent_id) where ended_at is null;
create index offer_due_idx on offer (expires_at) where ended_at is null;
create index offer_ticket_id_idx on offer (ticket_id, id);

create table ticket_event (
  ticket_id bigint not null,
  version bigint not null,
  kind text not null,
  actor_id bigint,
  data jsonb not null default '{}',
  created_at timestamptz(3) not null default current_timestamp,
  constraint ticket_event_pkey primary key (ticket_id, version)
);

create table decision (
  id bigint primary key,
  ticket_id bigint not null,
  agent_id bigint,
  outcome text not null,
  strategy smallint not null,
  candidates jsonb not null,
  passed_over jsonb not null,
  created_at timestamptz(3) not null default current_timestamp
);
create index decision_ticket_id_idx on decision (ticket_id, id);

create table desk_wake (
  ticket_id bigint primary key,
  created_at timestamptz(3) not null default current_timestamp
);
