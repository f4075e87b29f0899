SELECT subject, body FROM app.mail_text($1, $2)
