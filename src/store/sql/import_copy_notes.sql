COPY staging.note (import_id, line, id, key, said, customer, external_id, noted_on, "by", note) FROM STDIN (FORMAT binary)
