SELECT code, key, right_party, revisit_days, wants, label_en, label_fr
  FROM app.call_outcome WHERE active ORDER BY position, code
