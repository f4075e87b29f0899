//! The fictitious company, deterministic by seed.
