-- Everybody's work; what a file brought of the past is in its customer's part only.
-- $1 company, $2 portfolio, $3 collector, $4 customer, $5 from, $6 to, $7 recorded at, $8 activity (the place),
-- $9 backward, $10 rows
WITH k AS MATERIALIZED (
    (SELECT x.* FROM app.activity x
      WHERE NOT $9 AND x.company_id = $1 AND (x.recorded_at, x.id) < ($7::timestamptz, $8::uuid)
        AND x.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[])
        AND ($4::uuid IS NOT NULL AND x.customer_id = $4 OR $4::uuid IS NULL AND x.import_id IS NULL) AND x.effective_on >= $5::date AND x.effective_on <= $6::date
      ORDER BY x.recorded_at DESC, x.id DESC LIMIT $10)
    UNION ALL
    (SELECT x.* FROM app.activity x
      WHERE $9 AND x.company_id = $1 AND (x.recorded_at, x.id) > ($7::timestamptz, $8::uuid)
        AND x.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[])
        AND ($4::uuid IS NOT NULL AND x.customer_id = $4 OR $4::uuid IS NULL AND x.import_id IS NULL) AND x.effective_on >= $5::date AND x.effective_on <= $6::date
      ORDER BY x.recorded_at, x.id LIMIT $10))
SELECT k.id, k.customer_id, c.ref, c.name, k.kind, k.outcome, k.right_party, NULL::text AS contact, k.entity, k.entity_id, k.amount,
       k.currency, k.effective_on, k.revisit_on, p.display_name AS person, k.corrects,
       -- not EXISTS: the planner would hash the whole table for it
       coalesce((SELECT true FROM app.activity y
                  WHERE y.company_id = $1 AND y.customer_id = k.customer_id AND y.corrects = k.id LIMIT 1), false) AS corrected,
       k.recorded_at, NULL::text AS body
  FROM k
  JOIN app.customer c ON c.company_id = $1 AND c.id = k.customer_id
  LEFT JOIN app.person p ON p.id = k.person_id
 ORDER BY CASE WHEN $9 THEN k.recorded_at END, CASE WHEN $9 THEN k.id END, k.recorded_at DESC, k.id DESC
