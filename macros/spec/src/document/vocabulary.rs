//! The members that each object of a document may have.

use crate::nearest;

/// The members of one kind of object.
pub(super) struct Vocabulary {
    /// The kind, with its article: `an operation`.
    pub(super) what: &'static str,
    /// Members that are read, or accepted and not used.
    pub(super) known: &'static [&'static str],
    /// Members that begin with `x-` and mean something here.
    pub(super) extensions: &'static [&'static str],
    /// Members that OpenAPI knows and that are refused, with what to do instead.
    pub(super) unsupported: &'static [(&'static str, &'static str)],
}

/// What is wrong with a member that does not belong to an object.
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) help: String,
    /// The member that is meant, if one is near enough.
    pub(super) near: Option<&'static str>,
}

impl Vocabulary {
    /// What is wrong with a member of this name, or `None` if it may be here.
    pub(super) fn refusal(&self, name: &str) -> Option<Refusal> {
        if self.known.contains(&name) || self.extensions.contains(&name) {
            return None;
        }
        let what = self.what;
        if let Some((_, help)) = self.unsupported.iter().find(|(known, _)| *known == name) {
            let message = format!("`{name}` of {what} is not supported");
            return Some(Refusal { message, help: (*help).to_owned(), near: None });
        }
        if name.starts_with("x-") {
            return self.misplaced(name);
        }
        let (message, rule) = match self.known {
            ["$ref", beside @ ..] => (
                format!("`{name}` cannot stand beside `$ref`"),
                format!("only {} can", list(beside)),
            ),
            all => {
                let all: Vec<_> = all.iter().copied().filter(|known| *known != "$ref").collect();
                (format!("{what} has no `{name}`"), format!("{what} may have {}", list(&all)))
            }
        };
        let near = nearest(name, self.known.iter().copied());
        let help = near.map_or(rule, |near| format!("did you mean `{near}`?"));
        Some(Refusal { message, help, near })
    }

    /// What is wrong with an extension of ours in an object that it does not belong to.
    ///
    /// Extensions of others are ignored, however much they resemble ours (OpenAPI 3.1.1, section 4.9): nobody can know
    /// what they mean.
    fn misplaced(&self, name: &str) -> Option<Refusal> {
        let (_, places) = EXTENSIONS.iter().find(|(ours, _)| *ours == name)?;
        let message = format!("`{name}` means nothing in {}", self.what);
        Some(Refusal { message, help: format!("it belongs to {places}"), near: None })
    }
}

/// Whether a member, which is ignored as somebody else's extension, may be meant as this one of ours.
pub(super) fn may_mean(name: &str, extension: &str) -> bool {
    // Without `x-`, which would make short names nearer to each other than they are.
    let Some(rest) = name.strip_prefix("x-").filter(|_| name != extension) else {
        return false;
    };
    let ours = EXTENSIONS.iter().filter_map(|(ours, _)| ours.strip_prefix("x-"));
    nearest(rest, ours).is_some_and(|near| extension.strip_prefix("x-") == Some(near))
}

fn list(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [several @ .., last] if !several.is_empty() => {
            format!("{} and {last}", several.join(", "))
        }
        _ => names.concat(),
    }
}

/// Every extension that means something somewhere, and where.
const EXTENSIONS: &[(&str, &str)] = &[
    ("x-enum-descriptions", "a schema with `enum`"),
    ("x-error-code", "the schema of an object"),
    ("x-error-message", "the schema of an object"),
    ("x-idempotency-key", "a header parameter"),
    ("x-inferred", "operations, parameters, schemas, members, answers and security schemes"),
    ("x-inferred-reason", "operations, parameters, schemas, members, answers and security schemes"),
    ("x-repeats", "a header parameter"),
    ("x-sensitive", "parameters, schemas and members"),
    ("x-signature-scheme", "a security scheme"),
    ("x-signed-headers", "an operation"),
    ("x-success-codes", "the schema of an object"),
    ("x-variants", "an operation"),
];

const INFERRED: &[&str] = &["x-inferred", "x-inferred-reason"];

