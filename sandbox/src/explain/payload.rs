//! What may have been signed in the place of the payload that was sent.

use super::{
    json::{self, Value},
    mistake::{DigestForm, EscapeStyle, Layout, Mistake, TextEncoding},
};

/// Larger bodies are not tried with their members in every order.
const MAX_PERMUTED_BYTES: usize = 4096;

/// 7 members have 5,040 orders, 8 have 40,320.
const MAX_PERMUTED_MEMBERS: usize = 7;

/// In this order: of two layouts that give the same bytes the first is named.
const LAYOUTS: [Layout; 17] = [
    Layout::LineBreaksRemoved,
    Layout::LineFeeds,
    Layout::CrLf,
    Layout::Compact,
    Layout::SpaceAfterColon,
    Layout::SpaceAfterColonAndComma,
    Layout::SpaceAfterComma,
    Layout::Spaces(2),
    Layout::Spaces(4),
    Layout::Tabs,
    Layout::SpacesCrLf(2),
    Layout::SpacesCrLf(4),
    Layout::Spaces(3),
    Layout::Spaces(1),
    Layout::Spaces(0),
    Layout::Spaces(8),
    Layout::SpacesCrLf(3),
];

const STYLES: [EscapeStyle; 8] = [
    EscapeStyle::Any,
    EscapeStyle::NonAscii,
    EscapeStyle::Slashes,
    EscapeStyle::SlashesAndNonAscii,
    EscapeStyle::DotNet,
    EscapeStyle::Html,
    EscapeStyle::Gson,
    EscapeStyle::NonAsciiUpperCase,
];

/// The payload as it was sent, read as JSON if it is JSON.
pub(super) struct Payload<'a> {
    sent: &'a [u8],
    json: Option<Json<'a>>,
}

struct Json<'a> {
    value: Value<'a>,
    /// The layout in which it was sent, if it is one of those that are known.
    layout: Option<Layout>,
    /// The white space after it.
    tail: &'a str,
}

