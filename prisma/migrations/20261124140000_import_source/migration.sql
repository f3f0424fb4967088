-- What an import has made from which source, so that a second run finds it again.
create table import_source (
  key text primary key,
  id bigint not null
);
