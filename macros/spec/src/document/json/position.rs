//! Lines and columns of a text.

/// How many bytes lie between two places at which the characters before them are known.
///
/// A document may be one line of megabytes, so columns cannot be counted from the beginning of the line each time.
const STRIDE: usize = 128;

/// What is known of a text so that lines and columns of it can be found quickly.
pub(super) struct Positions {
    /// The byte at which each line begins.
    lines: Vec<usize>,
    /// The number of characters before each multiple of [`STRIDE`] bytes.
    characters: Vec<usize>,
}

impl Positions {
    pub(super) fn new(text: &str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(after_breaks.map(|(index, _)| index + 1)).collect();
        let characters = text
            .as_bytes()
            .chunks(STRIDE)
            .scan(0, |before, chunk| {
                let known = *before;
                *before += count_characters(chunk);
                Some(known)
            })
            .collect();
        Self { lines, characters }
    }

    /// The line and the column in characters, both from 1, of the character that begins at this byte of the text.
    pub(super) fn line_and_column(&self, text: &str, byte: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let start = self.lines[line - 1];
        (line, self.characters_before(text, byte) - self.characters_before(text, start) + 1)
    }

    /// The byte at a column that is counted in bytes; lines and columns are counted from 1.
    pub(super) fn byte(&self, text: &str, line: usize, column: usize) -> usize {
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let byte = (start + column.saturating_sub(1)).min(text.len());
        (0..=byte).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or_default()
    }

    fn characters_before(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let stride = (byte / STRIDE).min(self.characters.len().saturating_sub(1));
        let known = self.characters.get(stride).copied().unwrap_or_default();
        known + count_characters(&text.as_bytes()[stride * STRIDE..byte])
    }
}

/// The number of characters that begin in these bytes of UTF-8.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xBF)).count()
}
