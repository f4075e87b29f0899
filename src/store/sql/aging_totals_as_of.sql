-- $1 company, $2 day, $3 known at, $4 portfolio, $5 collector, $6 currency, $7 customer, $8 by portfolio
SELECT CASE WHEN $8 THEN a.portfolio_id END AS portfolio_id, a.currency,
       sum(a.items)::bigint AS items, count(*) FILTER (WHERE a.items > 0) AS customers, sum(a.not_due) AS not_due,
       (ARRAY[sum(a.buckets[1]), sum(a.buckets[2]), sum(a.buckets[3]), sum(a.buckets[4]),
             sum(a.buckets[5]), sum(a.buckets[6]), sum(a.buckets[7]), sum(a.buckets[8])])[1:max(cardinality(a.buckets))] AS buckets,
       sum(a.gross) AS gross, sum(a.unapplied) AS unapplied, sum(a.overdue) AS overdue, sum(a.disputed) AS disputed
  FROM app.aging_as_of($1, $2, $3, $7) a
 WHERE a.portfolio_id = ANY ((SELECT app.narrow_portfolios($4, $5))::int[])
   AND ($6::text IS NULL OR a.currency = $6)
 GROUP BY 1, 2
 ORDER BY 2, 1
