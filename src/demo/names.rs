//! Invented names, places, registration and telephone numbers.
//!
//! Nothing here exists: names are built from syllables; postcodes, registration numbers and domains
//! come from ranges that are not given out, telephone numbers from those reserved for fiction
//! (France: ARCEP decision 2018-0881; United Kingdom: Ofcom's numbers for drama; North America: 555-01xx).

use super::chance::Chance;

const FIRST: &[&str] = &[
    "Bra", "Cro", "Dal", "Fer", "Gri", "Jol", "Kel", "Lur", "Mor", "Nev", "Orb", "Plan", "Quen",
    "Rou", "Sav", "Tor", "Valm", "Ver", "Yv", "Zel",
];
const MIDDLE: &[&str] = &[
    "ado", "eri", "ive", "olan", "umon", "ata", "essi", "ibel", "oque", "inou", "arde", "omi",
];
const LAST: &[&str] = &[
    "val", "nne", "court", "ric", "dan", "lier", "tane", "vaux", "mour", "sson", "brac", "quet",
];
const LAST_ABROAD: &[&str] = &[
    "ton", "wick", "berg", "ham", "stead", "ley", "mere", "holt", "ford", "by",
];
const TRADES_FR: &[&str] = &[
    "Menuiserie",
    "Transports",
    "Garage",
    "Imprimerie",
    "Clinique",
    "Plomberie",
    "Boulangerie",
    "Ateliers",
    "Laboratoires",
    "Charpentes",
    "Distribution",
    "Mécanique",
    "Électricité",
    "Vergers",
    "Caves",
    "Papeterie",
    "Fonderie",
    "Tissages",
    "Peintures",
    "Maçonnerie",
];
const TRADES_EN: &[&str] = &[
    "Joinery",
    "Haulage",
    "Motors",
    "Printing",
    "Clinics",
    "Plumbing",
    "Bakeries",
    "Works",
    "Laboratories",
    "Roofing",
    "Trading",
    "Engineering",
    "Electrical",
    "Orchards",
    "Cellars",
    "Stationery",
    "Foundry",
    "Textiles",
    "Paints",
    "Masonry",
];
const PUBLIC_FR: &[&str] = &[
    "Mairie de",
    "Lycée de",
    "Centre hospitalier de",
    "Communauté de communes de",
    "Musée de",
];
const PUBLIC_EN: &[&str] = &["Borough of", "College of", "Museum of", "Library of"];
const GIVEN_FR: &[&str] = &[
    "Agnès", "Bruno", "Chloé", "Damien", "Élise", "Fabien", "Gaëlle", "Hervé", "Irène", "Julien",
    "Katia", "Loïc", "Maud", "Nadia", "Olivier", "Pauline", "Rémi", "Solène", "Thierry", "Yasmine",
];
const GIVEN_EN: &[&str] = &[
    "Alice", "Ben", "Carol", "Daniel", "Erin", "Frank", "Grace", "Henry", "Isla", "Jack", "Kate",
    "Liam", "Megan", "Nora", "Owen", "Priya", "Ruth", "Sam", "Tess", "Will",
];

fn word(chance: &mut Chance, endings: &[&str]) -> String {
    let (first, middle, last) = (
        chance.pick(FIRST),
        chance.pick(MIDDLE),
        chance.pick(endings),
    );
    format!("{first}{middle}{last}")
}

fn is_french(country: &str) -> bool {
    matches!(country, "FR" | "BE")
}

/// A place that is on no map.
pub fn town(chance: &mut Chance, country: &str) -> String {
    if is_french(country) {
        let start = chance.pick(&["Saint-", "", "Le ", "La ", "", ""]);
        format!("{start}{}", word(chance, &LAST[..6]))
    } else {
        word(chance, LAST_ABROAD)
    }
}

/// A company's name.
pub fn company(chance: &mut Chance, country: &str) -> String {
    let forms: &[&str] = match country {
        "FR" => &["SARL", "SAS", "SA", "EURL"],
        "BE" => &["SRL"],
        "DE" | "CH" => &["GmbH", "AG"],
        "US" => &["Inc.", "LLC"],
        _ => &["Ltd", "LLP"],
    };
    let form = chance.pick(forms);
    if is_french(country) {
        format!(
            "{} {} {form}",
            chance.pick(TRADES_FR),
            word(chance, &LAST[2..])
        )
    } else {
        format!(
            "{} {} {form}",
            word(chance, LAST_ABROAD),
            chance.pick(TRADES_EN)
        )
    }
}

/// A public body's name.
pub fn public_body(chance: &mut Chance, country: &str) -> String {
    let kind = chance.pick(if is_french(country) {
        PUBLIC_FR
    } else {
        PUBLIC_EN
    });
    format!("{kind} {}", town(chance, country))
}

/// A person's name.
pub fn person(chance: &mut Chance, french: bool) -> String {
    let (given, endings) = if french {
        (GIVEN_FR, &LAST[4..])
    } else {
        (GIVEN_EN, LAST_ABROAD)
    };
    format!("{} {}", chance.pick(given), word(chance, endings))
}

