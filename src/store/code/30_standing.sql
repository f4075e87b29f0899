-- The worklist: where each customer stands today, and every reason for it.
--
-- Nothing in a standing or its reasons is a count of days: dates and amounts only, so that a row stays true until
-- something happens or a rule's day comes (app.roll_day looks those up).
set local role encours_definer;

-- The first set of rules of a company; the administrator changes them. Of one code the highest rule reached counts.
create or replace function app.seed_worklist_rules(p_company int) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into app.worklist_rule (company_id, code, param, points)
  select p_company, r.code, r.param, r.points
    from (values ('overdue_amount', '500', 5), ('overdue_amount', '2000', 10), ('overdue_amount', '10000', 20), ('overdue_amount', '50000', 35),
                 ('age', '1', 2), ('age', '16', 5), ('age', '31', 10), ('age', '61', 15), ('age', '91', 20),
                 ('broken_promises', '1', 10), ('broken_promises', '3', 20),
                 ('risk_class', 'C', 5), ('risk_class', 'D', 10), ('risk_class', 'E', 15),
                 ('no_contact', '15', 5), ('no_contact', '30', 10),
                 ('newly_overdue', '7', 15), ('revisit', '', 25)) r(code, param, points)
   where not exists (select 1 from app.worklist_rule w where w.company_id = p_company)
$$;

create or replace function app.seed_company() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  perform app.seed_worklist_rules(new.id);
  return null;
end
$$;

