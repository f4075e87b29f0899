-- Imports: staging, and one run.
--
-- The importer copies a file's rows into staging and calls app.import_file, all in one transaction: a crash leaves
-- nothing. A dry run is the same transaction, rolled back. Staging is unlogged and keyed by import; its columns after
-- the common ones bear the names of the fields of the intake.
--
--   key   identifies the row in its source: the external id, else what the row says of itself with a counter that keeps
--         genuine twins of one file apart
--   said  hash of what the row says, so that an unchanged row is told from a corrected one
--
-- A corrected document is reversed and entered anew (see the ledger's conventions); customers, contacts and orders are
-- states, not facts, and are updated; a limit is a dated row, so a corrected one is a later row for the same day.
set local client_min_messages = warning;
set local role encours_definer;

-- Nothing in staging outlives a transaction: tables of another shape are simply replaced.
drop table if exists staging.customer, staging.contact, staging.document, staging.document_work, staging.payment,
  staging.sales_order, staging.credit_limit, staging.reject;

create unlogged table staging.reject (import_id uuid not null, line int not null, code text not null, params jsonb not null default '{}');
create unlogged table staging.customer (
  import_id uuid not null, line int not null, id uuid not null, key text not null, said bytea not null,
  reference text not null, name text not null, parent text, kind text, siren text, siret text, vat_number text, country text,
  language text, time_zone text, address text, payment_method text, terms text, risk_class text, portfolio text);
create unlogged table staging.contact (
  import_id uuid not null, line int not null, id uuid not null, key text not null, said bytea not null,
  customer text not null, external_id text, name text, role text, phone text, mobile text, email text, language text, "primary" boolean);
create unlogged table staging.document (
  import_id uuid not null, line int not null, id uuid not null, key text not null, said bytea not null,
  -- id of the payment that the row tells of, and hash of what it says of payment; NULL where the source says nothing
  payment_id uuid, paid bytea,
  customer text not null, external_id text, number text not null, kind text, issued_on date not null, due_on date, terms text,
  currency text not null, amount numeric not null, vat_amount numeric, po_number text, disputed boolean, settled_on date, applied numeric,
  name text, country text, language text, contact_name text, contact_phone text, contact_email text);
create unlogged table staging.payment (
  import_id uuid not null, line int not null, id uuid not null, key text not null, said bytea not null,
  customer text not null, external_id text, received_on date not null, currency text not null, amount numeric not null,
  method text, reference text, invoice text);
create unlogged table staging.sales_order (
  import_id uuid not null, line int not null, id uuid not null, key text not null, said bytea not null,
  customer text not null, external_id text, number text not null, ordered_on date not null, requested_on date, currency text not null,
  amount numeric not null, delivered_amount numeric, invoiced_amount numeric, status text, shipped_on date);
create unlogged table staging.credit_limit (
  import_id uuid not null, line int not null, id uuid not null, key text not null, said bytea not null,
  customer text not null, kind text, effective_on date not null, until_on date, currency text not null, amount numeric, reason text);
-- Documents matched with the ledger: what the merge reads several times.
create unlogged table staging.document_work (
  import_id uuid not null, line int not null, id uuid not null, payment_id uuid, customer_id uuid not null, portfolio_id int not null,
  key text not null, said bytea not null, paid bytea, kind text not null, number text not null, issued_on date not null, due_on date not null,
  due_assumed boolean not null, currency text not null, amount numeric not null, vat_amount numeric, po_number text, disputed boolean,
  pay_on date, pay_amount numeric not null,
  -- the document and receipt that stand in the ledger under the key
  old_id uuid, old_receipt_id uuid,
  is_new boolean not null, is_changed boolean not null, pay_changed boolean not null);
grant insert on staging.customer, staging.contact, staging.document, staging.payment, staging.sales_order, staging.credit_limit
  to encours_importer;

-- The due date that terms give. `30 days`, `30 days end of month`, `end of month + 30 days`, each also `the 10`: the
-- first such day of a month on or after the date. Terms that cannot be read count as 30 days.
create or replace function app.due_on(p_issued date, p_terms text) returns date
language plpgsql immutable set search_path = pg_catalog, app, pg_temp as $$
declare
  v text[] := regexp_match(p_terms, '^(end of month \+ )?(\d{1,3}) days( end of month)?(?: the (\d{1,2}))?$');
  v_due date;
  v_month date;
begin
  if v is null then
    return p_issued + 30;
  end if;
  v_due := case when v[1] is null then p_issued else app.month_end(p_issued) end + v[2]::int;
  if v[3] is not null then
    v_due := app.month_end(v_due);
  end if;
  if v[4] is not null then
    v_month := date_trunc('month', v_due);
    if least(v_month + v[4]::int - 1, app.month_end(v_due)) < v_due then
      v_month := v_month + interval '1 month';
    end if;
    v_due := least(v_month + v[4]::int - 1, app.month_end(v_month));
  end if;
  return v_due;
end
$$;

create or replace function app.month_end(p_day date) returns date
language sql immutable set search_path = pg_catalog, app, pg_temp as $$
  select (date_trunc('month', p_day::timestamp) + interval '1 month - 1 day')::date
$$;

-- The company an import is for: the code, or the only one there is. One that the mapping describes is opened if there
-- is none of its code, by an administrator.
create or replace function app.import_company(p_code text, p_details jsonb) returns int
language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_ids int[];
begin
  select array_agg(id) into v_ids from app.company where p_code is null or code = p_code;
  if v_ids is null and p_code is not null and p_details is not null and app.has_role('admin') then
    return app.open_company(p_code, p_details);
  elsif v_ids is null then
    perform app.refuse(case when p_code is null then 'import-company-none' else 'import-company-unknown' end,
      jsonb_build_object('company', p_code, 'known', coalesce((select string_agg(code, ', ' order by code) from app.company), '–')));
  elsif cardinality(v_ids) > 1 then
    perform app.refuse('import-company-ambiguous', jsonb_build_object('known', (select string_agg(code, ', ' order by code) from app.company)));
  end if;
  return v_ids[1];
end
$$;

-- A company with one portfolio, MAIN.
create or replace function app.open_company(p_code text, p jsonb) returns int
language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_id int;
begin
  if p_code !~ '^[A-Z0-9_-]{1,12}$' or p ->> 'country' !~ '^[A-Z]{2}$' or p ->> 'language' not in ('en', 'fr')
     or not exists (select 1 from app.currency c where c.code = p ->> 'currency')
     or not exists (select 1 from pg_catalog.pg_timezone_names z where z.name = p ->> 'time_zone') then
    perform app.refuse('import-company-details', jsonb_build_object('company', p_code));
  end if;
  insert into app.company (code, name, country, currency, time_zone, language)
  values (p_code, p ->> 'name', p ->> 'country', p ->> 'currency', p ->> 'time_zone', p ->> 'language')
  returning id into v_id;
  insert into app.portfolio (company_id, code, name) values (v_id, 'MAIN', p ->> 'name');
  perform app.record_audit(v_id, 'open_company', 'company', null, null, null, p);
  return v_id;
end
$$;

-- The portfolio of a new customer for whom the file names none.
create or replace function app.import_portfolio(p_company int) returns int
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_portfolio int := (select min(id) from app.portfolio where company_id = p_company);
begin
  if v_portfolio is null then
    perform app.refuse('import-portfolio-none', jsonb_build_object('company', (select code from app.company where id = p_company)));
  end if;
  return v_portfolio;
end
$$;

-- Audit of an import: one row per portfolio that it touched, whose hash covers the content of every row written there, in
-- the order of their ids. Each of those rows bears the import's id; a row per customer would cost as much as the customer's
-- documents, and say no more.
create or replace function app.audit_import(p_company int, p_import uuid, p_verb text) returns void
language sql volatile security definer set search_path = pg_catalog, app, pg_temp set work_mem = '256MB' as $$
  with w as (
    select portfolio_id, id, content_hash from app.document where company_id = p_company and import_id = p_import
    union all select portfolio_id, id, content_hash from app.receipt where company_id = p_company and import_id = p_import
    union all select portfolio_id, id, content_hash from app.customer where company_id = p_company and import_id = p_import
    union all select portfolio_id, id, content_hash from app.contact where company_id = p_company and import_id = p_import
    union all select portfolio_id, id, content_hash from app.sales_order where company_id = p_company and import_id = p_import
    union all select portfolio_id, id, content_hash from app.credit_limit where company_id = p_company and import_id = p_import
    union all select portfolio_id, id, content_hash from app.promise where company_id = p_company and import_id = p_import and external_id is not null
    union all select portfolio_id, id, content_hash from app.reminder where company_id = p_company and import_id = p_import
    union all select portfolio_id, id, content_hash from app.dispute where company_id = p_company and import_id = p_import and external_id is not null
    union all select portfolio_id, id, content_hash from app.activity where company_id = p_company and import_id = p_import),
  salted as materialized (
    select nextval('app.audit_seq_seq') as seq, uuid_send(gen_random_uuid()) as salt, d.*
      from (select portfolio_id, sha256(string_agg(coalesce(content_hash, uuid_send(id)), '')) as digest
              from (select * from w order by portfolio_id, id) w group by portfolio_id) d),
  written as (
    insert into app.audit (seq, actor, person_id, company_id, verb, entity, entity_id, portfolio_id, row_hash)
    overriding system value
    select s.seq, session_user, (select app.me()), p_company, p_verb, 'import', p_import, s.portfolio_id, sha256(s.salt || s.digest)
      from salted s)
  insert into app.audit_salt select seq, salt from salted
$$;

-- What an import leaves behind for everyone else: audit, positions, alerts, standing and the change feed.
create or replace function app.finish_import(p_company int, p_import uuid, p_verb text, p_customers uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_first boolean := cardinality(p_customers) >= 5000 and not exists (select 1 from app.position)
    and not exists (select 1 from app.customer_money) and not exists (select 1 from app.standing);
begin
  perform app.audit_import(p_company, p_import, p_verb);
  if v_first then
    perform app.shelve_indexes(p_import, array['position', 'customer_money', 'standing']);
  end if;
  perform app.refresh_customers(p_company, p_customers);
  if v_first then
    perform app.build_indexes(p_import);
  end if;
  -- a reader who finds so many at once reads everything anew, and needs no more of them
  insert into app.change (company_id, portfolio_id, customer_id, entity, entity_id, person_id)
  select p_company, c.portfolio_id, c.id, 'customer', c.id, (select app.me())
    from (select c.portfolio_id, c.id, row_number() over (partition by c.portfolio_id) as n
            from unnest(p_customers) k(id) join app.customer c on c.company_id = p_company and c.id = k.id) c
   where c.n <= 5000;
end
$$;

-- Imports one file whose rows stand in staging under p.import. Either every good row is in the ledger afterwards, or,
-- when a line was rejected and p.skip_rejects is not true, none.
--
-- The second file of a morning finds tables that nobody has measured since the first one: the planner takes them for
-- tiny, and would compare each staged row with each kept copy of theirs. Hashing is right then, and never far off; each worker
-- hashes for itself, for memory that workers share is short where the server runs in a container.
--   p: import, company (code or null), opens (details of a company to open, or null), kind, file, hash, skip_rejects, rejected (lines already rejected by the reader), control,
--      ahead (whether money may have come in on a day that has not come)
create or replace function app.import_file(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set work_mem = '96MB' set jit = off set enable_material = off
  set enable_parallel_hash = off as $$
declare
  v jsonb := app.begin_request(p_request, 'import_file', p);
  v_me int;
  v_company int;
  v_import uuid := (p ->> 'import')::uuid;
  v_kind text := p ->> 'kind';
  v_facts jsonb;
  v_rejects jsonb;
  v_rejected int;
  v_counts int[];
  v_customers uuid[];
begin
  if v is not null then
    return v;
  end if;
  v_me := app.require(array['importer', 'admin']);
  v_company := app.import_company(p ->> 'company', nullif(p -> 'opens', 'null'));
  -- One import at a time: two of the same file would both find its rows missing.
  lock table app.import in share row exclusive mode;
  if to_regprocedure('app.roll_day(int)') is not null then
    execute 'select app.roll_day($1)' using v_company;
  end if;

  insert into app.import (company_id, id, kind, file_name, file_hash, person_id, rejected, control)
  values (v_company, v_import, v_kind, p ->> 'file', p ->> 'hash', v_me, (p ->> 'rejected')::int, p -> 'control');

  case v_kind
    when 'customers' then perform app.check_customers(v_company, v_import);
    when 'contacts' then perform app.check_contacts(v_company, v_import);
    when 'invoices', 'ledger' then v_facts := app.check_documents(v_company, v_import, v_kind = 'ledger');
    when 'payments' then perform app.check_payments(v_company, v_import);
    when 'orders' then perform app.check_orders(v_company, v_import);
    when 'limits' then perform app.check_limits(v_company, v_import);
    when 'promises' then perform app.check_promises(v_company, v_import);
    when 'reminders' then perform app.check_reminders(v_company, v_import);
    when 'disputes' then perform app.check_disputes(v_company, v_import);
    when 'notes' then perform app.check_notes(v_company, v_import);
    when 'rates' then perform app.check_rates(v_company, v_import);
    when 'portfolios' then perform app.check_portfolios(v_company, v_import);
    else perform app.refuse('import-kind', jsonb_build_object('kind', v_kind));
  end case;
  if not coalesce((p ->> 'ahead')::boolean, false) then
    perform app.check_paid_ahead(v_company, v_import, v_kind, v_facts);
  end if;
  -- A file of another company is rejected line by line: the first thousand say enough.
  select count(*), coalesce(jsonb_agg(jsonb_build_object('line', r.line, 'code', r.code, 'params', r.params) order by r.line)
                     filter (where r.n <= 1000), '[]')
    into v_rejected, v_rejects
    from (select x.*, row_number() over (order by x.line) as n
            from (select distinct on (line) line, code, params from staging.reject where import_id = v_import order by line, code) x) r;
  v := jsonb_build_object('id', v_import, 'entity', 'import', 'rev', 1, 'company', (select code from app.company where id = v_company),
    'rejects', v_rejects, 'rejected', v_rejected, 'rejected_sums', case when v_rejected > 0 then app.rejected_sums(v_import) else '[]' end,
    'added', 0, 'changed', 0, 'unchanged', 0);
  if v_rejected + (p ->> 'rejected')::int > 0 and not coalesce((p ->> 'skip_rejects')::boolean, false) then
    -- Nothing was merged; the caller rolls back.
    return v || jsonb_build_object('recorded', false);
  end if;

  case v_kind
    when 'customers' then select counts, customers into v_counts, v_customers from app.merge_customers(v_company, v_import);
    when 'contacts' then select counts, customers into v_counts, v_customers from app.merge_contacts(v_company, v_import);
    when 'invoices', 'ledger' then select counts, customers into v_counts, v_customers from app.merge_documents(v_company, v_import, v_kind = 'ledger', v_facts);
    when 'payments' then select counts, customers into v_counts, v_customers from app.merge_payments(v_company, v_import);
    when 'orders' then select counts, customers into v_counts, v_customers from app.merge_orders(v_company, v_import);
    when 'limits' then select counts, customers into v_counts, v_customers from app.merge_limits(v_company, v_import);
    when 'promises' then select counts, customers into v_counts, v_customers from app.merge_promises(v_company, v_import);
    when 'reminders' then select counts, customers into v_counts, v_customers from app.merge_reminders(v_company, v_import);
    when 'disputes' then select counts, customers into v_counts, v_customers from app.merge_disputes_told(v_company, v_import);
    when 'notes' then select counts, customers into v_counts, v_customers from app.merge_notes(v_company, v_import);
    when 'rates' then select counts, customers into v_counts, v_customers from app.merge_rates(v_company, v_import);
    when 'portfolios' then select counts, customers into v_counts, v_customers from app.merge_portfolios(v_company, v_import);
  end case;
  update app.import set added = v_counts[1], changed = v_counts[2], unchanged = v_counts[3],
         read = v_counts[1] + v_counts[2] + v_counts[3] + rejected + v_rejected, rejected = rejected + v_rejected
   where company_id = v_company and id = v_import;
  perform app.finish_import(v_company, v_import, 'import', v_customers);
  perform app.record_audit(v_company, 'import', 'import', v_import, null, null, p - 'control');

  delete from staging.customer where import_id = v_import;
  delete from staging.contact where import_id = v_import;
  perform app.clear_documents(v_import, v_counts[1] + v_counts[2] + v_counts[3]);
  delete from staging.document_work where import_id = v_import;
  delete from staging.payment where import_id = v_import;
  delete from staging.sales_order where import_id = v_import;
  delete from staging.credit_limit where import_id = v_import;
  delete from staging.reject where import_id = v_import;
  return app.end_request(p_request, v || jsonb_build_object('added', v_counts[1], 'changed', v_counts[2], 'unchanged', v_counts[3]));
end
$$;

-- Takes an import's documents out of staging. Many are taken out whole, unless another import has begun to stage its own:
-- the next one would read over what a deletion leaves behind.
create or replace function app.clear_documents(p_import uuid, p_rows int) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if p_rows > 10000 then
    begin
      lock table staging.document in access exclusive mode nowait;
      truncate staging.document;
      return;
    exception when lock_not_available then
      null;
    end;
  end if;
  delete from staging.document where import_id = p_import;
end
$$;

grant execute on function app.import_file(uuid, jsonb) to encours_importer, encours_admin;
grant execute on function app.due_on(date, text), app.month_end(date) to encours_person;
reset role;
grant usage on sequence app.audit_seq_seq to encours_definer;
