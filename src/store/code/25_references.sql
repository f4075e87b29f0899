-- References of customers, documents, items, receipts and allocations, checked once a statement (see migrations 0011 and
-- 0012). No later statement changes what a row refers to, but for a customer's portfolio, which app.move_customer checks.
set local client_min_messages = warning;
set local role encours_definer;

-- Arguments of the trigger: column, parent table, and so on in pairs. A parent's key is (company_id, id), a currency's
-- its code, a company's and a portfolio's its id. Few parents have many rows, so these are looked up once each.
-- Planned anew each time: one row and a million need different plans.
create or replace function app.check_references() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_column text;
  v_parent text;
  v_orphan boolean;
begin
  for i in 0 .. tg_nargs - 2 by 2 loop
    v_column := tg_argv[i];
    v_parent := tg_argv[i + 1];
    execute case
      when v_parent in ('currency', 'company', 'portfolio') then format(
        'select exists (select 1 from (select distinct %1$I as key from new_rows) n where not exists (select 1 from app.%2$I p where p.%3$I = n.key))',
        v_column, v_parent, case v_parent when 'currency' then 'code' else 'id' end)
      when v_parent = 'customer' then format(
        'select exists (select 1 from (select distinct company_id, %1$I as id from new_rows) n where not exists (select 1 from app.customer p where p.company_id = n.company_id and p.id = n.id))',
        v_column)
      else format(
        'select exists (select 1 from new_rows n where n.%1$I is not null and not exists (select 1 from app.%2$I p where p.company_id = n.company_id and p.id = n.%1$I))',
        v_column, v_parent)
      end into v_orphan;
    if v_orphan then
      raise exception using errcode = 'foreign_key_violation', table = tg_table_name, constraint = tg_table_name || '_' || v_column || '_fkey',
        message = format('%s.%s refers to no %s', tg_table_name, v_column, v_parent);
    end if;
  end loop;
  return null;
end
$$;
grant execute on function app.check_references() to encours_owner;
reset role;

set local role encours_owner;
do $$
declare
  t record;
begin
  for t in select * from (values
    ('customer', 'company_id,company,portfolio_id,portfolio'),
    ('document', 'customer_id,customer,currency,currency'),
    ('due_item', 'document_id,document'),
    ('receipt', 'customer_id,customer,currency,currency'),
    ('allocation', 'item_id,due_item,receipt_id,receipt,source_item_id,due_item')) x(name, columns)
  loop
    execute format('drop trigger if exists check_references on app.%I', t.name);
    execute format('create trigger check_references after insert on app.%I referencing new table as new_rows for each statement execute function app.check_references(%s)',
      t.name, (select string_agg(quote_literal(c), ', ') from unnest(string_to_array(t.columns, ',')) c));
  end loop;
end
$$;
reset role;
