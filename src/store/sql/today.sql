-- $1 company, $2 portfolio, $3 collector
WITH t AS MATERIALIZED (
    SELECT app.today(o.id) AS today, o.time_zone, o.receipts_cover_until,
           ((app.today(o.id) - 1)::timestamp AT TIME ZONE o.time_zone) AS since,
           app.narrow_portfolios($2, $3) AS portfolios
      FROM app.company o WHERE o.id = $1),
seen AS MATERIALIZED (SELECT portfolios FROM t)
SELECT (SELECT count(*) FROM app.standing s WHERE s.company_id = $1 AND s.section = 1 AND s.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS first,
       (SELECT count(*) FROM app.standing s WHERE s.company_id = $1 AND s.section = 2 AND s.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS by_points,
       (SELECT count(*) FROM app.activity a
         WHERE a.company_id = $1 AND a.kind = 'call' AND a.effective_on = t.today AND a.recorded_at >= t.since
           AND NOT EXISTS (SELECT 1 FROM app.activity y WHERE y.company_id = $1 AND y.customer_id = a.customer_id AND y.corrects = a.id AND y.recorded_at >= t.since)
           AND a.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS called,
       (SELECT count(*) FROM app.contact_fact f JOIN app.standing s ON s.company_id = $1 AND s.customer_id = f.customer_id AND s.section > 0
         WHERE f.company_id = $1 AND f.revisit_on <= t.today AND f.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS revisits,
       (SELECT count(*) FROM app.promise p WHERE p.company_id = $1 AND p.state IN ('open', 'due') AND p.promised_on = t.today
           AND p.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS promises_due,
       (SELECT count(*) FROM app.promise p WHERE p.company_id = $1 AND p.state IN ('open', 'due') AND p.promised_on < t.today
           AND p.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS promises_awaiting,
       (SELECT count(*) FROM app.promise p WHERE p.company_id = $1 AND p.state IN ('broken', 'partly_kept') AND p.judged_on >= t.today - 1
           AND p.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS promises_broken,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', x.kind, 'count', x.n)), '[]') FROM (
          SELECT a.kind, count(*) AS n FROM app.alert a
           WHERE a.company_id = $1 AND a.state IN ('open', 'acknowledged') AND a.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])
           GROUP BY a.kind) x) AS alerts,
       (SELECT count(*) FROM app.reminder r WHERE r.company_id = $1 AND r.state = 'proposed'
           AND r.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS reminders_proposed,
       (SELECT count(*) FROM app.reminder r WHERE r.company_id = $1 AND r.state = 'to_review'
           AND r.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS reminders_to_review,
       (SELECT count(*) FROM app.reminder r WHERE r.company_id = $1 AND r.state = 'uncertain' AND r.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[]))
         + (SELECT count(*) FROM app.outbox x WHERE x.company_id = $1 AND x.reminder_id IS NULL AND x.state = 'uncertain'
               AND x.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS mail_uncertain,
       (SELECT count(*) FROM app.reminder r WHERE r.company_id = $1 AND r.state = 'failed' AND r.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[]))
         + (SELECT count(*) FROM app.outbox x WHERE x.company_id = $1 AND x.reminder_id IS NULL AND x.state IN ('failed', 'stale')
               AND x.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS mail_failed,
       (SELECT count(*) FROM app.dispute d WHERE d.company_id = $1 AND d.resolved_on IS NULL
           AND d.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS disputes_open,
       (SELECT count(*) FROM app.customer_money m WHERE m.company_id = $1 AND m.breach
           AND m.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS breaches,
       (SELECT count(*) FROM app.sales_order s WHERE s.company_id = $1 AND s.status = 'blocked'
           AND s.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS orders_blocked,
       (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM (
          SELECT p.currency, sum(p.gross)::text AS gross, sum(p.overdue)::text AS overdue, count(*) FILTER (WHERE p.overdue > 0) AS customers
            FROM app.position p WHERE p.company_id = $1 AND p.gross <> 0 AND p.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])
           GROUP BY p.currency ORDER BY sum(p.gross) DESC) x) AS owed,
       (SELECT count(*) FROM app.receipt r WHERE r.company_id = $1 AND r.effective_on BETWEEN t.today - 1 AND t.today AND r.amount > 0
           AND r.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS payments,
       (SELECT count(*) FROM app.due_item i WHERE i.company_id = $1 AND i.issued_on BETWEEN t.today - 1 AND t.today AND i.open_amount > 0
           AND i.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS invoices,
       (SELECT count(*) FROM app.due_item i WHERE i.company_id = $1 AND i.open_amount <> 0 AND i.due_on BETWEEN t.today - 2 AND t.today - 1 AND i.amount > 0
           AND i.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS newly_overdue,
       -- what was undone since did not happen
       (SELECT count(*) FROM app.activity a WHERE a.company_id = $1 AND a.recorded_at >= t.since AND a.kind <> 'correction' AND a.import_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM app.activity y WHERE y.company_id = $1 AND y.customer_id = a.customer_id AND y.corrects = a.id AND y.recorded_at >= t.since)
           AND a.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS activities,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', x.kind, 'count', x.n)), '[]') FROM (
          SELECT a.kind, count(*) AS n FROM app.alert a
           WHERE a.company_id = $1 AND a.raised_on >= t.today - 1 AND a.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])
           GROUP BY a.kind) x) AS alerts_raised,
       (SELECT count(*) FROM app.promise p WHERE p.company_id = $1 AND p.made_on >= t.today - 1 AND p.state IN ('open', 'due') AND p.promised_on > t.today
           AND p.portfolio_id = ANY ((SELECT portfolios FROM seen)::int[])) AS promises_made,
       (SELECT max(i.recorded_at) FROM app.import i WHERE i.company_id = $1 AND i.state = 'recorded') AS last_import,
       t.receipts_cover_until
  FROM t
