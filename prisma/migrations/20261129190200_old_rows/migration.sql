-- What is dropped after a time: decisions, and the sessions of visitors that have ended.
create index decision_created_at_idx on decision (created_at);
create index terminal_visit_ended_idx on terminal ((least(revoked_at, expires_at))) where auth_id is null;
