-- What a day at the desk adds: promises that replace others, plans that break, calling hours, what an alert was before
-- somebody handled it, and messages about items with what is attached to them.
set local role encours_owner;

alter table app.company
  add column call_from time not null default '09:00',
  add column call_to time not null default '18:00',
  add column plan_breaks boolean not null default true,
  add check (call_from < call_to);
comment on column app.company.call_from is 'Customers are called from here to call_to, in the customer''s own time, on working days.';
comment on column app.company.plan_breaks is 'One missed instalment ends its plan.';

alter table app.customer
  add column call_from time,
  add column call_to time,
  add check ((call_from is null) = (call_to is null) and call_from < call_to);
comment on column app.customer.call_from is 'The customer''s own calling hours; none: the company''s.';

alter table app.promise
  add column replaced_by uuid,
  add column broke_with uuid;
comment on column app.promise.replaced_by is 'The promise that took its place, when it was withdrawn for that.';
comment on column app.promise.broke_with is 'The missed instalment that ended the plan it belongs to.';

alter table app.alert add column before jsonb;
comment on column app.alert.before is 'What it was before it was last handled, so that this can be taken back.';

-- What is being approved or paid is looked at again on a day that the call proposes.
update app.call_outcome set wants = 'date' where code in ('awaiting_approval', 'being_paid') and wants is null;

-- The items a message is about, and what is attached to it: a text made when it was written, or the file of a document,
-- which the mail worker reads from its folder by this name.
create table app.outbox_item (
  company_id int not null, outbox_id uuid not null, item_id uuid not null, customer_id uuid not null, portfolio_id int not null,
  primary key (company_id, outbox_id, item_id),
  foreign key (company_id, outbox_id) references app.outbox (company_id, id),
  foreign key (company_id, item_id) references app.due_item (company_id, id)
);
create table app.outbox_attachment (
  company_id int not null, outbox_id uuid not null, n smallint not null, customer_id uuid not null, portfolio_id int not null,
  file_name text not null check (file_name ~ '^[A-Za-z0-9_][A-Za-z0-9._-]{0,150}$'),
  media_type text not null check (media_type in ('application/pdf', 'text/html', 'text/csv', 'text/plain')),
  body text check (length(body) <= 500000),
  primary key (company_id, outbox_id, n),
  foreign key (company_id, outbox_id) references app.outbox (company_id, id)
);

reset role;
