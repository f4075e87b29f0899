-- A ledger of {customers} customers with ten open invoices each, seven of them overdue, and the work a team has done on
-- them. Run statement by statement, the marks between them.
insert into app.company (code, name, country, currency) values ('BENCH', 'Bench', 'FR', 'EUR');
--
insert into app.portfolio (company_id, code, name) select 1, 'P' || n, 'Portfolio ' || n from generate_series(1, 20) n;
--
insert into app.customer (company_id, id, portfolio_id, ref, name, address)
select 1, app.uuid7(), 1 + n % 20, 'C' || n, 'Customer ' || n, '1 rue de la Paix' from generate_series(1, {customers}) n;
--
insert into app.contact (company_id, id, customer_id, portfolio_id, name, phone, email, is_primary)
select 1, app.uuid7(), id, portfolio_id, 'Payables', '+33 1 23 45 67 89', lower(ref) || '@example.com', true from app.customer;
--
insert into app.document (company_id, id, customer_id, portfolio_id, kind, number, external_id, issued_on, currency, amount)
select 1, app.uuid7(), c.id, c.portfolio_id, 'invoice', 'F' || n || '-' || c.ref, 'F' || n || '-' || c.ref,
       app.today(1) - (2 * n * n + length(c.ref)), 'EUR', 100 + n * 7 + ascii(right(c.ref, 1))
  from app.customer c, generate_series(1, 10) n;
--
insert into app.due_item (company_id, id, document_id, customer_id, portfolio_id, issued_on, due_on, currency, amount, open_amount)
select 1, app.uuid7(), d.id, d.customer_id, d.portfolio_id, d.issued_on, d.issued_on + 30, 'EUR', d.amount, d.amount from app.document d;
--
-- One in twenty over its limit, one in twenty near it.
insert into app.credit_limit (company_id, id, customer_id, portfolio_id, amount, effective_on)
select 1, app.uuid7(), id, portfolio_id, case portfolio_id when 1 then 1000 when 2 then 2000 else 5000 end, '2020-01-01' from app.customer;
--
insert into app.contact_fact (company_id, customer_id, portfolio_id, last_attempt_at, last_outcome, last_right_party_on, attempts, right_party)
select 1, id, portfolio_id, now() - interval '30 days', 'voicemail', app.today(1) - 60, 3, 1 from app.customer;
--
-- One in ten has promised its oldest invoice, kept such a promise before and disputes the next.
create temp table oldest as
select distinct on (i.customer_id, i.n) i.* from (
  select i.*, row_number() over (partition by i.customer_id order by i.due_on) as n from app.due_item i join app.customer c using (company_id, portfolio_id)
   where c.id = i.customer_id and right(c.ref, 1) = '7') i where n <= 2;
--
insert into app.promise (company_id, id, customer_id, portfolio_id, amount, currency, made_on, promised_on, judge_on, state)
select 1, app.uuid7(), customer_id, portfolio_id, amount, currency, app.today(1) - 2 - n::int * 30, app.today(1) + 35 - n::int * 30, app.today(1) + 40 - n::int * 30,
       case n when 1 then 'open' else 'broken' end from oldest;
--
insert into app.promise_item (company_id, promise_id, item_id, customer_id, portfolio_id, amount)
select 1, p.id, o.id, p.customer_id, p.portfolio_id, p.amount from oldest o join app.promise p on p.customer_id = o.customer_id and p.state = 'open' where o.n = 1;
--
insert into app.dispute (company_id, id, customer_id, portfolio_id, item_id, reason, amount, opened_on)
select 1, app.uuid7(), customer_id, portfolio_id, id, 'price', 50, app.today(1) - 10 from oldest where n = 2;
--
drop table oldest;
--
analyze;
--
select app.refresh_money(1, array_agg(id)) from (select id, row_number() over (order by id) / 5000 as batch from app.customer) x group by batch;
--
select app.refresh_standing(1, array_agg(id)) from (select id, row_number() over (order by id) / 5000 as batch from app.customer) x group by batch;
--
vacuum analyze;
