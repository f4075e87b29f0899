-- When what is open will be paid, and what was expected a week at a time.
set local role encours_definer;

-- Promises that stood on the day: what is still to come of each, and when. What a promise has received is known of those that
-- stand now; of a past day they are taken whole, since what came by then has left the items.
create or replace function app.standing_promises(p_company int, p_day date, p_known timestamptz, p_customer uuid)
returns table (promise_id uuid, customer_id uuid, currency text, on_account boolean, promised_on date, rest numeric)
language sql stable as $$
  select p.id, p.customer_id, p.currency, p.on_account,
         coalesce((select x.to_on from app.promise_event x
                    where x.company_id = p_company and x.promise_id = p.id and x.event in ('made', 'moved') and x.effective_on <= p_day
                      and (p_known is null or x.recorded_at <= p_known)
                    order by x.recorded_at desc, x.id desc limit 1), p.promised_on),
         greatest(p.amount - p.lowered - case when p.state in ('open', 'due') then p.received else 0 end, 0)
    from app.promise p
   where p.company_id = p_company and (p_customer is null or p.customer_id = p_customer) and p.made_on <= p_day
     and (p_known is null or p.recorded_at <= p_known)
     and coalesce((select x.event from app.promise_event x
                    where x.company_id = p_company and x.promise_id = p.id and x.event <> 'moved' and x.effective_on <= p_day
                      and (p_known is null or x.recorded_at <= p_known)
                    order by x.recorded_at desc, x.id desc limit 1), 'made') in ('made', 'due', 'reopened')
$$;

-- How late customers have paid in the six months up to the day, in whole days, early counted as negative and each payment by
-- its worth: each customer, and with customer_id NULL each segment, which is the kind and the risk class.
create or replace function app.habits(p_company int, p_day date, p_known timestamptz)
returns table (customer_id uuid, kind text, risk_class text, delay int)
language sql stable as $$
  with paid as materialized (
    select s.customer_id, c.kind, coalesce(c.risk_class, '') as risk_class, s.paid * w.rate as worth, s.settled_on - s.due_on as late
      from app.settled(p_company, (p_day - interval '6 months')::date + 1, p_day, p_known,
                       array(select p.id from app.portfolio p where p.company_id = p_company), null) s
      join app.customer c on c.company_id = p_company and c.id = s.customer_id
      join app.worth(p_company, null, p_day) w on w.currency = s.currency and w.rate is not null)
  select h.customer_id, h.kind, h.risk_class, round(sum(h.worth * h.late) / sum(h.worth))::int
    from paid h
   group by grouping sets ((h.customer_id, h.kind, h.risk_class), (h.kind, h.risk_class))
$$;

