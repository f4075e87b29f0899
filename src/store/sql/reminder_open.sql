-- Reminders of the states, the customers that owe longest first.
SELECT c.code AS company, r.id, r.rev, r.state, k.ref AS customer, k.name, r.proposed_on, r.tone, r.channel, r.suppressed_by, r.suppressed_until,
       count(i.item_id) FILTER (WHERE i.suppressed_by IS NULL) AS items,
       coalesce(max(i.days_late) FILTER (WHERE i.suppressed_by IS NULL), 0) AS days_late,
       coalesce((SELECT string_agg(t.currency || ' ' || app.amount_text(t.amount, t.currency), ', ' ORDER BY t.currency)
                   FROM (SELECT x.currency, sum(x.amount) AS amount FROM app.reminder_item x
                          WHERE x.company_id = r.company_id AND x.reminder_id = r.id AND x.suppressed_by IS NULL GROUP BY 1) t), '') AS amounts
  FROM app.reminder r
  JOIN app.company c ON c.id = r.company_id
  JOIN app.customer k ON k.company_id = r.company_id AND k.id = r.customer_id
  LEFT JOIN app.reminder_item i ON i.company_id = r.company_id AND i.reminder_id = r.id
 WHERE r.state = ANY ($1) AND ($2::text IS NULL OR c.code = $2)
 GROUP BY c.code, r.company_id, r.id, k.ref, k.name
 ORDER BY days_late DESC, r.id
 LIMIT $3
