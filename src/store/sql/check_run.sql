SELECT "check", ok, detail FROM app.check()
