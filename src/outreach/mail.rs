//! One message to one recipient, with our headers only.
//!
//! Everything is validated here before the mail library sees it: its header types panic on control
//! characters, and its list parser splits addresses at commas.

use std::str::FromStr;
use std::time::SystemTime;

use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};

use crate::text;

/// Bytes of a body part.
const MOST_BODY: usize = 256 * 1024;

/// Bytes of all attachments together: what relays take, less the third that their encoding adds.
const MOST_ATTACHED: usize = 15 * 1024 * 1024;

/// What a message is made of. Untrusted: [`build`] refuses what does not fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The sender's name.
    pub from_name: String,
    /// The sender's address.
    pub from_address: String,
    /// The recipient's name; may be empty.
    pub to_name: String,
    /// The recipient's address: exactly one.
    pub to_address: String,
    /// Where answers go; empty for the sender's address.
    pub reply_to: String,
    /// `<uuid@domain>`, made when the mail was approved.
    pub message_id: String,
    /// One line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML body; may be empty.
    pub html: String,
    /// A person has written it: it is not marked as made by a machine.
    pub personal: bool,
    /// What is attached.
    pub attachments: Vec<Attachment>,
}

/// Something attached to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name: letters, digits and `._-` only.
    pub name: String,
    /// Its media type, such as `application/pdf`.
    pub media_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A message ready for the relay.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Sender and the one recipient.
    pub envelope: Envelope,
    /// Headers and body, 7-bit.
    pub bytes: Vec<u8>,
}

/// Why no message can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The sender's address is none.
    #[error("the sender's address")]
    From,
    /// The recipient's address is none, or more than one.
    #[error("the recipient's address")]
    To,
    /// The reply address is none.
    #[error("the reply address")]
    ReplyTo,
    /// The subject is empty, too long, or more than a line.
    #[error("the subject")]
    Subject,
    /// The message's id is not `<uuid@domain>`.
    #[error("the message id")]
    MessageId,
    /// A body is empty or too long, or holds control characters.
    #[error("the body")]
    Body,
    /// An attachment's name or type does not fit, or they are too large together.
    #[error("an attachment")]
    Attachment,
}

/// Builds the message.
///
/// # Errors
/// Which field does not fit; never a panic, whatever the fields hold.
pub fn build(draft: &Draft, date: SystemTime) -> Result<Mail, MailError> {
    let from = address(&draft.from_address).ok_or(MailError::From)?;
    let to = address(&draft.to_address).ok_or(MailError::To)?;
    let reply_to = match draft.reply_to.as_str() {
        "" => from.clone(),
        other => address(other).ok_or(MailError::ReplyTo)?,
    };
    if !message_id_fits(&draft.message_id) {
        return Err(MailError::MessageId);
    }
    if draft.subject.trim().is_empty()
        || draft.subject.len() > 900
        || draft.subject.chars().any(text::steers)
    {
        return Err(MailError::Subject);
    }
    let body_fits = |body: &str| {
        body.len() <= MOST_BODY
            && !body
                .chars()
                .any(|c| text::steers(c) && !matches!(c, '\n' | '\t' | '\r'))
    };
    if draft.text.trim().is_empty() || !body_fits(&draft.text) || !body_fits(&draft.html) {
        return Err(MailError::Body);
    }
    let text_part = SinglePart::plain(draft.text.clone());
    let builder = Message::builder()
        .date(date)
        .from(Mailbox::new(name(&draft.from_name), from.clone()))
        .to(Mailbox::new(name(&draft.to_name), to.clone()))
        .reply_to(Mailbox::new(None, reply_to))
        .subject(draft.subject.clone())
        .message_id(Some(draft.message_id.clone()));
    let builder = if draft.personal {
        builder
    } else {
        builder.raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
    };
    let bodies = (!draft.html.is_empty()).then(|| {
        MultiPart::alternative()
            .singlepart(text_part.clone())
            .singlepart(SinglePart::html(draft.html.clone()))
    });
    let attached = attached(&draft.attachments)?;
    let message = match (bodies, attached.is_empty()) {
        (None, true) => builder.singlepart(text_part),
        (Some(bodies), true) => builder.multipart(bodies),
        (bodies, false) => {
            let mixed = match bodies {
                Some(bodies) => MultiPart::mixed().multipart(bodies),
                None => MultiPart::mixed().singlepart(text_part),
            };
            builder.multipart(attached.into_iter().fold(mixed, MultiPart::singlepart))
        }
    }
    .map_err(|_| MailError::Body)?;
    let envelope = Envelope::new(Some(from), vec![to]).map_err(|_| MailError::To)?;
    Ok(Mail {
        envelope,
        bytes: message.formatted(),
    })
}

