use super::*;
use crate::domain::page::Cursor;

#[derive(Debug, Clone, PartialEq)]
struct Item(u64, &'static str);

impl Row for Item {
    type Id = u64;

    fn id(&self) -> u64 {
        self.0
    }
}

/// What a database with the numbers below `size` would answer.
fn answer(fetch: &Fetch, size: u64, rows: u64) -> Page<Item> {
    let key = |c: &Cursor| c.0.parse::<u64>().expect("our cursor");
    let (from, to) = match fetch {
        Fetch::First => (0, rows.min(size)),
        Fetch::Last => (size.saturating_sub(rows), size),
        Fetch::After(c) => (key(c) + 1, (key(c) + 1 + rows).min(size)),
        Fetch::Before(c) => (key(c).saturating_sub(rows), key(c)),
        Fetch::From(c) => (key(c), (key(c) + rows).min(size)),
    };
    let cursor = |n: u64| Cursor(n.to_string());
    Page {
        rows: (from..to).map(|n| Item(n, "")).collect(),
        before: (from > 0 && from < to).then(|| cursor(from)),
        after: (to < size && from < to).then(|| cursor(to - 1)),
        first: (from < to).then(|| cursor(from)),
        total: Some(size),
    }
}

fn opened(size: u64) -> Table<Item> {
    let mut table = Table::default();
    table.painted(20);
    table.accept(&Fetch::First, answer(&Fetch::First, size, 100));
    table
}

fn go(table: &mut Table<Item>, size: u64, step: Step) -> usize {
    match table.step(step) {
        Some(fetch) => {
            table.accept(&fetch, answer(&fetch, size, 100));
            1
        }
        None => 0,
    }
}

#[test]
fn a_million_rows_are_walked_with_one_query_a_page_and_few_rows_held() {
    let size = 1_000_000;
    let mut table = opened(size);
    let mut queries = 0;
    for n in 1..=5_000u64 {
        queries += go(&mut table, size, Step::Rows(1));
        assert_eq!(table.selected().map(Row::id), Some(n));
        assert_eq!(table.position(), Some(n + 1));
        assert!(table.rows().len() <= 700);
    }
    assert!((48..=52).contains(&queries), "{queries}");
    for n in (0..5_000u64).rev() {
        go(&mut table, size, Step::Rows(-1));
        assert_eq!(table.selected().map(Row::id), Some(n));
        assert_eq!(table.position(), Some(n + 1));
    }
}

#[test]
fn ends_are_reached_by_one_query_each() {
    let size = 1_000_000;
    let mut table = opened(size);
    assert_eq!(go(&mut table, size, Step::Last), 1);
    assert_eq!(table.selected().map(Row::id), Some(size - 1));
    assert_eq!(table.position(), Some(size));
    assert_eq!(table.visible(20).len(), 20);
    go(&mut table, size, Step::Screens(-1));
    assert_eq!(table.selected().map(Row::id), Some(size - 20));
    assert_eq!(go(&mut table, size, Step::First), 1);
    assert_eq!(table.selected().map(Row::id), Some(0));
}

#[test]
fn a_refresh_keeps_the_selected_row_and_its_line() {
    let size = 10_000;
    let mut table = opened(size);
    for _ in 0..900 {
        go(&mut table, size, Step::Rows(1));
    }
    let line = table.cursor() - table.visible(20).start;
    table.note_stale(3);
    let fetch = table.refresh();
    assert!(matches!(fetch, Fetch::From(_)));
    table.accept(&fetch, answer(&fetch, size, 700));
    assert_eq!(table.selected().map(Row::id), Some(900));
    assert_eq!(table.cursor() - table.visible(20).start, line);
    assert_eq!(table.stale(), 0);
}

#[test]
fn what_comes_onto_the_head_is_seen_where_that_is_wanted_and_the_head_is_shown() {
    let shown = |wanted: bool, down: i64| {
        let mut table = opened(50);
        if wanted {
            table.show_head();
        }
        table.step(Step::Rows(down));
        table.painted(20);
        let selected = table.selected().map(Row::id);
        let mut rows = answer(&Fetch::First, 50, 100).rows;
        rows.insert(0, Item(1_000, "new"));
        table.accept(&Fetch::First, Page::whole(rows));
        assert_eq!(table.selected().map(Row::id), selected);
        table.visible(20).start
    };
    assert_eq!(shown(true, 0), 0);
    assert_eq!(shown(true, 18), 0);
    assert_eq!(shown(false, 0), 1);
    // The selected row stays in view, and whoever has gone further down is left in peace.
    assert_eq!(shown(true, 19), 1);
    assert_eq!(shown(true, 25), 7);
}

#[test]
fn a_vanished_selection_leaves_the_cursor_where_it_was() {
    let mut table = opened(50);
    go(&mut table, 50, Step::Rows(7));
    let mut page = answer(&Fetch::First, 50, 100);
    page.rows.remove(7);
    table.accept(&Fetch::First, page);
    assert_eq!(table.selected().map(Row::id), Some(8));
    table.accept(&Fetch::First, Page::whole(vec![]));
    assert_eq!(table.selected(), None);
    assert_eq!(table.visible(20), 0..0);
}

#[test]
fn a_live_change_patches_in_place() {
    let mut table = opened(50);
    assert!(table.patch(Item(3, "new")));
    assert!(!table.patch(Item(99, "")));
    assert_eq!(table.rows()[3], Item(3, "new"));
    assert_eq!(table.selected().map(Row::id), Some(0));
}

#[test]
fn marks_are_by_id() {
    let mut table = opened(50);
    assert_eq!(table.chosen(), [0]);
    table.toggle_mark();
    table.step(Step::Rows(4));
    table.toggle_mark();
    assert_eq!(table.chosen(), [0, 4]);
    table.toggle_mark();
    assert_eq!(table.chosen(), [0]);
    table.toggle_all();
    assert_eq!(table.marks().len(), 50);
    table.toggle_all();
    assert_eq!(table.marks().len(), 0);
}

#[test]
fn a_row_that_moved_between_pages_shows_once() {
    let mut table = opened(1_000);
    let fetch = Fetch::After(Cursor("99".into()));
    let mut page = answer(&fetch, 1_000, 100);
    page.rows.push(Item(5, "moved"));
    table.accept(&fetch, page);
    assert_eq!(table.rows().iter().filter(|r| r.id() == 5).count(), 1);
}

#[test]
fn any_walk_on_any_list_keeps_the_selection_in_view() {
    use rand::{RngExt, SeedableRng};
    let seed: u64 = rand::random();
    println!("seed {seed}");
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    for _ in 0..300 {
        let size = rng.random_range(0..900);
        let mut table = opened(size);
        for _ in 0..60 {
            let height = rng.random_range(0..40usize);
            table.painted(height);
            let step = match rng.random_range(0..6) {
                0 => Step::First,
                1 => Step::Last,
                2 => Step::Screens(rng.random_range(-3..4)),
                3 => Step::Rows(i64::MIN),
                _ => Step::Rows(rng.random_range(-150..150)),
            };
            go(&mut table, size, step);
            let visible = table.visible(height.max(1));
            assert_eq!(size == 0, table.selected().is_none());
            assert!(
                size == 0 || visible.contains(&table.cursor()),
                "{visible:?}"
            );
            let ids: Vec<u64> = table.rows().iter().map(Row::id).collect();
            assert!(ids.windows(2).all(|w| w[0] + 1 == w[1]));
            if let (Some(row), Some(position)) = (table.selected(), table.position()) {
                assert_eq!(row.id() + 1, position);
            }
        }
    }
}

#[test]
fn a_range_is_marked_from_the_row_marked_last() {
    let mut table = opened(50);
    table.step(Step::Rows(9));
    table.mark_range();
    assert_eq!(table.chosen(), [9], "nothing was marked before");
    table.step(Step::Rows(-4));
    table.mark_range();
    assert_eq!(table.chosen(), [5, 6, 7, 8, 9]);
    table.clear_marks();
    table.step(Step::Rows(10));
    table.mark_range();
    assert_eq!(table.chosen(), [15], "a range begins at a mark");
    table.toggle_mark();
    table.step(Step::Rows(2));
    table.mark_range();
    assert_eq!(
        table.chosen(),
        [17],
        "a mark that was taken away begins none"
    );
}
