-- The ledger: companies, people, customers, documents, receipts, allocations, orders, limits.
--
-- Conventions that hold for every table:
--  * money is numeric(20,4), never NaN, in the currency beside it (which says how many digits are shown);
--  * `effective_on`, `issued_on`, `applied_on` are business dates of the company, `recorded_at` is the server's
--    time of recording: "as of D" uses the former, "known at K" adds `recorded_at <= K`;
--  * the key is (company_id, id), ids are UUIDv7 made by the client or by app.uuid7(); their time is never trusted;
--  * `portfolio_id` stands on every row that people read (row-level security needs it there); app.move_customer is
--    its only later writer;
--  * a fact is never updated. A corrected amount is a reversing document (same kind, `reverses` set, opposite sign,
--    same `issued_on`, recorded now) whose item is matched with the wrong one by an allocation of kind 'reversal'
--    applied on `issued_on`; then comes the right row. As known today the pair nets to zero from its first day; as
--    known before, the wrong row still stands. A withdrawn allocation is a row with the opposite amount (`reverses`);
--  * columns kept by the writing transaction (`open_amount`, `unallocated`, positions) are derived, and app.check()
--    recomputes every one of them.
set local role encours_owner;

create table app.instance (
  one boolean primary key default true check (one),
  kind text not null check (kind in ('shared', 'private', 'demo', 'test')),
  simulated_at timestamptz,
  created_at timestamptz not null default now(),
  check (simulated_at is null or kind in ('demo', 'test'))
);
comment on table app.instance is 'One row: what kind of database this is. A simulated time is accepted in demo and test databases only.';

create table app.currency (
  code text primary key check (code ~ '^[A-Z]{3}$'),
  digits smallint not null check (digits between 0 and 4),
  name text not null
);

create table app.company (
  id int generated always as identity primary key,
  code text not null unique check (code ~ '^[A-Z0-9_-]{1,12}$'),
  name text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  currency text not null references app.currency,
  time_zone text not null default 'Europe/Paris',
  language text not null default 'fr' check (language in ('en', 'fr')),
  siren text,
  vat_number text,
  address text,
  mail_from text,
  mail_reply_to text,
  -- first day late of each overdue bucket: 1-30, 31-60, 61-90, 91-120, >120
  bucket_from int[] not null default '{1,31,61,91,121}' check (cardinality(bucket_from) between 1 and 8 and bucket_from[1] = 1),
  grace_business_days int not null default 3 check (grace_business_days between 0 and 30),
  min_chase_amount numeric(20,4) not null default 15 check (min_chase_amount >= 0),
  large_overdue_amount numeric(20,4) not null default 25000 check (large_overdue_amount >= 0),
  near_percent int not null default 90 check (near_percent between 1 and 100),
  rolled_on date,
  receipts_cover_until date,
  created_at timestamptz not null default now()
);
comment on column app.company.receipts_cover_until is 'Last business date that imported receipts cover: a promise is judged only up to here.';

create table app.holiday (
  country text not null, day date not null, name text not null default '',
  primary key (country, day)
);

create table app.person (
  id int generated always as identity primary key,
  role_name text not null unique,
  display_name text not null,
  email text,
  language text not null default 'en' check (language in ('en', 'fr')),
  -- managers, supervisors, auditors: every portfolio of every company
  all_portfolios boolean not null default false,
  active boolean not null default true,
  created_at timestamptz not null default now()
);

create table app.portfolio (
  id int generated always as identity primary key,
  company_id int not null references app.company,
  code text not null,
  name text not null,
  unique (company_id, code)
);

create table app.portfolio_person (
  id int generated always as identity primary key,
  portfolio_id int not null references app.portfolio,
  person_id int not null references app.person,
  from_on date not null,
  to_on date,
  substitute boolean not null default false,
  recorded_at timestamptz not null default now(),
  check (to_on is null or to_on >= from_on)
);
create index on app.portfolio_person (person_id);
create index on app.portfolio_person (portfolio_id);

-- An import run; the rows it brought carry its id, so that it can be undone.
create table app.import (
  company_id int not null references app.company,
  id uuid not null,
  kind text not null,
  file_name text not null,
  file_hash text,
  person_id int references app.person,
  read int not null default 0, added int not null default 0, changed int not null default 0,
  unchanged int not null default 0, rejected int not null default 0,
  control jsonb not null default '[]',
  state text not null default 'recorded' check (state in ('staged', 'recorded', 'undone')),
  covers_until date,
  recorded_at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (company_id, id)
);

