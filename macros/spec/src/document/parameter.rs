//! Parameters of operations.

use std::collections::BTreeMap;

use super::{
    Field, Location, Shape, Type,
    json::Node,
    names::{self, InlineName},
    reader::Reader,
    reference::Kind,
    types::unknown,
    vocabulary,
};
use crate::{RoleDraft, nearest};

/// A parameter as it is declared.
#[derive(Clone)]
pub(super) struct Parameter<'t> {
    pub(super) place: In,
    /// With one role, and the mark of an idempotency key if it is one.
    pub(super) field: Field,
    /// `x-repeats`: the path parameter whose value this header repeats.
    pub(super) repeats: Option<Node<'t>>,
    /// What to ask if a header without `x-repeats` may be meant to have it.
    pub(super) did_you_mean: Option<String>,
    /// Where each of the roles is declared.
    pub(super) role_locations: Vec<Location>,
    /// Where it is said whether the parameter is required; the parameter if nothing is said.
    pub(super) required_location: Location,
    /// Where in the document it is used.
    order: usize,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum In {
    Header,
    Path,
    Query,
}

impl In {
    fn of(word: &str) -> Option<Self> {
        match word {
            "header" => Some(Self::Header),
            "path" => Some(Self::Path),
            "query" => Some(Self::Query),
            _ => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Path => "path",
            Self::Query => "query",
        }
    }

    /// The one style that is supported: the default of OpenAPI.
    fn style(self) -> &'static str {
        match self {
            Self::Header | Self::Path => "simple",
            Self::Query => "form",
        }
    }
}

/// The parameters that apply to an operation.
#[derive(Clone, Default)]
pub(super) struct Parameters<'t> {
    pub(super) list: Vec<Parameter<'t>>,
    /// Whether there is one that could not be read.
    pub(super) unreadable: bool,
}

impl<'t> Parameters<'t> {
    /// These parameters, with those of the path that no parameter here stands in for.
    pub(super) fn with_those_of_path(self, path: &Self) -> Self {
        let is_same = |known: &Parameter<'_>, other: &Parameter<'_>| {
            known.place == other.place
                && match known.place {
                    In::Header => {
                        known.field.wire_name.eq_ignore_ascii_case(&other.field.wire_name)
                    }
                    In::Path | In::Query => known.field.wire_name == other.field.wire_name,
                }
        };
        let kept = path
            .list
            .iter()
            .filter(|known| !self.list.iter().any(|other| is_same(known, other)))
            .cloned();
        let mut list: Vec<_> = kept.chain(self.list.iter().cloned()).collect();
        list.sort_by_key(|parameter| parameter.order);
        Self { list, unreadable: self.unreadable || path.unreadable }
    }
}

impl<'t> Reader<'t> {
    /// Reads every parameter of `components.parameters`.
    pub(super) fn component_parameters(&mut self) {
        for node in self.components.all(Kind::Parameter) {
            self.parameter(node, "");
        }
    }

