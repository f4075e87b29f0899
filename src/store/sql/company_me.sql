SELECT p.id, p.display_name FROM app.person p WHERE p.id = (SELECT app.me())
