SELECT c.id, c.code, c.name, c.country, c.currency, c.time_zone, app.today(c.id) AS today, c.bucket_from,
       c.grace_business_days, c.min_chase_amount, c.limit_ceiling, c.rolled_on, c.receipts_cover_until
  FROM app.company c
 WHERE EXISTS (SELECT 1 FROM app.portfolio p
                WHERE p.company_id = c.id AND p.id = ANY ((SELECT app.my_portfolios())::int[]))
 ORDER BY c.code