    /// Reads `parameters` of a path or an operation. The types of inline enums get names that begin with `owner`.
    pub(super) fn parameter_list(&mut self, node: Node<'t>, owner: &str) -> Parameters<'t> {
        let mut parameters = Parameters::default();
        let Some(list) = node.get("parameters") else {
            parameters.unreadable = self.is_misspelt(node, "parameters");
            return parameters;
        };
        if !list.is_list() {
            self.expected(list, "a list");
            parameters.unreadable = true;
            return parameters;
        }
        let mut names: BTreeMap<(&str, String), Location> = BTreeMap::new();
        for entry in list.entries() {
            let Some(mut parameter) = self.parameter(entry, owner) else {
                parameters.unreadable = true;
                continue;
            };
            parameter.order = entry.id();
            let word = parameter.place.word();
            let key = (word, parameter.field.wire_name.clone());
            if let Some(first) = names.get(&key) {
                let message =
                    format!("the {word} parameter `{}` is declared at {first} already", key.1);
                self.refuse(entry.location(), message, "remove one of them");
                continue;
            }
            names.insert(key, entry.location());
            parameters.list.push(parameter);
        }
        parameters
    }

    fn parameter(&mut self, node: Node<'t>, owner: &str) -> Option<Parameter<'t>> {
        let resolved = self.resolve(node, Kind::Parameter)?;
        let declared = resolved.node;
        let mut parameter = match self.parameters.get(&declared.id()) {
            Some(known) => known.clone(),
            None => {
                // A component has a name of its own; what stands in an operation is named after that.
                let component = self.components.get(Kind::Parameter, declared.name());
                let is_component = component.is_some_and(|component| component == declared);
                let parameter = self.declared_parameter(declared, owner, is_component);
                self.parameters.insert(declared.id(), parameter.clone());
                parameter
            }
        }?;
        let docs = &mut parameter.field.docs;
        docs.summary = resolved.summary.map(str::to_owned).or(docs.summary.take());
        docs.description = resolved.description.map(str::to_owned).or(docs.description.take());
        Some(parameter)
    }

    fn declared_parameter(
        &mut self,
        node: Node<'t>,
        owner: &str,
        is_component: bool,
    ) -> Option<Parameter<'t>> {
        if !self.check(node, &vocabulary::PARAMETER) {
            return None;
        }
        let name =
            self.required_text(node, "name", "the parameter", "add the name that the API uses");
        let place = self.place(node);
        let required = self.is_required(node);
        let (name, place) = (name?, place?);
        let name_location = node.get("name").map_or_else(|| node.location(), Node::location);
        if name.is_empty() {
            let help = "write the name that the API uses";
            self.refuse(name_location, "the name of the parameter is empty", help);
            return None;
        }
        self.serialization(node, place);
        let (owner, part) = if is_component { ("", node.name()) } else { (owner, name) };
        let owner = InlineName::Whole(owner);
        let type_name = InlineName::Part(&owner, part);
        let schema = match node.get("content") {
            Some(_) => node.get("schema"),
            None => self.required(
                node,
                "schema",
                "the parameter",
                "say what the value is: `\"schema\": { \"type\": \"string\" }`",
            ),
        };
        let ty = schema.map_or_else(unknown, |schema| self.parameter_type(schema, type_name));
        let rust_name = match place {
            In::Header => names::of_header(name),
            In::Path | In::Query => names::of_field(name),
        };
        let rust_name = self.field_name(name, rust_name, name_location.clone(), "leave it out");
        let repeats = self.repeats(node, place, required);
        let key = self.idempotency_key(node);
        if let Some(schema) = schema.filter(|_| key.is_some()) {
            self.idempotency_key_type(schema, &ty, required);
        }
        let location = if is_component { node.name_location() } else { node.location() };
        let role = match place {
            In::Header => RoleDraft::Header { name: name.to_owned() },
            In::Path => RoleDraft::Path { variable: name.to_owned() },
            In::Query => RoleDraft::Query { name: name.to_owned() },
        };
        let mut roles = vec![role];
        roles.extend(key.is_some().then_some(RoleDraft::IdempotencyKey));
        Some(Parameter {
            place,
            field: Field {
                rust_name,
                wire_name: name.to_owned(),
                roles,
                docs: self.docs(node),
                deprecated: self.flag(node, "deprecated"),
                sensitive: self.flag(node, "x-sensitive")
                    || schema.is_some_and(|schema| self.is_sensitive(schema)),
                ty,
                // A path has no room for an absent value; a parameter that says otherwise is refused above.
                required: required || place == In::Path,
                preset: None,
                location: location.clone(),
            },
            did_you_mean: Self::did_you_mean(node, "x-repeats")
                .filter(|_| place == In::Header && repeats.is_none()),
            repeats,
            role_locations: [Some(name_location), key].into_iter().flatten().collect(),
            required_location: node.get("required").map_or(location, Node::location),
            order: node.id(),
        })
    }

    fn place(&mut self, node: Node<'t>) -> Option<In> {
        let help = "add where it is sent: `path`, `query` or `header`";
        let word = self.required_text(node, "in", "the parameter", help)?;
        let place = In::of(word);
        let location = node.get("in").map_or_else(|| node.location(), Node::location);
        match (place, word) {
            (Some(In::Path), _)
                if node.get("required").is_none_or(|node| node.boolean() == Some(false))
                    && !self.is_misspelt(node, "required") =>
            {
                let required =
                    node.get("required").map_or_else(|| node.name_location(), Node::location);
                self.refuse(
                    required,
                    "a path parameter is always there, and this one is not required",
                    "write `\"required\": true`",
                );
            }
            (None, "cookie") => self.refuse(
                location,
                "cookies are not supported",
                "a parameter is sent in `path`, `query` or `header`",
            ),
            (None, _) => {
                let help = match nearest(word, ["path", "query", "header"]) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "a parameter is sent in `path`, `query` or `header`".to_owned(),
                };
                self.refuse(location, format!("no parameter is sent in `{word}`"), help);
            }
            _ => {}
        }
        place
    }

