COPY staging.contact (import_id, line, id, key, said, customer, external_id, name, role, phone, mobile, email, language, "primary") FROM STDIN (FORMAT binary)
