-- $1 company: disputes in each part of their list, in its order
WITH t AS MATERIALIZED (SELECT app.today($1) AS today, app.me() AS me)
SELECT ARRAY[
         count(*) FILTER (WHERE d.resolved_on IS NULL),
         count(*) FILTER (WHERE d.resolved_on IS NULL AND d.owner_id IS NULL),
         count(*) FILTER (WHERE d.resolved_on IS NULL AND d.due_on < t.today),
         count(*) FILTER (WHERE d.resolved_on IS NULL AND d.owner_id = t.me),
         count(*) FILTER (WHERE d.resolved_on IS NOT NULL)]
  FROM app.dispute d CROSS JOIN t
 WHERE d.company_id = $1 AND d.portfolio_id = ANY ((SELECT app.my_portfolios())::int[])
