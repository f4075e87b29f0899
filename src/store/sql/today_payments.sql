-- $1 company, $2 rows: the payments that the day's figure counts, the latest and largest first; each with how many there are
WITH t AS MATERIALIZED (SELECT app.today($1) AS today, app.my_portfolios() AS portfolios)
SELECT r.effective_on, c.name, r.amount, r.currency, nullif(r.reference, '') AS reference, count(*) OVER () AS total
  FROM t
  JOIN app.receipt r ON r.company_id = $1 AND r.effective_on BETWEEN t.today - 1 AND t.today AND r.amount > 0
   AND r.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])
  JOIN app.customer c ON c.company_id = $1 AND c.id = r.customer_id
 ORDER BY r.effective_on DESC, r.amount DESC, r.id
 LIMIT $2
