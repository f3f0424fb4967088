-- Who looks at a ticket now: told anew every few seconds, so that a crash may lose it.
create unlogged table desk_look (
  ticket_id bigint not null,
  user_id bigint not null,
  until timestamptz(3) not null,
  constraint desk_look_pkey primary key (ticket_id, user_id)
);
-- What is over is dropped.
create index desk_look_until_idx on desk_look (until);
