-- What is owed: open amounts, positions, exposure, breach.
--
-- Nothing here adds deltas. A write names the customers it touched; their positions are computed anew from open items
-- under the lock of their customer_money row, in key order, so that concurrent writers neither drift nor deadlock.
set local role encours_definer;

-- Kept by this trigger alone, whoever writes allocations: what is still open on items, and unallocated on receipts. An
-- import that enters items, receipts or reversing items together with their allocations enters them settled, and says so
-- in staging.settled: a row written once costs half of one written twice.
create or replace function app.apply_allocations() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  update app.due_item i set open_amount = i.open_amount - s.amount
    from (select company_id, item_id, sum(amount) as amount from new_rows n
           where not exists (select 1 from staging.settled e where e.import_id = n.import_id and e.items) group by 1, 2) s
   where i.company_id = s.company_id and i.id = s.item_id;
  update app.due_item i set open_amount = i.open_amount + s.amount
    from (select company_id, source_item_id, sum(source_amount) as amount from new_rows n where source_item_id is not null
             and not exists (select 1 from staging.settled e where e.import_id = n.import_id and e.sources) group by 1, 2) s
   where i.company_id = s.company_id and i.id = s.source_item_id;
  update app.receipt r set unallocated = r.unallocated - s.amount
    from (select company_id, receipt_id, sum(source_amount) as amount from new_rows n where receipt_id is not null
             and not exists (select 1 from staging.settled e where e.import_id = n.import_id) group by 1, 2) s
   where r.company_id = s.company_id and r.id = s.receipt_id;
  return null;
end
$$;

-- One unit of p_base in p_quote on the day, by the latest rate on or before it; NULL when there is none.
create or replace function app.rate_on(p_base text, p_quote text, p_day date) returns numeric
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  return (
  select case when p_base = p_quote then 1 else coalesce(
    (select rate from app.fx_rate where base = p_base and quote = p_quote and on_date <= p_day order by on_date desc limit 1),
    (select 1 / rate from app.fx_rate where base = p_quote and quote = p_base and on_date <= p_day order by on_date desc limit 1)) end);
end
$$;