/// An address in an invented street and town, with a postcode outside those in use.
pub fn address(chance: &mut Chance, country: &str) -> String {
    let number = chance.range(1, 180);
    let town = town(chance, country);
    let code = chance.range(10, 99);
    match country {
        "FR" => format!(
            "{number} {} {}, 998{code} {town}",
            chance.pick(&["rue", "avenue", "impasse", "quai"]),
            word(chance, &LAST[..4])
        ),
        "BE" => format!("{number} rue {}, 00{code} {town}", word(chance, &LAST[..4])),
        "US" => format!(
            "{number} {} Street, {town}, 000{code}",
            word(chance, LAST_ABROAD)
        ),
        "GB" => format!(
            "{number} {} Road, {town} ZZ{} {}ZZ",
            word(chance, LAST_ABROAD),
            code / 10,
            code % 10
        ),
        _ => format!("{number} {}, 00{code} {town}", word(chance, LAST_ABROAD)),
    }
}

/// A telephone number that rings nowhere. Countries without such a range are called at a desk abroad.
pub fn phone(chance: &mut Chance, country: &str, mobile: bool) -> String {
    let pairs = |n: i64| format!("{:02} {:02}", n / 100 % 100, n % 100);
    match country {
        "FR" if mobile => format!("06 39 98 {}", pairs(chance.range(0, 9999))),
        "FR" => format!(
            "{} {}",
            chance.pick(&["01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49"]),
            pairs(chance.range(0, 9999))
        ),
        "US" => format!(
            "+1 {} 555-01{:02}",
            chance.pick(&["212", "312", "415"]),
            chance.range(0, 99)
        ),
        _ if mobile => format!("+44 7700 900{:03}", chance.range(0, 999)),
        "GB" => format!("020 7946 0{:03}", chance.range(0, 999)),
        _ => format!("+44 20 7946 0{:03}", chance.range(0, 999)),
    }
}

/// The name as it stands in an internet domain: lower-case ASCII and hyphens.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'é' | 'è' | 'ê' | 'ë' => slug.push('e'),
            'ç' => slug.push('c'),
            'ï' | 'î' => slug.push('i'),
            'à' | 'â' => slug.push('a'),
            'ô' => slug.push('o'),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// A SIREN whose check digit holds, in the range 0004xxxxx and above, which is not given out.
pub fn siren(number: u64) -> String {
    with_check_digit(format!("000{:05}", 40_000 + number % 60_000))
}

/// The SIRET of an establishment of that SIREN.
pub fn siret(siren: &str, establishment: i64) -> String {
    with_check_digit(format!("{siren}{establishment:04}"))
}

/// The French VAT number of a SIREN: its key is 12 + 3 × SIREN, modulo 97.
pub fn vat_number(siren: &str) -> String {
    let number: u64 = siren.parse().unwrap_or_default();
    format!("FR{:02}{siren}", (12 + 3 * (number % 97)) % 97)
}

/// Appends the digit that makes the Luhn sum a multiple of ten.
fn with_check_digit(mut digits: String) -> String {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0') * if place % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    let check = (10 - sum % 10) % 10;
    digits.push(char::from_digit(check, 10).unwrap_or('0'));
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luhn_holds(digits: &str) -> bool {
        let sum: u32 = digits
            .bytes()
            .rev()
            .enumerate()
            .map(|(place, byte)| {
                let digit = u32::from(byte - b'0') * if place % 2 == 1 { 2 } else { 1 };
                digit / 10 + digit % 10
            })
            .sum();
        sum.is_multiple_of(10)
    }

    #[test]
    fn registration_numbers_pass_their_checks() {
        for number in 0..2000 {
            let siren = siren(number);
            assert_eq!(siren.len(), 9);
            assert!(luhn_holds(&siren), "{siren}");
            let siret = siret(&siren, 12);
            assert_eq!(siret.len(), 14);
            assert!(luhn_holds(&siret), "{siret}");
        }
        // The published example of the tax administration.
        assert_eq!(vat_number("404833048"), "FR83404833048");
    }

    #[test]
    fn telephone_numbers_ring_nowhere() {
        let mut chance = Chance::new(1, 1);
        for country in ["FR", "GB", "US", "DE", "BE", "CH"] {
            for mobile in [false, true] {
                let phone = phone(&mut chance, country, mobile);
                let fiction = [
                    "01 99 00",
                    "02 61 91",
                    "03 53 01",
                    "04 65 71",
                    "05 36 49",
                    "06 39 98",
                    "020 7946 0",
                    "+44 20 7946 0",
                    "+44 7700 900",
                    "555-01",
                ];
                assert!(
                    fiction.iter().any(|range| phone.contains(range)),
                    "{country} {phone}"
                );
            }
        }
    }

    #[test]
    fn names_make_domains() {
        assert_eq!(
            slug("Électricité Brarivaux (Saint) SARL"),
            "electricite-brarivaux-saint-sarl"
        );
    }
}
