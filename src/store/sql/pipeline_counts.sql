-- $1 company: orders and invoices in each part of the pipeline, in its order
WITH t AS MATERIALIZED (
    SELECT app.today($1) AS today, app.my_portfolios() AS portfolios, (SELECT urgent_days FROM app.company WHERE id = $1) AS urgent_days),
o AS (SELECT count(*) FILTER (WHERE o.status = 'to_process') AS to_process, count(*) FILTER (WHERE o.status = 'pending') AS pending,
             count(*) FILTER (WHERE o.status <> 'shipped' AND (o.urgent OR o.requested_on <= t.today + t.urgent_days)) AS urgent,
             count(*) FILTER (WHERE o.status = 'blocked') AS blocked, count(*) FILTER (WHERE o.status = 'shipped') AS shipped
        FROM app.sales_order o CROSS JOIN t
       WHERE o.company_id = $1 AND o.status NOT IN ('invoiced', 'cancelled') AND o.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])),
d AS (SELECT count(*) FILTER (WHERE d.status = 'to_validate') AS to_validate, count(*) FILTER (WHERE d.status IN ('in_error', 'refused')) AS in_error,
             count(*) FILTER (WHERE d.status = 'waiting') AS waiting
        FROM app.document d
       WHERE d.company_id = $1 AND d.status <> 'issued' AND d.reverses IS NULL AND d.portfolio_id = ANY ((SELECT portfolios FROM t)::int[]))
SELECT ARRAY[o.to_process, o.pending, o.urgent, o.blocked, o.shipped, d.to_validate, d.in_error,
             (SELECT count(*) FROM app.document s
               WHERE s.company_id = $1 AND s.einvoice_code = 208 AND s.reverses IS NULL AND s.portfolio_id = ANY ((SELECT portfolios FROM t)::int[])),
             d.waiting,
             -- positions know how many there are without the items being read
             (SELECT coalesce(sum(p.overdue_items), 0)::bigint FROM app.position p
               WHERE p.company_id = $1 AND p.portfolio_id = ANY ((SELECT portfolios FROM t)::int[]))]
  FROM o, d
