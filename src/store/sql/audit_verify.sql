SELECT ok, sealed, unsealed, head, bad_seq, bad_seal FROM app.verify_audit()
