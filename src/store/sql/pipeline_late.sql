-- $1 company, $2 portfolio, $3 collector, $4 customer, $5 due date, $6 item (the place), $7 backward, $8 rows: invoices past their due date
WITH t AS MATERIALIZED (SELECT app.today($1) AS today, app.narrow_portfolios($2, $3) AS portfolios),
k AS MATERIALIZED (
    (SELECT i.* FROM app.due_item i
      WHERE NOT $7 AND i.company_id = $1 AND i.open_amount <> 0 AND i.amount > 0 AND (i.due_on, i.id) > ($5::date, $6::uuid)
        AND i.due_on < (SELECT today FROM t) AND i.portfolio_id = ANY ((SELECT portfolios FROM t)::int[]) AND ($4::uuid IS NULL OR i.customer_id = $4)
      ORDER BY i.due_on, i.id LIMIT $8)
    UNION ALL
    (SELECT i.* FROM app.due_item i
      WHERE $7 AND i.company_id = $1 AND i.open_amount <> 0 AND i.amount > 0 AND (i.due_on, i.id) < ($5::date, $6::uuid)
        AND i.due_on < (SELECT today FROM t) AND i.portfolio_id = ANY ((SELECT portfolios FROM t)::int[]) AND ($4::uuid IS NULL OR i.customer_id = $4)
      ORDER BY i.due_on DESC, i.id DESC LIMIT $8))
SELECT k.id, k.customer_id, c.ref AS customer, c.name, 'late' AS part, d.number, k.issued_on, k.due_on, ((SELECT today FROM t) - k.due_on)::bigint AS days_late,
       k.currency, k.amount, k.open_amount AS open, d.status, d.einvoice_code AS code, d.error_cause, k.due_on AS on
  FROM k
  JOIN app.document d ON d.company_id = $1 AND d.id = k.document_id
  JOIN app.customer c ON c.company_id = $1 AND c.id = k.customer_id
 ORDER BY CASE WHEN $7 THEN k.due_on END DESC, CASE WHEN $7 THEN k.id END DESC, k.due_on, k.id
