//! Integers: which type holds the values that a schema allows.

use crate::document::{Type, json::Node, reader::Reader, types::unknown};

/// The largest `i64`.
const LARGEST: i128 = 9_223_372_036_854_775_807;

impl<'t> Reader<'t> {
    /// The type of an integer.
    ///
    /// A format promises a range (the format registry of OpenAPI). Without a promise, integers that cannot be negative
    /// get the larger half, and so do those whose upper limit only that half reaches.
    pub(super) fn integer(&mut self, node: Node<'t>) -> Type {
        let format = node.get("format").and_then(Node::text);
        match format {
            Some("int32") => return Type::Int32,
            Some("uint32") => return Type::Unsigned32,
            Some("uint8" | "uint16" | "uint64") => return Type::Unsigned64,
            _ => {}
        }
        let lower = limits(node, [("minimum", 0), ("exclusiveMinimum", -1)]);
        if lower.iter().any(|(limit, zero)| !is_below(*limit, *zero)) {
            return Type::Unsigned64;
        }
        let upper = limits(node, [("maximum", LARGEST), ("exclusiveMaximum", LARGEST + 1)]);
        let is_small = matches!(format, Some("int8" | "int16" | "int64"))
            || upper.iter().any(|(limit, largest)| !is_above(*limit, *largest));
        let Some((limit, _)) = upper.first().filter(|_| !is_small) else {
            return Type::Int64;
        };
        if lower.is_empty() {
            return Type::Unsigned64;
        }
        // Programs that keep every number as a float write the largest `i64` as 9223372036854776000.
        if upper.iter().any(|(limit, largest)| !is_above_as_float(*limit, *largest)) {
            return Type::Int64;
        }
        self.refuse(
            limit.location(),
            "some values are negative and some are beyond the largest `i64`, and no type holds both",
            format!("write `\"minimum\": 0`, or allow at most {LARGEST}"),
        );
        unknown()
    }
}

/// The limits among these that the schema has, each with the value that it is compared with.
fn limits<'t>(node: Node<'t>, names: [(&str, i128); 2]) -> Vec<(Node<'t>, i128)> {
    names.into_iter().filter_map(|(name, value)| Some((node.get(name)?, value))).collect()
}

fn is_below(limit: Node<'_>, value: i128) -> bool {
    match whole(limit) {
        Some(limit) => limit < value,
        None => float(limit).is_none_or(|limit| limit < value as f64),
    }
}

fn is_above(limit: Node<'_>, value: i128) -> bool {
    match whole(limit) {
        Some(limit) => limit > value,
        None => is_above_as_float(limit, value),
    }
}

fn is_above_as_float(limit: Node<'_>, value: i128) -> bool {
    float(limit).is_some_and(|limit| limit > value as f64)
}

fn whole(node: Node<'_>) -> Option<i128> {
    node.number()?.parse().ok()
}

fn float(node: Node<'_>) -> Option<f64> {
    node.number()?.parse().ok()
}
