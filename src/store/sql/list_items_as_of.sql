-- $1 company, $2 day, $3 known at, $4 customer. Items open on the day, and receipts not applied: found first, then told
-- of, since nothing else keeps the planner from guessing that they are few.
WITH o AS MATERIALIZED (SELECT x.* FROM app.open_as_of($1, $2, $3, $4) x)
SELECT coalesce(o.item_id, o.receipt_id) AS id, coalesce(i.document_id, o.receipt_id) AS document_id, o.customer_id, o.portfolio_id,
       c.ref AS customer, c.name, c.risk_class AS risk, coalesce(d.kind, 'receipt') AS kind, coalesce(d.number, nullif(r.external_id, ''), '') AS number,
       coalesce(i.seq, 1::smallint) AS instalment,
       CASE WHEN i.id IS NULL THEN 1 ELSE
         (SELECT count(*) FROM app.due_item x WHERE x.company_id = $1
             AND (x.id = i.document_id OR x.document_id = i.document_id AND x.id <> x.document_id)) END AS parts,
       d.po_number, coalesce(i.issued_on, r.effective_on) AS issued_on, o.due_on, coalesce(i.due_assumed, false) AS due_assumed,
       ($2 - o.due_on)::bigint AS days_late, o.currency, coalesce(i.amount, -r.amount) AS amount, o.open, o.disputed,
       coalesce((SELECT sum(x.amount) FROM app.promise_item x JOIN app.promise p ON p.company_id = $1 AND p.id = x.promise_id
                  WHERE x.company_id = $1 AND x.item_id = i.id AND p.state IN ('open', 'due')), 0) AS promised,
       coalesce(i.state, 'normal') AS state,
       coalesce((SELECT max(x.step) FROM app.reminder_item x JOIN app.reminder m ON m.company_id = $1 AND m.id = x.reminder_id
                  WHERE x.company_id = $1 AND x.item_id = i.id AND m.state = 'sent' AND m.sent_on <= $2), 0)::smallint AS reminded
  FROM o
  LEFT JOIN app.due_item i ON i.company_id = $1 AND i.id = o.item_id
  LEFT JOIN app.document d ON d.company_id = $1 AND d.id = i.document_id
  LEFT JOIN app.receipt r ON r.company_id = $1 AND r.id = o.receipt_id
  JOIN app.customer c ON c.company_id = $1 AND c.id = o.customer_id
