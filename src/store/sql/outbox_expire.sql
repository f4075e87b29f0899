SELECT app.expire_claims()
