//! Columns: as wide as what stands in them, the first one as wide as is left.

use super::lines::Style;
use super::paper::MARGIN;
use super::sheet::Sheet;

/// White space between two columns.
const GAP: f32 = 12.0;
/// White space above and below a row.
const LEAD: f32 = 2.0;
/// The first column is never narrower.
const LEAST: f32 = 90.0;

/// Rows of as many cells as there are heads; the columns from `figures` on are flush right. The heads stand on top of each
/// page, and no row is torn apart.
pub fn table(sheet: &mut Sheet, heads: &[String], rows: &[Vec<String>], figures: usize) {
    let style = |at: usize| {
        let style = Style::TEXT.sized(9.5);
        if at < figures { style } else { style.right() }
    };
    let columns = heads.len();
    let mut widths = vec![0.0_f32; columns];
    for (n, row) in std::iter::once(heads)
        .chain(rows.iter().map(Vec::as_slice))
        .enumerate()
    {
        for (at, cell) in row.iter().enumerate().take(columns) {
            let style = if n == 0 { style(at).bold() } else { style(at) };
            widths[at] = widths[at].max(sheet.composer.width(cell, style));
        }
    }
    let gaps = GAP * columns.saturating_sub(1) as f32;
    let others: f32 = widths.iter().skip(1).sum();
    if let Some(first) = widths.first_mut() {
        *first = (sheet.paper.measure() - gaps - others).max(LEAST);
    }

    line(sheet, heads, &widths, |at| style(at).bold());
    for row in rows {
        let height = height(sheet, row, &widths, style);
        if sheet.make_room(height) {
            line(sheet, heads, &widths, |at| style(at).bold());
        }
        line(sheet, row, &widths, style);
    }
}

fn height(
    sheet: &mut Sheet,
    row: &[String],
    widths: &[f32],
    style: impl Fn(usize) -> Style,
) -> f32 {
    let cells = row.iter().zip(widths).enumerate();
    let heights = cells.map(|(at, (cell, width))| {
        let lines = sheet.composer.lines(cell, style(at), *width);
        lines.iter().map(|line| line.height).sum::<f32>()
    });
    heights.fold(0.0, f32::max) + 2.0 * LEAD
}

fn line(sheet: &mut Sheet, row: &[String], widths: &[f32], style: impl Fn(usize) -> Style) {
    let (mut x, top) = (MARGIN, sheet.y + LEAD);
    let mut low = top;
    for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
        low = low.max(sheet.put([x, top], cell, style(at), [*width, f32::MAX]));
        x += width + GAP;
    }
    sheet.y = low + LEAD;
    sheet.rule(MARGIN, x - GAP - MARGIN);
}
