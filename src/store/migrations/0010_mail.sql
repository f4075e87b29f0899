-- Mail: how long it waits, when it stops, what was approved as a letter, and the work tables of a reminder run.
set local role encours_owner;

alter table app.company
  add column mail_delay_seconds int not null default 120 check (mail_delay_seconds between 0 and 86400),
  add column mail_stopped boolean not null default false,
  add column payment_details text not null default '';
comment on column app.company.mail_delay_seconds is 'Seconds an approved mail waits in the outbox, where it can be recalled.';
comment on column app.company.mail_stopped is 'The kill switch: nothing of this company is claimed while it is set.';
comment on column app.company.payment_details is 'Where to pay, as it is written in letters: bank, IBAN, BIC.';

alter table app.instance add column mail_stopped boolean not null default false;

alter table app.reminder add column content_hash bytea;
comment on column app.reminder.content_hash is 'Fingerprint of what the last run proposed: a run that finds the same changes nothing.';

-- A person let mail go out although the receipts are old: for one business date, with a reason.
create table app.mail_override (
  company_id int not null references app.company, id uuid not null,
  day date not null, receipts_cover_until date,
  reason text not null check (length(btrim(reason)) between 3 and 500),
  person_id int not null references app.person,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id)
);
create index on app.mail_override (company_id, day);

-- The approved text of a reminder that goes on paper; that of a mail is in outbox_body.
create table app.reminder_text (
  company_id int not null, reminder_id uuid not null, customer_id uuid not null, portfolio_id int not null,
  subject text not null, body_text text not null,
  primary key (company_id, reminder_id),
  foreign key (company_id, reminder_id) references app.reminder (company_id, id)
);

-- Documents that are not simply "issued and to be paid by transfer": few, and asked for by every run.
create index document_exception on app.document (company_id, customer_id) include (id, status, payment_method, einvoice_code)
  where status <> 'issued' or payment_method is not null or einvoice_code is not null;
create index reminder_current on app.reminder (company_id, customer_id) where state in ('proposed', 'to_review', 'suppressed', 'failed');
create index outbox_reminder on app.outbox (company_id, reminder_id) where reminder_id is not null;

-- One run's open items with their next step, and what comes of each customer.
create unlogged table staging.reminder_line (
  run_id uuid not null, customer_id uuid not null, portfolio_id int not null, item_id uuid not null,
  currency text not null, due_on date not null, days_late int not null,
  policy_id uuid not null, step smallint not null, channel text, tone text, template_code text,
  amount numeric(20,4) not null, suppressed_by text, suppressed_until date, rank smallint not null
);
create unlogged table staging.reminder_head (
  run_id uuid not null, customer_id uuid not null, portfolio_id int not null, language text not null, contact_id uuid,
  step smallint not null, channel text not null, tone text not null, template_code text not null,
  state text not null, suppressed_by text, suppressed_until date, content_hash bytea not null, with_items boolean not null
);
grant select, insert, delete on staging.reminder_line, staging.reminder_head to encours_definer;

reset role;
