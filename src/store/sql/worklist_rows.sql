-- $1 company, $2 portfolio, $3 collector, $4 section, $5 points, $6 overdue, $7 customer (the place), $8 backward,
-- $9 only this currency, $10 rows; or $11, these customers, also where they have left the list meanwhile (section 0)
WITH k AS MATERIALIZED (
    SELECT w.customer_id, w.n
      FROM app.worklist_page($1, app.narrow_portfolios($2, $3), $4, $5, $6, $7, $8, $9, $10) WITH ORDINALITY AS w (customer_id, n)
     WHERE $11::uuid[] IS NULL
    UNION ALL
    SELECT u.id, u.n FROM unnest($11::uuid[]) WITH ORDINALITY AS u (id, n))
SELECT s.customer_id, c.ref AS customer, c.name, s.portfolio_id, s.section, s.points, s.reasons, s.overdue, s.to_chase, s.oldest_due_on,
       o.currency, t.today,
       coalesce((SELECT jsonb_agg(jsonb_build_object('currency', p.currency, 'amount', p.overdue::text) ORDER BY p.currency)
                   FROM app.position p
                  WHERE p.company_id = $1 AND p.customer_id = s.customer_id AND p.overdue > 0), '[]') AS by_currency,
       n.promised_on, n.amount AS promised, n.currency AS promised_currency,
       f.last_attempt_at, f.last_outcome, who.display_name AS last_person, f.revisit_on,
       (f.last_attempt_at AT TIME ZONE o.time_zone)::date AS last_attempt_on,
       ARRAY(SELECT DISTINCT a.kind FROM app.alert a
              WHERE a.company_id = $1 AND a.customer_id = s.customer_id AND a.state IN ('open', 'acknowledged')) AS alerts,
       ARRAY(SELECT DISTINCT p.display_name FROM app.presence x JOIN app.person p ON p.id = x.person_id
              WHERE x.company_id = $1 AND x.customer_id = s.customer_id AND x.seen_at > now() - interval '2 minutes'
                AND x.person_id <> (SELECT app.me()) ORDER BY 1) AS present
  FROM k
  JOIN app.standing s ON s.company_id = $1 AND s.customer_id = k.customer_id AND (s.section > 0 OR $11 IS NOT NULL)
  JOIN app.customer c ON c.company_id = $1 AND c.id = s.customer_id
  JOIN app.company o ON o.id = $1
 CROSS JOIN (SELECT app.today($1) AS today) t
  LEFT JOIN app.contact_fact f ON f.company_id = $1 AND f.customer_id = s.customer_id
  LEFT JOIN app.person who ON who.id = f.last_attempt_by
  LEFT JOIN LATERAL (
       SELECT p.promised_on, p.amount - p.lowered - p.received AS amount, p.currency FROM app.promise p
        WHERE p.company_id = $1 AND p.customer_id = s.customer_id AND p.state IN ('open', 'due')
        ORDER BY p.promised_on, p.id LIMIT 1) n ON true
 ORDER BY k.n
