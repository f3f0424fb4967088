-- What nobody answers: few, and asked for by each board and wherever news may have been lost.
create index ticket_nobody_answers_idx on ticket (id) where supervisors_told;
