SELECT EXISTS (SELECT 1 FROM app.person WHERE role_name = $1 AND active)
