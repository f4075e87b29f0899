-- $1 company, $2 portfolio, $3 collector, $4 currency, $5 overdue, $6 customer (the place), $7 backward, $8 only this
-- currency, $9 rows
SELECT p.customer_id, c.ref AS customer, c.name, p.portfolio_id, p.currency, p.items::bigint AS items, p.not_due, p.buckets, p.gross,
       p.unapplied, p.overdue, p.disputed, ((SELECT app.today($1)) - p.oldest_due_on)::bigint AS oldest_days
  FROM app.position_page($1, app.narrow_portfolios($2, $3), $4, $5, $6, $7, $8, $9) WITH ORDINALITY AS k (customer_id, currency, n)
  JOIN app.position p ON p.company_id = $1 AND p.customer_id = k.customer_id AND p.currency = k.currency
  JOIN app.customer c ON c.company_id = $1 AND c.id = p.customer_id
 ORDER BY k.n
