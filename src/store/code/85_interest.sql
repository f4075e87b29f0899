-- Late-payment interest and the indemnity for recovery costs, item by item.
set local role encours_definer;

-- The first day of a day's half-year.
create or replace function app.half_year(p_day date) returns date
language sql immutable as $$
  select make_date(extract(year from p_day)::int, case when extract(month from p_day) < 7 then 1 else 7 end, 1)
$$;

-- What is late of each invoice, and what it costs the customer: simple interest of unpaid amount × annual rate × days ÷ 365,
-- from the day after the due date to the day the money was there, both inclusive (C. com. L441-10). Rounded once an
-- invoice, half up; its parts add up to it, the last one takes what is left over.
--
--   due: the due date as of the day; days: how late it is, or was until the last payment; principal: still unpaid.
--   interest: null when a rate is unknown. indemnity: for each that was not wholly paid on its due date, in a currency of its own.
--   parts: [{from, to, days, amount, percent, interest}], in the order of days; percent null where nobody recorded it.
--   flags: rate_unknown, rule_unknown, below_floor (of a contract, C. com. L441-10 II), insolvency, no_notice.
--
-- Money counts from the day it was there, whenever it was matched; what was credited, given up or reversed was never owed.
-- The judgment that opens insolvency stops the interest of what was owed before (C. com. L622-28), and forbids paying what
-- falls due after it (L622-7): no indemnity. Not SECURITY DEFINER: the rows are those that the caller may see.
create or replace function app.claims_as_of(p_company int, p_day date, p_known timestamptz, p_customer uuid default null)
returns table (customer_id uuid, portfolio_id int, item_id uuid, document_id uuid, number text, currency text, due_on date, days int,
               principal numeric, interest numeric, indemnity numeric, indemnity_currency text, parts jsonb, flags text[])
