-- The indexes of a table that holds nothing yet: put aside before its first rows come by the thousand, built once over all
-- of them in the same transaction. An entry of a sorted build costs a fifth of one inserted, and nobody ever sees the
-- table without: what would be written twice under a unique key is refused by the build.
set local client_min_messages = warning;
set local role encours_owner;

-- Puts the indexes of the tables aside, except those of their constraints; nothing happens while somebody reads one of
-- the tables. The caller makes sure that they are empty: their owner sees no rows.
create or replace function app.shelve_indexes(p_import uuid, p_tables text[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_table text;
  v_index regclass;
begin
  foreach v_table in array p_tables loop
    execute format('lock table app.%I in access exclusive mode nowait', v_table);
  end loop;
  for v_index in
    select i.indexrelid from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relnamespace = 'app'::regnamespace and c.relname = any (p_tables)
       and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)
  loop
    insert into staging.shelved_index values (p_import, pg_get_indexdef(v_index));
    execute format('drop index %s', v_index);
  end loop;
exception when lock_not_available then
  return;
end
$$;

-- Builds what the import put aside, and measures the columns by which rows are found: the statements that follow would
-- take a table that nobody has measured for a two-hundredth of what it is. A few thousand rows say enough; the server
-- measures the rest in its own time.
create or replace function app.build_indexes(p_import uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set maintenance_work_mem = '96MB' set default_statistics_target = 10 as $$
declare
  v_definition text;
begin
  for v_definition in delete from staging.shelved_index where import_id = p_import returning definition loop
    execute v_definition;
  end loop;
  analyze app.customer (company_id, id, portfolio_id), app.document (company_id, id, customer_id, external_id),
    app.due_item (company_id, id, document_id, customer_id, issued_on, due_on, currency, open_amount),
    app.receipt (company_id, id, customer_id, external_id, unallocated),
    app.allocation (company_id, id, customer_id, item_id, receipt_id, source_item_id, applied_on, reverses);
end
$$;
grant execute on function app.shelve_indexes(uuid, text[]), app.build_indexes(uuid) to encours_definer;
reset role;
