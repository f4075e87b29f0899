-- The undo of an import: what it added is reversed, unless something stands on it.
set local role encours_definer;
drop function if exists app.import_later_work(int, uuid), app.work_since_import(int, uuid);

-- Later imports whose rows stand on an import's rows, latest first: how many rows, and how many rows they corrected, of
-- whatever import. They come off first; one that corrected rows never does.
create or replace function app.imports_upon(p_company int, p_import uuid)
returns table (id uuid, kind text, file_name text, recorded_at timestamptz, corrected int, rows int)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  with own as (select * from app.import i where i.company_id = p_company and i.id = p_import),
  item as materialized (select x.id from app.due_item x where x.company_id = p_company and x.import_id = p_import),
  receipt as materialized (select x.id, x.reversed_by from app.receipt x where x.company_id = p_company and x.import_id = p_import),
  customer as materialized (select x.id from app.customer x where x.company_id = p_company and x.import_id = p_import),
  upon as (
    select a.import_id from app.allocation a
     where a.company_id = p_company and (a.item_id in (select i.id from item i) or a.source_item_id in (select i.id from item i)
       or a.receipt_id in (select r.id from receipt r))
    union all select p.import_id from app.promise_item x join app.promise p on p.company_id = p_company and p.id = x.promise_id
     where x.company_id = p_company and x.item_id in (select i.id from item i)
    union all select d.import_id from app.dispute d where d.company_id = p_company and d.item_id in (select i.id from item i)
    union all select r.import_id from app.reminder_item x join app.reminder r on r.company_id = p_company and r.id = x.reminder_id
     where x.company_id = p_company and x.item_id in (select i.id from item i)
    -- corrected by another file
    union all select o.import_id from app.document d join app.document o on o.company_id = p_company and o.id = d.reversed_by
     where d.company_id = p_company and d.import_id = p_import
    union all select o.import_id from receipt r join app.receipt o on o.company_id = p_company and o.id = r.reversed_by
    -- on the customers it brought
    union all select d.import_id from app.document d where d.company_id = p_company and d.customer_id in (select c.id from customer c)
    union all select r.import_id from app.receipt r where r.company_id = p_company and r.customer_id in (select c.id from customer c)
    union all select o.import_id from app.sales_order o where o.company_id = p_company and o.customer_id in (select c.id from customer c)
    union all select l.import_id from app.credit_limit l where l.company_id = p_company and l.customer_id in (select c.id from customer c)
    union all select k.import_id from app.contact k where k.company_id = p_company and k.customer_id in (select c.id from customer c)
    union all select p.import_id from app.promise p where p.company_id = p_company and p.customer_id in (select c.id from customer c)
    union all select r.import_id from app.reminder r where r.company_id = p_company and r.customer_id in (select c.id from customer c)
    union all select a.import_id from app.activity a where a.company_id = p_company and a.customer_id in (select c.id from customer c)
    -- a state that another file has changed bears the other file's id: the latest that changed any is named
    union all
    select l.id from own
     cross join lateral generate_series(1, own.added - case own.kind
       when 'customers' then (select count(*) from customer)
       when 'contacts' then (select count(*) from app.contact k where k.company_id = p_company and k.import_id = p_import)
       when 'orders' then (select count(*) from app.sales_order o where o.company_id = p_company and o.import_id = p_import)
       else own.added end) missing
     cross join lateral (
       select i.id from app.import i
        where i.company_id = p_company and i.kind = own.kind and i.state = 'recorded' and i.changed > 0 and i.recorded_at > own.recorded_at
        order by i.recorded_at desc limit 1) l)
  select i.id, i.kind, i.file_name, i.recorded_at, i.changed, count(*)::int
    from upon u join app.import i on i.company_id = p_company and i.id = u.import_id cross join own
   where i.state = 'recorded' and i.id <> p_import and (i.recorded_at, i.id) > (own.recorded_at, own.id)
   group by i.id, i.kind, i.file_name, i.recorded_at, i.changed
   order by i.recorded_at desc, i.id desc
