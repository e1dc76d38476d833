//! Texts that another machine chose, made fit to be shown.

use std::fmt::{self, Write as _};

use unicode_general_category::{GeneralCategory, get_general_category};

/// How many characters of one text are shown, escapes counted as they are written.
const MOST: usize = 300;

/// A text that another machine chose, as errors show it: bounded, on one line, and unable to steer a terminal, to turn the
/// direction of the text around it, or to hide a part of itself.
///
/// Every character of the Unicode categories Cc (controls), Cf (formats, such as U+202E), Zl and Zp (line and paragraph
/// separators) is escaped as in Rust: `\n`, `\u{202e}`. A text that takes more than 300 characters is cut, and its length
/// is told. `Debug` shows the same in quotes.
#[derive(Clone, Copy)]
pub(crate) struct ForeignText<'a>(pub(crate) &'a str);

impl fmt::Display for ForeignText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, is_steering)
    }
}

impl fmt::Debug for ForeignText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        self.write(f, |character| matches!(character, '"' | '\\') || is_steering(character))?;
        f.write_char('"')
    }
}

impl ForeignText<'_> {
    fn write(&self, f: &mut fmt::Formatter<'_>, is_escaped: fn(char) -> bool) -> fmt::Result {
        let mut room = MOST;
        for character in self.0.chars() {
            let escape = is_escaped(character).then(|| character.escape_default());
            let Some(left) = room.checked_sub(escape.as_ref().map_or(1, ExactSizeIterator::len))
            else {
                return write!(f, "… (cut off; it has {} bytes)", self.0.len());
            };
            room = left;
            match escape {
                Some(escape) => write!(f, "{escape}")?,
                None => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

/// Whether a character is none that is seen where it stands.
fn is_steering(character: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator};

    // Most texts are ASCII, which needs no table.
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    let category = get_general_category(character);
    matches!(category, Control | Format | LineSeparator | ParagraphSeparator)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The characters of the category Cf in Unicode 16.0 (UnicodeData.txt), as ranges with both ends.
    const FORMATS: [(char, char); 21] = [
        ('\u{ad}', '\u{ad}'),
        ('\u{600}', '\u{605}'),
        ('\u{61c}', '\u{61c}'),
        ('\u{6dd}', '\u{6dd}'),
        ('\u{70f}', '\u{70f}'),
        ('\u{890}', '\u{891}'),
        ('\u{8e2}', '\u{8e2}'),
        ('\u{180e}', '\u{180e}'),
        ('\u{200b}', '\u{200f}'),
        ('\u{202a}', '\u{202e}'),
        ('\u{2060}', '\u{2064}'),
        ('\u{2066}', '\u{206f}'),
        ('\u{feff}', '\u{feff}'),
        ('\u{fff9}', '\u{fffb}'),
        ('\u{110bd}', '\u{110bd}'),
        ('\u{110cd}', '\u{110cd}'),
        ('\u{13430}', '\u{1343f}'),
        ('\u{1bca0}', '\u{1bca3}'),
        ('\u{1d173}', '\u{1d17a}'),
        ('\u{e0001}', '\u{e0001}'),
        ('\u{e0020}', '\u{e007f}'),
    ];

    #[test]
    fn of_all_characters_those_of_four_categories_steer() {
        // All planes with characters but those for private use, whose category is another one (Co).
        for character in ('\0'..='\u{3ffff}').chain('\u{e0000}'..='\u{effff}') {
            let is_format =
                FORMATS.iter().any(|(first, last)| (*first..=*last).contains(&character));
            let is_separator = matches!(character, '\u{2028}' | '\u{2029}');
            let expect = character.is_control() || is_format || is_separator;
            assert_eq!(is_steering(character), expect, "U+{:04X}", u32::from(character));
        }
    }

    #[test]
    fn what_steers_is_escaped() {
        let text = "\0\t\r\n\x1b\x7f\u{85}\u{ad}\u{200d}\u{202e}\u{2028}\u{feff}\u{e0041}";
        let expect =
            r"\u{0}\t\r\n\u{1b}\u{7f}\u{85}\u{ad}\u{200d}\u{202e}\u{2028}\u{feff}\u{e0041}";
        assert_eq!(ForeignText(text).to_string(), expect);
        assert_eq!(format!("{:?}", ForeignText(text)), format!("\"{expect}\""));
    }

    #[test]
    fn what_people_write_is_shown_as_it_is() {
        for text in ["", "Größe: 3 €", "शुल्क", "قيمة", "e\u{301}", "a\u{a0}b", r#"C:\new "x""#]
        {
            assert_eq!(ForeignText(text).to_string(), text);
        }
        assert_eq!(format!("{:?}", ForeignText("a\"\\\n")), r#""a\"\\\n""#);
    }

    #[test]
    fn a_long_text_is_cut_and_its_length_told() {
        let most = "é".repeat(MOST);
        assert_eq!(ForeignText(&most).to_string(), most);
        let longer = format!("{most}é");
        let cut = format!("{most}… (cut off; it has 602 bytes)");
        assert_eq!(ForeignText(&longer).to_string(), cut);
        assert_eq!(format!("{:?}", ForeignText(&longer)), format!("\"{cut}\""));
        // Escapes count as they are written, and none is cut in two.
        let turned = "\u{202e}".repeat(MOST);
        let shown = ForeignText(&turned).to_string();
        assert_eq!(shown, format!("{}… (cut off; it has 900 bytes)", r"\u{202e}".repeat(MOST / 8)));
    }
}
