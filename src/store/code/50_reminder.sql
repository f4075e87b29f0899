-- Reminders: what is due for a reminder, proposing, approving, rejecting.
--
-- Nothing here stores a next date. An item's next step follows from the reminders that were approved for it, so a day
-- without a run is caught up and a run repeated changes nothing. One row per customer is current (proposed, to review
-- or suppressed); a run rewrites it where it differs.
set local role encours_definer;

-- The open items of the customers with their next step, and why an item is left out. Amounts are what may be asked
-- for: open, less the disputed part, less what an open promise covers (promises on account: oldest due first).
-- `rank` orders reasons, so that a customer left out shows the weightiest.
create or replace function app.reminder_lines(p_company int, p_customers uuid[], p_run uuid)
returns setof staging.reminder_line
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  with k as (select unnest(p_customers) as id),
  t as materialized (
    select app.today(p_company) as today, c.time_zone,
           (select id from app.reminder_policy where company_id = p_company and is_default and active order by code limit 1) as policy_id,
           least(1, (select min(offset_days) from app.reminder_step where company_id = p_company)) as first_day
      from app.company c where c.id = p_company),
  -- after the n-th step comes this one
  following as materialized (
    select p.id as policy_id, p.min_gap_days, n::smallint as last_step, s.step, s.offset_days, s.channel, s.tone, s.template_code,
           s.offset_days - coalesce((select offset_days from app.reminder_step where company_id = p_company and policy_id = p.id and step = n), s.offset_days) as pause
      from app.reminder_policy p cross join generate_series(0, 20) n
      left join lateral (select * from app.reminder_step s
                          where s.company_id = p_company and s.policy_id = p.id and s.step > n order by s.step limit 1) s on true
     where p.company_id = p_company),
  customer as (
    select c.id, c.payment_method, c.insolvent_on, coalesce(c.policy_id, t.policy_id) as policy_id
      from t, k join app.customer c on c.company_id = p_company and c.id = k.id),
  item as (
    select i.id, i.customer_id, i.portfolio_id, i.document_id, i.currency, i.issued_on, i.due_on, i.state, i.open_amount as open, t.today - i.due_on as days_late,
           c.payment_method, c.insolvent_on, c.policy_id
      from t, customer c join app.due_item i on i.company_id = p_company and i.customer_id = c.id
     where i.open_amount > 0 and i.issued_on <= t.today and i.due_on <= t.today - t.first_day),
  asked as (
    select ri.item_id, max(ri.step) as step,
           max(coalesce(r.sent_on, (r.approved_at at time zone t.time_zone)::date, r.proposed_on)) as on_day
      from t, k join app.reminder r on r.company_id = p_company and r.customer_id = k.id and r.state in ('approved', 'sending', 'sent', 'uncertain')
      join app.reminder_item ri on ri.company_id = p_company and ri.reminder_id = r.id
     where ri.suppressed_by is null
     group by 1),
  dispute as (
    select d.item_id, sum(d.amount) as amount from t, k join app.dispute d on d.company_id = p_company and d.customer_id = k.id
     where d.resolved_on is null and d.opened_on <= t.today group by 1),
  promise as materialized (
    select p.id, p.customer_id, p.currency, p.on_account, greatest(p.amount - p.received, 0) as rest
      from k join app.promise p on p.company_id = p_company and p.customer_id = k.id where p.state in ('open', 'due')),
  promised as (
    select pi.item_id, sum(least(pi.amount, p.rest)) as amount
      from promise p join app.promise_item pi on pi.company_id = p_company and pi.promise_id = p.id where not p.on_account group by 1),
  on_account as (select customer_id, currency, sum(rest) as amount from promise where on_account group by 1, 2),
  held as (
    select h.scope_id as item_id, max(h.until_on) as until_on, bool_or(h.until_on is null) as for_ever
      from t, k join app.hold h on h.company_id = p_company and h.customer_id = k.id
     where h.what = 'reminders' and h.scope = 'item' and h.state <> 'released' and h.from_on <= t.today and coalesce(h.until_on, 'infinity') >= t.today
     group by 1),
  exception as (
    select d.id, d.status, d.payment_method, d.einvoice_code from k join app.document d on d.company_id = p_company and d.customer_id = k.id
     where d.status <> 'issued' or d.payment_method is not null or d.einvoice_code is not null),
  part as (
    select i.*, x.status, x.einvoice_code, coalesce(x.payment_method, i.payment_method) as method, h.item_id is not null as held,
           case when h.for_ever then null else h.until_on end as held_until,
           coalesce(a.step, 0::smallint) as last_step, a.on_day as last_on,
           least(coalesce(d.amount, 0), i.open) as disputed,
           greatest(i.open - coalesce(d.amount, 0), 0) as undisputed,
           least(coalesce(pr.amount, 0), greatest(i.open - coalesce(d.amount, 0), 0)) as covered
      from item i
      left join exception x on x.id = i.document_id
      left join asked a on a.item_id = i.id
      left join dispute d on d.item_id = i.id
      left join promised pr on pr.item_id = i.id
      left join held h on h.item_id = i.id),
  -- a promise on account covers the oldest first
  net as (
    select p.*, p.undisputed - p.covered
             - case when o.amount is null then 0 else least(p.undisputed - p.covered, greatest(o.amount - coalesce(
                 sum(p.undisputed - p.covered) over (partition by p.customer_id, p.currency order by p.due_on, p.id rows between unbounded preceding and 1 preceding), 0), 0)) end as ask
      from part p left join on_account o on o.customer_id = p.customer_id and o.currency = p.currency),
  line as (
    select n.*, f.step, f.channel, f.tone, f.template_code, f.offset_days, n.last_on + greatest(f.pause, f.min_gap_days) as not_before,
           case
             when n.state in ('litigation', 'pre_litigation') then 'litigation'
             when n.state = 'factored' or n.status = 'factored' or n.einvoice_code = 225 then 'factored'
             when n.status in ('to_validate', 'in_error', 'refused', 'cancelled') or n.einvoice_code in (210, 213, 220) then 'in_error'
             when n.insolvent_on <= t.today and n.issued_on < n.insolvent_on then 'insolvency'
             when n.held then 'on_hold'
             when n.undisputed <= 0 then 'disputed'
             when n.ask <= 0 then 'promised'
             when n.einvoice_code in (208, 211) then case n.einvoice_code when 208 then 'suspended' else 'payment_sent' end
             when n.method in ('direct_debit', 'bill') and not exists (
                    select 1 from app.allocation a where a.company_id = p_company and a.item_id = n.id and a.kind = 'payment' and a.reverses is not null) then 'direct_debit'
             when f.step is null then 'no_step_left'
             when n.days_late < f.offset_days then 'not_yet_due'
             when n.last_on + greatest(f.pause, f.min_gap_days) > t.today then 'contacted'
           end as due_reason
      from t, net n join following f on f.policy_id = n.policy_id and f.last_step = n.last_step),
  -- a formal notice lists only what has reached it
  sorted as (
    select d.*, case when d.due_reason is null and d.tone <> 'formal_notice'
                      and bool_or(d.due_reason is null and d.tone = 'formal_notice') over (partition by d.customer_id) then 'not_in_formal_notice' else d.due_reason end as reason
      from line d)
  select p_run, l.customer_id, l.portfolio_id, l.id, l.currency, l.due_on, l.days_late, l.policy_id, coalesce(l.step, l.last_step), l.channel, l.tone, l.template_code,
         l.ask, l.reason,
         case l.reason when 'on_hold' then l.held_until when 'contacted' then l.not_before when 'not_yet_due' then greatest(l.due_on + l.offset_days, l.not_before) end,
         coalesce(array_position(array['insolvency', 'litigation', 'on_hold', 'disputed', 'promised', 'payment_sent', 'suspended', 'in_error', 'factored',
                                       'direct_debit', 'contacted', 'no_step_left', 'not_yet_due', 'not_in_formal_notice'], l.reason), 0)::smallint
    from sorted l
