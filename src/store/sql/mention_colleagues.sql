SELECT id, name FROM app.customer_colleagues($1, $2)
