SELECT app.mail_failed($1, $2, $3, $4, $5)
