-- What was changed about who works on what, so that it can be taken back: what it was, and what it became.
set local role encours_owner;

create table app.team_change (
  company_id int not null references app.company, id uuid not null, portfolio_id int not null references app.portfolio,
  person_id int not null references app.person, kind text not null check (kind in ('customers', 'people')),
  before jsonb not null, after jsonb not null, effective_on date not null, recorded_at timestamptz not null default now(), undone_at timestamptz,
  primary key (company_id, id)
);
create index team_change_portfolio on app.team_change (portfolio_id);
comment on column app.team_change.before is 'Of customers, each with the portfolio it came from; of people, the rows of portfolio_person.';

reset role;
