//! All integration tests in one binary: one link, one private PostgreSQL cluster.

mod support;

mod architecture;
mod store_migrate;
