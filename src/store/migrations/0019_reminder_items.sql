-- A run of reminders writes its items by the hundred thousand, from a join of the reminders it has just written with the
-- items it has just read: looking both up again row by row took longer than all the rest. app.check() counts orphans;
-- neither parent is ever deleted.
set local role encours_owner;
alter table app.reminder_item drop constraint reminder_item_company_id_reminder_id_fkey,
  drop constraint reminder_item_company_id_item_id_fkey;
reset role;
