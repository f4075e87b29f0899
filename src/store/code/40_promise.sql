-- Promises to pay: made, moved, withdrawn, judged.
set local role encours_definer;

-- What the customer owes that can be promised: open debit items, with what is open on the day and what open promises cover.
drop function if exists app.owed_items(int, uuid, date);
create or replace function app.owed_items(p_company int, p_customer uuid, p_today date)
returns table (id uuid, currency text, due_on date, open numeric, covered numeric)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select i.id, i.currency, i.due_on, i.open_amount,
         coalesce((select sum(x.amount) from app.promise_item x join app.promise p on p.company_id = p_company and p.id = x.promise_id
                    where x.company_id = p_company and x.item_id = i.id and p.state in ('open', 'due')), 0)
    from app.due_item i
   where i.company_id = p_company and i.customer_id = p_customer and i.open_amount > 0 and i.issued_on <= p_today
$$;

-- Open promises that cover these items; on account, and of any of the items' currency, where they are more than what is owed.
create or replace function app.covering_promises(p_company int, p_customer uuid, p_currency text, p_items uuid[], p_all boolean)
returns setof app.promise
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select p.* from app.promise p
   where p.company_id = p_company and p.customer_id = p_customer and p.state in ('open', 'due') and p.currency = p_currency
     and (p_all or exists (select 1 from app.promise_item x where x.company_id = p_company and x.promise_id = p.id and x.item_id = any (p_items)))
   order by p.promised_on, p.id
$$;

-- The same debt is promised once: a refusal that names the promise which covers it already.
create or replace function app.refuse_overlap(p_company int, p_customer uuid, p_currency text, p_items uuid[], p_all boolean) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.promise;
begin
  select * into v from app.covering_promises(p_company, p_customer, p_currency, p_items, p_all) limit 1;
  perform app.refuse('promise-overlaps', jsonb_build_object('amount', app.amount_text(v.amount - v.lowered, v.currency), 'currency', v.currency,
    'date', v.promised_on, 'promise', v.id));
end
$$;

-- A promised day lies ahead, not by surprise far.
create or replace function app.check_promised(p_today date, p_on date, p_confirmed boolean) returns void
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  if p_on < p_today then
    perform app.refuse('promise-past', jsonb_build_object('date', p_on));
  elsif p_on > p_today + 45 and not p_confirmed then
    perform app.refuse('promise-far', jsonb_build_object('date', p_on, 'days', p_on - p_today));
  elsif p_on > p_today + 1100 then
    perform app.refuse('promise-too-far', jsonb_build_object('date', p_on));
  end if;
end
$$;

