//! Reads the public API out of the sources of `runtime/`: what `lib.rs` re-exports, with everything that is public of it
//! and no bodies.

use std::{collections::BTreeMap, fmt, fs, path::Path};

use countersign_tests::path;
use quote::ToTokens as _;
use syn::{
    Attribute, Block, Fields, ImplItem, Item, ItemImpl, ItemUse, Type, UseTree, Visibility,
    parse_quote,
};

/// Everything that a user of the crate can name.
pub(crate) struct PublicApi {
    /// The re-exports of other crates' items, as they are written.
    foreign: Vec<String>,
    /// By name, each with its blocks of methods and implementations.
    items: BTreeMap<String, Vec<PublicItem>>,
}

/// A definition or a block of methods, without what is private.
pub(crate) struct PublicItem {
    /// The name of the item, or of the type that the block belongs to.
    pub(crate) name: String,
    pub(crate) syntax: Item,
    /// What the file imports: by name, the crate that it comes from.
    pub(crate) imports: BTreeMap<String, String>,
}

impl PublicApi {
    pub(crate) fn read() -> Self {
        let runtime = path("../runtime/src");
        let lib = parse(&runtime.join("lib.rs"));
        let mut foreign = Vec::new();
        let mut items = BTreeMap::<String, Vec<PublicItem>>::new();
        for item in &lib.items {
            let Item::Use(item) = item else { continue };
            if !matches!(item.vis, Visibility::Public(_)) {
                continue;
            }
            let mut leaves = Vec::new();
            flatten(&item.tree, &mut Vec::new(), &mut leaves);
            for (name, leaf) in leaves {
                if leaf.starts_with("crate::") {
                    items.entry(name).or_default();
                } else {
                    foreign.push(shown_use(item, &leaf));
                }
            }
        }
        for file in sources(&runtime) {
            let syntax = parse(&file);
            let imports = imports(&syntax);
            let private: Vec<_> = syntax.items.iter().filter_map(private_type).collect();
            for item in syntax.items {
                let Some((name, syntax)) = public(item) else { continue };
                // A private type may have the name of a public one.
                if let Some(found) = items.get_mut(&name).filter(|_| !private.contains(&name)) {
                    found.push(PublicItem { name, syntax, imports: imports.clone() });
                }
            }
        }
        for (name, found) in &items {
            let definitions =
                found.iter().filter(|item| !matches!(item.syntax, Item::Impl(_))).count();
            assert_eq!(definitions, 1, "`{name}` has {definitions} definitions");
        }
        foreign.sort();
        Self { foreign, items }
    }

    pub(crate) fn items(&self) -> impl Iterator<Item = &PublicItem> {
        self.items.values().flatten()
    }
}

impl fmt::Display for PublicApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "// Written by tests/public_api.rs. `_` stands for what is private.\n")?;
        for foreign in &self.foreign {
            writeln!(f, "{foreign}")?;
        }
        for items in self.items.values() {
            let mut definitions = Vec::new();
            let mut blocks = Vec::new();
            let mut headings = Vec::new();
            for item in items {
                let syntax = item.syntax.to_token_stream();
                let file = syn::parse2(syntax).map_err(|_| fmt::Error)?;
                let shown = prettyplease::unparse(&file).replace("__private: (),", "_,");
                match &item.syntax {
                    Item::Impl(block) if block.trait_.is_some() => headings.push(shown),
                    Item::Impl(_) => blocks.push(shown),
                    _ => definitions.push(shown),
                }
            }
            blocks.sort();
            headings.sort();
            writeln!(f)?;
            for shown in definitions.iter().chain(&blocks).chain(&headings) {
                f.write_str(&shown.replace("\n    {}\n", "\n").replace(" {}\n", "\n"))?;
            }
        }
        Ok(())
    }
}

fn parse(file: &Path) -> syn::File {
    let text = fs::read_to_string(file).unwrap();
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The source files below a folder, but those of tests, in a fixed order.
fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        if entry.is_dir() {
            files.extend(sources(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs")
            && !entry.ends_with("tests.rs")
        {
            files.push(entry);
        }
    }
    files
}

/// The names that a tree of imports brings, each with its path.
fn flatten(tree: &UseTree, path: &mut Vec<String>, leaves: &mut Vec<(String, String)>) {
    match tree {
        UseTree::Path(next) => {
            path.push(next.ident.to_string());
            flatten(&next.tree, path, leaves);
            path.pop();
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, path, leaves);
            }
        }
        UseTree::Name(name) if name.ident == "self" => {
            leaves.push((path.last().cloned().unwrap_or_default(), path.join("::")));
        }
        UseTree::Name(name) => leaves.push((name.ident.to_string(), joined(path, &name.ident))),
        UseTree::Rename(name) => leaves.push((name.rename.to_string(), joined(path, &name.ident))),
        UseTree::Glob(_) => panic!("`use {}::*` hides what is public", path.join("::")),
    }
}

fn joined(path: &[String], name: &syn::Ident) -> String {
    path.iter().cloned().chain([name.to_string()]).collect::<Vec<_>>().join("::")
}

