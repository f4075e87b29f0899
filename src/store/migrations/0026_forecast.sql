-- What was expected, kept to be held against what came; and what a month is meant to bring.
set local role encours_owner;

alter table app.company add column forecast_on date;
comment on column app.company.forecast_on is 'When the forecast was last kept: with the first change of day of each week.';

create table app.forecast_week (
  company_id int not null references app.company, portfolio_id int not null references app.portfolio, currency text not null,
  taken_on date not null, week_on date not null check (extract(isodow from week_on) = 1),
  amount numeric(20,4) not null check (amount <> 'NaN'),
  recorded_at timestamptz not null default now(),
  primary key (company_id, taken_on, week_on, portfolio_id, currency)
);
create index on app.forecast_week (portfolio_id);
comment on column app.forecast_week.week_on is 'The Monday of the week in which the amount was expected, as seen on taken_on.';

create table app.month_target (
  company_id int not null references app.company, month date not null check (extract(day from month) = 1),
  id uuid not null,
  amount numeric(20,4) not null check (amount >= 0 and amount <> 'NaN'),
  rev int not null default 1, set_by int not null references app.person, recorded_at timestamptz not null default now(),
  primary key (company_id, month)
);
comment on column app.month_target.amount is 'To be received in the month, in company currency.';

reset role;
