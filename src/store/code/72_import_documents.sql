-- Imports of invoices and whole ledgers.
set local role encours_definer;

-- Every row is looked at once; one closer look is taken at files that have something to reject.
create or replace function app.check_documents(p_company int, p_import uuid, p_ledger boolean) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set default_statistics_target = 10 as $$
declare
  v_currencies text[] := array(select code from app.currency);
  v_numbered boolean;
  v_wrong boolean;
begin
  -- a few thousand rows say enough about a million
  analyze staging.document;
  select bool_or(s.external_id is not null),
         bool_or(not p_ledger and c.id is null or s.applied is not null and s.applied <> 0 and sign(s.applied) <> sign(s.amount)
                 or s.currency <> all (v_currencies))
    into v_numbered, v_wrong
    from staging.document s
    left join app.customer c on not p_ledger and c.company_id = p_company and c.ref = s.customer
   where s.import_id = p_import;
  if v_wrong then
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
  if v_numbered then
    insert into staging.reject
    select p_import, s.line, 'import-external-id-twice', jsonb_build_object('id', s.external_id)
      from staging.document s
      join (select key, min(line) as first from staging.document where import_id = p_import and external_id is not null
             group by key having count(*) > 1) t on t.key = s.key and s.line > t.first
     where s.import_id = p_import;
  end if;
end
$$;