$$;

-- What comes of each customer of the run: the highest step of what is left, or why nothing goes out.
create or replace function app.reminder_heads(p_company int, p_run uuid, p_alone boolean)
returns setof staging.reminder_head
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  with t as materialized (
    select app.today(p_company) as today, app.clock() as now, c.time_zone, c.currency from app.company c where c.id = p_company),
  head as (
    select l.customer_id, max(l.portfolio_id) as portfolio_id, min(l.policy_id::text)::uuid as policy_id,
           max(l.step) filter (where l.suppressed_by is null) as step,
           -- while something else than waiting is the matter, waiting is not the reason shown
           -- ranked by a text of fixed length: no sort per customer
           nullif(substr(min(to_char(l.rank, 'FM00') || coalesce(l.suppressed_by, '')), 3), '') as reason,
           nullif(substr(min(to_char(l.rank, 'FM00') || coalesce(l.suppressed_until::text, '9999-12-31')), 3), '9999-12-31')::date as until,
           max(l.step) as any_step,
           int8send(bit_xor(hashtextextended(concat_ws(':', l.item_id, l.step, l.amount, l.suppressed_by), 0))) as hash
      from staging.reminder_line l where l.run_id = p_run group by 1),
  -- per currency net of credits, together in company currency; without a rate an amount counts as it is
  net as (
    select s.customer_id, sum(greatest(s.amount + coalesce(p.unapplied, 0), 0) * coalesce(r.rate, 1)) as amount
      from (select customer_id, currency, sum(amount) as amount from staging.reminder_line where run_id = p_run and suppressed_by is null group by 1, 2) s
      left join app.position p on p.company_id = p_company and p.customer_id = s.customer_id and p.currency = s.currency
      left join (select x.currency, app.rate_on(x.currency, t.currency, t.today) as rate
                   from t, (select distinct currency from staging.reminder_line where run_id = p_run) x) r on r.currency = s.currency
     group by 1),
  contact as (
    select distinct on (c.customer_id) c.customer_id, c.id, c.language, c.email_changed_at
      from head h join app.contact c on c.company_id = p_company and c.customer_id = h.customer_id
     where c.active and not c.bounced and c.email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and c.role not in ('sales_owner', 'logistics_owner')
     order by c.customer_id, (c.role = 'payables') desc, c.is_primary desc, c.recorded_at, c.id),
  touched as (
    select h.customer_id, greatest(f.last_right_party_on, f.last_reminder_on, r.on_day) as on_day, r.failed, r.rejected
      from t, head h left join app.contact_fact f on f.company_id = p_company and f.customer_id = h.customer_id
      left join (
        select r.customer_id,
               max(coalesce(r.sent_on, (r.approved_at at time zone t.time_zone)::date)) filter (where r.state in ('approved', 'sending', 'sent', 'uncertain')) as on_day,
               bool_or(r.state = 'failed') as failed, bool_or(r.state = 'rejected' and r.proposed_on = t.today) as rejected
          from t, head h join app.reminder r on r.company_id = p_company and r.customer_id = h.customer_id
         where r.state in ('approved', 'sending', 'sent', 'uncertain', 'failed', 'rejected')
         group by 1) r on r.customer_id = h.customer_id),
  held as (
    select h.customer_id, case when bool_or(h.until_on is null) then null else max(h.until_on) end as until_on
      from t, head x join app.hold h on h.company_id = p_company and h.customer_id = x.customer_id
     where h.what = 'reminders' and h.scope = 'customer' and h.state <> 'released' and h.from_on <= t.today and coalesce(h.until_on, 'infinity') >= t.today
     group by 1),
  judged as (
    select h.*, s.channel, s.tone, s.template_code, c.id as contact_id, coalesce(c.language, k.language) as language, p.min_gap_days, g.on_day, held.until_on as held_until,
           case
             when h.step is null then h.reason
             when held.customer_id is not null then 'on_hold'
             when g.failed then 'failed_before'
             when g.rejected and not p_alone then 'rejected'
             when s.tone <> 'formal_notice' and g.on_day + p.min_gap_days > t.today then 'contacted'
             when n.amount < p.min_amount then 'below_minimum'
             when s.channel = 'email' and c.id is null then 'no_address'
             when s.channel = 'email' and c.email_changed_at > t.now - interval '24 hours' then 'address_changed'
             when s.channel in ('letter', 'registered_letter') and coalesce(btrim(k.address), '') = '' then 'no_address'
           end as why
      from t, head h
      join app.customer k on k.company_id = p_company and k.id = h.customer_id
      join app.reminder_policy p on p.company_id = p_company and p.id = h.policy_id
      left join app.reminder_step s on s.company_id = p_company and s.policy_id = h.policy_id and s.step = coalesce(h.step, h.any_step)
      left join net n on n.customer_id = h.customer_id
      left join contact c on c.customer_id = h.customer_id
      left join touched g on g.customer_id = h.customer_id
      left join held on held.customer_id = h.customer_id)
  select p_run, j.customer_id, j.portfolio_id, j.language, j.contact_id, coalesce(j.step, j.any_step), coalesce(j.channel, 'email'), coalesce(j.tone, 'friendly'), coalesce(j.template_code, ''),
         case when j.why is not null then 'suppressed'
              when j.tone = 'formal_notice' or j.channel <> 'email' then 'to_review' else 'proposed' end,
         j.why,
         case when j.step is null then j.until when j.why = 'on_hold' then j.held_until when j.why = 'contacted' then j.on_day + j.min_gap_days
              when j.why in ('address_changed', 'rejected') then (select today + 1 from t) end,
         sha256(j.hash || convert_to(concat_ws(':', j.why, j.step, j.language, j.contact_id, j.template_code, j.channel), 'UTF8')),
         -- of a customer who merely waits, the head says it all
         coalesce(j.why, '') not in ('not_yet_due', 'no_step_left')
    from judged j
