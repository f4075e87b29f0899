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
    select c.currency, u.digits, c.min_chase_amount, c.large_overdue_amount, c.bucket_from, app.today(c.id) as today
      from app.company c join app.currency u on u.code = c.currency where c.id = p_company),
  -- of one code, the first in this order that is reached counts
  rule as materialized (
    select r.code, r.param, r.points, case when r.code not in ('risk_class', 'revisit') then r.param::numeric end as bound,
           row_number() over (partition by r.code order by r.points desc, r.param desc) as rank
      from app.worklist_rule r where r.company_id = p_company and r.active),
  -- how long ago a large item may have fallen due, the buckets this reaches into, and what makes an item a large one by itself
  large as materialized (
    select least(r.days, 36500)::int as days, width_bucket(r.days, t.bucket_from::numeric[]) as buckets, r.bound
      from t, (select coalesce(max(bound) filter (where code = 'newly_overdue'), 0) as days, min(bound) filter (where code = 'large_item') as bound from rule) r),
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
           bool_or(r.rate is null) as unknown_rate, min(p.oldest_due_on) as oldest_due_on,
           sum(case when l.buckets = 1 then p.buckets[1] else (select sum(b) from unnest(p.buckets[:l.buckets]) b) end * r.rate) as recent
      from large l, position p join rate r using (currency) left join aside a on a.customer_id = p.customer_id and a.currency = p.currency
     group by 1),
  -- the largest overdue item, and when a large one last fell due: of customers who can have one
  item as (
    select i.customer_id, max(i.open_amount * r.rate) as largest,
           max(i.due_on) filter (where i.open_amount * r.rate >= t.large_overdue_amount) as large_due_on
      from t, large l, owed o join app.due_item i on i.company_id = p_company and i.customer_id = o.customer_id and i.open_amount > 0
           join rate r on r.currency = i.currency
     where (o.recent >= t.large_overdue_amount or o.overdue >= l.bound)
       and i.due_on < t.today and i.issued_on <= t.today
       and (l.bound is not null or i.due_on >= t.today - l.days)
     group by 1),
  fact as materialized (
    select c.id as customer_id, c.portfolio_id, c.risk_class,
           round(coalesce(o.overdue, 0), 4) as overdue, round(coalesce(o.to_chase, 0), 4) as to_chase, coalesce(o.unknown_rate, false) as unknown_rate, o.oldest_due_on,
           i.largest, i.large_due_on, f.last_right_party_on, f.revisit_on, f.revisit_set_at, f.revisit_set_on,
           coalesce(f.broken_promises, 0) as broken_promises
      from k join app.customer c on c.company_id = p_company and c.id = k.id
           left join owed o on o.customer_id = c.id left join item i on i.customer_id = c.id
           left join app.contact_fact f on f.company_id = p_company and f.customer_id = c.id),
  -- The first section; `fresh` is what happened after the revisit date was set. A broken promise is work while there is
  -- something to chase, a returned payment while what it had settled is open, whatever becomes of their alerts; a breach
  -- ends with its alert, for it is one without anything overdue too.
  cause as (
    select a.customer_id, case a.kind when 'broken_promise' then 'promise_broken' else a.kind end as rule,
           round(a.amount, coalesce(u.digits, 2))::text as value, a.currency, a.raised_on as since,
           f.revisit_set_at is null or a.raised_at > f.revisit_set_at as fresh
      from t, fact f join app.alert a on a.company_id = p_company and a.customer_id = f.customer_id
           left join app.currency u on u.code = a.currency
     where a.state = 'open'
       and case a.kind
             when 'breach' then true
             when 'broken_promise' then f.unknown_rate or (f.to_chase > 0 and f.to_chase >= t.min_chase_amount)
             when 'returned_payment' then not exists (select 1 from app.allocation l where l.company_id = p_company and l.receipt_id = a.subject_id)
               or exists (select 1 from app.allocation l join app.due_item i on i.company_id = p_company and i.id = l.item_id
                           where l.company_id = p_company and l.receipt_id = a.subject_id and i.open_amount > 0)
             else false end
    union all
    select p.customer_id, 'promise_due', round(p.amount, u.digits)::text, p.currency, p.promised_on, f.revisit_set_on is null or f.revisit_set_on < p.promised_on
      from t, fact f join app.promise p on p.company_id = p_company and p.customer_id = f.customer_id join app.currency u on u.code = p.currency
     where p.state in ('open', 'due') and p.promised_on = t.today and p.amount > p.lowered + p.received),
  first as (
    select customer_id, bool_or(fresh) as fresh,
           string_agg(jsonb_build_object('rule', rule, 'points', 0, 'value', value, 'currency', currency, 'since', since)::text, ', '
                      order by array_position(array['returned_payment', 'promise_broken', 'promise_due', 'breach'], rule), since, value) as reasons
      from cause group by 1),
  -- What is held against the rules. A rule is reached by a measure of its level or more; where less is more, both have the
  -- opposite sign. Each risk class is a ladder of its own.
  measure as (
    select f.*, 'overdue_amount' as code, '' as class, f.overdue as measure from fact f where f.overdue > 0
    union all select f.*, 'age', '', t.today - f.oldest_due_on from t, fact f where f.oldest_due_on is not null
    union all select f.*, 'broken_promises', '', f.broken_promises from fact f where f.broken_promises > 0
    union all select f.*, 'risk_class', f.risk_class, 0 from fact f where f.risk_class is not null
    union all select f.*, 'no_contact', '', coalesce((t.today - f.last_right_party_on)::numeric, 'Infinity') from t, fact f where f.overdue > 0
    union all select f.*, 'newly_overdue', '', f.large_due_on - t.today from t, fact f where f.large_due_on is not null
    union all select f.*, 'large_item', '', f.largest from fact f where f.largest is not null
    union all select f.*, 'revisit', '', 0 from t, fact f where f.revisit_on <= t.today),
  -- the levels in rising order, and beside each the first of the rules that are reached with it
  ladder as materialized (
    select w.code, w.class, array_agg(w.level order by w.level) as levels, array_agg(r.points order by w.level) as points,
           array_agg('{"rule": ' || to_json(w.code) || ', "param": ' || to_json(r.param) || ', "points": ' || r.points || ', "value": ' order by w.level) as heads
      from (select x.code, x.class, x.level, min(x.rank) over (partition by x.code, x.class order by x.level) as rank
              from (select code, rank, case code when 'risk_class' then param else '' end as class,
                           case code when 'newly_overdue' then -bound when 'broken_promises' then greatest(bound, 1) else coalesce(bound, 0) end as level
                      from rule) x) w
      join rule r on r.code = w.code and r.rank = w.rank
     group by w.code, w.class),
  reached as (
    select m.customer_id, m.code, l.points[i.step] as points, l.heads[i.step] as head,
           case m.code when 'overdue_amount' then round(m.overdue, t.digits)::text when 'age' then m.oldest_due_on::text
             when 'broken_promises' then m.broken_promises::text when 'risk_class' then m.risk_class
             when 'no_contact' then m.last_right_party_on::text when 'newly_overdue' then m.large_due_on::text
             when 'large_item' then round(m.largest, t.digits)::text when 'revisit' then m.revisit_on::text end as value
      from t, measure m join ladder l using (code, class) cross join lateral (select width_bucket(m.measure, l.levels) as step offset 0) i
     where i.step > 0),
  -- put together as text: building objects one by one would take as long as all the rest
  points as (
    select customer_id, sum(points)::int as points, string_agg(head || coalesce('"' || value || '"', 'null') || '}', ', ') as reasons
      from (select * from reached order by customer_id, points desc, code) r
     group by customer_id)
  select p_company, f.customer_id, f.portfolio_id,
         (case when f.revisit_on > t.today and not coalesce(c.fresh, false) then 0
               when c.customer_id is not null then 1
               when (f.to_chase > 0 and f.to_chase >= t.min_chase_amount) or f.unknown_rate then 2
               else 0 end)::smallint,
         coalesce(p.points, 0),
         ('[' || concat_ws(', ', c.reasons, p.reasons,
           case when f.revisit_on > t.today then jsonb_build_object('rule', 'revisit_later', 'points', 0, 'value', f.revisit_on)::text end,
           case when f.unknown_rate then '{"rule": "rate_unknown", "points": 0}' end,
           case when f.overdue > 0 and f.to_chase < t.min_chase_amount and not f.unknown_rate
                then jsonb_build_object('rule', 'covered', 'points', 0, 'value', round(f.overdue - f.to_chase, t.digits)::text)::text end) || ']')::jsonb,
         f.overdue, f.to_chase, f.oldest_due_on
    from t, fact f left join first c using (customer_id) left join points p using (customer_id)
