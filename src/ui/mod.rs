//! Drawing the state: [`draw`] is a function of [`App`] and [`Look`], and changes neither.
//!
//! Everything is painted through a [`Pen`], which clips and cleans: no screen can write outside its area
//! or let a control character through.

mod frame;
pub mod glyph;
mod overlay;
mod pen;
pub mod screen;
pub mod theme;
pub mod widget;

use ratatui::buffer::Buffer;

pub use glyph::Glyphs;
pub use pen::Pen;
pub use theme::{Role, Theme};

use crate::app::App;
use crate::app::shell::{self, Painted};
use crate::i18n::Catalogue;

/// How things look: chosen once by the runtime.
#[derive(Debug, Clone)]
pub struct Look {
    /// Colours and attributes by meaning.
    pub theme: Theme,
    /// Symbols the terminal can show.
    pub glyphs: Glyphs,
}

/// What drawing reads.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The state.
    pub app: &'a App,
    /// Sentences, dates and numbers.
    pub words: &'a Catalogue,
    /// How things look.
    pub look: &'a Look,
}

impl View<'_> {
    /// The style of a meaning.
    pub fn style(&self, role: Role) -> ratatui::style::Style {
        self.look.theme.style(role)
    }

    /// Keys as the person's keyboard names them: `enter` is `Entrée` in French.
    pub fn keys(&self, keys: &str) -> String {
        let named = keys.split(' ').map(|key| {
            let name = format!("key-{key}");
            match self.words.has(&name) {
                true => self.words.tr(&name),
                false => key.to_owned(),
            }
        });
        named.collect::<Vec<_>>().join(" ")
    }

    /// Two texts with a colon between them, set as the language sets it.
    pub fn pair(&self, what: &str, told: &str) -> String {
        let args = [("what", what.into()), ("told", told.into())];
        self.words.tr_args("ui-pair", &args)
    }

    /// Wraps text to so many lines of some cells; what does not fit ends in an ellipsis.
    pub fn wrap(&self, text: &str, cells: u16, most: usize) -> Vec<String> {
        let text = crate::text::clean(text);
        let mut lines = crate::text::wrap(&text, cells.max(1).into());
        if lines.len() > most {
            let rest = lines.split_off(most.saturating_sub(1)).join(" ");
            lines.push(self.fit(&rest, cells));
        }
        lines
    }

    /// Shortens text to some cells, as it will be shown.
    pub fn fit(&self, text: &str, cells: u16) -> String {
        let text = crate::text::clean(text);
        crate::text::fit(&text, cells.into(), self.look.glyphs.ellipsis)
    }
}

/// Draws one frame onto an empty buffer of any size; tells what it showed.
pub fn draw(app: &App, look: &Look, buf: &mut Buffer) -> Painted {
    let view = View {
        app,
        words: &app.shell.words,
        look,
    };
    let mut painted = Painted::default();
    let area = buf.area;
    if view.style(Role::Base).bg.is_some() {
        buf.set_style(area, view.style(Role::Base));
    }
    let mut pen = Pen::new(buf, area);
    if shell::too_small((area.width, area.height)) {
        frame::too_small(view, &mut pen);
        return painted;
    }
    frame::header(view, &mut pen.rows(0, 1));
    let banner = frame::banner(view, &mut pen.rows(1, area.height - 2));
    let body = area.height - 2 - banner;
    let tip = frame::tip(view, &mut pen.rows(area.height - 2, 1));
    let body = body - tip;
    // Without a company no screen has an answer to wait for.
    if !app.shell.has_no_company() {
        screen::draw(view, &mut pen.rows(1 + banner, body), &mut painted);
    }
    frame::footer(view, &mut pen.rows(area.height - 1, 1));
    if let Some(top) = app.overlay() {
        painted.cursor = None;
        overlay::draw(view, top, &mut pen.rows(1 + banner, body), &mut painted);
    }
    painted
}

#[cfg(test)]
mod tests;
