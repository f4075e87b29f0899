SELECT EXISTS (SELECT FROM app.company WHERE rolled_on IS NULL OR rolled_on < app.today(id))
