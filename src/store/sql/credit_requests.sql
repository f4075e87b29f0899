-- $1 company, $2 portfolio, $3 collector, $4 customer
SELECT r.id, r.customer_id, c.ref, c.name, o.currency, r.amount, m.credit_limit, coalesce(m.exposure, 0) AS exposure, r.kind, r.effective_on,
       r.until_on, r.reason, who.display_name AS requested_by, r.requested_by = (SELECT app.me()) AS mine,
       (r.recorded_at AT TIME ZONE o.time_zone)::date AS requested_on, r.rev
  FROM app.limit_request r
  JOIN app.company o ON o.id = r.company_id
  JOIN app.customer c ON c.company_id = $1 AND c.id = r.customer_id
  JOIN app.person who ON who.id = r.requested_by
  LEFT JOIN app.customer_money m ON m.company_id = $1 AND m.customer_id = r.customer_id
 WHERE r.company_id = $1 AND r.state = 'requested'
   AND r.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[]) AND ($4::uuid IS NULL OR r.customer_id = $4)
 ORDER BY r.recorded_at, r.id
