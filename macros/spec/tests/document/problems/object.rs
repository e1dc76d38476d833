//! Schemas: enums and objects.

use super::check;

#[test]
fn enums() {
    check(
        &[("$schemas/State/enum", "{}")],
        &["$schemas/State/enum: `enum` must be a list of strings, and is an object"],
    );
    check(
        &[("$schemas/State/enum", "[]"), ("$schemas/State/x-enum-descriptions", "")],
        &[
            "$schemas/State/enum: the list names no value | leave `enum` out if any string is allowed",
        ],
    );
    check(
        &[("$schemas/State/enum/-", "1")],
        &[
            "$schemas/State/enum/2: the values of an enum are strings, and this is the number 1 | write it as a string, or describe the rule in `description` and remove `enum`",
        ],
    );
    check(
        &[("$schemas/State/enum/-", r#""OPEN""#)],
        &["$schemas/State/enum/2: the value `OPEN` is in `enum` already | remove it"],
    );
    check(
        &[("$schemas/State/enum/-", r#""open""#)],
        &[
            "$schemas/State/enum/2: `open` and `OPEN` give one Rust name, `Open` | take one of them out of `enum`: unknown values are kept as they are",
        ],
    );
    check(
        &[("$schemas/State/enum/-", r#""+""#)],
        &[
            "$schemas/State/enum/2: `+` gives no Rust name, because it has no letter and no digit | take it out of `enum`: unknown values are kept as they are",
        ],
    );
    check(
        &[("$schemas/State/enum/-", "null")],
        &[
            r#"$schemas/State/enum/2: `enum` allows `null`, but `type` does not | write `"type": ["string", "null"]`, or take `null` out"#,
        ],
    );
    check(
        &[("$schemas/State/type", r#"["string", "null"]"#)],
        &[
            "$schemas/State/enum: `type` allows `null`, but `enum` does not | add `null` to `enum`, or take it out of `type` (line 174)",
        ],
    );
    check(
        &[("$schemas/State/x-enum-descriptions", "[]")],
        &[
            "$schemas/State/x-enum-descriptions: `x-enum-descriptions` must be an object, and is a list",
        ],
    );
    check(
        &[("$schemas/State/x-enum-descriptions/OPEN", "1")],
        &["$schemas/State/x-enum-descriptions/OPEN: `OPEN` must be a string, and is the number 1"],
    );
    check(
        &[("$schemas/State/x-enum-descriptions/ON_HOLD", r#""""#)],
        &[
            "$schemas/State/x-enum-descriptions/ON_HOLD: `enum` has no value `ON_HOLD` | did you mean `ON-HOLD`?",
        ],
    );
    check(
        &[("$schemas/State/x-enum-descriptions/GONE", r#""""#)],
        &[
            "$schemas/State/x-enum-descriptions/GONE: `enum` has no value `GONE` | add it to `enum`, or remove its description",
        ],
    );
    check(
        &[
            ("$schemas/State/enum", "[null]"),
            ("$schemas/State/type", r#"["string","null"]"#),
            ("$schemas/State/x-enum-descriptions", ""),
        ],
        &[
            "$schemas/State/enum: the list names no value | leave `enum` out if any string is allowed",
        ],
    );
}

#[test]
fn objects() {
    check(
        &[("$schemas/Failure/properties", "[]")],
        &["$schemas/Failure/properties: `properties` must be an object, and is a list"],
    );
    check(
        &[("$schemas/Failure/required", r#""code""#)],
        &["$schemas/Failure/required: `required` must be a list, and is a string"],
    );
    check(
        &[("$schemas/Failure/required/-", "1")],
        &["$schemas/Failure/required/1: this must be a string, and is the number 1"],
    );
    check(
        &[("$schemas/Failure/required/-", r#""code""#)],
        &["$schemas/Failure/required/1: `code` is in `required` already | remove it"],
    );
    check(
        &[("$schemas/Failure/required/-", r#""texts""#)],
        &[
            "$schemas/Failure/required/1: `texts` is required, but not declared | did you mean `text`?",
        ],
    );
    check(
        &[("$schemas/Failure/required/-", r#""nothing""#)],
        &[
            "$schemas/Failure/required/1: `nothing` is required, but not declared | declare it in `properties`",
        ],
    );
    check(
        &[("$schemas/Failure/additionalProperties", "1")],
        &[
            "$schemas/Failure/additionalProperties: `additionalProperties` must be a schema, which is an object or `true`, and is the number 1",
        ],
    );
    check(
        &[("$schemas/Failure/properties/$", "{}")],
        &[
            r#"$schemas/Failure/properties/$: "$" gives no Rust name, because it has no letter and no digit | leave it out; an object with `"additionalProperties": true` keeps it as data"#,
        ],
    );
    check(
        &[("$schemas/Failure/properties/Code", "{}")],
        &[
            r#"$schemas/Failure/properties/code: `code` and `Code` give one Rust name, `code` | leave it out; an object with `"additionalProperties": true` keeps it as data"#,
        ],
    );
    check(
        &[("$schemas/Order/properties/labels/required", r#"["a"]"#)],
        &[
            "$schemas/Order/properties/labels/required/0: `a` is required, but not declared | declare it in `properties`",
        ],
    );
}

#[test]
fn all_of() {
    check(
        &[("$schemas/Order/allOf", "{}")],
        &["$schemas/Order/allOf: `allOf` must be a list, and is an object"],
    );
    check(
        &[("$schemas/Order/allOf", "[]"), ("$schemas/Order/properties/id", "{}")],
        &[
            "$schemas/Order/allOf: `allOf` is empty | remove it, or name the schemas that belong to this one",
        ],
    );
    check(
        &[("$schemas/Order/allOf/-", "1")],
        &["$schemas/Order/allOf/2: this must be an object, and is the number 1"],
    );
    check(
        &[("$schemas/Order/allOf/-", r#"{"oneOf": []}"#)],
        &[
            "$schemas/Order/allOf/2/oneOf: an entry of `allOf` has no `oneOf` | an entry of `allOf` may have `type`, `properties`, `required`, `allOf`, `title`, `description` and `$comment`",
        ],
    );
    check(
        &[("$schemas/Order/allOf/-", r#"{"additionalProperties": true}"#)],
        &[
            "$schemas/Order/allOf/2/additionalProperties: `additionalProperties` of an entry of `allOf` is not supported | write `\"additionalProperties\": true` beside `allOf`, or remove it",
        ],
    );
    check(
        &[("$schemas/Envelope/additionalProperties", "false")],
        &[
            "$schemas/Order/allOf/0: `Envelope` allows no other members, so it cannot be part of another object | remove its `\"additionalProperties\": false`: unknown members are ignored anyway",
        ],
    );
    // For JSON Schema, the members of the entries are additional too.
    for additional in ["false", r#"{"type": "string"}"#] {
        check(
            &[("$schemas/Order/additionalProperties", additional)],
            &[
                "$schemas/Order/additionalProperties: `additionalProperties` is about the members of `allOf` too, and these would not pass | write `true`, or remove it: unknown members are ignored",
            ],
        );
    }
    check(
        &[("$schemas/Order/allOf/-", r#"{"type": "string"}"#)],
        &[
            r#"$schemas/Order/allOf/2/type: an entry of `allOf` is an object | write `"type": "object"`"#,
        ],
    );
    check(
        &[("$schemas/Order/allOf/-", r#"{"properties": {"id": {}}}"#)],
        &[
            "$schemas/Order/allOf/2/properties/id: `id` is a member at 113:15 already | declare it once",
        ],
    );
    check(
        &[("$schemas/Order/allOf/-", r#"{"required": ["request"]}"#)],
        &[
            "$schemas/Order/allOf/2/required/0: `request` is required here, but declared in `Envelope` | make it required in `Envelope`",
        ],
    );
    check(
        &[("$schemas/Order/allOf/-", r##"{"$ref": "#/components/schemas/Maybe"}"##)],
        &[
            "$schemas/Order/allOf/2: the members of a schema that may be `null` cannot be part of this object | refer to a schema that is always an object",
        ],
    );
    check(
        &[("$schemas/Order/allOf/-", r##"{"$ref": "#/components/schemas/State"}"##)],
        &[
            "$schemas/Order/allOf/2: `State` is no object with members | an entry of `allOf` refers to an object that declares `properties`",
        ],
    );
    check(
        &[
            ("$schemas/Order/properties/envelope", "{}"),
            ("$schemas/Order/allOf/0", r##"{"$ref": "#/components/schemas/Id"}"##),
            ("$schemas/Order/allOf/-", r##"{"$ref": "#/components/schemas/Envelope"}"##),
        ],
        &[
            "$schemas/Order/allOf/0: `Id` is no object with members | an entry of `allOf` refers to an object that declares `properties`",
        ],
    );
    check(
        &[("$schemas/Order/allOf/-", r##"{"$ref": "#/components/schemas/Failure"}"##)],
        &[
            "$schemas/Order/allOf/2: `Failure` keeps additional members, so it cannot be part of another object | remove its `additionalProperties`, or make it a member",
        ],
    );
    check(
        &[("$schemas/Order/allOf/-", r##"{"$ref": "#/components/schemas/Envelope"}"##)],
        &[
            "$schemas/Order/allOf/2: `Envelope` declares `request`, which this object has already | one member has one declaration; remove the other",
        ],
    );
    check(
        &[("$schemas/Order/allOf/-", r#"{"properties": {"request": {}}}"#)],
        &[
            "$schemas/Order/allOf/2/properties/request: `request` is a member of `Envelope` already | `Envelope` is part of this object; remove the member here or there",
        ],
    );
    check(
        &[
            ("$schemas/Order/allOf/-", r##"{"$ref": "#/components/schemas/Other"}"##),
            ("$schemas/Other", r#"{"properties": {"id": {}}}"#),
        ],
        &[
            "$schemas/Order/allOf/2: `Other` declares `id`, which this object has already | one member has one declaration; remove the other",
        ],
    );
    check(
        &[("$schemas/Order/allOf/-", r##"{"$ref": "#/components/schemas/Nothing"}"##)],
        &[
            "$schemas/Order/allOf/2/$ref: `components.schemas` has no `Nothing` | declare `Nothing` there",
        ],
    );
    check(
        &[("$schemas/Envelope", r##"{"allOf": [{"$ref": "#/components/schemas/Order"}]}"##)],
        &[
            "$schemas/Envelope: `Envelope` is part of itself through `allOf` | declare it as a member in one of the places of this circle",
        ],
    );
}

#[test]
fn circles() {
    check(
        &[("$schemas/A", r##"{"$ref": "#/components/schemas/A"}"##)],
        &[
            "$schemas/A: `A` is only another name for itself | declare an object in one of the places of this circle",
        ],
    );
    check(
        &[
            ("$schemas/A", r##"{"$ref": "#/components/schemas/B"}"##),
            ("$schemas/B", r##"{"type": "array", "items": {"$ref": "#/components/schemas/A"}}"##),
        ],
        &[
            "$schemas/A: `A` is only another name for itself | declare an object in one of the places of this circle",
        ],
    );
}

#[test]
fn error_members() {
    check(
        &[("$schemas/Failure/x-error-code", "1")],
        &["$schemas/Failure/x-error-code: `x-error-code` must be a string, and is the number 1"],
    );
    check(
        &[("$schemas/Failure/x-error-code", r#""cod""#)],
        &["$schemas/Failure/x-error-code: the object has no member `cod` | did you mean `code`?"],
    );
    check(
        &[("$schemas/Failure/x-error-code", r#""nothing""#)],
        &[
            "$schemas/Failure/x-error-code: the object has no member `nothing` | name a member of `properties`",
        ],
    );
    check(
        &[("$schemas/Failure/x-error-message", r#""code""#)],
        &[
            "$schemas/Failure/x-error-message: `code` cannot be the `x-error-message`, because it is not a string | name a member that is a string",
        ],
    );
    check(
        &[("$schemas/Failure/properties/code", r#"{"type": "integer"}"#)],
        &[
            "$schemas/Failure/x-error-code: `code` cannot be the `x-error-code`, because it is not a string or an enum | name a member that is a string or an enum",
        ],
    );
}

#[test]
fn success_codes() {
    let codes = "$schemas/Failure/x-success-codes";
    check(
        &[(codes, r#""ON-HOLD""#)],
        &["$schemas/Failure/x-success-codes: `x-success-codes` must be a list, and is a string"],
    );
    check(
        &[(codes, "[1]")],
        &["$schemas/Failure/x-success-codes/0: this must be a string, and is the number 1"],
    );
    check(
        &[(codes, r#"["ON-HOLD", "OPAN", "ON-HOLD", "DONE"]"#)],
        &[
            "$schemas/Failure/x-success-codes/1: `OPAN` is no code of this object | did you mean `OPEN`?",
            "$schemas/Failure/x-success-codes/2: `ON-HOLD` is listed already | remove it",
            "$schemas/Failure/x-success-codes/3: `DONE` is no code of this object | name values of the enum that `x-error-code` names",
        ],
    );
    check(
        &[("$schemas/Failure/x-error-code", ""), (codes, r#"["OPEN"]"#)],
        &[
            "$schemas/Failure/x-success-codes: no member of the object is a code | name the member that holds these codes in `x-error-code`",
        ],
    );
    check(
        &[("$schemas/Id/x-success-codes", r#"["a"]"#)],
        &[
            r#"$schemas/Id/x-success-codes: `x-success-codes` does not go with this `type` | write `"type": "object"`, or remove `x-success-codes`"#,
        ],
    );
    // A code that is a string may be any, and successes may have none.
    check(
        &[
            ("$schemas/Failure/properties/code", r#"{"type": "string"}"#),
            (codes, r#"["anything"]"#),
        ],
        &[],
    );
    check(&[(codes, r#"["ON-HOLD"]"#)], &[]);
    check(&[(codes, "[]")], &[]);
}

#[test]
fn access() {
    check(
        &[
            ("$schemas/Envelope/properties/request/writeOnly", "true"),
            ("$schemas/Id/readOnly", "true"),
        ],
        &[
            "$schemas/Envelope/properties/request: `request` is `readOnly` and `writeOnly`, so no message holds it | remove one of the two, or leave the member out",
        ],
    );
}
