use proptest::prelude::*;

use super::*;
use crate::domain::invoice::Item;
use crate::domain::list::Listed;

fn fields() -> Vec<&'static Field> {
    Item::LIST.fields().collect()
}

fn read(text: &str) -> Result<Vec<Condition>, Refusal> {
    parse(text, &fields(), &|typed| match typed {
        "fri" => NaiveDate::from_ymd_opt(2026, 12, 4),
        other => other.parse().ok(),
    })
}

fn written(text: &str) -> String {
    let terms: Vec<String> = read(text)
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    terms.join(" ")
}

fn refused(text: &str) -> (usize, Why) {
    let refusal = read(text).unwrap_err();
    (refusal.at, refusal.why)
}

#[test]
fn terms_side_by_side_mean_and() {
    assert_eq!(
        written("late>30 amount>10k risk:c,D -disputed collector:me \"acme sa\" dupont"),
        "late>30 amount>10000 risk=\"C\",\"D\" -disputed collector:me \"acme sa\" \"dupont\""
    );
    assert_eq!(
        written("due<fri échéance>=2026-12-01"),
        "due<2026-12-04 due>=2026-12-01"
    );
    assert_eq!(
        written("retard:10..20 montant:..1,5M solde:2.5.. "),
        "late:10..20 amount<=1500000 open>=2.5"
    );
    assert_eq!(
        written("name:\"le grand\",petit -numero=F-12"),
        "name:\"le grand\",\"petit\" -number=\"F-12\""
    );
    assert_eq!(written(""), "");
}

#[test]
fn a_term_that_is_not_understood_says_which_and_why() {
    assert_eq!(
        refused("late>30 amuont>3"),
        (9, Why::Field("amuont".into(), Some("amount")))
    );
    assert_eq!(refused("late>"), (1, Why::Empty));
    assert_eq!(refused("  -"), (3, Why::Empty));
    assert_eq!(refused("late>abc"), (1, Why::Number("abc".into())));
    assert_eq!(refused("late>1.5"), (1, Why::Number("1.5".into())));
    assert_eq!(refused("amount>1.000"), (1, Why::Ambiguous("1.000".into())));
    assert_eq!(refused("amount>1,000"), (1, Why::Ambiguous("1,000".into())));
    assert_eq!(
        refused("amount>99999999999999999999"),
        (1, Why::Number("99999999999999999999".into()))
    );
    assert_eq!(refused("due<someday"), (1, Why::Date("someday".into())));
    assert_eq!(refused("name>x"), (1, Why::Comparison("name")));
    assert_eq!(refused("assumed:yes"), (1, Why::Comparison("assumed")));
    assert_eq!(refused("name:\"le grand"), (1, Why::Quote));
    assert!(
        matches!(refused("risk:Z").1, Why::Word(word, known) if word == "Z" && known.len() == 5)
    );
    assert_eq!(refused(&"x ".repeat(40)).1, Why::TooMany);
}

fn literal(kind: Kind) -> BoxedStrategy<Literal> {
    match kind {
        Kind::Date | Kind::Time => (0..40_000_i32)
            .prop_filter_map("a date", |n| {
                NaiveDate::from_num_days_from_ce_opt(720_000 + n)
            })
            .prop_map(Literal::Date)
            .boxed(),
        Kind::Money => (-9_999_999_999_i64..9_999_999_999, 0..3_u32)
            .prop_map(|(n, scale)| Literal::Number(Decimal::new(n, scale).normalize()))
            .boxed(),
        _ => (-99_999_i64..99_999)
            .prop_map(|n| Literal::Number(n.into()))
            .boxed(),
    }
}

fn comparison() -> impl Strategy<Value = Comparison> {
    use Comparison::*;
    prop::sample::select(vec![Less, AtMost, Equal, AtLeast, More])
}

fn any_test() -> BoxedStrategy<Test> {
    let text = "[^\"\\s\\p{C}][^\"\\p{C}]{0,12}[^\"\\s\\p{C}]";
    let texts = prop::collection::vec(text, 1..4);
    prop_oneof![
        text.prop_map(Test::Words),
        (prop::sample::select(fields()), texts).prop_flat_map(|(field, texts)| match field.kind {
            Kind::Flag => Just(Test::Flag(field)).boxed(),
            Kind::Text(_) => prop_oneof![
                Just(Test::Contains(field, texts.clone())),
                Just(Test::Is(field, texts))
            ]
            .boxed(),
            Kind::Person =>
                prop_oneof![Just(Test::Mine(field)), Just(Test::Contains(field, texts))].boxed(),
            Kind::Word(known) => prop::sample::subsequence(known, 1..=known.len())
                .prop_map(move |words| {
                    Test::Is(field, words.into_iter().map(str::to_owned).collect())
                })
                .boxed(),
            kind => (comparison(), literal(kind), literal(kind), any::<u8>())
                .prop_map(move |(how, one, other, n)| match n % 3 {
                    0 if field.flag => Test::Flag(field),
                    1 => Test::Between(field, one, other),
                    _ => Test::Compare(field, how, one),
                })
                .boxed(),
        }),
    ]
    .boxed()
}

proptest! {
    #[test]
    fn what_is_written_reads_the_same(
        conditions in prop::collection::vec(
            (any::<bool>(), any_test()).prop_map(|(negated, test)| Condition { negated, test }), 0..8),
    ) {
        let text: Vec<String> = conditions.iter().map(ToString::to_string).collect();
        prop_assert_eq!(read(&text.join(" ")).unwrap(), conditions);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
        let _ = read(&text);
    }
}
