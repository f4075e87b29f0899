-- Trust: idempotent requests, audit, change feed, drafts, presence, read log.
set local role encours_owner;

create table app.request (
  id uuid primary key, actor text not null, verb text not null, payload_hash bytea not null, result jsonb,
  recorded_at timestamptz not null default now()
);

-- Append-only; ids and verbs, never personal text. The salt stands apart, so that erasing it cuts the link to content.
create table app.audit (
  seq bigint generated always as identity primary key,
  recorded_at timestamptz not null default now(),
  xid xid8 not null default pg_current_xact_id(),
  actor text not null, person_id int,
  company_id int, verb text not null, entity text not null, entity_id uuid, customer_id uuid, portfolio_id int,
  row_hash bytea not null
);
create index audit_customer on app.audit (company_id, customer_id);
create index audit_entity on app.audit (entity, entity_id);
create index audit_xid on app.audit (xid);
create table app.audit_salt (seq bigint primary key references app.audit, salt bytea not null);
create table app.audit_seal (
  id bigint generated always as identity primary key,
  from_xid xid8 not null, below_xid xid8 not null, rows bigint not null, hash bytea not null, previous bytea,
  sealed_at timestamptz not null default now()
);

-- What changed, for live screens: readers remember the oldest transaction that was still running when they looked.
create table app.change (
  seq bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  company_id int not null, portfolio_id int, customer_id uuid, entity text not null, entity_id uuid,
  person_id int, recorded_at timestamptz not null default now()
);
create index change_xid on app.change (xid, seq);

create table app.draft (
  person_id int not null references app.person, key text not null check (length(key) <= 200), rev bigint not null,
  body jsonb not null check (length(body::text) <= 100000),
  updated_at timestamptz not null default now(), primary key (person_id, key)
);
create table app.presence (
  person_id int not null references app.person, session uuid not null, company_id int not null, customer_id uuid, portfolio_id int,
  since timestamptz not null default now(), seen_at timestamptz not null default now(), primary key (person_id, session)
);
create table app.read_log (
  id bigint generated always as identity primary key, person_id int, what text not null, company_id int, customer_id uuid,
  portfolio_id int, hits int, recorded_at timestamptz not null default now()
);

reset role;
