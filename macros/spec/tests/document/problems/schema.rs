//! Schemas: keywords and types.

use super::check;

#[test]
fn unsupported_keywords() {
    check(
        &[("$schemas/Order/oneOf", "[]")],
        &[
            r#"$schemas/Order/oneOf: `oneOf` of a schema is not supported | declare one object with every member that may be there, leave `type` out for any JSON, or write `"type": ["string", "null"]` for a value that may be `null`"#,
        ],
    );
    check(
        &[("$schemas/Order/anyOf", "[]")],
        &[
            r#"$schemas/Order/anyOf: `anyOf` of a schema is not supported | declare one object with every member that may be there, leave `type` out for any JSON, or write `"type": ["string", "null"]` for a value that may be `null`"#,
        ],
    );
    check(
        &[("$schemas/Order/not", "{}")],
        &[
            "$schemas/Order/not: `not` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/if", "{}")],
        &[
            "$schemas/Order/if: `if` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/then", "{}")],
        &[
            "$schemas/Order/then: `then` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/else", "{}")],
        &[
            "$schemas/Order/else: `else` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/const", "1")],
        &[
            "$schemas/Order/const: `const` of a schema is not supported | write `enum` with this one value",
        ],
    );
    check(
        &[("$schemas/Order/nullable", "true")],
        &[
            r#"$schemas/Order/nullable: `nullable` of a schema is not supported | it is of OpenAPI 3.0; write `"type": ["string", "null"]`"#,
        ],
    );
    check(
        &[("$schemas/Order/patternProperties", "{}")],
        &[
            "$schemas/Order/patternProperties: `patternProperties` of a schema is not supported | use `additionalProperties`",
        ],
    );
    check(
        &[("$schemas/Order/propertyNames", "{}")],
        &[
            "$schemas/Order/propertyNames: `propertyNames` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/prefixItems", "[]")],
        &[
            "$schemas/Order/prefixItems: `prefixItems` of a schema is not supported | use `items`, one schema for every entry",
        ],
    );
    check(
        &[("$schemas/Order/contains", "{}")],
        &[
            "$schemas/Order/contains: `contains` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/minContains", "1")],
        &[
            "$schemas/Order/minContains: `minContains` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/maxContains", "1")],
        &[
            "$schemas/Order/maxContains: `maxContains` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/dependentRequired", "{}")],
        &[
            "$schemas/Order/dependentRequired: `dependentRequired` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/dependentSchemas", "{}")],
        &[
            "$schemas/Order/dependentSchemas: `dependentSchemas` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/unevaluatedItems", "false")],
        &[
            "$schemas/Order/unevaluatedItems: `unevaluatedItems` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/unevaluatedProperties", "false")],
        &[
            "$schemas/Order/unevaluatedProperties: `unevaluatedProperties` of a schema is not supported | use `additionalProperties`",
        ],
    );
    check(
        &[("$schemas/Order/contentEncoding", r#""""#)],
        &[
            "$schemas/Order/contentEncoding: `contentEncoding` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/contentMediaType", r#""""#)],
        &[
            "$schemas/Order/contentMediaType: `contentMediaType` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/contentSchema", "{}")],
        &[
            "$schemas/Order/contentSchema: `contentSchema` of a schema is not supported | describe the rule in `description` and remove it",
        ],
    );
    check(
        &[("$schemas/Order/discriminator", "{}")],
        &[
            "$schemas/Order/discriminator: `discriminator` of a schema is not supported | it belongs to `oneOf`, which is not supported either",
        ],
    );
    check(
        &[("$schemas/Order/xml", "{}")],
        &["$schemas/Order/xml: `xml` of a schema is not supported | bodies are JSON; remove it"],
    );
    check(
        &[("$schemas/Order/$defs", "{}")],
        &[
            "$schemas/Order/$defs: `$defs` of a schema is not supported | move these schemas to `components.schemas`",
        ],
    );
    check(
        &[("$schemas/Order/definitions", "{}")],
        &[
            "$schemas/Order/definitions: `definitions` of a schema is not supported | move these schemas to `components.schemas`",
        ],
    );
    check(
        &[("$schemas/Order/$id", r#""""#)],
        &[
            "$schemas/Order/$id: `$id` of a schema is not supported | name the schema in `components.schemas` and refer to it with `$ref`",
        ],
    );
    check(
        &[("$schemas/Order/$anchor", r#""""#)],
        &[
            "$schemas/Order/$anchor: `$anchor` of a schema is not supported | name the schema in `components.schemas` and refer to it with `$ref`",
        ],
    );
    check(
        &[("$schemas/Order/$dynamicRef", r#""""#)],
        &[
            "$schemas/Order/$dynamicRef: `$dynamicRef` of a schema is not supported | name the schema in `components.schemas` and refer to it with `$ref`",
        ],
    );
    check(
        &[("$schemas/Order/$dynamicAnchor", r#""""#)],
        &[
            "$schemas/Order/$dynamicAnchor: `$dynamicAnchor` of a schema is not supported | name the schema in `components.schemas` and refer to it with `$ref`",
        ],
    );
    check(
        &[("$schemas/Order/$schema", r#""""#)],
        &[
            "$schemas/Order/$schema: `$schema` of a schema is not supported | schemas are those of OpenAPI 3.1; remove it",
        ],
    );
    check(
        &[("$schemas/Order/$vocabulary", "{}")],
        &[
            "$schemas/Order/$vocabulary: `$vocabulary` of a schema is not supported | schemas are those of OpenAPI 3.1; remove it",
        ],
    );
    check(
        &[("$schemas/Order/propertis", "{}")],
        &["$schemas/Order/propertis: a schema has no `propertis` | did you mean `properties`?"],
    );
    check(
        &[("$schemas/Order/enumeration", "[]")],
        &[
            "$schemas/Order/enumeration: a schema has no `enumeration` | a schema may have `type`, `properties`, `required`, `additionalProperties`, `items`, `enum`, `allOf`, `format`, `title`, `description`, `deprecated`, `default`, `example`, `examples`, `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`, `minLength`, `maxLength`, `pattern`, `minItems`, `maxItems`, `uniqueItems`, `minProperties`, `maxProperties`, `readOnly`, `writeOnly`, `externalDocs` and `$comment`",
        ],
    );
}

#[test]
fn schema_values() {
    check(
        &[("$schemas/Order", "1")],
        &[
            "$schemas/Order: `Order` must be a schema, which is an object or `true`, and is the number 1",
        ],
    );
    check(
        &[("$schemas/Order/properties/anything", "false")],
        &[
            "$schemas/Order/properties/anything: the schema `false` allows no value | remove the part, or say what its value is",
        ],
    );
    check(
        &[("$schemas/Id/$ref", r##""#/components/schemas/State""##)],
        &[
            "$schemas/Id/minLength: `minLength` cannot stand beside `$ref` | only `summary`, `title`, `description`, `deprecated`, `default`, `example`, `examples`, `readOnly`, `writeOnly`, `externalDocs` and `$comment` can",
            "$schemas/Id/type: `type` cannot stand beside `$ref` | only `summary`, `title`, `description`, `deprecated`, `default`, `example`, `examples`, `readOnly`, `writeOnly`, `externalDocs` and `$comment` can",
        ],
    );
    check(
        &[("$schemas/OrderOrNull/minLength", "1")],
        &[
            "$schemas/OrderOrNull/minLength: `minLength` cannot stand beside `$ref` | only `summary`, `title`, `description`, `deprecated`, `default`, `example`, `examples`, `readOnly`, `writeOnly`, `externalDocs` and `$comment` can",
        ],
    );
    check(
        &[("$schemas/Order/properties/part-of/$ref", r##""#/components/schemas/Ordre""##)],
        &[
            "$schemas/Order/properties/part-of/$ref: `components.schemas` has no `Ordre` | did you mean `#/components/schemas/Order`?",
        ],
    );
    check(
        &[("$schemas/Id/title", "1")],
        &["$schemas/Id/title: `title` must be a string, and is the number 1"],
    );
    check(
        &[("$schemas/Id/deprecated", "1")],
        &["$schemas/Id/deprecated: `deprecated` must be `true` or `false`, and is the number 1"],
    );
    check(
        &[("$schemas/Id/x-sensitive", r#""yes""#)],
        &["$schemas/Id/x-sensitive: `x-sensitive` must be `true` or `false`, and is a string"],
    );
    check(
        &[("$schemas/Id/minimum", r#""0""#)],
        &["$schemas/Id/minimum: `minimum` must be a number, and is a string"],
    );
    check(
        &[("$schemas/Id/multipleOf", "0")],
        &["$schemas/Id/multipleOf: `multipleOf` must be a number above 0, and is the number 0"],
    );
    check(
        &[("$schemas/Id/minLength", "-1")],
        &[
            "$schemas/Id/minLength: `minLength` must be a whole number of 0 or more, and is the number -1",
        ],
    );
    check(
        &[("$schemas/Id/maxLength", "1.5")],
        &[
            "$schemas/Id/maxLength: `maxLength` must be a whole number of 0 or more, and is the number 1.5",
        ],
    );
    check(
        &[("$schemas/Id/pattern", "1")],
        &["$schemas/Id/pattern: `pattern` must be a string, and is the number 1"],
    );
    check(
        &[("$schemas/Id/format", "1")],
        &["$schemas/Id/format: `format` must be a string, and is the number 1"],
    );
    check(
        &[("$schemas/Id/uniqueItems", "1")],
        &["$schemas/Id/uniqueItems: `uniqueItems` must be `true` or `false`, and is the number 1"],
    );
    check(
        &[("$schemas/Id/examples", "{}")],
        &["$schemas/Id/examples: `examples` must be a list, and is an object"],
    );
    check(
        &[("$schemas/Id/externalDocs", "[]")],
        &["$schemas/Id/externalDocs: `externalDocs` must be an object, and is a list"],
    );
    check(
        &[("$schemas/Id/$comment", "1")],
        &["$schemas/Id/$comment: `$comment` must be a string, and is the number 1"],
    );
    check(
        &[("$schemas/Id/readOnly", "0")],
        &["$schemas/Id/readOnly: `readOnly` must be `true` or `false`, and is the number 0"],
    );
}

#[test]
fn types() {
    check(
        &[("$schemas/Id/type", "1")],
        &[
            "$schemas/Id/type: `type` must be the name of a type or a list of such names, and is the number 1",
        ],
    );
    check(
        &[("$schemas/Id/type", r#""strng""#)],
        &["$schemas/Id/type: there is no type `strng` | did you mean `string`?"],
    );
    check(
        &[("$schemas/Id/type", r#""text""#)],
        &[
            "$schemas/Id/type: there is no type `text` | a type is one of string, integer, number, boolean, object, array, null",
        ],
    );
    check(
        &[("$schemas/Id/type", r#""null""#)],
        &[
            r#"$schemas/Id/type: a value that is always `null` says nothing | write `["string", "null"]` for a string that may be `null`, or leave `type` out for any JSON"#,
        ],
    );
    check(
        &[("$schemas/Id/type", "[]")],
        &["$schemas/Id/type: the list names no type | leave `type` out for any JSON"],
    );
    check(
        &[("$schemas/Id/type", r#"["null"]"#)],
        &["$schemas/Id/type: the list names no type | leave `type` out for any JSON"],
    );
    check(
        &[("$schemas/Id/type", r#"["string", "string"]"#)],
        &["$schemas/Id/type/1: `string` is in the list already | remove it"],
    );
    check(
        &[("$schemas/Id/type", r#"["string", 1, "nul"]"#)],
        &[
            "$schemas/Id/type/1: this must be a string, and is the number 1",
            "$schemas/Id/type/2: there is no type `nul` | did you mean `null`?",
        ],
    );
    check(
        &[("$schemas/Order/properties/paid/items", "{}")],
        &[
            r#"$schemas/Order/properties/paid/items: `items` does not go with this `type` | write `"type": "array"`, or remove `items`"#,
        ],
    );
    check(
        &[("$schemas/Order/properties/extra/items", "{}")],
        &[
            r#"$schemas/Order/properties/extra/items: `items` needs a `type` | write `"type": "array"`, or remove `items`"#,
        ],
    );
    check(
        &[("$schemas/Order/properties/either/properties", "{}")],
        &[
            r#"$schemas/Order/properties/either/properties: `properties` does not go with this `type` | write `"type": "object"`, or remove `properties`"#,
        ],
    );
    check(
        &[("$schemas/Order/properties/price/enum", "[1]")],
        &[
            r#"$schemas/Order/properties/price/enum: `enum` is supported for strings only | write `"type": "string"`, or remove `enum`"#,
        ],
    );
    check(
        &[("$schemas/Id/format", r#""datetime""#)],
        &["$schemas/Id/format: the format `datetime` means nothing | did you mean `date-time`?"],
    );
    check(
        &[("$schemas/Id/format", r#""passwort""#)],
        &["$schemas/Id/format: the format `passwort` means nothing | did you mean `password`?"],
    );
    for (minimum, maximum) in [("minimum", "maximum"), ("exclusiveMinimum", "exclusiveMaximum")] {
        check(
            &[
                (&format!("$schemas/Order/properties/total/{minimum}"), "-2"),
                (&format!("$schemas/Order/properties/total/{maximum}"), "18446744073709551615"),
                ("$schemas/Order/properties/total/format", ""),
            ],
            &[&format!(
                r#"$schemas/Order/properties/total/{maximum}: some values are negative and some are beyond the largest `i64`, and no type holds both | write `"minimum": 0`, or allow at most 9223372036854775807"#
            )],
        );
    }
    // A word of its own, though it resembles `password`.
    check(&[("$schemas/Id/format", r#""passport""#)], &[]);
    check(
        &[("$schemas/Order/properties/parts/items", "1")],
        &[
            "$schemas/Order/properties/parts/items: `items` must be a schema, which is an object or `true`, and is the number 1",
        ],
    );
    check(
        &[("$schemas/Id/x-error-code", r#""a""#)],
        &[
            r#"$schemas/Id/x-error-code: `x-error-code` does not go with this `type` | write `"type": "object"`, or remove `x-error-code`"#,
        ],
    );
}
