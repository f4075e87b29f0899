set local role encours_owner;
-- A customer's documents are reached through its items, the few out of the ordinary through document_exception.
drop index app.document_customer;
-- Definitions of indexes that an import has put aside until its rows are in: see code/69_shelved_index.sql.
create unlogged table staging.shelved_index (import_id uuid not null, definition text not null);
-- Whether the reversing items of an import are entered matched already: see app.apply_allocations.
alter table staging.settled add column sources boolean not null default false;
reset role;
