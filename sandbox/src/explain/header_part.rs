//! What may have been signed in the place of the values of the listed headers.

use http::HeaderMap;

use super::{
    mistake::{Mistake, Place, TimeUnit},
    payload::permutations,
    time::MILLISECONDS_FROM,
};

const CREATED: &str = "Created";

/// How far from the `Created` that was sent another one is looked for, in seconds.
const OTHER_MOMENT: u64 = 180;

/// More unlisted headers than these are not tried.
const MAX_UNLISTED: usize = 12;

/// More listed headers than these are not tried in every order.
const MAX_PERMUTED: usize = 4;

/// How names are written before values; `{}` is the name.
const NAMINGS: [&str; 6] = ["{}: ", "{}:", "{}=", "{}", "{} ", "({}): "];

const SEPARATORS: [&str; 14] =
    ["\n", "\r\n", " ", ";", ", ", ",", ":", ".", "|", "&", "\t", "; ", "-", "\\n"];

/// The listed headers, and those that the request has besides.
pub(super) struct HeaderPart {
    listed: Vec<Header>,
    unlisted: Vec<Header>,
}

#[derive(Clone)]
struct Header {
    name: String,
    value: Vec<u8>,
}

/// One way to come from the listed headers to what may have been signed.
#[derive(Clone, Debug, Default)]
pub(super) struct Recipe {
    parts: Parts,
    names: Option<Naming>,
    separator: Option<(&'static str, Place)>,
    created: Option<Created>,
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
enum Parts {
    #[default]
    AsListed,
    Permuted(Vec<usize>),
    Without(usize),
    OnlyCreated,
    Nothing,
    With {
        unlisted: usize,
        first: bool,
    },
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Naming {
    pattern: &'static str,
    lower_case: bool,
}

/// Another text in the place of the value of `Created`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Created {
    text: String,
    mistake: Mistake,
}

impl HeaderPart {
    /// Takes the values of the listed headers, which are there exactly once, out of the request.
    pub(super) fn new(listed: &[String], headers: &HeaderMap) -> Self {
        let find = |name: &String| {
            let value = headers.get(name.as_str())?.as_bytes().to_vec();
            Some(Header { name: name.clone(), value })
        };
        let is_listed = |name: &str| listed.iter().any(|listed| listed.eq_ignore_ascii_case(name));
        // The password must not come near anything that is shown; the signature cannot sign itself.
        let unlisted = headers
            .keys()
            .filter(|name| {
                !is_secret(name.as_str()) && *name != "signature" && !is_listed(name.as_str())
            })
            .filter_map(|name| find(&name.as_str().to_owned()))
            .take(MAX_UNLISTED);
        Self { listed: listed.iter().filter_map(find).collect(), unlisted: unlisted.collect() }
    }

    /// The recipes with so many mistakes, the likelier ones first; without those for another time of signing.
    pub(super) fn recipes(&self, mistakes: usize) -> Vec<Recipe> {
        let mut recipes = Vec::new();
        for parts in self.parts() {
            for names in namings() {
                for separator in separators() {
                    let recipe = Recipe { parts: parts.clone(), names, separator, created: None };
                    if recipe.mistakes() == mistakes {
                        recipes.push(recipe);
                    }
                }
            }
        }
        recipes
    }

    /// The recipe with another time, if it signs a time at all.
    pub(super) fn at(&self, recipe: &Recipe, created: &Created) -> Option<Recipe> {
        let signs_created = self
            .chosen(&recipe.parts)
            .iter()
            .any(|header| header.name.eq_ignore_ascii_case(CREATED));
        signs_created.then(|| Recipe { created: Some(created.clone()), ..recipe.clone() })
    }

    /// The times that may have been signed instead of the one that was sent, the likelier ones first.
    pub(super) fn times(&self) -> Vec<Created> {
        let sent = self
            .listed
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(CREATED))
            .and_then(|header| str::from_utf8(&header.value).ok()?.parse::<u64>().ok());
        let Some(sent) = sent else { return Vec::new() };
        let mut times = Vec::new();
        let mut push = |text: String, mistake| times.push(Created { text, mistake });
        if sent > MILLISECONDS_FROM {
            push((sent / 1000).to_string(), Mistake::CreatedUnit(TimeUnit::SecondsSigned));
            push((sent / 1000 + 1).to_string(), Mistake::CreatedUnit(TimeUnit::SecondsSigned));
        } else {
            for fraction in 0..1000 {
                let mistake = Mistake::CreatedUnit(TimeUnit::MillisecondsSigned);
                push(format!("{sent}{fraction:03}"), mistake);
            }
        }
        for distance in 1..=OTHER_MOMENT {
            for signed in
                [sent.checked_sub(distance), sent.checked_add(distance)].into_iter().flatten()
            {
                push(signed.to_string(), Mistake::CreatedDiffers { signed, sent });
            }
        }
        times
    }

    pub(super) fn realise(&self, recipe: &Recipe) -> Vec<u8> {
        let chosen = self.chosen(&recipe.parts);
        let mut bytes = Vec::new();
        for (index, header) in chosen.iter().enumerate() {
            if let Some(naming) = recipe.names {
                bytes.extend_from_slice(naming.prefix(&header.name).as_bytes());
            }
            match &recipe.created {
                Some(created) if header.name.eq_ignore_ascii_case(CREATED) => {
                    bytes.extend_from_slice(created.text.as_bytes());
                }
                _ => bytes.extend_from_slice(&header.value),
            }
            if let Some((text, place)) = recipe.separator {
                let is_last = index + 1 == chosen.len();
                if place == Place::AfterEachValue || is_last == (place == Place::BeforePayload) {
                    bytes.extend_from_slice(text.as_bytes());
                }
            }
        }
        bytes
    }

    /// The values as they were to be signed, without those that must not be shown.
    pub(super) fn shown(&self) -> Vec<u8> {
        let shown = |header: &Header| match is_secret(&header.name) {
            true => b"[redacted]".to_vec(),
            false => header.value.clone(),
        };
        self.listed.iter().flat_map(shown).collect()
    }

    pub(super) fn mistakes(&self, recipe: &Recipe) -> Vec<Mistake> {
        let name = |headers: &[Header], index: usize| {
            headers.get(index).map(|header| header.name.clone()).unwrap_or_default()
        };
        let parts = match &recipe.parts {
            Parts::AsListed => Vec::new(),
            Parts::Permuted(order) => {
                let signed = order.iter().map(|index| name(&self.listed, *index)).collect();
                vec![Mistake::ListOrder { signed }]
            }
            Parts::Without(index) => vec![Mistake::HeaderLeftOut(name(&self.listed, *index))],
            Parts::OnlyCreated => self
                .listed
                .iter()
                .filter(|header| !header.name.eq_ignore_ascii_case(CREATED))
                .map(|header| Mistake::HeaderLeftOut(header.name.clone()))
                .collect(),
            Parts::Nothing => vec![Mistake::HeadersLeftOut],
            Parts::With { unlisted, .. } => {
                vec![Mistake::HeaderNotListed(name(&self.unlisted, *unlisted))]
            }
        };
        let names = recipe.names.map(|naming| {
            let first = self.listed.iter().find(|header| header.name.eq_ignore_ascii_case(CREATED));
            let name = first.map_or(CREATED, |header| &header.name);
            Mistake::HeaderNames { prefix: naming.prefix(name) }
        });
        let separator = recipe
            .separator
            .map(|(text, place)| Mistake::Separator { text: text.to_owned(), place });
        let created = recipe.created.as_ref().map(|created| created.mistake.clone());
        parts.into_iter().chain(names).chain(created).chain(separator).collect()
    }

    fn chosen(&self, parts: &Parts) -> Vec<&Header> {
        match parts {
            Parts::AsListed => self.listed.iter().collect(),
            Parts::Permuted(order) => {
                order.iter().filter_map(|index| self.listed.get(*index)).collect()
            }
            Parts::Without(left_out) => {
                let others = self.listed.iter().enumerate().filter(|(index, _)| index != left_out);
                others.map(|(_, header)| header).collect()
            }
            Parts::OnlyCreated => {
                let is_created = |header: &&Header| header.name.eq_ignore_ascii_case(CREATED);
                self.listed.iter().filter(is_created).collect()
            }
            Parts::Nothing => Vec::new(),
            Parts::With { unlisted, first } => {
                let added = self.unlisted.get(*unlisted);
                let (before, after) = if *first { (added, None) } else { (None, added) };
                before.into_iter().chain(&self.listed).chain(after).collect()
            }
        }
    }

    fn parts(&self) -> Vec<Parts> {
        let count = self.listed.len();
        let mut parts = vec![Parts::AsListed, Parts::Nothing];
        if count > 1 {
            if count <= MAX_PERMUTED {
                parts.extend(permutations(count).map(Parts::Permuted));
            } else {
                parts.push(Parts::Permuted((0..count).rev().collect()));
            }
            parts.extend((0..count).map(Parts::Without));
        }
        if count > 2 {
            parts.push(Parts::OnlyCreated);
        }
        for unlisted in 0..self.unlisted.len() {
            parts.extend([false, true].map(|first| Parts::With { unlisted, first }));
        }
        parts
    }
}

impl Recipe {
    fn mistakes(&self) -> usize {
        usize::from(self.parts != Parts::AsListed)
            + usize::from(self.names.is_some())
            + usize::from(self.separator.is_some())
            + usize::from(self.created.is_some())
    }
}

impl Naming {
    fn prefix(self, name: &str) -> String {
        let name = if self.lower_case { name.to_ascii_lowercase() } else { name.to_owned() };
        self.pattern.replace("{}", &name)
    }
}

fn is_secret(name: &str) -> bool {
    ["authorization", "cookie", "proxy-authorization"]
        .iter()
        .any(|secret| name.eq_ignore_ascii_case(secret))
}

fn namings() -> impl Iterator<Item = Option<Naming>> {
    let named = NAMINGS
        .into_iter()
        .flat_map(|pattern| [false, true].map(|lower_case| Some(Naming { pattern, lower_case })));
    [None].into_iter().chain(named)
}

fn separators() -> impl Iterator<Item = Option<(&'static str, Place)>> {
    let separated = SEPARATORS.into_iter().flat_map(|text| {
        [Place::BeforePayload, Place::BetweenValues, Place::AfterEachValue]
            .map(|place| Some((text, place)))
    });
    [None].into_iter().chain(separated)
}
