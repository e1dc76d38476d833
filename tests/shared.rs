//! What this project shares with others: files in the folder `shared` beside the project's own.

#![expect(clippy::panic, reason = "a test that cannot read its data has failed")]

use std::{
    env, fs,
    io::{self, Write as _},
    path::Path,
};

use crate::path;

/// A shared file. `None` in a clone of the project alone; then standard error says that it is absent, past the capture of
/// the test harness, so that it shows for a test that passes too.
///
/// # Panics
///
/// If the folder is there without the file, and in CI, which sets the variable `CI`: nothing is left out there.
pub fn shared(file: &str) -> Option<Vec<u8>> {
    read(&path("../../shared"), file, Place::of_this_run())
}

/// Where the tests run.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    /// Where what is absent is a failure.
    Ci,
    /// A machine of somebody who may have the project alone.
    Elsewhere,
}

impl Place {
    #[expect(clippy::disallowed_methods, reason = "how a CI service says that it is one")]
    fn of_this_run() -> Self {
        match env::var_os("CI") {
            Some(value) if !["", "0", "false"].iter().any(|no| value == *no) => Self::Ci,
            _ => Self::Elsewhere,
        }
    }
}

fn read(folder: &Path, file: &str, place: Place) -> Option<Vec<u8>> {
    let error = match fs::read(folder.join(file)) {
        Ok(bytes) => return Some(bytes),
        Err(error) => error,
    };
    let whole = folder.join(file);
    if place == Place::Ci || folder.exists() {
        panic!(
            "{}: {error}; in CI, and wherever there is a folder of shared files, the tests need it",
            whole.display()
        );
    }
    let line =
        format!("\nNOT COMPARED: {} is absent, so only the copy was used\n", whole.display());
    // If it cannot be written there is nobody to read it.
    let _ = io::stderr().write_all(line.as_bytes());
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_file_is_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.json"), "{}").unwrap();
        for place in [Place::Ci, Place::Elsewhere] {
            assert_eq!(read(folder.path(), "a.json", place).unwrap(), b"{}");
        }
    }

    #[test]
    fn a_clone_of_the_project_alone_has_none() {
        let folder = tempfile::tempdir().unwrap().path().join("absent");
        assert_eq!(read(&folder, "a.json", Place::Elsewhere), None);
    }

    #[test]
    #[should_panic(expected = "a.json: No such file")]
    fn ci_needs_it() {
        let folder = tempfile::tempdir().unwrap().path().join("absent");
        read(&folder, "a.json", Place::Ci);
    }

    #[test]
    #[should_panic(expected = "a.json: No such file")]
    fn so_does_every_machine_with_the_folder() {
        read(tempfile::tempdir().unwrap().path(), "a.json", Place::Elsewhere);
    }
}
