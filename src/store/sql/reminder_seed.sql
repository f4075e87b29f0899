SELECT app.seed_company_defaults($1, $2)
