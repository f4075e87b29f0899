SELECT key, rev, body FROM app.my_drafts()
