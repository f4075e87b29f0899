-- $1 company, $2 day, $3 known at, $4 customer. The same of another day, from documents.
SELECT a.customer_id AS id, a.customer_id, c.ref AS customer, c.name, c.risk_class AS risk, a.portfolio_id, a.currency,
       a.items, (a.items > 0)::int::bigint AS customers, a.not_due, a.buckets, a.gross, a.unapplied,
       a.gross + a.unapplied AS net, a.overdue, a.disputed, a.oldest_due_on, ($2 - a.oldest_due_on)::bigint AS oldest_days
  FROM app.aging_as_of($1, $2, $3, $4) a
  LEFT JOIN app.customer c ON c.company_id = $1 AND c.id = a.customer_id
