//! The folder that document names are relative to, and how a document is found in it.

use std::{
    env,
    ffi::OsString,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use countersign_spec::Document;
use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

use crate::ctxt::Ctxt;

/// The variable that cargo sets to the folder of the crate that is being compiled.
const CARGO: &str = "CARGO_MANIFEST_DIR";

/// The variable for tools that compile a file away from the crate that it belongs to, as trybuild does.
const FALLBACK: &str = "COUNTERSIGN_MANIFEST_DIR";

/// The variable that cargo sets for the packages that were selected on the command line, and not for what they depend
/// on.
const PRIMARY: &str = "CARGO_PRIMARY_PACKAGE";

/// The most problems of one document that are reported at once.
const MAX_PROBLEMS: usize = 50;

/// The folder that document names are relative to, and the environment variable that it came from.
///
/// Nothing is looked at before a document is needed, and nothing is remembered: one compiler process may serve many
/// crates.
#[derive(Clone, Debug)]
pub struct Source {
    folder: Option<PathBuf>,
    /// Generated code names the folder by this variable, so that it is the same in every checkout.
    variable: String,
    /// Where documents are that are not in the folder.
    otherwise: Option<Box<Self>>,
}

impl Source {
    /// The folder in `CARGO_MANIFEST_DIR`, and that in `COUNTERSIGN_MANIFEST_DIR` for a document that is not in it.
    ///
    /// A variable that is set for a build reaches every crate of it, but means one of them. So the document of a crate
    /// is the one beside its Cargo.toml wherever there is one, and a dependency has no other. That neither variable is
    /// set is an error only for who names a document, and is reported there.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the environment; generated code reads the same variable by `env!`"
    )]
    pub fn from_env() -> Self {
        Self::of(|variable| env::var_os(variable))
    }

    /// What these environment variables say.
    fn of(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let folder = |name| variable(name).filter(|folder| !folder.is_empty());
        let fallback = folder(FALLBACK).map(|folder| Self::new(folder, FALLBACK));
        let cargo = folder(CARGO).map(|folder| Self::new(folder, CARGO));
        match (cargo, fallback) {
            (Some(cargo), Some(fallback)) if variable(PRIMARY).is_some() => cargo.or(fallback),
            (Some(cargo), _) => cargo,
            // Not built by cargo, so the variable is set for this crate alone.
            (None, Some(fallback)) => fallback,
            (None, None) => Self { folder: None, variable: CARGO.to_owned(), otherwise: None },
        }
    }

    /// This folder, which the compiler knows by the name of this environment variable.
    pub fn new(folder: impl Into<PathBuf>, variable: impl Into<String>) -> Self {
        Self { folder: Some(folder.into()), variable: variable.into(), otherwise: None }
    }

    /// The other source for documents that are there, and not here.
    fn or(self, other: Self) -> Self {
        Self { otherwise: Some(Box::new(other)), ..self }
    }

    /// Reads the document that the literal names. Every mistake is reported at the literal.
    pub(crate) fn load(&self, cx: &Ctxt, literal: &LitStr) -> Loaded {
        let name = literal.value();
        if let Some(otherwise) = &self.otherwise
            && !self.has(&name)
            && otherwise.has(&name)
        {
            return otherwise.load(cx, literal);
        }
        let bytes = match self.read(&name) {
            Ok(bytes) => bytes,
            Err(Refused(message)) => {
                cx.error_on(literal, message);
                return Loaded { document: None, path: None };
            }
        };
        let document = match str::from_utf8(&bytes) {
            Ok(text) => read_document(cx, literal, &name, text),
            Err(error) => {
                cx.error_on(literal, not_utf8(&name, &bytes, error.valid_up_to()));
                None
            }
        };
        let variable = &self.variable;
        let path = quote!(::core::concat!(::core::env!(#variable), "/", #name));
        Loaded { document, path: Some(path) }
    }

    fn has(&self, name: &str) -> bool {
        check_name(name).is_ok() && self.folder().is_ok_and(|folder| folder.join(name).exists())
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, Refused> {
        check_name(name)?;
        let folder = self.folder()?;
        let path = folder.join(name);
        // Some systems read a folder as if it were a file, so this comes first.
        if path.is_dir() {
            return Err(Refused(format!(
                "`{name}` is a folder\n\
                 help: name one document, never a folder: that a file came into it would not be noticed"
            )));
        }
        fs::read(&path).map_err(|error| self.unreadable(name, &path, &error))
    }

    fn folder(&self) -> Result<&Path, Refused> {
        let variable = &self.variable;
        let Some(folder) = &self.folder else {
            return Err(Refused(format!(
                "the environment variable `{variable}` is not set, so the folder of the document is not known\n\
                 help: build with cargo, or set `{FALLBACK}` to the folder that documents are named from"
            )));
        };
        if folder.is_relative() {
            return Err(Refused(format!(
                "the environment variable `{variable}` is not an absolute path: `{}`\n\
                 help: set it to the absolute path of the folder that documents are named from",
                folder.display(),
            )));
        }
        Ok(folder)
    }

    fn unreadable(&self, name: &str, path: &Path, error: &io::Error) -> Refused {
        let path_shown = path.display();
        if error.kind() != io::ErrorKind::NotFound {
            return Refused(format!("the document `{path_shown}` cannot be read: {error}"));
        }
        let other = self.otherwise.as_ref().and_then(|other| Some((other, other.folder.as_ref()?)));
        let (missing, near) = match &other {
            None => (format!("there is no document `{path_shown}`"), nearest_document(name, path)),
            Some((_, folder)) => {
                let other = folder.join(name);
                let near = nearest_document(name, path).or_else(|| nearest_document(name, &other));
                let shown = other.display();
                (format!("there is no document `{shown}`, and none beside Cargo.toml"), near)
            }
        };
        let help = match (near, &other) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some((other, _))) => format!(
                "documents are named from the folder of Cargo.toml, or else from that in `{}`",
                other.variable
            ),
            (None, None) if self.variable == CARGO => {
                "documents are named from the folder of Cargo.toml".to_owned()
            }
            (None, None) => format!("documents are named from the folder in `{}`", self.variable),
        };
        Refused(format!("{missing}\nhelp: {help}"))
    }
}

/// What became of a document.
pub(crate) struct Loaded {
    /// `None` if there is a problem, which has been reported.
    pub(crate) document: Option<Document>,
    /// The path as an expression that means the same file in every checkout. `None` if there is no such file.
    path: Option<TokenStream>,
}

impl Loaded {
    /// An item through which the compiler learns of the file, so that an edit of it rebuilds the crate.
    ///
    /// It belongs beside errors too: then the compiler's cache knows what the errors depend on.
    pub(crate) fn tracking(&self) -> Option<TokenStream> {
        let path = self.path()?;
        Some(quote! {
            #[doc(hidden)]
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
        })
    }

    /// The path as an expression, for `include_str!`, which tracks the file as [`tracking`](Self::tracking) does.
    pub(crate) fn path(&self) -> Option<&TokenStream> {
        self.path.as_ref()
    }
}

/// Why a document was not read, for the person who named it.
struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name has to mean the same file on every machine.
fn check_name(name: &str) -> Result<(), Refused> {
    let refused = |message: String| Err(Refused(message));
    if name.is_empty() {
        return refused(
            "the name of the document is empty\n\
             help: name it from the folder of Cargo.toml: `\"bango-resale.json\"`"
                .to_owned(),
        );
    }
    if name.contains('\\') {
        return refused(format!(
            "a backslash separates folders on Windows only\nhelp: write `{}`",
            name.replace('\\', "/"),
        ));
    }
    let has_drive =
        name.as_bytes().get(1) == Some(&b':') && name.as_bytes()[0].is_ascii_alphabetic();
    if name.starts_with('/') || has_drive {
        return refused(
            "an absolute path works on this machine only\n\
             help: name the document from the folder of Cargo.toml: `\"bango-resale.json\"`, `\"../spec/bango-resale.json\"`"
                .to_owned(),
        );
    }
    Ok(())
}

fn read_document(cx: &Ctxt, literal: &LitStr, name: &str, text: &str) -> Option<Document> {
    let problems = match Document::read(name, text) {
        Ok(document) => return Some(document),
        Err(problems) => problems,
    };
    for problem in problems.iter().take(MAX_PROBLEMS) {
        cx.error_on(literal, problem);
    }
    let more = problems.len().saturating_sub(MAX_PROBLEMS);
    if more > 0 {
        let s = if more == 1 { "" } else { "s" };
        cx.error_on(literal, format!("`{name}` has {more} more problem{s}"));
    }
    None
}

fn not_utf8(name: &str, bytes: &[u8], valid: usize) -> String {
    let line = bytes[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
    format!(
        "`{name}` is not UTF-8: line {line} has a byte that cannot stand there\n\
         help: save it as UTF-8, as JSON has to be (RFC 8259, section 8.1)"
    )
}

/// The document beside the missing one whose name is nearest, as the user would have to write it.
fn nearest_document(name: &str, path: &Path) -> Option<String> {
    let mut documents: Vec<String> = fs::read_dir(path.parent()?)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|file| Path::new(file).extension().is_some_and(|extension| extension == "json"))
        .collect();
    // Folders are listed in any order, and the message must not depend on it.
    documents.sort();
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let nearest = countersign_spec::nearest(file, documents.iter().map(String::as_str))?;
    Some(if folder.is_empty() { nearest.to_owned() } else { format!("{folder}/{nearest}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Loads a document by this name from a folder with a few files, and returns the errors.
    fn errors(source: &Source, name: &str) -> Vec<String> {
        let cx = Ctxt::new();
        let literal = LitStr::new(name, proc_macro2::Span::call_site());
        let loaded = source.load(&cx, &literal);
        let errors = cx.check(loaded.document).err();
        errors.into_iter().flatten().map(|error| error.to_string()).collect()
    }

    #[track_caller]
    fn check(name: &str, expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("api-spec")).unwrap();
        fs::write(folder.path().join("api-spec/bango-resale.json"), "{}").unwrap();
        fs::write(folder.path().join("api-spec/bango-resale.toml"), "{}").unwrap();
        fs::write(folder.path().join("latin1.json"), b"{\n\"\xe9\": 1}").unwrap();
        let errors = errors(&Source::new(folder.path(), "FOLDER"), name);
        let shown = folder.path().display().to_string();
        let errors: Vec<_> = errors.iter().map(|error| error.replace(&shown, "$FOLDER")).collect();
        assert_eq!(errors, [expected]);
    }

    #[test]
    fn names_mean_one_file_everywhere() {
        check(
            "",
            "the name of the document is empty\n\
             help: name it from the folder of Cargo.toml: `\"bango-resale.json\"`",
        );
        check(
            "api-spec\\x.json",
            "a backslash separates folders on Windows only\nhelp: write `api-spec/x.json`",
        );
        for absolute in ["/etc/x.json", "C:/x.json", "c:x.json"] {
            check(
                absolute,
                "an absolute path works on this machine only\n\
                 help: name the document from the folder of Cargo.toml: `\"bango-resale.json\"`, \
                 `\"../spec/bango-resale.json\"`",
            );
        }
    }

    #[test]
    fn missing_documents() {
        check(
            "api-spec/bango-resell.json",
            "there is no document `$FOLDER/api-spec/bango-resell.json`\n\
             help: did you mean `api-spec/bango-resale.json`?",
        );
        check(
            "latin.json",
            "there is no document `$FOLDER/latin.json`\nhelp: did you mean `latin1.json`?",
        );
        for name in ["x.json", "api-spec/tom.toml", "nowhere/bango-resale.json"] {
            check(
                name,
                &format!(
                    "there is no document `$FOLDER/{name}`\n\
                     help: documents are named from the folder in `FOLDER`"
                ),
            );
        }
    }

    #[test]
    fn a_missing_document_of_a_users_crate() {
        let folder = tempfile::tempdir().unwrap();
        let errors = errors(&Source::new(folder.path(), CARGO), "x.json");
        let help = "help: documents are named from the folder of Cargo.toml";
        assert!(errors[0].ends_with(help), "{errors:?}");
    }

    #[test]
    fn a_folder_is_no_document() {
        for name in ["api-spec", "api-spec/", ".", "api-spec/.."] {
            check(
                name,
                &format!(
                    "`{name}` is a folder\nhelp: name one document, never a folder: \
                     that a file came into it would not be noticed"
                ),
            );
        }
    }

    #[test]
    fn other_encodings() {
        check(
            "latin1.json",
            "`latin1.json` is not UTF-8: line 2 has a byte that cannot stand there\n\
             help: save it as UTF-8, as JSON has to be (RFC 8259, section 8.1)",
        );
    }

    #[test]
    fn the_folder_has_to_be_known() {
        let unset = Source { folder: None, variable: CARGO.to_owned(), otherwise: None };
        assert_eq!(
            errors(&unset, "x.json"),
            [
                "the environment variable `CARGO_MANIFEST_DIR` is not set, so the folder of the document is not known\n\
              help: build with cargo, or set `COUNTERSIGN_MANIFEST_DIR` to the folder that documents are named from"
            ],
        );
        assert_eq!(
            errors(&Source::new("api-spec", CARGO), "x.json"),
            ["the environment variable `CARGO_MANIFEST_DIR` is not an absolute path: `api-spec`\n\
              help: set it to the absolute path of the folder that documents are named from"],
        );
    }

    #[test]
    fn every_problem_is_an_error_up_to_a_limit() {
        let folder = tempfile::tempdir().unwrap();
        let source = Source::new(folder.path(), "FOLDER");
        let members = |count: usize| {
            let members: Vec<_> = (0..count).map(|index| format!("\"#{index}\": 1")).collect();
            let document = format!("{{\"openapi\": \"3.1.0\",{}}}", members.join(","));
            fs::write(folder.path().join("x.json"), document).unwrap();
            errors(&source, "x.json")
        };
        let few = members(10);
        assert!(few.len() >= 10, "{few:#?}");
        assert!(few.iter().all(|error| error.starts_with("x.json:1:")), "{few:#?}");
        let many = members(100);
        assert_eq!(many.len(), MAX_PROBLEMS + 1, "{many:#?}");
        assert!(many[MAX_PROBLEMS].ends_with(" more problems"), "{many:#?}");
    }

    #[test]
    fn a_document_may_be_in_the_other_folder() {
        let [first, other] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        fs::write(first.path().join("a.json"), "{").unwrap();
        fs::write(other.path().join("a.json"), "{").unwrap();
        fs::write(other.path().join("b.json"), "{").unwrap();
        let source = Source::new(first.path(), "FIRST").or(Source::new(other.path(), "OTHER"));
        let variable = |name: &str| {
            let cx = Ctxt::new();
            let literal = LitStr::new(name, proc_macro2::Span::call_site());
            let tracking = source.load(&cx, &literal).tracking().map(|tokens| tokens.to_string());
            assert!(cx.check(None::<()>).is_err());
            tracking
        };
        assert!(variable("a.json").unwrap().contains("\"FIRST\""));
        assert!(variable("b.json").unwrap().contains("\"OTHER\""));
        assert_eq!(variable("nowhere.json"), None);
        let nowhere = errors(&source, "nowhere.json");
        let shown = other.path().display();
        assert_eq!(
            nowhere,
            [format!(
                "there is no document `{shown}/nowhere.json`, and none beside Cargo.toml\n\
                 help: documents are named from the folder of Cargo.toml, or else from that in `OTHER`"
            )],
        );
        fs::remove_file(first.path().join("a.json")).unwrap();
        assert!(errors(&source, "b.jsn")[0].ends_with("did you mean `b.json`?"));
    }

    /// The variables and folders that are looked at, in this order.
    fn looked_at(variables: &[(&str, &str)]) -> Vec<String> {
        let value = |name: &str| variables.iter().find(|(known, _)| *known == name);
        let mut source = Some(Source::of(|name| value(name).map(|(_, value)| value.into())));
        let mut looked_at = Vec::new();
        while let Some(Source { folder, variable, otherwise }) = source {
            let folder = folder.map_or("nowhere".to_owned(), |folder| folder.display().to_string());
            looked_at.push(format!("{variable} {folder}"));
            source = otherwise.map(|otherwise| *otherwise);
        }
        looked_at
    }

    #[test]
    fn the_variable_is_for_the_crate_that_it_was_set_for() {
        let cargo = (CARGO, "/crate");
        let fallback = (FALLBACK, "/tests");
        let primary = (PRIMARY, "1");
        let own = "CARGO_MANIFEST_DIR /crate";
        let other = "COUNTERSIGN_MANIFEST_DIR /tests";
        assert_eq!(looked_at(&[cargo]), [own]);
        assert_eq!(looked_at(&[cargo, primary]), [own]);
        // A dependency.
        assert_eq!(looked_at(&[cargo, fallback]), [own]);
        // What is built, whose own document comes first all the same.
        assert_eq!(looked_at(&[cargo, fallback, primary]), [own, other]);
        assert_eq!(looked_at(&[cargo, (FALLBACK, ""), primary]), [own]);
        // Another build system than cargo.
        assert_eq!(looked_at(&[fallback]), [other]);
        assert_eq!(looked_at(&[(CARGO, ""), fallback]), [other]);
        assert_eq!(looked_at(&[]), ["CARGO_MANIFEST_DIR nowhere"]);
    }

    #[test]
    fn tokens_name_the_variable_and_not_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("x.json"), "{").unwrap();
        let cx = Ctxt::new();
        let literal = LitStr::new("x.json", proc_macro2::Span::call_site());
        let loaded = Source::new(folder.path(), "FOLDER").load(&cx, &literal);
        assert!(cx.check(loaded.document.as_ref()).is_err());
        assert_eq!(
            loaded.tracking().unwrap().to_string(),
            quote! {
                #[doc(hidden)]
                const _: &[::core::primitive::u8] =
                    ::core::include_bytes!(::core::concat!(::core::env!("FOLDER"), "/", "x.json"));
            }
            .to_string(),
        );
    }
}
