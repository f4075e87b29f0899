SELECT app.instance_kind(), app.me() IS NOT NULL
