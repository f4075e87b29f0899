SELECT o.id
FROM app.sales_order o
JOIN app.company c ON c.id = o.company_id
WHERE c.code = $1 AND o.customer_id = $2 AND o.number = $3
ORDER BY o.ordered_on DESC
LIMIT 1
