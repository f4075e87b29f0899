-- References of customers, documents, items, receipts and allocations (see migrations 0011 and 0012): looked up row by row,
-- as a foreign key would, but not for the rows of an import. Those come by the million from a join with their parents
-- (code/71 to 73), each look-up would cost as much as an index, and app.check() counts orphans of either kind. Parents
-- are never deleted or renumbered; a customer's portfolio is changed by app.move_customer alone, which looks it up.
set local client_min_messages = warning;
set local role encours_definer;

create or replace function app.orphan(p_table text, p_column text) returns void
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  raise exception using errcode = 'foreign_key_violation', table = p_table, constraint = p_table || '_' || p_column || '_fkey',
    message = format('%s.%s refers to nothing', p_table, p_column);
end
$$;

create or replace function app.refer_customer() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if not exists (select 1 from app.portfolio where id = new.portfolio_id and company_id = new.company_id) then
    perform app.orphan(tg_table_name, 'portfolio_id');
  end if;
  return null;
end
$$;

-- Documents and receipts.
create or replace function app.refer_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if not exists (select 1 from app.customer where company_id = new.company_id and id = new.customer_id) then
    perform app.orphan(tg_table_name, 'customer_id');
  elsif not exists (select 1 from app.currency where code = new.currency) then
    perform app.orphan(tg_table_name, 'currency');
  end if;
  return null;
end
$$;

create or replace function app.refer_item() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if not exists (select 1 from app.document where company_id = new.company_id and id = new.document_id) then
    perform app.orphan(tg_table_name, 'document_id');
  end if;
  return null;
end
$$;

create or replace function app.refer_allocation() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if not exists (select 1 from app.due_item where company_id = new.company_id and id = new.item_id) then
    perform app.orphan(tg_table_name, 'item_id');
  elsif new.receipt_id is not null and not exists (select 1 from app.receipt where company_id = new.company_id and id = new.receipt_id) then
    perform app.orphan(tg_table_name, 'receipt_id');
  elsif new.source_item_id is not null
        and not exists (select 1 from app.due_item where company_id = new.company_id and id = new.source_item_id) then
    perform app.orphan(tg_table_name, 'source_item_id');
  end if;
  return null;
end
$$;
grant execute on function app.refer_customer(), app.refer_entry(), app.refer_item(), app.refer_allocation() to encours_owner;
drop function if exists app.check_references() cascade;
reset role;

set local role encours_owner;
do $$
declare
  t record;
begin
  for t in select * from (values ('customer', 'refer_customer'), ('document', 'refer_entry'), ('receipt', 'refer_entry'),
                                 ('due_item', 'refer_item'), ('allocation', 'refer_allocation')) x(name, function)
  loop
    execute format('drop trigger if exists refer on app.%I', t.name);
    execute format('create trigger refer after insert on app.%I for each row when (new.import_id is null) execute function app.%I()',
      t.name, t.function);
  end loop;
end
$$;
reset role;
