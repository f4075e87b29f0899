-- Orders, as people decide on them; their figures are the ERP's.
set local role encours_definer;

-- The order, its customer's money locked, of the revision that was read.
create or replace function app.take_order(p_company int, p jsonb) returns app.sales_order
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.sales_order;
begin
  select * into v from app.sales_order where company_id = p_company and id = app.field_uuid(p, 'order') and portfolio_id = any (app.my_portfolios());
  if not found then
    perform app.refuse('order-unknown');
  end if;
  perform app.lock_money(p_company, array[v.customer_id]);
  select * into v from app.sales_order where company_id = p_company and id = v.id;
  perform app.check_rev(p, v.rev, to_jsonb(v));
  if v.status in ('invoiced', 'cancelled') then
    perform app.refuse('order-over', jsonb_build_object('number', v.number));
  end if;
  return v;
end
$$;

-- {company, order, rev, reason}: asks the ERP to let a blocked order go. Its hold is released if there is one; if the ERP
-- blocked it by itself, the request stands as a hold whose release is asked for.
create or replace function app.release_order(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.sales_order;
  v_reason text;
  v_hold uuid;
begin
  select * into a from app.start_action(p_request, 'release_order', p, array['manager', 'supervisor'], array['order', 'rev', 'reason'], array[]::text[]);
  if a.replay is not null then
    return a.replay;
  end if;
  v := app.take_order(a.company, p);
  v_reason := app.field_text(p, 'reason', 500);
  if exists (select 1 from app.hold h where h.company_id = a.company and h.customer_id = v.customer_id and h.scope = 'order' and h.scope_id = v.id
              and h.what = 'credit' and h.state = 'release_requested') then
    perform app.refuse('order-release-requested');
  end if;
  update app.hold h set state = 'release_requested', released_by = a.me, release_reason = v_reason, rev = h.rev + 1
   where h.company_id = a.company and h.customer_id = v.customer_id and h.scope = 'order' and h.scope_id = v.id and h.what = 'credit'
     and h.state in ('requested', 'in_force')
  returning h.id into v_hold;
  if v_hold is null then
    if v.status <> 'blocked' then
      perform app.refuse('order-not-blocked');
    end if;
    v_hold := p_request;
    insert into app.hold (company_id, id, customer_id, portfolio_id, scope, scope_id, what, reason, state, from_on, requested_by, released_by, release_reason)
    values (a.company, v_hold, v.customer_id, v.portfolio_id, 'order', v.id, 'credit', v_reason, 'release_requested', a.today, a.me, a.me, v_reason);
  end if;
  update app.alert set state = 'acknowledged', handled_by = a.me, handled_at = now(), reason = v_reason, rev = rev + 1
   where company_id = a.company and customer_id = v.customer_id and kind = 'blocked_order' and subject_id = v.id and state in ('open', 'snoozed');
  update app.sales_order set rev = rev + 1, updated_at = now() where company_id = a.company and id = v.id;
  perform app.write_activity(a.company, app.uuid7(), v.customer_id, v.portfolio_id, 'release', a.today, a.me, v_reason, 'hold', v_hold, v.amount, v.currency);
  return app.finish_action(p_request, a.company, 'release_order', 'sales_order', v.id, v.customer_id, v.portfolio_id, v.rev + 1, p);
end
$$;

-- {company, order, rev, urgent: true | false, reason?}
create or replace function app.mark_urgent(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.sales_order;
begin
  select * into a from app.start_action(p_request, 'mark_urgent', p, array['collector', 'manager', 'supervisor'], array['order', 'rev', 'urgent'], array['reason']);
  if a.replay is not null then
    return a.replay;
  end if;
  v := app.take_order(a.company, p);
  update app.sales_order set urgent = app.field_flag(p, 'urgent'), rev = rev + 1, updated_at = now() where company_id = a.company and id = v.id;
  if app.field_text(p, 'reason', 500) is not null then
    perform app.write_activity(a.company, app.uuid7(), v.customer_id, v.portfolio_id, 'note', a.today, a.me, app.field_text(p, 'reason', 500), 'sales_order', v.id);
  end if;
  return app.finish_action(p_request, a.company, 'mark_urgent', 'sales_order', v.id, v.customer_id, v.portfolio_id, v.rev + 1, p);
end
$$;

grant execute on function app.release_order(uuid, jsonb), app.mark_urgent(uuid, jsonb) to encours_person;
reset role;
