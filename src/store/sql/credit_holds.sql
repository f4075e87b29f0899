-- $1 company, $2 portfolio, $3 collector, $4 customer
SELECT h.id, h.customer_id, c.ref, c.name, h.scope, h.scope_id, h.what, h.state, h.reason, h.from_on, h.until_on, who.display_name AS requested_by,
       coalesce(o.number, d.number) AS number, h.rev
  FROM app.hold h
  JOIN app.customer c ON c.company_id = $1 AND c.id = h.customer_id
  LEFT JOIN app.person who ON who.id = h.requested_by
  LEFT JOIN app.sales_order o ON h.scope = 'order' AND o.company_id = $1 AND o.id = h.scope_id
  LEFT JOIN app.due_item i ON h.scope = 'item' AND i.company_id = $1 AND i.id = h.scope_id
  LEFT JOIN app.document d ON d.company_id = $1 AND d.id = i.document_id
 WHERE h.company_id = $1 AND h.state <> 'released'
   AND h.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[]) AND ($4::uuid IS NULL OR h.customer_id = $4)
 ORDER BY h.recorded_at DESC, h.id DESC
