//! A crate outside the workspace, as a user has one, that a test can build and edit.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A copy of a crate, in a folder of its own.
pub struct OwnCrate {
    folder: PathBuf,
    target: PathBuf,
}

impl OwnCrate {
    /// Copies the crate in a folder of this package to `<temporary>/<name>`.
    ///
    /// `temporary` is `env!("CARGO_TARGET_TMPDIR")`, which only the tests themselves know. All such crates are built in
    /// one folder there, that of `rebuild.rs`, so that what they depend on is built once. A path in the manifest that leads out of the crate
    /// leads to the same place from the copy, and the versions are those of the workspace.
    ///
    /// # Panics
    ///
    /// If a file cannot be copied.
    pub fn copy(crate_folder: &str, temporary: &str, name: &str) -> Self {
        let original = crate::path(crate_folder);
        let folder = Path::new(temporary).join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap_or_else(|error| failed("remove", &folder, &error));
        }
        copy_folder(&original, &folder);
        let own = Self { folder, target: Path::new(temporary).join("rebuild/edit") };
        own.edit("Cargo.toml", "path = \"../", &format!("path = \"{}/../", original.display()));
        own.write("Cargo.lock", &read(&crate::path("../Cargo.lock")));
        own
    }

    /// A file of the crate.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// Replaces every `from` in a file by `to`.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let text = read(&self.path(file));
        assert!(text.contains(from), "{file} does not hold `{from}`:\n{text}");
        self.write(file, &text.replace(from, to));
    }

    /// Writes a file.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    pub fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::write(&path, text).unwrap_or_else(|error| failed("write", &path, &error));
    }

    /// Runs cargo in the crate.
    ///
    /// # Panics
    ///
    /// If there is no cargo.
    pub fn cargo(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--offline")
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap_or_else(|error| failed("build", &self.folder, &error))
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap_or_else(|error| failed("create", to, &error));
    let entries = fs::read_dir(from).unwrap_or_else(|error| failed("read", from, &error));
    for entry in entries {
        let entry = entry.unwrap_or_else(|error| failed("read", from, &error));
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap_or_else(|error| failed("copy", &from, &error));
        }
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| failed("read", path, &error))
}

fn failed<T>(what: &str, path: &Path, error: &std::io::Error) -> T {
    panic!("cannot {what} {}: {error}", path.display())
}
