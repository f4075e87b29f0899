SELECT app.instance_kind()
