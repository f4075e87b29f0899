//! One line of a file, its fields in contract form.

/// Cells in the order of the kind's fields: dates `2026-06-30`, amounts `-1234.56`, yes or no `t` or
/// `f`, texts as they stand; `None` where the source says nothing.
#[derive(Debug, Default, Clone)]
pub struct Row {
    /// Line of the file, the first being 1.
    pub line: u64,
    text: String,
    cells: Vec<Option<(usize, usize)>>,
}

impl Row {
    /// Empties the row for a line with so many cells.
    pub fn start(&mut self, line: u64, cells: usize) {
        self.line = line;
        self.text.clear();
        self.cells.clear();
        self.cells.resize(cells, None);
    }

    /// Sets a cell to what `write` appends; an error leaves it empty.
    pub fn set<E>(
        &mut self,
        index: usize,
        write: impl FnOnce(&mut String) -> Result<(), E>,
    ) -> Result<(), E> {
        let start = self.text.len();
        let written = write(&mut self.text);
        match written {
            Ok(()) => self.cells[index] = Some((start, self.text.len())),
            Err(_) => self.text.truncate(start),
        }
        written
    }

    /// A cell.
    pub fn get(&self, index: usize) -> Option<&str> {
        let (start, end) = (*self.cells.get(index)?)?;
        self.text.get(start..end)
    }

    /// Every cell in order.
    pub fn cells(&self) -> impl Iterator<Item = Option<&str>> {
        (0..self.cells.len()).map(|index| self.get(index))
    }
}
