//! Pages filled from the top down, a new one when one is full, and written as PDF/A.

use chrono::{Datelike as _, NaiveDate};
use krilla::SerializeSettings;
use krilla::color::luma;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::document::Document;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::Font;

use super::lines::{BOLD, Composer, Line, REGULAR, Style};
use super::paper::{BOTTOM, MARGIN, Paper, TOP};

/// A document that could not be written; what the library says of it, for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unprintable(String);

impl Unprintable {
    fn because(why: &impl std::fmt::Debug) -> Unprintable {
        Unprintable(format!("{why:?}"))
    }
}

/// Something at its place on a page.
enum Mark {
    Line { x: f32, y: f32, line: Line },
    Rule { x: f32, y: f32, width: f32 },
}

/// What a file says of itself.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// Who wrote it.
    pub author: &'a str,
    /// `en` or `fr`.
    pub language: &'a str,
    /// Its day: the same document of the same day is the same file.
    pub day: NaiveDate,
}

/// Pages being filled. Lengths are points from the top left.
pub struct Sheet {
    /// What they are printed on.
    pub paper: Paper,
    /// Breaks text into lines.
    pub composer: Composer,
    /// How far down the last page is filled.
    pub y: f32,
    pages: Vec<Vec<Mark>>,
}

impl Sheet {
    /// With one empty page.
    pub fn new(paper: Paper) -> Sheet {
        Sheet {
            paper,
            composer: Composer::new(),
            y: TOP,
            pages: vec![Vec::new()],
        }
    }

    /// Puts text at a place of the last page, of its lines as many as there is room for above `floor`; how far down it reaches.
    pub fn put(
        &mut self,
        [x, y]: [f32; 2],
        text: &str,
        style: Style,
        [width, floor]: [f32; 2],
    ) -> f32 {
        let mut lines = self.composer.lines(text, style, width);
        let mut low = y;
        lines.retain(|line| {
            low += line.height;
            low <= floor
        });
        self.draw([x, y], lines)
    }

    /// Puts lines at a place of the last page; how far down they reach.
    pub fn draw(&mut self, [x, mut y]: [f32; 2], lines: Vec<Line>) -> f32 {
        for line in lines {
            let height = line.height;
            self.mark(Mark::Line { x, y, line });
            y += height;
        }
        y
    }

    /// Lets text follow over the whole width, on as many pages as it takes.
    pub fn flow(&mut self, text: &str, style: Style) {
        for line in self.composer.lines(text, style, self.paper.measure()) {
            self.make_room(line.height);
            self.y = self.draw([MARGIN, self.y], vec![line]);
        }
    }

    /// Leaves some white space; none on top of a page.
    pub fn skip(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    /// Turns the page where so much does not fit; whether it did.
    pub fn make_room(&mut self, height: f32) -> bool {
        let full = self.y + height > self.paper.floor() && self.y > TOP;
        if full {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
        full
    }

    /// A hair line over some width, at the height that has been reached.
    pub fn rule(&mut self, x: f32, width: f32) {
        let y = self.y;
        self.mark(Mark::Rule { x, y, width });
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// The file, with a foot and its number on each page.
    ///
    /// # Errors
    /// What the standard does not allow; nothing that is put on a page here.
    pub fn finish(mut self, foot: &str, about: &About<'_>) -> Result<Vec<u8>, Unprintable> {
        self.number(foot);
        let archived = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_B)
            .finish()
            .map_err(|error| Unprintable::because(&error))?;
        let settings = SerializeSettings {
            configuration: archived,
            ..SerializeSettings::default()
        };
        let mut document = Document::new_with(settings);
        let (Some(regular), Some(bold)) = (Font::new(REGULAR.into(), 0), Font::new(BOLD.into(), 0))
        else {
            return Err(Unprintable("fonts".to_owned()));
        };
        let [width, height] = self.paper.size;
        let size = PageSettings::from_wh(width, height)
            .ok_or_else(|| Unprintable("size of the paper".to_owned()))?;
        for marks in &self.pages {
            let mut page = document.start_page_with(size.clone());
            let mut surface = page.surface();
            for mark in marks {
                match mark {
                    Mark::Line { x, y, line } => {
                        let font = if line.style.bold { &bold } else { &regular };
                        write(&mut surface, [*x, *y], line, font);
                    }
                    Mark::Rule { x, y, width } => rule(&mut surface, [*x, *y], *width),
                }
            }
            surface.finish();
            page.finish();
        }
        document.set_metadata(metadata(about));
        document
            .finish()
            .map_err(|error| Unprintable::because(&error))
    }

    fn number(&mut self, foot: &str) {
        let total = self.pages.len();
        let y = self.paper.size[1] - BOTTOM + 20.0;
        let width = self.paper.measure();
        for n in 0..total {
            let number = format!("{}/{total}", n + 1);
            let said = self.composer.lines(foot, Style::SMALL, width - 60.0);
            let page = self.composer.lines(&number, Style::SMALL.right(), width);
            let Some(marks) = self.pages.get_mut(n) else {
                continue;
            };
            // a foot has room for two lines
            let mut at = y;
            for line in said.into_iter().take(2) {
                let height = line.height;
                marks.push(Mark::Line {
                    x: MARGIN,
                    y: at,
                    line,
                });
                at += height;
            }
            marks.extend(
                page.into_iter()
                    .map(|line| Mark::Line { x: MARGIN, y, line }),
            );
        }
    }
}

fn metadata(about: &About<'_>) -> Metadata {
    let day = DateTime::new(u16::try_from(about.day.year()).unwrap_or_default())
        .month(u8::try_from(about.day.month()).unwrap_or(1))
        .day(u8::try_from(about.day.day()).unwrap_or(1))
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new()
        .title(about.title.to_owned())
        .authors(vec![about.author.to_owned()])
        .language(about.language.to_owned())
        .creator("encours".to_owned())
        .creation_date(day)
}

fn write(surface: &mut Surface<'_>, [x, y]: [f32; 2], line: &Line, font: &Font) {
    let grey = if line.style.dim { 90 } else { 0 };
    surface.set_stroke(None);
    surface.set_fill(Some(Fill {
        paint: luma::Color::new(grey).into(),
        ..Fill::default()
    }));
    for (from, glyphs) in &line.runs {
        surface.draw_glyphs(
            Point::from_xy(x + from, y + line.baseline),
            glyphs,
            font.clone(),
            &line.text,
            line.style.size,
            false,
        );
    }
}

fn rule(surface: &mut Surface<'_>, [x, y]: [f32; 2], width: f32) {
    let mut path = PathBuilder::new();
    path.move_to(x, y);
    path.line_to(x + width, y);
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: luma::Color::new(140).into(),
        width: 0.5,
        ..Stroke::default()
    }));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}
