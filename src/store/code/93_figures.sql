-- What the key figures are made of: one function per family, each of a period and a day, as known at p_known or, where that
-- is NULL, as known today.
--
-- Read with the caller's rights: the portfolios given only narrow what row-level security leaves. What they read together is
-- neither SECURITY DEFINER nor with a setting, so that the planner sees through it; what a family reads is planned without
-- knowing the period, and would be taken for a few rows, each compared with all the others: nested loops are ruled out. Amounts are worth p_currency (NULL: the company's currency, at
-- the rate of one day for the whole answer); what has no rate is left out, and app.kpi_balance names it.
set local role encours_definer;

-- What one unit of each currency is worth on the day; with p_currency, that currency alone counts. With a setting, so that
-- it is asked once and not for each row.
create or replace function app.worth(p_company int, p_currency text, p_day date) returns table (currency text, rate numeric)
language sql stable rows 40 set search_path = pg_catalog, app, pg_temp as $$
  select c.code, case when p_currency is null then app.rate_on(c.code, o.currency, p_day) when c.code = p_currency then 1 end
    from app.currency c, app.company o where o.id = p_company
$$;

-- Due dates that were changed: the one in force on the day. Items without a change are not in it.
create or replace function app.due_moved(p_company int, p_day date, p_known timestamptz, p_customer uuid) returns table (item_id uuid, due_on date)
language sql stable as $$
  select c.item_id, coalesce(
           (array_agg(c.due_on order by c.effective_on desc, c.recorded_at desc, c.id desc)
              filter (where c.effective_on <= p_day and (p_known is null or c.recorded_at <= p_known)))[1],
           (array_agg(c.previous_due_on order by c.recorded_at, c.id))[1])
    from app.due_date_change c
   where c.company_id = p_company and (p_customer is null or c.customer_id = p_customer)
   group by c.item_id
$$;

-- The items of invoices issued in the period, wrong ones that were reversed left out.
create or replace function app.sold(p_company int, p_from date, p_to date, p_known timestamptz, p_portfolios int[], p_customer uuid)
returns table (item_id uuid, document_id uuid, customer_id uuid, currency text, amount numeric, issued_on date, due_on date, in_error boolean)
language sql stable as $$
  select i.id, i.document_id, i.customer_id, i.currency, i.amount, i.issued_on, i.due_on,
         d.status in ('in_error', 'refused') or coalesce(d.einvoice_code in (210, 213), false) or d.error_cause is not null
    from app.due_item i join app.document d on d.company_id = p_company and d.id = i.document_id
   where i.company_id = p_company and i.issued_on between p_from and p_to and (p_known is null or i.recorded_at <= p_known)
     and (p_customer is null or i.customer_id = p_customer) and i.portfolio_id = any (p_portfolios)
     and d.kind = 'invoice' and d.reverses is null and i.amount > 0
     and (d.reversed_by is null or p_known < (select r.recorded_at from app.document r where r.company_id = p_company and r.id = d.reversed_by))
$$;

-- Everything that lowered or raised what is open of an item, whichever side of the matching it stood on.
create or replace function app.moves(p_company int, p_to date, p_known timestamptz)
returns table (item_id uuid, amount numeric, paid numeric, applied_on date)
language sql stable as $$
  select a.item_id, a.amount, case when a.kind = 'payment' then a.amount else 0 end, a.applied_on
    from app.allocation a
   where a.company_id = p_company and a.applied_on <= p_to and (p_known is null or a.recorded_at <= p_known)
  union all
  select a.source_item_id, -a.source_amount, 0, a.applied_on
    from app.allocation a
   where a.company_id = p_company and a.source_item_id is not null and a.applied_on <= p_to and (p_known is null or a.recorded_at <= p_known)
$$;

