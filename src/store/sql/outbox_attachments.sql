SELECT file_name, media_type, content FROM app.claimed_attachments($1, $2, $3)