-- Every open debit item of the day in the parts that are expected on a day of their own, why that day, and every open
-- credit (why: unapplied). Excluded parts have no day. Callers give the portfolios that may be seen: habits and the days that
-- disputes take are the company's, so that everybody expects an item on the same day.
--
-- Within an item the disputed parts come first, then what is promised; promises on account cover what is left, the
-- oldest first.
create or replace function app.expected(p_company int, p_day date, p_known timestamptz, p_portfolios int[], p_customer uuid)
returns table (customer_id uuid, portfolio_id int, currency text, item_id uuid, why text, expected_on date, amount numeric)
language sql stable as $$
  with open as materialized (
    select o.customer_id, o.portfolio_id, o.currency, o.item_id, o.due_on, o.open
      from app.open_as_of(p_company, p_day, p_known, p_customer) o
     where o.portfolio_id = any (p_portfolios)),
  habit as materialized (select h.* from app.habits(p_company, p_day, p_known) h),
  settling as materialized (
    select d.reason, round(avg(d.resolved_on - d.opened_on))::int as days
      from app.dispute d
     where d.company_id = p_company and d.resolved_on <= p_day
       and (p_known is null or coalesce(d.resolved_recorded_at, d.recorded_at) <= p_known)
     group by 1),
  item as materialized (
    select o.customer_id, o.portfolio_id, o.currency, o.item_id, o.due_on, o.open,
           case when i.state in ('pre_litigation', 'litigation') then 'litigation'
                when c.insolvent_on <= p_day and i.issued_on < c.insolvent_on then 'insolvency' end as excluded,
           case when coalesce(d.payment_method, c.payment_method) in ('direct_debit', 'bill') then 'method'
                when h.delay is not null then 'habit' when s.delay is not null then 'segment' else 'due' end as why,
           o.due_on + case when coalesce(d.payment_method, c.payment_method) in ('direct_debit', 'bill') then 0
                           else coalesce(h.delay, s.delay, 0) end as usual_on
      from open o
      join app.due_item i on i.company_id = p_company and i.id = o.item_id
      join app.document d on d.company_id = p_company and d.id = i.document_id
      join app.customer c on c.company_id = p_company and c.id = o.customer_id
      left join habit h on h.customer_id = o.customer_id
      left join habit s on s.customer_id is null and s.kind = c.kind and s.risk_class = coalesce(c.risk_class, '')
     where o.open > 0 and o.item_id is not null),
  -- each dispute takes its amount of the item, the first opened first
  disputed as (
    select d.item_id, d.reason, d.amount, sum(d.amount) over (partition by d.item_id order by d.opened_on, d.id) as upto
      from app.dispute d
     where d.company_id = p_company and d.opened_on <= p_day and (p_known is null or d.recorded_at <= p_known)
       and (d.resolved_on is null or d.resolved_on > p_day or d.resolved_recorded_at > p_known)),
  contested as materialized (
    select i.item_id, d.reason, least(i.open, d.upto) - least(i.open, d.upto - d.amount) as amount
      from item i join disputed d on d.item_id = i.item_id
     where i.excluded is null and d.upto - d.amount < i.open),
  free as materialized (
    select i.*, i.open - coalesce(c.amount, 0) as left_open
      from item i left join (select x.item_id, sum(x.amount) as amount from contested x group by 1) c on c.item_id = i.item_id
     where i.excluded is null),
  promise as materialized (select p.* from app.standing_promises(p_company, p_day, p_known, p_customer) p where p.rest > 0),
  named as (
    select x.item_id, p.promised_on, least(x.amount, p.rest) as amount,
           sum(least(x.amount, p.rest)) over (partition by x.item_id order by p.promised_on, p.promise_id) as upto
      from promise p join app.promise_item x on x.company_id = p_company and x.promise_id = p.promise_id
     where not p.on_account),
  covered as materialized (
    select f.item_id, n.promised_on, least(f.left_open, n.upto) - least(f.left_open, n.upto - n.amount) as amount
      from free f join named n on n.item_id = f.item_id
     where n.upto - n.amount < f.left_open),
  rest as materialized (
    select f.*, f.left_open - coalesce(c.amount, 0) as unpromised,
           sum(f.left_open - coalesce(c.amount, 0)) over (partition by f.customer_id, f.currency order by f.due_on, f.item_id) as upto
      from free f left join (select x.item_id, sum(x.amount) as amount from covered x group by 1) c on c.item_id = f.item_id),
  account as (
    select p.customer_id, p.currency, p.promised_on, p.rest,
           sum(p.rest) over (partition by p.customer_id, p.currency order by p.promised_on, p.promise_id) as upto
      from promise p where p.on_account),
  -- where the two run over each other
  on_account as materialized (
    select r.item_id, a.promised_on, least(r.upto, a.upto) - greatest(r.upto - r.unpromised, a.upto - a.rest) as amount
      from rest r join account a on a.customer_id = r.customer_id and a.currency = r.currency
     where least(r.upto, a.upto) > greatest(r.upto - r.unpromised, a.upto - a.rest))
  select i.customer_id, i.portfolio_id, i.currency, i.item_id, i.excluded, null::date, i.open from item i where i.excluded is not null
  union all
  select i.customer_id, i.portfolio_id, i.currency, i.item_id, 'disputed', i.usual_on + coalesce(s.days, 0), c.amount
    from contested c join item i on i.item_id = c.item_id left join settling s on s.reason = c.reason
  union all
  select i.customer_id, i.portfolio_id, i.currency, i.item_id, 'promised', c.promised_on, c.amount
    from (select * from covered union all select * from on_account) c join item i on i.item_id = c.item_id
  union all
  select r.customer_id, r.portfolio_id, r.currency, r.item_id, r.why, r.usual_on, r.unpromised - coalesce(a.amount, 0)
    from rest r left join (select x.item_id, sum(x.amount) as amount from on_account x group by 1) a on a.item_id = r.item_id
   where r.unpromised > coalesce(a.amount, 0)
  union all
  select o.customer_id, o.portfolio_id, o.currency, o.item_id, 'unapplied', null, o.open from open o where o.open < 0 or o.item_id is null
