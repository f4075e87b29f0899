SELECT p.id, p.display_name FROM app.person p WHERE p.active ORDER BY p.display_name, p.id
