-- Customers over their limit are paged by excess. The flag beside the key lets counts be read from the index alone.
set local role encours_owner;
drop index app.customer_money_breach;
create index customer_money_excess on app.customer_money (company_id, (exposure - credit_limit) desc, customer_id desc)
  include (portfolio_id, breach) where breach or near;
reset role;
