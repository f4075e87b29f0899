-- The pipeline: orders that a person has marked urgent, and invoices whose buyer waits for a document.
set local role encours_owner;

alter table app.company add column urgent_days int not null default 3 check (urgent_days between 0 and 60);
comment on column app.company.urgent_days is 'An order is urgent from so many days before its requested date on.';
alter table app.sales_order add column urgent boolean not null default false;
comment on column app.sales_order.urgent is 'A person has marked it, whatever its requested date.';

-- Code 208 of the life cycle: our document is missing. Few, and asked for by their part of the pipeline alone.
create index document_suspended on app.document (company_id, issued_on, id) where einvoice_code = 208;

reset role;
