-- Of what an import writes for a row, most is index entries: none stands for what another one finds as well.
set local role encours_owner;

-- A document paid at once has one item, which bears its id: the primary key finds it.
drop index app.due_item_document;
create index due_item_document on app.due_item (company_id, document_id) where id <> document_id;

-- Nobody reads a customer's open items from the index alone.
drop index app.due_item_open;
create index due_item_open on app.due_item (company_id, customer_id) where open_amount <> 0;

-- The rows of one import lie together, and are asked for by its undo and its audit alone: a summary per block is enough.
drop index app.document_import;
create index document_import on app.document using brin (import_id) with (pages_per_range = 32, autosummarize = on);
drop index app.receipt_import;
create index receipt_import on app.receipt using brin (import_id) with (pages_per_range = 32, autosummarize = on);

-- Keys of sources are looked up, never listed: compared byte by byte, without the rules of a language.
alter table app.document alter column external_id type text collate "C";
alter table app.receipt alter column external_id type text collate "C";

reset role;
