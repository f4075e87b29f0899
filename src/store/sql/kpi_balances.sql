-- $1 company, $2 days, $3 known at, $4 portfolio, $5 collector, $6 only this currency, $7 customer, $8 day of the rates
WITH m AS MATERIALIZED (SELECT app.narrow_portfolios($4, $5) AS portfolios)
SELECT d.day, b.gross, b.not_due, b.over90, b.unapplied, b.unconverted
  FROM m, unnest($2::date[]) d(day), LATERAL app.kpi_balance($1, d.day, $3, m.portfolios, $6, $7, $8) b
