SELECT app.note_export($1, $2, $3)