-- What positions must be, from documents alone: the one definition, used by the refresh and by app.check().
-- Allocations dated after today still leave an item open today; items and receipts of tomorrow do not count yet.
-- Neither SECURITY DEFINER nor SET, so that its definer callers plan it as a part of their own statement, and keep the plan.
create or replace function app.compute_position(p_company int, p_customers uuid[])
returns setof app.position
language sql stable as $$
  -- joined, not compared with ANY: a parameter's array is searched element by element
  with k as (select distinct unnest(p_customers) as id),
  t as materialized (select app.today(p_company) as today, c.bucket_from from app.company c where c.id = p_company),
  later as materialized (
    select a.item_id, a.receipt_id, a.source_item_id, a.amount, a.source_amount
      from k join app.allocation a on a.company_id = p_company and a.customer_id = k.id, t
     where a.applied_on > t.today),
  adjust as materialized (
    select id, sum(amount) as amount from (
      select item_id as id, amount from later
      union all select source_item_id, -source_amount from later where source_item_id is not null) x group by id),
  dispute as (
    select d.item_id, sum(d.amount) as amount from k join app.dispute d on d.company_id = p_company and d.customer_id = k.id
     where d.resolved_on is null and d.opened_on <= (select today from t)
     group by 1),
  -- few items have anything to do with a later day or a dispute: those are lines of their own, the others are joined with nothing
  open as (
    select i.customer_id, i.portfolio_id, i.currency, i.open_amount as open, i.due_on, i.state
      -- joined before the rest is asked, which the planner takes for rare
      from (select i.* from (select distinct unnest(p_customers) as id) k join app.due_item i on i.company_id = p_company and i.customer_id = k.id and i.open_amount <> 0 offset 0) i
     where i.issued_on <= (select today from t) and i.id not in (select id from adjust)
    union all
    select i.customer_id, i.portfolio_id, i.currency, i.open_amount + a.amount, i.due_on, i.state
      from adjust a join app.due_item i on i.company_id = p_company and i.id = a.id
     where i.issued_on <= (select today from t) and i.open_amount + a.amount <> 0),
  line as (
    select i.customer_id, i.portfolio_id, i.currency, i.open, i.due_on,
           case when i.open > 0 then width_bucket((select today from t) - i.due_on, (select bucket_from from t)) end as bucket,
           null::numeric as disputed, case when i.state in ('pre_litigation', 'litigation') and i.open > 0 then i.open end as litigation,
           null::numeric as promised, null::numeric as orders
      from open i
    union all
    select i.customer_id, i.portfolio_id, i.currency, null, null, null, least(d.amount, i.open_amount + coalesce(a.amount, 0)), null, null, null
      from dispute d join app.due_item i on i.company_id = p_company and i.id = d.item_id left join adjust a on a.id = i.id
     where i.issued_on <= (select today from t) and i.open_amount + coalesce(a.amount, 0) > 0
    union all
    select r.customer_id, r.portfolio_id, r.currency,
           -(r.unallocated + coalesce((select sum(l.source_amount) from later l where l.receipt_id = r.id), 0)), null, null, null, null, null, null
      from t, k join app.receipt r on r.company_id = p_company and r.customer_id = k.id
           and (r.unallocated <> 0 or r.id in (select l.receipt_id from later l where l.receipt_id is not null))
     where r.effective_on <= t.today
    union all
    select p.customer_id, p.portfolio_id, p.currency, null, null, null, null, null, greatest(p.amount - p.lowered - p.received, 0), null
      from k join app.promise p on p.company_id = p_company and p.customer_id = k.id
     where p.state in ('open', 'due')
    union all
    select o.customer_id, o.portfolio_id, o.currency, null, null, null, null, null, null, o.amount - o.invoiced_amount
      from k join app.sales_order o on o.company_id = p_company and o.customer_id = k.id
     where o.status not in ('invoiced', 'cancelled')),
  -- each line adds to what it has to do with alone
  total as (
    select l.customer_id, l.currency, max(l.portfolio_id) as portfolio_id, count(bucket)::int as items, count(*) filter (where bucket > 0)::int as overdue_items,
           coalesce(sum(open) filter (where bucket = 0), 0) as not_due,
           array[coalesce(sum(open) filter (where bucket = 1), 0), coalesce(sum(open) filter (where bucket = 2), 0),
                 coalesce(sum(open) filter (where bucket = 3), 0), coalesce(sum(open) filter (where bucket = 4), 0),
                 coalesce(sum(open) filter (where bucket = 5), 0), coalesce(sum(open) filter (where bucket = 6), 0),
                 coalesce(sum(open) filter (where bucket = 7), 0), coalesce(sum(open) filter (where bucket = 8), 0)] as b,
           coalesce(sum(open) filter (where bucket is null), 0) as unapplied,
           coalesce(sum(disputed) filter (where disputed is not null), 0) as disputed,
           coalesce(sum(promised) filter (where promised is not null), 0) as promised,
           coalesce(sum(litigation) filter (where litigation is not null), 0) as litigation,
           coalesce(sum(orders) filter (where orders is not null), 0) as orders,
           min(due_on) filter (where bucket is not null) as oldest_due_on
      from line l
     group by l.customer_id, l.currency)
  select p_company, l.customer_id, l.currency, l.portfolio_id, l.items, l.overdue_items, l.not_due,
         l.b[1:(select cardinality(bucket_from) from t)], l.not_due + o.overdue, o.overdue, l.unapplied, l.disputed, l.promised, l.litigation,
         l.orders, l.oldest_due_on
    from total l cross join lateral (select b[1] + b[2] + b[3] + b[4] + b[5] + b[6] + b[7] + b[8] as overdue offset 0) o
$$;

-- The limit in force on the business date, in company currency.
create or replace function app.limit_on(p_company int, p_customer uuid, p_day date)
returns table (amount numeric, until_on date)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select l.amount, l.until_on from app.credit_limit l
   where l.company_id = p_company and l.customer_id = p_customer and l.kind <> 'insured'
     and l.effective_on <= p_day and (l.until_on is null or l.until_on >= p_day)
   order by (l.kind = 'temporary') desc, l.effective_on desc, l.recorded_at desc, l.id desc limit 1
$$;

