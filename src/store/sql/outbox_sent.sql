SELECT app.mail_sent($1, $2, $3, $4)
