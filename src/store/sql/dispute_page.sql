-- $1 company, $2 portfolio, $3 collector, $4 customer, $5 currency, $6 part of the list, $7 from, $8 to (opening dates),
-- $9 opening date, $10 dispute (the place), $11 backward, $12 rows
WITH t AS MATERIALIZED (SELECT app.today($1) AS today, app.me() AS me),
k AS MATERIALIZED (
    SELECT d.*, i.currency, i.document_id
      FROM app.dispute d
      JOIN app.due_item i ON i.company_id = $1 AND i.id = d.item_id
     CROSS JOIN t
     WHERE d.company_id = $1 AND d.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[])
       AND ($4::uuid IS NULL OR d.customer_id = $4) AND ($5::text IS NULL OR i.currency = $5)
       AND CASE $6
             WHEN 'unresolved' THEN d.resolved_on IS NULL
             WHEN 'unassigned' THEN d.resolved_on IS NULL AND d.owner_id IS NULL
             WHEN 'late' THEN d.resolved_on IS NULL AND d.due_on < t.today
             WHEN 'mine' THEN d.resolved_on IS NULL AND d.owner_id = t.me
             WHEN 'resolved' THEN d.resolved_on IS NOT NULL
             ELSE true END
       AND d.opened_on >= $7::date AND d.opened_on <= $8::date
       AND CASE WHEN $11 THEN (d.opened_on, d.id) > ($9::date, $10::uuid) ELSE (d.opened_on, d.id) < ($9::date, $10::uuid) END
     ORDER BY CASE WHEN $11 THEN d.opened_on END, CASE WHEN $11 THEN d.id END, d.opened_on DESC, d.id DESC
     LIMIT $12)
SELECT k.id, k.customer_id, c.ref, c.name, k.item_id, doc.number, k.reason, k.amount, k.currency, who.display_name AS owner, k.due_on,
       k.status, k.opened_on, k.resolved_on, k.root_cause, k.rev
  FROM k
  JOIN app.customer c ON c.company_id = $1 AND c.id = k.customer_id
  JOIN app.document doc ON doc.company_id = $1 AND doc.id = k.document_id
  LEFT JOIN app.person who ON who.id = k.owner_id
 ORDER BY CASE WHEN $11 THEN k.opened_on END, CASE WHEN $11 THEN k.id END, k.opened_on DESC, k.id DESC