-- The locks of the customers' money, in key order: before any row of money is read to be written. A customer that this
-- very transaction made needs none: nobody else sees it.
create or replace function app.lock_money(p_company int, p_customers uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set plan_cache_mode = auto as $$
begin
  -- a kept plan expects few customers
  if cardinality(p_customers) > 20 then
    perform set_config('plan_cache_mode', 'force_custom_plan', true);
  end if;
  insert into app.customer_money (company_id, customer_id, portfolio_id)
  select c.company_id, c.id, c.portfolio_id from unnest(p_customers) k(id) join app.customer c on c.company_id = p_company and c.id = k.id
   where c.xmin <> pg_current_xact_id()::xid
     and not exists (select 1 from app.customer_money m where m.company_id = p_company and m.customer_id = c.id)
   order by c.id
  on conflict do nothing;
  perform 1 from unnest(p_customers) k(id) join app.customer_money m on m.company_id = p_company and m.customer_id = k.id
    order by m.customer_id for update of m;
end
$$;

-- A part of many customers' positions. Two calls in one statement are two processes' work: it may run in a worker, and says
-- that it costs enough to take one.
create or replace function app.some_positions(p_company int, p_customers uuid[]) returns setof app.position
language plpgsql stable parallel safe cost 10000000 security definer
  set search_path = pg_catalog, app, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
  return query select * from app.compute_position(p_company, p_customers);
end
$$;

create or replace function app.many_positions(p_company int, p_customers uuid[]) returns setof app.position
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_half int := cardinality(p_customers) / 2;
begin
  return query
    select * from app.some_positions(p_company, p_customers[:v_half]) union all select * from app.some_positions(p_company, p_customers[v_half + 1:]);
end
$$;

-- What the money of customers must be, from their positions and limits; in company currency.
create or replace function app.compute_money(p_company int, p_customers uuid[], p_today date) returns setof app.customer_money
language sql stable as $$
  with company as (select id, currency, near_percent from app.company where id = p_company),
  rate as materialized (
    select x.currency, app.rate_on(x.currency, c.currency, p_today) as rate
      from company c, (select distinct p.currency from unnest(p_customers) k(id) join app.position p on p.company_id = p_company and p.customer_id = k.id) x),
  owed as (
    select p.customer_id, sum((p.gross + p.unapplied + p.orders) * r.rate) as exposure,
           sum(p.gross * r.rate) as gross, sum(p.overdue * r.rate) as overdue,
           sum(p.disputed * r.rate) as disputed, sum(p.promised * r.rate) as promised, bool_or(r.rate is null) as unknown_rate
      from unnest(p_customers) k(id) join app.position p on p.company_id = p_company and p.customer_id = k.id
      join rate r using (currency)
     group by 1),
  -- the limit in force: as in app.limit_on, for all customers at once
  ceiling as (
    select distinct on (l.customer_id) l.customer_id, l.amount, l.until_on
      from unnest(p_customers) k(id) join app.credit_limit l on l.company_id = p_company and l.customer_id = k.id
     where l.kind <> 'insured'
       and l.effective_on <= p_today and (l.until_on is null or l.until_on >= p_today)
     order by l.customer_id, (l.kind = 'temporary') desc, l.effective_on desc, l.recorded_at desc, l.id desc)
  select p_company, c.id, c.portfolio_id,
         e.exposure, round(coalesce(o.gross, 0), 4), round(coalesce(o.overdue, 0), 4), round(coalesce(o.disputed, 0), 4),
         round(coalesce(o.promised, 0), 4), l.amount, l.until_on,
         coalesce(e.exposure > l.amount, false),
         coalesce(l.amount > 0 and e.exposure <= l.amount and e.exposure * 100 >= l.amount * company.near_percent, false),
         coalesce(o.unknown_rate, false)
    from company, unnest(p_customers) k(id)
    join app.customer c on c.company_id = p_company and c.id = k.id
    left join owed o on o.customer_id = k.id
    left join ceiling l on l.customer_id = k.id
   cross join lateral (select round(coalesce(o.exposure, 0), 4) as exposure) e
$$;

create or replace function app.some_money(p_company int, p_customers uuid[], p_today date) returns setof app.customer_money
language plpgsql stable parallel safe cost 10000000 security definer
  set search_path = pg_catalog, app, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
  return query select * from app.compute_money(p_company, p_customers, p_today);
end
$$;

create or replace function app.many_money(p_company int, p_customers uuid[], p_today date) returns setof app.customer_money
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_half int := cardinality(p_customers) / 2;
begin
  return query
    select * from app.some_money(p_company, p_customers[:v_half], p_today)
    union all select * from app.some_money(p_company, p_customers[v_half + 1:], p_today);
end
$$;

-- Recomputes positions, exposure and breach of the customers, and raises or closes what follows from them.
create or replace function app.refresh_money(p_company int, p_customers uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set plan_cache_mode = auto as $$
declare
  v_today date := app.today(p_company);
  v_many boolean := cardinality(p_customers) > 2000;
  v_money app.customer_money[];
begin
  if cardinality(p_customers) is null or cardinality(p_customers) = 0 then
    return;
  end if;
  -- a kept plan expects few customers
  if cardinality(p_customers) > 20 then
    perform set_config('plan_cache_mode', 'force_custom_plan', true);
  end if;
  -- the statements after the lock see what earlier holders committed
  perform app.lock_money(p_company, p_customers);

  delete from app.position p using unnest(p_customers) k(id) where p.company_id = p_company and p.customer_id = k.id;
  -- in key order: neighbours in an index are entered one after the other
  if v_many then
    insert into app.position select * from app.many_positions(p_company, p_customers) p order by p.customer_id, p.currency;
    v_money := array(select m from app.many_money(p_company, p_customers, v_today) m);
  else
    insert into app.position select * from app.compute_position(p_company, p_customers) p order by p.customer_id, p.currency;
    v_money := array(select m from app.compute_money(p_company, p_customers, v_today) m);
  end if;

  merge into app.customer_money m using unnest(v_money) s on m.company_id = p_company and m.customer_id = s.customer_id
  when matched and (m.exposure, m.gross, m.overdue, m.disputed, m.promised, m.unknown_rate, m.credit_limit, m.limit_until, m.breach, m.near)
      is distinct from (s.exposure, s.gross, s.overdue, s.disputed, s.promised, s.unknown_rate, s.credit_limit, s.limit_until, s.breach, s.near) then
    update set exposure = s.exposure, gross = s.gross, overdue = s.overdue, disputed = s.disputed, promised = s.promised,
               unknown_rate = s.unknown_rate, credit_limit = s.credit_limit, limit_until = s.limit_until, breach = s.breach, near = s.near
  -- a customer of this very transaction, whom nobody else can see or lock yet
  when not matched then
    insert (company_id, customer_id, portfolio_id, exposure, gross, overdue, disputed, promised, unknown_rate, credit_limit, limit_until, breach, near)
    values (p_company, s.customer_id, s.portfolio_id, s.exposure, s.gross, s.overdue, s.disputed, s.promised, s.unknown_rate, s.credit_limit, s.limit_until, s.breach, s.near);

  perform app.refresh_credit_alerts(p_company, p_customers);
end
$$;

-- Breach, near and unknown exposure: raised once while they last, closed by themselves when over.
create or replace function app.refresh_credit_alerts(p_company int, p_customers uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
  v_me int := app.me();
begin
  with due as (
    select m.*, k.kind from unnest(p_customers) c(id) join app.customer_money m on m.company_id = p_company and m.customer_id = c.id
     cross join lateral (values ('breach', m.breach), ('near', m.near and not m.breach), ('exposure_unknown', m.unknown_rate)) k(kind, holds)
     where k.holds),
  raised as (
    insert into app.alert (company_id, id, customer_id, portfolio_id, kind, subject_id, amount, currency, detail, raised_on)
    select d.company_id, app.uuid7(), d.customer_id, d.portfolio_id, d.kind, d.customer_id,
           case d.kind when 'breach' then d.exposure - d.credit_limit when 'near' then d.exposure end, c.currency,
           jsonb_build_object('exposure', d.exposure::text, 'limit', d.credit_limit::text), v_today
      from due d join app.company c on c.id = d.company_id
    on conflict (company_id, customer_id, kind, subject_id) where state in ('open', 'acknowledged', 'snoozed')
      do update set amount = excluded.amount, detail = excluded.detail
      where app.alert.amount is distinct from excluded.amount
    returning company_id, id, customer_id, portfolio_id),
  closed as (
    update app.alert a set state = 'closed', handled_at = now(), rev = a.rev + 1
      from unnest(p_customers) k(id) join app.customer_money m on m.company_id = p_company and m.customer_id = k.id
     where a.company_id = p_company and a.customer_id = m.customer_id
       and a.state in ('open', 'acknowledged', 'snoozed')
       and ((a.kind = 'breach' and not m.breach) or (a.kind = 'near' and not (m.near and not m.breach))
            or (a.kind = 'exposure_unknown' and not m.unknown_rate))
    returning a.company_id, a.id, a.customer_id, a.portfolio_id)
  insert into app.change (company_id, portfolio_id, customer_id, entity, entity_id, person_id)
  select company_id, portfolio_id, customer_id, 'alert', id, v_me from raised
  union all select company_id, portfolio_id, customer_id, 'alert', id, v_me from closed;
end
$$;

reset role;
