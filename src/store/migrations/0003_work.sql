-- The work: activities, promises, disputes, holds, reminders and outbox, alerts, worklist standing.
set local role encours_owner;

create table app.call_outcome (
  code text primary key check (code ~ '^[a-z_]{2,40}$'),
  position int not null,
  key text not null,
  right_party boolean not null,
  revisit_days int,
  wants text check (wants in ('promise', 'dispute', 'contact', 'copy', 'date')),
  label_en text not null, label_fr text not null,
  active boolean not null default true
);
comment on column app.call_outcome.wants is 'What the cockpit offers next: a promise, a dispute, a corrected contact, an invoice copy, a date.';

-- Append-only. Free text lives in activity_text, which can be erased.
create table app.activity (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  kind text not null check (kind in ('call', 'note', 'promise', 'dispute', 'reminder', 'mail_out', 'mail_in', 'limit', 'hold', 'release', 'revisit', 'alert', 'import', 'contact', 'correction')),
  outcome text references app.call_outcome,
  right_party boolean,
  contact_id uuid,
  entity text, entity_id uuid,
  amount numeric(20,4), currency text,
  effective_on date not null,
  revisit_on date,
  person_id int references app.person,
  corrects uuid,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id)
);
create index activity_customer on app.activity (company_id, customer_id, recorded_at desc);
create index activity_feed on app.activity (company_id, recorded_at desc, id desc);

create table app.activity_text (
  company_id int not null, activity_id uuid not null, customer_id uuid not null, portfolio_id int not null,
  body text not null check (length(body) <= 20000),
  primary key (company_id, activity_id),
  foreign key (company_id, activity_id) references app.activity (company_id, id)
);
create table app.activity_item (
  company_id int not null, activity_id uuid not null, item_id uuid not null, customer_id uuid not null, portfolio_id int not null,
  primary key (company_id, activity_id, item_id),
  foreign key (company_id, activity_id) references app.activity (company_id, id),
  foreign key (company_id, item_id) references app.due_item (company_id, id)
);

-- Facts of contact, apart from money: logging a call never waits for a payment.
create table app.contact_fact (
  company_id int not null, customer_id uuid not null, portfolio_id int not null,
  last_attempt_at timestamptz, last_attempt_by int, last_outcome text,
  last_right_party_on date,
  last_reminder_on date,
  revisit_on date,
  attempts int not null default 0, right_party int not null default 0,
  broken_promises int not null default 0,
  primary key (company_id, customer_id),
  foreign key (company_id, customer_id) references app.customer (company_id, id)
);

create table app.promise (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  plan_id uuid, seq smallint not null default 1,
  amount numeric(20,4) not null check (amount > 0 and amount <> 'NaN'),
  currency text not null references app.currency,
  made_on date not null,
  promised_on date not null,
  judge_on date not null,
  on_account boolean not null default false,
  state text not null default 'open' check (state in ('open', 'due', 'kept', 'partly_kept', 'broken', 'withdrawn')),
  received numeric(20,4) not null default 0,
  judged_on date,
  person_id int references app.person,
  contact_id uuid,
  rev int not null default 1,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id),
  check (promised_on >= made_on)
);
comment on column app.promise.judge_on is 'promised_on plus the grace in business days: judged once receipts cover this day.';
create index promise_customer on app.promise (company_id, customer_id, made_on);
create index promise_open on app.promise (company_id, judge_on) where state in ('open', 'due');
create index promise_state on app.promise (company_id, state, promised_on);

create table app.promise_item (
  company_id int not null, promise_id uuid not null, item_id uuid not null, customer_id uuid not null, portfolio_id int not null,
  amount numeric(20,4) not null check (amount > 0),
  primary key (company_id, promise_id, item_id),
  foreign key (company_id, promise_id) references app.promise (company_id, id),
  foreign key (company_id, item_id) references app.due_item (company_id, id)
);
create index on app.promise_item (company_id, item_id);

