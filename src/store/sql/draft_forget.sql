SELECT app.drop_draft($1)
