//! Types that contain themselves, and objects that are part of others.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Additional, Member, Schema, Shape, Type,
    graph::groups,
    reader::Reader,
    types::{Types, mentioned},
};

/// How many schemas may be part of each other, one inside the next.
const DEEPEST_ALL_OF: usize = 32;

impl Reader<'_> {
    /// Checks what can be known only when every schema was read.
    pub(super) fn check_schemas(&mut self) {
        self.aliases_end();
        self.parts_are_objects();
    }

    /// Boxes what would be of infinite size.
    pub(super) fn box_recursive_members(&mut self) {
        box_recursive_members(&mut self.types);
    }

    /// A name for a type leads to a type, not back to itself: Rust expands aliases.
    fn aliases_end(&mut self) {
        let edges: Vec<Vec<usize>> = self.edges(|schema| match &schema.shape {
            Shape::Alias(ty) => mentioned(ty).into_iter().collect(),
            Shape::Enum { .. } | Shape::Struct { .. } => Vec::new(),
        });
        for circle in circles(&edges) {
            let first = &self.types.schemas()[circle[0]];
            self.refuse(
                first.location.clone(),
                format!("`{}` is only another name for itself", first.type_name),
                "declare an object in one of the places of this circle",
            );
        }
    }

    /// An entry of `allOf` is an object whose members can be told from those of the other entries.
    fn parts_are_objects(&mut self) {
        let edges: Vec<Vec<usize>> = self.edges(|schema| {
            flattened(schema)
                .filter_map(|member| Some(self.types.schema_behind(&member.ty)?.type_name.as_str()))
                .collect()
        });
        let circles = circles(&edges);
        for circle in &circles {
            let first = &self.types.schemas()[circle[0]];
            self.refuse(
                first.location.clone(),
                format!("`{}` is part of itself through `allOf`", first.type_name),
                "declare it as a member in one of the places of this circle",
            );
        }
        let circular: BTreeSet<usize> = circles.into_iter().flatten().collect();
        let groups = groups(&edges);
        let mut order: Vec<usize> =
            (0..edges.len()).filter(|index| !circular.contains(index)).collect();
        // Parts come before what they are part of.
        order.sort_by_key(|index| groups[*index]);
        let mut known: BTreeMap<String, Part> = BTreeMap::new();
        for index in order {
            let schema = &self.types.schemas()[index];
            if let Shape::Struct { members, .. } = &schema.shape {
                let (type_name, members) = (schema.type_name.clone(), members.clone());
                let part = self.part(&members, &known);
                known.insert(type_name, part);
            }
        }
    }

    fn part(&mut self, members: &[Member], known: &BTreeMap<String, Part>) -> Part {
        let mut part = Part::default();
        // Where each name was declared before, if not here.
        let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
        for member in members {
            if !member.flattened {
                if let Some(Some(other)) = names.insert(member.wire_name.clone(), None) {
                    self.refuse(
                        member.location.clone(),
                        format!("`{}` is a member of `{other}` already", member.wire_name),
                        format!(
                            "`{other}` is part of this object; remove the member here or there"
                        ),
                    );
                }
                continue;
            }
            let Some(schema) = self.object_to_flatten(member) else {
                continue;
            };
            let Some(inner) = known.get(&schema) else {
                continue;
            };
            part.depth = part.depth.max(inner.depth + 1);
            let twice = inner.names.iter().find(|name| names.contains_key(*name));
            if let Some(name) = twice {
                self.refuse(
                    member.location.clone(),
                    format!(
                        "`{}` declares `{name}`, which this object has already",
                        member.wire_name
                    ),
                    "one member has one declaration; remove the other",
                );
            }
            for name in &inner.names {
                names.entry(name.clone()).or_insert_with(|| Some(member.wire_name.clone()));
            }
            if part.depth > DEEPEST_ALL_OF {
                self.refuse(
                    member.location.clone(),
                    format!("more than {DEEPEST_ALL_OF} schemas are part of each other, one inside the next"),
                    "declare the members in fewer schemas",
                );
                return Part::default();
            }
        }
        part.names = names.into_keys().collect();
        part
    }

    /// The type name of the object that is to be part of another.
    fn object_to_flatten(&mut self, member: &Member) -> Option<String> {
        let behind = self.types.behind(&member.ty)?;
        let schema = match behind {
            Type::Named(name) => self.types.get(name),
            _ => None,
        };
        match schema.map(|schema| (&schema.shape, &schema.type_name)) {
            Some((Shape::Struct { additional: Additional::Ignored, .. }, name)) => {
                Some(name.clone())
            }
            Some((Shape::Struct { .. }, _)) => {
                self.refuse(
                    member.location.clone(),
                    format!(
                        "`{}` keeps additional members, so it cannot be part of another object",
                        member.wire_name
                    ),
                    "remove its `additionalProperties`, or make it a member",
                );
                None
            }
            _ => {
                self.refuse(
                    member.location.clone(),
                    format!("`{}` is no object with members", member.wire_name),
                    "an entry of `allOf` refers to an object that declares `properties`",
                );
                None
            }
        }
    }

    fn edges<'s>(&'s self, names: impl Fn(&'s Schema) -> Vec<&'s str>) -> Vec<Vec<usize>> {
        let index = |name: &str| self.types.index(name);
        let schemas = self.types.schemas().iter();
        schemas.map(|schema| names(schema).into_iter().filter_map(index).collect()).collect()
    }
}

