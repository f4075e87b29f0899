//! Text broken into lines of a given width, in the type that the program brings along.

use std::borrow::Cow;
use std::sync::Arc;

use krilla::text::{GlyphId, KrillaGlyph};
use parley::fontique::{Blob, Collection, CollectionOptions};
use parley::layout::{Alignment, AlignmentOptions, Layout};
use parley::style::{FontFamily, FontWeight, LineHeight, OverflowWrap, StyleProperty};
use parley::{FontContext, LayoutContext};

/// Libertinus Serif, under the SIL Open Font License 1.1: Latin, Greek and Cyrillic.
pub const REGULAR: &[u8] = include_bytes!("../../../config/fonts/LibertinusSerif-Regular.otf");
/// Its bold.
pub const BOLD: &[u8] = include_bytes!("../../../config/fonts/LibertinusSerif-Bold.otf");

const FAMILY: FontFamily<'static> = FontFamily::named("Libertinus Serif");

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Its size in points.
    pub size: f32,
    /// Bold rather than regular.
    pub bold: bool,
    /// Grey rather than black.
    pub dim: bool,
    /// Flush right rather than left: figures under each other.
    pub right: bool,
}

impl Style {
    /// Text to be read.
    pub const TEXT: Style = Style {
        size: 10.5,
        bold: false,
        dim: false,
        right: false,
    };
    /// What explains itself by its place.
    pub const SMALL: Style = Style {
        size: 8.0,
        dim: true,
        ..Style::TEXT
    };

    /// The same in bold.
    pub const fn bold(self) -> Style {
        Style { bold: true, ..self }
    }

    /// The same flush right.
    pub const fn right(self) -> Style {
        Style {
            right: true,
            ..self
        }
    }

    /// The same in another size.
    pub const fn sized(self, size: f32) -> Style {
        Style { size, ..self }
    }
}

/// A line whose glyphs know their places.
#[derive(Debug, Clone)]
pub struct Line {
    /// From its top to that of the next one.
    pub height: f32,
    /// From its top to the line on which letters stand.
    pub baseline: f32,
    /// How it looks.
    pub style: Style,
    /// Of which the runs are parts.
    pub text: Arc<str>,
    /// Glyphs drawn one after the other, and where the first one stands.
    pub runs: Vec<(f32, Vec<KrillaGlyph>)>,
}

/// The fonts, opened once for a document.
pub struct Composer {
    fonts: FontContext,
    layouts: LayoutContext<()>,
}

impl Composer {
    /// With the program's own type and none of the machine's: a letter looks the same wherever it is printed.
    pub fn new() -> Composer {
        let options = CollectionOptions {
            shared: false,
            system_fonts: false,
        };
        let mut fonts = FontContext {
            collection: Collection::new(options),
            source_cache: Default::default(),
        };
        for font in [REGULAR, BOLD] {
            fonts
                .collection
                .register_fonts(Blob::new(Arc::new(font)), None);
        }
        Composer {
            fonts,
            layouts: LayoutContext::new(),
        }
    }

    /// Breaks a text; what the type has no letters for is written in letters that it has.
    pub fn lines(&mut self, text: &str, style: Style, width: f32) -> Vec<Line> {
        let text = written_with(text, european);
        let layout = self.layout(&text, style, width);
        let strange = strange(&layout);
        if strange.is_empty() {
            return set(&layout, &text, style);
        }
        let known = written_with(&text, |c| !strange.contains(&c));
        set(&self.layout(&known, style, width), &known, style)
    }

    /// How wide a text is on one line.
    pub fn width(&mut self, text: &str, style: Style) -> f32 {
        self.layout(text, style, f32::MAX).width()
    }

    fn layout(&mut self, text: &str, style: Style, width: f32) -> Layout<()> {
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.fonts, text, 1.0, false);
        let weight = if style.bold {
            FontWeight::BOLD
        } else {
            FontWeight::NORMAL
        };
        for property in [
            StyleProperty::FontFamily(FAMILY),
            StyleProperty::FontSize(style.size),
            StyleProperty::FontWeight(weight),
            StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.3)),
            StyleProperty::OverflowWrap(OverflowWrap::Anywhere),
        ] {
            builder.push_default(property);
        }
        let mut layout = builder.build(text);
        layout.break_all_lines(Some(width));
        let side = if style.right {
            Alignment::Right
        } else {
            Alignment::Left
        };
        layout.align(side, AlignmentOptions::default());
        layout
    }
}

/// The text in letters that may stand; others become the nearest Latin ones.
fn written_with(text: &str, may: impl Fn(char) -> bool) -> String {
    let letter = |c: char| match may(c) {
        true => Cow::Owned(c.to_string()),
        false => Cow::Borrowed(deunicode::deunicode_char(c).unwrap_or("?")),
    };
    text.chars().map(letter).collect()
}

/// Whether a character is of a script that the type has at all: Latin, Greek, Cyrillic, signs. Lines of others are broken by
/// dictionaries that the program does not bring along.
fn european(c: char) -> bool {
    c < '\u{590}' || ('\u{1e00}'..'\u{2300}').contains(&c)
}

/// Characters that the type has no glyph for.
fn strange(layout: &Layout<()>) -> Vec<char> {
    let mut strange = Vec::new();
    for run in layout.lines().flat_map(|line| line.runs()) {
        for cluster in run.clusters() {
            let c = cluster.source_char();
            if !c.is_whitespace() && cluster.glyphs().any(|glyph| glyph.id == 0) {
                strange.push(c);
            }
        }
    }
    strange
}

fn set(layout: &Layout<()>, text: &str, style: Style) -> Vec<Line> {
    let text: Arc<str> = text.into();
    layout
        .lines()
        .map(|line| {
            let metrics = line.metrics();
            let mut at = metrics.offset;
            let runs = line.runs().map(|run| {
                let from = at;
                let size = run.font_size();
                let mut glyphs: Vec<KrillaGlyph> = Vec::new();
                for cluster in run.visual_clusters() {
                    // a ligature stands for all of its letters
                    if cluster.is_ligature_continuation() {
                        if let Some(glyph) = glyphs.last_mut() {
                            glyph.text_range.end = cluster.text_range().end;
                        }
                        continue;
                    }
                    for glyph in cluster.glyphs() {
                        at += glyph.advance;
                        if cluster.source_char().is_control() {
                            continue;
                        }
                        glyphs.push(KrillaGlyph::new(
                            GlyphId::new(glyph.id),
                            glyph.advance / size,
                            glyph.x / size,
                            glyph.y / size,
                            0.0,
                            cluster.text_range(),
                            None,
                        ));
                    }
                }
                (from, glyphs)
            });
            Line {
                runs: runs.collect(),
                height: metrics.line_height,
                baseline: metrics.baseline - metrics.block_min_coord,
                style,
                text: text.clone(),
            }
        })
        .collect()
}