create table app.promise_event (
  company_id int not null, id uuid not null, promise_id uuid not null, customer_id uuid not null, portfolio_id int not null,
  event text not null check (event in ('made', 'moved', 'due', 'kept', 'partly_kept', 'broken', 'withdrawn', 'reopened')),
  from_on date, to_on date, received numeric(20,4),
  effective_on date not null, person_id int,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, promise_id) references app.promise (company_id, id)
);
create index on app.promise_event (company_id, promise_id);

create table app.dispute (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null, item_id uuid not null,
  reason text not null check (reason in ('price', 'quantity', 'quality', 'delivery', 'duplicate', 'not_ordered', 'missing_po', 'not_received', 'terms', 'other')),
  amount numeric(20,4) not null check (amount > 0 and amount <> 'NaN'),
  owner_id int references app.person,
  due_on date,
  status text not null default 'open' check (status in ('open', 'with_owner', 'credit_note', 'payable', 'written_off')),
  opened_on date not null, resolved_on date,
  root_cause text,
  person_id int references app.person,
  rev int not null default 1,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  resolved_recorded_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, item_id) references app.due_item (company_id, id),
  check ((resolved_on is null) = (status in ('open', 'with_owner')))
);
create index dispute_customer on app.dispute (company_id, customer_id);
create index dispute_item on app.dispute (company_id, item_id);
create index dispute_open on app.dispute (company_id, status) where resolved_on is null;

create table app.dispute_event (
  company_id int not null, id uuid not null, dispute_id uuid not null, customer_id uuid not null, portfolio_id int not null,
  event text not null, effective_on date not null, person_id int, recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, dispute_id) references app.dispute (company_id, id)
);

create table app.hold (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  scope text not null check (scope in ('customer', 'order', 'item')), scope_id uuid,
  what text not null default 'credit' check (what in ('credit', 'reminders')),
  reason text not null,
  state text not null default 'requested' check (state in ('requested', 'in_force', 'release_requested', 'released')),
  from_on date not null, until_on date,
  requested_by int references app.person, released_by int references app.person, release_reason text,
  acknowledged_at timestamptz, released_at timestamptz,
  rev int not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id)
);
create index hold_customer on app.hold (company_id, customer_id) where state <> 'released';

create table app.template (
  company_id int not null references app.company, id uuid not null, code text not null,
  language text not null check (language in ('en', 'fr')),
  subject text not null, body_text text not null, body_html text not null default '',
  rev int not null default 1, updated_by int, updated_at timestamptz not null default now(),
  primary key (company_id, id), unique (company_id, code, language)
);

create table app.reminder_policy (
  company_id int not null references app.company, id uuid not null, code text not null, name text not null,
  min_amount numeric(20,4) not null default 15, min_gap_days int not null default 5,
  is_default boolean not null default false, active boolean not null default true,
  primary key (company_id, id), unique (company_id, code)
);
create table app.reminder_step (
  company_id int not null, policy_id uuid not null, step smallint not null check (step between 1 and 20),
  offset_days int not null, channel text not null check (channel in ('email', 'letter', 'registered_letter', 'call')),
  tone text not null check (tone in ('courtesy', 'friendly', 'firm', 'formal_notice')),
  template_code text not null, fee boolean not null default false, interest boolean not null default false,
  primary key (company_id, policy_id, step),
  foreign key (company_id, policy_id) references app.reminder_policy (company_id, id)
);

create table app.reminder (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  run_id uuid not null, proposed_on date not null,
  language text not null, channel text not null, tone text not null, step smallint not null, template_code text not null,
  state text not null check (state in ('proposed', 'to_review', 'suppressed', 'approved', 'sending', 'sent', 'uncertain', 'failed', 'recalled', 'rejected')),
  suppressed_by text, suppressed_until date,
  contact_id uuid,
  approved_by int references app.person, approved_at timestamptz,
  sent_on date,
  tracking_number text, presented_on date, acknowledged_on date,
  rev int not null default 1,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id)
);
create index reminder_state on app.reminder (company_id, state, proposed_on);
create index reminder_customer on app.reminder (company_id, customer_id, proposed_on);
-- one live proposal per customer and language
create unique index reminder_one_live on app.reminder (company_id, customer_id, language) where state in ('proposed', 'to_review');