fn attached(attachments: &[Attachment]) -> Result<Vec<SinglePart>, MailError> {
    let total: usize = attachments.iter().map(|a| a.bytes.len()).sum();
    if total > MOST_ATTACHED {
        return Err(MailError::Attachment);
    }
    let part = |attachment: &Attachment| {
        let fits = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        let named = !attachment.name.is_empty()
            && attachment.name.len() <= 160
            && !attachment.name.starts_with('.')
            && attachment.name.chars().all(fits);
        let kind = ContentType::parse(&attachment.media_type).ok();
        let (true, Some(kind)) = (named, kind) else {
            return Err(MailError::Attachment);
        };
        let part = lettre::message::Attachment::new(attachment.name.clone());
        Ok(part.body(attachment.bytes.clone(), kind))
    };
    attachments.iter().map(part).collect()
}

/// One address of plain ASCII, in the form every server takes; no quoting, no comments, no lists.
pub fn address(raw: &str) -> Option<Address> {
    let (user, domain) = raw.rsplit_once('@')?;
    let user_fits = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let label_fits = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let fits = !user.is_empty()
        && user.len() <= 64
        && user.chars().all(user_fits)
        && !user.starts_with('.')
        && !user.ends_with('.')
        && !user.contains("..")
        && domain.len() <= 253
        && domain.split('.').all(label_fits);
    if fits {
        Address::from_str(raw).ok()
    } else {
        None
    }
}

/// The domain of an address, in lower case; for rates.
pub fn domain(raw: &str) -> String {
    raw.rsplit_once('@')
        .map_or_else(String::new, |(_, domain)| domain.to_ascii_lowercase())
}

/// A name for a header: cleaned, on one line, short; none rather than an empty one.
fn name(raw: &str) -> Option<String> {
    let joined = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let clean: String = text::clean(&joined)
        .chars()
        .filter(|c| !text::steers(*c))
        .take(100)
        .collect();
    (!clean.trim().is_empty()).then(|| clean.trim().to_owned())
}

