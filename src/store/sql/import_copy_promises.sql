COPY staging.promise (import_id, line, id, key, said, customer, external_id, invoices, made_on, promised_on, currency, amount, "by", note) FROM STDIN (FORMAT binary)
