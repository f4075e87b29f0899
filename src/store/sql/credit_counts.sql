-- $1 company: how many there are in each part of the credit screen, in its order
WITH t AS MATERIALIZED (SELECT app.my_portfolios() AS portfolios)
SELECT ARRAY[
         (SELECT count(*) FROM app.customer_money m WHERE m.company_id = $1 AND m.breach AND m.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])),
         (SELECT count(*) FROM app.customer_money m WHERE m.company_id = $1 AND m.near AND m.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])),
         (SELECT count(*) FROM app.hold h WHERE h.company_id = $1 AND h.state <> 'released' AND h.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])),
         (SELECT count(*) FROM app.limit_request r WHERE r.company_id = $1 AND r.state = 'requested' AND r.portfolio_id = ANY ((SELECT portfolios FROM t)::int[]))]
