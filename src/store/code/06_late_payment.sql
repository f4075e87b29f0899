-- What the law says of late payment, as published: rules and rates that a database begins with. What an administrator has
-- recorded stays.

-- C. com. L441-10 and D441-5; CCP L2192-13, R2192-31 and D2192-35; C. civ. 1231-6.
insert into app.late_payment_rule (country, customer_kind, from_on, basis, margin, split, from_notice, contract, floor_times, indemnity, source) values
  ('FR', 'company', '2013-01-01', 'ecb_mro', 10, true, false, true, 3, 40, 'C. com. L441-10, D441-5'),
  ('FR', 'public', '2013-05-01', 'ecb_mro', 8, false, false, false, null, 40, 'CCP L2192-13, R2192-31, D2192-35'),
  ('FR', 'consumer', '2013-01-01', 'legal_professional', 0, true, true, false, null, 0, 'C. civ. 1231-6')
on conflict do nothing;

insert into app.interest_rate (kind, country, from_on, percent, source)
select 'ecb_mro', 'EU', from_on, percent, 'ECB' from (values
  (date '2014-01-01', 0.25), ('2014-07-01', 0.15), ('2015-01-01', 0.05), ('2015-07-01', 0.05), ('2016-01-01', 0.05), ('2016-07-01', 0),
  ('2017-01-01', 0), ('2017-07-01', 0), ('2018-01-01', 0), ('2018-07-01', 0), ('2019-01-01', 0), ('2019-07-01', 0), ('2020-01-01', 0),
  ('2020-07-01', 0), ('2021-01-01', 0), ('2021-07-01', 0), ('2022-01-01', 0), ('2022-07-01', 0), ('2023-01-01', 2.5), ('2023-07-01', 4),
  ('2024-01-01', 4.5), ('2024-07-01', 4.25), ('2025-01-01', 3.15), ('2025-07-01', 2.15), ('2026-01-01', 2.15)) v(from_on, percent)
on conflict do nothing;
insert into app.interest_rate (kind, country, from_on, percent, source)
select kind, 'FR', from_on, percent, 'JORF' from (values
  (date '2014-01-01', 0.04, 0.04), ('2014-07-01', 0.04, 0.04), ('2015-01-01', 4.06, 0.93), ('2015-07-01', 4.29, 0.99),
  ('2016-01-01', 4.54, 1.01), ('2016-07-01', 4.35, 0.93), ('2017-01-01', 4.16, 0.90), ('2017-07-01', 3.94, 0.90),
  ('2018-01-01', 3.73, 0.89), ('2018-07-01', 3.60, 0.88), ('2019-01-01', 3.40, 0.86), ('2019-07-01', 3.26, 0.87),
  ('2020-01-01', 3.15, 0.87), ('2020-07-01', 3.11, 0.84), ('2021-01-01', 3.14, 0.79), ('2021-07-01', 3.12, 0.76),
  ('2022-01-01', 3.13, 0.76), ('2022-07-01', 3.15, 0.77), ('2023-01-01', 4.47, 2.06), ('2023-07-01', 6.82, 4.22),
  ('2024-01-01', 8.01, 5.07), ('2024-07-01', 8.16, 4.92), ('2025-01-01', 7.21, 3.71), ('2025-07-01', 6.65, 2.76),
  ('2026-01-01', 6.67, 2.62)) v(from_on, individual, professional)
 cross join lateral (values ('legal_individual', individual), ('legal_professional', professional)) k(kind, percent)
on conflict do nothing;