-- What standings must be: the one definition, used by the refresh and by app.check().
-- Neither SECURITY DEFINER nor SET: as with app.compute_position, its callers keep the plan.
create or replace function app.compute_standing(p_company int, p_customers uuid[]) returns setof app.standing
language sql stable as $$
  with k as (select distinct unnest(p_customers) as id),
  t as materialized (
    select c.currency, u.digits, c.min_chase_amount, c.large_overdue_amount, app.today(c.id) as today
      from app.company c join app.currency u on u.code = c.currency where c.id = p_company),
  -- of one code, the first in this order that is reached counts
  rule as materialized (
    select r.code, r.param, r.points, case when r.code not in ('risk_class', 'revisit') then r.param::numeric end as bound,
           row_number() over (partition by r.code order by r.points desc, r.param desc) as rank
      from app.worklist_rule r where r.company_id = p_company and r.active),
  position as materialized (
    select p.* from k join app.position p on p.company_id = p_company and p.customer_id = k.id where p.overdue > 0),
  rate as materialized (
    select x.currency, app.rate_on(x.currency, t.currency, t.today) as rate from t, (select distinct currency from position) x),
  -- the disputed and the litigated part of what is overdue
  aside as (
    select i.customer_id, i.currency, sum(case when i.state in ('pre_litigation', 'litigation') then i.open_amount else least(coalesce(d.amount, 0), i.open_amount) end) as amount
      from t, position p join app.due_item i on i.company_id = p_company and i.customer_id = p.customer_id and i.currency = p.currency and i.open_amount > 0
           left join lateral (select sum(d.amount) as amount from app.dispute d
                               where d.company_id = p_company and d.item_id = i.id and d.resolved_on is null and d.opened_on <= t.today) d on true
     where (p.disputed > 0 or p.litigation > 0) and i.due_on < t.today
     group by 1, 2),
  owed as (
    select p.customer_id, sum(p.overdue * r.rate) as overdue,
           sum(greatest(p.overdue - p.promised - coalesce(a.amount, 0), 0) * r.rate) as to_chase,
           bool_or(r.rate is null) as unknown_rate, min(p.oldest_due_on) as oldest_due_on
      from position p join rate r using (currency) left join aside a on a.customer_id = p.customer_id and a.currency = p.currency
     group by 1),
  -- the largest overdue item, and when a large one last fell due
  item as (
    select i.customer_id, max(i.open_amount * r.rate) as largest,
           max(i.due_on) filter (where i.open_amount * r.rate >= t.large_overdue_amount) as large_due_on
      from t, owed o join app.due_item i on i.company_id = p_company and i.customer_id = o.customer_id and i.open_amount > 0
           join rate r on r.currency = i.currency
     where i.due_on < t.today and i.issued_on <= t.today
       and o.overdue >= least(t.large_overdue_amount, coalesce((select min(bound) from rule where code = 'large_item'), t.large_overdue_amount))
     group by 1),
  fact as materialized (
    select c.id as customer_id, c.portfolio_id, c.risk_class,
           round(coalesce(o.overdue, 0), 4) as overdue, round(coalesce(o.to_chase, 0), 4) as to_chase, coalesce(o.unknown_rate, false) as unknown_rate, o.oldest_due_on,
           i.largest, i.large_due_on, f.last_right_party_on, f.revisit_on, f.revisit_set_at, f.revisit_set_on,
           coalesce(f.broken_promises, 0) as broken_promises
      from k join app.customer c on c.company_id = p_company and c.id = k.id
           left join owed o on o.customer_id = c.id left join item i on i.customer_id = c.id
           left join app.contact_fact f on f.company_id = p_company and f.customer_id = c.id),
  -- the first section; `fresh` is what happened after the revisit date was set
  cause as (
    select a.customer_id, case a.kind when 'broken_promise' then 'promise_broken' else a.kind end as rule,
           round(a.amount, coalesce(u.digits, 2))::text as value, a.currency, a.raised_on as since,
           f.revisit_set_at is null or a.raised_at > f.revisit_set_at as fresh
      from fact f join app.alert a on a.company_id = p_company and a.customer_id = f.customer_id
           left join app.currency u on u.code = a.currency
     where a.state = 'open' and a.kind in ('returned_payment', 'broken_promise', 'breach')
    union all
    select p.customer_id, 'promise_due', round(p.amount, u.digits)::text, p.currency, p.promised_on, f.revisit_set_on is null or f.revisit_set_on < p.promised_on
      from t, fact f join app.promise p on p.company_id = p_company and p.customer_id = f.customer_id join app.currency u on u.code = p.currency
     where p.state in ('open', 'due') and p.promised_on = t.today),
  first as (
    select customer_id, bool_or(fresh) as fresh,
           jsonb_agg(jsonb_build_object('rule', rule, 'points', 0, 'value', value, 'currency', currency, 'since', since)
                     order by array_position(array['returned_payment', 'promise_broken', 'promise_due', 'breach'], rule), since, value) as reasons
      from cause group by 1),
  reached as (
    select f.customer_id, r.code, min(r.rank) as rank
      from t, fact f, rule r
     where case r.code
             when 'overdue_amount' then f.overdue > 0 and f.overdue >= r.bound
             when 'age' then t.today - f.oldest_due_on >= r.bound
             when 'broken_promises' then f.broken_promises >= greatest(r.bound, 1)
             when 'risk_class' then f.risk_class = r.param
             when 'no_contact' then f.overdue > 0 and (f.last_right_party_on is null or t.today - f.last_right_party_on >= r.bound)
             when 'newly_overdue' then t.today - f.large_due_on <= r.bound
             when 'large_item' then f.largest >= r.bound
             when 'revisit' then f.revisit_on <= t.today
           end
     group by 1, 2),
  matched as (
    select customer_id, r.code, r.param, r.points,
           case r.code when 'overdue_amount' then round(f.overdue, t.digits)::text when 'age' then f.oldest_due_on::text
             when 'broken_promises' then f.broken_promises::text when 'risk_class' then f.risk_class
             when 'no_contact' then f.last_right_party_on::text when 'newly_overdue' then f.large_due_on::text
             when 'large_item' then round(f.largest, t.digits)::text when 'revisit' then f.revisit_on::text end as value
      from t, reached join rule r using (code, rank) join fact f using (customer_id)),
  points as (
    select customer_id, sum(points)::int as points,
           jsonb_agg(jsonb_build_object('rule', code, 'param', param, 'points', points, 'value', value) order by points desc, code) as reasons
      from matched group by 1)
  select p_company, f.customer_id, f.portfolio_id,
         (case when f.revisit_on > t.today and not coalesce(c.fresh, false) then 0
               when c.customer_id is not null then 1
               when (f.to_chase > 0 and f.to_chase >= t.min_chase_amount) or f.unknown_rate then 2
               else 0 end)::smallint,
         coalesce(p.points, 0),
         coalesce(c.reasons, '[]') || coalesce(p.reasons, '[]')
           || case when f.revisit_on > t.today then jsonb_build_array(jsonb_build_object('rule', 'revisit_later', 'points', 0, 'value', f.revisit_on)) else '[]' end
           || case when f.unknown_rate then '[{"rule": "rate_unknown", "points": 0}]'::jsonb else '[]' end
           || case when f.overdue > 0 and f.to_chase < t.min_chase_amount and not f.unknown_rate
                then jsonb_build_array(jsonb_build_object('rule', 'covered', 'points', 0, 'value', round(f.overdue - f.to_chase, t.digits)::text)) else '[]' end,
         f.overdue, f.to_chase, f.oldest_due_on
    from t, fact f left join first c using (customer_id) left join points p using (customer_id)
