-- $1 company, $2 day, $3 known at, $4 customer, $5 portfolio, $6 collector, $7 currency,
-- $8 from, $9 to (due dates)
SELECT o.currency, count(*) FILTER (WHERE o.item_id IS NOT NULL) AS items, sum(o.open) AS open, sum(o.disputed) AS disputed
  FROM app.open_as_of($1, $2, $3, $4) o
 WHERE o.portfolio_id = ANY ((SELECT app.narrow_portfolios($5, $6))::int[])
   AND ($7::text IS NULL OR o.currency = $7) AND o.due_on >= $8::date AND o.due_on <= $9::date
 GROUP BY o.currency ORDER BY o.currency
