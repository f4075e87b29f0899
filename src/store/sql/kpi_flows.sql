-- $1 company, $2 first days, $3 last days, $4 days as of which, $5 known at, $6 portfolio, $7 collector, $8 only this currency,
-- $9 customer, $10 day of the rates: one row per period, in their order
WITH m AS MATERIALIZED (SELECT app.narrow_portfolios($6, $7) AS portfolios)
SELECT s.sales, s.invoiced, s.months, t.paid, t.paid_late, t.paid_days, p.judged, p.kept, p.promised, p.received,
       c.attempts, c.right_party, i.fallen, i.unpaid, i.fallen_amount, i.unpaid_amount, i.issued, i.in_error,
       d.opened, d.resolved, d.days, l.whole, l.ninth, l.shipping, l.invoicing, l.cashing
  FROM m, unnest($2::date[], $3::date[], $4::date[]) WITH ORDINALITY n(first, last, day, n),
       LATERAL app.kpi_sales($1, n.first, n.last, n.day, $5, m.portfolios, $8, $9, $10) s,
       LATERAL app.kpi_settled($1, n.first, n.last, $5, m.portfolios, $8, $9, $10) t,
       LATERAL app.kpi_promises($1, n.first, n.last, $5, m.portfolios, $8, $9, $10) p,
       LATERAL app.kpi_calls($1, n.first, n.last, $5, m.portfolios, $9) c,
       LATERAL app.kpi_invoices($1, n.first, n.last, n.day, $5, m.portfolios, $8, $9, $10) i,
       LATERAL app.kpi_disputes($1, n.first, n.last, $5, m.portfolios, $8, $9, $10) d,
       LATERAL app.kpi_lead($1, n.first, n.last, $5, m.portfolios, $8, $9) l
 ORDER BY n.n