-- A ledger brings its customers: the first row of each says who it is.
create or replace function app.create_ledger_customers(p_company int, p_import uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_company app.company := (select c from app.company c where c.id = p_company);
  v_portfolio int := app.import_portfolio(p_company);
begin
  insert into app.customer (company_id, id, portfolio_id, ref, name, country, language, time_zone, terms, content_hash, import_id)
  select p_company, s.id, v_portfolio, s.customer, coalesce(s.name, s.customer), coalesce(s.country, v_company.country),
         coalesce(s.language, v_company.language), v_company.time_zone, s.terms, null, p_import
    from staging.document s
    join (select customer, min(line) as line from staging.document d
           where import_id = p_import and not exists (select 1 from app.customer c where c.company_id = p_company and c.ref = d.customer)
           group by 1) f on f.line = s.line
   where s.import_id = p_import;
  -- Those whom an undone import took away are back.
  update app.customer c set name = coalesce(s.name, c.name), terms = coalesce(s.terms, c.terms), active = true, import_id = p_import,
         rev = c.rev + 1, updated_at = now()
    from staging.document s
    join (select customer, min(line) as line from staging.document where import_id = p_import group by 1) f on f.line = s.line
   where s.import_id = p_import and c.company_id = p_company and c.ref = s.customer and not c.active
     and exists (select 1 from app.import i where i.company_id = p_company and i.id = c.import_id and i.state = 'undone');
end
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

create or replace function app.merge_documents(p_company int, p_import uuid, p_ledger boolean, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp set work_mem = '96MB' set jit = off as $$
declare
  -- rows from which building indexes at the end is quicker than the building itself
  v_many constant int := 10000;
  v_today date := app.today(p_company);
  v_read int;
  v_paid_on date;
  v_pays boolean;
  v_newcomers boolean;
  v_contacts boolean;
  v_first boolean;
  v_added int;
  v_changed int;
begin
  if exists (select 1 from staging.reject where import_id = p_import) then
    delete from staging.document s using staging.reject r where s.import_id = p_import and r.import_id = p_import and r.line = s.line;
  end if;
  select count(*), max(coalesce(s.settled_on, s.issued_on)) filter (where coalesce(s.applied, case when s.settled_on is not null then s.amount end, 0) <> 0),
         coalesce(bool_or(s.paid is not null), false), bool_or(p_ledger and (c.id is null or not c.active)),
         bool_or(p_ledger and coalesce(s.contact_name, s.contact_phone, s.contact_email) is not null)
    into v_read, v_paid_on, v_pays, v_newcomers, v_contacts
    from staging.document s
    left join app.customer c on p_ledger and c.company_id = p_company and c.ref = s.customer
   where s.import_id = p_import;
  v_first := v_read >= v_many and not exists (select 1 from app.document) and not exists (select 1 from app.due_item)
    and not exists (select 1 from app.receipt) and not exists (select 1 from app.allocation);
  if v_first then
    perform app.shelve_indexes(p_import, array['document', 'due_item', 'receipt', 'allocation']
      || case when not exists (select 1 from app.customer) then array['customer'] else '{}' end);
  end if;
  if v_newcomers then
    perform app.create_ledger_customers(p_company, p_import);
  end if;
  if v_contacts then
    perform app.create_ledger_contacts(p_company, p_import);
  end if;

  insert into staging.settled (import_id, items) values (p_import, true);
  -- One pass: what is new goes straight into the ledger, what is said otherwise now or tells of a dispute is kept for
  -- the statements below, an unchanged row goes no further.
  with said as (
    select s.*, d.id as old_id, d.content_hash is distinct from s.said as says_else, r.id as old_receipt_id, r.content_hash is distinct from s.paid as paid_else
      from staging.document s
      left join app.document d on d.company_id = p_company and d.external_id = s.key and d.reverses is null and d.reversed_by is null
      left join app.receipt r on v_pays and s.paid is not null and r.company_id = p_company and r.external_id = s.key || '/paid'
           and r.reverses is null and r.reversed_by is null
     where s.import_id = p_import
       and (d.id is null or d.content_hash is distinct from s.said or v_pays and s.paid is not null and r.content_hash is distinct from s.paid
            or s.disputed is not null)
    offset 0),
  w as materialized (
    select s.line, s.id, s.payment_id, c.id as customer_id, c.portfolio_id, s.key, s.said, s.paid, k.kind, s.number, s.issued_on,
           case when s.due_on is null then app.due_on(s.issued_on, coalesce(s.terms, c.terms, '30 days')) else s.due_on end as due_on,
           s.due_on is null as due_assumed, s.currency, k.amount, sign(k.amount) * abs(s.vat_amount) as vat_amount, s.po_number, s.disputed,
           coalesce(s.settled_on, s.issued_on) as pay_on, y.amount as pay_amount,
           -- as much as is open: what exceeds it stays unallocated
           sign(y.amount) * least(abs(y.amount), abs(k.amount)) as settles, s.old_id, s.old_receipt_id,
           s.old_id is null as is_new, h.is_changed, h.pay_changed
      from said s
      join app.customer c on c.company_id = p_company and c.ref = s.customer
     cross join lateral (
       select coalesce(s.kind, case when s.amount < 0 then 'credit_note' else 'invoice' end) as kind,
              case when s.kind in ('credit_note', 'on_account') then -abs(s.amount) else s.amount end as amount) k
      -- what was paid: as said, else all of a settled row
     cross join lateral (
       select coalesce(sign(k.amount) * abs(s.applied), case when s.settled_on is not null then k.amount end, 0) as amount) y
     cross join lateral (
       select s.old_id is not null and s.says_else as is_changed,
              s.old_id is not null and s.paid is not null and s.paid_else and not (s.old_receipt_id is null and y.amount = 0) as pay_changed) h
     where s.old_id is null or h.is_changed or h.pay_changed or s.disputed is not null),
  kept as (
    insert into staging.document_work
    select p_import, line, id, payment_id, customer_id, portfolio_id, key, said, paid, kind, number, issued_on, due_on, due_assumed, currency,
           amount, vat_amount, po_number, disputed, pay_on, pay_amount, old_id, old_receipt_id, is_new, is_changed, pay_changed
      from w where not is_new or disputed is not null),
  document as (
    insert into app.document (company_id, id, customer_id, portfolio_id, kind, number, external_id, issued_on, currency, amount, vat_amount,
                              po_number, content_hash, import_id)
    select p_company, id, customer_id, portfolio_id, kind, number, key, issued_on, currency, amount, vat_amount, po_number, said, p_import
      from w where is_new),
  -- A document paid at once has one item, which bears its id.
  item as (
    insert into app.due_item (company_id, id, document_id, customer_id, portfolio_id, issued_on, due_on, due_assumed, currency, amount,
                              open_amount, import_id)
    select p_company, id, id, customer_id, portfolio_id, issued_on, due_on, due_assumed, currency, amount, amount - settles, p_import
      from w where is_new and amount <> 0),
  receipt as (
    insert into app.receipt (company_id, id, customer_id, portfolio_id, external_id, effective_on, currency, amount, unallocated, reference,
                             content_hash, import_id)
    select p_company, payment_id, customer_id, portfolio_id, key || '/paid', pay_on, currency, pay_amount, pay_amount - settles, number, paid, p_import
      from w where v_paid_on is not null and is_new and pay_amount <> 0),
  allocation as (
    insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, amount, source_amount, applied_on, import_id)
    select p_company, payment_id, customer_id, portfolio_id, 'payment', id, payment_id, settles, settles, pay_on, p_import
      from w where v_paid_on is not null and is_new and settles <> 0)
  select coalesce(sum(added), 0), coalesce(sum(changed), 0), coalesce(array_agg(customer_id order by customer_id), '{}')
    into v_added, v_changed, customers
    from (select customer_id, count(*) filter (where is_new) as added, count(*) filter (where is_changed or pay_changed) as changed
            from w group by customer_id) c;
  delete from staging.settled where import_id = p_import;
  if v_first then
    perform app.build_indexes(p_import);
  end if;
  counts := array[v_added, v_changed, v_read - v_added - v_changed];

  if exists (select 1 from staging.document_work where import_id = p_import) then
    analyze staging.document_work;
    -- what is open now stays so until the corrections stand
    perform app.lock_money(p_company, array(select distinct customer_id from staging.document_work where import_id = p_import));
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

-- Withdraws allocations: opposite rows on the days of the first ones.
create or replace function app.withdraw_allocations(p_company int, p_import uuid, p_allocations uuid[]) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, source_item_id, amount, source_amount,
                              applied_on, reverses, import_id)
  select a.company_id, gen_random_uuid(), a.customer_id, a.portfolio_id, a.kind, a.item_id, a.receipt_id, a.source_item_id, -a.amount,
         -a.source_amount, a.applied_on, a.id, p_import
    from unnest(p_allocations) k(id) join app.allocation a on a.company_id = p_company and a.id = k.id
