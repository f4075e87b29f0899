SELECT app.undo_import($1, $2)
