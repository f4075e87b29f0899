//! What the tests stand on.

#![allow(dead_code, reason = "support is for whichever test needs it")]

pub mod app;
pub mod cluster;
pub mod creditor;
pub mod data;
pub mod db;
pub mod desk;
pub mod ledger;
pub mod load;
pub mod mail_server;
pub mod model;
pub mod port;
pub mod property;
pub mod proxy;
pub mod pty;
pub mod random_ledger;
pub mod seat;
pub mod stand;
pub mod svg;
pub mod trips;
pub mod work_book;
