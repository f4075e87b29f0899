-- Imports of customers and contacts: states, updated in place, with the dated facts kept beside.
set local role encours_definer;

-- A parent there is, in the file or in the ledger, and none that stands below its own child, whichever file said so.
create or replace function app.check_parents(p_company int, p_import uuid) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into staging.reject
  select p_import, s.line, 'import-parent-unknown', jsonb_build_object('customer', s.parent)
    from staging.customer s
   where s.import_id = p_import and s.parent <> s.reference
     and not exists (select 1 from app.customer c where c.company_id = p_company and c.ref = s.parent)
     and not exists (select 1 from staging.customer o where o.import_id = p_import and o.reference = s.parent);
  -- what the file says of a customer's parent stands for what the ledger says
  with recursive told as materialized (
    select distinct on (s.reference) s.line, s.reference as child, s.parent from staging.customer s
     where s.import_id = p_import and s.parent is not null order by s.reference, s.line),
  edge as materialized (
    select t.child, t.parent from told t
    union all
    select c.ref, o.ref from app.customer c join app.customer o on o.company_id = c.company_id and o.id = c.parent_id
     where c.company_id = p_company and not exists (select 1 from told t where t.child = c.ref)),
  walk as (
    select t.line, t.child, t.parent as at, array[t.child, t.parent] as chain from told t
    union all
    select w.line, w.child, e.parent, w.chain || e.parent from walk w join edge e on e.child = w.at
     where w.at <> w.child and (e.parent = w.child or e.parent <> all (w.chain)))
  insert into staging.reject
  select p_import, w.line, 'import-parent-cycle', jsonb_build_object('customer', w.child,
         'chain', array_to_string(case when cardinality(w.chain) > 12 then w.chain[:6] || '…'::text || w.chain[cardinality(w.chain) - 4:] else w.chain end, ' → '))
    from walk w where w.at = w.child;
$$;

