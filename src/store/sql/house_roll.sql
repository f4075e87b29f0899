SELECT count(app.roll_day(id)) FROM app.company
