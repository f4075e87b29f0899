SELECT app.reminder_preview($1, $2)