$$;

-- Brings the current reminder of each customer to what the ledger says now. Callers hold the lock on the company's
-- row, so that two runs never meet; approvals are met by the state in each statement. `p_alone`: a person asked for
-- these customers by name, which overrides today's rejection.
create or replace function app.refresh_reminders(p_company int, p_customers uuid[], p_run uuid, p_alone boolean) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
begin
  if cardinality(p_customers) > 100 then
    -- The planner cannot see how much an array holds: it would walk a run's rows once for each of them, or sort them
    -- time and again. Hashing is right for many, and never far off.
    perform set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true),
            set_config('work_mem', '64MB', true);
  end if;
  insert into staging.reminder_line select * from app.reminder_lines(p_company, p_customers, p_run);
  insert into staging.reminder_head select * from app.reminder_heads(p_company, p_run, p_alone);

  update app.reminder r set
    run_id = p_run, proposed_on = v_today, language = h.language, channel = h.channel, tone = h.tone, step = h.step, template_code = h.template_code,
    state = h.state, suppressed_by = h.suppressed_by, suppressed_until = h.suppressed_until, contact_id = h.contact_id,
    content_hash = h.content_hash, rev = r.rev + 1
   from staging.reminder_head h
   where h.run_id = p_run and r.company_id = p_company and r.customer_id = h.customer_id
     and r.state in ('proposed', 'to_review', 'suppressed')
     and (r.content_hash is distinct from h.content_hash or r.state <> h.state or (r.state <> 'suppressed' and r.proposed_on <> v_today));
  -- Nothing is owed any more: the proposal goes, with its reason.
  update app.reminder r set run_id = p_run, proposed_on = v_today, state = 'suppressed', suppressed_by = 'paid', suppressed_until = null, content_hash = null, rev = r.rev + 1
   from unnest(p_customers) k(id)
   where r.company_id = p_company and r.customer_id = k.id and r.state in ('proposed', 'to_review', 'suppressed') and r.suppressed_by is distinct from 'paid'
     and not exists (select 1 from staging.reminder_head h where h.run_id = p_run and h.customer_id = k.id);
  insert into app.reminder (company_id, id, customer_id, portfolio_id, run_id, proposed_on, language, channel, tone, step, template_code, state,
                            suppressed_by, suppressed_until, contact_id, content_hash)
  select p_company, app.uuid7(), h.customer_id, h.portfolio_id, p_run, v_today, h.language, h.channel, h.tone, h.step, h.template_code, h.state,
         h.suppressed_by, h.suppressed_until, h.contact_id, h.content_hash
    from staging.reminder_head h
   where h.run_id = p_run and not exists (
     select 1 from app.reminder r where r.company_id = p_company and r.customer_id = h.customer_id and r.state in ('proposed', 'to_review', 'suppressed'));

  delete from app.reminder_item ri using app.reminder r
   where r.company_id = p_company and r.run_id = p_run and ri.company_id = p_company and ri.reminder_id = r.id
     and r.customer_id in (select id from unnest(p_customers) k(id));
  insert into app.reminder_item (company_id, reminder_id, item_id, customer_id, portfolio_id, step, amount, currency, days_late, suppressed_by)
  select p_company, r.id, l.item_id, l.customer_id, l.portfolio_id, l.step, l.amount, l.currency, l.days_late, l.suppressed_by
    from staging.reminder_head h
    join app.reminder r on r.company_id = p_company and r.customer_id = h.customer_id and r.run_id = p_run and r.state in ('proposed', 'to_review', 'suppressed')
    join staging.reminder_line l on l.run_id = p_run and l.customer_id = h.customer_id
   where h.run_id = p_run and h.with_items;

  delete from staging.reminder_line where run_id = p_run;
  delete from staging.reminder_head where run_id = p_run;
  perform set_config('enable_nestloop', 'on', true), set_config('enable_mergejoin', 'on', true);
