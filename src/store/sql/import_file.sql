SELECT app.import_file($1, $2)
