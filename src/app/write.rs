//! Writes on their way to the database.

use uuid::Uuid;

use super::draft::Draft;
use super::form::Form;

/// One call of a database function `app.<verb>(request, body)`.
///
/// The request id is made here and kept in the journal before anything is sent, so that sending again
/// after a broken link, a crash or a restart never writes twice.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Submission {
    /// Id of the request, made by the client.
    pub request: Uuid,
    /// Name of the database function.
    pub verb: String,
    /// Its arguments.
    pub body: serde_json::Value,
    /// Name of the customer (or whatever it is about), for `saved on …`.
    pub subject: String,
    /// What stood in the form it was typed in. That draft is over once this is saved; if this is refused after
    /// a restart, when no form is left to come back, the words are in here.
    #[serde(default)]
    pub draft: Option<Draft>,
    /// What it is one row of, where the same is done to many.
    #[serde(default)]
    pub bulk: Option<Uuid>,
}

impl Submission {
    /// Whether the program has written it by itself: then nothing is said of it.
    pub(super) fn unasked(&self) -> bool {
        self.verb == super::mention::SEE
    }
}

/// A write whose outcome is awaited.
#[derive(Debug)]
pub struct InFlight {
    /// What was sent.
    pub submission: Submission,
    /// The form it was typed in, to come back with every word if it is refused.
    pub form: Option<Form>,
    /// What it takes back, where it is the undoing of something saved here.
    pub takes_back: Option<super::undo::Saved>,
    /// The link broke while it was under way.
    pub checking: bool,
}
