-- $1 company, $2 day, $3 known at, $4 portfolio, $5 collector, $6 only this currency, $7 customer
SELECT a.customer_id, c.ref, c.name, a.portfolio_id, a.currency, a.items, a.not_due, a.buckets, a.gross, a.unapplied,
       a.overdue, a.disputed
  FROM app.aging_as_of($1, $2, $3, $7) a
  JOIN app.customer c ON c.company_id = $1 AND c.id = a.customer_id
 WHERE a.portfolio_id = ANY ((SELECT app.narrow_portfolios($4, $5))::int[])
   AND ($6::text IS NULL OR a.currency = $6)
 ORDER BY a.currency, a.overdue DESC, a.customer_id DESC
