-- Imports of invoices and whole ledgers.
set local role encours_definer;

-- What there is in a file: rows, the last day that something was paid, and whether anything at all says it was paid or is
-- disputed, comes of an unknown or a withdrawn customer, names a contact, is numbered by its source, or cannot stand.
create or replace function app.document_facts(p_company int, p_import uuid, p_ledger boolean) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_currencies text[] := array(select code from app.currency);
begin
  return (
    select to_jsonb(f) from (
      select count(*) as rows,
             max(coalesce(s.settled_on, s.issued_on)) filter (where s.applied <> 0 or s.applied is null and s.settled_on is not null and s.amount <> 0) as paid_on,
             bool_or(s.paid is not null) as pays, bool_or(s.disputed is not null) as disputes,
             bool_or(p_ledger and c.id is null) as newcomers, bool_or(p_ledger and not c.active) as returning,
             bool_or(p_ledger and (s.contact_name is not null or s.contact_phone is not null or s.contact_email is not null)) as contacts,
             bool_or(s.external_id is not null) as numbered,
             bool_or(not p_ledger and c.id is null or s.applied <> 0 and sign(s.applied) <> sign(s.amount) or s.currency <> all (v_currencies)) as wrong
        from staging.document s
        left join app.customer c on c.company_id = p_company and c.ref = s.customer
       where s.import_id = p_import) f);
end
$$;

-- Every row is looked at once; one closer look is taken at files that have something to reject. Returns what there is in
-- the file.
drop function if exists app.check_documents(int, uuid, boolean);
create function app.check_documents(p_company int, p_import uuid, p_ledger boolean) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set default_statistics_target = 10 as $$
declare
  v_currencies text[] := array(select code from app.currency);
  v_facts jsonb;
begin
  -- a few thousand rows say enough about a million
  analyze staging.document;
  v_facts := app.document_facts(p_company, p_import, p_ledger);
  if (v_facts ->> 'wrong')::boolean then
    insert into staging.reject
    select p_import, s.line,
           case when s.applied is not null and s.applied <> 0 and sign(s.applied) <> sign(s.amount) then 'import-applied-sign'
                when s.currency <> all (v_currencies) then 'import-currency-unlisted' else 'import-customer-unknown-ref' end,
           case when s.applied is not null and s.applied <> 0 and sign(s.applied) <> sign(s.amount)
                  then jsonb_build_object('amount', s.applied::text, 'total', s.amount::text)
                when s.currency <> all (v_currencies) then jsonb_build_object('currency', s.currency)
                else jsonb_build_object('customer', s.customer) end
      from staging.document s
      left join app.customer c on not p_ledger and c.company_id = p_company and c.ref = s.customer
     where s.import_id = p_import
       and (s.currency <> all (v_currencies) or (c.id is null and not p_ledger)
            or (s.applied is not null and s.applied <> 0 and sign(s.applied) <> sign(s.amount)));
  end if;
  -- A source that numbers its rows does not number two alike; without a number, the key already counts twins.
  if (v_facts ->> 'numbered')::boolean then
    insert into staging.reject
    select p_import, s.line, 'import-external-id-twice', jsonb_build_object('id', s.external_id)
      from staging.document s
      join (select key, min(line) as first from staging.document where import_id = p_import and external_id is not null
             group by key having count(*) > 1) t on t.key = s.key and s.line > t.first
     where s.import_id = p_import;
  end if;
  return v_facts;
end
$$;

-- The first row of each customer that is new. RETURN, here and below, lets workers take their part in the reading, which an
-- INSERT or an assignment does not.
create or replace function app.first_lines(p_company int, p_import uuid) returns int[]
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  return array(
    select min(s.line) from staging.document s
     where s.import_id = p_import and not exists (select 1 from app.customer c where c.company_id = p_company and c.ref = s.customer)
     group by s.customer);
end
$$;

