SELECT id, name FROM app.customer_handlers($1, $2)
