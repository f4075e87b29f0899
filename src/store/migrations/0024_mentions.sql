-- Colleagues named in a note: whom it is meant for, and whether they have opened the customer since.
set local role encours_owner;

create table app.mention (
  company_id int not null references app.company, id uuid not null, customer_id uuid not null, portfolio_id int not null,
  activity_id uuid not null, person_id int not null references app.person, by_id int not null references app.person,
  recorded_at timestamptz not null default now(), seen_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, customer_id) references app.customer (company_id, id),
  foreign key (company_id, activity_id) references app.activity (company_id, id)
);
create index mention_unseen on app.mention (person_id) where seen_at is null;
create index mention_customer on app.mention (company_id, customer_id);
create index mention_activity on app.mention (company_id, activity_id);
comment on column app.mention.seen_at is 'When the person opened the customer; none: not yet.';

reset role;
