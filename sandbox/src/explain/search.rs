//! Looks for the string that was signed: every likely way to get it wrong, the fewest mistakes first.

use super::{
    header_part::{self, HeaderPart},
    mistake::{DigestForm, Mistake, TextEncoding},
    opened::Target,
    payload::{self, Payload},
};

/// More combined mistakes than these are not tried: what fits then explains nothing any more.
const MAX_MISTAKES: usize = 3;

/// Hashes that one search may take, and bytes that it may write or hash, so that no request can burn the processor:
/// some tenths of a second.
const MAX_HASHES: u32 = 240_000;
const MAX_BYTES: usize = 128 << 20;

/// Of the times that may have been signed, only so many are combined with another mistake: those in milliseconds, and
/// the moments next to the one that was sent.
const COMBINED_TIMES: usize = 1010;

/// What is done to the whole string, after header values and payload are chosen.
const WHOLE: [Whole; 8] = [
    Whole::PayloadFirst,
    Whole::Digest(DigestForm::Bytes),
    Whole::Digest(DigestForm::Hex),
    Whole::Digest(DigestForm::Base64),
    Whole::Digest(DigestForm::UpperHex),
    Whole::Digest(DigestForm::TextInBase64),
    Whole::Encoded(TextEncoding::Utf16LittleEndian),
    Whole::Encoded(TextEncoding::Utf16BigEndian),
];

#[derive(Clone, Copy)]
enum Whole {
    PayloadFirst,
    Digest(DigestForm),
    Encoded(TextEncoding),
}

/// The mistakes that lead from what was sent to what was signed; `None` if no combination that is tried fits.
pub(super) fn search(
    target: &Target,
    header_part: &HeaderPart,
    payload: &Payload<'_>,
) -> Option<Vec<Mistake>> {
    let mut search = Search { target, header_part, payload, hashes: MAX_HASHES, bytes: MAX_BYTES };
    match search.run() {
        Err(Stop::Found(mistakes)) => Some(mistakes),
        Err(Stop::Spent) | Ok(()) => None,
    }
}

struct Search<'a> {
    target: &'a Target,
    header_part: &'a HeaderPart,
    payload: &'a Payload<'a>,
    hashes: u32,
    bytes: usize,
}

enum Stop {
    Found(Vec<Mistake>),
    Spent,
}

impl Search<'_> {
    fn run(&mut self) -> Result<(), Stop> {
        let times = self.header_part.times();
        let no_mistake = header_part::Recipe::default();
        self.combinations(0)?;
        self.combinations(1)?;
        self.wholes(0)?;
        for created in &times {
            if let Some(recipe) = self.header_part.at(&no_mistake, created) {
                self.each_payload(&[payload::Recipe::Rewritten(Default::default())], &[recipe])?;
            }
        }
        self.each_permutation(false)?;
        self.combinations(2)?;
        self.wholes(1)?;
        for one_mistake in self.header_part.recipes(1) {
            let at = |created| self.header_part.at(&one_mistake, created);
            let recipes: Vec<_> = times.iter().take(COMBINED_TIMES).filter_map(at).collect();
            self.each_payload(&[payload::Recipe::Rewritten(Default::default())], &recipes)?;
        }
        let at = |created| self.header_part.at(&no_mistake, created);
        let recipes: Vec<_> = times.iter().take(COMBINED_TIMES).filter_map(at).collect();
        self.each_payload(&self.payload.recipes(1), &recipes)?;
        self.each_permutation(true)?;
        self.combinations(MAX_MISTAKES)
    }

    /// Tries every combination of so many mistakes, those in the payload first.
    fn combinations(&mut self, mistakes: usize) -> Result<(), Stop> {
        for in_headers in 0..=mistakes {
            let headers = self.header_part.recipes(in_headers);
            self.each_payload(&self.payload.recipes(mistakes - in_headers), &headers)?;
        }
        Ok(())
    }

    fn each_payload(
        &mut self,
        payloads: &[payload::Recipe],
        headers: &[header_part::Recipe],
    ) -> Result<(), Stop> {
        for recipe in payloads {
            let Some(payload) = self.realise(recipe)? else {
                continue;
            };
            for header_recipe in headers {
                let values = self.header_part.realise(header_recipe);
                let mistakes = || self.mistakes(header_recipe, recipe);
                let found =
                    self.target.matches(&[&values, &payload]).map(|more| (more, mistakes()));
                self.spend(values.len() + payload.len())?;
                Self::stop_if(found)?;
            }
        }
        Ok(())
    }

    fn each_permutation(&mut self, other_layout: bool) -> Result<(), Stop> {
        let headers = [header_part::Recipe::default()];
        let payload = self.payload;
        payload
            .permutations(other_layout)
            .try_for_each(|recipe| self.each_payload(&[recipe], &headers))
    }

    /// Tries what can be done to the whole string, with so many mistakes besides.
    fn wholes(&mut self, mistakes: usize) -> Result<(), Stop> {
        for in_headers in 0..=mistakes {
            let headers = self.header_part.recipes(in_headers);
            for recipe in self.payload.recipes(mistakes - in_headers) {
                let Some(payload) = self.realise(&recipe)? else {
                    continue;
                };
                for header_recipe in &headers {
                    let values = self.header_part.realise(header_recipe);
                    for whole in WHOLE {
                        let Some((string, mistake)) = whole.apply(&values, &payload) else {
                            continue;
                        };
                        let found = self.target.matches(&[&string]).map(|mut more| {
                            more.push(mistake);
                            (more, self.mistakes(header_recipe, &recipe))
                        });
                        self.spend(values.len() + payload.len() + string.len())?;
                        Self::stop_if(found)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn realise(&mut self, recipe: &payload::Recipe) -> Result<Option<Vec<u8>>, Stop> {
        let payload = self.payload.realise(recipe);
        self.spend(payload.as_ref().map_or(0, Vec::len))?;
        Ok(payload)
    }

    fn mistakes(&self, header: &header_part::Recipe, payload: &payload::Recipe) -> Vec<Mistake> {
        let mut mistakes = self.header_part.mistakes(header);
        mistakes.extend(self.payload.mistakes(payload));
        mistakes
    }

    fn stop_if(found: Option<(Vec<Mistake>, Vec<Mistake>)>) -> Result<(), Stop> {
        match found {
            Some((mut mistakes, more)) => {
                mistakes.extend(more);
                Err(Stop::Found(mistakes))
            }
            None => Ok(()),
        }
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Stop> {
        self.hashes = self.hashes.checked_sub(1).ok_or(Stop::Spent)?;
        self.bytes = self.bytes.checked_sub(bytes).ok_or(Stop::Spent)?;
        Ok(())
    }
}

impl Whole {
    fn apply(self, values: &[u8], payload: &[u8]) -> Option<(Vec<u8>, Mistake)> {
        match self {
            Self::PayloadFirst => {
                (!payload.is_empty()).then(|| ([payload, values].concat(), Mistake::PayloadFirst))
            }
            Self::Digest(form) => {
                Some((form.write(&[values, payload].concat()), Mistake::HashedTwice { form }))
            }
            Self::Encoded(encoding) => {
                let string = encoding.write(&[values, payload].concat())?;
                Some((string, Mistake::TextEncoding(encoding)))
            }
        }
    }
}
