SELECT app.revoke_person($1)
