-- Promises to pay: made, moved, withdrawn, judged.
set local role encours_definer;

-- What the customer owes that can be promised: open debit items, with what is open on the day.
create or replace function app.owed_items(p_company int, p_customer uuid, p_today date)
returns table (id uuid, currency text, due_on date, open numeric)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select i.id, i.currency, i.due_on, i.open_amount from app.due_item i
   where i.company_id = p_company and i.customer_id = p_customer and i.open_amount > 0 and i.issued_on <= p_today
$$;

-- Checks and writes a promise from {promised_on, amount?, currency?, items?: [id | {item, amount?}] | on_account?, confirm?}.
-- Without items and not on account: all that is overdue, or `amount` of it, oldest first. The caller holds the money lock.
create or replace function app.make_promise(
  p_company int, p_id uuid, p_customer uuid, p_portfolio int, p_me int, p_today date, p_contact uuid, p jsonb)
returns app.promise
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.promise;
  v_company app.company;
  v_on date := app.field_date(p, 'promised_on');
  v_amount numeric := app.field_amount(p, 'amount');
  v_currency text := app.field_text(p, 'currency');
  v_items jsonb := app.field_list(p, 'items');
  v_on_account boolean := coalesce(app.field_flag(p, 'on_account'), false);
  v_named boolean := jsonb_array_length(coalesce(v_items, '[]')) > 0;
  v_open numeric;
  v_currencies text[];
  v_ids uuid[] := '{}';
  v_amounts numeric[] := '{}';
  v_element jsonb;
  v_item record;
  v_part numeric;
  v_left numeric;
begin
  select * into v_company from app.company where id = p_company;
  if v_on < p_today then
    perform app.refuse('promise-past', jsonb_build_object('date', v_on));
  end if;
  if v_on > p_today + 45 and not coalesce(app.field_flag(p, 'confirm'), false) then
    perform app.refuse('promise-far', jsonb_build_object('date', v_on, 'days', v_on - p_today));
  end if;
  if v_on > p_today + 1100 then
    perform app.refuse('promise-too-far', jsonb_build_object('date', v_on));
  end if;
  if v_amount <= 0 then
    perform app.refuse('amount-not-positive', jsonb_build_object('key', 'amount'));
  end if;
  if v_on_account and v_named then
    perform app.refuse('promise-items-or-account');
  end if;

  if v_named then
    for v_element in select e from jsonb_array_elements(v_items) e loop
      if jsonb_typeof(v_element) = 'string' then
        v_element := jsonb_build_object('item', v_element);
      end if;
      perform app.check_body(v_element, array['item'], array['amount']);
      select * into v_item from app.owed_items(p_company, p_customer, p_today) o where o.id = app.field_uuid(v_element, 'item');
      if not found or v_item.id = any (v_ids) then
        perform app.refuse('promise-item-unknown');
      end if;
      v_currency := coalesce(v_currency, v_item.currency);
      if v_item.currency <> v_currency then
        perform app.refuse('promise-currencies', jsonb_build_object('currency', v_currency, 'other', v_item.currency));
      end if;
      v_part := coalesce(app.field_amount(v_element, 'amount'), v_item.open);
      if v_part <= 0 then
        perform app.refuse('amount-not-positive', jsonb_build_object('key', 'amount'));
      end if;
      perform app.check_money(v_part, v_currency);
      if v_part > v_item.open then
        perform app.refuse('promise-over-open', jsonb_build_object('amount', app.amount_text(v_part, v_currency), 'open', app.amount_text(v_item.open, v_currency), 'currency', v_currency));
      end if;
      v_ids := v_ids || v_item.id;
      v_amounts := v_amounts || v_part;
    end loop;
    v_open := (select sum(x) from unnest(v_amounts) x);
  elsif v_on_account then
    if v_amount is null then
      perform app.refuse('key-missing', jsonb_build_object('key', 'amount'));
    end if;
    v_currency := coalesce(v_currency, v_company.currency);
    select coalesce(sum(o.open), 0) into v_open from app.owed_items(p_company, p_customer, p_today) o where o.currency = v_currency;
  else
    select array_agg(distinct o.currency order by o.currency) into v_currencies from app.owed_items(p_company, p_customer, p_today) o
     where o.due_on < p_today and (v_currency is null or o.currency = v_currency);
    if v_currencies is null then
      perform app.refuse('nothing-overdue');
    elsif cardinality(v_currencies) > 1 then
      perform app.refuse('promise-which-currency', jsonb_build_object('currencies', array_to_string(v_currencies, ', ')));
    end if;
    v_currency := v_currencies[1];
    select array_agg(o.id order by o.due_on, o.id), array_agg(o.open order by o.due_on, o.id), sum(o.open) into v_ids, v_amounts, v_open
      from app.owed_items(p_company, p_customer, p_today) o where o.due_on < p_today and o.currency = v_currency;
  end if;

  v_amount := coalesce(v_amount, v_open);
  perform app.check_money(v_amount, v_currency);
  if v_amount > v_open then
    perform app.refuse('promise-over-open', jsonb_build_object('amount', app.amount_text(v_amount, v_currency), 'open', app.amount_text(v_open, v_currency), 'currency', v_currency));
  end if;

  insert into app.promise (company_id, id, customer_id, portfolio_id, amount, currency, made_on, promised_on, judge_on, on_account, person_id, contact_id)
  values (p_company, p_id, p_customer, p_portfolio, v_amount, v_currency, p_today, v_on,
          app.add_business_days(v_company.country, v_on, v_company.grace_business_days), v_on_account, p_me, p_contact)
  returning * into v;
  -- a part of the whole goes to the first items
  v_left := v_amount;
  for i in 1 .. coalesce(cardinality(v_ids), 0) loop
    v_part := least(v_left, v_amounts[i]);
    exit when v_part <= 0;
    insert into app.promise_item (company_id, promise_id, item_id, customer_id, portfolio_id, amount)
    values (p_company, p_id, v_ids[i], p_customer, p_portfolio, v_part);
    v_left := v_left - v_part;
  end loop;
  insert into app.promise_event (company_id, id, promise_id, customer_id, portfolio_id, event, to_on, effective_on, person_id)
  values (p_company, app.uuid7(), p_id, p_customer, p_portfolio, 'made', v_on, p_today, p_me);
  return v;
