-- A column that the row itself gives needs no trigger, which cost each imported customer more than its index.
drop trigger if exists customer_search_text on app.customer;
drop function if exists app.customer_search_text();
set local role encours_owner;
alter table app.customer drop column search_text;
alter table app.customer add column search_text text not null generated always as (
  lower(name || ' ' || ref || coalesce(' ' || siren, '') || coalesce(' ' || siret, '') || coalesce(' ' || vat_number, ''))) stored;
comment on column app.customer.search_text is 'Lower-case name, reference, SIREN, SIRET and VAT number, for the trigram index.';
create index customer_search on app.customer using gin (search_text app.gin_trgm_ops);
reset role;

-- Imports whose next statement enters receipts (and items, where it says so) already settled: see app.apply_allocations.
set local role encours_owner;
create unlogged table staging.settled (import_id uuid not null, items boolean not null);
grant select, insert, delete on staging.settled to encours_definer;
reset role;
