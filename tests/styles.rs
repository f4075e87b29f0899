//! How each meaning looks in each theme: by eye in the differences, once per theme and depth of colour.

use std::fmt::Write as _;

use encours::ui::theme::{Depth, NAMES, Role, Theme};
use ratatui::style::{Color, Modifier, Style};

fn colour(colour: Option<Color>) -> String {
    colour.map_or_else(|| "-".to_owned(), |c| c.to_string().to_lowercase())
}

fn written(style: Style) -> String {
    let marks = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underline"),
        (Modifier::REVERSED, "reverse"),
    ];
    let worn = marks
        .iter()
        .filter(|(m, _)| style.add_modifier.contains(*m));
    let worn: Vec<&str> = worn.map(|(_, name)| *name).collect();
    let (text, ground) = (colour(style.fg), colour(style.bg));
    format!("{text:<14}{ground:<14}{}", worn.join(" "))
        .trim_end()
        .to_owned()
}

#[test]
fn the_styles_of_each_theme() {
    for name in NAMES {
        let mut told = String::new();
        for (depth, title) in [
            (Depth::Sixteen, "sixteen colours"),
            (Depth::True, "true colour"),
        ] {
            let theme = Theme::named(name, depth);
            let _ = writeln!(told, "{title}: text, ground, marks");
            for (id, role) in Role::ALL {
                let _ = writeln!(told, "  {id:<14}{}", written(theme.style(role)));
            }
        }
        insta::with_settings!({ snapshot_path => "screens", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("theme-{name}"), told);
        });
    }
}
