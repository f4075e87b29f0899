-- $1 company, $2 portfolio, $3 collector, $4 customer, $5 those in breach, $6 those near their limit, $7 excess,
-- $8 customer (the place), $9 backward, $10 rows
SELECT m.customer_id, c.ref AS customer, c.name, o.currency, m.exposure, m.gross, m.overdue, m.disputed, m.promised, m.credit_limit, m.limit_until,
       m.unknown_rate, o.near_percent, m.exposure - m.credit_limit AS excess,
       h.id AS hold_id, h.state AS hold_state, h.rev AS hold_rev
  FROM app.breach_page($1, app.narrow_portfolios($2, $3), $4, $5, $6, $7, $8, $9, $10) WITH ORDINALITY AS k (customer_id, n)
  JOIN app.customer_money m ON m.company_id = $1 AND m.customer_id = k.customer_id
  JOIN app.company o ON o.id = $1
  JOIN app.customer c ON c.company_id = $1 AND c.id = m.customer_id
  LEFT JOIN LATERAL (
    SELECT h.id, h.state, h.rev FROM app.hold h
     WHERE h.company_id = $1 AND h.customer_id = m.customer_id AND h.scope = 'customer' AND h.what = 'credit' AND h.state <> 'released'
     ORDER BY h.recorded_at DESC LIMIT 1) h ON true
 ORDER BY k.n
