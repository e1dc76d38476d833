//! Schemas of which requests and responses hold different things, as two types.
//!
//! Requests have no member that is `readOnly`, and responses none that is `writeOnly` (JSON Schema Validation, section
//! 9.4). In a request, an optional member that may be `null` has two forms of absence; for who reads a response it has one.
//! A schema with such a member, or with one whose type has such a member, has two forms.
//!
//! What a form is called, and what is in it, depends on the schema alone and never on who uses it. So an operation that is
//! added to a document changes no type that is there.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Access, Additional, ErrorMembers, Member, Operation, RequestBody, Schema, Shape, Side, Type,
    graph::groups,
    reader::Reader,
    types::{Types, mentioned},
};

impl Reader<'_> {
    /// Gives each schema with two forms a type for each of them that is needed, and makes the operations use them.
    pub(super) fn split_sides(&mut self, operations: &mut [Operation]) {
        // A document with problems is not used.
        if self.has_problems() {
            return;
        }
        let forms = Forms::of(&self.types);
        if forms.of.iter().all(|form| matches!(form, Form::One)) {
            return;
        }
        let needed = forms.needed(&self.types, operations);
        let mut schemas = Vec::new();
        for (index, schema) in self.types.schemas().iter().enumerate() {
            match &forms.of[index] {
                Form::One => schemas.push(schema.clone()),
                Form::Only(side) => schemas.push(forms.on_side(schema, *side)),
                Form::Two { named, other } => {
                    let mut type_of_name = forms.on_side(schema, *named);
                    let both = needed.contains(&(index, named.other()));
                    type_of_name.counterpart = both.then(|| other.clone());
                    schemas.push(type_of_name);
                    if both {
                        let mut type_of_other = forms.on_side(schema, named.other());
                        type_of_other.type_name.clone_from(other);
                        type_of_other.counterpart = Some(schema.type_name.clone());
                        schemas.push(type_of_other);
                    }
                }
            }
        }
        for operation in operations {
            forms.use_in(operation);
        }
        self.types.replace_schemas(schemas);
    }
}

/// The forms of a schema.
enum Form {
    /// Requests and responses hold the same.
    One,
    /// It stands where only the messages of this side can hold it.
    Only(Side),
    /// It has two. The type for the side `named` has the name of the schema, and the other one is called `other`.
    Two { named: Side, other: String },
}

/// The forms of every schema.
struct Forms {
    /// By the index of the schema.
    of: Vec<Form>,
    /// For the name of each schema with two types: the side that has this name, and the name for the other side.
    names: BTreeMap<String, (Side, String)>,
}

impl Forms {
    fn of(types: &Types) -> Self {
        let differs = differing(types);
        let mut taken: BTreeSet<String> = types.names().map(str::to_owned).collect();
        let mut forms = Self { of: Vec::new(), names: BTreeMap::new() };
        for (schema, differs) in types.schemas().iter().zip(differs) {
            if !differs {
                forms.of.push(Form::One);
                continue;
            }
            forms.of.push(match only_side(&schema.location.pointer()) {
                Some(side) => Form::Only(side),
                None => {
                    let (named, other) = names(&schema.type_name, &mut taken);
                    forms.names.insert(schema.type_name.clone(), (named, other.clone()));
                    Form::Two { named, other }
                }
            });
        }
        forms
    }

    /// The types that there have to be: those that have the names of schemas, and what they and the operations are made of.
    fn needed(&self, types: &Types, operations: &[Operation]) -> BTreeSet<(usize, Side)> {
        let mut open: Vec<(usize, Side)> = Vec::new();
        for (index, form) in self.of.iter().enumerate() {
            match form {
                Form::One => {}
                Form::Only(side) | Form::Two { named: side, .. } => open.push((index, *side)),
            }
        }
        let of_type = |ty: &Type, side| Some((types.index(mentioned(ty)?)?, side));
        for operation in operations {
            let requests = sent(operation).into_iter().filter_map(|ty| of_type(ty, Side::Request));
            let responses =
                received(operation).into_iter().filter_map(|ty| of_type(ty, Side::Response));
            open.extend(requests.chain(responses));
        }
        let mut needed = BTreeSet::new();
        while let Some((index, side)) = open.pop() {
            if matches!(self.of[index], Form::One) || !needed.insert((index, side)) {
                continue;
            }
            let made_of = made_of(&types.schemas()[index], Some(side));
            open.extend(made_of.filter_map(|ty| of_type(ty, side)));
        }
        needed
    }

    /// The type of a schema for one side, under the name of the schema.
    fn on_side(&self, schema: &Schema, side: Side) -> Schema {
        let mut schema = Schema { side: Some(side), ..schema.clone() };
        match &mut schema.shape {
            Shape::Alias(ty) => self.rename(ty, side),
            Shape::Enum { .. } => {}
            Shape::Struct { members, additional } => {
                let (kept, left_out): (Vec<_>, Vec<_>) = std::mem::take(members)
                    .into_iter()
                    .partition(|member| member.access.is_on(side));
                *members = kept;
                schema.left_out = left_out;
                for member in members {
                    self.rename(&mut member.ty, side);
                }
                if let Additional::Kept(ty) = additional {
                    self.rename(ty, side);
                }
            }
        }
        // An error is in a response.
        schema.error = match side {
            Side::Request => None,
            Side::Response => schema.error.map(|error| without(error, &schema.left_out)),
        };
        schema
    }

