-- Imports of payments, orders and limits.
set local role encours_definer;

create or replace function app.check_payments(p_company int, p_import uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set default_statistics_target = 10 as $$
begin
  -- a few thousand rows say enough about a million
  analyze staging.payment;
  insert into staging.reject
  select p_import, s.line, 'import-customer-unknown-ref', jsonb_build_object('customer', s.customer)
    from staging.payment s
   where s.import_id = p_import and not exists (select 1 from app.customer c where c.company_id = p_company and c.ref = s.customer)
  union all
  select p_import, s.line, 'import-currency-unlisted', jsonb_build_object('currency', s.currency)
    from staging.payment s where s.import_id = p_import and not exists (select 1 from app.currency c where c.code = s.currency)
  union all
  select p_import, s.line, 'import-payment-not-positive', jsonb_build_object('amount', s.amount::text)
    from staging.payment s where s.import_id = p_import and s.amount <= 0
  union all
  select p_import, s.line, 'import-external-id-twice', jsonb_build_object('id', s.external_id)
    from (select line, external_id, row_number() over (partition by key order by line) as n
            from staging.payment where import_id = p_import and external_id is not null) s
   where s.n > 1
  union all
  select p_import, s.line, 'import-invoice-unknown', jsonb_build_object('number', s.invoice, 'customer', s.customer)
    from staging.payment s
   where s.import_id = p_import and s.invoice is not null
     and not exists (
       select 1 from app.document d join app.customer c on c.company_id = d.company_id and c.id = d.customer_id
        where d.company_id = p_company and upper(d.number) = upper(s.invoice) and c.ref = s.customer and d.currency = s.currency
          and d.reverses is null and d.reversed_by is null);
end
$$;

create or replace function app.merge_payments(p_company int, p_import uuid, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set work_mem = '96MB' set enable_nestloop = on as $$
declare
  v_today date := app.today(p_company);
  v_changed uuid[];
  v_read int;
  v_written int;
begin
  if exists (select 1 from staging.reject where import_id = p_import) then
    delete from staging.payment s using staging.reject r where s.import_id = p_import and r.import_id = p_import and r.line = s.line;
  end if;
  select count(*) into v_read from staging.payment where import_id = p_import;
  -- nothing tells the planner how many rows a step below hands to the next: with many, comparing each with each is ruinous
  if v_read > 5000 then
    set local enable_nestloop = off;
  end if;
  -- what is open now stays so until it is paid below
  perform app.lock_money(p_company, array(
    select c.id from (select distinct customer from staging.payment where import_id = p_import) s
      join app.customer c on c.company_id = p_company and c.ref = s.customer));
  v_changed := array(
    select r.id from staging.payment s
      join app.receipt r on r.company_id = p_company and r.external_id = s.key and r.reverses is null and r.reversed_by is null
     where s.import_id = p_import and r.content_hash is distinct from s.said);
  perform app.reverse_receipts(p_company, p_import, v_changed);

  insert into staging.settled (import_id, items) values (p_import, false);
  -- The invoice named is paid as far as it is open, its items by due date, its payments by line; the rest stays on account.
  with w as materialized (
    select s.*, c.id as customer_id, c.portfolio_id, c.payment_method
      from staging.payment s join app.customer c on c.company_id = p_company and c.ref = s.customer
     where s.import_id = p_import
       and not exists (select 1 from app.receipt r where r.company_id = p_company and r.external_id = s.key and r.reverses is null and r.reversed_by is null)),
  paid as materialized (
    select w.id, w.customer_id, w.portfolio_id, w.received_on, w.amount, d.id as document_id,
           sum(w.amount) over (partition by d.id order by w.line) - w.amount as from_amount
      from w
      join lateral (
        select d.id from app.document d
         where d.company_id = p_company and upper(d.number) = upper(w.invoice) and d.customer_id = w.customer_id and d.currency = w.currency
           and d.reverses is null and d.reversed_by is null and d.amount > 0
         order by d.issued_on, d.id limit 1) d on true
     where w.invoice is not null),
  item as (
    select i.id, i.document_id, i.open_amount, sum(i.open_amount) over (partition by i.document_id order by i.due_on, i.seq) - i.open_amount as from_amount
      from (select distinct document_id as id from paid) d
      join app.due_item i on i.company_id = p_company and i.open_amount > 0 and (i.id = d.id or i.document_id = d.id and i.id <> i.document_id)),
  part as materialized (
    select p.*, i.id as item_id,
           least(p.from_amount + p.amount, i.from_amount + i.open_amount) - greatest(p.from_amount, i.from_amount) as part
      from paid p join item i on i.document_id = p.document_id),
  receipt as (
    insert into app.receipt (company_id, id, customer_id, portfolio_id, external_id, effective_on, currency, amount, unallocated, method, reference,
                             content_hash, import_id)
    select p_company, w.id, w.customer_id, w.portfolio_id, w.key, w.received_on, w.currency, w.amount, w.amount - coalesce(a.part, 0),
           coalesce(w.method, w.payment_method), coalesce(w.reference, ''), w.said, p_import
      from w left join (select id, sum(part) as part from part where part > 0 group by id) a on a.id = w.id),
  allocation as (
    insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, amount, source_amount, applied_on, import_id)
    select p_company, gen_random_uuid(), customer_id, portfolio_id, 'payment', item_id, id, part, part, received_on, p_import
      from part where part > 0)
  select count(*) into v_written from w;
  delete from staging.settled where import_id = p_import;

  update app.company c set receipts_cover_until = greatest(c.receipts_cover_until, least(m.day, v_today))
    from (select max(received_on) as day from staging.payment where import_id = p_import) m
   where c.id = p_company and m.day is not null;
  counts := array[v_written - cardinality(v_changed), cardinality(v_changed), v_read - v_written];
  customers := array(select distinct customer_id from app.receipt where company_id = p_company and import_id = p_import order by 1);
end
$$;

create or replace function app.check_orders(p_company int, p_import uuid) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into staging.reject
  select p_import, s.line, 'import-customer-unknown-ref', jsonb_build_object('customer', s.customer)
    from staging.sales_order s
   where s.import_id = p_import and not exists (select 1 from app.customer c where c.company_id = p_company and c.ref = s.customer)
  union all
  select p_import, s.line, 'import-currency-unlisted', jsonb_build_object('currency', s.currency)
    from staging.sales_order s where s.import_id = p_import and not exists (select 1 from app.currency c where c.code = s.currency)
  union all
  select p_import, s.line, 'import-order-amounts', jsonb_build_object('number', s.number)
    from staging.sales_order s
   where s.import_id = p_import
     and (s.amount < 0 or coalesce(s.delivered_amount, 0) not between 0 and s.amount or coalesce(s.invoiced_amount, 0) not between 0 and s.amount)
  union all
  select p_import, s.line, 'import-external-id-twice', jsonb_build_object('id', s.external_id)
    from (select line, coalesce(external_id, number) as external_id, row_number() over (partition by key order by line) as n
            from staging.sales_order where import_id = p_import) s
   where s.n > 1
$$;

create or replace function app.merge_orders(p_company int, p_import uuid, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_read int;
  v_added int;
  v_changed int;
begin
  delete from staging.sales_order s using staging.reject r where s.import_id = p_import and r.import_id = p_import and r.line = s.line;
  select count(*) into v_read from staging.sales_order where import_id = p_import;
  update app.sales_order o set
    ordered_on = s.ordered_on, requested_on = s.requested_on, currency = s.currency, amount = s.amount,
    delivered_amount = coalesce(s.delivered_amount, 0), invoiced_amount = coalesce(s.invoiced_amount, 0),
    status = coalesce(s.status, o.status), shipped_on = s.shipped_on, content_hash = s.said, import_id = p_import, rev = o.rev + 1, updated_at = now()
  from staging.sales_order s
  where s.import_id = p_import and o.company_id = p_company and o.external_id = s.key and o.content_hash is distinct from s.said;
  get diagnostics v_changed = row_count;
  insert into app.sales_order (company_id, id, customer_id, portfolio_id, external_id, number, ordered_on, requested_on, currency, amount,
                               delivered_amount, invoiced_amount, status, shipped_on, content_hash, import_id)
  select p_company, s.id, c.id, c.portfolio_id, s.key, s.number, s.ordered_on, s.requested_on, s.currency, s.amount,
         coalesce(s.delivered_amount, 0), coalesce(s.invoiced_amount, 0), coalesce(s.status, 'to_process'), s.shipped_on, s.said, p_import
    from staging.sales_order s join app.customer c on c.company_id = p_company and c.ref = s.customer
   where s.import_id = p_import
     and not exists (select 1 from app.sales_order o where o.company_id = p_company and o.external_id = s.key);
  get diagnostics v_added = row_count;
  counts := array[v_added, v_changed, v_read - v_added - v_changed];
  customers := array(select distinct customer_id from app.sales_order where company_id = p_company and import_id = p_import order by 1);
end
$$;

create or replace function app.check_limits(p_company int, p_import uuid) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into staging.reject
  select p_import, s.line, 'import-customer-unknown-ref', jsonb_build_object('customer', s.customer)
    from staging.credit_limit s
   where s.import_id = p_import and not exists (select 1 from app.customer c where c.company_id = p_company and c.ref = s.customer)
  union all
  select p_import, s.line, 'import-limit-currency', jsonb_build_object('currency', s.currency, 'expected', c.currency)
    from staging.credit_limit s, app.company c where s.import_id = p_import and c.id = p_company and s.currency <> c.currency
  union all
  select p_import, s.line, 'import-limit-negative', jsonb_build_object('amount', s.amount::text)
    from staging.credit_limit s where s.import_id = p_import and s.amount < 0
  union all
  select p_import, s.line, 'import-limit-dates', jsonb_build_object('from', s.effective_on, 'until', s.until_on)
    from staging.credit_limit s where s.import_id = p_import and s.until_on < s.effective_on
  union all
  select p_import, s.line, 'import-limit-twice', jsonb_build_object('customer', s.customer, 'from', s.effective_on)
    from (select line, customer, effective_on, row_number() over (partition by key order by line) as n
            from staging.credit_limit where import_id = p_import) s
   where s.n > 1
$$;

-- The latest row of a customer, kind and first day says what the limit is; the ones before say what it was thought to be.
create or replace function app.merge_limits(p_company int, p_import uuid, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  delete from staging.credit_limit s using staging.reject r where s.import_id = p_import and r.import_id = p_import and r.line = s.line;
  with w as materialized (
    select s.*, c.id as customer_id, c.portfolio_id, o.id as old_id, o.content_hash as old_said
      from staging.credit_limit s
      join app.customer c on c.company_id = p_company and c.ref = s.customer
      left join lateral (
        select l.id, l.content_hash from app.credit_limit l
         where l.company_id = p_company and l.customer_id = c.id and l.kind = coalesce(s.kind, 'internal') and l.effective_on = s.effective_on
         order by l.recorded_at desc, l.id desc limit 1) o on true
     where s.import_id = p_import),
  written as (
    insert into app.credit_limit (company_id, id, customer_id, portfolio_id, amount, kind, effective_on, until_on, reason, content_hash, import_id)
    select p_company, w.id, w.customer_id, w.portfolio_id, w.amount, coalesce(w.kind, 'internal'), w.effective_on, w.until_on,
           coalesce(w.reason, ''), w.said, p_import
      from w where w.old_id is null or w.old_said is distinct from w.said)
  select array[count(*) filter (where old_id is null), count(*) filter (where old_id is not null and old_said is distinct from said),
               count(*) filter (where old_id is not null and old_said is not distinct from said)]::int[],
         coalesce(array_agg(distinct customer_id) filter (where old_id is null or old_said is distinct from said), '{}')
    into counts, customers from w;
end
$$;
reset role;
