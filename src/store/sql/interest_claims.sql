-- $1 company, $2 day, $3 known at, $4 customer, $5 portfolio, $6 collector, $7 only this currency
SELECT i.customer_id, c.ref, c.name, i.item_id, i.number, i.currency, i.due_on, i.days, i.principal, i.interest, i.indemnity, i.indemnity_currency,
       i.parts, i.flags
  FROM app.claims_as_of($1, $2, $3, $4) i
  JOIN app.customer c ON c.company_id = $1 AND c.id = i.customer_id
 WHERE i.portfolio_id = ANY ((SELECT app.narrow_portfolios($5, $6))::int[])
   AND ($7::text IS NULL OR i.currency = $7)
 ORDER BY c.ref, i.due_on, i.number, i.item_id