fn shown_use(item: &ItemUse, leaf: &str) -> String {
    let conditions: String = item
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .map(|attribute| format!("{} ", attribute.to_token_stream()))
        .collect();
    format!("{conditions}pub use {leaf};")
}

/// What a file imports: by name, the crate that it comes from.
fn imports(file: &syn::File) -> BTreeMap<String, String> {
    let mut leaves = Vec::new();
    for item in &file.items {
        if let Item::Use(item) = item {
            flatten(&item.tree, &mut Vec::new(), &mut leaves);
        }
    }
    let origin = |path: &str| path.split("::").next().unwrap_or_default().to_owned();
    leaves.into_iter().map(|(name, path)| (name, origin(&path))).collect()
}

/// The name of a type that only the crate itself can name.
fn private_type(item: &Item) -> Option<String> {
    let (vis, ident) = match item {
        Item::Struct(item) => (&item.vis, &item.ident),
        Item::Enum(item) => (&item.vis, &item.ident),
        _ => return None,
    };
    (!matches!(vis, Visibility::Public(_))).then(|| ident.to_string())
}

/// The item without what is private, and the name that it goes by; `None` if nothing is left.
fn public(mut item: Item) -> Option<(String, Item)> {
    let is_public = |vis: &Visibility| matches!(vis, Visibility::Public(_));
    let name = match &mut item {
        Item::Struct(item) if is_public(&item.vis) => {
            keep_attributes(&mut item.attrs);
            hide_fields(&mut item.fields);
            item.ident.to_string()
        }
        Item::Enum(item) if is_public(&item.vis) => {
            keep_attributes(&mut item.attrs);
            for variant in &mut item.variants {
                keep_attributes(&mut variant.attrs);
                variant.fields.iter_mut().for_each(|field| keep_attributes(&mut field.attrs));
            }
            item.ident.to_string()
        }
        Item::Trait(item) if is_public(&item.vis) => {
            keep_attributes(&mut item.attrs);
            item.items.iter_mut().for_each(hide_body);
            item.ident.to_string()
        }
        Item::Const(item) if is_public(&item.vis) => {
            keep_attributes(&mut item.attrs);
            item.ident.to_string()
        }
        Item::Type(item) if is_public(&item.vis) => {
            keep_attributes(&mut item.attrs);
            item.ident.to_string()
        }
        Item::Fn(item) if is_public(&item.vis) => {
            keep_attributes(&mut item.attrs);
            *item.block = empty();
            item.sig.ident.to_string()
        }
        Item::Impl(block) => {
            keep_attributes(&mut block.attrs);
            keep_public_methods(block);
            if block.trait_.is_none() && block.items.is_empty() {
                return None;
            }
            let Type::Path(of) = &*block.self_ty else { return None };
            of.path.segments.last()?.ident.to_string()
        }
        _ => return None,
    };
    Some((name, item))
}

/// Of an implementation of a trait the heading is kept, because the rest is the trait's.
fn keep_public_methods(block: &mut ItemImpl) {
    let is_of_trait = block.trait_.is_some();
    block.items.retain_mut(|item| {
        let (vis, attributes) = match item {
            ImplItem::Fn(function) => {
                function.block = empty();
                (&function.vis, &mut function.attrs)
            }
            ImplItem::Const(constant) => (&constant.vis, &mut constant.attrs),
            _ => return false,
        };
        keep_attributes(attributes);
        !is_of_trait && matches!(vis, Visibility::Public(_))
    });
}

fn hide_body(item: &mut syn::TraitItem) {
    match item {
        syn::TraitItem::Fn(function) => {
            keep_attributes(&mut function.attrs);
            // That there is a default is public, what it does is not.
            function.default = function.default.as_ref().map(|_| empty());
        }
        syn::TraitItem::Const(constant) => keep_attributes(&mut constant.attrs),
        syn::TraitItem::Type(ty) => keep_attributes(&mut ty.attrs),
        _ => {}
    }
}

fn hide_fields(fields: &mut Fields) {
    match fields {
        Fields::Named(named) => {
            let all = named.named.len();
            named.named = std::mem::take(&mut named.named)
                .into_iter()
                .filter(|field| matches!(field.vis, Visibility::Public(_)))
                .map(|mut field| {
                    keep_attributes(&mut field.attrs);
                    field
                })
                .collect();
            if named.named.len() < all {
                named.named.push(parse_quote!(__private: ()));
            }
        }
        Fields::Unnamed(unnamed) => {
            for field in &mut unnamed.unnamed {
                if !matches!(field.vis, Visibility::Public(_)) {
                    field.ty = parse_quote!(_);
                }
            }
        }
        Fields::Unit => {}
    }
}

/// What matters to a user: documentation, lints and texts of errors do not.
fn keep_attributes(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| {
        let is_hidden = || attribute.to_token_stream().to_string().contains("hidden");
        let kept = ["cfg", "deprecated", "derive", "from", "non_exhaustive"];
        kept.iter().any(|name| attribute.path().is_ident(name))
            || (attribute.path().is_ident("doc") && is_hidden())
    });
}

fn empty() -> Block {
    parse_quote!({})
}
