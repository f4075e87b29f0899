SELECT c.id, c.company_id, c.ref, c.name, c.parent_id, parent.name AS parent_name, c.kind, c.siren, c.siret, c.vat_number, c.country,
       c.language, c.time_zone, c.address, c.payment_method, c.terms, c.risk_class, c.insolvent_on, c.portfolio_id,
       f.name AS portfolio_name, c.rev,
       ARRAY(SELECT who.display_name FROM app.portfolio_person a JOIN app.person who ON who.id = a.person_id
              WHERE a.portfolio_id = c.portfolio_id AND t.today BETWEEN a.from_on AND coalesce(a.to_on, 'infinity')
              ORDER BY a.substitute, who.display_name) AS collectors,
       o.currency, o.near_percent, t.today,
       coalesce(m.exposure, 0) AS exposure, coalesce(m.gross, 0) AS gross, coalesce(m.overdue, 0) AS overdue,
       coalesce(m.disputed, 0) AS disputed, coalesce(m.promised, 0) AS promised, m.credit_limit, m.limit_until,
       coalesce(m.unknown_rate, false) AS unknown_rate,
       reach.last_attempt_at, (reach.last_attempt_at AT TIME ZONE o.time_zone)::date AS last_attempt_on, reach.last_outcome,
       (SELECT who.display_name FROM app.person who WHERE who.id = reach.last_attempt_by) AS last_person,
       reach.last_right_party_on, reach.last_reminder_on, reach.revisit_on, coalesce(reach.attempts, 0) AS attempts,
       coalesce(reach.right_party, 0) AS right_party, coalesce(reach.broken_promises, 0) AS broken_promises,
       coalesce(s.reasons, '[]') AS reasons,
       (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM app.customer_contacts($1, $2) x WHERE x.active) AS contacts,
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
                 'currency', p.currency, 'items', p.items, 'not_due', p.not_due::text, 'buckets', p.buckets::text[],
                 'gross', p.gross::text, 'unapplied', p.unapplied::text, 'overdue', p.overdue::text, 'disputed', p.disputed::text,
                 'orders', p.orders::text) ORDER BY p.currency), '[]')
          FROM app.position p WHERE p.company_id = $1 AND p.customer_id = $2) AS positions,
       (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM (
          SELECT p.id, p.customer_id, c.ref, c.name, p.plan_id, p.seq, (p.amount - p.lowered)::text AS amount, p.received::text AS received,
                 p.currency, p.made_on, p.promised_on, p.judge_on, p.on_account, p.state, p.judged_on,
                 (SELECT who.display_name FROM app.person who WHERE who.id = p.person_id) AS person, p.rev,
                 (SELECT count(*) FROM app.promise_item i WHERE i.company_id = $1 AND i.promise_id = p.id) AS items
            FROM app.promise p WHERE p.company_id = $1 AND p.customer_id = $2
           ORDER BY p.state NOT IN ('open', 'due'), p.promised_on DESC, p.id DESC LIMIT 30) x) AS promises,
       (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM (
          SELECT r.id, r.customer_id, c.ref, c.name, r.proposed_on, r.language, r.channel, r.tone, r.step, r.state, r.suppressed_by,
                 r.suppressed_until, r.sent_on, (SELECT who.display_name FROM app.person who WHERE who.id = r.approved_by) AS approved_by, r.rev,
                 i.items, i.oldest_days, i.amounts
            FROM app.reminder r
            CROSS JOIN LATERAL (
              SELECT coalesce(sum(y.items), 0)::bigint AS items, coalesce(max(y.oldest), 0) AS oldest_days,
                     coalesce(jsonb_agg(jsonb_build_object('currency', y.currency, 'amount', y.amount::text) ORDER BY y.currency), '[]') AS amounts
                FROM (SELECT z.currency, count(*) AS items, max(z.days_late) AS oldest, sum(z.amount) AS amount
                        FROM app.reminder_item z WHERE z.company_id = $1 AND z.reminder_id = r.id AND z.suppressed_by IS NULL
                       GROUP BY z.currency) y) i
           WHERE r.company_id = $1 AND r.customer_id = $2
           ORDER BY r.proposed_on DESC, r.id DESC LIMIT 30) x) AS reminders,
       (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM (
          SELECT d.id, d.customer_id, c.ref, c.name, d.item_id, doc.number, d.reason, d.amount::text AS amount, i.currency,
                 (SELECT who.display_name FROM app.person who WHERE who.id = d.owner_id) AS owner, d.due_on, d.status, d.opened_on,
                 d.resolved_on, d.root_cause, d.rev
            FROM app.dispute d JOIN app.due_item i ON i.company_id = $1 AND i.id = d.item_id
            JOIN app.document doc ON doc.company_id = $1 AND doc.id = i.document_id
           WHERE d.company_id = $1 AND d.customer_id = $2
           ORDER BY d.resolved_on IS NOT NULL, d.opened_on DESC, d.id DESC LIMIT 30) x) AS disputes,
       (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM (
          SELECT a.id, a.customer_id, c.ref, c.name, a.kind, a.subject_id, a.state, a.amount::text AS amount, a.currency, a.raised_on,
                 a.raised_at, a.snoozed_until, (SELECT who.display_name FROM app.person who WHERE who.id = a.assigned_to) AS assigned,
                 (SELECT who.display_name FROM app.person who WHERE who.id = a.handled_by) AS handled_by, a.reason, a.rev
            FROM app.alert a
           WHERE a.company_id = $1 AND a.customer_id = $2 AND a.state IN ('open', 'acknowledged', 'snoozed')
           ORDER BY a.raised_at DESC, a.id DESC) x) AS alerts,
       (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM (
          SELECT h.id, h.scope, h.scope_id, h.what, h.state, h.reason, h.from_on, h.until_on,
                 (SELECT who.display_name FROM app.person who WHERE who.id = h.requested_by) AS requested_by, h.rev
            FROM app.hold h WHERE h.company_id = $1 AND h.customer_id = $2 AND h.state <> 'released'
           ORDER BY h.recorded_at DESC) x) AS holds,
       ARRAY(SELECT DISTINCT who.display_name FROM app.presence x JOIN app.person who ON who.id = x.person_id
              WHERE x.company_id = $1 AND x.customer_id = $2 AND x.seen_at > now() - interval '2 minutes'
                AND x.person_id <> (SELECT app.me()) ORDER BY 1) AS present,
       coalesce(c.call_from, o.call_from) AS call_from, coalesce(c.call_to, o.call_to) AS call_to, c.call_from IS NOT NULL AS own_hours,
       app.clock() AS read_at,
       (WITH paid AS MATERIALIZED (
          SELECT date_trunc('month', l.applied_on)::date AS month, i.currency, count(*) AS payments,
                 sum(l.amount * (l.applied_on - i.due_on)) AS late, sum(l.amount) AS amount
            FROM app.allocation l JOIN app.due_item i ON i.company_id = l.company_id AND i.id = l.item_id
           WHERE l.company_id = $1 AND l.customer_id = $2 AND l.kind = 'payment'
             AND l.applied_on >= (date_trunc('month', t.today) - interval '11 months')::date
           GROUP BY 1, 2)
        SELECT jsonb_agg(jsonb_build_object('month', x.month, 'days', x.days) ORDER BY x.month) FROM (
          SELECT m.month, (SELECT round(sum(p.late) / nullif(sum(p.amount), 0))::int FROM paid p
                            WHERE p.month = m.month
                              -- amounts of several currencies are not added: those of the one with most payments
                              AND p.currency = (SELECT y.currency FROM paid y GROUP BY y.currency ORDER BY sum(y.payments) DESC, y.currency LIMIT 1)) AS days
            FROM (SELECT (date_trunc('month', t.today) - make_interval(months => n))::date AS month FROM generate_series(0, 11) n) m) x) AS rhythm
  FROM app.customer c
  JOIN app.company o ON o.id = c.company_id
  JOIN app.portfolio f ON f.id = c.portfolio_id
 CROSS JOIN (SELECT app.today($1) AS today) t
  LEFT JOIN app.customer parent ON parent.company_id = c.company_id AND parent.id = c.parent_id
  LEFT JOIN app.customer_money m ON m.company_id = c.company_id AND m.customer_id = c.id
  LEFT JOIN app.contact_fact reach ON reach.company_id = c.company_id AND reach.customer_id = c.id
  LEFT JOIN app.standing s ON s.company_id = c.company_id AND s.customer_id = c.id AND s.section > 0
 WHERE c.company_id = $1 AND c.id = $2
