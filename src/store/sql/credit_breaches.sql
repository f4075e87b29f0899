-- $1 company, $2 portfolio, $3 collector, $4 customer, $5 those in breach, $6 those near their limit
SELECT m.customer_id, c.ref, c.name, o.currency, m.exposure, m.gross, m.overdue, m.disputed, m.promised, m.credit_limit, m.limit_until,
       m.unknown_rate, o.near_percent,
       h.id AS hold_id, h.state AS hold_state, h.rev AS hold_rev
  FROM app.customer_money m
  JOIN app.company o ON o.id = m.company_id
  JOIN app.customer c ON c.company_id = $1 AND c.id = m.customer_id
  LEFT JOIN LATERAL (
    SELECT h.id, h.state, h.rev FROM app.hold h
     WHERE h.company_id = $1 AND h.customer_id = m.customer_id AND h.scope = 'customer' AND h.what = 'credit' AND h.state <> 'released'
     ORDER BY h.recorded_at DESC LIMIT 1) h ON true
 WHERE m.company_id = $1 AND ((m.breach AND $5) OR (m.near AND $6))
   AND m.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[]) AND ($4::uuid IS NULL OR m.customer_id = $4)
 ORDER BY m.exposure - m.credit_limit DESC, m.customer_id
