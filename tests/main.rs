//! All integration tests in one binary: one link, one private PostgreSQL cluster.

mod support;

mod actions;
mod aging_golden;
mod aging_model;
mod architecture;
mod audit;
mod catalogue;
mod cli;
mod cli_lists;
mod day;
mod demo;
mod deploy;
mod dispatch;
mod faults;
mod flows;
mod frame;
mod import;
mod key_table;
mod keys;
mod link;
mod live;
mod private_pg;
mod reminders;
mod rights;
mod round_trips;
mod screenshots;
mod store_connect;
mod store_error;
mod store_migrate;
mod store_reads;
mod store_roll_day;
mod store_team;
mod styles;
mod terminal;
mod today_counts;
