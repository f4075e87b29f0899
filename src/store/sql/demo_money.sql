SELECT app.refresh_money($1, $2)
