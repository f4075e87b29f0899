-- Who is asking, what day it is, and what they may see.
set local role encours_definer;

-- A refusal that people can read: the code names a sentence of the catalogue, the parameters fill it.
create or replace function app.refuse(p_code text, p_params jsonb default '{}') returns void
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  raise exception using errcode = 'EN001', message = p_code, detail = p_params::text;
end
$$;

-- What every statement asks is written in plpgsql, whose plans are kept; a function in SQL is planned at each call.

-- The person logged in: always session_user, which neither SET ROLE nor a setting can change.
create or replace function app.me() returns int
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  return (
    select id from app.person where role_name = session_user and active);
end
$$;

create or replace function app.has_role(p_role text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  return (
    select pg_has_role(session_user, 'encours_' || p_role, 'member'));
end
$$;

-- The person logged in, or a refusal unless they have one of the roles.
create or replace function app.require(p_roles text[]) returns int
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_me int := app.me();
begin
  if v_me is null then
    perform app.refuse('not-a-person', jsonb_build_object('role', session_user));
  end if;
  if not exists (select 1 from unnest(p_roles) r where app.has_role(r)) then
    perform app.refuse('role-missing', jsonb_build_object('roles', array_to_string(p_roles, ', ')));
  end if;
  return v_me;
end
$$;

-- Whether a person works on customers: collectors, managers and supervisors do; who imports, dispatches or audits does not.
create or replace function app.works(p_person int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  return exists (
    select 1 from app.person x join pg_roles r on r.rolname = x.role_name
     where x.id = p_person and x.active
       and exists (select 1 from unnest(array['collector', 'manager', 'supervisor']) g where pg_has_role(r.oid, 'encours_' || g, 'member')));
end
$$;

-- The server's clock, or the simulated one of a demo or test database (the table's check sees to that).
create or replace function app.clock() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  return (
    select coalesce((select simulated_at from app.instance), now()));
end
$$;

-- The company's business date, in its time zone.
create or replace function app.today(p_company int) returns date
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  return (
    select (app.clock() at time zone c.time_zone)::date from app.company c where c.id = p_company);
end
$$;

create or replace function app.is_business_day(p_country text, p_day date) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  return extract(isodow from p_day) < 6
     and not exists (select 1 from app.holiday h where h.country = p_country and h.day = p_day);
end
$$;

-- The day that lies p_days business days after p_day.
create or replace function app.add_business_days(p_country text, p_day date, p_days int) returns date
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_day date := p_day;
  v_left int := p_days;
begin
  if p_day is null then
    return null;
  end if;
  while v_left > 0 loop
    v_day := v_day + 1;
    if app.is_business_day(p_country, v_day) then
      v_left := v_left - 1;
    -- a calendar without a business day in half a year is a mistake, not a reason to run for ever
    elsif v_day > p_day + p_days * 3 + 180 then
      exit;
    end if;
  end loop;
  return v_day;
end
$$;

-- Portfolios whose rows the person logged in may see today. An array, so that a policy compares it once per query.
create or replace function app.my_portfolios() returns int[]
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  return (
    select coalesce(array_agg(p.id), '{}')
      from app.portfolio p
      join app.person me on me.role_name = session_user and me.active
     where me.all_portfolios
        or exists (select 1 from app.portfolio_person a
                    where a.portfolio_id = p.id and a.person_id = me.id
                      and app.today(p.company_id) between a.from_on and coalesce(a.to_on, 'infinity')));
end
$$;

-- The customer's portfolio, or a refusal: an absent customer and a foreign one give the same sentence.
create or replace function app.require_customer(p_company int, p_customer uuid) returns int
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_portfolio int;
begin
  select portfolio_id into v_portfolio from app.customer
   where company_id = p_company and id = p_customer and portfolio_id = any (app.my_portfolios());
  if v_portfolio is null then
    perform app.refuse('customer-unknown');
  end if;
  return v_portfolio;
end
$$;

-- A UUIDv7. Its time orders indexes; nothing else may rely on it.
create or replace function app.uuid7() returns uuid
language sql volatile set search_path = pg_catalog, app, pg_temp as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
           placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
           52, 1), 53, 1), 'hex')::uuid
$$;

-- The version of this database that a client compares with its own: filled by the migration.
create or replace function app.instance_kind() returns text
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select kind from app.instance
$$;

reset role;
