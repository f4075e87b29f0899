-- $1 company. Disputes.
SELECT d.id, d.customer_id, d.portfolio_id, c.ref AS customer, c.name, c.risk_class AS risk, d.item_id, doc.number, d.reason, d.amount,
       i.currency, d.owner_id, who.display_name AS owner, d.due_on, d.status, d.opened_on, d.resolved_on, d.root_cause, d.rev
  FROM app.dispute d
  JOIN app.due_item i ON i.company_id = $1 AND i.id = d.item_id
  JOIN app.document doc ON doc.company_id = $1 AND doc.id = i.document_id
  JOIN app.customer c ON c.company_id = $1 AND c.id = d.customer_id
  LEFT JOIN app.person who ON who.id = d.owner_id
 WHERE d.company_id = $1
