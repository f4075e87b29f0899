-- $1 company. Invoices in each part of their way to the buyer that they are in, and items past their due date.
SELECT k.id, k.customer_id, k.portfolio_id, c.ref AS customer, c.name, c.risk_class AS risk, k.part, k.number, k.issued_on, k.due_on,
       ((SELECT app.today($1)) - k.due_on)::bigint AS days_late, k.currency, k.amount, k.open, k.status, k.einvoice_code AS code, k.error_cause,
       k.on_day AS on
  FROM (
    SELECT d.id, d.customer_id, d.portfolio_id, CASE d.status WHEN 'refused' THEN 'in_error' ELSE d.status END AS part, d.number, d.issued_on,
           i.due_on, d.currency, d.amount, coalesce(i.open, 0) AS open, d.status, d.einvoice_code, d.error_cause, d.issued_on AS on_day
      FROM app.document d
      LEFT JOIN LATERAL (
        SELECT min(x.due_on) AS due_on, sum(x.open_amount) AS open FROM app.due_item x WHERE x.company_id = $1 AND x.document_id = d.id) i ON true
     WHERE d.company_id = $1 AND d.status <> 'issued' AND d.status IN ('to_validate', 'in_error', 'refused', 'waiting') AND d.reverses IS NULL
    UNION ALL
    SELECT d.id, d.customer_id, d.portfolio_id, 'suspended', d.number, d.issued_on, i.due_on, d.currency, d.amount, coalesce(i.open, 0), d.status,
           d.einvoice_code, d.error_cause, d.issued_on
      FROM app.document d
      LEFT JOIN LATERAL (
        SELECT min(x.due_on) AS due_on, sum(x.open_amount) AS open FROM app.due_item x WHERE x.company_id = $1 AND x.document_id = d.id) i ON true
     WHERE d.company_id = $1 AND d.einvoice_code = 208 AND d.reverses IS NULL
    UNION ALL
    SELECT i.id, i.customer_id, i.portfolio_id, 'late', d.number, i.issued_on, i.due_on, i.currency, i.amount, i.open_amount, d.status,
           d.einvoice_code, d.error_cause, i.due_on
      FROM app.due_item i
      JOIN app.document d ON d.company_id = $1 AND d.id = i.document_id
     WHERE i.company_id = $1 AND i.open_amount <> 0 AND i.amount > 0 AND i.due_on < (SELECT app.today($1))) k
  JOIN app.customer c ON c.company_id = $1 AND c.id = k.customer_id
