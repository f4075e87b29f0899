SELECT coalesce(app.instance_kind() = 'demo', false)
