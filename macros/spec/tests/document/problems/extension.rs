//! Extensions of others, which are ignored, and what is said of one that may be meant as one of ours.

use super::check;

/// One object of each kind.
const OBJECTS: [&str; 20] = [
    "",
    "/info",
    "/servers/0",
    "/components",
    "$order",
    "$create",
    "$create/x-variants/0",
    "$create/parameters/0",
    "$create/responses",
    "$create/responses/200",
    "$order/parameters/0",
    "$order/delete/requestBody",
    "$json",
    "$json/examples/one",
    "$schemas/Order",
    "$schemas/Order/allOf/0",
    "$schemas/Order/allOf/1",
    "$schemas/State",
    "/components/responses/Failure",
    "/components/securitySchemes/other",
];

#[test]
fn extensions_of_others_are_ignored_however_much_they_resemble_ours() {
    let names = [
        "x-enumDescriptions",
        "x-enum-varnames",
        "x-error-codes",
        "x-erroneous",
        "x-preferred",
        "x-inferred-by",
        "x-repeat",
        "x-sensitivity",
        "x-signature-schema",
        "x-signed-header",
        "x-signedHeaders",
        "x-variables",
        "x-variant",
        "x-",
        "x-Variants",
    ];
    for object in OBJECTS {
        for name in names {
            check(&[(&format!("{object}/{name}"), r#"["anything"]"#)], &[]);
        }
    }
}

#[test]
fn ours_in_the_wrong_place() {
    check(
        &[("/x-signed-headers", "[]")],
        &[
            "/x-signed-headers: `x-signed-headers` means nothing in a document | it belongs to an operation",
        ],
    );
    check(
        &[("$create/x-repeats", r#""""#)],
        &[
            "$create/x-repeats: `x-repeats` means nothing in an operation | it belongs to a header parameter",
        ],
    );
    check(
        &[("$schemas/Order/x-variants", "[]")],
        &[
            "$schemas/Order/x-variants: `x-variants` means nothing in a schema | it belongs to an operation",
        ],
    );
}

#[test]
fn one_that_may_be_meant_as_the_missing_one() {
    check(
        &[("$create/x-inferred-reason", ""), ("$create/x-inferredReason", r#""it is""#)],
        &[
            "$create/x-inferred: `x-inferred` is there without its reason | did you mean `x-inferred-reason` by `x-inferredReason`?",
        ],
    );
    check(
        &[("$create/x-inferred", ""), ("$create/x-infered", "true")],
        &[
            "$create/x-inferred-reason: there is a reason, but nothing says that this is inferred | did you mean `x-inferred` by `x-infered`?",
        ],
    );
    check(
        &[("$create/x-inferred", "false"), ("$create/x-preferred", "true")],
        &[
            r#"$create/x-inferred-reason: there is a reason, but nothing says that this is inferred | add `"x-inferred": true`"#,
        ],
    );
    check(
        &[
            ("$order/get/parameters/0/x-repeats", ""),
            ("$order/get/parameters/0/x-repeat", r#""orderId""#),
        ],
        &[
            "$order/parameters/0: `orderId` and `OrderId` give one Rust name, `order_id` | did you mean `x-repeats` by `x-repeat`?",
        ],
    );
    check(
        &[
            ("/components/securitySchemes/signature/x-signature-scheme", ""),
            ("/components/securitySchemes/signature/x-signatureSchema", r#""RSA-SHA256V1""#),
        ],
        &[
            "$order/get/security/0/signature: the client knows nothing of the security scheme `signature` | did you mean `x-signature-scheme` by `x-signatureSchema`?",
            "/security/0/signature: the client knows nothing of the security scheme `signature` | did you mean `x-signature-scheme` by `x-signatureSchema`?",
        ],
    );
}
