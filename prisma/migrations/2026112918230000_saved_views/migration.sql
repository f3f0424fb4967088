-- Lists of tickets that people of the desk have saved: their own, and the team's (no owner).
create table desk_view (
  id bigint primary key,
  owner_id bigint,
  name text not null,
  filter jsonb not null,
  created_at timestamptz(3) not null default current_timestamp,
  updated_at timestamptz(3) not null default current_timestamp
);
create index desk_view_owner_id_idx on desk_view (owner_id);