-- Invoices' items of which nothing was left at the end of the period and something was in it: what was paid of them, and
-- when the last of it came. Those settled by credit notes and write-offs alone were never paid, and are left out.
create or replace function app.settled(p_company int, p_from date, p_to date, p_known timestamptz, p_portfolios int[], p_customer uuid)
returns table (item_id uuid, document_id uuid, customer_id uuid, currency text, paid numeric, issued_on date, due_on date, settled_on date)
language sql stable as $$
  with touched as materialized (
    select a.item_id from app.allocation a
     where a.company_id = p_company and a.applied_on between p_from and p_to and (p_known is null or a.recorded_at <= p_known)
       and (p_customer is null or a.customer_id = p_customer)
    union
    select a.source_item_id from app.allocation a
     where a.company_id = p_company and a.source_item_id is not null and a.applied_on between p_from and p_to and (p_known is null or a.recorded_at <= p_known)
       and (p_customer is null or a.customer_id = p_customer)),
  whole as (
    select m.item_id, sum(m.amount) as amount, sum(m.paid) as paid, max(m.applied_on) as settled_on
      from touched t join app.moves(p_company, p_to, p_known) m on m.item_id = t.item_id
     group by 1)
  select i.item_id, i.document_id, i.customer_id, i.currency, w.paid, i.issued_on, coalesce(v.due_on, i.due_on), w.settled_on
    from whole w
    join app.sold(p_company, '-infinity', p_to, p_known, p_portfolios, p_customer) i on i.item_id = w.item_id
    left join app.due_moved(p_company, p_to, p_known, p_customer) v on v.item_id = i.item_id
   where w.amount = i.amount and w.paid > 0
$$;

-- What was owed at the end of a day.
create or replace function app.kpi_balance(
  p_company int, p_day date, p_known timestamptz, p_portfolios int[], p_currency text, p_customer uuid, p_rates date,
  out gross numeric, out not_due numeric, out over90 numeric, out unapplied numeric, out unconverted text[])
language sql stable set enable_nestloop = off as $$
  select coalesce(round(sum(l.worth) filter (where l.debit), 4), 0),
         coalesce(round(sum(l.worth) filter (where l.debit and l.late <= 0), 4), 0),
         coalesce(round(sum(l.worth) filter (where l.debit and l.late > 90), 4), 0),
         coalesce(round(sum(l.worth) filter (where not l.debit), 4), 0),
         coalesce(array_agg(distinct l.currency) filter (where l.worth is null and p_currency is null), '{}')
    from (select o.currency, o.open * w.rate as worth, o.open > 0 and o.item_id is not null as debit, p_day - o.due_on as late
            from app.open_as_of(p_company, p_day, p_known, p_customer) o
            join app.worth(p_company, p_currency, p_rates) w on w.currency = o.currency
           where o.portfolio_id = any (p_portfolios)) l
$$;

-- Sales including VAT: those of the period, net of credit notes and without them, and those of each month of the ledger up to
-- the day, the first month first. A month without any is there with nothing.
create or replace function app.kpi_sales(
  p_company int, p_from date, p_to date, p_day date, p_known timestamptz, p_portfolios int[], p_currency text, p_customer uuid, p_rates date,
  out sales numeric, out invoiced numeric, out months jsonb)
language sql stable set enable_nestloop = off as $$
  with line as materialized (
    select date_trunc('month', i.issued_on)::date as month,
           round(sum(i.amount * w.rate), 4) as net,
           round(coalesce(sum(i.amount * w.rate) filter (where i.issued_on between p_from and p_to), 0), 4) as sales,
           round(coalesce(sum(i.amount * w.rate) filter (where i.issued_on between p_from and p_to and d.kind = 'invoice'), 0), 4) as invoiced
      from app.due_item i
      join app.document d on d.company_id = p_company and d.id = i.document_id and d.kind in ('invoice', 'credit_note')
      join app.worth(p_company, p_currency, p_rates) w on w.currency = i.currency and w.rate is not null
     where i.company_id = p_company and i.issued_on <= p_day and (p_known is null or i.recorded_at <= p_known)
       and (p_customer is null or i.customer_id = p_customer) and i.portfolio_id = any (p_portfolios)
     group by 1)
  select coalesce(sum(l.sales), 0), coalesce(sum(l.invoiced), 0),
         coalesce(jsonb_agg(jsonb_build_object('month', m.month, 'sales', coalesce(l.net, 0)::text) order by m.month), '[]')
    from (select g::date as month from generate_series((select min(month) from line)::timestamp, date_trunc('month', p_day::timestamp), '1 month') g) m
    left join line l on l.month = m.month
$$;

-- What was settled in the period: paid, and paid times days late (early counts as none) and days since the invoice.
create or replace function app.kpi_settled(
  p_company int, p_from date, p_to date, p_known timestamptz, p_portfolios int[], p_currency text, p_customer uuid, p_rates date,
  out paid numeric, out paid_late numeric, out paid_days numeric)
