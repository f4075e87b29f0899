-- $1 company, $2 first day, $3 last day, $4 known at, $5 portfolio, $6 collector, $7 only this currency, $8 customer, $9 by: week or
-- month: what came in, returned payments taken off
SELECT r.currency, date_trunc($9, r.effective_on::timestamp)::date AS period, sum(r.amount) AS amount
  FROM app.receipt r
 WHERE r.company_id = $1 AND r.effective_on BETWEEN $2 AND $3 AND ($4::timestamptz IS NULL OR r.recorded_at <= $4)
   AND r.portfolio_id = ANY ((SELECT app.narrow_portfolios($5, $6))::int[])
   AND ($7::text IS NULL OR r.currency = $7) AND ($8::uuid IS NULL OR r.customer_id = $8)
 GROUP BY 1, 2
 ORDER BY 1, 2
