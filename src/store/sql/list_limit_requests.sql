-- $1 company. Limits that wait for a second person.
SELECT r.id, r.customer_id, r.portfolio_id, c.ref AS customer, c.name, c.risk_class AS risk, o.currency, r.amount AS asked, m.credit_limit,
       round(coalesce(m.exposure, 0), cur.digits::int) AS exposure, r.kind, r.effective_on, r.until_on, r.reason, r.requested_by AS person_id,
       who.display_name AS requested_by, r.requested_by = (SELECT app.me()) AS mine,
       (r.recorded_at AT TIME ZONE o.time_zone)::date AS asked_on, r.rev
  FROM app.limit_request r
  JOIN app.company o ON o.id = $1
  JOIN app.currency cur ON cur.code = o.currency
  JOIN app.customer c ON c.company_id = $1 AND c.id = r.customer_id
  JOIN app.person who ON who.id = r.requested_by
  LEFT JOIN app.customer_money m ON m.company_id = $1 AND m.customer_id = r.customer_id
 WHERE r.company_id = $1 AND r.state = 'requested'