$$;

-- Reverses documents that should never have stood so: as known today they net to zero from their first day.
create or replace function app.reverse_documents(p_company int, p_import uuid, p_documents uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
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
    select d.*, gen_random_uuid() as reversal_id from unnest(p_documents) k(id) join app.document d on d.company_id = p_company and d.id = k.id),
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
    select i.*, gen_random_uuid() as reversal_id, d.reversed_by
      from unnest(p_documents) k(id) join app.document d on d.company_id = p_company and d.id = k.id
      join app.due_item i on i.company_id = p_company and i.id = d.id
    union all
    select i.*, gen_random_uuid(), d.reversed_by
      from unnest(p_documents) k(id) join app.document d on d.company_id = p_company and d.id = k.id
      join app.due_item i on i.company_id = p_company and i.document_id = d.id and i.id <> i.document_id),
  reversal as (
    insert into app.due_item (company_id, id, document_id, customer_id, portfolio_id, seq, kind, issued_on, due_on, due_assumed, currency, amount,
                              open_amount, import_id)
    select company_id, reversal_id, reversed_by, customer_id, portfolio_id, seq, kind, issued_on, due_on, due_assumed, currency, -amount, 0,
           p_import from item)
  insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, source_item_id, amount, source_amount, applied_on, import_id)
  select company_id, gen_random_uuid(), customer_id, portfolio_id, 'reversal', id, reversal_id, amount, amount, issued_on, p_import from item;
  delete from staging.settled where import_id = p_import;
end
$$;

-- Reverses receipts and what they paid, on their own day.
create or replace function app.reverse_receipts(p_company int, p_import uuid, p_receipts uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if cardinality(p_receipts) = 0 then
    return;
  end if;
  perform app.withdraw_allocations(p_company, p_import, array(
    select a.id from app.allocation a
     where a.company_id = p_company and a.receipt_id = any (p_receipts) and a.reverses is null
       and not exists (select 1 from app.allocation x where x.company_id = p_company and x.reverses = a.id)));
  with old as (
    select r.*, gen_random_uuid() as reversal_id from app.receipt r where r.company_id = p_company and r.id = any (p_receipts)),
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
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
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
  select company_id, gen_random_uuid(), customer_id, portfolio_id, kind, new_item, receipt_id, source_item_id,
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
