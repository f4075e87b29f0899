SELECT app.be_at($1, $2, $3)