-- A new parent whose own line is rejected will not be there for its children, nor they for theirs.
create or replace function app.reject_orphans(p_company int, p_import uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  loop
    insert into staging.reject
    select p_import, s.line, 'import-parent-rejected', jsonb_build_object('customer', s.parent, 'parent_line', o.line)
      from staging.customer s
      join staging.customer o on o.import_id = p_import and o.reference = s.parent
     where s.import_id = p_import
       and not exists (select 1 from staging.reject r where r.import_id = p_import and r.line = s.line)
       and not exists (select 1 from app.customer c where c.company_id = p_company and c.ref = s.parent)
       and not exists (select 1 from staging.customer k where k.import_id = p_import and k.reference = s.parent
             and not exists (select 1 from staging.reject r where r.import_id = p_import and r.line = k.line));
    exit when not found;
  end loop;
end
$$;

create or replace function app.check_customers(p_company int, p_import uuid) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  select app.check_parents(p_company, p_import);
  insert into staging.reject
  select p_import, s.line, 'import-customer-twice', jsonb_build_object('customer', s.reference)
    from (select line, reference, row_number() over (partition by reference order by line) as n
            from staging.customer where import_id = p_import) s
   where s.n > 1
  union all
  select p_import, s.line, 'import-portfolio-unknown', jsonb_build_object('portfolio', s.portfolio,
         'known', (select string_agg(code, ', ' order by code) from app.portfolio where company_id = p_company))
    from staging.customer s
   where s.import_id = p_import and s.portfolio is not null
     and not exists (select 1 from app.portfolio p where p.company_id = p_company and p.code = s.portfolio)
  union all
  select p_import, s.line, 'import-time-zone-unknown', jsonb_build_object('value', s.time_zone)
    from staging.customer s
   where s.import_id = p_import and s.time_zone is not null
     and not exists (select 1 from pg_catalog.pg_timezone_names z where z.name = s.time_zone);
  select app.reject_orphans(p_company, p_import);
$$;

-- A portfolio in the file places new customers; one that is already placed is moved by a person, not by a file.
create or replace function app.merge_customers(p_company int, p_import uuid, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
  v_default int := app.import_portfolio(p_company);
  v_company app.company := (select c from app.company c where c.id = p_company);
  v_added int;
  v_changed uuid[];
  v_new uuid[];
  v_read int := (select count(*) from staging.customer s where import_id = p_import
    and not exists (select 1 from staging.reject r where r.import_id = p_import and r.line = s.line));
begin
  -- First the facts, while the row still says what was.
  insert into app.customer_state (company_id, id, customer_id, portfolio_id, fact, value, effective_on, import_id)
  select p_company, app.uuid7(), c.id, c.portfolio_id, f.fact, f.after, v_today, p_import
    from staging.customer s
    join app.customer c on c.company_id = p_company and c.ref = s.reference
   cross join lateral (values ('risk_class', c.risk_class, s.risk_class), ('terms', c.terms, s.terms),
                              ('payment_method', c.payment_method, s.payment_method)) f(fact, before, after)
   where s.import_id = p_import and f.after is not null and f.after is distinct from f.before
     and not exists (select 1 from staging.reject r where r.import_id = p_import and r.line = s.line);

  with changed as (
    update app.customer c set
      name = s.name, kind = coalesce(s.kind, c.kind), siren = coalesce(s.siren, c.siren), siret = coalesce(s.siret, c.siret),
      vat_number = coalesce(s.vat_number, c.vat_number), country = coalesce(s.country, c.country), language = coalesce(s.language, c.language),
      time_zone = coalesce(s.time_zone, c.time_zone), address = coalesce(s.address, c.address),
      payment_method = coalesce(s.payment_method, c.payment_method), terms = coalesce(s.terms, c.terms),
      risk_class = coalesce(s.risk_class, c.risk_class), active = true,
      content_hash = s.said, import_id = p_import, rev = c.rev + 1, updated_at = now()
    from staging.customer s
    where s.import_id = p_import and c.company_id = p_company and c.ref = s.reference and c.content_hash is distinct from s.said
      and not exists (select 1 from staging.reject r where r.import_id = p_import and r.line = s.line)
    returning c.id)
  select coalesce(array_agg(id), '{}') into v_changed from changed;

  with added as (
    insert into app.customer (company_id, id, portfolio_id, ref, name, kind, siren, siret, vat_number, country, language, time_zone,
                              address, payment_method, terms, risk_class, content_hash, import_id)
    select p_company, s.id, coalesce(p.id, v_default), s.reference, s.name, coalesce(s.kind, 'company'), s.siren, s.siret, s.vat_number,
           coalesce(s.country, v_company.country), coalesce(s.language, v_company.language), coalesce(s.time_zone, v_company.time_zone),
           s.address, coalesce(s.payment_method, 'transfer'), s.terms, s.risk_class, s.said, p_import
      from staging.customer s
      left join app.portfolio p on p.company_id = p_company and p.code = s.portfolio
     where s.import_id = p_import
       and not exists (select 1 from app.customer c where c.company_id = p_company and c.ref = s.reference)
       and not exists (select 1 from staging.reject r where r.import_id = p_import and r.line = s.line)
    returning id)
  select coalesce(array_agg(id), '{}') into v_new from added;
  v_added := cardinality(v_new);

  -- Parents last: one may stand below its child in the file.
  update app.customer c set parent_id = o.id
    from staging.customer s join app.customer o on o.company_id = p_company and o.ref = s.parent
   where s.import_id = p_import and c.company_id = p_company and c.ref = s.reference and c.parent_id is distinct from o.id
     and not exists (select 1 from staging.reject r where r.import_id = p_import and r.line = s.line);

  counts := array[v_added, cardinality(v_changed), v_read - v_added - cardinality(v_changed)];
  customers := v_new || v_changed;
end
$$;

create or replace function app.check_contacts(p_company int, p_import uuid) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into staging.reject
  select p_import, s.line, 'import-customer-unknown-ref', jsonb_build_object('customer', s.customer)
    from staging.contact s
   where s.import_id = p_import and not exists (select 1 from app.customer c where c.company_id = p_company and c.ref = s.customer)
  union all
  select p_import, s.line, 'import-contact-twice', jsonb_build_object('id', s.external_id)
    from (select line, external_id, row_number() over (partition by key order by line) as n
            from staging.contact where import_id = p_import) s
   where s.n > 1
$$;

create or replace function app.merge_contacts(p_company int, p_import uuid, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_added int;
  v_changed int;
  v_read int;
begin
  delete from staging.contact s using staging.reject r where s.import_id = p_import and r.import_id = p_import and r.line = s.line;
  select count(*) into v_read from staging.contact where import_id = p_import;
  with changed as (
    update app.contact o set
      name = coalesce(s.name, o.name), role = coalesce(s.role, o.role), phone = s.phone, mobile = s.mobile, email = s.email,
      language = coalesce(s.language, o.language), is_primary = coalesce(s."primary", o.is_primary), active = true,
      email_changed_at = case when s.email is distinct from o.email then now() else o.email_changed_at end,
      content_hash = s.said, import_id = p_import, rev = o.rev + 1, updated_at = now()
    from staging.contact s
    where s.import_id = p_import and o.company_id = p_company and o.external_id = s.key and o.content_hash is distinct from s.said
    returning o.id)
  select count(*) into v_changed from changed;
  with added as (
    insert into app.contact (company_id, id, customer_id, portfolio_id, external_id, name, role, phone, mobile, email, language, is_primary,
                             content_hash, import_id)
    select p_company, s.id, c.id, c.portfolio_id, s.key, coalesce(s.name, ''), coalesce(s.role, 'payables'), s.phone, s.mobile, s.email,
           s.language, coalesce(s."primary", false), s.said, p_import
      from staging.contact s join app.customer c on c.company_id = p_company and c.ref = s.customer
     where s.import_id = p_import
       and not exists (select 1 from app.contact o where o.company_id = p_company and o.external_id = s.key)
    returning id)
  select count(*) into v_added from added;
  counts := array[v_added, v_changed, v_read - v_added - v_changed];
  customers := array(select distinct customer_id from app.contact where company_id = p_company and import_id = p_import order by 1);
end
$$;
reset role;
