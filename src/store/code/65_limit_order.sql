-- Limits, orders, invoices, receipts: single rows, from people, scripts and small feeds. Bulk goes through staging.
set local role encours_definer;

-- {company, customer, amount | null, kind?: internal | temporary | insured, effective_on?, until_on?, reason}
-- A credit manager alone up to the company's ceiling; above it, or without any limit, the request waits for a second person.
create or replace function app.set_limit(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v_company app.company;
  v_amount numeric;
  v_kind text;
  v_from date;
  v_until date;
begin
  select * into a from app.start_action(p_request, 'set_limit', p, array['manager', 'supervisor'],
    array['customer', 'reason'], array['amount', 'kind', 'effective_on', 'until_on']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  select * into v_company from app.company where id = a.company;
  if not p ? 'amount' then
    perform app.refuse('key-missing', jsonb_build_object('key', 'amount'));
  end if;
  v_amount := app.field_amount(p, 'amount');
  perform app.check_money(v_amount, v_company.currency);
  v_kind := coalesce(app.field_choice(p, 'kind', array['internal', 'temporary', 'insured']), 'internal');
  v_from := coalesce(app.field_date(p, 'effective_on'), a.today);
  v_until := app.field_date(p, 'until_on');
  if v_amount < 0 then
    perform app.refuse('limit-negative');
  elsif v_kind = 'temporary' and v_until is null then
    perform app.refuse('key-missing', jsonb_build_object('key', 'until_on'));
  elsif v_from < a.today then
    perform app.refuse('date-past', jsonb_build_object('key', 'effective_on', 'date', v_from));
  elsif v_until < v_from then
    perform app.refuse('dates-reversed', jsonb_build_object('from', v_from, 'until', v_until));
  end if;
  if v_amount is null or v_amount > v_company.limit_ceiling then
    insert into app.limit_request (company_id, id, customer_id, portfolio_id, amount, kind, effective_on, until_on, reason, requested_by)
    values (a.company, p_request, v_customer, v_portfolio, v_amount, v_kind, v_from, v_until, app.field_text(p, 'reason', 500), a.me);
    perform app.write_activity(a.company, app.uuid7(), v_customer, v_portfolio, 'limit', a.today, a.me, app.field_text(p, 'reason', 500),
      'limit_request', p_request, v_amount, v_company.currency);
    return app.finish_action(p_request, a.company, 'set_limit', 'limit_request', p_request, v_customer, v_portfolio, 1, p);
  end if;
  insert into app.credit_limit (company_id, id, customer_id, portfolio_id, amount, kind, effective_on, until_on, reason, requested_by)
  values (a.company, p_request, v_customer, v_portfolio, v_amount, v_kind, v_from, v_until, app.field_text(p, 'reason', 500), a.me);
  perform app.write_activity(a.company, app.uuid7(), v_customer, v_portfolio, 'limit', a.today, a.me, app.field_text(p, 'reason', 500),
    'credit_limit', p_request, v_amount, v_company.currency);
  perform app.refresh_customers(a.company, array[v_customer]);
  return app.finish_action(p_request, a.company, 'set_limit', 'credit_limit', p_request, v_customer, v_portfolio, 1, p);
end
$$;

create or replace function app.decide_limit(p_request uuid, p jsonb, p_verb text, p_required text[], p_optional text[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.limit_request;
begin
  select * into a from app.start_action(p_request, p_verb, p, array['manager', 'supervisor'], array['limit_request', 'rev'] || p_required, p_optional);
  if a.replay is not null then
    return a.replay;
  end if;
  select * into v from app.limit_request
   where company_id = a.company and id = app.field_uuid(p, 'limit_request') and portfolio_id = any (app.my_portfolios()) for update;
  if not found then
    perform app.refuse('limit-request-unknown');
  end if;
  perform app.check_rev(p, v.rev, to_jsonb(v));
  if v.state <> 'requested' then
    perform app.refuse('limit-request-decided', jsonb_build_object('state', v.state));
  end if;
  if v.requested_by = a.me then
    perform app.refuse('second-person');
  end if;
  update app.limit_request set state = case p_verb when 'approve_limit' then 'approved' else 'rejected' end, decided_by = a.me, decided_at = now(),
         decision_reason = app.field_text(p, 'reason', 500), limit_id = case p_verb when 'approve_limit' then p_request end, rev = rev + 1
   where company_id = a.company and id = v.id;
  if p_verb = 'approve_limit' then
    insert into app.credit_limit (company_id, id, customer_id, portfolio_id, amount, kind, effective_on, until_on, reason, requested_by, approved_by)
    values (a.company, p_request, v.customer_id, v.portfolio_id, v.amount, v.kind, greatest(v.effective_on, a.today), greatest(v.until_on, a.today), v.reason, v.requested_by, a.me);
    perform app.refresh_customers(a.company, array[v.customer_id]);
  end if;
  perform app.write_activity(a.company, app.uuid7(), v.customer_id, v.portfolio_id, 'limit', a.today, a.me, app.field_text(p, 'reason', 500),
    'limit_request', v.id, v.amount);
  return app.finish_action(p_request, a.company, p_verb, 'limit_request', v.id, v.customer_id, v.portfolio_id, v.rev + 1, p);
end
$$;

-- {company, limit_request, rev, reason?}: by another person than the one who requested it.
create or replace function app.approve_limit(p_request uuid, p jsonb) returns jsonb
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  select app.decide_limit(p_request, p, 'approve_limit', array[]::text[], array['reason'])
$$;
-- {company, limit_request, rev, reason}
create or replace function app.reject_limit(p_request uuid, p jsonb) returns jsonb
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  select app.decide_limit(p_request, p, 'reject_limit', array['reason'], array[]::text[])
$$;

-- Matches a source with items: {item, amount?} each, without an amount as much as both have left. One of p_receipt and
-- p_source_item is given. The caller holds the money lock; one currency only (another needs a rate, which bulk import gives).
create or replace function app.match_items(p_company int, p_customer uuid, p_portfolio int, p_today date, p_on date,
  p_receipt uuid, p_source_item uuid, p_currency text, p_items jsonb)
returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_element jsonb;
  v_item app.due_item;
  v_left numeric;
  v_amount numeric;
begin
  for v_element in select e from jsonb_array_elements(coalesce(p_items, '[]')) e loop
    perform app.check_body(v_element, array['item'], array['amount']);
    select * into v_item from app.due_item where company_id = p_company and id = app.field_uuid(v_element, 'item') and customer_id = p_customer;
    if not found or v_item.amount <= 0 then
      perform app.refuse('item-unknown');
    end if;
    if v_item.currency <> p_currency then
      perform app.refuse('match-currencies', jsonb_build_object('currency', p_currency, 'other', v_item.currency));
    end if;
    v_left := case when p_receipt is not null then (select unallocated from app.receipt where company_id = p_company and id = p_receipt)
                   else (select -open_amount from app.due_item where company_id = p_company and id = p_source_item) end;
    v_amount := coalesce(app.field_amount(v_element, 'amount'), least(v_left, v_item.open_amount));
    perform app.check_money(v_amount, p_currency);
    if v_amount <= 0 or v_amount > v_item.open_amount then
      perform app.refuse('match-over-open', jsonb_build_object('amount', app.amount_text(v_amount, p_currency), 'open', app.amount_text(v_item.open_amount, p_currency), 'currency', p_currency));
    end if;
    if v_amount > v_left then
      perform app.refuse('match-over-source', jsonb_build_object('amount', app.amount_text(v_amount, p_currency), 'left', app.amount_text(v_left, p_currency), 'currency', p_currency));
    end if;
    insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, source_item_id, amount, source_amount, applied_on)
    values (p_company, app.uuid7(), p_customer, p_portfolio, case when p_receipt is not null then 'payment' else 'credit' end,
            v_item.id, p_receipt, p_source_item, v_amount, v_amount, greatest(p_on, v_item.issued_on));
  end loop;
end
$$;

-- {company, customer, number, amount, currency, issued_on, kind?: invoice | credit_note | on_account | opening, due_on?,
--  items?: [{due_on, amount, kind?}], external_id?, vat_amount?, po_number?, order?, match?: [{item, amount?}] (credit notes)}
-- An invoice that takes the customer over the limit raises the alert in this transaction.
create or replace function app.record_invoice(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v_kind text;
  v_amount numeric;
  v_currency text;
  v_issued date;
  v_due date;
  v_items jsonb;
  v_element jsonb;
  v_part numeric;
  v_sum numeric := 0;
  v_item uuid;
  v_seq int := 0;
begin
  select * into a from app.start_action(p_request, 'record_invoice', p, array['importer', 'manager', 'supervisor'],
    array['customer', 'number', 'amount', 'currency', 'issued_on'],
    array['kind', 'due_on', 'items', 'external_id', 'vat_amount', 'po_number', 'order', 'match']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  v_kind := coalesce(app.field_choice(p, 'kind', array['invoice', 'credit_note', 'on_account', 'opening']), 'invoice');
  v_amount := app.field_amount(p, 'amount');
  v_currency := app.field_text(p, 'currency');
  perform app.check_money(v_amount, v_currency);
  v_issued := app.field_date(p, 'issued_on');
  if v_amount = 0 or (v_kind = 'invoice' and v_amount < 0) or (v_kind in ('credit_note', 'on_account') and v_amount > 0) then
    perform app.refuse('amount-sign', jsonb_build_object('kind', v_kind));
  end if;
  if exists (select 1 from app.document where company_id = a.company and external_id = app.field_text(p, 'external_id')
              and reversed_by is null and reverses is null) then
    perform app.refuse('document-exists', jsonb_build_object('external_id', app.field_text(p, 'external_id')));
  end if;
  perform app.lock_money(a.company, array[v_customer]);
  insert into app.document (company_id, id, customer_id, portfolio_id, kind, number, external_id, issued_on, currency, amount, vat_amount, po_number, order_id)
  values (a.company, p_request, v_customer, v_portfolio, v_kind, app.field_text(p, 'number', 60), app.field_text(p, 'external_id'), v_issued, v_currency, v_amount,
          app.field_amount(p, 'vat_amount'), app.field_text(p, 'po_number'), app.field_uuid(p, 'order'));
  v_items := coalesce(app.field_list(p, 'items'), jsonb_build_array(jsonb_build_object('due_on', p -> 'due_on', 'amount', v_amount)));
  for v_element in select e from jsonb_array_elements(v_items) e loop
    perform app.check_body(v_element, array['amount'], array['due_on', 'kind']);
    v_part := app.field_amount(v_element, 'amount');
    perform app.check_money(v_part, v_currency);
    if v_part = 0 or sign(v_part) <> sign(v_amount) then
      perform app.refuse('amount-sign', jsonb_build_object('kind', v_kind));
    end if;
    v_due := app.field_date(v_element, 'due_on');
    if v_due < v_issued then
      perform app.refuse('dates-reversed', jsonb_build_object('from', v_issued, 'until', v_due));
    end if;
    v_seq := v_seq + 1;
    v_item := app.uuid7();
    insert into app.due_item (company_id, id, document_id, customer_id, portfolio_id, seq, kind, issued_on, due_on, due_assumed, currency, amount, open_amount)
    values (a.company, v_item, p_request, v_customer, v_portfolio, v_seq,
            coalesce(app.field_choice(v_element, 'kind', array['normal', 'instalment', 'down_payment', 'retention']), 'normal'),
            v_issued, coalesce(v_due, v_issued + case when v_amount > 0 then 30 else 0 end), v_due is null and v_amount > 0, v_currency, v_part, v_part);
    v_sum := v_sum + v_part;
  end loop;
  if v_sum <> v_amount then
    perform app.refuse('items-sum', jsonb_build_object('sum', app.amount_text(v_sum, v_currency), 'amount', app.amount_text(v_amount, v_currency), 'currency', v_currency));
  end if;
  if v_amount < 0 and v_seq = 1 then
    perform app.match_items(a.company, v_customer, v_portfolio, a.today, v_issued, null, v_item, v_currency, app.field_list(p, 'match'));
  elsif p ? 'match' then
    perform app.refuse('match-not-credit');
  end if;
  perform app.refresh_customers(a.company, array[v_customer]);
  return app.finish_action(p_request, a.company, 'record_invoice', 'document', p_request, v_customer, v_portfolio, 1, p);
end
$$;

-- {company, customer, number, ordered_on, currency, amount, requested_on?, delivered_amount?, invoiced_amount?, status?, shipped_on?, external_id?, rev?}
-- An order with a known external_id is brought to these values; its other values stay where a key is absent.
create or replace function app.record_order(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v app.sales_order;
  v_known boolean;
begin
  select * into a from app.start_action(p_request, 'record_order', p, array['importer', 'manager', 'supervisor'],
    array['customer', 'number', 'ordered_on', 'currency', 'amount'],
    array['requested_on', 'delivered_amount', 'invoiced_amount', 'status', 'shipped_on', 'external_id', 'rev']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  perform app.lock_money(a.company, array[v_customer]);
  select * into v from app.sales_order where company_id = a.company and external_id = app.field_text(p, 'external_id');
  v_known := found;
  if v_known and v.customer_id <> v_customer then
    perform app.refuse('order-of-another');
  end if;
  if v_known and p ? 'rev' then
    perform app.check_rev(p, v.rev, to_jsonb(v));
  end if;
  v.amount := app.field_amount(p, 'amount');
  v.currency := app.field_text(p, 'currency');
  v.delivered_amount := coalesce(app.field_amount(p, 'delivered_amount'), v.delivered_amount, 0);
  v.invoiced_amount := coalesce(app.field_amount(p, 'invoiced_amount'), v.invoiced_amount, 0);
  v.status := coalesce(app.field_choice(p, 'status', array['to_process', 'pending', 'blocked', 'shipped', 'invoiced', 'cancelled']), v.status, 'to_process');
  perform app.check_money(v.amount, v.currency);
  if v.amount < 0 or not v.delivered_amount between 0 and v.amount or not v.invoiced_amount between 0 and v.amount then
    perform app.refuse('order-amounts');
  end if;
  if v_known then
    update app.sales_order set number = app.field_text(p, 'number', 60), ordered_on = app.field_date(p, 'ordered_on'),
           requested_on = coalesce(app.field_date(p, 'requested_on'), requested_on), currency = v.currency, amount = v.amount,
           delivered_amount = v.delivered_amount, invoiced_amount = v.invoiced_amount, status = v.status,
           shipped_on = coalesce(app.field_date(p, 'shipped_on'), shipped_on), rev = rev + 1, updated_at = now()
     where company_id = a.company and id = v.id returning * into v;
  else
    insert into app.sales_order (company_id, id, customer_id, portfolio_id, external_id, number, ordered_on, requested_on, currency, amount,
                                 delivered_amount, invoiced_amount, status, shipped_on)
    values (a.company, p_request, v_customer, v_portfolio, app.field_text(p, 'external_id'), app.field_text(p, 'number', 60), app.field_date(p, 'ordered_on'),
            app.field_date(p, 'requested_on'), v.currency, v.amount, v.delivered_amount, v.invoiced_amount, v.status, app.field_date(p, 'shipped_on'))
    returning * into v;
  end if;
  if v.status = 'blocked' then
    perform app.raise_alert(a.company, v_customer, v_portfolio, 'blocked_order', v.id, v.amount, v.currency, a.today, jsonb_build_object('number', v.number));
  end if;
  perform app.refresh_customers(a.company, array[v_customer]);
  return app.finish_action(p_request, a.company, 'record_order', 'sales_order', v.id, v_customer, v_portfolio, v.rev, p);
end
$$;

-- {company, customer, amount, currency, effective_on, method?, reference?, external_id?, match?: [{item, amount?}]}
create or replace function app.record_receipt(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v_amount numeric;
  v_currency text;
  v_on date;
begin
  select * into a from app.start_action(p_request, 'record_receipt', p, array['importer', 'manager', 'supervisor'],
    array['customer', 'amount', 'currency', 'effective_on'], array['method', 'reference', 'external_id', 'match']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  v_amount := app.field_amount(p, 'amount');
  v_currency := app.field_text(p, 'currency');
  v_on := app.field_date(p, 'effective_on');
  perform app.check_money(v_amount, v_currency);
  if v_amount <= 0 then
    perform app.refuse('amount-not-positive', jsonb_build_object('key', 'amount'));
  end if;
  if exists (select 1 from app.receipt where company_id = a.company and external_id = app.field_text(p, 'external_id') and reverses is null and reversed_by is null) then
    perform app.refuse('receipt-exists', jsonb_build_object('external_id', app.field_text(p, 'external_id')));
  end if;
  perform app.lock_money(a.company, array[v_customer]);
  insert into app.receipt (company_id, id, customer_id, portfolio_id, external_id, effective_on, currency, amount, unallocated, method, reference)
  values (a.company, p_request, v_customer, v_portfolio, app.field_text(p, 'external_id'), v_on, v_currency, v_amount, v_amount,
          coalesce(app.field_choice(p, 'method', array['transfer', 'card', 'check', 'direct_debit', 'bill', 'cash']), 'transfer'),
          coalesce(app.field_text(p, 'reference', 500), ''));
  perform app.match_items(a.company, v_customer, v_portfolio, a.today, v_on, p_request, null, v_currency, app.field_list(p, 'match'));
  perform app.refresh_customers(a.company, array[v_customer]);
  return app.finish_action(p_request, a.company, 'record_receipt', 'receipt', p_request, v_customer, v_portfolio, 1, p);
end
$$;

-- {company, receipt, match: [{item, amount?}], applied_on?}: what is still unallocated of a receipt settles items.
create or replace function app.match_receipt(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.receipt;
begin
  select * into a from app.start_action(p_request, 'match_receipt', p, array['collector', 'importer', 'manager', 'supervisor'],
    array['receipt', 'match'], array['applied_on']);
  if a.replay is not null then
    return a.replay;
  end if;
  select * into v from app.receipt where company_id = a.company and id = app.field_uuid(p, 'receipt') and portfolio_id = any (app.my_portfolios());
  if not found or v.amount < 0 then
    perform app.refuse('receipt-unknown');
  end if;
  perform app.lock_money(a.company, array[v.customer_id]);
  if (select reversed_by from app.receipt where company_id = a.company and id = v.id) is not null then
    perform app.refuse('receipt-returned');
  end if;
  perform app.match_items(a.company, v.customer_id, v.portfolio_id, a.today, greatest(coalesce(app.field_date(p, 'applied_on'), a.today), v.effective_on),
    v.id, null, v.currency, app.field_list(p, 'match'));
  perform app.refresh_customers(a.company, array[v.customer_id]);
  return app.finish_action(p_request, a.company, 'match_receipt', 'receipt', v.id, v.customer_id, v.portfolio_id, 1, p);
end
$$;

-- {company, receipt, returned_on, reason?}: the bank took it back. What it had settled is open again from that day, the
-- pair nets to zero, promises it had kept are judged again, and an alert stands until a person resolves it.
create or replace function app.return_receipt(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.receipt;
  v_on date;
begin
  select * into a from app.start_action(p_request, 'return_receipt', p, array['importer', 'manager', 'supervisor'],
    array['receipt', 'returned_on'], array['reason']);
  if a.replay is not null then
    return a.replay;
  end if;
  select * into v from app.receipt where company_id = a.company and id = app.field_uuid(p, 'receipt') and portfolio_id = any (app.my_portfolios());
  if not found or v.amount < 0 then
    perform app.refuse('receipt-unknown');
  end if;
  perform app.lock_money(a.company, array[v.customer_id]);
  select * into v from app.receipt where company_id = a.company and id = v.id;
  if v.reversed_by is not null then
    perform app.refuse('receipt-returned');
  end if;
  v_on := app.field_date(p, 'returned_on');
  if v_on < v.effective_on then
    perform app.refuse('dates-reversed', jsonb_build_object('from', v.effective_on, 'until', v_on));
  end if;
  insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, amount, source_amount, applied_on, reverses)
  select l.company_id, app.uuid7(), l.customer_id, l.portfolio_id, l.kind, l.item_id, l.receipt_id, -l.amount, -l.source_amount, greatest(v_on, l.applied_on), l.id
    from app.allocation l
   where l.company_id = a.company and l.receipt_id = v.id and l.reverses is null
     and not exists (select 1 from app.allocation r where r.company_id = a.company and r.reverses = l.id);
  insert into app.receipt (company_id, id, customer_id, portfolio_id, external_id, effective_on, currency, amount, unallocated, method, reference, reverses, return_reason)
  values (a.company, p_request, v.customer_id, v.portfolio_id, v.external_id, v_on, v.currency, -v.amount, -v.amount, v.method, v.reference, v.id, app.field_text(p, 'reason', 500));
  update app.receipt set reversed_by = p_request where company_id = a.company and id = v.id;
  perform app.raise_alert(a.company, v.customer_id, v.portfolio_id, 'returned_payment', v.id, v.amount, v.currency, a.today,
    jsonb_build_object('returned_on', v_on, 'method', v.method));
  perform app.refresh_customers(a.company, array[v.customer_id]);
  return app.finish_action(p_request, a.company, 'return_receipt', 'receipt', p_request, v.customer_id, v.portfolio_id, 1, p);
end
$$;

-- {company, covers_until}: up to which business date the receipts are in; promises due by then are judged.
create or replace function app.cover_receipts(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_until date;
begin
  select * into a from app.start_action(p_request, 'cover_receipts', p, array['importer', 'manager', 'supervisor'], array['covers_until'], array[]::text[]);
  if a.replay is not null then
    return a.replay;
  end if;
  v_until := app.field_date(p, 'covers_until');
  if v_until > a.today then
    perform app.refuse('date-future', jsonb_build_object('key', 'covers_until', 'date', v_until));
  end if;
  perform app.receipts_cover(a.company, v_until);
  return app.finish_action(p_request, a.company, 'cover_receipts', 'company', null, null, null, 1, p);
end
$$;

-- The same for an import that has just brought receipts. Never backwards.
create or replace function app.receipts_cover(p_company int, p_until date) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_customers uuid[];
begin
  update app.company set receipts_cover_until = p_until
   where id = p_company and (receipts_cover_until is null or receipts_cover_until < p_until);
  select array_agg(distinct customer_id order by customer_id) into v_customers from app.promise
   where company_id = p_company and state in ('open', 'due') and judge_on <= p_until;
  perform app.refresh_customers(p_company, v_customers);
end
$$;

grant execute on function
  app.set_limit(uuid, jsonb), app.approve_limit(uuid, jsonb), app.reject_limit(uuid, jsonb), app.record_invoice(uuid, jsonb), app.record_order(uuid, jsonb),
  app.record_receipt(uuid, jsonb), app.match_receipt(uuid, jsonb), app.return_receipt(uuid, jsonb), app.cover_receipts(uuid, jsonb)
to encours_person;
reset role;
