SELECT file_name, media_type, body FROM app.claimed_attachments($1, $2, $3)