language sql stable as $$
  with moved as materialized (
    select c.item_id, coalesce(
             (array_agg(c.due_on order by c.effective_on desc, c.recorded_at desc, c.id desc)
                filter (where c.effective_on <= p_day and (p_known is null or c.recorded_at <= p_known)))[1],
             (array_agg(c.previous_due_on order by c.recorded_at, c.id))[1]) as due_on
      from app.due_date_change c
     where c.company_id = p_company and (p_customer is null or c.customer_id = p_customer)
     group by c.item_id),
  item as materialized (
    select i.customer_id, i.portfolio_id, i.id, i.document_id, d.number, i.currency, u.digits, i.amount, i.issued_on, coalesce(m.due_on, i.due_on) as due_on,
           o.country, o.penalty_rate as company_rate, o.indemnity_per_instalment, c.kind as customer_kind,
           case when i.issued_on < c.insolvent_on then c.insolvent_on end as insolvent_on
      from app.due_item i
      join app.document d on d.company_id = i.company_id and d.id = i.document_id
      join app.customer c on c.company_id = i.company_id and c.id = i.customer_id
      join app.company o on o.id = i.company_id
      join app.currency u on u.code = i.currency
      left join moved m on m.item_id = i.id
     where i.company_id = p_company and (p_customer is null or i.customer_id = p_customer)
       and i.amount > 0 and i.state <> 'factored' and d.kind in ('invoice', 'opening')
       and i.issued_on <= p_day and (p_known is null or i.recorded_at <= p_known)
       and coalesce(m.due_on, i.due_on) < p_day),
  -- each allocation, and the day on which its money was there: none for what was never owed
  settled as materialized (
    select a.item_id, a.amount, case when a.kind = 'payment' then coalesce(back.effective_on, r.effective_on)
                                     when a.kind = 'credit' and s.kind = 'on_account' then s.issued_on end as paid_on
      from app.allocation a
      left join app.allocation x on x.company_id = a.company_id and x.id = a.reverses
      left join app.receipt r on r.company_id = a.company_id and r.id = a.receipt_id
      left join app.receipt back on back.company_id = a.company_id and back.id = r.reversed_by and a.reverses is not null
                and back.effective_on <= a.applied_on and (p_known is null or back.recorded_at <= p_known)
      left join app.due_item si on si.company_id = a.company_id and si.id = a.source_item_id
      left join app.document s on s.company_id = a.company_id and s.id = si.document_id
     where a.company_id = p_company and (p_customer is null or a.customer_id = p_customer)
       and a.item_id in (select id from item)
       and a.applied_on <= p_day and (p_known is null or a.recorded_at <= p_known)),
  owed as materialized (
    select i.*, i.amount - coalesce(p.never, 0) as owed, coalesce(p.in_time, 0) as in_time,
           i.amount - coalesce(p.never, 0) - coalesce(p.paid, 0) as principal,
           case when i.amount - coalesce(p.never, 0) - coalesce(p.paid, 0) > 0 then p_day else p.last_on end - i.due_on as days
      from item i
      left join (select s.item_id, sum(s.amount) filter (where s.paid_on is null) as never,
                        sum(s.amount) filter (where s.paid_on <= k.due_on) as in_time,
                        sum(s.amount) filter (where s.paid_on <= p_day) as paid,
                        max(s.paid_on) filter (where s.paid_on <= p_day) as last_on
                   from settled s join item k on k.id = s.item_id group by 1) p on p.item_id = i.id
     where i.amount - coalesce(p.never, 0) - coalesce(p.in_time, 0) > 0),
  -- the rule of the country and kind, and the contract of the day of issue where the rule allows one
  ruled as materialized (
    select o.*, r.customer_kind is not null as has_rule, r.basis, r.margin, r.split, r.from_notice, r.floor_times, r.indemnity as rule_indemnity,
           r.indemnity_currency as rule_currency, n.presented_on as notice_on,
           case when r.contract then coalesce(k.value, o.company_rate) end as contract_rate
      from owed o
      left join lateral (
        select * from app.late_payment_rule r
         where r.country = o.country and r.customer_kind = o.customer_kind and r.from_on <= o.due_on
         order by r.from_on desc limit 1) r on true
      left join lateral (
        select nullif(s.value, '') as value from app.customer_state s
         where s.company_id = p_company and s.customer_id = o.customer_id and s.fact = 'penalty_rate' and s.effective_on <= o.issued_on
           and (p_known is null or s.recorded_at <= p_known)
         order by s.effective_on desc, s.recorded_at desc, s.id desc limit 1) k on true
      left join lateral (
        select min(coalesce(m.presented_on, m.sent_on)) as presented_on
          from app.reminder_item x join app.reminder m on m.company_id = x.company_id and m.id = x.reminder_id
         where r.from_notice and x.company_id = p_company and x.item_id = o.id and m.tone = 'formal_notice' and m.state = 'sent'
           and coalesce(m.presented_on, m.sent_on) <= p_day) n on true),
  bounded as materialized (
    select r.*, case when r.from_notice then greatest(r.due_on, r.notice_on - 1) else r.due_on end as begins_after,
           least(p_day, r.insolvent_on - 1) as last_on,
           -- what the rate is made of
           case when r.contract_rate is null then r.basis when r.contract_rate like 'ecb+%' then 'ecb_mro' end as rests_on,
           case when r.contract_rate is null then r.margin else regexp_replace(r.contract_rate, '^ecb\+', '')::numeric end as points,
           case when r.contract_rate is null then r.split else r.contract_rate like 'ecb+%' end as by_half_year
      from ruled r),
  -- the unpaid amount after each day on which something was paid
  balance as (
    select k.id, k.after, lead(k.after, 1, k.last_on) over (partition by k.id order by k.after) as until,
           k.owed - sum(k.paid) over (partition by k.id order by k.after) as amount
      from (select b.id, b.owed, b.last_on, greatest(b.begins_after, e.paid_on) as after, sum(e.amount) as paid
              from bounded b
              join (select s.item_id, s.paid_on, s.amount from settled s where s.paid_on is not null
                    union all select o.id, null, 0 from owed o) e on e.item_id = b.id
             where b.has_rule and not (b.from_notice and b.notice_on is null)
               and greatest(b.begins_after, e.paid_on) < b.last_on
             group by 1, 2, 3, 4) k),
  part as materialized (
    select b.id, b.digits, l.amount, p.from_on, p.to_on, p.to_on - p.from_on + 1 as days,
           case when b.rests_on is null then b.points
                else b.points + (select q.percent from app.interest_rate q
                                  where q.kind = b.rests_on and q.country = case when b.rests_on = 'ecb_mro' then 'EU' else b.country end and q.from_on = p.half) end as percent,
           row_number() over (partition by b.id order by p.from_on) as nth, count(*) over (partition by b.id) as of
      from bounded b join balance l on l.id = b.id
     cross join lateral (
       select greatest(l.after + 1, h::date) as from_on, least(l.until, (h + interval '6 months - 1 day')::date) as to_on, h::date as half
         from generate_series(app.half_year(l.after + 1)::timestamp, l.until::timestamp, interval '6 months') h
        where b.by_half_year
       union all
       select l.after + 1, l.until, app.half_year(b.begins_after + 1) where not b.by_half_year) p
     where l.amount > 0),
  total as (
    select id, case when bool_and(percent is not null) then round(sum(amount * percent * days) / 36500, max(digits)) end as interest,
           bool_or(percent is null) as unknown
      from part group by id),
  told as (
    select p.id, jsonb_agg(jsonb_build_object('from', p.from_on, 'to', p.to_on, 'days', p.days, 'amount', p.amount::text, 'percent', p.percent::text,
             'interest', case when t.interest is null or p.nth < p.of then p.rounded else t.interest - p.before end::text) order by p.nth) as parts
      from (select p.*, r.rounded, coalesce(sum(r.rounded) over (partition by p.id order by p.nth rows between unbounded preceding and 1 preceding), 0) as before
              from part p cross join lateral (select round(p.amount * p.percent * p.days / 36500, p.digits) as rounded) r) p
      join total t on t.id = p.id group by p.id)
  select b.customer_id, b.portfolio_id, b.id, b.document_id, b.number, b.currency, b.due_on, b.days, greatest(b.principal, 0),
         case when not b.has_rule or t.unknown then null else coalesce(t.interest, 0) end,
         case when b.has_rule and (b.insolvent_on is null or b.due_on < b.insolvent_on)
               and (b.indemnity_per_instalment or row_number() over (partition by b.document_id order by b.due_on, b.id) = 1)
              then b.rule_indemnity else 0 end,
         coalesce(b.rule_currency, 'EUR'), coalesce(w.parts, '[]'),
         array_remove(array[
           case when t.unknown then 'rate_unknown' end,
           case when not b.has_rule then 'rule_unknown' end,
           case when b.contract_rate is not null and b.rests_on is null and b.points < b.floor_times * (
                  select q.percent from app.interest_rate q where q.kind = 'legal_professional' and q.country = b.country and q.from_on = app.half_year(b.due_on + 1))
                then 'below_floor' end,
           case when b.insolvent_on <= p_day then 'insolvency' end,
           case when b.from_notice and b.notice_on is null then 'no_notice' end], null)
    from bounded b left join total t on t.id = b.id left join told w on w.id = b.id
