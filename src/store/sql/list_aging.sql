-- $1 company. Who owes what, from positions; a customer has a line in each currency.
SELECT p.customer_id AS id, p.customer_id, c.ref AS customer, c.name, c.risk_class AS risk, p.portfolio_id, p.currency,
       p.items::bigint AS items, (p.items > 0)::int::bigint AS customers, p.not_due, p.buckets, p.gross, p.unapplied,
       p.gross + p.unapplied AS net, p.overdue, p.disputed, p.oldest_due_on,
       ((SELECT app.today($1)) - p.oldest_due_on)::bigint AS oldest_days
  FROM app.position p
  LEFT JOIN app.customer c ON c.company_id = $1 AND c.id = p.customer_id
 WHERE p.company_id = $1 AND (p.gross <> 0 OR p.unapplied <> 0)
