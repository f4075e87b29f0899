-- $1 company. Holds that are not released.
SELECT h.id, h.customer_id, h.portfolio_id, c.ref AS customer, c.name, c.risk_class AS risk, NULL::text AS currency, h.scope, h.scope_id, h.what,
       h.state, h.reason, h.from_on, h.until_on, h.requested_by AS person_id, who.display_name AS requested_by,
       coalesce(o.number, d.number) AS number, h.rev
  FROM app.hold h
  JOIN app.customer c ON c.company_id = $1 AND c.id = h.customer_id
  LEFT JOIN app.person who ON who.id = h.requested_by
  LEFT JOIN app.sales_order o ON h.scope = 'order' AND o.company_id = $1 AND o.id = h.scope_id
  LEFT JOIN app.due_item i ON h.scope = 'item' AND i.company_id = $1 AND i.id = h.scope_id
  LEFT JOIN app.document d ON d.company_id = $1 AND d.id = i.document_id
 WHERE h.company_id = $1 AND h.state <> 'released'