end
$$;

-- Proposes reminders, for one customer or for all that the person sees. `on`, when given, is the business date the
-- person believes it is.
create or replace function app.propose_reminders(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v_customers uuid[];
  v_run uuid := app.uuid7();
  v_result jsonb;
begin
  select * into a from app.start_action(p_request, 'propose_reminders', p, array['collector', 'manager', 'supervisor'], '{}', '{customer,all,on}');
  if a.replay is not null then
    return a.replay;
  end if;
  if coalesce(app.field_date(p, 'on'), a.today) <> a.today then
    perform app.refuse('reminder-day', jsonb_build_object('today', a.today));
  end if;
  v_customer := app.field_uuid(p, 'customer');
  if (v_customer is null) <> coalesce(app.field_flag(p, 'all'), false) then
    perform app.refuse('reminder-for-whom');
  end if;
  if not exists (select 1 from app.reminder_policy where company_id = a.company and is_default and active) then
    perform app.refuse('no-policy');
  end if;
  if v_customer is not null then
    v_portfolio := app.require_customer(a.company, v_customer);
    v_customers := array[v_customer];
  else
    select array_agg(id) into v_customers from (
      select distinct p.customer_id as id from app.position p
       where p.company_id = a.company and p.gross > 0 and p.portfolio_id = any ((select app.my_portfolios())::int[])
         and (p.overdue > 0 or exists (select 1 from app.reminder_step s where s.company_id = a.company and s.offset_days < 1))
      union
      select r.customer_id from app.reminder r
       where r.company_id = a.company and r.state in ('proposed', 'to_review') and r.portfolio_id = any ((select app.my_portfolios())::int[])) x;
    v_customers := coalesce(v_customers, '{}');
  end if;
  -- one run at a time in a company
  perform 1 from app.company where id = a.company for no key update;
  perform app.refresh_reminders(a.company, v_customers, v_run, v_customer is not null);

  select jsonb_build_object(
           'proposed', count(*) filter (where r.run_id = v_run and r.state = 'proposed'),
           'to_review', count(*) filter (where r.run_id = v_run and r.state = 'to_review'),
           'unchanged', count(*) filter (where r.run_id <> v_run and r.state in ('proposed', 'to_review')),
           'suppressed', count(*) filter (where r.state = 'suppressed'),
           'reasons', (select coalesce(jsonb_object_agg(s.suppressed_by, s.n), '{}')
                         from (select r.suppressed_by, count(*) as n from unnest(v_customers) k(id)
                                 join app.reminder r on r.company_id = a.company and r.customer_id = k.id and r.state = 'suppressed' group by 1) s),
           'reminder', case when v_customer is not null then (array_agg(r.id) filter (where r.state in ('proposed', 'to_review', 'suppressed')))[1] end)
    into v_result
    from unnest(v_customers) k(id) join app.reminder r on r.company_id = a.company and r.customer_id = k.id and r.state in ('proposed', 'to_review', 'suppressed');
  perform app.record_audit(a.company, 'propose_reminders', 'reminder_run', v_run, v_customer, v_portfolio, v_result);
  insert into app.change (company_id, portfolio_id, customer_id, entity, entity_id, person_id)
  select distinct a.company, r.portfolio_id, v_customer, 'reminder', null::uuid, a.me
    from unnest(v_customers) k(id) join app.reminder r on r.company_id = a.company and r.customer_id = k.id and r.run_id = v_run;
  return app.end_request(p_request, v_result || jsonb_build_object('id', v_run, 'entity', 'reminder_run', 'rev', 1));
end
$$;

-- What lateness has cost of the items that a reminder asks for, where their step claims it: per currency, interest and
-- indemnity apart. What is unknown is left out: a letter claims nothing that cannot be shown.
create or replace function app.reminder_claims(p_company int, p_reminder uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_customer uuid;
  v jsonb;
begin
  select r.customer_id into v_customer
    from app.reminder r
    join app.customer k on k.company_id = p_company and k.id = r.customer_id
    join app.reminder_step s on s.company_id = p_company and (s.fee or s.interest) and s.step <= r.step and s.policy_id = coalesce(k.policy_id,
           (select p.id from app.reminder_policy p where p.company_id = p_company and p.is_default and p.active order by p.code limit 1))
   where r.company_id = p_company and r.id = p_reminder limit 1;
  if v_customer is null then
    return '[]';
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'currency', t.currency, 'amount', t.amount::text) order by t.kind desc, t.currency), '[]') into v
    from (select z.kind, z.currency, sum(z.amount) as amount
            from app.reminder_item ri
            join app.customer k on k.company_id = p_company and k.id = ri.customer_id
            join app.reminder_step s on s.company_id = p_company and s.step = ri.step and s.policy_id = coalesce(k.policy_id,
                   (select p.id from app.reminder_policy p where p.company_id = p_company and p.is_default and p.active order by p.code limit 1))
            join app.claims_as_of(p_company, app.today(p_company), null, v_customer) q on q.item_id = ri.item_id
           cross join lateral (values ('interest', q.currency, case when s.interest then q.interest end),
                                      ('indemnity', q.indemnity_currency, case when s.fee then q.indemnity end)) z(kind, currency, amount)
           where ri.company_id = p_company and ri.reminder_id = p_reminder and ri.suppressed_by is null and z.amount > 0
           group by 1, 2) t;
  return v;
