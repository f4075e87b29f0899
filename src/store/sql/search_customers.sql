SELECT f.company_id, f.customer_id, c.ref, c.name, f.matched, f.shown, o.currency, coalesce(m.overdue, 0) AS overdue, t.last_attempt_at
  FROM app.find_customers($1, $2) WITH ORDINALITY AS f (company_id, customer_id, matched, shown, n)
  JOIN app.customer c ON c.company_id = f.company_id AND c.id = f.customer_id
  JOIN app.company o ON o.id = f.company_id
  LEFT JOIN app.customer_money m ON m.company_id = f.company_id AND m.customer_id = f.customer_id
  LEFT JOIN app.contact_fact t ON t.company_id = f.company_id AND t.customer_id = f.customer_id
 ORDER BY f.n
