SELECT app.message_preview($1, $2, $3, $4, $5)
