SELECT app.add_person($1, $2, $3, $4, $5, $6)
