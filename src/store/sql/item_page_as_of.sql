-- $1 company, $2 day, $3 known at, $4 customer, $5 portfolio, $6 collector, $7 currency,
-- $8 from, $9 to (due dates), $10 due date, $11 item (the place), $12 backward, $13 rows
WITH k AS MATERIALIZED (
    SELECT coalesce(o.item_id, o.receipt_id) AS id, o.* FROM app.open_as_of($1, $2, $3, $4) o
     WHERE o.portfolio_id = ANY ((SELECT app.narrow_portfolios($5, $6))::int[])
       AND ($7::text IS NULL OR o.currency = $7) AND o.due_on >= $8::date AND o.due_on <= $9::date
       AND CASE WHEN $12 THEN (o.due_on, coalesce(o.item_id, o.receipt_id)) < ($10::date, $11::uuid)
                ELSE (o.due_on, coalesce(o.item_id, o.receipt_id)) > ($10::date, $11::uuid) END
     ORDER BY CASE WHEN $12 THEN o.due_on END DESC, CASE WHEN $12 THEN coalesce(o.item_id, o.receipt_id) END DESC,
              o.due_on, coalesce(o.item_id, o.receipt_id)
     LIMIT $13)
SELECT k.id, coalesce(i.document_id, k.receipt_id) AS document_id, k.customer_id, c.ref, c.name,
       coalesce(d.kind, 'receipt') AS kind, coalesce(d.number, r.reference) AS number, coalesce(i.seq, 1::smallint) AS seq,
       CASE WHEN i.id IS NULL THEN 1 ELSE
         (SELECT count(*) FROM app.due_item x WHERE x.company_id = $1
             AND (x.id = i.document_id OR x.document_id = i.document_id AND x.id <> x.document_id)) END AS parts,
       d.po_number, coalesce(i.issued_on, r.effective_on) AS issued_on, k.due_on, coalesce(i.due_assumed, false) AS due_assumed,
       ($2 - k.due_on)::bigint AS days_late, k.currency, coalesce(i.amount, -r.amount) AS amount, k.open, k.disputed,
       coalesce((SELECT sum(x.amount) FROM app.promise_item x JOIN app.promise p ON p.company_id = $1 AND p.id = x.promise_id
                  WHERE x.company_id = $1 AND x.item_id = i.id AND p.state IN ('open', 'due')), 0) AS promised,
       coalesce(i.state, 'normal') AS state,
       coalesce((SELECT max(x.step) FROM app.reminder_item x JOIN app.reminder m ON m.company_id = $1 AND m.id = x.reminder_id
                  WHERE x.company_id = $1 AND x.item_id = i.id AND m.state = 'sent' AND m.sent_on <= $2), 0)::smallint AS reminded
  FROM k
  LEFT JOIN app.due_item i ON i.company_id = $1 AND i.id = k.item_id
  LEFT JOIN app.document d ON d.company_id = $1 AND d.id = i.document_id
  LEFT JOIN app.receipt r ON r.company_id = $1 AND r.id = k.receipt_id
  JOIN app.customer c ON c.company_id = $1 AND c.id = k.customer_id
 ORDER BY CASE WHEN $12 THEN k.due_on END DESC, CASE WHEN $12 THEN k.id END DESC, k.due_on, k.id
