//! The message catalogue, and localised dates, numbers and amounts.
