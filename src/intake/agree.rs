//! What the fields of one line say of each other.

use super::kind::Kind;
use super::refusal::Refusal;
use super::row::Row;
use crate::domain::registration;

/// Rejects a customer whose numbers are those of two companies.
///
/// # Errors
/// Which fields differ.
pub fn check(kind: Kind, row: &Row) -> Result<(), Refusal> {
    if kind != Kind::Customers {
        return Ok(());
    }
    let get = |name: &str| kind.index(name).and_then(|index| row.get(index));
    let (siret, vat) = (get("siret"), get("vat_number"));
    let of_siret = siret.and_then(|siret| siret.get(..9));
    let of_vat = vat.and_then(registration::siren_of_vat);
    let told = [
        ("siren", get("siren"), get("siren")),
        ("siret", siret, of_siret),
        ("vat_number", vat, of_vat),
    ];
    let mut told = told
        .into_iter()
        .filter_map(|(field, value, siren)| Some((field, value?, siren?)));
    let Some((field, value, siren)) = told.next() else {
        return Ok(());
    };
    match told.find(|(_, _, other)| *other != siren) {
        None => Ok(()),
        Some((other, differs, _)) => Err(Refusal::new("reject-two-companies")
            .with("field", field)
            .with("value", value)
            .with("other", other)
            .with("differs", differs)),
    }
}
