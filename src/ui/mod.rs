//! Drawing the state. Never waits, never changes anything.
