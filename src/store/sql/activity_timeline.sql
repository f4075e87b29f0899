-- $1 company, $2 customer, $3 recorded at, $4 activity (the place), $5 backward, $6 rows
SELECT x.id, $2::uuid AS customer_id, c.ref AS customer, c.name, x.kind, x.outcome, x.right_party, x.contact, x.entity, x.entity_id, x.amount,
       x.currency, x.effective_on, x.revisit_on, x.person, x.corrects, x.corrected, x.recorded_at, x.body
  FROM app.customer_timeline($1, $2, $3, $4, $5, $6) WITH ORDINALITY AS
         x (id, kind, outcome, right_party, contact, entity, entity_id, amount, currency, effective_on, revisit_on, person, corrects,
            corrected, recorded_at, body, n)
  JOIN app.customer c ON c.company_id = $1 AND c.id = $2
 ORDER BY x.n
