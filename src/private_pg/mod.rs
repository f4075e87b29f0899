//! The private PostgreSQL that the program runs when none is configured.
