COPY staging.payment (import_id, line, id, key, said, customer, external_id, received_on, currency, amount, method, reference, invoice) FROM STDIN (FORMAT binary)
