-- $1 company, $2 portfolio, $3 collector, $4 currency, $5 by portfolio
SELECT CASE WHEN $5 THEN p.portfolio_id END AS portfolio_id, p.currency,
       sum(p.items)::bigint AS items, count(*) FILTER (WHERE p.items > 0) AS customers, sum(p.not_due) AS not_due,
       (ARRAY[sum(p.buckets[1]), sum(p.buckets[2]), sum(p.buckets[3]), sum(p.buckets[4]),
             sum(p.buckets[5]), sum(p.buckets[6]), sum(p.buckets[7]), sum(p.buckets[8])])[1:max(cardinality(p.buckets))] AS buckets,
       sum(p.gross) AS gross, sum(p.unapplied) AS unapplied, sum(p.overdue) AS overdue, sum(p.disputed) AS disputed
  FROM app.position p
 WHERE p.company_id = $1 AND (p.gross <> 0 OR p.unapplied <> 0)
   AND p.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[])
   AND ($4::text IS NULL OR p.currency = $4)
 GROUP BY 1, 2
 ORDER BY 2, 1
