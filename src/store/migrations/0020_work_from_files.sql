-- Work that was under way before the ledger came to life, brought in by files: what tells a row again and what it said.
set local role encours_owner;

alter table app.promise add column external_id text, add column content_hash bytea;
alter table app.dispute add column external_id text, add column content_hash bytea;
alter table app.reminder add column external_id text;
alter table app.activity add column external_id text, add column content_hash bytea, add column import_id uuid;
alter table app.fx_rate add column import_id uuid;
alter table app.portfolio add column import_id uuid;
alter table app.portfolio_person add column import_id uuid;
comment on column app.activity.import_id is 'Of history that a file brought: nothing of it was done here.';

create index promise_external on app.promise (company_id, external_id) where external_id is not null;
create index dispute_external on app.dispute (company_id, external_id) where external_id is not null;
create index reminder_external on app.reminder (company_id, external_id) where external_id is not null;
create index activity_external on app.activity (company_id, external_id) where external_id is not null;
create index activity_import on app.activity (import_id) where import_id is not null;
create index promise_import on app.promise (import_id) where import_id is not null;
create index reminder_import on app.reminder (import_id) where import_id is not null;

reset role;