create table app.customer (
  company_id int not null references app.company,
  id uuid not null,
  portfolio_id int not null references app.portfolio,
  ref text not null,
  name text not null,
  parent_id uuid,
  kind text not null default 'company' check (kind in ('company', 'public', 'consumer')),
  siren text, siret text, vat_number text,
  country text not null default 'FR' check (country ~ '^[A-Z]{2}$'),
  language text not null default 'fr' check (language in ('en', 'fr')),
  time_zone text not null default 'Europe/Paris',
  address text,
  payment_method text not null default 'transfer' check (payment_method in ('transfer', 'card', 'check', 'direct_debit', 'bill', 'cash')),
  terms text,
  risk_class text check (risk_class in ('A', 'B', 'C', 'D', 'E')),
  policy_id uuid,
  insolvent_on date,
  active boolean not null default true,
  search_text text not null default '',
  rev int not null default 1,
  content_hash bytea,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (company_id, id),
  unique (company_id, ref),
  foreign key (company_id, parent_id) references app.customer (company_id, id)
);
comment on column app.customer.search_text is 'Lower-case name, reference, SIREN, SIRET and VAT number, for the trigram index; kept by a trigger.';
create index customer_portfolio on app.customer (portfolio_id, company_id);
create index customer_search on app.customer using gin (search_text app.gin_trgm_ops);
create index customer_parent on app.customer (company_id, parent_id) where parent_id is not null;

-- Dated states of a customer: as-of reports read them, app.customer carries the latest.
create table app.customer_state (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  fact text not null check (fact in ('risk_class', 'terms', 'insolvency', 'payment_method', 'policy')),
  value text,
  effective_on date not null,
  recorded_at timestamptz not null default now(),
  import_id uuid,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id)
);
create index on app.customer_state (company_id, customer_id);

create table app.contact (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  external_id text,
  name text not null default '',
  role text not null default 'payables' check (role in ('payables', 'manager', 'buyer', 'legal', 'sales_owner', 'logistics_owner', 'other')),
  phone text, mobile text, email text,
  phone_digits text generated always as (
    regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g') || ' ' || regexp_replace(coalesce(mobile, ''), '[^0-9]', '', 'g')) stored,
  language text check (language in ('en', 'fr')),
  is_primary boolean not null default false,
  bounced boolean not null default false,
  do_not_call boolean not null default false,
  email_changed_at timestamptz,
  active boolean not null default true,
  rev int not null default 1,
  content_hash bytea,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id)
);
create index on app.contact (company_id, customer_id);
create unique index contact_external on app.contact (company_id, external_id) where external_id is not null;
create index contact_phone on app.contact using gin (phone_digits app.gin_trgm_ops);
create index contact_email on app.contact using gin (lower(email) app.gin_trgm_ops);

-- A document: invoice, credit note, on-account credit, opening balance, or the reversal of one of them.
-- `amount` is signed: invoices and debit openings positive, credit notes and on-account negative.
create table app.document (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  kind text not null check (kind in ('invoice', 'credit_note', 'on_account', 'opening')),
  number text not null,
  external_id text,
  issued_on date not null,
  currency text not null references app.currency,
  amount numeric(20,4) not null check (amount <> 'NaN'),
  vat_amount numeric(20,4) check (vat_amount <> 'NaN'),
  po_number text,
  order_id uuid,
  payment_method text,
  -- life cycle in the pipeline; 'issued' is the normal state of a ledger document
  status text not null default 'issued' check (status in ('to_validate', 'in_error', 'waiting', 'issued', 'refused', 'cancelled', 'factored')),
  einvoice_code smallint,
  error_cause text,
  reverses uuid,
  reversed_by uuid,
  content_hash bytea,
  rev int not null default 1,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id),
  check (reverses is not null or kind not in ('credit_note', 'on_account') or amount <= 0)
);
create index document_customer on app.document (company_id, customer_id, issued_on);
create index document_number on app.document (company_id, upper(number) text_pattern_ops);
create unique index document_external on app.document (company_id, external_id)
  where external_id is not null and reversed_by is null and reverses is null;
create index document_import on app.document (company_id, import_id) where import_id is not null;
create index document_pipeline on app.document (company_id, status) where status <> 'issued';

