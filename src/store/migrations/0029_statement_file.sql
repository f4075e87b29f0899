-- What was made for a message is kept as the file that goes out; statements of before are text.
set local role encours_owner;
alter table app.outbox_attachment add column content bytea check (octet_length(content) <= 2000000),
  add check (body is null or content is null);
reset role;
