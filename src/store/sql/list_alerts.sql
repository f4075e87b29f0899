-- $1 company. Alerts.
SELECT a.id, a.customer_id, a.portfolio_id, c.ref AS customer, c.name, c.risk_class AS risk, a.kind, a.subject_id, a.state,
       round(a.amount, (SELECT m.digits FROM app.currency m WHERE m.code = a.currency)::int) AS amount,
       a.currency, a.raised_on, a.raised_at, a.snoozed_until, a.assigned_to, whose.display_name AS assigned, a.handled_by AS handled_id,
       who.display_name AS handled_by, a.reason, a.rev,
       coalesce(a.detail ->> 'number', late.number) AS number,
       coalesce(a.detail ->> 'until_on', a.detail ->> 'promised_on', a.detail ->> 'returned_on', a.detail ->> 'due_on')::date AS falls_on,
       a.detail ->> 'what' AS deadline
  FROM app.alert a
  JOIN app.customer c ON c.company_id = $1 AND c.id = a.customer_id
  LEFT JOIN app.person who ON who.id = a.handled_by
  LEFT JOIN app.person whose ON whose.id = a.assigned_to
  LEFT JOIN LATERAL (SELECT d.number FROM app.due_item i JOIN app.document d ON d.company_id = i.company_id AND d.id = i.document_id
                      WHERE a.kind = 'large_overdue' AND i.company_id = $1 AND i.id = a.subject_id) late ON true
 WHERE a.company_id = $1
