set local client_min_messages = warning;
-- Reference data: currencies (ISO 4217, those a ledger here has met; an import adds none silently) and call outcomes.
insert into app.currency (code, digits, name) values
  ('EUR', 2, 'Euro'), ('USD', 2, 'US dollar'), ('GBP', 2, 'Pound sterling'), ('CHF', 2, 'Swiss franc'), ('CAD', 2, 'Canadian dollar'),
  ('JPY', 0, 'Yen'), ('KWD', 3, 'Kuwaiti dinar'), ('SEK', 2, 'Swedish krona'), ('NOK', 2, 'Norwegian krone'), ('DKK', 2, 'Danish krone'),
  ('PLN', 2, 'Zloty'), ('CZK', 2, 'Czech koruna'), ('HUF', 2, 'Forint'), ('RON', 2, 'Romanian leu'), ('AUD', 2, 'Australian dollar'),
  ('NZD', 2, 'New Zealand dollar'), ('CNY', 2, 'Yuan renminbi'), ('HKD', 2, 'Hong Kong dollar'), ('SGD', 2, 'Singapore dollar'), ('INR', 2, 'Indian rupee'),
  ('BRL', 2, 'Brazilian real'), ('MXN', 2, 'Mexican peso'), ('ZAR', 2, 'Rand'), ('TRY', 2, 'Turkish lira'), ('MAD', 2, 'Moroccan dirham'),
  ('TND', 3, 'Tunisian dinar'), ('DZD', 2, 'Algerian dinar'), ('XOF', 0, 'CFA franc BCEAO'), ('XAF', 0, 'CFA franc BEAC'), ('AED', 2, 'UAE dirham'),
  ('SAR', 2, 'Saudi riyal'), ('ILS', 2, 'New Israeli sheqel'), ('KRW', 0, 'Won'), ('THB', 2, 'Baht'), ('BHD', 3, 'Bahraini dinar'), ('ISK', 0, 'Iceland krona'),
  ('XXX', 2, 'No currency named')
on conflict (code) do nothing;

insert into app.call_outcome (code, position, key, right_party, revisit_days, wants, label_en, label_fr) values
  ('voicemail', 10, 'v', false, 1, null, 'Left a voicemail', 'Message laissé sur répondeur'),
  ('unreachable', 20, 'u', false, 1, null, 'No answer', 'Injoignable'),
  ('wrong_number', 30, 'w', false, null, 'contact', 'Wrong number', 'Mauvais numéro'),
  ('not_received', 40, 'i', true, 3, 'copy', 'Invoice not received', 'Facture non reçue'),
  ('awaiting_approval', 50, 'a', true, 5, 'date', 'Awaiting approval', 'En attente de validation'),
  ('dispute', 60, 'd', true, null, 'dispute', 'Disputes the invoice', 'Conteste la facture'),
  ('being_paid', 70, 'b', true, 3, 'date', 'Payment under way', 'Paiement en cours'),
  ('payment_sent', 80, 's', true, 3, 'date', 'Payment sent', 'Paiement envoyé'),
  ('promise', 90, 'p', true, null, 'promise', 'Promises to pay', 'Promet de payer'),
  ('callback', 100, 'c', true, 1, 'date', 'Call back later', 'À rappeler'),
  ('refuses', 110, 'r', true, 5, null, 'Refuses to pay', 'Refuse de payer'),
  ('other', 120, 'o', true, null, null, 'Other', 'Autre')
on conflict (code) do nothing;
