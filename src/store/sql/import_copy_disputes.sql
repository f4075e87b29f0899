COPY staging.dispute (import_id, line, id, key, said, customer, external_id, invoice, reason, currency, amount, opened_on, owner, due_on, "by", note) FROM STDIN (FORMAT binary)
