-- $1 company: what is owed and may be owed, and the sales of the last 91 days as the key figures count them, net of credit
-- notes, in company currency. A currency without a rate is left out.
WITH t AS MATERIALIZED (
    SELECT app.today($1) AS today, o.currency, app.my_portfolios() AS portfolios FROM app.company o WHERE o.id = $1),
m AS (
    SELECT coalesce(sum(m.exposure), 0) AS exposure, coalesce(sum(m.gross), 0) AS gross FROM app.customer_money m
     WHERE m.company_id = $1 AND m.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])),
s AS (
    SELECT i.currency, sum(i.amount) AS amount
      FROM t JOIN app.due_item i ON i.company_id = $1 AND i.issued_on > t.today - 91 AND i.issued_on <= t.today
      JOIN app.document d ON d.company_id = $1 AND d.id = i.document_id AND d.kind IN ('invoice', 'credit_note')
     WHERE i.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])
     GROUP BY i.currency)
SELECT t.currency, m.exposure, m.gross,
       coalesce((SELECT sum(s.amount * app.rate_on(s.currency, t.currency, t.today)) FROM s), 0) AS sales
  FROM t, m
