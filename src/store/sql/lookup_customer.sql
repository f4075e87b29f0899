SELECT c.code AS company, k.id
FROM app.customer k
JOIN app.company c ON c.id = k.company_id
WHERE k.ref = $1 AND ($2::text IS NULL OR c.code = $2)
ORDER BY c.code
LIMIT 20