$$;

-- Rewrites the standings of the customers. The row is locked first and computed by a later statement, which then sees
-- what the earlier holder committed. Never takes a lock on money: logging a call does not wait for a payment.
create or replace function app.refresh_standing(p_company int, p_customers uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set plan_cache_mode = auto as $$
begin
  if cardinality(p_customers) is null or cardinality(p_customers) = 0 then
    return;
  end if;
  -- a kept plan expects few customers
  if cardinality(p_customers) > 20 then
    perform set_config('plan_cache_mode', 'force_custom_plan', true);
  end if;
  insert into app.standing (company_id, customer_id, portfolio_id, section, points, reasons)
  select c.company_id, c.id, c.portfolio_id, 0, 0, '[]' from unnest(p_customers) k(id) join app.customer c on c.company_id = p_company and c.id = k.id
   where c.xmin <> pg_current_xact_id()::xid
     and not exists (select 1 from app.standing s where s.company_id = p_company and s.customer_id = c.id)
   order by c.id
  on conflict do nothing;
  perform 1 from unnest(p_customers) k(id) join app.standing s on s.company_id = p_company and s.customer_id = k.id
    order by s.customer_id for update of s;
  merge into app.standing s using app.compute_standing(p_company, p_customers) n on s.company_id = p_company and s.customer_id = n.customer_id
  when matched and (s.section, s.points, s.reasons, s.overdue, s.to_chase, s.oldest_due_on)
      is distinct from (n.section, n.points, n.reasons, n.overdue, n.to_chase, n.oldest_due_on) then
    update set section = n.section, points = n.points, reasons = n.reasons, overdue = n.overdue, to_chase = n.to_chase, oldest_due_on = n.oldest_due_on
  -- a customer of this very transaction
  when not matched then
    insert (company_id, customer_id, portfolio_id, section, points, reasons, overdue, to_chase, oldest_due_on)
    values (p_company, n.customer_id, n.portfolio_id, n.section, n.points, n.reasons, n.overdue, n.to_chase, n.oldest_due_on);
end
$$;

-- Everything that follows from documents, receipts, allocations, orders, limits or disputes that changed: promises
-- judged again, positions, exposure, alerts, standing. Imports call it once, last, with all the customers they touched.
create or replace function app.refresh_customers(p_company int, p_customers uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if cardinality(p_customers) is null or cardinality(p_customers) = 0 then
    return;
  end if;
  perform app.lock_money(p_company, p_customers);
  perform app.judge_promises(p_company, p_customers);
  perform app.refresh_money(p_company, p_customers);
  perform app.refresh_item_alerts(p_company, p_customers);
  perform app.refresh_standing(p_company, p_customers);
end
$$;

grant execute on function app.seed_company() to encours_owner;
reset role;

-- Companies from before there were rules.
select app.seed_worklist_rules(id) from app.company;

set local role encours_owner;
drop trigger if exists seed_company on app.company;
create trigger seed_company after insert on app.company for each row execute function app.seed_company();
reset role;
