//! The least that any ratatui program does: the limit for first paint and bytes.

use ratatui::crossterm::{event, execute, terminal};
use ratatui::layout::Constraint;
use ratatui::widgets::{Block, Row, Table};

/// Paints one table and waits for a key.
///
/// # Errors
/// When the terminal cannot be set up.
pub fn run() -> std::io::Result<()> {
    terminal::enable_raw_mode()?;
    let mut out = std::io::stdout();
    execute!(out, terminal::EnterAlternateScreen)?;
    let mut screen = ratatui::Terminal::new(ratatui::backend::CrosstermBackend::new(out))?;
    screen.draw(|frame| {
        let rows = (0..frame.area().height).map(|n| {
            Row::new([
                format!("row {n}"),
                "1 234,56 €".to_owned(),
                "31–60".to_owned(),
            ])
        });
        let table = Table::new(
            rows,
            [
                Constraint::Fill(1),
                Constraint::Length(14),
                Constraint::Length(8),
            ],
        )
        .block(Block::bordered().title("bare"));
        frame.render_widget(table, frame.area());
    })?;
    let _ = event::read()?;
    execute!(std::io::stdout(), terminal::LeaveAlternateScreen)?;
    terminal::disable_raw_mode()
}
