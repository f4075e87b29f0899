-- A corrected contact can be put back, as a handled alert can.
set local role encours_owner;
alter table app.contact add column before jsonb;
comment on column app.contact.before is 'What it was before it was last corrected, so that this can be taken back; goes with the row.';
reset role;
