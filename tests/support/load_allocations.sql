insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, source_item_id, amount, source_amount,
                            applied_on, recorded_at, reverses)
select $1, id, customer_id, $2, kind, item_id, receipt_id, source_item_id, amount, source_amount, applied_on, recorded_at, reverses
  from jsonb_to_recordset($3) as x(
    id uuid, customer_id uuid, kind text, item_id uuid, receipt_id uuid, source_item_id uuid, amount numeric, source_amount numeric,
    applied_on date, recorded_at timestamptz, reverses uuid)
