-- $1 company, $2 portfolio, $3 collector, $4 customer, $5 states, $6 raised at, $7 alert (the place), $8 backward, $9 rows
WITH k AS MATERIALIZED (
    (SELECT a.* FROM app.alert a
      WHERE NOT $8 AND a.company_id = $1 AND a.state = ANY ($5::text[]) AND (a.raised_at, a.id) < ($6::timestamptz, $7::uuid)
        AND a.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[]) AND ($4::uuid IS NULL OR a.customer_id = $4)
      ORDER BY a.raised_at DESC, a.id DESC LIMIT $9)
    UNION ALL
    (SELECT a.* FROM app.alert a
      WHERE $8 AND a.company_id = $1 AND a.state = ANY ($5::text[]) AND (a.raised_at, a.id) > ($6::timestamptz, $7::uuid)
        AND a.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[]) AND ($4::uuid IS NULL OR a.customer_id = $4)
      ORDER BY a.raised_at, a.id LIMIT $9))
SELECT k.id, k.customer_id, c.ref, c.name, k.kind, k.subject_id, k.state, k.amount, k.currency, k.raised_on, k.raised_at,
       k.snoozed_until, whose.display_name AS assigned, who.display_name AS handled_by, k.reason, k.rev
  FROM k
  JOIN app.customer c ON c.company_id = $1 AND c.id = k.customer_id
  LEFT JOIN app.person who ON who.id = k.handled_by
  LEFT JOIN app.person whose ON whose.id = k.assigned_to
 ORDER BY CASE WHEN $8 THEN k.raised_at END, CASE WHEN $8 THEN k.id END, k.raised_at DESC, k.id DESC
