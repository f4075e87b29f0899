COPY staging.reminder_sent (import_id, line, id, key, said, customer, external_id, invoice, step, sent_on, "by") FROM STDIN (FORMAT binary)
