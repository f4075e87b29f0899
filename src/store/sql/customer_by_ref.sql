SELECT c.company_id, o.code, c.id, c.ref, c.name FROM app.customer c JOIN app.company o ON o.id = c.company_id
 WHERE c.ref = $1 AND ($2::int IS NULL OR c.company_id = $2)
 ORDER BY o.code