-- A ledger brings its customers: the first row of each says who it is. Returns them.
drop function if exists app.create_ledger_customers(int, uuid);
create function app.create_ledger_customers(p_company int, p_import uuid) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_company app.company := (select c from app.company c where c.id = p_company);
  v_portfolio int := app.import_portfolio(p_company);
  v_lines int[] := app.first_lines(p_company, p_import);
  v_ids uuid[];
begin
  with created as (
    insert into app.customer (company_id, id, portfolio_id, ref, name, country, language, time_zone, terms, content_hash, import_id)
    select p_company, s.id, v_portfolio, s.customer, coalesce(s.name, s.customer), coalesce(s.country, v_company.country),
           coalesce(s.language, v_company.language), v_company.time_zone, s.terms, null, p_import
      from staging.document s
     where s.import_id = p_import and s.line = any (v_lines)
    returning id)
  select array_agg(id order by id) into v_ids from created;
  return v_ids;
end
$$;

-- Those whom an undone import took away are back.
create or replace function app.return_ledger_customers(p_company int, p_import uuid) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  update app.customer c set name = coalesce(s.name, c.name), terms = coalesce(s.terms, c.terms), active = true, import_id = p_import,
         rev = c.rev + 1, updated_at = now()
    from staging.document s
    join (select customer, min(line) as line from staging.document where import_id = p_import group by 1) f on f.line = s.line
   where s.import_id = p_import and c.company_id = p_company and c.ref = s.customer and not c.active
     and exists (select 1 from app.import i where i.company_id = p_company and i.id = c.import_id and i.state = 'undone')
$$;

-- The first row of each customer that names a contact is believed, where the customer has none.
create or replace function app.create_ledger_contacts(p_company int, p_import uuid) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into app.contact (company_id, id, customer_id, portfolio_id, external_id, name, phone, email, is_primary, content_hash, import_id)
  select p_company, s.id, c.id, c.portfolio_id, 'ledger/' || s.customer, coalesce(s.contact_name, ''), s.contact_phone, s.contact_email, true,
         sha256(convert_to(concat_ws(chr(31), s.contact_name, s.contact_phone, s.contact_email), 'UTF8')), p_import
    from staging.document s
    join (select customer, min(line) as line from staging.document
           where import_id = p_import and coalesce(contact_name, contact_phone, contact_email) is not null group by 1) f on f.line = s.line
    join app.customer c on c.company_id = p_company and c.ref = s.customer
   where s.import_id = p_import
     -- one withdrawn with its import does not stand in the way
     and not exists (select 1 from app.contact o where o.company_id = p_company and o.customer_id = c.id
           and not (not o.active and exists (select 1 from app.import i where i.company_id = p_company and i.id = o.import_id and i.state = 'undone')));
$$;

-- The staged rows in the ledger's words. Neither SECURITY DEFINER nor SET, here and below: their callers plan them as a part
-- of their own statements, which then read staging once and keep nothing beside it.
create or replace function app.staged_documents(p_company int, p_import uuid)
returns table (line int, id uuid, payment_id uuid, customer_id uuid, portfolio_id int, key text, said bytea, paid bytea, kind text, number text,
  issued_on date, due_on date, due_assumed boolean, currency text, amount numeric, vat_amount numeric, po_number text, disputed boolean,
  pay_on date, pay_amount numeric)
language sql stable as $$
  select s.line, s.id, s.payment_id, c.id, c.portfolio_id, s.key, s.said, s.paid, k.kind, s.number, s.issued_on,
         case when s.due_on is null then app.due_on(s.issued_on, coalesce(s.terms, c.terms, '30 days')) else s.due_on end,
         s.due_on is null, s.currency, k.amount, sign(k.amount) * abs(s.vat_amount), s.po_number, s.disputed,
         coalesce(s.settled_on, s.issued_on),
         -- what was paid: as said, else all of a settled row
         coalesce(sign(k.amount) * abs(s.applied), case when s.settled_on is not null then k.amount end, 0)
    from staging.document s
    join app.customer c on c.company_id = p_company and c.ref = s.customer
   cross join lateral (
     select coalesce(s.kind, case when s.amount < 0 then 'credit_note' else 'invoice' end) as kind,
            case when s.kind in ('credit_note', 'on_account') then -abs(s.amount) else s.amount end as amount) k
   where s.import_id = p_import
