COPY staging.credit_limit (import_id, line, id, key, said, customer, kind, effective_on, until_on, currency, amount, reason) FROM STDIN (FORMAT binary)
