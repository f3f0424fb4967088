-- Visitors come: sessions that are renewed and that end at a time, and the pages that a visitor has seen.
-- The session that it stands in the place of, and the time from which on nothing keeps it.
alter table terminal add column replaces bigint;
alter table terminal add column ends_at timestamptz(3);

create table page_view (
  user_id bigint not null,
  id bigint not null,
  url text not null,
  title text not null,
  created_at timestamptz(3) not null default current_timestamp,
  constraint page_view_pkey primary key (user_id, id)
);
-- Who turned out to be this visitor.
create index visitor_merged_into_idx on visitor (merged_into) where merged_into is not null;
