-- $1 company: promises in each part of their list, in its order
WITH t AS MATERIALIZED (SELECT app.today($1) AS today)
SELECT ARRAY[
         count(*) FILTER (WHERE p.state IN ('open', 'due') AND p.promised_on = t.today),
         count(*) FILTER (WHERE p.state IN ('open', 'due') AND p.promised_on < t.today),
         count(*) FILTER (WHERE p.state IN ('open', 'due') AND p.promised_on > t.today),
         count(*) FILTER (WHERE p.state IN ('broken', 'partly_kept')),
         count(*) FILTER (WHERE p.state = 'kept'),
         count(*) FILTER (WHERE p.state = 'withdrawn')]
  FROM app.promise p CROSS JOIN t
 WHERE p.company_id = $1 AND p.portfolio_id = ANY ((SELECT app.my_portfolios())::int[])
