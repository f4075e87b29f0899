SELECT app.watermark()
