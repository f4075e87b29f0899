//! Colleagues' work as it happens.

use super::{Behaviour, Kind};
use crate::app::action::{Action, Context};
use crate::app::request::Reply;
use crate::app::shell::Shell;
use crate::domain::change::Change;

/// State of the screen.
#[derive(Debug, Default)]
pub struct Activity {}

impl Behaviour for Activity {
    fn kind(&self) -> Kind {
        Kind::Activity
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Activity, Context::List]
    }

    fn load(&mut self, _shell: &mut Shell) {}

    fn act(&mut self, _action: Action, _count: Option<u32>, _shell: &mut Shell) {}

    fn reply(&mut self, _part: &'static str, _reply: Reply, _shell: &mut Shell) {}

    fn changed(&mut self, _changes: &[Change], _shell: &mut Shell) {}
}