end
$$;

-- What a reminder says, as data for its template, and to whom it goes. The same balance is read again when it is
-- approved and when it is claimed.
create or replace function app.reminder_preview(p_company int, p_reminder uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v jsonb;
begin
  select jsonb_build_object(
    'reminder', jsonb_build_object('id', r.id, 'rev', r.rev, 'state', r.state, 'language', r.language, 'channel', r.channel, 'tone', r.tone, 'step', r.step,
      'suppressed_by', r.suppressed_by, 'suppressed_until', r.suppressed_until, 'proposed_on', r.proposed_on),
    'as_of', app.today(p_company), 'receipts_cover_until', c.receipts_cover_until,
    'template', (select jsonb_build_object('code', t.code, 'rev', t.rev, 'subject', t.subject, 'text', t.body_text, 'html', t.body_html)
                   from app.template t where t.company_id = p_company and t.code = r.template_code and t.language = r.language),
    'company', jsonb_build_object('name', c.name, 'address', coalesce(c.address, ''), 'siren', coalesce(c.siren, ''), 'vat_number', coalesce(c.vat_number, ''),
      'mail_from', coalesce(c.mail_from, ''), 'payment_details', c.payment_details, 'country', c.country),
    'customer', jsonb_build_object('id', k.id, 'ref', k.ref, 'name', k.name, 'address', coalesce(k.address, '')),
    'contact', jsonb_build_object('id', x.id, 'name', coalesce(x.name, ''), 'email', coalesce(x.email, '')),
    'agent', jsonb_build_object('name', coalesce(me.display_name, ''), 'email', coalesce(me.email, c.mail_reply_to, '')),
    'items', coalesce((
      select jsonb_agg(jsonb_build_object('item', i.id, 'number', d.number, 'issued_on', i.issued_on, 'due_on', i.due_on, 'currency', i.currency, 'total', i.amount::text,
                       'amount', ri.amount::text, 'days_late', app.today(p_company) - i.due_on, 'step', ri.step, 'suppressed_by', ri.suppressed_by) order by i.due_on, d.number, i.id)
        from app.reminder_item ri join app.due_item i on i.company_id = p_company and i.id = ri.item_id
        join app.document d on d.company_id = p_company and d.id = i.document_id
       where ri.company_id = p_company and ri.reminder_id = r.id), '[]'),
    'totals', coalesce((
      select jsonb_agg(jsonb_build_object('currency', s.currency, 'overdue', s.amount::text, 'credits', coalesce(-o.unapplied, 0)::text,
                       'net', (s.amount + coalesce(o.unapplied, 0))::text) order by s.currency)
        from (select ri.currency, sum(ri.amount) as amount from app.reminder_item ri
               where ri.company_id = p_company and ri.reminder_id = r.id and ri.suppressed_by is null group by 1) s
        left join app.position o on o.company_id = p_company and o.customer_id = r.customer_id and o.currency = s.currency), '[]'),
    'claims', app.reminder_claims(p_company, r.id))
    into v
    from app.reminder r
    join app.company c on c.id = r.company_id
    join app.customer k on k.company_id = r.company_id and k.id = r.customer_id
    left join app.contact x on x.company_id = r.company_id and x.id = r.contact_id
    left join app.person me on me.id = app.me()
   where r.company_id = p_company and r.id = p_reminder and r.portfolio_id = any (app.my_portfolios());
  if v is null then
    perform app.refuse('reminder-unknown');
  end if;
  return v;
end
$$;

-- The fingerprint of a rendered preview: each part hashed by itself, so that no text can slide from one into another.
create or replace function app.preview_hash(p_subject text, p_text text, p_html text) returns text
language sql immutable set search_path = pg_catalog, app, pg_temp as $$
  select encode(sha256(sha256(convert_to(p_subject, 'UTF8')) || sha256(convert_to(p_text, 'UTF8')) || sha256(convert_to(p_html, 'UTF8'))), 'hex')
$$;

-- Whether something that the reminder asks for must not be asked for any more: paid, disputed, promised or held since,
-- or asked for at this step by another reminder. NULL when all stands. Locks the items, so that a payment either came
-- before this reading or waits for it; 'busy' when one is being paid right now.
create or replace function app.reminder_overtaken(p_company int, p_reminder uuid, p_since timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_items uuid[];
  v_customer uuid;
  v_locked int;
begin
  select array_agg(ri.item_id order by ri.item_id), max(ri.customer_id::text)::uuid into v_items, v_customer
    from app.reminder_item ri where ri.company_id = p_company and ri.reminder_id = p_reminder and ri.suppressed_by is null;
  select count(*) into v_locked from (
    select 1 from app.due_item i where i.company_id = p_company and i.id = any (v_items) order by i.id for no key update skip locked) x;
  if v_locked <> cardinality(v_items) then
    return 'busy';
  end if;
  if exists (
    select 1 from app.reminder_item ri join app.due_item i on i.company_id = p_company and i.id = ri.item_id
     where ri.company_id = p_company and ri.reminder_id = p_reminder and ri.suppressed_by is null
       and (i.open_amount < ri.amount or i.state <> 'normal')) then
    return 'paid';
  end if;
  if exists (select 1 from app.reminder_item mine join app.reminder_item ri on ri.company_id = p_company and ri.item_id = mine.item_id and ri.reminder_id <> p_reminder and ri.suppressed_by is null
                join app.reminder r on r.company_id = p_company and r.id = ri.reminder_id
               where mine.company_id = p_company and mine.reminder_id = p_reminder and mine.suppressed_by is null
                 and r.state in ('approved', 'sending', 'sent', 'uncertain') and ri.step >= mine.step) then
    return 'asked';
  end if;
  if exists (select 1 from app.dispute d where d.company_id = p_company and d.item_id = any (v_items) and d.resolved_on is null and d.recorded_at > p_since) then
    return 'disputed';
  end if;
  if exists (select 1 from app.promise p where p.company_id = p_company and p.customer_id = v_customer and p.state in ('open', 'due') and p.recorded_at > p_since) then
    return 'promised';
  end if;
  if exists (select 1 from app.hold h where h.company_id = p_company and h.customer_id = v_customer and h.what = 'reminders' and h.state <> 'released'
                and (h.scope = 'customer' or h.scope_id = any (v_items)) and h.recorded_at > p_since) then
    return 'on_hold';
  end if;
  return null;
end
$$;

-- What the policy makes of a proposal right now: NULL when it would propose the same, else the code of the refusal.
create or replace function app.rejudge_reminder(p_company int, p_reminder app.reminder) returns text
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_run uuid := app.uuid7();
  h staging.reminder_head;
  v_lines uuid[];
begin
  insert into staging.reminder_line select * from app.reminder_lines(p_company, array[p_reminder.customer_id], v_run);
  select * into h from app.reminder_heads(p_company, v_run, true);
  v_lines := array(select item_id from staging.reminder_line where run_id = v_run and suppressed_by is null order by 1);
  delete from staging.reminder_line where run_id = v_run;
  if h.state is null or h.state = 'suppressed' then
    return 'reminder-held-back';
  elsif (h.step, h.channel, h.tone, h.template_code) is distinct from (p_reminder.step, p_reminder.channel, p_reminder.tone, p_reminder.template_code)
     -- what may be left out since is asked for wrongly; what was added can wait for the next run
     or exists (select 1 from app.reminder_item x where x.company_id = p_company and x.reminder_id = p_reminder.id and x.suppressed_by is null
                   and not x.item_id = any (v_lines)) then
    return 'reminder-other-step';
  end if;
  return null;
end
$$;

-- Approves one reminder as the person saw it: the rendered parts come with their fingerprint, the address with the
-- row's revision. NULL when done, else the code of the refusal.
create or replace function app.approve_one(p_company int, p_me int, p jsonb, p_bulk boolean) returns text
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  r app.reminder;
  c app.company;
  x app.contact;
  v_subject text := coalesce(p ->> 'subject', '');
  v_text text := coalesce(p ->> 'text', '');
  v_html text := coalesce(p ->> 'html', '');
  v_overtaken text;
  v_mail uuid := coalesce(app.field_uuid(p, 'mail'), app.uuid7());
  v_currency text;
  v_amount numeric;
begin
  select * into r from app.reminder where company_id = p_company and id = app.field_uuid(p, 'reminder') and portfolio_id = any (app.my_portfolios()) for update;
  if not found then
    return 'reminder-unknown';
  elsif r.state not in ('proposed', 'to_review') then
    return 'reminder-not-open';
  elsif app.field_int(p, 'rev') is distinct from r.rev then
    return 'reminder-changed';
  elsif p_bulk and (r.state = 'to_review' or r.tone = 'formal_notice') then
    return 'reminder-one-by-one';
  elsif p ->> 'hash' is distinct from app.preview_hash(v_subject, v_text, v_html) then
    return 'preview-changed';
  elsif btrim(v_subject) = '' or btrim(v_text) = '' or octet_length(v_subject) > 900 or octet_length(v_text) > 262144 or octet_length(v_html) > 262144
        or v_subject ~ '[[:cntrl:]]' then
    return 'preview-unfit';
  end if;
  v_overtaken := app.reminder_overtaken(p_company, r.id, r.recorded_at);
  -- money and earlier mail have their own words; all else is for the policy to say
  if v_overtaken in ('paid', 'asked', 'busy') then
    return 'reminder-overtaken-' || v_overtaken;
  end if;
  v_overtaken := app.rejudge_reminder(p_company, r);
  if v_overtaken is not null then
    return v_overtaken;
  end if;
  select * into c from app.company where id = p_company;
  if r.channel = 'email' then
    select * into x from app.contact where company_id = p_company and id = r.contact_id and active and not bounced;
    if x.id is null or x.email is distinct from p ->> 'to' then
      return 'address-changed';
    elsif coalesce(c.mail_from, '') = '' then
      return 'no-mail-from';
    elsif p ->> 'message_id' is null or p ->> 'message_id' !~ '^<[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@[A-Za-z0-9]([A-Za-z0-9.-]{0,200}[A-Za-z0-9])?>$'
          or exists (select 1 from app.outbox where message_id = p ->> 'message_id') then
      return 'message-id-unfit';
    end if;
    insert into app.outbox (company_id, id, customer_id, portfolio_id, reminder_id, kind, to_address, to_name, address_hash, reply_to, message_id, not_before, person_id)
    values (p_company, v_mail, r.customer_id, r.portfolio_id, r.id, 'reminder', x.email, x.name, app.address_hash(r.customer_id, x.email),
            coalesce((select nullif(email, '') from app.person where id = p_me), c.mail_reply_to), p ->> 'message_id',
            now() + make_interval(secs => c.mail_delay_seconds), p_me);
    insert into app.outbox_body (company_id, outbox_id, customer_id, portfolio_id, subject, body_text, body_html)
    values (p_company, v_mail, r.customer_id, r.portfolio_id, v_subject, v_text, v_html);
    perform app.outbox_note(p_company, v_mail, 'approved', '');
  else
    insert into app.reminder_text (company_id, reminder_id, customer_id, portfolio_id, subject, body_text)
    values (p_company, r.id, r.customer_id, r.portfolio_id, v_subject, v_text)
    on conflict (company_id, reminder_id) do update set subject = excluded.subject, body_text = excluded.body_text;
  end if;
  update app.reminder set state = 'approved', approved_by = p_me, approved_at = app.clock(), rev = rev + 1 where company_id = p_company and id = r.id;
  -- one currency: the amount; several are never added
  select case when count(distinct currency) = 1 then min(currency) end, case when count(distinct currency) = 1 then sum(amount) end into v_currency, v_amount
    from app.reminder_item where company_id = p_company and reminder_id = r.id and suppressed_by is null;
  insert into app.activity (company_id, id, customer_id, portfolio_id, kind, contact_id, entity, entity_id, amount, currency, effective_on, person_id)
  values (p_company, app.uuid7(), r.customer_id, r.portfolio_id, 'reminder', r.contact_id, 'reminder', r.id, v_amount, v_currency, app.today(p_company), p_me);
  perform app.record_audit(p_company, 'approve_reminder', 'reminder', r.id, r.customer_id, r.portfolio_id, p);
  perform app.record_change(p_company, r.portfolio_id, r.customer_id, 'reminder', r.id);
  return null;
end
$$;

create or replace function app.approve_reminder(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_code text;
  v_id uuid;
begin
  select * into a from app.start_action(p_request, 'approve_reminder', p, array['collector', 'manager', 'supervisor'],
    '{reminder,rev,hash,subject,text}', '{html,to,message_id,mail}');
  if a.replay is not null then
    return a.replay;
  end if;
  v_id := app.field_uuid(p, 'reminder');
  v_code := app.approve_one(a.company, a.me, p, false);
  if v_code is not null then
    perform app.refuse(v_code);
  end if;
  return app.end_request(p_request, jsonb_build_object('id', v_id, 'entity', 'reminder', 'rev', app.field_int(p, 'rev') + 1,
    'mail', (select o.id from app.outbox o where o.company_id = a.company and o.reminder_id = v_id and o.state = 'queued')));
end
$$;

-- Approves marked reminders, each as the person saw it. What cannot be approved is named with its reason; the others are.
create or replace function app.approve_reminders(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_one jsonb;
  v_code text;
  v_approved int := 0;
  v_refused jsonb := '[]';
begin
  select * into a from app.start_action(p_request, 'approve_reminders', p, array['collector', 'manager', 'supervisor'], '{reminders}', '{}');
  if a.replay is not null then
    return a.replay;
  end if;
  -- in one order, whoever marked them in which
  for v_one in select e from jsonb_array_elements(app.field_list(p, 'reminders')) e order by e ->> 'reminder' loop
    perform app.check_body(v_one, '{reminder,rev,hash,subject,text}', '{html,to,message_id,mail}');
    v_code := app.approve_one(a.company, a.me, v_one, true);
    if v_code is null then
      v_approved := v_approved + 1;
    else
      v_refused := v_refused || jsonb_build_object('reminder', v_one ->> 'reminder', 'code', v_code);
    end if;
  end loop;
  return app.end_request(p_request, jsonb_build_object('id', p_request, 'entity', 'reminder', 'rev', 1, 'approved', v_approved, 'refused', v_refused));
end
$$;

create or replace function app.reject_reminder(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  r app.reminder;
begin
  select * into a from app.start_action(p_request, 'reject_reminder', p, array['collector', 'manager', 'supervisor'], '{reminder,rev}', '{reason}');
  if a.replay is not null then
    return a.replay;
  end if;
  select * into r from app.reminder where company_id = a.company and id = app.field_uuid(p, 'reminder') and portfolio_id = any (app.my_portfolios()) for update;
  if not found then
    perform app.refuse('reminder-unknown');
  elsif r.state not in ('proposed', 'to_review', 'failed') then
    perform app.refuse('reminder-not-open');
  elsif app.field_int(p, 'rev') <> r.rev then
    perform app.refuse('reminder-changed');
  end if;
  update app.reminder set state = 'rejected', rev = rev + 1 where company_id = a.company and id = r.id;
  return app.finish_action(p_request, a.company, 'reject_reminder', 'reminder', r.id, r.customer_id, r.portfolio_id, r.rev + 1, p);
end
$$;

-- A letter left the house: when, and under which tracking number.
create or replace function app.record_letter(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  r app.reminder;
  v_on date;
begin
  select * into a from app.start_action(p_request, 'record_letter', p, array['collector', 'manager', 'supervisor'],
    '{reminder,rev}', '{sent_on,tracking_number,presented_on,acknowledged_on}');
  if a.replay is not null then
    return a.replay;
  end if;
  select * into r from app.reminder where company_id = a.company and id = app.field_uuid(p, 'reminder') and portfolio_id = any (app.my_portfolios()) for update;
  if not found then
    perform app.refuse('reminder-unknown');
  elsif r.channel = 'email' or r.state not in ('approved', 'sent') then
    perform app.refuse('reminder-not-open');
  elsif app.field_int(p, 'rev') <> r.rev then
    perform app.refuse('reminder-changed');
  end if;
  v_on := coalesce(app.field_date(p, 'sent_on'), r.sent_on, a.today);
  if v_on > a.today or v_on < (r.approved_at at time zone 'UTC')::date - 1 then
    perform app.refuse('letter-day', jsonb_build_object('day', v_on));
  end if;
  update app.reminder set state = 'sent', sent_on = v_on, rev = rev + 1,
    tracking_number = coalesce(app.field_text(p, 'tracking_number', 60), tracking_number),
    presented_on = coalesce(app.field_date(p, 'presented_on'), presented_on),
    acknowledged_on = coalesce(app.field_date(p, 'acknowledged_on'), acknowledged_on)
   where company_id = a.company and id = r.id;
  perform app.note_reminder_sent(a.company, r.customer_id, r.portfolio_id, v_on);
  return app.finish_action(p_request, a.company, 'record_letter', 'reminder', r.id, r.customer_id, r.portfolio_id, r.rev + 1, p);
end
$$;

-- The customer was reminded on that day.
create or replace function app.note_reminder_sent(p_company int, p_customer uuid, p_portfolio int, p_day date) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into app.contact_fact (company_id, customer_id, portfolio_id, last_reminder_on) values (p_company, p_customer, p_portfolio, p_day)
  on conflict (company_id, customer_id) do update set last_reminder_on = greatest(app.contact_fact.last_reminder_on, excluded.last_reminder_on)
$$;

-- The policies and templates a company starts with (the program carries them), and its worklist of steps. What the
-- company already has by that code is left as it is. For an administrator.
create or replace function app.seed_company_defaults(p_company int, p jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_policy jsonb;
  v_id uuid;
begin
  if not app.has_role('admin') then
    perform app.refuse('role-missing', jsonb_build_object('roles', 'admin'));
  end if;
  insert into app.template (company_id, id, code, language, subject, body_text, body_html)
  select p_company, app.uuid7(), t ->> 'code', t ->> 'language', t ->> 'subject', t ->> 'text', t ->> 'html' from jsonb_array_elements(p -> 'templates') t
  on conflict (company_id, code, language) do nothing;
  for v_policy in select * from jsonb_array_elements(p -> 'policies') loop
    v_id := app.uuid7();
    insert into app.reminder_policy (company_id, id, code, name, min_amount, min_gap_days, is_default)
    values (p_company, v_id, v_policy ->> 'code', v_policy ->> 'name', (v_policy ->> 'min_amount')::numeric, (v_policy ->> 'min_gap_days')::int,
            (v_policy ->> 'default')::boolean and not exists (select 1 from app.reminder_policy where company_id = p_company and is_default))
    on conflict (company_id, code) do nothing;
    if found then
      insert into app.reminder_step (company_id, policy_id, step, offset_days, channel, tone, template_code, fee, interest)
      select p_company, v_id, n, (s ->> 'offset_days')::int, s ->> 'channel', s ->> 'tone', s ->> 'template',
             coalesce((s ->> 'fee')::boolean, false), coalesce((s ->> 'interest')::boolean, false)
        from jsonb_array_elements(v_policy -> 'steps') with ordinality x(s, n);
    end if;
  end loop;
end
$$;

grant execute on function app.propose_reminders(uuid, jsonb), app.reminder_preview(int, uuid), app.preview_hash(text, text, text),
  app.approve_reminder(uuid, jsonb), app.approve_reminders(uuid, jsonb), app.reject_reminder(uuid, jsonb), app.record_letter(uuid, jsonb) to encours_person;
grant execute on function app.seed_company_defaults(int, jsonb) to encours_admin;

reset role;
