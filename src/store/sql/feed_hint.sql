SELECT app.hint()
