-- $1 company, $2 portfolio, $3 collector, $4 counted at most
SELECT count(*) FROM (
  SELECT FROM app.standing s
   WHERE s.company_id = $1 AND s.section > 0 AND s.portfolio_id = ANY ((SELECT app.narrow_portfolios($2, $3))::int[])
   LIMIT $4) x
