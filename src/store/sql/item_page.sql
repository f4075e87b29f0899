-- $1 company, $2 portfolio, $3 collector, $4 currency, $5 from, $6 to (due dates), $7 due date, $8 item (the place),
-- $9 backward, $10 rows
WITH t AS MATERIALIZED (SELECT app.today($1) AS today, app.narrow_portfolios($2, $3) AS portfolios),
k AS MATERIALIZED (
    (SELECT i.* FROM app.due_item i
      WHERE NOT $9 AND i.company_id = $1 AND i.open_amount <> 0 AND (i.due_on, i.id) > ($7::date, $8::uuid)
        AND i.portfolio_id = ANY ((SELECT portfolios FROM t)::int[]) AND i.issued_on <= (SELECT today FROM t)
        AND ($4::text IS NULL OR i.currency = $4) AND i.due_on >= $5::date AND i.due_on <= $6::date
      ORDER BY i.due_on, i.id LIMIT $10)
    UNION ALL
    (SELECT i.* FROM app.due_item i
      WHERE $9 AND i.company_id = $1 AND i.open_amount <> 0 AND (i.due_on, i.id) < ($7::date, $8::uuid)
        AND i.portfolio_id = ANY ((SELECT portfolios FROM t)::int[]) AND i.issued_on <= (SELECT today FROM t)
        AND ($4::text IS NULL OR i.currency = $4) AND i.due_on >= $5::date AND i.due_on <= $6::date
      ORDER BY i.due_on DESC, i.id DESC LIMIT $10))
SELECT k.id, k.document_id, k.customer_id, c.ref, c.name, d.kind, d.number, k.seq,
       (SELECT count(*) FROM app.due_item x WHERE x.company_id = $1
           AND (x.id = k.document_id OR x.document_id = k.document_id AND x.id <> x.document_id)) AS parts,
       d.po_number, k.issued_on, k.due_on, k.due_assumed, (t.today - k.due_on)::bigint AS days_late,
       k.currency, k.amount, k.open_amount AS open,
       CASE WHEN k.open_amount > 0 THEN least(coalesce((SELECT sum(x.amount) FROM app.dispute x
             WHERE x.company_id = $1 AND x.item_id = k.id AND x.resolved_on IS NULL), 0), k.open_amount) ELSE 0 END AS disputed,
       coalesce((SELECT sum(x.amount) FROM app.promise_item x JOIN app.promise p ON p.company_id = $1 AND p.id = x.promise_id
                  WHERE x.company_id = $1 AND x.item_id = k.id AND p.state IN ('open', 'due')), 0) AS promised,
       k.state,
       coalesce((SELECT max(x.step) FROM app.reminder_item x JOIN app.reminder r ON r.company_id = $1 AND r.id = x.reminder_id
                  WHERE x.company_id = $1 AND x.item_id = k.id AND r.state = 'sent'), 0)::smallint AS reminded
  FROM k CROSS JOIN t
  JOIN app.document d ON d.company_id = $1 AND d.id = k.document_id
  JOIN app.customer c ON c.company_id = $1 AND c.id = k.customer_id
 ORDER BY CASE WHEN $9 THEN k.due_on END DESC, CASE WHEN $9 THEN k.id END DESC, k.due_on, k.id
