-- Alerts: one open per cause, handled by a person or closed by the facts.
set local role encours_definer;

create or replace function app.raise_alert(p_company int, p_customer uuid, p_portfolio int, p_kind text, p_subject uuid,
  p_amount numeric, p_currency text, p_on date, p_detail jsonb default '{}')
returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_id uuid;
begin
  insert into app.alert (company_id, id, customer_id, portfolio_id, kind, subject_id, amount, currency, detail, raised_on)
  values (p_company, app.uuid7(), p_customer, p_portfolio, p_kind, p_subject, p_amount, p_currency, p_detail, p_on)
  on conflict (company_id, customer_id, kind, subject_id) where state in ('open', 'acknowledged', 'snoozed') do nothing
  returning id into v_id;
  if v_id is not null then
    perform app.record_change(p_company, p_portfolio, p_customer, 'alert', v_id);
  end if;
end
$$;

create or replace function app.close_alert(p_company int, p_customer uuid, p_kind text, p_subject uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.alert;
begin
  update app.alert set state = 'closed', handled_at = now(), rev = rev + 1
   where company_id = p_company and customer_id = p_customer and kind = p_kind and subject_id = p_subject
     and state in ('open', 'acknowledged', 'snoozed')
  returning * into v;
  if found then
    perform app.record_change(p_company, v.portfolio_id, p_customer, 'alert', v.id);
  end if;
end
$$;

-- Alerts whose fact is over: a large item paid, an order no longer blocked, a limit renewed.
create or replace function app.refresh_item_alerts(p_company int, p_customers uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
  v_me int := app.me();
begin
  with closed as (
    update app.alert a set state = 'closed', handled_at = now(), rev = a.rev + 1
      from unnest(p_customers) k(id)
     where a.company_id = p_company and a.customer_id = k.id and a.state in ('open', 'acknowledged', 'snoozed')
       and case a.kind
             when 'large_overdue' then not exists (select 1 from app.due_item i where i.company_id = p_company and i.id = a.subject_id and i.open_amount > 0 and i.due_on < v_today)
             when 'blocked_order' then not exists (select 1 from app.sales_order o where o.company_id = p_company and o.id = a.subject_id and o.status = 'blocked')
             when 'limit_expiring' then (select l.until_on from app.limit_on(p_company, a.customer_id, v_today) l) is distinct from (a.detail ->> 'until_on')::date
             else false end
    returning a.company_id, a.id, a.customer_id, a.portfolio_id)
  insert into app.change (company_id, portfolio_id, customer_id, entity, entity_id, person_id)
  select company_id, portfolio_id, customer_id, 'alert', id, v_me from closed;
end
$$;

-- The alert, locked, still live and of the revision that was read.
create or replace function app.take_alert(p_company int, p jsonb) returns app.alert
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.alert;
begin
  select * into v from app.alert where company_id = p_company and id = app.field_uuid(p, 'alert') and portfolio_id = any (app.my_portfolios()) for update;
  if not found then
    perform app.refuse('alert-unknown');
  end if;
  perform app.check_rev(p, v.rev, to_jsonb(v));
  if v.state in ('resolved', 'closed') then
    perform app.refuse('alert-over', jsonb_build_object('state', v.state));
  end if;
  return v;
end
$$;

-- What the four actions on an alert have in common.
create or replace function app.handle_alert(p_request uuid, p jsonb, p_verb text, p_required text[], p_optional text[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.alert;
  v_until date;
begin
  select * into a from app.start_action(p_request, p_verb, p, array['collector', 'manager', 'supervisor'], array['alert', 'rev'] || p_required, p_optional);
  if a.replay is not null then
    return a.replay;
  end if;
  v := app.take_alert(a.company, p);
  v_until := app.field_date(p, 'until_on');
  if v_until <= a.today then
    perform app.refuse('date-past', jsonb_build_object('key', 'until_on', 'date', v_until));
  end if;
  update app.alert x set
    state = case p_verb when 'acknowledge_alert' then 'acknowledged' when 'snooze_alert' then 'snoozed' when 'resolve_alert' then 'resolved' else x.state end,
    snoozed_until = case p_verb when 'snooze_alert' then v_until when 'assign_alert' then x.snoozed_until end,
    assigned_to = case p_verb when 'assign_alert' then app.require_handler(app.require_colleague(p, 'person'), x.portfolio_id) else x.assigned_to end,
    reason = coalesce(app.field_text(p, 'reason', 500), x.reason),
    handled_by = case when p_verb = 'assign_alert' then x.handled_by else a.me end,
    handled_at = case when p_verb = 'assign_alert' then x.handled_at else now() end,
    before = jsonb_build_object('rev', x.rev + 1, 'by', p_request, 'state', x.state, 'snoozed_until', x.snoozed_until, 'assigned_to', x.assigned_to,
                                'handled_by', x.handled_by, 'handled_at', x.handled_at, 'reason', x.reason),
    rev = x.rev + 1
   where x.company_id = a.company and x.id = v.id;
  perform app.write_activity(a.company, p_request, v.customer_id, v.portfolio_id, 'alert', a.today, a.me, app.field_text(p, 'reason', 500),
    'alert', v.id, v.amount, v.currency);
  perform app.refresh_standing(a.company, array[v.customer_id]);
  return app.finish_action(p_request, a.company, p_verb, 'alert', v.id, v.customer_id, v.portfolio_id, v.rev + 1, p);
end
$$;

-- {company, alert, rev}
create or replace function app.acknowledge_alert(p_request uuid, p jsonb) returns jsonb
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  select app.handle_alert(p_request, p, 'acknowledge_alert', array[]::text[], array['reason'])
$$;
-- {company, alert, rev, until_on, reason?}
create or replace function app.snooze_alert(p_request uuid, p jsonb) returns jsonb
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  select app.handle_alert(p_request, p, 'snooze_alert', array['until_on'], array['reason'])
$$;
-- {company, alert, rev, reason}
create or replace function app.resolve_alert(p_request uuid, p jsonb) returns jsonb
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  select app.handle_alert(p_request, p, 'resolve_alert', array['reason'], array[]::text[])
$$;
-- {company, alert, rev, person: id, login, name or address, reason?}
create or replace function app.assign_alert(p_request uuid, p jsonb) returns jsonb
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  select app.handle_alert(p_request, p, 'assign_alert', array['person'], array['reason'])
$$;

grant execute on function
  app.acknowledge_alert(uuid, jsonb), app.snooze_alert(uuid, jsonb), app.resolve_alert(uuid, jsonb), app.assign_alert(uuid, jsonb)
to encours_person;
reset role;