$$;

-- {company, customer?, rate: percent or ecb+points, or null for the law's, from_on?}: what a contract says from a day on;
-- without a customer, what the general terms of sale say.
create or replace function app.set_penalty_rate(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v_rate text;
  v_from date;
begin
  select * into a from app.start_action(p_request, 'set_penalty_rate', p, array['manager', 'supervisor', 'admin'], array[]::text[], array['customer', 'rate', 'from_on']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_rate := app.field_text(p, 'rate', 12);
  if v_rate !~ '^(ecb\+)?[0-9]{1,3}(\.[0-9]{1,4})?$' then
    perform app.refuse('penalty-rate-unreadable', jsonb_build_object('rate', v_rate));
  end if;
  if v_customer is null then
    if app.field_date(p, 'from_on') is not null then
      perform app.refuse('penalty-rate-undated');
    end if;
    update app.company set penalty_rate = v_rate where id = a.company;
    return app.finish_action(p_request, a.company, 'set_penalty_rate', 'company', p_request, null, null, 1, p);
  end if;
  v_portfolio := app.require_customer(a.company, v_customer);
  v_from := coalesce(app.field_date(p, 'from_on'), a.today);
  insert into app.customer_state (company_id, id, customer_id, portfolio_id, fact, value, effective_on)
  values (a.company, p_request, v_customer, v_portfolio, 'penalty_rate', coalesce(v_rate, ''), v_from);
  update app.customer c set penalty_rate = s.value, rev = c.rev + 1, updated_at = now()
    from (select nullif(value, '') as value from app.customer_state
           where company_id = a.company and customer_id = v_customer and fact = 'penalty_rate' and effective_on <= a.today
           order by effective_on desc, recorded_at desc, id desc limit 1) s
   where c.company_id = a.company and c.id = v_customer and c.penalty_rate is distinct from s.value;
  return app.finish_action(p_request, a.company, 'set_penalty_rate', 'customer', v_customer, v_customer, v_portfolio,
    (select rev from app.customer where company_id = a.company and id = v_customer), p);
end
$$;

-- {company, kind: ecb_mro, legal_professional or legal_individual, country?, from_on: a half-year's first day, percent, source?}
create or replace function app.set_interest_rate(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_kind text;
  v_country text;
  v_from date;
  v_percent numeric;
begin
  select * into a from app.start_action(p_request, 'set_interest_rate', p, array['admin'], array['kind', 'from_on', 'percent'], array['country', 'source']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_kind := app.field_choice(p, 'kind', array['ecb_mro', 'legal_professional', 'legal_individual']);
  v_country := case when v_kind = 'ecb_mro' then 'EU' else coalesce(app.field_text(p, 'country', 2), (select country from app.company where id = a.company)) end;
  v_from := app.field_date(p, 'from_on');
  v_percent := app.field_amount(p, 'percent');
  if v_from <> app.half_year(v_from) then
    perform app.refuse('rate-not-half-year', jsonb_build_object('date', v_from, 'first', app.half_year(v_from)));
  elsif v_percent <= -100 or v_percent >= 1000 then
    perform app.refuse('rate-out-of-range', jsonb_build_object('percent', v_percent));
  end if;
  insert into app.interest_rate (kind, country, from_on, percent, source)
  values (v_kind, v_country, v_from, v_percent, coalesce(app.field_text(p, 'source', 100), ''))
  on conflict (kind, country, from_on) do update set percent = excluded.percent, source = excluded.source, recorded_at = now();
  return app.finish_action(p_request, a.company, 'set_interest_rate', 'interest_rate', p_request, null, null, 1, p);
end
$$;

grant execute on function app.half_year(date), app.claims_as_of(int, date, timestamptz, uuid), app.set_penalty_rate(uuid, jsonb) to encours_person;
grant execute on function app.set_interest_rate(uuid, jsonb) to encours_admin;
reset role;
