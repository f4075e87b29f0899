-- $1 company, $2 portfolio, $3 collector, $4 customer, $5 states, $6 code of the life cycle instead of states, $7 issued on, $8 document
-- (the place), $9 backward, $10 rows
WITH k AS MATERIALIZED (
    SELECT d.* FROM app.document d
     WHERE d.company_id = $1 AND ($4::uuid IS NULL OR d.customer_id = $4) AND d.reverses IS NULL
       AND d.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[])
       AND CASE WHEN $6::smallint IS NULL THEN d.status <> 'issued' AND d.status = ANY ($5::text[]) ELSE d.einvoice_code = 208 AND d.einvoice_code = $6 END
       AND CASE WHEN $9 THEN (d.issued_on, d.id) < ($7::date, $8::uuid) ELSE (d.issued_on, d.id) > ($7::date, $8::uuid) END
     ORDER BY CASE WHEN $9 THEN d.issued_on END DESC, CASE WHEN $9 THEN d.id END DESC, d.issued_on, d.id
     LIMIT $10)
SELECT k.id, k.customer_id, c.ref, c.name, k.number, k.issued_on, i.due_on, k.currency, k.amount, coalesce(i.open, 0) AS open, k.status,
       k.einvoice_code, k.error_cause, k.issued_on AS on_day
  FROM k
  JOIN app.customer c ON c.company_id = $1 AND c.id = k.customer_id
  LEFT JOIN LATERAL (
    SELECT min(x.due_on) AS due_on, sum(x.open_amount) AS open FROM app.due_item x WHERE x.company_id = $1 AND x.document_id = k.id) i ON true
 ORDER BY CASE WHEN $9 THEN k.issued_on END DESC, CASE WHEN $9 THEN k.id END DESC, k.issued_on, k.id
