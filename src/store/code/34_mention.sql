-- A colleague named in a note, as in "@Claire Martin, ring them back": told at once, acknowledged by opening the customer.
set local role encours_definer;

-- Whether a person at work has the portfolio today.
create or replace function app.sees_portfolio(p_person int, p_portfolio int) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  return exists (
    select 1 from app.person x
     where x.id = p_person and x.active
       and (x.all_portfolios or exists (
             select 1 from app.portfolio_person a join app.portfolio p on p.id = a.portfolio_id
              where a.portfolio_id = p_portfolio and a.person_id = x.id
                and app.today(p.company_id) between a.from_on and coalesce(a.to_on, 'infinity'))));
end
$$;

-- The colleagues who may be named on a customer: those who see it, by name, without the person who asks.
create or replace function app.customer_colleagues(p_company int, p_customer uuid) returns table (id int, name text)
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_portfolio int := app.require_customer(p_company, p_customer);
begin
  return query select x.id, x.display_name from app.person x
    where x.active and x.id <> app.me() and app.sees_portfolio(x.id, v_portfolio) order by x.display_name, x.id;
end
$$;

-- The colleagues to whom something of a customer can be given: those who work and see it, the person who asks first.
create or replace function app.customer_handlers(p_company int, p_customer uuid) returns table (id int, name text)
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_portfolio int := app.require_customer(p_company, p_customer);
begin
  return query select x.id, x.display_name from app.person x
    where app.works(x.id) and app.sees_portfolio(x.id, v_portfolio) order by x.id <> app.me(), x.display_name, x.id;
end
$$;

-- The same of one, in a portfolio or wherever they are to work: who cannot do anything with it is refused by name.
create or replace function app.require_handler(p_person int, p_portfolio int default null) returns int
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if p_person is not null and not (app.works(p_person) and (p_portfolio is null or app.sees_portfolio(p_person, p_portfolio))) then
    perform app.refuse('colleague-cannot', (select jsonb_build_object('name', display_name) from app.person where id = p_person));
  end if;
  return p_person;
end
$$;

-- The people whom a text names: after an @ that begins a word, the longest name that stands there, or the first name of
-- one person alone. A name that nobody has is refused, and so is one who does not see the customer: whoever wrote it
-- believes that they are told.
create or replace function app.named_in(p_portfolio int, p_text text) returns int[]
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v record;
  v_found int[];
  v_people int[] := '{}';
  v_outside text;
begin
  for v in
    select t.piece from (
      select s.piece, s.n, lag(s.piece) over (order by s.n) as before from string_to_table(p_text, '@') with ordinality s(piece, n)) t
     where t.n > 1 and right(t.before, 1) !~ '[[:alnum:]._%+-]' and t.piece ~ '^[[:alpha:]]'
     order by t.n
  loop
    select array_agg(distinct m.id) into v_found from (
      select x.id, rank() over (order by length(w.name) desc) as place
        from app.person x cross join lateral (values (x.display_name), (split_part(x.display_name, ' ', 1))) w(name)
       where x.active and w.name <> '' and starts_with(lower(v.piece), lower(w.name))
         and substr(v.piece, length(w.name) + 1, 1) !~ '[[:alnum:]_]') m
     where m.place = 1;
    if v_found is null then
      perform app.refuse('mention-unknown', jsonb_build_object('name', left(substring(v.piece from '^[[:alnum:]_.-]+'), 60)));
    elsif cardinality(v_found) > 1 then
      perform app.refuse('mention-ambiguous', jsonb_build_object('name', left(substring(v.piece from '^[[:alnum:]_.-]+'), 60),
        'names', (select string_agg(display_name, ', ' order by display_name) from app.person where id = any (v_found))));
    end if;
    v_people := v_people || v_found;
  end loop;
  select string_agg(x.display_name, ', ' order by x.display_name) into v_outside
    from app.person x where x.id = any (v_people) and not app.sees_portfolio(x.id, p_portfolio);
  if v_outside is not null then
    perform app.refuse('mention-outside', jsonb_build_object('names', v_outside));
  end if;
  return v_people;
end
$$;

-- Tells everybody whom the text names, the author apart. The feed carries ids only, to those who see the customer.
create or replace function app.mention_named(p_company int, p_activity uuid, p_customer uuid, p_portfolio int, p_me int, p_text text) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_id uuid;
begin
  for v_id in
    insert into app.mention (company_id, id, customer_id, portfolio_id, activity_id, person_id, by_id)
    select p_company, app.uuid7(), p_customer, p_portfolio, p_activity, n.id, p_me
      from (select distinct id from unnest(app.named_in(p_portfolio, p_text)) u(id) where id <> p_me) n
    returning id
  loop
    perform app.record_change(p_company, p_portfolio, p_customer, 'mention', v_id);
  end loop;
end
$$;

-- The note is taken back: nobody is named any more.
create or replace function app.unmention(p_company int, p_activity uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.mention;
begin
  for v in delete from app.mention where company_id = p_company and activity_id = p_activity returning * loop
    perform app.record_change(p_company, v.portfolio_id, v.customer_id, 'mention', v.id);
  end loop;
end
$$;

-- {company, customer}: the person has opened the customer, and with it the notes that name them.
create or replace function app.see_mentions(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v_latest uuid;
begin
  select * into a from app.start_action(p_request, 'see_mentions', p, array['collector', 'manager', 'supervisor', 'auditor', 'importer', 'admin'],
    array['customer'], array[]::text[]);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  with seen as (
    update app.mention set seen_at = app.clock()
     where company_id = a.company and customer_id = v_customer and person_id = a.me and seen_at is null returning id)
  select max(id::text)::uuid into v_latest from seen;
  return app.finish_action(p_request, a.company, 'see_mentions', 'mention', coalesce(v_latest, v_customer), v_customer, v_portfolio, 1, p);
end
$$;

grant execute on function app.customer_colleagues(int, uuid), app.customer_handlers(int, uuid), app.works(int), app.see_mentions(uuid, jsonb) to encours_person;
reset role;
