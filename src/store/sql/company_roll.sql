SELECT app.roll_day($1)
