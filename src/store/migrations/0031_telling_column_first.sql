-- The column that tells rows apart comes first: a build compares what it sorts by the first column alone while it can, and
-- the company, which is the same for nearly all of them, sent each comparison to the second. Found by equality of both, by a
-- number without its company, or by a range of days, the rows are found as before.
set local role encours_owner;
drop index app.document_number;
create index document_number on app.document (upper(number) text_pattern_ops, company_id);
drop index app.due_item_issued;
create index due_item_issued on app.due_item (issued_on, company_id);
drop index app.due_item_open;
create index due_item_open on app.due_item (customer_id, company_id) where open_amount <> 0;
reset role;
