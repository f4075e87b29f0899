SELECT company, blocked, receipts_cover_until, today, due, free, waiting, sending, uncertain, failed, next_at
  FROM app.dispatch_status()
