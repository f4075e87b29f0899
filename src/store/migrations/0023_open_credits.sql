-- Open credits are few among the open items, and have a part of their own in the list.
set local role encours_owner;
create index due_item_open_credit on app.due_item (company_id, due_on, id) where open_amount < 0;
reset role;