$$;

-- Whom they are of.
create or replace function app.staged_customers(p_company int, p_import uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  return array(
    select c.id from (select distinct s.customer from staging.document s where s.import_id = p_import) s
      join app.customer c on c.company_id = p_company and c.ref = s.customer
     order by c.id);
end
$$;

-- Those to be entered: all of them in a company without a document, else what was found to be new. `settles` is as much of
-- a payment as is open; what exceeds it stays unallocated.
create or replace function app.new_documents(p_company int, p_import uuid, p_all boolean)
returns table (id uuid, payment_id uuid, customer_id uuid, portfolio_id int, key text, said bytea, paid bytea, kind text, number text,
  issued_on date, due_on date, due_assumed boolean, currency text, amount numeric, vat_amount numeric, po_number text, pay_on date,
  pay_amount numeric, settles numeric)
language sql stable as $$
  select w.id, w.payment_id, w.customer_id, w.portfolio_id, w.key, w.said, w.paid, w.kind, w.number, w.issued_on, w.due_on, w.due_assumed,
         w.currency, w.amount, w.vat_amount, w.po_number, w.pay_on, w.pay_amount, sign(w.pay_amount) * least(abs(w.pay_amount), abs(w.amount))
    from app.staged_documents(p_company, p_import) w
   where p_all
  union all
  select w.id, w.payment_id, w.customer_id, w.portfolio_id, w.key, w.said, w.paid, w.kind, w.number, w.issued_on, w.due_on, w.due_assumed,
         w.currency, w.amount, w.vat_amount, w.po_number, w.pay_on, w.pay_amount, sign(w.pay_amount) * least(abs(w.pay_amount), abs(w.amount))
    from staging.document_work w
   where not p_all and w.import_id = p_import and w.is_new
$$;

drop function if exists app.merge_documents(int, uuid, boolean);
create or replace function app.merge_documents(p_company int, p_import uuid, p_ledger boolean, p_facts jsonb, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set work_mem = '96MB' set jit = off set default_statistics_target = 10 as $$
declare
  -- rows from which building indexes at the end is quicker than the building itself
  v_many constant int := 10000;
  -- new rows from which what is known of the tables may mislead: the server measures a table again when a tenth has changed
  v_news constant int := 1000;
  v_today date := app.today(p_company);
  -- nothing of the company can be said otherwise or once more
  v_all boolean := not exists (select 1 from app.document where company_id = p_company);
  v_read int;
  v_paid_on date;
  v_pays boolean;
  v_disputes boolean;
  v_first boolean;
  v_nobody boolean;
  v_created uuid[];
  v_added int;
  v_changed int := 0;
begin
  if exists (select 1 from staging.reject where import_id = p_import) then
    delete from staging.document s using staging.reject r where s.import_id = p_import and r.import_id = p_import and r.line = s.line;
    p_facts := app.document_facts(p_company, p_import, p_ledger);
  end if;
  v_read := p_facts -> 'rows';
  v_paid_on := p_facts ->> 'paid_on';
  v_pays := p_facts -> 'pays' = 'true';
  v_disputes := p_facts -> 'disputes' = 'true';
  v_first := v_read >= v_many and v_all and not exists (select 1 from app.document) and not exists (select 1 from app.due_item)
    and not exists (select 1 from app.receipt) and not exists (select 1 from app.allocation);
  if v_first then
    perform app.shelve_indexes(p_import, array['document', 'due_item', 'receipt', 'allocation']
      || case when not exists (select 1 from app.customer) then array['customer'] else '{}' end);
  end if;
  v_nobody := not exists (select 1 from app.customer where company_id = p_company);
  if p_facts -> 'newcomers' = 'true' then
    v_created := app.create_ledger_customers(p_company, p_import);
  end if;
  if p_facts -> 'returning' = 'true' then
    perform app.return_ledger_customers(p_company, p_import);
  end if;
  if p_facts -> 'contacts' = 'true' then
    perform app.create_ledger_contacts(p_company, p_import);
  end if;

  -- What is new, is said otherwise now or tells of a dispute; an unchanged row goes no further, and the little that tells
  -- it is all that is compared.
  if not v_all then
    insert into staging.document_work
    select p_import, w.line, w.id, w.payment_id, w.customer_id, w.portfolio_id, w.key, w.said, w.paid, w.kind, w.number, w.issued_on, w.due_on,
           w.due_assumed, w.currency, w.amount, w.vat_amount, w.po_number, w.disputed, w.pay_on, w.pay_amount, f.old_id, f.old_receipt_id,
           f.old_id is null, f.says_else, h.pay_changed
      from (select s.line, d.id as old_id, d.id is not null and d.content_hash is distinct from s.said as says_else, r.id as old_receipt_id,
                   d.id is not null and s.paid is not null and r.content_hash is distinct from s.paid as paid_else
              from staging.document s
              left join app.document d on d.company_id = p_company and d.external_id = s.key and d.reverses is null and d.reversed_by is null
              left join app.receipt r on v_pays and s.paid is not null and r.company_id = p_company and r.external_id = s.key || '/paid'
                   and r.reverses is null and r.reversed_by is null
             where s.import_id = p_import
               -- so written, the planner does not expect all of them
               and coalesce(d.id is null or d.content_hash is distinct from s.said or s.disputed is not null
                            or v_pays and s.paid is not null and r.content_hash is distinct from s.paid, false)
            offset 0) f
      join app.staged_documents(p_company, p_import) w on w.line = f.line
     cross join lateral (select f.paid_else and not (f.old_receipt_id is null and w.pay_amount = 0) as pay_changed) h
     where f.old_id is null or f.says_else or h.pay_changed or w.disputed is not null;
    analyze staging.document_work;
  elsif v_disputes then
    insert into staging.document_work
    select p_import, w.*, null, null, true, false, false from app.staged_documents(p_company, p_import) w where w.disputed is not null;
  end if;

  insert into staging.settled (import_id, items) values (p_import, true);
  insert into app.document (company_id, id, customer_id, portfolio_id, kind, number, external_id, issued_on, currency, amount, vat_amount,
                            po_number, content_hash, import_id)
  select p_company, w.id, w.customer_id, w.portfolio_id, w.kind, w.number, w.key, w.issued_on, w.currency, w.amount, w.vat_amount, w.po_number,
         w.said, p_import
    from app.new_documents(p_company, p_import, v_all) w;
  get diagnostics v_added = row_count;
  if v_added > 0 then
    -- A document paid at once has one item, which bears its id.
    insert into app.due_item (company_id, id, document_id, customer_id, portfolio_id, issued_on, due_on, due_assumed, currency, amount,
                              open_amount, import_id)
    select p_company, w.id, w.id, w.customer_id, w.portfolio_id, w.issued_on, w.due_on, w.due_assumed, w.currency, w.amount,
           case when v_paid_on is null then w.amount else w.amount - w.settles end, p_import
      from app.new_documents(p_company, p_import, v_all) w where w.amount <> 0;
  end if;
  if v_added > 0 and v_paid_on is not null then
    insert into app.receipt (company_id, id, customer_id, portfolio_id, external_id, effective_on, currency, amount, unallocated, reference,
                             content_hash, import_id)
    select p_company, w.payment_id, w.customer_id, w.portfolio_id, w.key || '/paid', w.pay_on, w.currency, w.pay_amount, w.pay_amount - w.settles,
           w.number, w.paid, p_import
      from app.new_documents(p_company, p_import, v_all) w where w.pay_amount <> 0;
    insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, amount, source_amount, applied_on, import_id)
    select p_company, w.payment_id, w.customer_id, w.portfolio_id, 'payment', w.id, w.payment_id, w.settles, w.settles, w.pay_on, p_import
      from app.new_documents(p_company, p_import, v_all) w where w.settles <> 0;
  end if;
  delete from staging.settled where import_id = p_import;
  if v_first then
    perform app.build_indexes(p_import);
  end if;
  if v_added >= v_news then
    perform app.measure_ledger();
  end if;

  if v_all then
    customers := case when v_nobody then coalesce(v_created, '{}') else app.staged_customers(p_company, p_import) end;
  else
    select coalesce(sum(changed), 0), coalesce(array_agg(customer_id order by customer_id), '{}') into v_changed, customers
      from (select w.customer_id, count(*) filter (where w.is_changed or w.pay_changed) as changed
              from staging.document_work w where w.import_id = p_import group by w.customer_id) c;
  end if;
  counts := array[v_added, v_changed, v_read - v_added - v_changed];

  if v_changed > 0 or v_disputes then
    -- what is open now stays so until the corrections stand
    perform app.lock_money(p_company, array(
      select distinct customer_id from staging.document_work where import_id = p_import and (not is_new or disputed is not null)));
    perform app.merge_corrections(p_company, p_import);
    perform app.merge_disputes(p_company, p_import);
  end if;
  update app.company c set receipts_cover_until = greatest(c.receipts_cover_until, least(v_paid_on, v_today))
   where c.id = p_company and v_paid_on is not null;
end
$$;

-- What stood under the keys and is said otherwise now: reversed, and entered anew.
create or replace function app.merge_corrections(p_company int, p_import uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  -- payments first, they hang on the items
  perform app.reverse_receipts(p_company, p_import, array(
    select old_receipt_id from staging.document_work where import_id = p_import and pay_changed and old_receipt_id is not null));
  perform app.reverse_documents(p_company, p_import, array(
    select old_id from staging.document_work where import_id = p_import and is_changed));

  insert into app.document (company_id, id, customer_id, portfolio_id, kind, number, external_id, issued_on, currency, amount, vat_amount,
                            po_number, content_hash, import_id)
  select p_company, w.id, w.customer_id, w.portfolio_id, w.kind, w.number, w.key, w.issued_on, w.currency, w.amount, w.vat_amount,
         w.po_number, w.said, p_import
    from staging.document_work w where w.import_id = p_import and w.is_changed;
  insert into app.due_item (company_id, id, document_id, customer_id, portfolio_id, issued_on, due_on, due_assumed, currency, amount,
                            open_amount, import_id)
  select p_company, w.id, w.id, w.customer_id, w.portfolio_id, w.issued_on, w.due_on, w.due_assumed, w.currency, w.amount, w.amount, p_import
    from staging.document_work w where w.import_id = p_import and w.is_changed and w.amount <> 0;
  perform app.carry_over(p_company, p_import);

  insert into app.receipt (company_id, id, customer_id, portfolio_id, external_id, effective_on, currency, amount, unallocated, reference,
                           content_hash, import_id)
  select p_company, w.payment_id, w.customer_id, w.portfolio_id, w.key || '/paid', w.pay_on, w.currency, w.pay_amount, w.pay_amount, w.number,
         w.paid, p_import
    from staging.document_work w where w.import_id = p_import and w.pay_changed and w.pay_amount <> 0;
  insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, amount, source_amount, applied_on, import_id)
  select p_company, w.payment_id, w.customer_id, w.portfolio_id, 'payment', i.id, w.payment_id, a.amount, a.amount, w.pay_on, p_import
    from staging.document_work w
    join app.due_item i on i.company_id = p_company and i.id = case when w.is_changed then w.id else w.old_id end
   cross join lateral (select sign(w.pay_amount) * least(abs(w.pay_amount), abs(i.open_amount)) as amount) a
   where w.import_id = p_import and w.pay_changed and w.pay_amount <> 0 and a.amount <> 0;
end
$$;

-- A row flagged as disputed: all of it, since it was issued; ended by its payment, or when the flag goes.
create or replace function app.merge_disputes(p_company int, p_import uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
begin
  with opened as (
    insert into app.dispute (company_id, id, customer_id, portfolio_id, item_id, reason, amount, opened_on, status, resolved_on,
                             resolved_recorded_at, import_id)
    select p_company, gen_random_uuid(), w.customer_id, w.portfolio_id, i.id, 'other', i.amount,
           case when w.is_new then w.issued_on else v_today end,
           case when p.settled_on is null then 'open' else 'payable' end, p.settled_on, case when p.settled_on is not null then now() end, p_import
      from staging.document_work w
     cross join lateral (select case when w.is_new or w.is_changed then w.id else w.old_id end as id) k
      join app.due_item i on i.company_id = p_company and i.amount > 0
           and (i.id = k.id or i.document_id = k.id and i.id <> i.document_id)
     cross join lateral (select case when w.is_new and w.pay_amount >= w.amount then greatest(w.pay_on, w.issued_on) end as settled_on) p
     where w.import_id = p_import and w.disputed
       and not exists (select 1 from app.dispute d where d.company_id = p_company and d.item_id = i.id and d.import_id is not null)
    returning company_id, id, customer_id, portfolio_id, opened_on, resolved_on)
  insert into app.dispute_event (company_id, id, dispute_id, customer_id, portfolio_id, event, effective_on)
  select company_id, gen_random_uuid(), id, customer_id, portfolio_id, 'opened', opened_on from opened
  union all
  select company_id, gen_random_uuid(), id, customer_id, portfolio_id, 'payable', resolved_on from opened where resolved_on is not null;

  with ended as (
    update app.dispute d set status = 'payable', resolved_on = v_today, resolved_recorded_at = now(), rev = d.rev + 1
      from staging.document_work w
     cross join lateral (select case when w.is_changed then w.id else w.old_id end as id) k
      join app.due_item i on i.company_id = p_company and (i.id = k.id or i.document_id = k.id and i.id <> i.document_id)
     where w.import_id = p_import and not w.is_new
       and (not w.disputed or w.pay_changed and i.open_amount = 0)
       and d.company_id = p_company and d.item_id = i.id and d.import_id is not null and d.resolved_on is null
    returning d.company_id, d.id, d.customer_id, d.portfolio_id)
  insert into app.dispute_event (company_id, id, dispute_id, customer_id, portfolio_id, event, effective_on)
  select company_id, gen_random_uuid(), id, customer_id, portfolio_id, 'payable', v_today from ended;
end
$$;

-- Ids of rows that an import makes in great number: UUIDv7 of one moment, so that they stand side by side in the indexes.
create or replace function app.moment() returns bytea
language sql volatile set search_path = pg_catalog, app, pg_temp as $$
  select substring(uuid_send(app.uuid7()) for 6)
$$;

-- Without SET: a part of the statement that calls it.
create or replace function app.id_of(p_moment bytea) returns uuid
language sql volatile as $$
  select pg_catalog.encode(pg_catalog.set_bit(pg_catalog.set_bit(overlay(pg_catalog.uuid_send(pg_catalog.gen_random_uuid()) placing p_moment from 1 for 6), 52, 1), 53, 1), 'hex')::pg_catalog.uuid
$$;

-- Withdraws allocations: opposite rows on the days of the first ones.
create or replace function app.withdraw_allocations(p_company int, p_import uuid, p_allocations uuid[]) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, source_item_id, amount, source_amount,
                              applied_on, reverses, import_id)
  select a.company_id, app.id_of(t.moment), a.customer_id, a.portfolio_id, a.kind, a.item_id, a.receipt_id, a.source_item_id, -a.amount,
         -a.source_amount, a.applied_on, a.id, p_import
    from app.moment() t(moment) cross join unnest(p_allocations) k(id) join app.allocation a on a.company_id = p_company and a.id = k.id
$$;

-- The functions below look up the few rows that they are given one after the other, whatever the planner expects: it would
-- rather read the whole ledger.
-- Reverses documents that should never have stood so: as known today they net to zero from their first day.
create or replace function app.reverse_documents(p_company int, p_import uuid, p_documents uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp
  set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_moment bytea := app.moment();
begin
  if cardinality(p_documents) = 0 then
    return;
  end if;
  perform app.withdraw_allocations(p_company, p_import, array(
    -- one look-up after the other, whatever the planner expects
    select a.id
      from unnest(p_documents) k(id)
     cross join lateral (
       select i.id from app.due_item i where i.company_id = p_company and i.id = k.id
       union all select i.id from app.due_item i where i.company_id = p_company and i.document_id = k.id and i.id <> i.document_id offset 0) i
     cross join lateral (
       select a.* from app.allocation a where a.company_id = p_company and a.item_id = i.id
       union all select a.* from app.allocation a where a.company_id = p_company and a.source_item_id = i.id offset 0) a
     where a.reverses is null and a.kind <> 'reversal'
       and not exists (select 1 from app.allocation x where x.company_id = p_company and x.reverses = a.id)));
  with old as (
    select d.*, app.id_of(v_moment) as reversal_id from unnest(p_documents) k(id) join app.document d on d.company_id = p_company and d.id = k.id),
  reversal as (
    insert into app.document (company_id, id, customer_id, portfolio_id, kind, number, external_id, issued_on, currency, amount, vat_amount,
                              po_number, reverses, import_id)
    select company_id, reversal_id, customer_id, portfolio_id, kind, number, external_id, issued_on, currency, -amount, -vat_amount, po_number,
           id, p_import from old)
  update app.document d set reversed_by = old.reversal_id, rev = d.rev + 1
    from old where d.company_id = p_company and d.id = old.id;
  -- entered as matched already
  insert into staging.settled (import_id, items, sources) values (p_import, false, true);
  with item as (
    select i.*, app.id_of(v_moment) as reversal_id, d.reversed_by
      from unnest(p_documents) k(id) join app.document d on d.company_id = p_company and d.id = k.id
      join app.due_item i on i.company_id = p_company and i.id = d.id
    union all
    select i.*, app.id_of(v_moment), d.reversed_by
      from unnest(p_documents) k(id) join app.document d on d.company_id = p_company and d.id = k.id
      join app.due_item i on i.company_id = p_company and i.document_id = d.id and i.id <> i.document_id),
  reversal as (
    insert into app.due_item (company_id, id, document_id, customer_id, portfolio_id, seq, kind, issued_on, due_on, due_assumed, currency, amount,
                              open_amount, import_id)
    select company_id, reversal_id, reversed_by, customer_id, portfolio_id, seq, kind, issued_on, due_on, due_assumed, currency, -amount, 0,
           p_import from item)
  insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, source_item_id, amount, source_amount, applied_on, import_id)
  select company_id, app.id_of(v_moment), customer_id, portfolio_id, 'reversal', id, reversal_id, amount, amount, issued_on, p_import from item;
  delete from staging.settled where import_id = p_import;
end
$$;

-- Reverses receipts and what they paid, on their own day.
create or replace function app.reverse_receipts(p_company int, p_import uuid, p_receipts uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp
  set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_moment bytea := app.moment();
begin
  if cardinality(p_receipts) = 0 then
    return;
  end if;
  perform app.withdraw_allocations(p_company, p_import, array(
    select a.id from app.allocation a
     where a.company_id = p_company and a.receipt_id = any (p_receipts) and a.reverses is null
       and not exists (select 1 from app.allocation x where x.company_id = p_company and x.reverses = a.id)));
  with old as (
    select r.*, app.id_of(v_moment) as reversal_id from app.receipt r where r.company_id = p_company and r.id = any (p_receipts)),
  reversal as (
    insert into app.receipt (company_id, id, customer_id, portfolio_id, external_id, effective_on, currency, amount, unallocated, method, reference,
                             reverses, import_id)
    select company_id, reversal_id, customer_id, portfolio_id, external_id, effective_on, currency, -amount, -amount, method, reference, id, p_import
      from old)
  update app.receipt r set reversed_by = old.reversal_id from old where r.company_id = p_company and r.id = old.id;
end
$$;

-- After documents were corrected: payments and work of the wrong items go to the right ones, payments up to their amount.
create or replace function app.carry_over(p_company int, p_import uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp
  set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_moment bytea := app.moment();
begin
  if not exists (select 1 from staging.document_work where import_id = p_import and is_changed) then
    return;
  end if;
  with held as (
    select a.*, n.id as new_item, n.amount as total,
           coalesce(sum(abs(a.amount)) over (partition by n.id order by a.applied_on, a.id rows between unbounded preceding and 1 preceding), 0) as before
      from staging.document_work w
     -- one look-up after the other, whatever the planner expects
     cross join lateral (
       select o.id, o.currency, o.customer_id from app.due_item o where o.company_id = p_company and o.id = w.old_id
       union all select o.id, o.currency, o.customer_id from app.due_item o
        where o.company_id = p_company and o.document_id = w.old_id and o.id <> o.document_id offset 0) o
     cross join lateral (
       select x.reverses, x.import_id from app.allocation x where x.company_id = p_company and x.item_id = o.id offset 0) x
     cross join lateral (
       select a.* from app.allocation a where a.company_id = p_company and a.id = x.reverses offset 0) a
     cross join lateral (select n.* from app.due_item n where n.company_id = p_company and n.id = w.id offset 0) n
      left join lateral (select r.reversed_by from app.receipt r where r.company_id = p_company and r.id = a.receipt_id offset 0) r on true
     where w.import_id = p_import and w.is_changed and x.import_id = p_import and n.currency = o.currency and n.customer_id = o.customer_id
       and sign(n.amount) = sign(a.amount) and r.reversed_by is null)
  insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, source_item_id, amount, source_amount,
                              applied_on, import_id)
  select company_id, app.id_of(v_moment), customer_id, portfolio_id, kind, new_item, receipt_id, source_item_id,
         sign(amount) * c.part, round(source_amount * c.part / abs(amount), 4), applied_on, p_import
    from held cross join lateral (select least(abs(amount), abs(total) - before) as part) c
   where c.part > 0;

  update app.promise_item x set item_id = w.id
    from staging.document_work w join app.due_item o on o.company_id = p_company and (o.id = w.old_id or o.document_id = w.old_id and o.id <> o.document_id)
    join app.due_item n on n.company_id = p_company and n.id = w.id and n.customer_id = o.customer_id
   where w.import_id = p_import and w.is_changed and x.company_id = p_company and x.item_id = o.id;
  update app.dispute x set item_id = w.id, amount = case when n.amount > 0 then least(x.amount, n.amount) else x.amount end, rev = x.rev + 1
    from staging.document_work w join app.due_item o on o.company_id = p_company and (o.id = w.old_id or o.document_id = w.old_id and o.id <> o.document_id)
    join app.due_item n on n.company_id = p_company and n.id = w.id and n.customer_id = o.customer_id
   where w.import_id = p_import and w.is_changed and x.company_id = p_company and x.item_id = o.id;
  -- The next step of an invoice follows from what was sent for it, also under its wrong amount.
  update app.reminder_item x set item_id = w.id
    from staging.document_work w join app.due_item o on o.company_id = p_company and (o.id = w.old_id or o.document_id = w.old_id and o.id <> o.document_id)
    join app.due_item n on n.company_id = p_company and n.id = w.id and n.customer_id = o.customer_id
   where w.import_id = p_import and w.is_changed and x.company_id = p_company and x.item_id = o.id;
end
$$;
reset role;
