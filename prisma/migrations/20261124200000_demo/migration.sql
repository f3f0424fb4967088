-- An installation that npm run demo has made, and the accounts that its sign-in page offers.
alter table installation add column demo_at timestamptz(3);

create table demo_account (
  user_id bigint primary key,
  place smallint not null,
  about jsonb not null
);