pub(super) const DOCUMENT: Vocabulary = Vocabulary {
    what: "a document",
    known: &[
        "openapi",
        "info",
        "servers",
        "paths",
        "components",
        "security",
        "tags",
        "webhooks",
        "externalDocs",
        "jsonSchemaDialect",
    ],
    extensions: &[],
    unsupported: &[],
};

pub(super) const INFO: Vocabulary = Vocabulary {
    what: "`info`",
    known: &["title", "version", "summary", "description", "termsOfService", "contact", "license"],
    extensions: INFERRED,
    unsupported: &[],
};

pub(super) const SERVER: Vocabulary = Vocabulary {
    what: "a server",
    known: &["url", "description"],
    extensions: &[],
    unsupported: &[("variables", "write one server for each base URL")],
};

pub(super) const COMPONENTS: Vocabulary = Vocabulary {
    what: "`components`",
    known: &[
        "schemas",
        "parameters",
        "requestBodies",
        "responses",
        "headers",
        "examples",
        "securitySchemes",
        "links",
        "callbacks",
        "pathItems",
    ],
    extensions: &[],
    unsupported: &[],
};

pub(super) const PATH_ITEM: Vocabulary = Vocabulary {
    what: "a path",
    known: &[
        "get",
        "put",
        "post",
        "delete",
        "options",
        "head",
        "patch",
        "parameters",
        "summary",
        "description",
    ],
    extensions: &[],
    unsupported: &[
        ("$ref", "write the operations here"),
        ("servers", "base URLs are those of the document; remove it"),
        ("trace", "TRACE speaks to proxies, not to an API; remove it"),
    ],
};

pub(super) const OPERATION: Vocabulary = Vocabulary {
    what: "an operation",
    known: &[
        "operationId",
        "summary",
        "description",
        "parameters",
        "requestBody",
        "responses",
        "security",
        "deprecated",
        "tags",
        "externalDocs",
        "callbacks",
    ],
    extensions: &["x-signed-headers", "x-variants", "x-inferred", "x-inferred-reason"],
    unsupported: &[("servers", "base URLs are those of the document; remove it")],
};

pub(super) const VARIANT: Vocabulary = Vocabulary {
    what: "a variant",
    known: &["operationId", "summary", "description", "deprecated", "members", "values"],
    extensions: INFERRED,
    unsupported: &[],
};

pub(super) const PARAMETER: Vocabulary = Vocabulary {
    what: "a parameter",
    known: &[
        "name",
        "in",
        "required",
        "schema",
        "description",
        "deprecated",
        "example",
        "examples",
        "style",
        "explode",
        "allowEmptyValue",
        "allowReserved",
        "$ref",
    ],
    extensions: &[
        "x-idempotency-key",
        "x-repeats",
        "x-sensitive",
        "x-inferred",
        "x-inferred-reason",
    ],
    unsupported: &[("content", "say what the value is with `schema`")],
};

pub(super) const REQUEST_BODY: Vocabulary = Vocabulary {
    what: "a request body",
    known: &["content", "required", "description", "$ref"],
    extensions: INFERRED,
    unsupported: &[],
};

pub(super) const MEDIA_TYPE: Vocabulary = Vocabulary {
    what: "a media type",
    known: &["schema", "example", "examples"],
    extensions: &[],
    unsupported: &[("encoding", "it is for forms, and bodies are JSON; remove it")],
};

pub(super) const EXAMPLE: Vocabulary = Vocabulary {
    what: "an example",
    known: &["value", "summary", "description", "$ref"],
    extensions: INFERRED,
    unsupported: &[("externalValue", "write the value here, as `value`")],
};

pub(super) const RESPONSE: Vocabulary = Vocabulary {
    what: "an answer",
    known: &["description", "content", "headers", "links", "$ref"],
    extensions: INFERRED,
    unsupported: &[],
};

