//! What every figure and rule of collections means. Imports nothing of ours.
//!
//! Rows that the store reads are plain values here: amounts are [`money::Money`] or decimals beside their
//! currency, at the currency's digits; dates are business dates of the company; times are the server's, in
//! UTC; text that people or files gave is [`raw::Raw`].

pub mod activity;
pub mod aging;
pub mod alert;
pub mod calendar;
pub mod change;
pub mod company;
pub mod country;
pub mod credit;
pub mod currency;
pub mod customer;
pub mod dispute;
pub mod filter;
pub mod forecast;
pub mod interest;
pub mod invoice;
pub mod kpi;
pub mod letter;
pub mod list;
pub mod mention;
pub mod money;
pub mod nearest;
pub mod outgoing;
pub mod page;
pub mod payment;
pub mod pipeline;
pub mod promise;
pub mod raw;
pub mod registration;
pub mod reminder;
pub mod settings;
pub mod terms;
pub mod today;
pub mod worklist;
