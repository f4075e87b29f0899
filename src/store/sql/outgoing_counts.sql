-- $1 company: reminders and other mail in each part of their list, in its order
WITH r AS (SELECT r.state FROM app.reminder r WHERE r.company_id = $1 AND r.portfolio_id = ANY ((SELECT app.my_portfolios())::int[])),
o AS (SELECT o.state FROM app.outbox o
       WHERE o.company_id = $1 AND o.reminder_id IS NULL AND o.portfolio_id = ANY ((SELECT app.my_portfolios())::int[])),
n AS (SELECT count(*) FILTER (WHERE state = 'proposed') AS proposed, count(*) FILTER (WHERE state = 'to_review') AS to_review,
             count(*) FILTER (WHERE state IN ('approved', 'sending')) AS outbox, count(*) FILTER (WHERE state = 'sent') AS sent,
             count(*) FILTER (WHERE state = 'uncertain') AS uncertain, count(*) FILTER (WHERE state = 'failed') AS failed,
             count(*) FILTER (WHERE state = 'suppressed') AS held_back FROM r),
m AS (SELECT count(*) FILTER (WHERE state IN ('queued', 'sending')) AS outbox, count(*) FILTER (WHERE state = 'sent') AS sent,
             count(*) FILTER (WHERE state = 'uncertain') AS uncertain, count(*) FILTER (WHERE state IN ('failed', 'stale')) AS failed FROM o)
SELECT ARRAY[n.proposed, n.to_review, n.outbox + m.outbox, n.sent + m.sent, n.uncertain + m.uncertain, n.failed + m.failed, n.held_back]
  FROM n, m
