-- $1 company. Items open on the business date.
SELECT i.id, i.document_id, i.customer_id, i.portfolio_id, c.ref AS customer, c.name, c.risk_class AS risk, d.kind, d.number, i.seq AS instalment,
       (SELECT count(*) FROM app.due_item x WHERE x.company_id = $1
           AND (x.id = i.document_id OR x.document_id = i.document_id AND x.id <> x.document_id)) AS parts,
       d.po_number, i.issued_on, i.due_on, i.due_assumed, ((SELECT app.today($1)) - i.due_on)::bigint AS days_late,
       i.currency, i.amount, i.open_amount AS open,
       CASE WHEN i.open_amount > 0 THEN least(coalesce((SELECT sum(x.amount) FROM app.dispute x
             WHERE x.company_id = $1 AND x.item_id = i.id AND x.resolved_on IS NULL), 0), i.open_amount) ELSE 0 END AS disputed,
       coalesce((SELECT sum(x.amount) FROM app.promise_item x JOIN app.promise p ON p.company_id = $1 AND p.id = x.promise_id
                  WHERE x.company_id = $1 AND x.item_id = i.id AND p.state IN ('open', 'due')), 0) AS promised,
       i.state,
       coalesce((SELECT max(x.step) FROM app.reminder_item x JOIN app.reminder r ON r.company_id = $1 AND r.id = x.reminder_id
                  WHERE x.company_id = $1 AND x.item_id = i.id AND r.state = 'sent'), 0)::smallint AS reminded
  FROM app.due_item i
  JOIN app.document d ON d.company_id = $1 AND d.id = i.document_id
  JOIN app.customer c ON c.company_id = $1 AND c.id = i.customer_id
 WHERE i.company_id = $1 AND i.open_amount <> 0 AND i.issued_on <= (SELECT app.today($1))
