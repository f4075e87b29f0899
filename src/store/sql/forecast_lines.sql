-- $1 company, $2 day, $3 known at, $4 portfolio, $5 collector, $6 only this currency, $7 customer, $8 by: week or month, $9 first day
-- beyond the periods: what is expected in each period and beyond the last (period NULL, why 'later'), before the day (why 'off'),
-- never (its reason), and what is unapplied
SELECT f.currency, f.part, f.period, sum(f.amount) AS amount, count(DISTINCT f.item_id) AS items, count(DISTINCT f.customer_id) AS customers,
       coalesce(sum(f.amount) FILTER (WHERE f.why = 'promised'), 0) AS promised, coalesce(sum(f.amount) FILTER (WHERE f.why = 'disputed'), 0) AS disputed
  FROM (SELECT e.*,
               CASE WHEN e.expected_on IS NULL THEN e.why WHEN e.expected_on < $2 THEN 'off' WHEN e.expected_on >= $9 THEN 'later' ELSE 'period' END AS part,
               CASE WHEN e.expected_on >= $2 AND e.expected_on < $9 THEN date_trunc($8, e.expected_on::timestamp)::date END AS period
          FROM app.forecast($1, $2, $3, app.narrow_portfolios($4, $5), $7) e
         WHERE $6::text IS NULL OR e.currency = $6) f
 GROUP BY 1, 2, 3
 ORDER BY 1, 2, 3
