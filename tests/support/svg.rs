//! A terminal screen as an SVG picture, for `screenshots/`: real text, sharp at any size, small in the repository.

use std::fmt::Write as _;

use vt100::{Color, Screen};

const CELL_WIDTH: f32 = 8.4;
const CELL_HEIGHT: f32 = 18.0;
const PADDING: f32 = 12.0;
const BACKGROUND: &str = "#101214";
const FOREGROUND: &str = "#d0d0d0";

/// The sixteen colours a terminal has by name.
const PALETTE: [&str; 16] = [
    "#1d1f21", "#cc6666", "#b5bd68", "#f0c674", "#81a2be", "#b294bb", "#8abeb7", "#c5c8c6",
    "#7a7e82", "#d54e53", "#b9ca4a", "#e7c547", "#7aa6da", "#c397d8", "#70c0b1", "#eaeaea",
];

/// Draws the screen.
pub fn render(screen: &Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns): (u16, u16) = (rows.into(), columns.into());
    let width = f32::from(columns) * CELL_WIDTH + 2.0 * PADDING;
    let height = f32::from(rows) * CELL_HEIGHT + 2.0 * PADDING;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n\
         <g font-family=\"'DejaVu Sans Mono','JetBrains Mono',Menlo,Consolas,monospace\" font-size=\"14\" xml:space=\"preserve\">\n"
    );
    for row in 0..rows {
        let runs = runs(screen, row, columns);
        for run in runs.iter().filter(|run| run.background != BACKGROUND) {
            let _ = writeln!(
                svg,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{CELL_HEIGHT:.1}\" fill=\"{}\"/>",
                x(run.from),
                y(row),
                f32::from(run.cells) * CELL_WIDTH,
                run.background
            );
        }
        for run in runs.iter().filter(|run| !run.text.trim().is_empty()) {
            let weight = if run.bold {
                " font-weight=\"bold\""
            } else {
                ""
            };
            let line = if run.underline {
                " text-decoration=\"underline\""
            } else {
                ""
            };
            let _ = writeln!(
                svg,
                "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" fill=\"{}\"{weight}{line}>{}</text>",
                x(run.from),
                y(row) + 13.5,
                f32::from(run.cells) * CELL_WIDTH,
                run.foreground,
                escape(&run.text)
            );
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// Neighbouring cells of one look.
struct Run {
    from: u16,
    cells: u16,
    text: String,
    foreground: String,
    background: String,
    bold: bool,
    underline: bool,
}

fn runs(screen: &Screen, row: u16, columns: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for column in 0..columns {
        let Some(cell) = screen.cell(row, column) else {
            continue;
        };
        if cell.is_wide_continuation() {
            if let Some(last) = runs.last_mut() {
                last.cells += 1;
            }
            continue;
        }
        let (mut foreground, mut background) = (
            colour(cell.fgcolor(), FOREGROUND),
            colour(cell.bgcolor(), BACKGROUND),
        );
        if cell.dim() {
            foreground = "#8a8f94".to_owned();
        }
        if cell.inverse() {
            std::mem::swap(&mut foreground, &mut background);
        }
        let text = if cell.has_contents() {
            cell.contents()
        } else {
            " "
        };
        match runs.last_mut() {
            Some(last)
                if last.foreground == foreground
                    && last.background == background
                    && last.bold == cell.bold()
                    && last.underline == cell.underline() =>
            {
                last.cells += 1;
                last.text.push_str(text);
            }
            _ => runs.push(Run {
                from: column,
                cells: 1,
                text: text.to_owned(),
                foreground,
                background,
                bold: cell.bold(),
                underline: cell.underline(),
            }),
        }
    }
    runs
}

fn x(column: u16) -> f32 {
    PADDING + f32::from(column) * CELL_WIDTH
}

fn y(row: u16) -> f32 {
    PADDING + f32::from(row) * CELL_HEIGHT
}

fn colour(colour: Color, default: &str) -> String {
    match colour {
        Color::Default => default.to_owned(),
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Idx(n @ 0..=15) => PALETTE[usize::from(n)].to_owned(),
        Color::Idx(n @ 16..=231) => {
            let step = |v: u8| if v == 0 { 0 } else { 55 + v * 40 };
            let n = n - 16;
            format!(
                "#{:02x}{:02x}{:02x}",
                step(n / 36),
                step(n / 6 % 6),
                step(n % 6)
            )
        }
        Color::Idx(n) => {
            let grey = 8 + (n - 232) * 10;
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