/// The members of an object that is part of others, and how deep its own parts are.
#[derive(Default)]
struct Part {
    names: BTreeSet<String>,
    depth: usize,
}

/// Boxes each member that leads back to its own object without an allocation in between.
fn box_recursive_members(types: &mut Types) {
    let edges: Vec<Vec<usize>> = types
        .schemas()
        .iter()
        .map(|schema| contained(schema).into_iter().filter_map(|name| types.index(name)).collect())
        .collect();
    let groups = groups(&edges);
    let circular = |from: usize, to: Option<usize>| to.is_some_and(|to| groups[from] == groups[to]);
    let boxed: Vec<Vec<bool>> = types
        .schemas()
        .iter()
        .enumerate()
        .map(|(index, schema)| match &schema.shape {
            Shape::Struct { members, .. } => members
                .iter()
                .map(|member| {
                    let target = directly_contained(&member.ty);
                    circular(index, target.and_then(|name| types.index(name)))
                })
                .collect(),
            Shape::Alias(_) | Shape::Enum { .. } => Vec::new(),
        })
        .collect();
    for (schema, boxed) in types.schemas_mut().iter_mut().zip(boxed) {
        if let Shape::Struct { members, .. } = &mut schema.shape {
            for (member, _) in members.iter_mut().zip(boxed).filter(|(_, boxed)| *boxed) {
                box_named(&mut member.ty);
            }
        }
    }
}

/// The types that a value of this type holds in itself.
fn contained(schema: &Schema) -> Vec<&str> {
    match &schema.shape {
        Shape::Alias(ty) => directly_contained(ty).into_iter().collect(),
        Shape::Enum { .. } => Vec::new(),
        Shape::Struct { members, .. } => {
            members.iter().filter_map(|member| directly_contained(&member.ty)).collect()
        }
    }
}

fn box_named(ty: &mut Type) {
    match ty {
        Type::Nullable(inner) => box_named(inner),
        other => *other = Type::Boxed(Box::new(other.clone())),
    }
}

/// The groups of nodes that lead back to themselves, each in order.
fn circles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, group) in groups(edges).into_iter().enumerate() {
        members.entry(group).or_default().push(node);
    }
    members
        .into_values()
        .filter(|nodes| nodes.len() > 1 || nodes.iter().any(|node| edges[*node].contains(node)))
        .collect()
}

fn flattened(schema: &Schema) -> impl Iterator<Item = &Member> {
    let members = match &schema.shape {
        Shape::Struct { members, .. } => members.as_slice(),
        Shape::Alias(_) | Shape::Enum { .. } => &[],
    };
    members.iter().filter(|member| member.flattened)
}

/// The type that a value holds in itself, without an allocation in between.
fn directly_contained(ty: &Type) -> Option<&str> {
    match ty {
        Type::Named(name) => Some(name),
        Type::Nullable(inner) => directly_contained(inner),
        _ => None,
    }
}
