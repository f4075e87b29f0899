-- Who works on what: a customer changes portfolio (the only later writer of portfolio_id, history included), and agents
-- work on portfolios from a day until a day.
set local role encours_definer;

-- Moves each customer with its whole history to the portfolio at the same place of the other list.
create or replace function app.place_customers(p_company int, p_customers uuid[], p_portfolios int[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_table text;
begin
  perform app.lock_money(p_company, p_customers);
  perform 1 from unnest(p_customers) k(id) join app.contact_fact f on f.company_id = p_company and f.customer_id = k.id order by f.customer_id for update of f;
  perform 1 from unnest(p_customers) k(id) join app.standing s on s.company_id = p_company and s.customer_id = k.id order by s.customer_id for update of s;
  update app.customer c set portfolio_id = k.portfolio, rev = c.rev + 1, updated_at = now()
    from unnest(p_customers, p_portfolios) k(id, portfolio) where c.company_id = p_company and c.id = k.id;
  -- from the catalogue, so that no table can be forgotten; the feed keeps what was said to whom
  for v_table in
    select c.relname from pg_class c
     where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'change'
       and 3 = (select count(*) from pg_attribute t where t.attrelid = c.oid and not t.attisdropped and t.attname in ('company_id', 'customer_id', 'portfolio_id'))
     order by c.relname
  loop
    execute format('update app.%I x set portfolio_id = k.portfolio from unnest($2, $3) k(id, portfolio)
                     where x.company_id = $1 and x.customer_id = k.id and x.portfolio_id <> k.portfolio', v_table)
      using p_company, p_customers, p_portfolios;
  end loop;
end
$$;

-- The company's portfolio by id or code, or a refusal.
create or replace function app.field_portfolio(p_company int, p jsonb) returns int
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v int;
begin
  select x.id into v from app.portfolio x
   where x.company_id = p_company
     and case jsonb_typeof(p -> 'portfolio') when 'number' then x.id = app.field_int(p, 'portfolio') else x.code = app.field_text(p, 'portfolio') end;
  if v is null then
    perform app.refuse('portfolio-unknown');
  end if;
  return v;
end
$$;

-- {company, customer, portfolio: code or id}
create or replace function app.move_customer(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_from int;
  v_to int;
begin
  select * into a from app.start_action(p_request, 'move_customer', p, array['manager', 'supervisor', 'admin'], array['customer', 'portfolio'], array[]::text[]);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_from := app.require_customer(a.company, v_customer);
  v_to := app.field_portfolio(a.company, p);
  perform app.place_customers(a.company, array[v_customer], array[v_to]);
  -- both portfolios hear of it
  perform app.record_change(a.company, v_from, v_customer, 'customer', v_customer);
  return app.finish_action(p_request, a.company, 'move_customer', 'customer', v_customer, v_customer, v_to,
    (select rev from app.customer where company_id = a.company and id = v_customer), p);
end
$$;

-- {company, customers: [id], portfolio: code or id}: several at once, all or none; each has its line in the audit.
create or replace function app.move_customers(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_to int;
  v_from jsonb := '{}';
  v_id uuid;
  v_portfolio int;
begin
  select * into a from app.start_action(p_request, 'move_customers', p, array['manager', 'supervisor', 'admin'], array['customers', 'portfolio'], array[]::text[]);
  if a.replay is not null then
    return a.replay;
  end if;
  for v_id in select distinct app.field_uuid(jsonb_build_object('customer', k.id), 'customer') from jsonb_array_elements_text(app.field_list(p, 'customers')) k(id) order by 1 loop
    v_from := v_from || jsonb_build_object(v_id, app.require_customer(a.company, v_id));
  end loop;
  v_to := app.field_portfolio(a.company, p);
  select coalesce(jsonb_object_agg(f.key, f.value), '{}') into v_from from jsonb_each(v_from) f where f.value::int <> v_to;
  if v_from = '{}' then
    perform app.refuse('portfolio-same');
  end if;
  perform app.place_customers(a.company, array(select key::uuid from jsonb_object_keys(v_from) key order by 1),
    array(select v_to from jsonb_object_keys(v_from)));
  -- both portfolios hear of each
  for v_id, v_portfolio in select f.key::uuid, f.value::int from jsonb_each(v_from) f order by 1 loop
    perform app.record_change(a.company, v_portfolio, v_id, 'customer', v_id);
    perform app.record_change(a.company, v_to, v_id, 'customer', v_id);
    perform app.record_audit(a.company, 'move_customers', 'customer', v_id, v_id, v_to, p);
  end loop;
  insert into app.team_change (company_id, id, portfolio_id, person_id, kind, before, after, effective_on)
  values (a.company, p_request, v_to, a.me, 'customers', v_from, to_jsonb(v_to), a.today);
  return app.end_request(p_request, jsonb_build_object('id', p_request, 'entity', 'portfolio', 'rev', 1,
    'moved', (select count(*) from jsonb_object_keys(v_from))));
end
$$;

-- Who works on a portfolio from when until when.
create or replace function app.people_of(p_portfolio int) returns jsonb
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select coalesce(jsonb_agg(to_jsonb(x) order by x.id), '[]') from app.portfolio_person x where x.portfolio_id = p_portfolio
$$;

-- {company, target}: what moved customers or assigned somebody, as long as nothing has happened to it since; its author, on
-- the same day, once.
create or replace function app.undo_team(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.team_change;
  v_id uuid;
  v_portfolio int;
begin
  select * into a from app.start_action(p_request, 'undo_team', p, array['manager', 'supervisor', 'admin'], array['target'], array[]::text[]);
  if a.replay is not null then
    return a.replay;
  end if;
  select * into v from app.team_change where company_id = a.company and id = app.field_uuid(p, 'target') and portfolio_id = any (app.my_portfolios()) for update;
  if not found then
    perform app.refuse('undo-unknown');
  elsif v.person_id <> a.me then
    perform app.refuse('undo-not-yours');
  elsif v.undone_at is not null then
    perform app.refuse('undo-done');
  elsif v.effective_on <> a.today then
    perform app.refuse('undo-too-late', jsonb_build_object('date', v.effective_on));
  end if;
  if v.kind = 'customers' then
    if exists (select 1 from jsonb_object_keys(v.before) k(id) join app.customer c on c.company_id = a.company and c.id = k.id::uuid
                where c.portfolio_id <> v.portfolio_id) then
      perform app.refuse('undo-overtaken');
    end if;
    perform app.place_customers(a.company, array(select f.key::uuid from jsonb_each(v.before) f order by 1),
      array(select f.value::int from jsonb_each(v.before) f order by f.key::uuid));
    for v_id, v_portfolio in select f.key::uuid, f.value::int from jsonb_each(v.before) f order by 1 loop
      perform app.record_change(a.company, v.portfolio_id, v_id, 'customer', v_id);
      perform app.record_change(a.company, v_portfolio, v_id, 'customer', v_id);
    end loop;
  else
    perform 1 from app.portfolio where id = v.portfolio_id for no key update;
    if app.people_of(v.portfolio_id) <> v.after then
      perform app.refuse('undo-overtaken');
    end if;
    delete from app.portfolio_person x
     where x.portfolio_id = v.portfolio_id and not exists (select 1 from jsonb_to_recordset(v.before) b(id int) where b.id = x.id);
    insert into app.portfolio_person overriding system value
    select * from jsonb_populate_recordset(null::app.portfolio_person, v.before)
    on conflict (id) do update set to_on = excluded.to_on, substitute = excluded.substitute;
  end if;
  update app.team_change set undone_at = app.clock() where company_id = a.company and id = v.id;
  return app.finish_action(p_request, a.company, 'undo_team', 'portfolio', v.id, null, v.portfolio_id, 1, p);
end
$$;

-- {company, portfolio: code or id, person: id, login, name or address, from_on?, to_on?, substitute?, instead_of?: person}
-- From today or a day ahead, without `to_on` without end; said again with another end, the end is moved. With
-- `instead_of` it is a hand-over: that person's time there ends the day before.
create or replace function app.assign_agent(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_portfolio int;
  v_person int;
  v_before int;
  v_from date;
  v_to date;
  v_was jsonb;
begin
  select * into a from app.start_action(p_request, 'assign_agent', p, array['manager', 'supervisor', 'admin'], array['portfolio', 'person'],
    array['from_on', 'to_on', 'substitute', 'instead_of']);
  if a.replay is not null then
    return a.replay;
  end if;
  select x.id into v_portfolio from app.portfolio x
   where x.company_id = a.company and x.id = any (app.my_portfolios())
     and case jsonb_typeof(p -> 'portfolio') when 'number' then x.id = app.field_int(p, 'portfolio') else x.code = app.field_text(p, 'portfolio') end;
  if not found then
    perform app.refuse('portfolio-unknown');
  end if;
  v_person := app.require_handler(app.require_colleague(p, 'person'));
  v_before := case when p ? 'instead_of' then app.require_colleague(p, 'instead_of') end;
  v_from := coalesce(app.field_date(p, 'from_on'), a.today);
  v_to := app.field_date(p, 'to_on');
  if v_from < a.today then
    perform app.refuse('date-past', jsonb_build_object('key', 'from_on', 'date', v_from));
  elsif v_to < v_from then
    perform app.refuse('assign-dates', jsonb_build_object('from', v_from, 'until', v_to));
  elsif v_before = v_person then
    perform app.refuse('assign-same');
  end if;

  -- one at a time on a portfolio: two hand-overs would both find the time still running
  perform 1 from app.portfolio where id = v_portfolio for no key update;
  v_was := app.people_of(v_portfolio);
  if v_before is not null then
    if not exists (select 1 from app.portfolio_person where portfolio_id = v_portfolio and person_id = v_before and coalesce(to_on, 'infinity') >= v_from) then
      perform app.refuse('assign-not-theirs', (select jsonb_build_object('name', display_name) from app.person where id = v_before));
    end if;
    delete from app.portfolio_person where portfolio_id = v_portfolio and person_id = v_before and from_on >= v_from;
    update app.portfolio_person set to_on = v_from - 1
     where portfolio_id = v_portfolio and person_id = v_before and from_on < v_from and coalesce(to_on, 'infinity') >= v_from;
  end if;
  -- whoever works there on the first day goes on, until the end given now
  update app.portfolio_person set to_on = v_to, substitute = coalesce(app.field_flag(p, 'substitute'), substitute)
   where portfolio_id = v_portfolio and person_id = v_person and v_from between from_on and coalesce(to_on, 'infinity');
  if not found then
    insert into app.portfolio_person (portfolio_id, person_id, from_on, to_on, substitute)
    values (v_portfolio, v_person, v_from, v_to, coalesce(app.field_flag(p, 'substitute'), false));
  end if;
  insert into app.team_change (company_id, id, portfolio_id, person_id, kind, before, after, effective_on)
  values (a.company, p_request, v_portfolio, a.me, 'people', v_was, app.people_of(v_portfolio), a.today);
  return app.finish_action(p_request, a.company, 'assign_agent', 'portfolio', p_request, null, v_portfolio, 1, p);
end
$$;

-- The colleague at work whom a word names by id, login, name or address, or a refusal.
create or replace function app.require_colleague(p jsonb, p_key text) returns int
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_name text;
begin
  if jsonb_typeof(p -> p_key) = 'number' then
    return app.require_person(app.field_int(p, p_key));
  end if;
  v_name := app.field_text(p, p_key);
  return app.require_person(coalesce((
    select case when count(*) = 1 then min(x.id) end from app.person x
     where x.role_name = v_name or lower(x.display_name) = lower(v_name) or lower(x.email) = lower(v_name)), 0));
end
$$;

grant execute on function app.move_customer(uuid, jsonb), app.move_customers(uuid, jsonb), app.assign_agent(uuid, jsonb), app.undo_team(uuid, jsonb) to encours_person;
reset role;