create table app.reminder_item (
  company_id int not null, reminder_id uuid not null, item_id uuid not null, customer_id uuid not null, portfolio_id int not null,
  -- this invoice's own next step, whatever the tone of the whole
  step smallint not null,
  amount numeric(20,4) not null, currency text not null, days_late int not null,
  suppressed_by text,
  primary key (company_id, reminder_id, item_id),
  foreign key (company_id, reminder_id) references app.reminder (company_id, id),
  foreign key (company_id, item_id) references app.due_item (company_id, id)
);
create index on app.reminder_item (company_id, item_id);

-- Mail to be sent: written in the transaction of the approval, claimed with SKIP LOCKED.
create table app.outbox (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  reminder_id uuid,
  kind text not null check (kind in ('reminder', 'message', 'invoice_copy', 'statement')),
  to_address text not null, to_name text not null default '', address_hash bytea not null,
  reply_to text,
  message_id text not null unique,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'uncertain', 'failed', 'recalled', 'stale')),
  not_before timestamptz not null,
  attempts int not null default 0,
  claimed_at timestamptz, claimed_by text,
  last_error text,
  sent_at timestamptz,
  person_id int references app.person,
  rev int not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id)
);
create index outbox_due on app.outbox (not_before) where state = 'queued';
create index outbox_sending on app.outbox (claimed_at) where state = 'sending';
create index outbox_customer on app.outbox (company_id, customer_id);
create table app.outbox_body (
  company_id int not null, outbox_id uuid not null, customer_id uuid not null, portfolio_id int not null,
  subject text not null, body_text text not null, body_html text not null default '',
  primary key (company_id, outbox_id),
  foreign key (company_id, outbox_id) references app.outbox (company_id, id)
);
create table app.outbox_event (
  company_id int not null, id uuid not null, outbox_id uuid not null, customer_id uuid not null, portfolio_id int not null,
  event text not null, detail text not null default '', person_id int, recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, outbox_id) references app.outbox (company_id, id)
);

create table app.alert (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  kind text not null check (kind in ('returned_payment', 'breach', 'near', 'broken_promise', 'blocked_order', 'large_overdue', 'limit_expiring', 'exposure_unknown', 'deadline')),
  -- what it is about, so that one cause raises one open alert
  subject_id uuid not null,
  state text not null default 'open' check (state in ('open', 'acknowledged', 'snoozed', 'resolved', 'closed')),
  amount numeric(20,4), currency text, detail jsonb not null default '{}',
  raised_on date not null, raised_at timestamptz not null default now(),
  snoozed_until date,
  handled_by int references app.person, handled_at timestamptz, reason text,
  assigned_to int references app.person,
  rev int not null default 1,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id)
);
create unique index alert_one_live on app.alert (company_id, customer_id, kind, subject_id) where state in ('open', 'acknowledged', 'snoozed');
create index alert_state on app.alert (company_id, state, raised_at desc);

-- Which rules give how many points; the parameter is in company currency, days, or a count.
create table app.worklist_rule (
  company_id int not null references app.company,
  code text not null check (code in ('overdue_amount', 'age', 'broken_promises', 'risk_class', 'no_contact', 'newly_overdue', 'revisit', 'large_item')),
  param text not null default '', points int not null, active boolean not null default true,
  primary key (company_id, code, param)
);

-- Derived: where a customer stands on the worklist and why. `section`: 1 = first section (returned payment, promise
-- broken or due today, breach), 2 = by points, 0 = not on today's list.
create table app.standing (
  company_id int not null, customer_id uuid not null, portfolio_id int not null,
  section smallint not null, points int not null, reasons jsonb not null,
  -- company currency; overdue breaks ties, to_chase is what is overdue and not covered by a promise or dispute
  overdue numeric(20,4) not null default 0, to_chase numeric(20,4) not null default 0,
  oldest_days int not null default 0,
  primary key (company_id, customer_id),
  foreign key (company_id, customer_id) references app.customer (company_id, id)
);
create index standing_list on app.standing (company_id, section, points desc, overdue desc, customer_id desc) include (portfolio_id) where section > 0;

reset role;
