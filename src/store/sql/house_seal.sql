SELECT app.seal_audit_if_due()
