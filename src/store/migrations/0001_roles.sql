-- Roles, schemas and what PUBLIC loses.
--
-- Roles belong to the cluster, not to the database: two databases (or two test runs) may create them
-- at the same moment, so each creation is guarded. A person has one login role of their own and is a
-- member of group roles; nobody owns anything. Tables belong to encours_owner, functions to
-- encours_definer: neither can log in.
do $$
declare
  r text;
begin
  foreach r in array array[
    'encours_owner', 'encours_definer', 'encours_collector', 'encours_manager', 'encours_supervisor',
    'encours_auditor', 'encours_importer', 'encours_dispatcher', 'encours_admin', 'encours_person']
  loop
    begin
      execute format('create role %I nologin', r);
    exception when duplicate_object or unique_violation then
      null;
    end;
  end loop;
  -- Every group of people is a member of encours_person, which carries what all of them may do.
  foreach r in array array['collector', 'manager', 'supervisor', 'auditor', 'importer', 'admin'] loop
    begin
      if not pg_has_role('encours_' || r, 'encours_person', 'member') then
        execute format('grant encours_person to %I', 'encours_' || r);
      end if;
    exception when duplicate_object or unique_violation or internal_error then
      -- a neighbour database granted it in the same instant
      null;
    end;
  end loop;
end
$$;

create schema app authorization encours_owner;
create schema staging authorization encours_owner;
grant usage, create on schema app to encours_definer;
grant usage, create on schema staging to encours_definer;
grant usage on schema app to encours_person, encours_dispatcher;
grant usage on schema staging to encours_importer;

revoke all on schema public from public;
-- Advisory locks could hold up a migration or the sealer: only the administrator of the server takes them.
do $$
declare
  f regprocedure;
begin
  for f in
    select p.oid::regprocedure from pg_proc p
     where p.pronamespace = 'pg_catalog'::regnamespace
       and (p.proname like 'pg_advisory%' or p.proname like 'pg_try_advisory%')
  loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end
$$;

alter default privileges for role encours_definer revoke execute on functions from public;
alter default privileges for role encours_owner revoke execute on functions from public;

create extension if not exists pg_trgm with schema app;
