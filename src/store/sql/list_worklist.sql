-- $1 company, $4 customer. Who is on the worklist; the customer asked for also after having left it (section 0). What stands
-- in no order and no filter is a sub-select: it is then read for the rows of the page alone.
SELECT s.customer_id AS id, s.customer_id, c.ref AS customer, c.name, c.risk_class AS risk, s.portfolio_id, s.section, s.points, s.reasons,
       round(s.overdue, cur.digits::int) AS overdue, round(s.to_chase, cur.digits::int) AS to_chase, coalesce(s.oldest_due_on, (SELECT app.today($1))) AS oldest_due_on, o.currency, (SELECT app.today($1)) AS today,
       coalesce((SELECT jsonb_agg(jsonb_build_object('currency', p.currency, 'amount', p.overdue::text) ORDER BY p.currency)
                   FROM app.position p
                  WHERE p.company_id = $1 AND p.customer_id = s.customer_id AND p.overdue > 0), '[]') AS by_currency,
       (SELECT p.promised_on FROM app.promise p
         WHERE p.company_id = $1 AND p.customer_id = s.customer_id AND p.state IN ('open', 'due') ORDER BY p.promised_on, p.id LIMIT 1) AS promised_on,
       (SELECT p.amount - p.lowered - p.received FROM app.promise p
         WHERE p.company_id = $1 AND p.customer_id = s.customer_id AND p.state IN ('open', 'due') ORDER BY p.promised_on, p.id LIMIT 1) AS promised,
       (SELECT p.currency FROM app.promise p
         WHERE p.company_id = $1 AND p.customer_id = s.customer_id AND p.state IN ('open', 'due') ORDER BY p.promised_on, p.id LIMIT 1)
         AS promised_currency,
       f.last_attempt_at, f.last_outcome, f.last_attempt_by, who.display_name AS last_person, f.revisit_on,
       (f.last_attempt_at AT TIME ZONE o.time_zone)::date AS last_attempt_on,
       ARRAY(SELECT DISTINCT a.kind FROM app.alert a
              WHERE a.company_id = $1 AND a.customer_id = s.customer_id AND a.state IN ('open', 'acknowledged')) AS alerts,
       ARRAY(SELECT DISTINCT p.display_name FROM app.presence x JOIN app.person p ON p.id = x.person_id
              WHERE x.company_id = $1 AND x.customer_id = s.customer_id AND x.seen_at > now() - interval '2 minutes'
                AND x.person_id <> (SELECT app.me()) ORDER BY 1) AS present
  FROM app.standing s
  JOIN app.customer c ON c.company_id = $1 AND c.id = s.customer_id
  JOIN app.company o ON o.id = $1
  JOIN app.currency cur ON cur.code = o.currency
  LEFT JOIN app.contact_fact f ON f.company_id = $1 AND f.customer_id = s.customer_id
  LEFT JOIN app.person who ON who.id = f.last_attempt_by
 WHERE s.company_id = $1 AND (s.section > 0 OR s.customer_id = $4::uuid)
