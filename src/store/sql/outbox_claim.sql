SELECT company_id, id, kind, from_name, from_address, to_address, to_name, reply_to, message_id, subject, body_text, body_html, attempts
  FROM app.claim_mail($1, $2, $3)
