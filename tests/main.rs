//! All integration tests in one binary: one link, one private PostgreSQL cluster.

mod support;

mod architecture;
mod rights;
mod store_migrate;
