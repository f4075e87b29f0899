//! Text for a spreadsheet.

use super::clean;

/// The text cleaned, and with an apostrophe before it where a spreadsheet would take it for a formula (OWASP,
/// CSV injection).
pub fn disarmed(raw: &str) -> String {
    let risky = raw.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let clean = clean(raw).into_string();
    if risky { format!("'{clean}") } else { clean }
}
