-- What happened at the desk lately, whichever ticket it was.
create index ticket_event_created_at_idx on ticket_event (created_at);