end
$$;

-- {company, customer, promised_on, amount?, currency?, items? | on_account?, contact?, note?, confirm?}
create or replace function app.record_promise(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v app.promise;
begin
  select * into a from app.start_action(p_request, 'record_promise', p, array['collector', 'manager', 'supervisor'],
    array['customer', 'promised_on'], array['amount', 'currency', 'items', 'on_account', 'contact', 'note', 'confirm']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  perform app.lock_money(a.company, array[v_customer]);
  v := app.make_promise(a.company, p_request, v_customer, v_portfolio, a.me, a.today,
    app.require_contact(a.company, v_customer, app.field_uuid(p, 'contact')), p);
  perform app.write_activity(a.company, app.uuid7(), v_customer, v_portfolio, 'promise', a.today, a.me, app.field_text(p, 'note', 20000),
    'promise', v.id, v.amount, v.currency, p_contact => v.contact_id);
  perform app.refresh_money(a.company, array[v_customer]);
  perform app.refresh_standing(a.company, array[v_customer]);
  return app.finish_action(p_request, a.company, 'record_promise', 'promise', v.id, v_customer, v_portfolio, 1, p);
end
$$;

-- The promise, or a refusal: an absent one and a foreign one give the same sentence.
create or replace function app.require_promise(p_company int, p_promise uuid) returns app.promise
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.promise;
begin
  select * into v from app.promise where company_id = p_company and id = p_promise and portfolio_id = any (app.my_portfolios());
  if not found then
    perform app.refuse('promise-unknown');
  end if;
  return v;
end
$$;

-- {company, promise, rev, promised_on, confirm?, note?}
create or replace function app.move_promise(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.promise;
  v_on date;
  v_company app.company;
begin
  select * into a from app.start_action(p_request, 'move_promise', p, array['collector', 'manager', 'supervisor'],
    array['promise', 'rev', 'promised_on'], array['confirm', 'note']);
  if a.replay is not null then
    return a.replay;
  end if;
  v := app.require_promise(a.company, app.field_uuid(p, 'promise'));
  perform app.lock_money(a.company, array[v.customer_id]);
  v := app.require_promise(a.company, v.id);
  perform app.check_rev(p, v.rev, to_jsonb(v));
  if v.state not in ('open', 'due') then
    perform app.refuse('promise-not-open', jsonb_build_object('state', v.state));
  end if;
  v_on := app.field_date(p, 'promised_on');
  if v_on < a.today then
    perform app.refuse('promise-past', jsonb_build_object('date', v_on));
  end if;
  if v_on > a.today + 45 and not coalesce(app.field_flag(p, 'confirm'), false) then
    perform app.refuse('promise-far', jsonb_build_object('date', v_on, 'days', v_on - a.today));
  end if;
  if v_on > a.today + 1100 then
    perform app.refuse('promise-too-far', jsonb_build_object('date', v_on));
  end if;
  select * into v_company from app.company where id = a.company;
  update app.promise set promised_on = v_on, judge_on = app.add_business_days(v_company.country, v_on, v_company.grace_business_days),
         state = 'open', rev = rev + 1
   where company_id = a.company and id = v.id;
  insert into app.promise_event (company_id, id, promise_id, customer_id, portfolio_id, event, from_on, to_on, effective_on, person_id)
  values (a.company, app.uuid7(), v.id, v.customer_id, v.portfolio_id, 'moved', v.promised_on, v_on, a.today, a.me);
  perform app.write_activity(a.company, p_request, v.customer_id, v.portfolio_id, 'promise', a.today, a.me, app.field_text(p, 'note', 20000),
    'promise', v.id, v.amount, v.currency);
  perform app.refresh_customers(a.company, array[v.customer_id]);
  return app.finish_action(p_request, a.company, 'move_promise', 'promise', v.id, v.customer_id, v.portfolio_id, v.rev + 1, p);
end
$$;

-- Withdraws an open promise; the caller holds the money lock and refreshes.
create or replace function app.end_promise(p_company int, p_promise uuid, p_me int, p_today date) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.promise;
begin
  update app.promise set state = 'withdrawn', rev = rev + 1
   where company_id = p_company and id = p_promise and state in ('open', 'due') returning * into v;
  if not found then
    perform app.refuse('promise-not-open', jsonb_build_object('state', (select state from app.promise where company_id = p_company and id = p_promise)));
  end if;
  insert into app.promise_event (company_id, id, promise_id, customer_id, portfolio_id, event, received, effective_on, person_id)
  values (p_company, app.uuid7(), v.id, v.customer_id, v.portfolio_id, 'withdrawn', v.received, p_today, p_me);
end
$$;

-- {company, promise, rev, note?}
create or replace function app.withdraw_promise(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.promise;
begin
  select * into a from app.start_action(p_request, 'withdraw_promise', p, array['collector', 'manager', 'supervisor'],
    array['promise', 'rev'], array['note']);
  if a.replay is not null then
    return a.replay;
  end if;
  v := app.require_promise(a.company, app.field_uuid(p, 'promise'));
  perform app.lock_money(a.company, array[v.customer_id]);
  v := app.require_promise(a.company, v.id);
  perform app.check_rev(p, v.rev, to_jsonb(v));
  perform app.end_promise(a.company, v.id, a.me, a.today);
  perform app.write_activity(a.company, p_request, v.customer_id, v.portfolio_id, 'promise', a.today, a.me, app.field_text(p, 'note', 20000),
    'promise', v.id, v.amount, v.currency);
  perform app.refresh_customers(a.company, array[v.customer_id]);
  return app.finish_action(p_request, a.company, 'withdraw_promise', 'promise', v.id, v.customer_id, v.portfolio_id, v.rev + 1, p);
end
$$;

-- Judges the promises of the customers (NULL: of all who have a promise whose day has come).
--
-- Received by a promise: receipts recorded after it was made, not returned, value-dated up to the end of its grace, in
-- its currency; of each, what is not allocated to other items by that day (on account: all of it). Promises are served
-- in the order in which they were made, and no receipt counts twice. Credit notes and write-offs on the promised
-- items since then lower what was promised. Judged promises are judged again, so that a returned payment or a
-- back-dated one counts as it should; the outcome depends on the ledger alone, not on when it was asked for.
-- The caller holds the money locks and refreshes positions and standings afterwards.
create or replace function app.judge_promises(p_company int, p_customers uuid[] default null) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
  v_me int := app.me();
  v_company app.company;
  v_customer uuid;
  v app.promise;
  r record;
  v_used jsonb;
  v_take numeric;
  v_received numeric;
  v_lowered numeric;
  v_need numeric;
  v_state text;
  v_touched uuid[] := '{}';
  v_recount uuid[] := '{}';
begin
  select * into v_company from app.company where id = p_company;
  for v_customer in
    select distinct p.customer_id from app.promise p
     where p_customers is null and p.company_id = p_company and p.state in ('open', 'due') and p.promised_on < v_today
    union
    select distinct p.customer_id from unnest(p_customers) k(id) join app.promise p on p.company_id = p_company and p.customer_id = k.id
     where p.state <> 'withdrawn'
    order by 1
  loop
    v_used := '{}';
    for v in select * from app.promise p where p.company_id = p_company and p.customer_id = v_customer and p.state <> 'withdrawn'
              order by p.recorded_at, p.made_on, p.id
    loop
      select coalesce(sum(least(i.amount, c.credited)), 0) into v_lowered
        from app.promise_item i
        cross join lateral (select coalesce(sum(l.amount), 0) as credited from app.allocation l
                             where l.company_id = p_company and l.item_id = i.item_id and l.recorded_at > v.recorded_at and l.applied_on <= v.judge_on
                               and l.kind in ('credit', 'write_off', 'discount', 'reversal')) c
       where i.company_id = p_company and i.promise_id = v.id and c.credited > 0;
      v_lowered := least(v_lowered, v.amount);
      v_need := v.amount - v_lowered;
      v_received := 0;
      for r in
        select x.id, x.amount,
               x.amount - case when v.on_account then 0 else coalesce((
                 select sum(l.source_amount) from app.allocation l
                  where l.company_id = p_company and l.receipt_id = x.id and l.applied_on <= v.judge_on
                    and not exists (select 1 from app.promise_item i where i.company_id = p_company and i.promise_id = v.id and i.item_id = l.item_id)), 0) end as available
          from app.receipt x
         where x.company_id = p_company and x.customer_id = v_customer and x.currency = v.currency
           and x.amount > 0 and x.reversed_by is null and x.effective_on <= v.judge_on and x.recorded_at > v.recorded_at
         order by x.effective_on, x.recorded_at, x.id
      loop
        v_take := least(r.available, r.amount - coalesce((v_used ->> r.id::text)::numeric, 0), v_need - v_received);
        if v_take > 0 then
          v_received := v_received + v_take;
          v_used := v_used || jsonb_build_object(r.id::text, coalesce((v_used ->> r.id::text)::numeric, 0) + v_take);
        end if;
      end loop;

      v_state := case
        when v_need <= 0 then 'withdrawn'
        when v.promised_on >= v_today then 'open'
        when v_company.receipts_cover_until is null or v_company.receipts_cover_until < v.judge_on or v.judge_on >= v_today then 'due'
        when v_received > 0 and (v_received * 100 >= v_need * v_company.promise_threshold_percent
                                 or v_need - v_received <= v_company.small_difference) then 'kept'
        when v_received > 0 then 'partly_kept'
        else 'broken' end;
      -- what was judged stays judged, whatever later becomes of the calendar or of the coverage
      if v.state in ('kept', 'partly_kept', 'broken') and v_state in ('open', 'due') then
        continue;
      end if;
      if (v_state, v_received, v_lowered) is distinct from (v.state, v.received, v.lowered) then
        update app.promise set state = v_state, received = v_received, lowered = v_lowered, rev = rev + (v_state <> v.state)::int,
               judged_on = case when v_state in ('kept', 'partly_kept', 'broken') then case when v_state = v.state then v.judged_on else v_today end end
         where company_id = p_company and id = v.id;
        v_touched := v_touched || v_customer;
      end if;
      if v_state <> v.state then
        insert into app.promise_event (company_id, id, promise_id, customer_id, portfolio_id, event, received, effective_on, person_id)
        values (p_company, app.uuid7(), v.id, v_customer, v.portfolio_id, case v_state when 'open' then 'reopened' else v_state end, v_received, v_today, v_me);
        perform app.record_change(p_company, v.portfolio_id, v_customer, 'promise', v.id);
        if v_state = 'broken' then
          perform app.raise_alert(p_company, v_customer, v.portfolio_id, 'broken_promise', v.id, v_need, v.currency, v_today,
            jsonb_build_object('promised_on', v.promised_on));
        elsif v.state = 'broken' then
          perform app.close_alert(p_company, v_customer, 'broken_promise', v.id);
        end if;
        if 'broken' in (v.state, v_state) then
          v_recount := v_recount || v_customer;
        end if;
      end if;
    end loop;
  end loop;

  if cardinality(v_recount) > 0 then
    insert into app.contact_fact (company_id, customer_id, portfolio_id)
    select c.company_id, c.id, c.portfolio_id from (select distinct unnest(v_recount) as id) k join app.customer c on c.company_id = p_company and c.id = k.id
     order by c.id
    on conflict do nothing;
    perform 1 from (select distinct unnest(v_recount) as id) k join app.contact_fact f on f.company_id = p_company and f.customer_id = k.id
      order by f.customer_id for update of f;
    update app.contact_fact f set broken_promises = (
        select count(*) from app.promise p where p.company_id = p_company and p.customer_id = f.customer_id and p.state = 'broken')
      from (select distinct unnest(v_recount) as id) k
     where f.company_id = p_company and f.customer_id = k.id;
  end if;
  return (select coalesce(array_agg(distinct x), '{}') from unnest(v_touched) x);
end
$$;

grant execute on function
  app.record_promise(uuid, jsonb), app.move_promise(uuid, jsonb), app.withdraw_promise(uuid, jsonb)
to encours_person;
reset role;