-- What a promise covers, from {amount?, currency?, items?: [id | {item, amount?}] | on_account?, replace?}. Without items and
-- not on account: all that is overdue, or `amount` of it, oldest first. What an open promise covers already is left out,
-- and refused where it was asked for, unless `replace` says that those promises end with this one: `replaced` are they.
-- The caller holds the money lock.
create or replace function app.promised_items(
  p_company int, p_customer uuid, p_today date, p jsonb,
  out currency text, out ids uuid[], out amounts numeric[], out total numeric, out on_account boolean, out replaced uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
#variable_conflict use_variable
declare
  v_amount numeric := app.field_amount(p, 'amount');
  v_items jsonb := app.field_list(p, 'items');
  v_named boolean := jsonb_array_length(coalesce(v_items, '[]')) > 0;
  v_replace boolean := coalesce(app.field_flag(p, 'replace'), false);
  v_open numeric := 0;
  v_free numeric;
  v_promised numeric;
  v_ended numeric := 0;
  v_currencies text[];
  v_element jsonb;
  v_item record;
  v_part numeric;
begin
  currency := app.field_text(p, 'currency');
  on_account := coalesce(app.field_flag(p, 'on_account'), false);
  ids := '{}';
  amounts := '{}';
  replaced := '{}';
  if v_amount <= 0 then
    perform app.refuse('amount-not-positive', jsonb_build_object('key', 'amount'));
  end if;
  if on_account and v_named then
    perform app.refuse('promise-items-or-account');
  end if;

  if v_named then
    for v_element in select e from jsonb_array_elements(v_items) e loop
      if jsonb_typeof(v_element) = 'string' then
        v_element := jsonb_build_object('item', v_element);
      end if;
      perform app.check_body(v_element, array['item'], array['amount']);
      select * into v_item from app.owed_items(p_company, p_customer, p_today) o where o.id = app.field_uuid(v_element, 'item');
      if not found or v_item.id = any (ids) then
        perform app.refuse('promise-item-unknown');
      end if;
      currency := coalesce(currency, v_item.currency);
      if v_item.currency <> currency then
        perform app.refuse('promise-currencies', jsonb_build_object('currency', currency, 'other', v_item.currency));
      end if;
      v_free := case when v_replace then v_item.open else greatest(v_item.open - v_item.covered, 0) end;
      v_part := coalesce(app.field_amount(v_element, 'amount'), v_free);
      if v_part > v_free or v_free = 0 then
        if v_part > v_item.open then
          perform app.refuse('promise-over-open', jsonb_build_object('amount', app.amount_text(v_part, currency), 'open', app.amount_text(v_item.open, currency), 'currency', currency));
        end if;
        perform app.refuse_overlap(p_company, p_customer, currency, array[v_item.id], false);
      end if;
      if v_part <= 0 then
        perform app.refuse('amount-not-positive', jsonb_build_object('key', 'amount'));
      end if;
      perform app.check_money(v_part, currency);
      ids := ids || v_item.id;
      amounts := amounts || v_part;
      v_open := v_open + v_item.open;
    end loop;
  elsif on_account then
    if v_amount is null then
      perform app.refuse('key-missing', jsonb_build_object('key', 'amount'));
    end if;
    currency := coalesce(currency, (select c.currency from app.company c where c.id = p_company));
    select coalesce(sum(o.open), 0) into v_open from app.owed_items(p_company, p_customer, p_today) o where o.currency = currency;
  else
    select array_agg(distinct o.currency order by o.currency) into v_currencies from app.owed_items(p_company, p_customer, p_today) o
     where o.due_on < p_today and (currency is null or o.currency = currency);
    if v_currencies is null then
      perform app.refuse('nothing-overdue');
    elsif cardinality(v_currencies) > 1 then
      perform app.refuse('promise-which-currency', jsonb_build_object('currencies', array_to_string(v_currencies, ', ')));
    end if;
    currency := v_currencies[1];
    for v_item in select * from app.owed_items(p_company, p_customer, p_today) o where o.due_on < p_today and o.currency = currency order by o.due_on, o.id loop
      v_open := v_open + v_item.open;
      v_free := case when v_replace then v_item.open else greatest(v_item.open - v_item.covered, 0) end;
      ids := ids || v_item.id;
      amounts := amounts || v_free;
    end loop;
  end if;

  v_free := case when on_account then v_open else (select sum(x) from unnest(amounts) x) end;
  total := coalesce(v_amount, v_free);
  perform app.check_money(total, currency);
  if total > v_open then
    perform app.refuse('promise-over-open', jsonb_build_object('amount', app.amount_text(total, currency), 'open', app.amount_text(v_open, currency), 'currency', currency));
  elsif total > v_free or total = 0 then
    perform app.refuse_overlap(p_company, p_customer, currency, ids, false);
  end if;

  if v_replace then
    select coalesce(array_agg(c.id), '{}'), coalesce(sum(c.amount - c.lowered), 0) into replaced, v_ended
      from app.covering_promises(p_company, p_customer, currency, ids, on_account) c;
  end if;
  -- promises on account cover no item of their own, but part of the whole
  select coalesce(sum(c.amount - c.lowered), 0) into v_promised from app.covering_promises(p_company, p_customer, currency, ids, true) c;
  select coalesce(sum(o.open), 0) into v_open from app.owed_items(p_company, p_customer, p_today) o where o.currency = currency;
  if v_promised - v_ended + total > v_open then
    if not v_replace then
      perform app.refuse_overlap(p_company, p_customer, currency, ids, true);
    end if;
    replaced := array(select c.id from app.covering_promises(p_company, p_customer, currency, ids, true) c where c.on_account or c.id = any (replaced));
  end if;
end
$$;

-- One promise on what is left of the items from `ids[at]` on: of `amounts` this promise takes its part, first items first.
create or replace function app.write_promise(
  p_company int, p_id uuid, p_customer uuid, p_portfolio int, p_me int, p_today date, p_contact uuid,
  p_on date, p_amount numeric, p_currency text, p_on_account boolean, p_plan uuid, p_seq int, p_ids uuid[], inout amounts numeric[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_company app.company;
  v_left numeric := p_amount;
  v_part numeric;
begin
  select * into v_company from app.company where id = p_company;
  insert into app.promise (company_id, id, customer_id, portfolio_id, plan_id, seq, amount, currency, made_on, promised_on, judge_on, on_account, person_id, contact_id)
  values (p_company, p_id, p_customer, p_portfolio, p_plan, p_seq, p_amount, p_currency, p_today, p_on,
          app.add_business_days(v_company.country, p_on, v_company.grace_business_days), p_on_account, p_me, p_contact);
  for i in 1 .. coalesce(cardinality(p_ids), 0) loop
    v_part := least(v_left, amounts[i]);
    continue when v_part <= 0;
    insert into app.promise_item (company_id, promise_id, item_id, customer_id, portfolio_id, amount)
    values (p_company, p_id, p_ids[i], p_customer, p_portfolio, v_part);
    amounts[i] := amounts[i] - v_part;
    v_left := v_left - v_part;
  end loop;
  insert into app.promise_event (company_id, id, promise_id, customer_id, portfolio_id, event, to_on, effective_on, person_id)
  values (p_company, app.uuid7(), p_id, p_customer, p_portfolio, 'made', p_on, p_today, p_me);
end
$$;

-- Ends the promises that another one replaces; their history stays.
create or replace function app.replace_promises(p_company int, p_replaced uuid[], p_by uuid, p_me int, p_today date) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_id uuid;
begin
  foreach v_id in array p_replaced loop
    perform app.end_promise(p_company, v_id, p_me, p_today);
    update app.promise set replaced_by = p_by where company_id = p_company and id = v_id;
  end loop;
end
$$;

-- Checks and writes a promise from {promised_on, amount?, currency?, items? | on_account?, replace?, confirm?}; see
-- app.promised_items for what it covers. The caller holds the money lock.
create or replace function app.make_promise(
  p_company int, p_id uuid, p_customer uuid, p_portfolio int, p_me int, p_today date, p_contact uuid, p jsonb)
returns app.promise
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.promise;
  k record;
  v_on date := app.field_date(p, 'promised_on');
  v_confirmed boolean := coalesce(app.field_flag(p, 'confirm'), false);
begin
  perform app.check_promised(p_today, v_on, v_confirmed);
  select * into k from app.promised_items(p_company, p_customer, p_today, p);
  -- A sum for no invoice in particular, said twice, is more often one promise than two.
  if not v_confirmed and jsonb_array_length(coalesce(app.field_list(p, 'items'), '[]')) = 0
     and exists (select 1 from app.promise x
                  where x.company_id = p_company and x.customer_id = p_customer and x.state in ('open', 'due') and x.promised_on = v_on
                    and x.amount = k.total and x.currency = k.currency and x.on_account = k.on_account and not x.id = any (k.replaced)) then
    perform app.refuse('promise-twice', jsonb_build_object('amount', app.amount_text(k.total, k.currency), 'currency', k.currency, 'date', v_on));
  end if;
  perform app.replace_promises(p_company, k.replaced, p_id, p_me, p_today);
  perform app.write_promise(p_company, p_id, p_customer, p_portfolio, p_me, p_today, p_contact,
    v_on, k.total, k.currency, k.on_account, null, 1, k.ids, k.amounts);
  select * into v from app.promise where company_id = p_company and id = p_id;
  return v;
end
$$;

-- {company, customer, first_on, count, every: week | fortnight | month, amount?, currency?, items? | on_account?, contact?, note?,
-- confirm?, replace?} or, for instalments that differ, `instalments`: [{promised_on, amount}] instead of first_on, count and every.
-- Equal instalments; the last takes the remainder of the division. The plan's id is the request's.
create or replace function app.record_plan(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  k record;
  v_customer uuid;
  v_portfolio int;
  v_contact uuid;
  v_digits int;
  v_count int;
  v_first date := app.field_date(p, 'first_on');
  v_every text := app.field_choice(p, 'every', array['week', 'fortnight', 'month']);
  v_days date[] := '{}';
  v_parts numeric[] := '{}';
  v_left numeric[];
  v_id uuid;
  v_sum numeric;
  v_element jsonb;
begin
  select * into a from app.start_action(p_request, 'record_plan', p, array['collector', 'manager', 'supervisor'], array['customer'],
    array['first_on', 'count', 'every', 'instalments', 'amount', 'currency', 'items', 'on_account', 'contact', 'note', 'confirm', 'replace']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  v_contact := app.require_contact(a.company, v_customer, app.field_uuid(p, 'contact'));
  perform app.lock_money(a.company, array[v_customer]);

  for v_element in select e from jsonb_array_elements(coalesce(app.field_list(p, 'instalments'), '[]')) e loop
    perform app.check_body(v_element, array['promised_on', 'amount'], '{}');
    v_days := v_days || app.field_date(v_element, 'promised_on');
    v_parts := v_parts || app.field_amount(v_element, 'amount');
  end loop;
  v_count := case when v_days = '{}' then app.field_int(p, 'count') else cardinality(v_days) end;
  if v_count is null or v_count not between 2 and 60 then
    perform app.refuse('plan-count', jsonb_build_object('count', coalesce(v_count, 0)));
  end if;
  if v_days = '{}' then
    if v_first is null or v_every is null then
      perform app.refuse('key-missing', jsonb_build_object('key', case when v_first is null then 'first_on' else 'every' end));
    end if;
    v_days := array(select (v_first + case v_every when 'week' then interval '1 week' when 'fortnight' then interval '2 weeks' else interval '1 month' end * n)::date
                      from generate_series(0, v_count - 1) n);
    select * into k from app.promised_items(a.company, v_customer, a.today, p);
    select digits into v_digits from app.currency where code = k.currency;
    v_parts := array(select case when n < v_count then trunc(k.total / v_count, v_digits) else k.total - trunc(k.total / v_count, v_digits) * (v_count - 1) end
                       from generate_series(1, v_count) n);
  else
    if (select bool_or(x <= 0) from unnest(v_parts) x) then
      perform app.refuse('amount-not-positive', jsonb_build_object('key', 'amount'));
    elsif (select bool_or(v_days[n] <= v_days[n - 1]) from generate_series(2, v_count) n) then
      perform app.refuse('plan-order');
    end if;
    v_sum := (select sum(x) from unnest(v_parts) x);
    select * into k from app.promised_items(a.company, v_customer, a.today, p || jsonb_build_object('amount', v_sum));
  end if;
  -- that it goes far is what a plan is for: its first day is what may surprise
  perform app.check_promised(a.today, v_days[1], coalesce(app.field_flag(p, 'confirm'), false));
  perform app.check_promised(a.today, v_days[v_count], true);
  if v_parts[1] <= 0 then
    perform app.refuse('plan-count', jsonb_build_object('count', v_count));
  end if;

  perform app.replace_promises(a.company, k.replaced, p_request, a.me, a.today);
  v_left := k.amounts;
  for n in 1 .. v_count loop
    perform app.check_money(v_parts[n], k.currency);
    v_id := case n when 1 then p_request else app.uuid7() end;
    v_left := app.write_promise(a.company, v_id, v_customer, v_portfolio, a.me, a.today, v_contact,
      v_days[n], v_parts[n], k.currency, k.on_account, p_request, n, k.ids, v_left);
    if n > 1 then
      perform app.record_change(a.company, v_portfolio, v_customer, 'promise', v_id);
    end if;
  end loop;
  perform app.write_activity(a.company, app.uuid7(), v_customer, v_portfolio, 'promise', a.today, a.me, app.field_text(p, 'note', 20000),
    'promise', p_request, k.total, k.currency, p_contact => v_contact);
  perform app.refresh_money(a.company, array[v_customer]);
  perform app.refresh_standing(a.company, array[v_customer]);
  return app.finish_action(p_request, a.company, 'record_plan', 'promise', p_request, v_customer, v_portfolio, 1, p);
end
$$;

-- {company, customer, promised_on, amount?, currency?, items? | on_account?, contact?, note?, confirm?, replace?}
create or replace function app.record_promise(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v app.promise;
begin
  select * into a from app.start_action(p_request, 'record_promise', p, array['collector', 'manager', 'supervisor'],
    array['customer', 'promised_on'], array['amount', 'currency', 'items', 'on_account', 'contact', 'note', 'confirm', 'replace']);
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
  perform app.check_promised(a.today, v_on, coalesce(app.field_flag(p, 'confirm'), false));
  select * into v_company from app.company where id = a.company;
  update app.promise set promised_on = v_on, judge_on = app.add_business_days(v_company.country, v_on, v_company.grace_business_days),
         state = 'open', rev = rev + 1
   where company_id = a.company and id = v.id;
  -- Under the activity's own id, so that taking the activity back finds it.
  insert into app.promise_event (company_id, id, promise_id, customer_id, portfolio_id, event, from_on, to_on, effective_on, person_id)
  values (a.company, p_request, v.id, v.customer_id, v.portfolio_id, 'moved', v.promised_on, v_on, a.today, a.me);
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

-- One missed instalment ends its plan, unless the company's policy says otherwise; made good later, the rest stands again.
create or replace function app.judge_plans(p_company int, p_customer uuid, p_today date, p_me int, p_breaks boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_moved int;
begin
  with missed as (
    select distinct on (plan_id) plan_id, id from app.promise
     where company_id = p_company and customer_id = p_customer and plan_id is not null and state in ('partly_kept', 'broken') and p_breaks
     order by plan_id, seq),
  moved as (
    update app.promise p set state = case when m.id is null then 'open' else 'withdrawn' end, broke_with = m.id, rev = p.rev + 1
      from app.promise x left join missed m on m.plan_id = x.plan_id
     where x.company_id = p_company and x.customer_id = p_customer and x.plan_id is not null
       and p.company_id = p_company and p.id = x.id
       and ((m.id is not null and p.state in ('open', 'due')) or (m.id is null and p.state = 'withdrawn' and p.broke_with is not null))
    returning p.id, p.customer_id, p.portfolio_id, p.received, p.state),
  noted as (
    insert into app.promise_event (company_id, id, promise_id, customer_id, portfolio_id, event, received, effective_on, person_id)
    select p_company, app.uuid7(), id, customer_id, portfolio_id, case state when 'open' then 'reopened' else 'withdrawn' end, received, p_today, p_me from moved),
  told as (
    insert into app.change (company_id, portfolio_id, customer_id, entity, entity_id, person_id)
    select p_company, portfolio_id, customer_id, 'promise', id, p_me from moved)
  select count(*) into v_moved from moved;
  return v_moved > 0;
end
$$;

-- Judges the promises of the customers (NULL: of all who have a promise whose day has come).
--
-- Received by a promise: receipts recorded after it was made (of one that a file brought: value-dated since, as nothing
-- was recorded here then), not returned, value-dated up to the end of its grace, in its currency; of each, what is not allocated to other items by that day (on account: all of it). Promises are served
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
              -- Instalments of a plan are recorded at once: their ids may be of one millisecond.
              order by p.recorded_at, p.made_on, p.seq, p.promised_on, p.id
    loop
      select coalesce(sum(least(i.amount, c.credited)), 0) into v_lowered
        from app.promise_item i
        cross join lateral (select coalesce(sum(l.amount), 0) as credited from app.allocation l
                             where l.company_id = p_company and l.item_id = i.item_id and l.applied_on <= v.judge_on
                               and case when v.import_id is null then l.recorded_at > v.recorded_at else l.applied_on >= v.made_on end
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
           and x.amount > 0 and x.reversed_by is null and x.effective_on <= v.judge_on
           and case when v.import_id is null then x.recorded_at > v.recorded_at else x.effective_on >= v.made_on end
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
    if app.judge_plans(p_company, v_customer, v_today, v_me, v_company.plan_breaks) then
      v_touched := v_touched || v_customer;
    end if;
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
  app.record_promise(uuid, jsonb), app.record_plan(uuid, jsonb), app.move_promise(uuid, jsonb), app.withdraw_promise(uuid, jsonb)
to encours_person;
reset role;
