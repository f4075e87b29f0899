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
  if jsonb_typeof(p -> 'portfolio') = 'number' then
    select id into v_to from app.portfolio where company_id = a.company and id = app.field_int(p, 'portfolio');
  else
    select id into v_to from app.portfolio where company_id = a.company and code = app.field_text(p, 'portfolio');
  end if;
  if v_to is null then
    perform app.refuse('portfolio-unknown');
  end if;
  perform app.place_customers(a.company, array[v_customer], array[v_to]);
  -- both portfolios hear of it
  perform app.record_change(a.company, v_from, v_customer, 'customer', v_customer);
  return app.finish_action(p_request, a.company, 'move_customer', 'customer', v_customer, v_customer, v_to,
    (select rev from app.customer where company_id = a.company and id = v_customer), p);
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
  v_person := app.require_colleague(p, 'person');
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
  if v_before is not null then
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

grant execute on function app.move_customer(uuid, jsonb), app.assign_agent(uuid, jsonb) to encours_person;
reset role;