/// One way to come from the payload that was sent to one that may have been signed.
#[derive(Clone, Debug)]
pub(super) enum Recipe {
    LeftOut,
    Invented(&'static str),
    Digest(DigestForm),
    Encoded(TextEncoding),
    Rewritten(Rewrite),
}

/// What was changed when the payload was written again; nothing at first.
#[derive(Clone, Debug, Default)]
pub(super) struct Rewrite {
    order: Order,
    layout: Option<Layout>,
    style: Option<EscapeStyle>,
    end: End,
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
enum Order {
    #[default]
    AsSent,
    Sorted {
        deep: bool,
    },
    Permuted(Vec<usize>),
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum End {
    #[default]
    AsSent,
    With(&'static str),
    Stripped,
}

impl<'a> Payload<'a> {
    pub(super) fn new(sent: &'a [u8]) -> Self {
        let json = str::from_utf8(sent).ok().and_then(|text| {
            let trimmed = text.trim_end_matches([' ', '\t', '\r', '\n']);
            let value = json::parse(trimmed)?;
            let layout = LAYOUTS.into_iter().find(|layout| {
                layout
                    .white_space()
                    .is_some_and(|white_space| value.write(white_space, &str::to_owned) == trimmed)
            });
            Some(Json { value, layout, tail: &text[trimmed.len()..] })
        });
        Self { sent, json }
    }

    /// The recipes with so many mistakes, the likelier ones first.
    pub(super) fn recipes(&self, mistakes: usize) -> Vec<Recipe> {
        let mut recipes = Vec::new();
        if mistakes == 1 {
            if self.sent.is_empty() {
                recipes.extend(["{}", "null", "\"\"", "[]"].map(Recipe::Invented));
            } else {
                recipes.push(Recipe::LeftOut);
                recipes.extend(
                    [
                        DigestForm::Hex,
                        DigestForm::Base64,
                        DigestForm::Bytes,
                        DigestForm::UpperHex,
                        DigestForm::TextInBase64,
                    ]
                    .map(Recipe::Digest),
                );
                recipes.extend(
                    [TextEncoding::ByteOrderMark, TextEncoding::Latin1].map(Recipe::Encoded),
                );
            }
        }
        let rewrites = self.rewrites().filter(|rewrite| rewrite.mistakes() == mistakes);
        recipes.extend(rewrites.map(Recipe::Rewritten));
        recipes
    }

    /// The recipes that put the members of the outermost object in every other order: as they were sent otherwise, or
    /// in another layout too.
    pub(super) fn permutations(&self, other_layout: bool) -> impl Iterator<Item = Recipe> {
        let members = match &self.json {
            Some(json) if self.sent.len() <= MAX_PERMUTED_BYTES => json.value.member_names().len(),
            _ => 0,
        };
        let count = if members <= MAX_PERMUTED_MEMBERS { members } else { 0 };
        let layouts: Vec<Option<Layout>> = if other_layout {
            LAYOUTS.into_iter().filter(|layout| layout.white_space().is_some()).map(Some).collect()
        } else {
            vec![None]
        };
        permutations(count).flat_map(move |order| {
            let rewrite = Rewrite { order: Order::Permuted(order), ..Rewrite::default() };
            layouts
                .clone()
                .into_iter()
                .map(move |layout| Recipe::Rewritten(Rewrite { layout, ..rewrite.clone() }))
        })
    }

    /// The bytes that the recipe gives, unless it cannot be applied to this payload or changes nothing.
    pub(super) fn realise(&self, recipe: &Recipe) -> Option<Vec<u8>> {
        let bytes = match recipe {
            Recipe::LeftOut => Vec::new(),
            Recipe::Invented(text) => text.as_bytes().to_vec(),
            Recipe::Digest(form) => form.write(self.sent),
            Recipe::Encoded(encoding) => encoding.write(self.sent)?,
            Recipe::Rewritten(rewrite) => {
                let rewritten = self.rewrite(rewrite)?;
                let changes = rewritten != self.sent || rewrite.mistakes() == 0;
                return changes.then_some(rewritten);
            }
        };
        (bytes != self.sent).then_some(bytes)
    }

    pub(super) fn mistakes(&self, recipe: &Recipe) -> Vec<Mistake> {
        match recipe {
            Recipe::LeftOut => vec![Mistake::PayloadLeftOut],
            Recipe::Invented(text) => vec![Mistake::PayloadInvented { signed: (*text).to_owned() }],
            Recipe::Digest(form) => vec![Mistake::PayloadDigest { form: *form }],
            Recipe::Encoded(encoding) => vec![Mistake::TextEncoding(*encoding)],
            Recipe::Rewritten(rewrite) => self.rewrite_mistakes(rewrite),
        }
    }

    fn rewrite_mistakes(&self, rewrite: &Rewrite) -> Vec<Mistake> {
        let layout = rewrite.layout.map(|signed| Mistake::Layout { signed });
        let order = match &rewrite.order {
            Order::AsSent => None,
            Order::Sorted { .. } => Some(Mistake::MembersSorted),
            Order::Permuted(order) => {
                let names =
                    self.json.as_ref().map(|json| json.value.member_names()).unwrap_or_default();
                let signed = order.iter().filter_map(|index| names.get(*index));
                Some(Mistake::MembersReordered {
                    signed: signed.map(|name| (*name).to_owned()).collect(),
                })
            }
        };
        let escapes = rewrite
            .style
            .map(|style| Mistake::Escapes { style, in_signed: style != EscapeStyle::Any });
        let end = match rewrite.end {
            End::AsSent => None,
            End::With(text) => Some(Mistake::TrailingNewline { text }),
            End::Stripped => Some(Mistake::TrailingNotSigned),
        };
        layout.into_iter().chain(order).chain(escapes).chain(end).collect()
    }

    fn rewrites(&self) -> impl Iterator<Item = Rewrite> {
        let is_json = self.json.is_some();
        let has_tail = self.sent.last().is_some_and(u8::is_ascii_whitespace);
        let layouts = [None].into_iter().chain(
            LAYOUTS
                .into_iter()
                .filter(move |layout| is_json || layout.white_space().is_none())
                .map(Some),
        );
        let orders: &[Order] = if is_json {
            &[Order::AsSent, Order::Sorted { deep: true }, Order::Sorted { deep: false }]
        } else {
            &[Order::AsSent]
        };
        let styles =
            [None].into_iter().chain(STYLES.into_iter().filter(move |_| is_json).map(Some));
        let ends = [End::AsSent].into_iter().chain(has_tail.then_some(End::Stripped)).chain([
            End::With("\n"),
            End::With("\r\n"),
            End::With("\\n"),
        ]);
        ends.flat_map(move |end| {
            let (layouts, styles) = (layouts.clone(), styles.clone());
            styles.flat_map(move |style| {
                let layouts = layouts.clone();
                orders.iter().flat_map(move |order| {
                    layouts.clone().map(move |layout| Rewrite {
                        order: order.clone(),
                        layout,
                        style,
                        end,
                    })
                })
            })
        })
    }

    fn rewrite(&self, rewrite: &Rewrite) -> Option<Vec<u8>> {
        let mut bytes = self.rewrite_layout(rewrite)?;
        match rewrite.end {
            End::AsSent => {}
            End::With(text) => bytes.extend_from_slice(text.as_bytes()),
            End::Stripped => bytes.truncate(bytes.trim_ascii_end().len()),
        }
        Some(bytes)
    }

    fn rewrite_layout(&self, rewrite: &Rewrite) -> Option<Vec<u8>> {
        let keeps_tokens = rewrite.order == Order::AsSent && rewrite.style.is_none();
        match rewrite.layout {
            None if keeps_tokens => return Some(self.sent.to_vec()),
            Some(layout) if layout.white_space().is_none() => {
                return keeps_tokens.then(|| layout.change_bytes(self.sent));
            }
            _ => {}
        }
        let json = self.json.as_ref()?;
        // A body in no known layout is written again only in a layout that is named.
        let white_space = rewrite.layout.or(json.layout)?.white_space()?;
        let reordered;
        let value = match &rewrite.order {
            Order::AsSent => &json.value,
            Order::Sorted { deep } => {
                reordered = json.value.sorted(*deep);
                &reordered
            }
            Order::Permuted(order) => {
                reordered = json.value.reordered(order);
                &reordered
            }
        };
        let mut text = match rewrite.style {
            None => value.write(white_space, &str::to_owned),
            Some(style) => value.write(white_space, &|inner| style.write(inner)),
        };
        text.push_str(json.tail);
        Some(text.into_bytes())
    }
}

impl Rewrite {
    fn mistakes(&self) -> usize {
        usize::from(self.order != Order::AsSent)
            + usize::from(self.layout.is_some())
            + usize::from(self.style.is_some())
            + usize::from(self.end != End::AsSent)
    }
}

/// Every order of so many things but the one they are in, in lexicographic order.
pub(super) fn permutations(count: usize) -> impl Iterator<Item = Vec<usize>> {
    std::iter::successors(Some((0..count).collect::<Vec<_>>()), |order| next_permutation(order))
        .skip(1)
}

fn next_permutation(order: &[usize]) -> Option<Vec<usize>> {
    let mut next = order.to_vec();
    let pivot = next.windows(2).rposition(|pair| pair[0] < pair[1])?;
    let swap = next.iter().rposition(|item| *item > next[pivot])?;
    next.swap(pivot, swap);
    next[pivot + 1..].reverse();
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permutations_are_all_the_others() {
        let all: Vec<_> = permutations(3).collect();
        assert_eq!(all, [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]);
        assert_eq!(permutations(7).count(), 5039);
        assert_eq!(permutations(0).count(), 0);
    }
}
