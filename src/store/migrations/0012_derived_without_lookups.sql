-- Rows that an import writes once per customer. A foreign key looks its parent up row by row, and again when the row is
-- changed in the transaction that made it: for the derived rows that cost more than computing them.
set local role encours_owner;
-- Written by refreshes alone, which select them from app.customer.
alter table app.customer_money drop constraint customer_money_company_id_customer_id_fkey;
alter table app.standing drop constraint standing_company_id_customer_id_fkey;
-- Checked once a statement by code/25_references.sql, like the references of documents.
alter table app.customer drop constraint customer_company_id_fkey, drop constraint customer_portfolio_id_fkey;
-- Written by the statement that writes its audit row.
alter table app.audit_salt drop constraint audit_salt_seq_fkey;
-- document_exception serves what this one was for.
drop index app.document_pipeline;
reset role;