$$;

-- The same of many customers at once, in two processes: as app.many_positions.
create or replace function app.some_standings(p_company int, p_customers uuid[]) returns setof app.standing
language plpgsql stable parallel safe cost 10000000 security definer
  set search_path = pg_catalog, app, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
  return query select * from app.compute_standing(p_company, p_customers);
end
$$;

create or replace function app.many_standings(p_company int, p_customers uuid[]) returns setof app.standing
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_half int := cardinality(p_customers) / 2;
begin
  return query
    select * from app.some_standings(p_company, p_customers[:v_half]) union all select * from app.some_standings(p_company, p_customers[v_half + 1:]);
end
$$;

-- Rewrites the standings of the customers. The row is locked first and computed by a later statement, which then sees
-- what the earlier holder committed. Never takes a lock on money: logging a call does not wait for a payment.
create or replace function app.refresh_standing(p_company int, p_customers uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set plan_cache_mode = auto as $$
declare
  v_many boolean := cardinality(p_customers) > 2000;
  v_new app.standing[];
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
  if v_many then
    v_new := array(select c from app.many_standings(p_company, p_customers) c);
  else
    v_new := array(select c from app.compute_standing(p_company, p_customers) c);
  end if;
  merge into app.standing s using (select * from unnest(v_new) c order by c.customer_id) n on s.company_id = p_company and s.customer_id = n.customer_id
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
