-- What the actions need beyond the first tables: settings of judging and limits, limit requests, days that a change
-- of day looks up.
set local role encours_owner;

alter table app.company
  add column promise_threshold_percent int not null default 100 check (promise_threshold_percent between 1 and 100),
  add column small_difference numeric(20,4) not null default 1 check (small_difference >= 0 and small_difference <> 'NaN'),
  -- a credit manager alone sets limits up to here; above, a second person approves
  add column limit_ceiling numeric(20,4) not null default 100000 check (limit_ceiling >= 0 and limit_ceiling <> 'NaN'),
  add column limit_expiring_days int not null default 14 check (limit_expiring_days between 0 and 365);

alter table app.promise add column lowered numeric(20,4) not null default 0 check (lowered >= 0);
comment on column app.promise.lowered is 'Credit notes and write-offs on the promised items since: they lower what was promised.';

alter table app.contact_fact add column revisit_set_at timestamptz, add column revisit_set_on date;
comment on column app.contact_fact.revisit_set_at is 'When the revisit date was set: only what happens later breaks it.';
create index contact_fact_revisit on app.contact_fact (company_id, revisit_on) where revisit_on is not null;

-- A count of days would be stale every morning; a date never is.
alter table app.standing drop column oldest_days, add column oldest_due_on date;

alter table app.worklist_rule add constraint worklist_rule_param check (
  case code when 'risk_class' then param ~ '^[A-E]$' when 'revisit' then param = '' else param ~ '^[0-9]{1,12}$' end);

-- A limit above the ceiling, until a second person has decided.
create table app.limit_request (
  company_id int not null, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  amount numeric(20,4) check (amount <> 'NaN' and amount >= 0),
  kind text not null check (kind in ('internal', 'temporary', 'insured')),
  effective_on date not null, until_on date, reason text not null,
  state text not null default 'requested' check (state in ('requested', 'approved', 'rejected')),
  requested_by int not null references app.person,
  decided_by int references app.person, decided_at timestamptz, decision_reason text,
  limit_id uuid,
  rev int not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id),
  check (decided_by is null or decided_by <> requested_by),
  check ((state = 'requested') = (decided_by is null))
);
create index limit_request_open on app.limit_request (company_id, state) where state = 'requested';

alter table app.request add column xid xid8 not null default pg_current_xact_id();

-- What is dated after its recording takes effect at a change of day; appended in time order, so a summary per block is enough.
create index allocation_applied on app.allocation using brin (applied_on) with (pages_per_range = 32);
create index receipt_effective on app.receipt using brin (effective_on) with (pages_per_range = 32);

-- Each sealed audit row's digest, so that verification names the row and not only its batch.
create table app.audit_digest (seq bigint primary key, seal_id bigint not null references app.audit_seal, digest bytea not null);
create index on app.audit_digest (seal_id);

reset role;