$$;

-- The same for whoever asks: of the portfolios given, their own. What it reads is planned without knowing the day and would
-- be taken for a few rows, each compared with all the others: nested loops are ruled out.
create or replace function app.forecast(p_company int, p_day date, p_known timestamptz, p_portfolios int[], p_customer uuid)
returns table (customer_id uuid, portfolio_id int, currency text, item_id uuid, why text, expected_on date, amount numeric)
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp set enable_nestloop = off as $$
begin
  return query
  select e.* from app.expected(p_company, p_day, p_known,
    array(select unnest(p_portfolios) intersect select unnest(app.my_portfolios())), p_customer) e;
end
$$;

-- Keeps what is expected in each of the next thirteen weeks, once a week; the change of day calls it.
create or replace function app.keep_forecast(p_company int, p_today date) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set enable_nestloop = off as $$
begin
  if exists (select 1 from app.company where id = p_company and forecast_on >= date_trunc('week', p_today::timestamp)::date) then
    return;
  end if;
  insert into app.forecast_week (company_id, portfolio_id, currency, taken_on, week_on, amount)
  select p_company, e.portfolio_id, e.currency, p_today, date_trunc('week', e.expected_on::timestamp)::date, sum(e.amount)
    from app.expected(p_company, p_today, null, array(select p.id from app.portfolio p where p.company_id = p_company), null) e
   where e.expected_on >= p_today and e.expected_on < date_trunc('week', p_today::timestamp)::date + 91
   group by 2, 3, 5
  on conflict do nothing;
  update app.company set forecast_on = p_today where id = p_company;
end
$$;

-- {company, month: "YYYY-MM", amount, rev?}: what a month is to bring, in company currency.
create or replace function app.set_target(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.month_target;
  v_month date;
  v_amount numeric;
begin
  select * into a from app.start_action(p_request, 'set_target', p, array['manager', 'supervisor'], array['month', 'amount'], array['rev']);
  if a.replay is not null then
    return a.replay;
  end if;
  if app.field_text(p, 'month') !~ '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$' then
    perform app.refuse('field-not-month', jsonb_build_object('key', 'month', 'value', left(p ->> 'month', 60)));
  end if;
  v_month := ((p ->> 'month') || '-01')::date;
  v_amount := app.field_amount(p, 'amount');
  if v_amount < 0 then
    perform app.refuse('amount-negative', jsonb_build_object('key', 'amount'));
  end if;
  perform app.check_money(v_amount, (select c.currency from app.company c where c.id = a.company));
  -- two who set the first one at once
  perform 1 from app.company c where c.id = a.company for no key update;
  select * into v from app.month_target t where t.company_id = a.company and t.month = v_month;
  if found then
    perform app.check_rev(p, v.rev, to_jsonb(v));
    update app.month_target t set amount = v_amount, rev = t.rev + 1, set_by = a.me, recorded_at = now()
     where t.company_id = a.company and t.month = v_month returning * into v;
  else
    insert into app.month_target (company_id, month, id, amount, set_by) values (a.company, v_month, p_request, v_amount, a.me) returning * into v;
  end if;
  return app.finish_action(p_request, a.company, 'set_target', 'month_target', v.id, null, null, v.rev, p);
end
$$;

grant execute on function app.forecast(int, date, timestamptz, int[], uuid), app.set_target(uuid, jsonb) to encours_person;
reset role;
