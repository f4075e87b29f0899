-- $1 company. Customers above their limit or near it.
SELECT m.customer_id AS id, m.customer_id, m.portfolio_id, c.ref AS customer, c.name, c.risk_class AS risk, o.currency,
       CASE WHEN m.breach THEN 'breach' ELSE 'near' END AS standing, round(m.exposure, cur.digits::int) AS exposure, m.gross,
       round(m.overdue, cur.digits::int) AS overdue, round(m.disputed, cur.digits::int) AS disputed, round(m.promised, cur.digits::int) AS promised, m.credit_limit,
       m.limit_until, m.unknown_rate, o.near_percent, round(m.exposure, cur.digits::int) - m.credit_limit AS excess,
       h.id AS hold_id, h.state AS hold_state, h.rev AS hold_rev
  FROM app.customer_money m
  JOIN app.company o ON o.id = $1
  JOIN app.currency cur ON cur.code = o.currency
  JOIN app.customer c ON c.company_id = $1 AND c.id = m.customer_id
  LEFT JOIN LATERAL (
    SELECT h.id, h.state, h.rev FROM app.hold h
     WHERE h.company_id = $1 AND h.customer_id = m.customer_id AND h.scope = 'customer' AND h.what = 'credit' AND h.state <> 'released'
     ORDER BY h.recorded_at DESC LIMIT 1) h ON true
 WHERE m.company_id = $1 AND (m.breach OR m.near)
