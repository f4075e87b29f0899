SELECT app.today($1)
