//! What the command line hands to the cockpit.

use crate::config::Config;
use crate::i18n::{DateOrder, Lang};

use super::open::Database;

/// How the cockpit is to run. It enters the database itself, by [`open`](super::open::open), after its
/// first frame is painted.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// The settings in force.
    pub config: Config,
    /// The language of the screens.
    pub lang: Lang,
    /// The order in which day and month are typed.
    pub date_order: DateOrder,
    /// Which database to enter.
    pub database: Database,
}
