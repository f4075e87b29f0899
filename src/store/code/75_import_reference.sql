-- Imports of what the work refers to: exchange rates, and who works on which portfolio.
set local client_min_messages = warning;
set local role encours_definer;

drop table if exists staging.rate, staging.placement;
create unlogged table staging.rate (
  import_id uuid not null, line int not null, id uuid not null, key text not null, said bytea not null,
  base text not null, quote text not null, on_date date not null, rate numeric not null, source text);
-- one of: a portfolio with its name; a customer in it; an agent on it
create unlogged table staging.placement (
  import_id uuid not null, line int not null, id uuid not null, key text not null, said bytea not null,
  portfolio text not null, name text, customer text, agent text, from_on date, to_on date, substitute boolean);
grant insert on staging.rate, staging.placement to encours_importer;

create or replace function app.check_rates(p_company int, p_import uuid) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into staging.reject
  select p_import, s.line, 'import-currency-unlisted', jsonb_build_object('currency', x.code)
    from staging.rate s cross join lateral (values (s.base), (s.quote)) x(code)
   where s.import_id = p_import and not exists (select 1 from app.currency c where c.code = x.code)
  union all
  select p_import, s.line, 'import-rate-wrong', jsonb_build_object('base', s.base, 'quote', s.quote, 'rate', s.rate::text)
    from staging.rate s where s.import_id = p_import and (s.base = s.quote or round(s.rate, 10) <= 0 or s.rate >= 1e10)
  union all
  select p_import, s.line, 'import-rate-twice', jsonb_build_object('base', s.base, 'quote', s.quote, 'date', s.on_date)
    from (select line, base, quote, on_date, row_number() over (partition by base, quote, on_date order by line) as n
            from staging.rate where import_id = p_import) s
   where s.n > 1
$$;

