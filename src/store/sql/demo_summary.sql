SELECT c.code, c.currency,
       (SELECT count(*) FROM app.customer x WHERE x.company_id = c.id) AS customers,
       (SELECT count(*) FROM app.document d WHERE d.company_id = c.id AND d.kind = 'invoice') AS invoices,
       coalesce(m.gross, 0) AS open, coalesce(m.overdue, 0) AS overdue, coalesce(m.breaches, 0) AS breaches,
       coalesce(p.open, 0) AS promises_open, coalesce(p.due, 0) AS promises_due, coalesce(p.kept, 0) AS promises_kept,
       coalesce(p.partly_kept, 0) AS promises_partly_kept, coalesce(p.broken, 0) AS promises_broken,
       coalesce(p.withdrawn, 0) AS promises_withdrawn
  FROM app.company c
  LEFT JOIN (SELECT company_id, round(sum(gross), 2) AS gross, round(sum(overdue), 2) AS overdue, count(*) FILTER (WHERE breach) AS breaches
               FROM app.customer_money GROUP BY 1) m ON m.company_id = c.id
  LEFT JOIN (SELECT company_id, count(*) FILTER (WHERE state = 'open') AS open, count(*) FILTER (WHERE state = 'due') AS due,
                    count(*) FILTER (WHERE state = 'kept') AS kept, count(*) FILTER (WHERE state = 'partly_kept') AS partly_kept,
                    count(*) FILTER (WHERE state = 'broken') AS broken, count(*) FILTER (WHERE state = 'withdrawn') AS withdrawn
               FROM app.promise GROUP BY 1) p ON p.company_id = c.id
 ORDER BY c.id