language sql stable set enable_nestloop = off as $$
  select coalesce(round(sum(s.paid * w.rate), 4), 0),
         coalesce(round(sum(s.paid * w.rate * greatest(s.settled_on - s.due_on, 0)), 4), 0),
         coalesce(round(sum(s.paid * w.rate * greatest(s.settled_on - s.issued_on, 0)), 4), 0)
    from app.settled(p_company, p_from, p_to, p_known, p_portfolios, p_customer) s
    join app.worth(p_company, p_currency, p_rates) w on w.currency = s.currency and w.rate is not null
$$;

-- Promises judged in the period. As known then, a promise is what its last event says.
create or replace function app.kpi_promises(
  p_company int, p_from date, p_to date, p_known timestamptz, p_portfolios int[], p_currency text, p_customer uuid, p_rates date,
  out judged bigint, out kept bigint, out promised numeric, out received numeric)
language sql stable set enable_nestloop = off as $$
  select count(*), count(*) filter (where j.state = 'kept'),
         coalesce(round(sum(j.amount * w.rate), 4), 0), coalesce(round(sum(least(j.received, j.amount) * w.rate), 4), 0)
    from (select p.currency, p.state, p.amount - p.lowered as amount, p.received
            from app.promise p
           where p_known is null and p.company_id = p_company and p.state in ('kept', 'partly_kept', 'broken') and p.judged_on between p_from and p_to
             and (p_customer is null or p.customer_id = p_customer) and p.portfolio_id = any (p_portfolios)
          union all
          select p.currency, e.event, p.amount - p.lowered, coalesce(e.received, 0)
            from app.promise p
            join lateral (select x.event, x.received, x.effective_on from app.promise_event x
                           where x.company_id = p_company and x.promise_id = p.id and x.recorded_at <= p_known and x.event <> 'moved'
                           order by x.recorded_at desc, x.id desc limit 1) e on true
           where p_known is not null and p.company_id = p_company and p.recorded_at <= p_known
             and e.event in ('kept', 'partly_kept', 'broken') and e.effective_on between p_from and p_to
             and (p_customer is null or p.customer_id = p_customer) and p.portfolio_id = any (p_portfolios)) j
    join app.worth(p_company, p_currency, p_rates) w on w.currency = j.currency and w.rate is not null
$$;

-- Calls of the period, those taken back left out: attempts, and those that reached the right person.
create or replace function app.kpi_calls(
  p_company int, p_from date, p_to date, p_known timestamptz, p_portfolios int[], p_customer uuid,
  out attempts bigint, out right_party bigint)
language sql stable set enable_nestloop = off as $$
  select count(*), count(*) filter (where x.right_party)
    from app.activity x
   where x.company_id = p_company and x.kind = 'call' and x.effective_on between p_from and p_to and (p_known is null or x.recorded_at <= p_known)
     and (p_customer is null or x.customer_id = p_customer) and x.portfolio_id = any (p_portfolios)
     and not exists (select 1 from app.activity y
                      where y.company_id = p_company and y.customer_id = x.customer_id and y.corrects = x.id and (p_known is null or y.recorded_at <= p_known))
$$;

-- Of the items of the period's invoices that fell due thirty days ago or longer: how many and how much, and of them what was
-- not fully paid on the thirtieth day. And the period's invoices, with those that were ever in error.
create or replace function app.kpi_invoices(
  p_company int, p_from date, p_to date, p_day date, p_known timestamptz, p_portfolios int[], p_currency text, p_customer uuid, p_rates date,
  out fallen bigint, out unpaid bigint, out fallen_amount numeric, out unpaid_amount numeric, out issued bigint, out in_error bigint)
language sql stable set enable_nestloop = off as $$
  with sold as materialized (
    select s.item_id, s.document_id, s.in_error, s.amount, s.amount * w.rate as worth, coalesce(v.due_on, s.due_on) + 30 as until
      from app.sold(p_company, p_from, least(p_to, p_day), p_known, p_portfolios, p_customer) s
      join app.worth(p_company, p_currency, p_rates) w on w.currency = s.currency and w.rate is not null
      left join app.due_moved(p_company, p_day, p_known, p_customer) v on v.item_id = s.item_id),
  paid as (
    select s.item_id, sum(m.amount) as amount
      from sold s join app.moves(p_company, p_day, p_known) m on m.item_id = s.item_id and m.applied_on <= s.until
     where s.until <= p_day
     group by 1)
  select count(*) filter (where s.until <= p_day), count(*) filter (where s.until <= p_day and s.amount > coalesce(p.amount, 0)),
         coalesce(round(sum(s.worth) filter (where s.until <= p_day), 4), 0),
         coalesce(round(sum(s.worth) filter (where s.until <= p_day and s.amount > coalesce(p.amount, 0)), 4), 0),
         count(distinct s.document_id), count(distinct s.document_id) filter (where s.in_error)
    from sold s left join paid p on p.item_id = s.item_id