$$;

-- What people have done since with the rows of an import.
create or replace function app.work_upon_import(p_company int, p_import uuid) returns int
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  with item as materialized (select id from app.due_item where company_id = p_company and import_id = p_import),
  receipt as materialized (select id from app.receipt where company_id = p_company and import_id = p_import),
  customer as materialized (select id from app.customer where company_id = p_company and import_id = p_import)
  select ((select count(*) from app.allocation a
            where a.company_id = p_company and a.import_id is null and a.reverses is null
              and not exists (select 1 from app.allocation x where x.company_id = p_company and x.reverses = a.id)
              and (a.item_id in (select id from item) or a.source_item_id in (select id from item) or a.receipt_id in (select id from receipt)))
        + (select count(*) from app.promise_item x join app.promise p on p.company_id = p_company and p.id = x.promise_id
            where x.company_id = p_company and x.item_id in (select id from item) and p.import_id is null)
        + (select count(*) from app.dispute d where d.company_id = p_company and d.item_id in (select id from item) and d.import_id is null)
        + (select count(*) from app.reminder_item x join app.reminder r on r.company_id = p_company and r.id = x.reminder_id
            where x.company_id = p_company and x.item_id in (select id from item) and r.import_id is null
              and r.state in ('approved', 'sending', 'sent', 'uncertain'))
        + (select count(*) from app.document d where d.company_id = p_company and d.customer_id in (select id from customer) and d.import_id is null
             and d.reverses is null and d.reversed_by is null)
        + (select count(*) from app.activity a where a.company_id = p_company and a.customer_id in (select id from customer) and a.import_id is null)
        + (select count(*) from app.hold h where h.company_id = p_company and h.state <> 'released'
             and (h.scope_id in (select id from item) or h.customer_id in (select id from customer)))
        -- promises and disputes that it brought, and that have been judged, moved or worked on
        + (select count(*) from app.promise where company_id = p_company and import_id = p_import and external_id is not null
             and (rev > 1 or state not in ('open', 'due')))
        + (select count(*) from app.dispute where company_id = p_company and import_id = p_import and external_id is not null
             and app.dispute_worked(p_company, id)))::int
$$;

