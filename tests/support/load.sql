with item as (
  select * from jsonb_to_recordset($3 -> 'items') as x(
    id uuid, document_id uuid, customer_id uuid, number text, kind text, seq smallint, currency text, amount numeric,
    issued_on date, due_on date, due_assumed boolean, recorded_at timestamptz, reverses uuid)),
document as (
  insert into app.document (company_id, id, customer_id, portfolio_id, kind, number, issued_on, currency, amount, reverses, reversed_by, recorded_at)
  select $1, document_id, min(customer_id::text)::uuid, $2, min(kind), min(number), min(issued_on), min(currency), sum(amount),
         min(reverses::text)::uuid, (select r.document_id from item r where r.reverses = i.document_id limit 1), min(recorded_at)
    from item i group by document_id),
due as (
  insert into app.due_item (company_id, id, document_id, customer_id, portfolio_id, seq, kind, issued_on, due_on, due_assumed,
                            currency, amount, open_amount, recorded_at)
  select $1, id, document_id, customer_id, $2, seq, 'normal', issued_on, due_on, due_assumed, currency, amount, amount, recorded_at
    from item),
receipt as (
  insert into app.receipt (company_id, id, customer_id, portfolio_id, effective_on, currency, amount, unallocated, reverses, recorded_at)
  select $1, id, customer_id, $2, effective_on, currency, amount, amount, reverses, recorded_at
    from jsonb_to_recordset($3 -> 'receipts') as x(
      id uuid, customer_id uuid, currency text, amount numeric, effective_on date, recorded_at timestamptz, reverses uuid)),
change as (
  insert into app.due_date_change (company_id, id, item_id, customer_id, portfolio_id, due_on, previous_due_on, effective_on, recorded_at)
  select $1, id, item_id, customer_id, $2, due_on, previous_due_on, effective_on, recorded_at
    from jsonb_to_recordset($3 -> 'due_changes') as x(
      id uuid, item_id uuid, customer_id uuid, due_on date, previous_due_on date, effective_on date, recorded_at timestamptz))
insert into app.dispute (company_id, id, item_id, customer_id, portfolio_id, reason, amount, opened_on, recorded_at, status, resolved_on, resolved_recorded_at)
select $1, id, item_id, customer_id, $2, 'price', amount, opened_on, recorded_at, status, resolved_on, resolved_recorded_at
  from jsonb_to_recordset($3 -> 'disputes') as x(
    id uuid, item_id uuid, customer_id uuid, amount numeric, opened_on date, recorded_at timestamptz, status text,
    resolved_on date, resolved_recorded_at timestamptz)