fn message_id_fits(id: &str) -> bool {
    let inner = id.strip_prefix('<').and_then(|id| id.strip_suffix('>'));
    let Some((unique, domain)) = inner.and_then(|id| id.split_once('@')) else {
        return false;
    };
    uuid::Uuid::try_parse(unique).is_ok() && address(&format!("x@{domain}")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(super) fn draft() -> Draft {
        Draft {
            from_name: "Acme SA".to_owned(),
            from_address: "accounts@acme.example".to_owned(),
            to_name: "Mrs. Élise, payables".to_owned(),
            to_address: "elise@customer.example".to_owned(),
            reply_to: "ada@acme.example".to_owned(),
            message_id: "<0190a1b2-0000-7000-8000-000000000001@acme.example>".to_owned(),
            subject: "Facture échue".to_owned(),
            text: "Bonjour,\n.\n..\nvoilà".to_owned(),
            html: "<p>voilà</p>".to_owned(),
            personal: false,
            attachments: Vec::new(),
        }
    }

    /// The header block, unfolded: one line per header.
    fn headers(bytes: &[u8]) -> Vec<String> {
        let whole = String::from_utf8(bytes.to_vec()).expect("7-bit");
        let block = whole
            .split("\r\n\r\n")
            .next()
            .unwrap_or_default()
            .to_owned();
        let unfolded = block.replace("\r\n ", " ").replace("\r\n\t", " ");
        unfolded.split("\r\n").map(str::to_owned).collect()
    }

    fn names(bytes: &[u8]) -> Vec<String> {
        let mut names: Vec<String> = headers(bytes)
            .iter()
            .map(|line| line.split(':').next().unwrap_or_default().to_owned())
            .collect();
        names.sort();
        names
    }

    const EXPECTED: [&str; 9] = [
        "Auto-Submitted",
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-ID",
        "Reply-To",
        "Subject",
        "To",
    ];

    #[test]
    fn a_message_has_our_headers_and_one_recipient() {
        let mail = build(&draft(), SystemTime::UNIX_EPOCH).unwrap();
        assert_eq!(names(&mail.bytes), EXPECTED);
        assert_eq!(mail.envelope.to().len(), 1);
        assert_eq!(mail.envelope.to()[0].to_string(), "elise@customer.example");
        assert!(mail.bytes.is_ascii());
    }

    #[test]
    fn addresses_are_one_and_plain() {
        for good in ["a@b.example", "first.last+tag@mail-1.example.org"] {
            assert!(address(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "a",
            "@",
            "a@",
            "@b",
            "a@b,c@d",
            "a b@c.example",
            "a@b.example\r\nRCPT TO:<x@y>",
            "\"a\"@b.example",
            "<a@b.example>",
            "a@b@c.example",
            "a@-b.example",
            "a@b..example",
            ".a@b.example",
            "a@[127.0.0.1]",
            "é@b.example",
            "a@b.example>",
            "a@b.example x",
        ] {
            assert!(address(bad).is_none(), "{bad:?}");
        }
    }

    /// Whatever the fields hold: refused, or exactly our headers and one recipient.
    fn holds(draft: &Draft) -> Result<(), TestCaseError> {
        if let Ok(mail) = build(draft, SystemTime::UNIX_EPOCH) {
            let mut found = names(&mail.bytes);
            // A message of one part says how that part is encoded.
            found.retain(|name| name != "Content-Transfer-Encoding");
            prop_assert_eq!(found, EXPECTED);
            prop_assert_eq!(mail.envelope.to().len(), 1);
            prop_assert_eq!(mail.envelope.to()[0].to_string(), &*draft.to_address);
            let lines = headers(&mail.bytes);
            for name in ["From", "To"] {
                let line = lines
                    .iter()
                    .find(|line| line.starts_with(&format!("{name}:")))
                    .cloned()
                    .unwrap_or_default();
                prop_assert_eq!(line.matches("<").count() <= 1, true, "{}", line);
            }
        }
        Ok(())
    }

    fn hostile() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a-zA-Z0-9 ,;:<>@\"\\\\()\\[\\]\r\n\t\u{0}\u{b}\u{85}\u{2028}\u{202e}é😀=?._-]{0,60}",
            Just("x\r\nBcc: victim@example.org".to_owned()),
            Just("=?utf-8?q?=0d=0aBcc:_a@b?=".to_owned()),
            Just("a@b.example, c@d.example".to_owned()),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn hostile_fields_inject_nothing(
            from_name in hostile(), to_name in hostile(), to in hostile(), reply in hostile(), subject in hostile(),
            text in hostile(), html in hostile(), which in 0..6,
        ) {
            let mut draft = draft();
            // One field at a time keeps the rest acceptable, so that most cases get past the refusals.
            match which {
                0 => draft.from_name = from_name,
                1 => draft.to_name = to_name,
                2 => draft.to_address = to,
                3 => draft.reply_to = reply,
                4 => draft.subject = subject,
                _ => { draft.text = text; draft.html = html; }
            }
            holds(&draft)?;
        }
    }
}
