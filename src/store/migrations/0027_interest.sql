-- Late-payment interest and the indemnity for recovery costs: the rule of a country for a kind of customer, the rates that
-- it rests on, and what contracts say instead.
set local role encours_owner;

create table app.late_payment_rule (
  country text not null check (country ~ '^[A-Z]{2}$'),
  customer_kind text not null check (customer_kind in ('company', 'public', 'consumer')),
  -- for what falls due from this day on
  from_on date not null,
  basis text not null check (basis in ('ecb_mro', 'legal_professional', 'legal_individual')),
  margin numeric(7,4) not null default 0,
  -- each half-year bears its own rate; else the one in which interest began stays
  split boolean not null,
  -- interest runs only once a formal notice was sent
  from_notice boolean not null default false,
  -- whether a contract may say another rate, and below how many times the legal rate one is flagged
  contract boolean not null default false,
  floor_times numeric(5,2) check (floor_times > 0),
  -- for each invoice that is not wholly paid on its due date
  indemnity numeric(20,4) not null default 0 check (indemnity >= 0),
  indemnity_currency text not null default 'EUR' references app.currency,
  source text not null default '',
  primary key (country, customer_kind, from_on)
);

-- A rate is that of a half-year: the one in force on its first day. One that nobody has recorded is unknown, never that of
-- the half-year before.
alter table app.interest_rate add constraint interest_rate_half_year
  check (extract(day from from_on) = 1 and extract(month from from_on) in (1, 7)),
  add constraint interest_rate_percent check (percent > -100 and percent < 1000);
alter table app.interest_rate drop constraint interest_rate_pkey;
alter table app.interest_rate add column recorded_at timestamptz not null default now(), add primary key (kind, country, from_on);

-- What a contract says: a rate (`12`), or one that follows the central bank's (`ecb+12`); null leaves the law's. Of a
-- customer it is dated in app.customer_state, and the one in force when an invoice was issued is the invoice's.
alter table app.company add column penalty_rate text check (penalty_rate ~ '^(ecb\+)?[0-9]{1,3}(\.[0-9]{1,4})?$'),
  add column indemnity_per_instalment boolean not null default true;
comment on column app.company.penalty_rate is 'Annual rate of the general terms of sale for late payment: percent, or ecb+points.';
alter table app.customer add column penalty_rate text check (penalty_rate ~ '^(ecb\+)?[0-9]{1,3}(\.[0-9]{1,4})?$');
alter table app.customer_state drop constraint customer_state_fact_check;
alter table app.customer_state add constraint customer_state_fact_check
  check (fact in ('risk_class', 'terms', 'insolvency', 'payment_method', 'policy', 'penalty_rate'));

reset role;
