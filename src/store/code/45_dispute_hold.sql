-- Disputes of items; holds of customers, orders and items.
set local role encours_definer;

-- The due item, or a refusal: an absent one and a foreign one give the same sentence.
create or replace function app.require_item(p_company int, p_item uuid) returns app.due_item
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.due_item;
begin
  select * into v from app.due_item where company_id = p_company and id = p_item and portfolio_id = any (app.my_portfolios());
  if not found then
    perform app.refuse('item-unknown');
  end if;
  return v;
end
$$;

-- A colleague who is at work, or a refusal. NULL in, NULL out.
create or replace function app.require_person(p_person int) returns int
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if p_person is not null and not exists (select 1 from app.person where id = p_person and active) then
    perform app.refuse('person-unknown');
  end if;
  return p_person;
end
$$;

-- {company, item, reason, amount?, note?, owner?, due_on?, contact?}: without an amount all that is open and not yet disputed.
create or replace function app.open_dispute(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.due_item;
  v_free numeric;
  v_amount numeric;
  v_reason text;
  v_due date;
begin
  select * into a from app.start_action(p_request, 'open_dispute', p, array['collector', 'manager', 'supervisor'],
    array['item', 'reason'], array['amount', 'note', 'owner', 'due_on', 'contact']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_reason := app.field_choice(p, 'reason', array['price', 'quantity', 'quality', 'delivery', 'duplicate', 'not_ordered', 'missing_po', 'not_received', 'terms', 'other']);
  v := app.require_item(a.company, app.field_uuid(p, 'item'));
  perform app.lock_money(a.company, array[v.customer_id]);
  v := app.require_item(a.company, v.id);
  v_free := v.open_amount - coalesce((select sum(d.amount) from app.dispute d where d.company_id = a.company and d.item_id = v.id and d.resolved_on is null), 0);
  if v_free <= 0 then
    perform app.refuse('dispute-nothing-open');
  end if;
  v_amount := coalesce(app.field_amount(p, 'amount'), v_free);
  if v_amount <= 0 then
    perform app.refuse('amount-not-positive', jsonb_build_object('key', 'amount'));
  end if;
  perform app.check_money(v_amount, v.currency);
  if v_amount > v_free then
    perform app.refuse('dispute-over-open', jsonb_build_object('amount', app.amount_text(v_amount, v.currency), 'open', app.amount_text(v_free, v.currency), 'currency', v.currency));
  end if;
  v_due := app.field_date(p, 'due_on');
  if v_due < a.today then
    perform app.refuse('date-past', jsonb_build_object('key', 'due_on', 'date', v_due));
  end if;
  insert into app.dispute (company_id, id, customer_id, portfolio_id, item_id, reason, amount, owner_id, due_on, status, opened_on, person_id)
  values (a.company, p_request, v.customer_id, v.portfolio_id, v.id, v_reason, v_amount, app.require_handler(app.require_person(app.field_int(p, 'owner')), v.portfolio_id), v_due,
          case when app.field_int(p, 'owner') is null then 'open' else 'with_owner' end, a.today, a.me);
  insert into app.dispute_event (company_id, id, dispute_id, customer_id, portfolio_id, event, effective_on, person_id)
  values (a.company, app.uuid7(), p_request, v.customer_id, v.portfolio_id, 'opened', a.today, a.me);
  perform app.write_activity(a.company, app.uuid7(), v.customer_id, v.portfolio_id, 'dispute', a.today, a.me, app.field_text(p, 'note', 20000),
    'dispute', p_request, v_amount, v.currency, p_contact => app.require_contact(a.company, v.customer_id, app.field_uuid(p, 'contact')));
  perform app.refresh_money(a.company, array[v.customer_id]);
  perform app.refresh_standing(a.company, array[v.customer_id]);
  return app.finish_action(p_request, a.company, 'open_dispute', 'dispute', p_request, v.customer_id, v.portfolio_id, 1, p);
end
$$;

-- The dispute, its customer's money locked, unresolved and of the revision that was read.
create or replace function app.take_dispute(p_company int, p jsonb) returns app.dispute
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.dispute;
begin
  select * into v from app.dispute where company_id = p_company and id = app.field_uuid(p, 'dispute') and portfolio_id = any (app.my_portfolios());
  if not found then
    perform app.refuse('dispute-unknown');
  end if;
  perform app.lock_money(p_company, array[v.customer_id]);
  select * into v from app.dispute where company_id = p_company and id = v.id;
  perform app.check_rev(p, v.rev, to_jsonb(v));
  if v.resolved_on is not null then
    perform app.refuse('dispute-resolved', jsonb_build_object('date', v.resolved_on));
  end if;
  return v;
end
$$;

-- {company, dispute, rev, owner, due_on?, note?}
create or replace function app.assign_dispute(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.dispute;
begin
  select * into a from app.start_action(p_request, 'assign_dispute', p, array['collector', 'manager', 'supervisor'],
    array['dispute', 'rev', 'owner'], array['due_on', 'note']);
  if a.replay is not null then
    return a.replay;
  end if;
  v := app.take_dispute(a.company, p);
  update app.dispute set status = 'with_owner', owner_id = app.require_handler(app.require_person(app.field_int(p, 'owner')), v.portfolio_id),
         due_on = coalesce(app.field_date(p, 'due_on'), due_on), rev = rev + 1
   where company_id = a.company and id = v.id;
  insert into app.dispute_event (company_id, id, dispute_id, customer_id, portfolio_id, event, effective_on, person_id)
  values (a.company, app.uuid7(), v.id, v.customer_id, v.portfolio_id, 'with_owner', a.today, a.me);
  perform app.write_activity(a.company, p_request, v.customer_id, v.portfolio_id, 'dispute', a.today, a.me, app.field_text(p, 'note', 20000), 'dispute', v.id);
  return app.finish_action(p_request, a.company, 'assign_dispute', 'dispute', v.id, v.customer_id, v.portfolio_id, v.rev + 1, p);
end
$$;

-- {company, dispute, rev, note?, due_on?}: a word on it, another day to settle it by, or both.
create or replace function app.comment_dispute(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.dispute;
  v_due date;
begin
  select * into a from app.start_action(p_request, 'comment_dispute', p, array['collector', 'manager', 'supervisor'],
    array['dispute', 'rev'], array['note', 'due_on']);
  if a.replay is not null then
    return a.replay;
  end if;
  v := app.take_dispute(a.company, p);
  v_due := app.field_date(p, 'due_on');
  if v_due is null and app.field_text(p, 'note', 20000) is null then
    perform app.refuse('key-missing', jsonb_build_object('key', 'note'));
  elsif v_due < a.today then
    perform app.refuse('date-past', jsonb_build_object('key', 'due_on', 'date', v_due));
  end if;
  update app.dispute set due_on = coalesce(v_due, due_on), rev = rev + 1 where company_id = a.company and id = v.id;
  insert into app.dispute_event (company_id, id, dispute_id, customer_id, portfolio_id, event, effective_on, person_id)
  values (a.company, app.uuid7(), v.id, v.customer_id, v.portfolio_id, case when v_due is null then 'commented' else 'rescheduled' end, a.today, a.me);
  perform app.write_activity(a.company, p_request, v.customer_id, v.portfolio_id, 'dispute', a.today, a.me, app.field_text(p, 'note', 20000), 'dispute', v.id);
  return app.finish_action(p_request, a.company, 'comment_dispute', 'dispute', v.id, v.customer_id, v.portfolio_id, v.rev + 1, p);
end
$$;

-- {company, dispute, rev, status: credit_note | payable | written_off, root_cause?, note?}
create or replace function app.resolve_dispute(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.dispute;
  v_status text;
begin
  select * into a from app.start_action(p_request, 'resolve_dispute', p, array['collector', 'manager', 'supervisor'],
    array['dispute', 'rev', 'status'], array['root_cause', 'note']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_status := app.field_choice(p, 'status', array['credit_note', 'payable', 'written_off']);
  v := app.take_dispute(a.company, p);
  update app.dispute set status = v_status, resolved_on = a.today, resolved_recorded_at = now(), root_cause = app.field_text(p, 'root_cause'), rev = rev + 1
   where company_id = a.company and id = v.id;
  insert into app.dispute_event (company_id, id, dispute_id, customer_id, portfolio_id, event, effective_on, person_id)
  values (a.company, app.uuid7(), v.id, v.customer_id, v.portfolio_id, v_status, a.today, a.me);
  perform app.write_activity(a.company, p_request, v.customer_id, v.portfolio_id, 'dispute', a.today, a.me, app.field_text(p, 'note', 20000),
    'dispute', v.id, v.amount, (select currency from app.due_item where company_id = a.company and id = v.item_id));
  perform app.refresh_money(a.company, array[v.customer_id]);
  perform app.refresh_standing(a.company, array[v.customer_id]);
  return app.finish_action(p_request, a.company, 'resolve_dispute', 'dispute', v.id, v.customer_id, v.portfolio_id, v.rev + 1, p);
end
$$;

-- {company, customer, scope: customer | order | item, scope_id?, what?: credit | reminders, reason, until_on?}
-- Stands as requested until the ERP has acknowledged it; a hold of reminders is ours alone and in force at once.
create or replace function app.hold(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v_scope text;
  v_id uuid;
  v_what text;
  v_until date;
begin
  select * into a from app.start_action(p_request, 'hold', p, array['collector', 'manager', 'supervisor'],
    array['customer', 'scope', 'reason'], array['scope_id', 'what', 'until_on']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  v_scope := app.field_choice(p, 'scope', array['customer', 'order', 'item']);
  v_what := coalesce(app.field_choice(p, 'what', array['credit', 'reminders']), 'credit');
  v_id := app.field_uuid(p, 'scope_id');
  if (v_scope = 'customer') <> (v_id is null)
     or (v_scope = 'order' and not exists (select 1 from app.sales_order o where o.company_id = a.company and o.id = v_id and o.customer_id = v_customer))
     or (v_scope = 'item' and not exists (select 1 from app.due_item i where i.company_id = a.company and i.id = v_id and i.customer_id = v_customer)) then
    perform app.refuse('hold-scope');
  end if;
  v_until := app.field_date(p, 'until_on');
  if v_until < a.today then
    perform app.refuse('date-past', jsonb_build_object('key', 'until_on', 'date', v_until));
  end if;
  perform app.lock_money(a.company, array[v_customer]);
  if exists (select 1 from app.hold h where h.company_id = a.company and h.customer_id = v_customer and h.scope = v_scope
              and h.scope_id is not distinct from v_id and h.what = v_what and h.state in ('requested', 'in_force')) then
    perform app.refuse('hold-already');
  end if;
  insert into app.hold (company_id, id, customer_id, portfolio_id, scope, scope_id, what, reason, state, from_on, until_on, requested_by)
  values (a.company, p_request, v_customer, v_portfolio, v_scope, v_id, v_what, app.field_text(p, 'reason', 500),
          case v_what when 'reminders' then 'in_force' else 'requested' end, a.today, v_until, a.me);
  perform app.write_activity(a.company, app.uuid7(), v_customer, v_portfolio, 'hold', a.today, a.me, app.field_text(p, 'reason', 500), 'hold', p_request);
  return app.finish_action(p_request, a.company, 'hold', 'hold', p_request, v_customer, v_portfolio, 1, p);
end
$$;

create or replace function app.take_hold(p_company int, p jsonb) returns app.hold
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.hold;
begin
  select * into v from app.hold where company_id = p_company and id = app.field_uuid(p, 'hold') and portfolio_id = any (app.my_portfolios()) for update;
  if not found then
    perform app.refuse('hold-unknown');
  end if;
  perform app.check_rev(p, v.rev, to_jsonb(v));
  return v;
end
$$;

-- {company, hold, rev, reason}: releasing credit is a credit manager's decision.
create or replace function app.release(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.hold;
begin
  select * into a from app.start_action(p_request, 'release', p, array['collector', 'manager', 'supervisor'], array['hold', 'rev', 'reason'], array[]::text[]);
  if a.replay is not null then
    return a.replay;
  end if;
  v := app.take_hold(a.company, p);
  if v.what = 'credit' then
    perform app.require(array['manager', 'supervisor']);
  end if;
  if v.state not in ('requested', 'in_force') then
    perform app.refuse('hold-released');
  end if;
  update app.hold set state = case when v.what = 'credit' then 'release_requested' else 'released' end, released_by = a.me,
         released_at = case when v.what = 'credit' then null else now() end, release_reason = app.field_text(p, 'reason', 500), rev = rev + 1
   where company_id = a.company and id = v.id;
  perform app.write_activity(a.company, p_request, v.customer_id, v.portfolio_id, 'release', a.today, a.me, app.field_text(p, 'reason', 500), 'hold', v.id);
  return app.finish_action(p_request, a.company, 'release', 'hold', v.id, v.customer_id, v.portfolio_id, v.rev + 1, p);
end
$$;

-- {company, holds: [{hold, action?: hold or release}]}: the ERP has done what was requested of it. Without the action, whatever
-- is requested now. What it has done already stays as it is, so that a file may come twice; all of it is recorded or nothing.
drop function if exists app.acknowledge_hold(uuid, jsonb);
create or replace function app.acknowledge_holds(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_entry jsonb;
  v app.hold;
  v_action text;
  v_done int := 0;
  v_same int := 0;
begin
  select * into a from app.start_action(p_request, 'acknowledge_holds', p, array['importer', 'manager', 'supervisor'], array['holds'], array[]::text[]);
  if a.replay is not null then
    return a.replay;
  end if;
  -- in the order of their ids: two files at once must not wait for each other
  for v_entry in select e from jsonb_array_elements(app.field_list(p, 'holds')) e order by e ->> 'hold' loop
    perform app.check_body(v_entry, array['hold'], array['action']);
    select * into v from app.hold h
     where h.company_id = a.company and h.id = app.field_uuid(v_entry, 'hold') and h.portfolio_id = any (app.my_portfolios()) for update;
    if not found then
      perform app.refuse('hold-unknown', jsonb_build_object('id', v_entry ->> 'hold'));
    end if;
    v_action := coalesce(app.field_choice(v_entry, 'action', array['hold', 'release']),
                         case when v.state in ('release_requested', 'released') then 'release' else 'hold' end);
    if v_action = 'release' and v.state in ('requested', 'in_force') then
      perform app.refuse('hold-release-not-requested', jsonb_build_object('id', v.id));
    end if;
    if (v_action, v.state) not in (('hold', 'requested'), ('release', 'release_requested')) then
      v_same := v_same + 1;
      continue;
    end if;
    update app.hold set state = case v_action when 'hold' then 'in_force' else 'released' end, acknowledged_at = now(),
           released_at = case v_action when 'release' then now() end, rev = rev + 1
     where company_id = a.company and id = v.id;
    perform app.record_audit(a.company, 'acknowledge_holds', 'hold', v.id, v.customer_id, v.portfolio_id, v_entry);
    perform app.record_change(a.company, v.portfolio_id, v.customer_id, 'hold', v.id);
    v_done := v_done + 1;
  end loop;
  return app.end_request(p_request, jsonb_build_object('id', p_request, 'entity', 'hold', 'rev', 1, 'acknowledged', v_done, 'unchanged', v_same));
end
$$;

grant execute on function
  app.open_dispute(uuid, jsonb), app.assign_dispute(uuid, jsonb), app.comment_dispute(uuid, jsonb), app.resolve_dispute(uuid, jsonb),
  app.hold(uuid, jsonb), app.release(uuid, jsonb), app.acknowledge_holds(uuid, jsonb)
to encours_person;
reset role;
