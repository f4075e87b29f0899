//! Text from outside: untrusted until cleaned.
