-- $1 company: open items in each part of their list, in its order
WITH t AS MATERIALIZED (SELECT app.today($1) AS today, app.my_portfolios() AS portfolios),
-- positions know how many debits there are without the items being read
p AS (SELECT coalesce(sum(p.items), 0)::bigint AS items, coalesce(sum(p.overdue_items), 0)::bigint AS overdue
        FROM app.position p WHERE p.company_id = $1 AND p.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])),
c AS (SELECT count(*) AS credits FROM app.due_item i
       WHERE i.company_id = $1 AND i.open_amount < 0 AND i.issued_on <= (SELECT today FROM t)
         AND i.portfolio_id = ANY ((SELECT portfolios FROM t)::int[]))
SELECT ARRAY[p.overdue,
             (SELECT count(*) FROM app.due_item i
               WHERE i.company_id = $1 AND i.open_amount <> 0 AND i.open_amount > 0 AND i.due_on BETWEEN t.today - 2 AND t.today - 1
                 AND i.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])),
             p.items - p.overdue, c.credits, p.items + c.credits]
  FROM t, p, c
