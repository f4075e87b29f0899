-- $1 company, $2 first day of the month, $3 day: the month's target, and what has come of it in company currency
SELECT o.currency, t.amount, coalesce(t.rev, 0) AS rev,
       coalesce((SELECT round(sum(r.amount * w.rate), 4)
                   FROM (SELECT x.currency, sum(x.amount) AS amount FROM app.receipt x
                          WHERE x.company_id = $1 AND x.effective_on BETWEEN $2 AND $3
                            AND x.portfolio_id = ANY ((SELECT app.my_portfolios())::int[])
                          GROUP BY 1) r
                   JOIN app.worth($1, NULL, $3) w ON w.currency = r.currency), 0) AS received
  FROM app.company o LEFT JOIN app.month_target t ON t.company_id = o.id AND t.month = $2
 WHERE o.id = $1
