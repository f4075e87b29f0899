SELECT role_name, display_name, groups, portfolios, language, active FROM app.list_people()