$$;

-- Disputes opened in the period, by amount, and the days that those took which were resolved in it.
create or replace function app.kpi_disputes(
  p_company int, p_from date, p_to date, p_known timestamptz, p_portfolios int[], p_currency text, p_customer uuid, p_rates date,
  out opened numeric, out resolved bigint, out days bigint)
language sql stable set enable_nestloop = off as $$
  select coalesce(round(sum(d.amount * w.rate) filter (where d.opened_on between p_from and p_to), 4), 0),
         count(*) filter (where d.over), coalesce(sum(d.resolved_on - d.opened_on) filter (where d.over), 0)
    from (select d.amount, d.opened_on, d.resolved_on, i.currency,
                 coalesce(d.resolved_on between p_from and p_to and (p_known is null or coalesce(d.resolved_recorded_at, d.recorded_at) <= p_known), false) as over
            from app.dispute d join app.due_item i on i.company_id = p_company and i.id = d.item_id
           where d.company_id = p_company and (p_known is null or d.recorded_at <= p_known)
             and (p_customer is null or d.customer_id = p_customer) and d.portfolio_id = any (p_portfolios)) d
    join app.worth(p_company, p_currency, p_rates) w on w.currency = d.currency and w.rate is not null
$$;

-- The way from order to cash of the orders whose invoice was wholly paid in the period: median days of each step and of the
-- whole, and the days that nine in ten of them took at most.
create or replace function app.kpi_lead(
  p_company int, p_from date, p_to date, p_known timestamptz, p_portfolios int[], p_currency text, p_customer uuid,
  out orders bigint, out whole numeric, out ninth numeric, out shipping numeric, out invoicing numeric, out cashing numeric)
language sql stable set enable_nestloop = off as $$
  with paid as (
    select s.document_id, count(*) as items, max(s.settled_on) as settled_on
      from app.settled(p_company, '-infinity', p_to, p_known, p_portfolios, p_customer) s
     where p_currency is null or s.currency = p_currency
     group by 1),
  way as (
    select p.settled_on - o.ordered_on as whole, o.shipped_on - o.ordered_on as shipping, d.issued_on - o.shipped_on as invoicing, p.settled_on - d.issued_on as cashing
      from paid p
      join app.document d on d.company_id = p_company and d.id = p.document_id
      join app.sales_order o on o.company_id = p_company and o.id = d.order_id
     where p.settled_on between p_from and p_to
       and p.items = (select count(*) from app.due_item i where i.company_id = p_company and (i.id = d.id or i.document_id = d.id and i.id <> i.document_id)))
  select count(*), (percentile_cont(0.5) within group (order by whole))::numeric, (percentile_disc(0.9) within group (order by whole))::numeric,
         (percentile_cont(0.5) within group (order by shipping))::numeric, (percentile_cont(0.5) within group (order by invoicing))::numeric,
         (percentile_cont(0.5) within group (order by cashing))::numeric
    from way
$$;

grant execute on function
  app.worth(int, text, date), app.due_moved(int, date, timestamptz, uuid), app.sold(int, date, date, timestamptz, int[], uuid),
  app.moves(int, date, timestamptz), app.settled(int, date, date, timestamptz, int[], uuid),
  app.kpi_balance(int, date, timestamptz, int[], text, uuid, date),
  app.kpi_sales(int, date, date, date, timestamptz, int[], text, uuid, date),
  app.kpi_settled(int, date, date, timestamptz, int[], text, uuid, date),
  app.kpi_promises(int, date, date, timestamptz, int[], text, uuid, date),
  app.kpi_calls(int, date, date, timestamptz, int[], uuid),
  app.kpi_invoices(int, date, date, date, timestamptz, int[], text, uuid, date),
  app.kpi_disputes(int, date, date, timestamptz, int[], text, uuid, date),
  app.kpi_lead(int, date, date, timestamptz, int[], text, uuid)
to encours_person;
reset role;