pub(super) const SECURITY_SCHEME: Vocabulary = Vocabulary {
    what: "a security scheme",
    known: &[
        "type",
        "description",
        "name",
        "in",
        "scheme",
        "bearerFormat",
        "flows",
        "openIdConnectUrl",
        "$ref",
    ],
    extensions: &["x-signature-scheme", "x-inferred", "x-inferred-reason"],
    unsupported: &[],
};

/// What may stand beside a `$ref` outside schemas.
pub(super) const REFERENCE: Vocabulary = Vocabulary {
    what: "`$ref`",
    known: &["$ref", "summary", "description"],
    extensions: &[],
    unsupported: &[],
};

/// What may stand beside the `$ref` of a schema.
pub(super) const SCHEMA_REFERENCE: Vocabulary = Vocabulary {
    what: "`$ref`",
    known: &[
        "$ref",
        "summary",
        "title",
        "description",
        "deprecated",
        "default",
        "example",
        "examples",
        "readOnly",
        "writeOnly",
        "externalDocs",
        "$comment",
    ],
    extensions: &["x-sensitive", "x-inferred", "x-inferred-reason"],
    unsupported: &[],
};

pub(super) const SCHEMA: Vocabulary = Vocabulary {
    what: "a schema",
    known: &[
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "allOf",
        "format",
        "title",
        "description",
        "deprecated",
        "default",
        "example",
        "examples",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "pattern",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minProperties",
        "maxProperties",
        "readOnly",
        "writeOnly",
        "externalDocs",
        "$comment",
        "$ref",
    ],
    extensions: &[
        "x-enum-descriptions",
        "x-error-code",
        "x-error-message",
        "x-success-codes",
        "x-sensitive",
        "x-inferred",
        "x-inferred-reason",
    ],
    unsupported: &[
        ("oneOf", ONE_OF),
        ("anyOf", ONE_OF),
        ("not", WITHOUT),
        ("if", WITHOUT),
        ("then", WITHOUT),
        ("else", WITHOUT),
        ("const", "write `enum` with this one value"),
        ("nullable", "it is of OpenAPI 3.0; write `\"type\": [\"string\", \"null\"]`"),
        ("patternProperties", "use `additionalProperties`"),
        ("propertyNames", WITHOUT),
        ("prefixItems", "use `items`, one schema for every entry"),
        ("contains", WITHOUT),
        ("minContains", WITHOUT),
        ("maxContains", WITHOUT),
        ("dependentRequired", WITHOUT),
        ("dependentSchemas", WITHOUT),
        ("unevaluatedItems", WITHOUT),
        ("unevaluatedProperties", "use `additionalProperties`"),
        ("contentEncoding", WITHOUT),
        ("contentMediaType", WITHOUT),
        ("contentSchema", WITHOUT),
        ("discriminator", "it belongs to `oneOf`, which is not supported either"),
        ("xml", "bodies are JSON; remove it"),
        ("$defs", "move these schemas to `components.schemas`"),
        ("definitions", "move these schemas to `components.schemas`"),
        ("$id", REFERENCES),
        ("$anchor", REFERENCES),
        ("$dynamicRef", REFERENCES),
        ("$dynamicAnchor", REFERENCES),
        ("$schema", "schemas are those of OpenAPI 3.1; remove it"),
        ("$vocabulary", "schemas are those of OpenAPI 3.1; remove it"),
    ],
};

/// An entry of `allOf` that is no reference.
pub(super) const ALL_OF_ENTRY: Vocabulary = Vocabulary {
    what: "an entry of `allOf`",
    known: &["type", "properties", "required", "allOf", "title", "description", "$comment", "$ref"],
    extensions: &[],
    unsupported: &[(
        "additionalProperties",
        "write `\"additionalProperties\": true` beside `allOf`, or remove it",
    )],
};

const ONE_OF: &str = "declare one object with every member that may be there, leave `type` out for any JSON, or write \
                      `\"type\": [\"string\", \"null\"]` for a value that may be `null`";
const WITHOUT: &str = "describe the rule in `description` and remove it";
const REFERENCES: &str = "name the schema in `components.schemas` and refer to it with `$ref`";
