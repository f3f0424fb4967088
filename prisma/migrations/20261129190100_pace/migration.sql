-- How fast a department is, read from the last of its assignments that are over: of which department each was.
alter table assignment add column department_id bigint;
update assignment a set department_id = t.department_id from ticket t where t.id = a.ticket_id;
create index assignment_pace_idx on assignment (department_id, id desc) where ended_at is not null;
