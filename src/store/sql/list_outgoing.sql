-- $1 company. Reminders, and mail that is none.
SELECT k.id, k.customer_id, k.portfolio_id, c.ref AS customer, c.name, c.risk_class AS risk, k.kind, k.state, k.part, k.channel, k.tone,
       k.step, i.items, i.oldest_days AS days_late, i.amounts, i.currency, i.amount, k.suppressed_by AS held_by, k.suppressed_until AS held_until, k.on_day AS on, k.person_id,
       who.display_name AS person, k.rev, m.id AS mail, m.to_address AS to, m.state AS mail_state, m.not_before, m.attempts,
       CASE WHEN m.state <> 'sent' THEN m.last_error END AS error,
       m.rev AS mail_rev
  FROM (
    SELECT r.id, r.customer_id, r.portfolio_id, 'reminder' AS kind, r.state, r.channel, r.tone, r.step, r.suppressed_by, r.suppressed_until,
           coalesce(r.sent_on, r.proposed_on) AS on_day, r.approved_by AS person_id, r.rev, r.id AS reminder_id, NULL::uuid AS mail_id,
           CASE WHEN r.state IN ('approved', 'sending') THEN 'outbox' WHEN r.state = 'suppressed' THEN 'held_back' ELSE r.state END AS part
      FROM app.reminder r
     WHERE r.company_id = $1
    UNION ALL
    SELECT o.id, o.customer_id, o.portfolio_id, o.kind, o.state, 'email', NULL, 0::smallint, NULL, NULL,
           (coalesce(o.sent_at, o.recorded_at) AT TIME ZONE co.time_zone)::date, o.person_id, o.rev, NULL, o.id,
           CASE WHEN o.state IN ('queued', 'sending') THEN 'outbox' WHEN o.state = 'stale' THEN 'failed' ELSE o.state END
      FROM app.outbox o JOIN app.company co ON co.id = o.company_id
     WHERE o.company_id = $1 AND o.reminder_id IS NULL) k
  JOIN app.customer c ON c.company_id = $1 AND c.id = k.customer_id
  LEFT JOIN app.person who ON who.id = k.person_id
  LEFT JOIN LATERAL (
    SELECT o.* FROM app.outbox o WHERE o.company_id = $1 AND (o.id = k.mail_id OR o.reminder_id = k.reminder_id)
     ORDER BY o.recorded_at DESC, o.id DESC LIMIT 1) m ON true
 CROSS JOIN LATERAL (
    SELECT coalesce(sum(y.items), 0)::bigint AS items, coalesce(max(y.oldest), 0) AS oldest_days,
           coalesce(jsonb_agg(jsonb_build_object('currency', y.currency, 'amount', y.amount::text) ORDER BY y.currency), '[]') AS amounts,
           -- several currencies have no one amount
           CASE WHEN count(*) = 1 THEN max(y.currency) END AS currency, CASE WHEN count(*) = 1 THEN max(y.amount) END AS amount
      FROM (SELECT z.currency, count(*) AS items, max(z.days_late) AS oldest, sum(z.amount) AS amount
              FROM app.reminder_item z
             WHERE z.company_id = $1 AND z.reminder_id = k.reminder_id AND (z.suppressed_by IS NULL OR k.state = 'suppressed')
             GROUP BY z.currency) y) i
 WHERE k.part IN ('proposed', 'to_review', 'outbox', 'sent', 'uncertain', 'failed', 'held_back')
