-- The references of the tables that imports fill by the million are checked once a statement, set-based, by the triggers
-- of code/25_references.sql: a foreign key looks its parent up row by row, which cost as much as all five indexes.
-- Nothing is weaker for it: parents (customers, documents, items, receipts, currencies) are never deleted or renumbered,
-- and nobody but the owner could.
set local role encours_owner;
alter table app.document drop constraint document_currency_fkey, drop constraint document_company_id_customer_id_fkey;
alter table app.due_item drop constraint due_item_company_id_document_id_fkey;
alter table app.receipt drop constraint receipt_currency_fkey, drop constraint receipt_company_id_customer_id_fkey;
alter table app.allocation drop constraint allocation_company_id_item_id_fkey,
  drop constraint allocation_company_id_receipt_id_fkey, drop constraint allocation_company_id_source_item_id_fkey;
reset role;
