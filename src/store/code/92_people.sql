-- Who may enter: run by the administrator of the server (peer), never by a person. Not SECURITY DEFINER, and nobody
-- else may execute them: on PostgreSQL 15 a role with CREATEROLE could give itself any right.

create or replace function app.add_person(
  p_role text, p_name text, p_language text, p_email text, p_groups text[], p_portfolios text[])
returns boolean
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
declare
  v_all constant text[] := array['collector', 'manager', 'supervisor', 'auditor', 'importer', 'dispatcher', 'admin'];
  v_group text;
  v_portfolio text;
  v_found record;
  v_person int;
  v_new boolean;
begin
  if p_role !~ '^[A-Za-z_][A-Za-z0-9_.@-]{0,62}$' or p_role ~ '^(pg_|encours_)' then
    perform app.refuse('agent-name', jsonb_build_object('name', p_role));
  end if;
  foreach v_group in array p_groups loop
    if not v_group = any (v_all) then
      perform app.refuse('agent-group', jsonb_build_object('group', v_group, 'groups', array_to_string(v_all, ', ')));
    end if;
  end loop;
  if (select rolsuper from pg_roles where rolname = p_role) then
    perform app.refuse('agent-superuser', jsonb_build_object('name', p_role));
  end if;
  v_new := not exists (select 1 from app.person where role_name = p_role and active);
  begin
    execute format('create role %I', p_role);
  exception when duplicate_object or unique_violation then
    null;
  end;
  execute format('alter role %I login inherit connection limit 8', p_role);
  execute format('alter role %I set statement_timeout = ''30s''', p_role);
  execute format('alter role %I set lock_timeout = ''2s''', p_role);
  execute format('alter role %I set idle_in_transaction_session_timeout = ''15s''', p_role);
  foreach v_group in array v_all loop
    if v_group = any (p_groups) then
      execute format('grant %I to %I', 'encours_' || v_group, p_role);
    else
      execute format('revoke %I from %I', 'encours_' || v_group, p_role);
    end if;
  end loop;

  insert into app.person (role_name, display_name, email, language, all_portfolios)
  values (p_role, p_name, p_email, p_language,
          p_groups && array['manager', 'supervisor', 'auditor', 'importer', 'dispatcher', 'admin'])
  on conflict (role_name) do update
    set display_name = excluded.display_name, email = coalesce(excluded.email, app.person.email),
        language = excluded.language, all_portfolios = excluded.all_portfolios, active = true
  returning id into v_person;

  foreach v_portfolio in array p_portfolios loop
    select p.id, app.today(p.company_id) as today into v_found
      from app.portfolio p join app.company c on c.id = p.company_id
     where c.code || '/' || p.code = v_portfolio or p.code = v_portfolio;
    if v_found.id is null then
      perform app.refuse('agent-portfolio', jsonb_build_object('portfolio', v_portfolio));
    end if;
    insert into app.portfolio_person (portfolio_id, person_id, from_on)
    select v_found.id, v_person, v_found.today
     where not exists (select 1 from app.portfolio_person a
                        where a.portfolio_id = v_found.id and a.person_id = v_person
                          and v_found.today between a.from_on and coalesce(a.to_on, 'infinity'));
  end loop;
  return v_new;
end
$$;

-- Out at once: no login, sessions ended, rights and portfolios taken back. What the person wrote keeps the name.
create or replace function app.revoke_person(p_role text) returns int
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
declare
  v_person int;
  v_group text;
  v_ended int;
begin
  select id into v_person from app.person where role_name = p_role;
  if v_person is null then
    perform app.refuse('agent-unknown', jsonb_build_object('name', p_role));
  end if;
  if exists (select 1 from pg_roles where rolname = p_role) then
    execute format('alter role %I nologin', p_role);
    foreach v_group in array array['collector', 'manager', 'supervisor', 'auditor', 'importer', 'dispatcher', 'admin'] loop
      execute format('revoke %I from %I', 'encours_' || v_group, p_role);
    end loop;
  end if;
  update app.person set active = false where id = v_person;
  update app.portfolio_person a set to_on = app.today(p.company_id) - 1
    from app.portfolio p
   where p.id = a.portfolio_id and a.person_id = v_person
     and a.from_on < app.today(p.company_id) and coalesce(a.to_on, 'infinity') >= app.today(p.company_id);
  delete from app.portfolio_person a using app.portfolio p
   where p.id = a.portfolio_id and a.person_id = v_person and a.from_on >= app.today(p.company_id);
  select count(pg_terminate_backend(pid)) into v_ended
    from pg_stat_activity where usename = p_role and pid <> pg_backend_pid();
  return v_ended;
end
$$;

create or replace function app.list_people()
returns table (role_name text, display_name text, groups text, portfolios text, language text, active boolean)
language sql stable set search_path = pg_catalog, app, pg_temp as $$
  select p.role_name, p.display_name,
         coalesce((select string_agg(substr(g.rolname, 9), ' ' order by g.rolname)
                     from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = m.member
                    where r.rolname = p.role_name and g.rolname like 'encours\_%'), ''),
         case when p.all_portfolios then '*' else
           coalesce((select string_agg(distinct c.code || '/' || f.code, ' ')
                       from app.portfolio_person a join app.portfolio f on f.id = a.portfolio_id
                       join app.company c on c.id = f.company_id
                      where a.person_id = p.id and app.today(c.id) between a.from_on and coalesce(a.to_on, 'infinity')), '') end,
         p.language, p.active
    from app.person p order by p.active desc, p.role_name
$$;

revoke execute on function
  app.add_person(text, text, text, text, text[], text[]), app.revoke_person(text), app.list_people() from public;
