-- $1 company, $2 first Monday, $3 day, $4 portfolio, $5 collector, $6 only this currency: the weeks that had begun by the day as they
-- were expected when they began, and what came from then until their end or the day
SELECT f.currency, f.week_on AS week, f.taken_on, f.amount AS forecast,
       coalesce((SELECT sum(r.amount) FROM app.receipt r
                  WHERE r.company_id = $1 AND r.currency = f.currency AND r.effective_on BETWEEN f.taken_on AND least(f.week_on + 6, $3)
                    AND r.portfolio_id = ANY ((SELECT app.narrow_portfolios($4, $5))::int[])), 0) AS received
  FROM (SELECT x.currency, x.week_on, x.taken_on, sum(x.amount) AS amount
          FROM app.forecast_week x
         WHERE x.company_id = $1 AND x.week_on BETWEEN $2 AND $3 AND x.taken_on BETWEEN x.week_on AND least(x.week_on + 6, $3)
           AND x.portfolio_id = ANY ((SELECT app.narrow_portfolios($4, $5))::int[])
           AND ($6::text IS NULL OR x.currency = $6)
         GROUP BY 1, 2, 3) f
 ORDER BY f.currency, f.week_on
