-- $1 company, $2 portfolio, $3 collector, $4 customer, $5 currency, $6 states, $7 from, $8 to (promised dates),
-- $9 promised date, $10 promise (the place), $11 backward, $12 rows
WITH k AS MATERIALIZED (
    (SELECT p.* FROM app.promise p
      WHERE NOT $11 AND p.company_id = $1 AND p.state = ANY ($6::text[]) AND (p.promised_on, p.id) < ($9::date, $10::uuid)
        AND p.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[]) AND ($4::uuid IS NULL OR p.customer_id = $4)
        AND ($5::text IS NULL OR p.currency = $5) AND p.promised_on >= $7::date AND p.promised_on <= $8::date
      ORDER BY p.promised_on DESC, p.id DESC LIMIT $12)
    UNION ALL
    (SELECT p.* FROM app.promise p
      WHERE $11 AND p.company_id = $1 AND p.state = ANY ($6::text[]) AND (p.promised_on, p.id) > ($9::date, $10::uuid)
        AND p.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[]) AND ($4::uuid IS NULL OR p.customer_id = $4)
        AND ($5::text IS NULL OR p.currency = $5) AND p.promised_on >= $7::date AND p.promised_on <= $8::date
      ORDER BY p.promised_on, p.id LIMIT $12))
SELECT k.id, k.customer_id, c.ref, c.name, k.plan_id, k.seq, k.amount - k.lowered AS amount, k.received, k.currency, k.made_on,
       k.promised_on, k.judge_on, k.on_account, k.state, k.judged_on, who.display_name AS person, k.rev,
       (SELECT count(*) FROM app.promise_item i WHERE i.company_id = $1 AND i.promise_id = k.id) AS items
  FROM k
  JOIN app.customer c ON c.company_id = $1 AND c.id = k.customer_id
  LEFT JOIN app.person who ON who.id = k.person_id
 ORDER BY CASE WHEN $11 THEN k.promised_on END, CASE WHEN $11 THEN k.id END, k.promised_on DESC, k.id DESC
