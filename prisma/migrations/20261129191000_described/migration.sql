-- Skills that somebody of the desk has named stay when the ticket comes into another department.
alter table ticket add column skills_by_hand boolean not null default false;