-- Rates belong to every company: what is owed to any of them in these currencies is worth something else now.
create or replace function app.merge_rates(p_company int, p_import uuid, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_read int;
  v_changed int;
  v_added int;
begin
  delete from staging.rate s using staging.reject r where s.import_id = p_import and r.import_id = p_import and r.line = s.line;
  select count(*) into v_read from staging.rate where import_id = p_import;
  update app.fx_rate f set rate = s.rate, source = coalesce(s.source, ''), import_id = p_import, recorded_at = now()
    from staging.rate s
   where s.import_id = p_import and f.base = s.base and f.quote = s.quote and f.on_date = s.on_date
     and (f.rate, f.source) is distinct from (s.rate::numeric(20,10), coalesce(s.source, ''));
  get diagnostics v_changed = row_count;
  insert into app.fx_rate (base, quote, on_date, rate, source, import_id)
  select s.base, s.quote, s.on_date, s.rate, coalesce(s.source, ''), p_import from staging.rate s where s.import_id = p_import
  on conflict do nothing;
  get diagnostics v_added = row_count;
  counts := array[v_added, v_changed, v_read - v_added - v_changed];
  customers := case when v_added + v_changed > 0 then app.revalue(p_company, array(
    select base from app.fx_rate where import_id = p_import union select quote from app.fx_rate where import_id = p_import)) else '{}' end;
  delete from staging.rate where import_id = p_import;
end
$$;

-- What is owed in these currencies is worth something else: the customers of the company, for its caller to refresh;
-- those of other companies are refreshed here.
create or replace function app.revalue(p_company int, p_currencies text[]) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v record;
  v_own uuid[] := '{}';
begin
  for v in
    select c.id, array(select distinct p.customer_id from app.position p
                        where p.company_id = c.id and p.currency <> c.currency and p.currency = any (p_currencies) order by 1) as customers
      from app.company c order by c.id
  loop
    if v.id = p_company then
      v_own := v.customers;
    elsif cardinality(v.customers) > 0 then
      perform app.roll_day(v.id);
      perform app.refresh_customers(v.id, v.customers);
    end if;
  end loop;
  return v_own;
end
$$;

create or replace function app.check_portfolios(p_company int, p_import uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  -- who may see whose customers is decided by who may decide it, not by whoever brings files
  if exists (select 1 from staging.placement where import_id = p_import) then
    perform app.require(array['manager', 'supervisor', 'admin']);
  end if;
  insert into staging.reject
  select p_import, s.line, 'import-customer-unknown-ref', jsonb_build_object('customer', s.customer)
    from staging.placement s
   where s.import_id = p_import and s.customer is not null and not exists (select 1 from app.customer c where c.company_id = p_company and c.ref = s.customer)
  union all
  select p_import, s.line, 'import-placement-both', '{}'
    from staging.placement s where s.import_id = p_import and (s.customer is not null and s.agent is not null or coalesce(s.customer, s.agent, s.name) is null)
  union all
  select p_import, s.line, 'import-portfolio-unknown', jsonb_build_object('portfolio', s.portfolio,
         'known', (select string_agg(code, ', ' order by code) from app.portfolio where company_id = p_company))
    from staging.placement s
   where s.import_id = p_import and not exists (select 1 from app.portfolio p where p.company_id = p_company and p.code = s.portfolio)
     and not exists (select 1 from staging.placement o where o.import_id = p_import and o.portfolio = s.portfolio and o.name is not null)
  union all
  select p_import, s.line, 'import-person-unknown', jsonb_build_object('name', s.agent)
    from staging.placement s
   where s.import_id = p_import and s.agent is not null
     and not exists (select 1 from app.person p where p.id = app.named_person(s.agent) and p.active)
  union all
  select p_import, s.line, 'import-placement-dates', jsonb_build_object('from', s.from_on, 'until', s.to_on)
    from staging.placement s where s.import_id = p_import and s.to_on < coalesce(s.from_on, app.today(p_company))
  union all
  select p_import, s.line, 'import-customer-twice', jsonb_build_object('customer', s.customer)
    from (select line, customer, row_number() over (partition by customer order by line) as n
            from staging.placement where import_id = p_import and customer is not null) s
   where s.n > 1
  union all
  select p_import, s.line, 'import-external-id-twice', jsonb_build_object('id', s.key)
    from (select line, key, row_number() over (partition by key order by line) as n from staging.placement where import_id = p_import) s
   where s.n > 1;
end
$$;

-- A customer moved and a portfolio renamed count as changed, agents and portfolios that were not there as added.
create or replace function app.merge_portfolios(p_company int, p_import uuid, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
  v_read int;
  v_added int;
  v_changed int;
  r record;
begin
  delete from staging.placement s using staging.reject x where s.import_id = p_import and x.import_id = p_import and x.line = s.line;
  select count(*) into v_read from staging.placement where import_id = p_import;
  update app.portfolio p set name = s.name
    from staging.placement s
   where s.import_id = p_import and s.customer is null and s.agent is null and p.company_id = p_company and p.code = s.portfolio and p.name <> s.name;
  get diagnostics v_changed = row_count;
  insert into app.portfolio (company_id, code, name, import_id)
  select distinct on (s.portfolio) p_company, s.portfolio, s.name, p_import
    from staging.placement s where s.import_id = p_import and s.name is not null
   order by s.portfolio, (coalesce(s.customer, s.agent) is not null), s.line
  on conflict (company_id, code) do nothing;
  select count(*) into v_added from staging.placement s join app.portfolio p on p.company_id = p_company and p.code = s.portfolio and p.import_id = p_import
   where s.import_id = p_import and s.customer is null and s.agent is null;

  for r in
    select s.*, p.id as portfolio_id, app.named_person(s.agent) as person_id, coalesce(s.from_on, v_today) as starts, a.id as old_id,
           (a.to_on, a.substitute) is distinct from (s.to_on, coalesce(s.substitute, false)) as differs
      from staging.placement s join app.portfolio p on p.company_id = p_company and p.code = s.portfolio
      left join lateral (
        select x.id, x.to_on, x.substitute from app.portfolio_person x
         where x.portfolio_id = p.id and x.person_id = app.named_person(s.agent)
           and case when s.from_on is null then v_today between x.from_on and coalesce(x.to_on, 'infinity') else x.from_on = s.from_on end
         order by x.id desc limit 1) a on true
     where s.import_id = p_import and s.agent is not null order by s.line
  loop
    if r.old_id is null then
      insert into app.portfolio_person (portfolio_id, person_id, from_on, to_on, substitute, import_id)
      values (r.portfolio_id, r.person_id, r.starts, r.to_on, coalesce(r.substitute, false), p_import);
      v_added := v_added + 1;
    elsif r.differs then
      update app.portfolio_person set to_on = r.to_on, substitute = coalesce(r.substitute, false) where id = r.old_id;
      v_changed := v_changed + 1;
    end if;
    if r.old_id is null or r.differs then
      perform app.record_audit(p_company, 'assign_agent', 'portfolio', null, null, r.portfolio_id, to_jsonb(r) - 'import_id');
      perform app.record_change(p_company, r.portfolio_id, null, 'portfolio', null);
    end if;
  end loop;

  select array_agg(c.id order by c.id) into customers
    from staging.placement s join app.customer c on c.company_id = p_company and c.ref = s.customer
    join app.portfolio p on p.company_id = p_company and p.code = s.portfolio
   where s.import_id = p_import and c.portfolio_id <> p.id;
  customers := coalesce(customers, '{}');
  for r in select c.id, c.portfolio_id as before, p.id as after
             from unnest(customers) k(id) join app.customer c on c.company_id = p_company and c.id = k.id
             join staging.placement s on s.import_id = p_import and s.customer = c.ref
             join app.portfolio p on p.company_id = p_company and p.code = s.portfolio
  loop
    -- both portfolios hear of it
    perform app.record_change(p_company, r.before, r.id, 'customer', r.id);
    perform app.record_audit(p_company, 'move_customer', 'customer', r.id, r.id, r.after, to_jsonb(r));
  end loop;
  perform app.place_customers(p_company, customers, array(
    select p.id from unnest(customers) with ordinality k(id, n) join app.customer c on c.company_id = p_company and c.id = k.id
      join staging.placement s on s.import_id = p_import and s.customer = c.ref
      join app.portfolio p on p.company_id = p_company and p.code = s.portfolio order by k.n));
  v_changed := v_changed + cardinality(customers);
  counts := array[v_added, v_changed, v_read - v_added - v_changed];
  delete from staging.placement where import_id = p_import;
end
$$;

-- Takes back the rates, agents and portfolios an import brought; the customers touched. Agents who have worked keep the
-- days up to yesterday; a portfolio in use stays.
create or replace function app.withdraw_reference(p_company int, p_import uuid) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
  v_currencies text[] := array(select base from app.fx_rate where import_id = p_import union select quote from app.fx_rate where import_id = p_import);
begin
  delete from app.fx_rate where import_id = p_import;
  update app.portfolio_person set to_on = v_today - 1 where import_id = p_import and from_on < v_today and coalesce(to_on, 'infinity') >= v_today;
  delete from app.portfolio_person where import_id = p_import and from_on >= v_today;
  delete from app.portfolio p
   where p.company_id = p_company and p.import_id = p_import
     and not exists (select 1 from app.customer c where c.company_id = p_company and c.portfolio_id = p.id)
     and not exists (select 1 from app.portfolio_person a where a.portfolio_id = p.id);
  return case when cardinality(v_currencies) > 0 then app.revalue(p_company, v_currencies) else '{}' end;
end
$$;
reset role;