-- Undoes an import, unless a later one or people's work stands on it. p: import
create or replace function app.undo_import(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v jsonb := app.begin_request(p_request, 'undo_import', p);
  v_id uuid := (p ->> 'import')::uuid;
  v_undo uuid := p_request;
  v_import app.import;
  v_upon record;
  v_work int;
  v_customers uuid[];
begin
  if v is not null then
    return v;
  end if;
  perform app.require(array['importer', 'admin']);
  select * into v_import from app.import where id = v_id for update;
  if v_import.id is null then
    perform app.refuse('import-unknown', jsonb_build_object('id', p ->> 'import'));
  elsif v_import.state = 'undone' then
    perform app.refuse('import-undone', jsonb_build_object('id', v_id));
  elsif v_import.changed > 0 then
    -- The rows it corrected were another import's: what stood before is brought back by that file, not by us.
    perform app.refuse('import-undo-corrected', jsonb_build_object('id', v_id, 'count', v_import.changed));
  end if;
  lock table app.import in share row exclusive mode;
  -- One that corrected rows stands for ever, so it is told before those that can be taken off.
  select u.*, u.recorded_at at time zone c.time_zone as at, c.time_zone into v_upon
    from app.imports_upon(v_import.company_id, v_id) u join app.company c on c.id = v_import.company_id
   order by (u.corrected > 0) desc, u.recorded_at desc, u.id desc limit 1;
  if v_upon.id is not null then
    perform app.refuse(case when v_upon.corrected > 0 then 'import-undo-corrected-since' else 'import-undo-later-import' end,
      jsonb_build_object('id', v_id, 'import', v_upon.id, 'kind', v_upon.kind, 'file', v_upon.file_name, 'count', v_upon.rows,
        'date', v_upon.at::date, 'time', to_char(v_upon.at, 'HH24:MI'), 'zone', v_upon.time_zone));
  end if;
  v_work := app.work_upon_import(v_import.company_id, v_id);
  if v_work > 0 then
    perform app.refuse('import-undo-later-work', jsonb_build_object('id', v_id, 'count', v_work));
  end if;

  v_customers := app.withdraw_import(v_import.company_id, v_id, v_undo);
  update app.import set state = 'undone', undone_at = now() where company_id = v_import.company_id and id = v_id;
  perform app.finish_import(v_import.company_id, v_undo, 'import_undo', v_customers);
  perform app.record_audit(v_import.company_id, 'import_undo', 'import', v_id, null, null, p);
  return app.end_request(p_request, jsonb_build_object('id', v_id, 'entity', 'import', 'rev', 2, 'undone', v_import.added));
end
$$;

-- Reverses what an import added; the reversing rows carry the id of the undo. Returns the customers touched.
create or replace function app.withdraw_import(p_company int, p_import uuid, p_undo uuid) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
  v_customers uuid[];
begin
  select coalesce(array_agg(distinct customer_id order by customer_id), '{}') into v_customers from (
    select customer_id from app.document where company_id = p_company and import_id = p_import
    union all select customer_id from app.receipt where company_id = p_company and import_id = p_import
    union all select customer_id from app.contact where company_id = p_company and import_id = p_import
    union all select customer_id from app.sales_order where company_id = p_company and import_id = p_import
    union all select customer_id from app.credit_limit where company_id = p_company and import_id = p_import
    union all select id from app.customer where company_id = p_company and import_id = p_import) x;

  perform app.reverse_receipts(p_company, p_undo,
    array(select id from app.receipt where company_id = p_company and import_id = p_import and reverses is null and reversed_by is null));
  perform app.reverse_documents(p_company, p_undo,
    array(select id from app.document where company_id = p_company and import_id = p_import and reverses is null and reversed_by is null));
  update app.dispute set status = 'payable', resolved_on = greatest(opened_on, v_today), resolved_recorded_at = now(), rev = rev + 1
   where company_id = p_company and import_id = p_import and resolved_on is null;
  v_customers := array(select unnest(v_customers) union select unnest(app.withdraw_work(p_company, p_import, p_undo))
                       union select unnest(app.withdraw_reference(p_company, p_import)) order by 1);
  update app.sales_order set status = 'cancelled', rev = rev + 1, updated_at = now(), external_id = null, content_hash = null
   where company_id = p_company and import_id = p_import;
  update app.contact set active = false, rev = rev + 1, updated_at = now(), external_id = null, content_hash = null
   where company_id = p_company and import_id = p_import;
  -- What was in force before comes into force again: a later row for the same day.
  insert into app.credit_limit (company_id, id, customer_id, portfolio_id, amount, kind, effective_on, until_on, reason, import_id)
  select l.company_id, app.uuid7(), l.customer_id, l.portfolio_id, b.amount, l.kind, l.effective_on, l.until_on, '', p_undo
    from app.credit_limit l
    left join lateral (
      select x.amount from app.credit_limit x
       where x.company_id = l.company_id and x.customer_id = l.customer_id and x.kind = l.kind and x.import_id is distinct from p_import
         and x.effective_on <= l.effective_on and (x.until_on is null or x.until_on >= l.effective_on)
       order by x.effective_on desc, x.recorded_at desc limit 1) b on true
   where l.company_id = p_company and l.import_id = p_import;
  update app.customer set active = false, rev = rev + 1, updated_at = now(), content_hash = null
   where company_id = p_company and import_id = p_import;
  return v_customers;
end
$$;

grant execute on function app.undo_import(uuid, jsonb) to encours_importer, encours_admin;
reset role;
