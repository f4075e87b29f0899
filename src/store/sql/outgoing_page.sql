-- $1 company, $2 portfolio, $3 collector, $4 customer, $5 states of reminders, $6 states of other mail, $7 day, $8 id (the place),
-- $9 backward, $10 rows
WITH t AS MATERIALIZED (SELECT app.narrow_portfolios($2, $3) AS portfolios),
k AS MATERIALIZED (
    SELECT x.* FROM (
        SELECT r.id, r.customer_id, 'reminder' AS kind, r.state, r.channel, r.tone, r.step, r.suppressed_by, r.suppressed_until,
               coalesce(r.sent_on, r.proposed_on) AS on_day, r.approved_by AS person_id, r.rev, r.id AS reminder_id, NULL::uuid AS mail_id
          FROM app.reminder r
         WHERE r.company_id = $1 AND r.state = ANY ($5::text[]) AND ($4::uuid IS NULL OR r.customer_id = $4)
           AND r.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])
        UNION ALL
        SELECT o.id, o.customer_id, o.kind, o.state, 'email', NULL, 0::smallint, NULL, NULL,
               (coalesce(o.sent_at, o.recorded_at) AT TIME ZONE c.time_zone)::date, o.person_id, o.rev, NULL, o.id
          FROM app.outbox o JOIN app.company c ON c.id = o.company_id
         WHERE o.company_id = $1 AND o.reminder_id IS NULL AND o.state = ANY ($6::text[]) AND ($4::uuid IS NULL OR o.customer_id = $4)
           AND o.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])) x
     WHERE CASE WHEN $9 THEN (x.on_day, x.id) > ($7::date, $8::uuid) ELSE (x.on_day, x.id) < ($7::date, $8::uuid) END
     ORDER BY CASE WHEN $9 THEN x.on_day END, CASE WHEN $9 THEN x.id END, x.on_day DESC, x.id DESC
     LIMIT $10)
SELECT k.id, k.customer_id, c.ref, c.name, k.kind, k.state, k.channel, k.tone, k.step, i.items, i.oldest_days, i.amounts, k.suppressed_by,
       k.suppressed_until, k.on_day, who.display_name AS person, k.rev, m.id AS mail_id, m.to_address, m.state AS mail_state, m.not_before,
       m.attempts, m.last_error, m.rev AS mail_rev
  FROM k
  JOIN app.customer c ON c.company_id = $1 AND c.id = k.customer_id
  LEFT JOIN app.person who ON who.id = k.person_id
  LEFT JOIN LATERAL (
    SELECT o.* FROM app.outbox o WHERE o.company_id = $1 AND (o.id = k.mail_id OR o.reminder_id = k.reminder_id)
     ORDER BY o.recorded_at DESC, o.id DESC LIMIT 1) m ON true
 CROSS JOIN LATERAL (
    SELECT coalesce(sum(y.items), 0)::bigint AS items, coalesce(max(y.oldest), 0) AS oldest_days,
           coalesce(jsonb_agg(jsonb_build_object('currency', y.currency, 'amount', y.amount::text) ORDER BY y.currency), '[]') AS amounts
      FROM (SELECT z.currency, count(*) AS items, max(z.days_late) AS oldest, sum(z.amount) AS amount
              FROM app.reminder_item z
             WHERE z.company_id = $1 AND z.reminder_id = k.reminder_id AND (z.suppressed_by IS NULL OR k.state = 'suppressed')
             GROUP BY z.currency) y) i
 ORDER BY CASE WHEN $9 THEN k.on_day END, CASE WHEN $9 THEN k.id END, k.on_day DESC, k.id DESC
