SELECT id FROM app.customer WHERE company_id = $1 AND id > $2 ORDER BY id LIMIT $3
