//! The names of an object's members, to find one that is there twice.

use std::iter;

use serde::Serialize;

/// The names of the members so far, as JSON strings.
///
/// They are kept in one piece of memory, however many they are.
#[derive(Default)]
pub(super) struct Names {
    json: Vec<u8>,
    ends: Vec<usize>,
}

impl Names {
    /// Adds a name.
    ///
    /// # Errors
    ///
    /// A key that has no JSON form.
    pub(super) fn add<K: Serialize + ?Sized>(&mut self, key: &K) -> serde_json::Result<()> {
        let start = self.json.len();
        serde_json::to_writer(&mut self.json, key)?;
        // Numbers and booleans become strings, as those that they are written as.
        if self.json.get(start) != Some(&b'"') {
            self.json.insert(start, b'"');
            self.json.push(b'"');
        }
        self.ends.push(self.json.len());
        Ok(())
    }

    /// A name that is there twice.
    pub(super) fn repeated(&self) -> Option<String> {
        let starts = iter::once(&0).chain(&self.ends);
        let mut names: Vec<&[u8]> =
            starts.zip(&self.ends).map(|(start, end)| &self.json[*start..*end]).collect();
        names.sort_unstable();
        let repeated = names.windows(2).find(|pair| pair[0] == pair[1])?;
        Some(serde_json::from_slice(repeated[0]).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeated(keys: &[&dyn erased::Key]) -> Option<String> {
        let mut names = Names::default();
        for key in keys {
            key.add_to(&mut names);
        }
        names.repeated()
    }

    /// Keys of several types in one list.
    mod erased {
        use super::{Names, Serialize};

        pub(super) trait Key {
            fn add_to(&self, names: &mut Names);
        }

        impl<K: Serialize> Key for K {
            fn add_to(&self, names: &mut Names) {
                names.add(self).unwrap();
            }
        }
    }

    #[test]
    fn a_name_is_what_is_written_of_a_key() {
        assert_eq!(repeated(&[]), None);
        assert_eq!(repeated(&[&"a", &"b", &"aa", &"", &"A"]), None);
        assert_eq!(repeated(&[&"b", &"a", &"c", &"a".to_owned()]).as_deref(), Some("a"));
        assert_eq!(repeated(&[&"a\"b\n", &1, &"a\"b\n"]).as_deref(), Some("a\"b\n"));
        assert_eq!(repeated(&[&1, &"1"]).as_deref(), Some("1"));
        assert_eq!(repeated(&[&true, &'t', &"true"]).as_deref(), Some("true"));
        assert_eq!(repeated(&[&"", &""]).as_deref(), Some(""));
        assert_eq!(repeated(&[&1, &11, &"111"]), None);
    }
}
