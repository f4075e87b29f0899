SELECT company, blocked, receipts_cover_until, today, due, waiting, sending, uncertain, failed, next_at
  FROM app.dispatch_status()