    /// How a value is written is fixed: other ways are for values that are lists or objects.
    fn serialization(&mut self, node: Node<'t>, place: In) {
        let default = place.style();
        if let Some(style) = node.get("style")
            && let Some(text) = self.as_text(style)
            && text != default
        {
            self.refuse(
                style.location(),
                format!("the style `{text}` is not supported"),
                format!(
                    "remove it: a {} parameter is written in the style `{default}`",
                    place.word()
                ),
            );
        }
        let explode =
            node.get("explode").filter(|_| self.flag(node, "explode") != (place == In::Query));
        if let Some(explode) = explode.filter(|explode| explode.boolean().is_some()) {
            self.refuse(
                explode.location(),
                "`explode` is not supported",
                "remove it: a parameter is one value",
            );
        }
        for name in ["allowEmptyValue", "allowReserved"] {
            if self.flag(node, name) {
                let location = node.get(name).map_or_else(|| node.location(), Node::location);
                self.refuse(location, format!("`{name}` is not supported"), "remove it");
            }
        }
    }

    /// A parameter is one value that has a text.
    fn parameter_type(&mut self, schema: Node<'t>, type_name: InlineName<'_>) -> Type {
        let ty = self.schema(schema, type_name);
        let what = match self.types.behind(&ty) {
            None => return ty,
            Some(Type::Any) => "any JSON",
            Some(Type::List(_)) => "a list",
            Some(Type::Map(_)) => "an object",
            Some(Type::Nullable(_)) => {
                self.refuse(
                    schema.location(),
                    "a parameter cannot be `null`",
                    "leave `null` out; a parameter that is not required may be absent",
                );
                return unknown();
            }
            Some(Type::Named(name)) => match self.types.get(name).map(|schema| &schema.shape) {
                Some(Shape::Struct { .. }) => "an object",
                _ => return ty,
            },
            Some(_) => return ty,
        };
        self.refuse(
            schema.location(),
            format!("a parameter is one value, and this is {what}"),
            "its type is `string`, `integer`, `number` or `boolean`",
        );
        unknown()
    }

    /// `x-repeats` of a header that repeats the value of a path parameter.
    fn repeats(&mut self, node: Node<'t>, place: In, required: bool) -> Option<Node<'t>> {
        let repeats = node.get("x-repeats")?;
        self.as_text(repeats);
        if place != In::Header {
            self.refuse(
                repeats.name_location(),
                format!("a {} parameter repeats nothing", place.word()),
                "`x-repeats` belongs to a header parameter",
            );
            return None;
        }
        if !required {
            let location =
                node.get("required").map_or_else(|| repeats.name_location(), Node::location);
            self.refuse(
                location,
                "a header that repeats a path parameter is always sent, and this one is not required",
                "write `\"required\": true`",
            );
        }
        Some(repeats)
    }

    /// Where `x-idempotency-key` says that the parameter carries the idempotency key of a call, if it does.
    ///
    /// If that made no sense it does, because then fewer rules complain.
    fn idempotency_key(&mut self, node: Node<'t>) -> Option<Location> {
        const NAME: &str = "x-idempotency-key";

        let said = self.flag(node, NAME);
        match node.get(NAME) {
            Some(flag) if said || flag.boolean().is_none() => Some(flag.name_location()),
            None if self.is_misspelt(node, NAME) => Some(node.location()),
            _ => None,
        }
    }

    /// An idempotency key differs from call to call, and the client makes one, a UUID, for a call that gives none.
    fn idempotency_key_type(&mut self, schema: Node<'t>, ty: &Type, required: bool) {
        let what = match self.types.behind(ty) {
            Some(Type::Boolean) => "a boolean",
            Some(Type::Named(_)) => "an enum",
            Some(Type::DateTime | Type::Int32 | Type::Int64 | Type::Number | Type::Unsigned64)
                if !required =>
            {
                return self.refuse(
                    schema.location(),
                    "the client makes a UUID for a call without an idempotency key, and this schema takes none",
                    "write `\"type\": \"string\"`, or `\"required\": true`, so that each call gives its own key",
                );
            }
            _ => return,
        };
        self.refuse(
            schema.location(),
            format!("an idempotency key differs from call to call, and this is {what}"),
            "its type is `string`",
        );
    }
}
