SELECT (app.now() AT TIME ZONE $1)::date
