SELECT app.save_draft($1, $2, $3)
