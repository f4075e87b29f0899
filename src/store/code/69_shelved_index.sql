-- The indexes of a table that holds nothing yet: put aside before its first rows come by the thousand, built once over all
-- of them in the same transaction, with the keys that rest on them. An entry of a sorted build costs a third of one inserted,
-- and nobody ever sees the table without: what would be written twice under a unique key is refused by the build.
set local client_min_messages = warning;
set local role encours_owner;

-- Puts the indexes of the tables aside, their keys and the references to these; nothing happens while somebody reads one
-- of the tables. The caller makes sure that they are empty, and with them what refers to them: their owner sees no rows.
create or replace function app.shelve_indexes(p_import uuid, p_tables text[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  -- of few rows among many: building one reads the whole table, entering its rows costs nothing
  v_sparse constant text[] := array['document_exception', 'document_suspended', 'due_item_document', 'due_item_open_credit'];
  v record;
begin
  for v in
    select distinct r.name from unnest(p_tables) t(name)
     cross join lateral (
       select t.name union select c.relname from pg_constraint k join pg_class c on c.oid = k.conrelid
        where k.contype = 'f' and k.confrelid = ('app.' || t.name)::regclass and t.name <> 'customer') r
     order by 1
  loop
    execute format('lock table app.%I in access exclusive mode nowait', v.name);
  end loop;
  -- references first, then what they rest on
  for v in
    select k.conname as name, c.relname as of, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and k.confrelid in (select ('app.' || t)::regclass from unnest(p_tables) t where t <> 'customer')
        or k.contype in ('p', 'u') and k.conrelid in (select ('app.' || t)::regclass from unnest(p_tables) t where t <> 'customer')
     order by k.contype = 'f' desc, k.conname
  loop
    insert into staging.shelved_index values (p_import, format('alter table app.%I add constraint %I %s', v.of, v.name, v.definition));
    execute format('alter table app.%I drop constraint %I', v.of, v.name);
  end loop;
  for v in
    select i.indexrelid::regclass as name
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
     where c.relnamespace = 'app'::regnamespace and c.relname = any (p_tables) and x.relname <> all (v_sparse)
       and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)
  loop
    insert into staging.shelved_index values (p_import, pg_get_indexdef(v.name));
    execute format('drop index %s', v.name);
  end loop;
exception when lock_not_available then
  return;
end
$$;

-- Measures the columns by which rows of the ledger are found, after many have come: the statements that follow would take a
-- table that nobody has measured for a two-hundredth of what it is, and a company that is new in it for one row, so that
-- they read all of its rows once for each of its customers. A few thousand rows of each say enough, and the server measures
-- the rest in its own time.
create or replace function app.measure_ledger() returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set default_statistics_target = 10 as $$
begin
  analyze app.customer (company_id, id, portfolio_id), app.document (company_id, id, customer_id, external_id),
    app.due_item (company_id, id, document_id, customer_id, issued_on, due_on, currency, open_amount),
    app.receipt (company_id, id, customer_id, external_id, unallocated),
    app.allocation (company_id, id, customer_id, item_id, receipt_id, source_item_id, applied_on, reverses);
end
$$;

-- Builds what the import put aside.
create or replace function app.build_indexes(p_import uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set maintenance_work_mem = '96MB' as $$
declare
  v_definition text;
begin
  for v_definition in
    select definition from staging.shelved_index where import_id = p_import order by definition like '%FOREIGN KEY%', definition
  loop
    execute v_definition;
  end loop;
  delete from staging.shelved_index where import_id = p_import;
end
$$;
grant execute on function app.shelve_indexes(uuid, text[]), app.build_indexes(uuid), app.measure_ledger() to encours_definer;
reset role;