-- What is due, when: one row per instalment. `amount` carries the document's sign.
create table app.due_item (
  company_id int not null, id uuid not null, document_id uuid not null, customer_id uuid not null, portfolio_id int not null,
  seq smallint not null default 1,
  kind text not null default 'normal' check (kind in ('normal', 'instalment', 'down_payment', 'retention')),
  issued_on date not null,
  due_on date not null,
  due_assumed boolean not null default false,
  currency text not null,
  amount numeric(20,4) not null check (amount <> 'NaN' and amount <> 0),
  -- derived: amount less all its allocations whatever their date, kept by the trigger on allocation
  open_amount numeric(20,4) not null,
  state text not null default 'normal' check (state in ('normal', 'pre_litigation', 'litigation', 'factored')),
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, document_id) references app.document (company_id, id),
  constraint due_item_within_amount check (
    case when amount > 0 then open_amount between 0 and amount else open_amount between amount and 0 end)
);
create index due_item_document on app.due_item (company_id, document_id);
create index due_item_open on app.due_item (company_id, customer_id) include (due_on, currency, open_amount, issued_on) where open_amount <> 0;
create index due_item_open_due on app.due_item (company_id, due_on, id) where open_amount <> 0;
create index due_item_issued on app.due_item (company_id, issued_on);

-- Changes of a due date after the fact; as-of reads take the latest effective and known one.
create table app.due_date_change (
  company_id int not null, id uuid not null, item_id uuid not null, customer_id uuid not null, portfolio_id int not null,
  due_on date not null, previous_due_on date not null,
  effective_on date not null,
  recorded_at timestamptz not null default now(),
  import_id uuid,
  primary key (company_id, id),
  foreign key (company_id, item_id) references app.due_item (company_id, id)
);
create index on app.due_date_change (company_id, item_id);

-- Money received. A returned payment is a row of its own, negative, that reverses the first.
create table app.receipt (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  external_id text,
  effective_on date not null,
  currency text not null references app.currency,
  amount numeric(20,4) not null check (amount <> 'NaN' and amount <> 0),
  -- derived: amount less its allocations, kept by the trigger on allocation
  unallocated numeric(20,4) not null,
  method text not null default 'transfer' check (method in ('transfer', 'card', 'check', 'direct_debit', 'bill', 'cash')),
  reference text not null default '',
  reverses uuid,
  reversed_by uuid,
  return_reason text,
  content_hash bytea,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id),
  constraint receipt_within_amount check (
    case when amount > 0 then unallocated between 0 and amount else unallocated between amount and 0 end)
);
create index receipt_customer on app.receipt (company_id, customer_id, effective_on);
create index receipt_unallocated on app.receipt (company_id, customer_id) where unallocated <> 0;
create unique index receipt_external on app.receipt (company_id, external_id)
  where external_id is not null and reverses is null and reversed_by is null;
create index receipt_import on app.receipt (company_id, import_id) where import_id is not null;

-- What settles what, when. `amount` is in the item's currency and lowers what is open (its sign is the item's;
-- opposite in a withdrawal); `source_amount` is in the source's currency, with the sign of `amount`. A source is a
-- receipt, another item of opposite sign (credit note, reversal), or nothing (write-off, discount, charge, exchange).
create table app.allocation (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  kind text not null check (kind in ('payment', 'credit', 'discount', 'write_off', 'bank_charge', 'exchange', 'reversal')),
  item_id uuid not null,
  receipt_id uuid,
  source_item_id uuid,
  amount numeric(20,4) not null check (amount <> 'NaN' and amount <> 0),
  source_amount numeric(20,4) not null check (source_amount <> 'NaN'),
  applied_on date not null,
  reverses uuid,
  external_id text,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, item_id) references app.due_item (company_id, id),
  foreign key (company_id, receipt_id) references app.receipt (company_id, id),
  foreign key (company_id, source_item_id) references app.due_item (company_id, id),
  constraint allocation_source check (
    case kind when 'payment' then receipt_id is not null and source_item_id is null
              when 'credit' then source_item_id is not null and receipt_id is null
              when 'reversal' then source_item_id is not null and receipt_id is null
              else receipt_id is null and source_item_id is null end)
);
create index allocation_item on app.allocation (company_id, item_id) include (amount, applied_on, recorded_at);
create index allocation_receipt on app.allocation (company_id, receipt_id) where receipt_id is not null;
create index allocation_source_item on app.allocation (company_id, source_item_id) where source_item_id is not null;
create index allocation_customer on app.allocation (company_id, customer_id, applied_on);
create unique index allocation_external on app.allocation (company_id, external_id) where external_id is not null and reverses is null;
create unique index allocation_reversed_once on app.allocation (company_id, reverses) where reverses is not null;

