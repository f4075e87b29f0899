-- $1 company, $4 customer. Everybody's work, without what was written; what a file brought of the past is in its customer's
-- part only.
SELECT x.id, x.customer_id, x.portfolio_id, c.ref AS customer, c.name, c.risk_class AS risk, x.kind, x.outcome, x.right_party,
       NULL::text AS contact, x.entity, x.entity_id, x.amount, x.currency, x.effective_on, x.revisit_on, x.person_id,
       p.display_name AS person, x.corrects,
       -- not EXISTS: the planner would hash the whole table for it
       coalesce((SELECT true FROM app.activity y
                  WHERE y.company_id = $1 AND y.customer_id = x.customer_id AND y.corrects = x.id LIMIT 1), false) AS corrected,
       x.recorded_at, NULL::text AS body
  FROM app.activity x
  JOIN app.customer c ON c.company_id = $1 AND c.id = x.customer_id
  LEFT JOIN app.person p ON p.id = x.person_id
 WHERE x.company_id = $1 AND ($4::uuid IS NOT NULL OR x.import_id IS NULL)