    /// Makes the fields and responses of an operation those of their sides.
    fn use_in(&self, operation: &mut Operation) {
        for field in &mut operation.fields {
            self.rename(&mut field.ty, Side::Request);
        }
        if let RequestBody::Members { additional: Additional::Kept(ty), .. } = &mut operation.body {
            self.rename(ty, Side::Request);
        }
        let bodies = operation.responses.iter_mut().filter_map(|response| response.body.as_mut());
        for ty in bodies.chain(&mut operation.success).chain(&mut operation.error) {
            self.rename(ty, Side::Response);
        }
    }

    fn rename(&self, ty: &mut Type, side: Side) {
        match ty {
            Type::Boxed(inner) | Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.rename(inner, side);
            }
            Type::Named(name) => {
                if let Some((_, other)) = self.names.get(name).filter(|(named, _)| *named != side) {
                    name.clone_from(other);
                }
            }
            _ => {}
        }
    }
}

/// For each schema whether it has two forms.
fn differing(types: &Types) -> Vec<bool> {
    let schemas = types.schemas();
    let edges: Vec<Vec<usize>> = schemas
        .iter()
        .map(|schema| made_of(schema, None).filter_map(|ty| types.index(mentioned(ty)?)).collect())
        .collect();
    let groups = groups(&edges);
    let mut order: Vec<usize> = (0..schemas.len()).collect();
    // A group comes after those that it leads to.
    order.sort_by_key(|index| groups[*index]);
    let mut differs = vec![false; schemas.len()];
    for index in order {
        let group = groups[index];
        let leads_on = edges[index].iter().any(|target| differs[groups[*target]]);
        differs[group] |= leads_on || has_own_difference(&schemas[index]);
    }
    groups.into_iter().map(|group| differs[group]).collect()
}

fn has_own_difference(schema: &Schema) -> bool {
    let Shape::Struct { members, .. } = &schema.shape else {
        return false;
    };
    members.iter().any(|member| {
        member.access != Access::ReadWrite
            || (!member.required && matches!(member.ty, Type::Nullable(_)))
    })
}

/// The types that stand in the declaration of a schema, on this side or on any.
fn made_of(schema: &Schema, side: Option<Side>) -> impl Iterator<Item = &Type> {
    let (alias, members, additional) = match &schema.shape {
        Shape::Alias(ty) => (Some(ty), &[][..], None),
        Shape::Enum { .. } => (None, &[][..], None),
        Shape::Struct { members, additional: Additional::Kept(ty) } => {
            (None, &members[..], Some(ty))
        }
        Shape::Struct { members, .. } => (None, &members[..], None),
    };
    let is_here = move |member: &&Member| side.is_none_or(|side| member.access.is_on(side));
    let members = members.iter().filter(is_here).map(|member| &member.ty);
    alias.into_iter().chain(members).chain(additional)
}

fn sent(operation: &Operation) -> Vec<&Type> {
    let mut sent: Vec<_> = operation.fields.iter().map(|field| &field.ty).collect();
    if let RequestBody::Members { additional: Additional::Kept(ty), .. } = &operation.body {
        sent.push(ty);
    }
    sent
}

fn received(operation: &Operation) -> Vec<&Type> {
    operation.responses.iter().filter_map(|response| response.body.as_ref()).collect()
}

/// The side that alone can hold what is declared at this pointer: nothing refers to what stands outside of
/// `components.schemas`.
fn only_side(pointer: &str) -> Option<Side> {
    let steps: Vec<_> = pointer.split('/').skip(1).collect();
    match steps.as_slice() {
        ["components", "schemas", ..] => None,
        ["components", "responses", ..] | ["paths", _, _, "responses", ..] => Some(Side::Response),
        _ => Some(Side::Request),
    }
}

/// Which side has the name of a schema, and what the type for the other side is called.
///
/// Responses have the name of the schema, and requests are made of `CustomerRequest`. A schema that is called
/// `CreateCustomerRequest` says itself whose it is.
fn names(type_name: &str, taken: &mut BTreeSet<String>) -> (Side, String) {
    let (named, word) = if type_name.ends_with("Request") {
        (Side::Request, "Response")
    } else {
        (Side::Response, "Request")
    };
    let mut other = format!("{type_name}{word}");
    // The name is ours, so it makes way for those of the document.
    while !taken.insert(other.clone()) {
        other.push('_');
    }
    (named, other)
}

/// Without the members that are not there.
fn without(error: ErrorMembers, left_out: &[Member]) -> ErrorMembers {
    let is_there = |name: &String| left_out.iter().all(|member| member.rust_name != *name);
    ErrorMembers {
        code: error.code.filter(is_there),
        message: error.message.filter(is_there),
        success_codes: error.success_codes,
    }
}