create table app.sales_order (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  external_id text,
  number text not null,
  ordered_on date not null,
  requested_on date,
  currency text not null references app.currency,
  amount numeric(20,4) not null check (amount <> 'NaN' and amount >= 0),
  delivered_amount numeric(20,4) not null default 0 check (delivered_amount between 0 and amount),
  invoiced_amount numeric(20,4) not null default 0 check (invoiced_amount between 0 and amount),
  status text not null default 'to_process' check (status in ('to_process', 'pending', 'blocked', 'shipped', 'invoiced', 'cancelled')),
  shipped_on date,
  rev int not null default 1,
  content_hash bytea,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id)
);
create unique index sales_order_external on app.sales_order (company_id, external_id) where external_id is not null;
create index sales_order_open on app.sales_order (company_id, customer_id) where status not in ('invoiced', 'cancelled');

-- Dated limits in company currency: NULL = none set, 0 = no credit. In force on a day: the latest row already
-- effective that has not run out, a temporary one before the others.
create table app.credit_limit (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  external_id text,
  amount numeric(20,4) check (amount <> 'NaN' and amount >= 0),
  kind text not null default 'internal' check (kind in ('internal', 'temporary', 'insured')),
  effective_on date not null,
  until_on date,
  reason text not null default '',
  content_hash bytea,
  import_id uuid,
  requested_by int references app.person,
  approved_by int references app.person,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id),
  check (until_on is null or until_on >= effective_on),
  check (approved_by is null or approved_by <> requested_by)
);
create index on app.credit_limit (company_id, customer_id, effective_on);
create unique index credit_limit_external on app.credit_limit (company_id, external_id) where external_id is not null;

create table app.fx_rate (
  base text not null references app.currency, quote text not null references app.currency,
  on_date date not null, rate numeric(20,10) not null check (rate > 0 and rate <> 'NaN'),
  source text not null default '', recorded_at timestamptz not null default now(),
  primary key (base, quote, on_date)
);
comment on column app.fx_rate.rate is 'One unit of base is worth `rate` units of quote.';

create table app.interest_rate (
  country text not null, kind text not null check (kind in ('ecb_mro', 'legal_professional', 'legal_individual')),
  from_on date not null, percent numeric(7,4) not null, source text not null default '',
  primary key (country, kind, from_on)
);

-- Derived, kept in the writing transaction: what each customer owes in each currency, on the business date.
create table app.position (
  company_id int not null, customer_id uuid not null, currency text not null, portfolio_id int not null,
  items int not null, overdue_items int not null,
  not_due numeric(20,4) not null,
  buckets numeric(20,4)[] not null,
  gross numeric(20,4) not null, overdue numeric(20,4) not null, unapplied numeric(20,4) not null,
  disputed numeric(20,4) not null, promised numeric(20,4) not null, litigation numeric(20,4) not null,
  orders numeric(20,4) not null,
  oldest_due_on date,
  primary key (company_id, customer_id, currency)
);
comment on column app.position.buckets is 'Overdue amounts, one per bound of company.bucket_from; not_due + sum(buckets) = gross.';
-- both descending, so that a page is one range of the index
create index position_list on app.position (company_id, currency, overdue desc, customer_id desc) include (portfolio_id);
create index position_portfolio on app.position (portfolio_id);

-- Derived: one row per customer, the lock of its money; amounts in company currency.
create table app.customer_money (
  company_id int not null, customer_id uuid not null, portfolio_id int not null,
  exposure numeric(20,4) not null default 0, gross numeric(20,4) not null default 0, overdue numeric(20,4) not null default 0,
  disputed numeric(20,4) not null default 0, promised numeric(20,4) not null default 0,
  credit_limit numeric(20,4), limit_until date,
  breach boolean not null default false,
  near boolean not null default false,
  -- a currency without a rate: the amounts leave it out, and say so
  unknown_rate boolean not null default false,
  primary key (company_id, customer_id),
  foreign key (company_id, customer_id) references app.customer (company_id, id)
);
create index customer_money_breach on app.customer_money (company_id, portfolio_id) where breach;

reset role;
