-- $1 company, $2 portfolio, $3 collector, $4 customer, $5 part of the list, $6 day, $7 order (the place), $8 backward, $9 rows
WITH t AS MATERIALIZED (
    SELECT app.today($1) AS today, app.narrow_portfolios($2, $3) AS portfolios, (SELECT urgent_days FROM app.company WHERE id = $1) AS urgent_days),
k AS MATERIALIZED (
    SELECT x.* FROM (
        -- an order without a requested date comes last
        SELECT o.*, coalesce(CASE $5 WHEN 'shipped' THEN o.shipped_on ELSE o.requested_on END, '9999-12-30') AS on_day,
               o.urgent OR o.requested_on <= t.today + t.urgent_days AS is_urgent
          FROM app.sales_order o CROSS JOIN t
         WHERE o.company_id = $1 AND o.status NOT IN ('invoiced', 'cancelled') AND ($4::uuid IS NULL OR o.customer_id = $4)
           AND o.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])
           AND CASE $5
                 WHEN 'urgent' THEN o.status <> 'shipped' AND (o.urgent OR o.requested_on <= t.today + t.urgent_days)
                 ELSE o.status = $5 END) x
     WHERE CASE WHEN $8 THEN (x.on_day, x.id) < ($6::date, $7::uuid) ELSE (x.on_day, x.id) > ($6::date, $7::uuid) END
     ORDER BY CASE WHEN $8 THEN x.on_day END DESC, CASE WHEN $8 THEN x.id END DESC, x.on_day, x.id
     LIMIT $9)
SELECT k.id, k.customer_id, c.ref, c.name, k.number, k.ordered_on, k.requested_on, k.shipped_on, k.currency, k.amount, k.delivered_amount,
       k.invoiced_amount, k.status, k.urgent AS marked, coalesce(k.is_urgent AND k.status <> 'shipped', false) AS urgent, k.on_day, k.rev,
       h.id AS hold_id, h.state AS hold_state, h.rev AS hold_rev
  FROM k
  JOIN app.customer c ON c.company_id = $1 AND c.id = k.customer_id
  LEFT JOIN LATERAL (
    SELECT h.id, h.state, h.rev FROM app.hold h
     WHERE h.company_id = $1 AND h.customer_id = k.customer_id AND h.scope = 'order' AND h.scope_id = k.id AND h.what = 'credit' AND h.state <> 'released'
     ORDER BY h.recorded_at DESC LIMIT 1) h ON true
 ORDER BY CASE WHEN $8 THEN k.on_day END DESC, CASE WHEN $8 THEN k.id END DESC, k.on_day, k.id
