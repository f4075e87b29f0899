-- $1 company. Orders that are not invoiced; without a day of its own one comes last.
SELECT o.id, o.customer_id, o.portfolio_id, c.ref AS customer, c.name, c.risk_class AS risk, o.number, o.ordered_on, o.requested_on, o.shipped_on,
       o.currency, o.amount, o.delivered_amount AS delivered, o.invoiced_amount AS invoiced, o.status, o.urgent AS marked,
       coalesce(o.status <> 'shipped' AND (o.urgent OR o.requested_on <= (SELECT app.today($1)) + co.urgent_days), false) AS urgent,
       coalesce(CASE o.status WHEN 'shipped' THEN o.shipped_on ELSE o.requested_on END, '9999-12-30') AS on, o.rev,
       h.id AS hold_id, h.state AS hold, h.rev AS hold_rev
  FROM app.sales_order o
  JOIN app.company co ON co.id = $1
  JOIN app.customer c ON c.company_id = $1 AND c.id = o.customer_id
  LEFT JOIN LATERAL (
    SELECT h.id, h.state, h.rev FROM app.hold h
     WHERE h.company_id = $1 AND h.customer_id = o.customer_id AND h.scope = 'order' AND h.scope_id = o.id AND h.what = 'credit' AND h.state <> 'released'
     ORDER BY h.recorded_at DESC LIMIT 1) h ON true
 WHERE o.company_id = $1 AND o.status NOT IN ('invoiced', 'cancelled')
