//! Settings, keymap and theme files; each value remembers its origin.
