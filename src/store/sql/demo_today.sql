SELECT (app.clock() AT TIME ZONE $1)::date
