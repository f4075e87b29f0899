-- $1 customers with ten open invoices each, one limit each; three quarters of the invoices overdue.
-- Run statement by statement, the marks between them.
insert into app.company (code, name, country, currency) values ('BENCH', 'Bench', 'FR', 'EUR');
--
insert into app.portfolio (company_id, code, name) select 1, 'P' || n, 'Portfolio ' || n from generate_series(1, 20) n;
--
insert into app.customer (company_id, id, portfolio_id, ref, name)
select 1, app.uuid7(), 1 + n % 20, 'C' || n, 'Customer ' || n from generate_series(1, {customers}) n;
--
insert into app.document (company_id, id, customer_id, portfolio_id, kind, number, external_id, issued_on, currency, amount)
select 1, app.uuid7(), c.id, c.portfolio_id, 'invoice', 'F' || n || '-' || c.ref, 'F' || n || '-' || c.ref,
       app.today(1) - (n * 17 + length(c.ref)), 'EUR', 100 + n * 7 + ascii(right(c.ref, 1))
  from app.customer c, generate_series(1, 10) n;
--
insert into app.due_item (company_id, id, document_id, customer_id, portfolio_id, issued_on, due_on, currency, amount, open_amount)
select 1, app.uuid7(), d.id, d.customer_id, d.portfolio_id, d.issued_on, d.issued_on + 30, 'EUR', d.amount, d.amount from app.document d;
--
insert into app.credit_limit (company_id, id, customer_id, portfolio_id, amount, effective_on)
select 1, app.uuid7(), id, portfolio_id, 1000 + 500 * (ascii(right(ref, 1)) % 4), '2020-01-01' from app.customer;
--
analyze;
--
select app.refresh_money(1, array_agg(id)) from (select id, row_number() over (order by id) / 5000 as batch from app.customer) x group by batch;
--
select app.refresh_standing(1, array_agg(id)) from (select id, row_number() over (order by id) / 5000 as batch from app.customer) x group by batch;
--
analyze;
