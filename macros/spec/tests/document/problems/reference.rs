//! References and examples.

use super::check;

#[test]
fn references() {
    check(
        &[("$order/put/requestBody/$ref", "1")],
        &["$order/put/requestBody/$ref: `$ref` must be a string, and is the number 1"],
    );
    check(
        &[("$order/put/requestBody/$ref", r#""other.json#/Order""#)],
        &[
            "$order/put/requestBody/$ref: `other.json#/Order` is no reference to a component of this document | write `#/components/requestBodies/Name`",
        ],
    );
    check(
        &[("$order/put/requestBody/$ref", r##""#/paths""##)],
        &[
            "$order/put/requestBody/$ref: `#/paths` is no reference to a component of this document | write `#/components/requestBodies/Name`",
        ],
    );
    check(
        &[("$order/put/requestBody/$ref", r##""#/components/requestBodies/Order/content""##)],
        &[
            "$order/put/requestBody/$ref: `#/components/requestBodies/Order/content` is no reference to a component of this document | write `#/components/requestBodies/Name`",
        ],
    );
    check(
        &[("$order/put/requestBody/$ref", r##""#/components/schemas/Order""##)],
        &[
            "$order/put/requestBody/$ref: a reference here names one of `components.requestBodies` | did you mean `#/components/requestBodies/Order`?",
        ],
    );
    check(
        &[("$order/put/requestBody/$ref", r##""#/components/schemas/State""##)],
        &[
            "$order/put/requestBody/$ref: a reference here names one of `components.requestBodies` | write `#/components/requestBodies/Name`",
        ],
    );
    check(
        &[("$order/put/requestBody/$ref", r##""#/components/requestBodies/Ordre""##)],
        &[
            "$order/put/requestBody/$ref: `components.requestBodies` has no `Ordre` | did you mean `#/components/requestBodies/Order`?",
        ],
    );
    check(
        &[("$order/put/requestBody/$ref", r##""#/components/requestBodies/Nothing""##)],
        &[
            "$order/put/requestBody/$ref: `components.requestBodies` has no `Nothing` | declare `Nothing` there",
        ],
    );
    check(
        &[("$order/put/requestBody/required", "true")],
        &[
            "$order/put/requestBody/required: `required` cannot stand beside `$ref` | only `summary` and `description` can",
        ],
    );
    check(
        &[
            (
                "/components/requestBodies/Order",
                r##"{"$ref": "#/components/requestBodies/Other"}"##,
            ),
            (
                "/components/requestBodies/Other",
                r##"{"$ref": "#/components/requestBodies/Order"}"##,
            ),
        ],
        &[
            "/components/requestBodies/Order: `Order` refers to itself and declares nothing | declare it in one of the places of this circle",
        ],
    );
    check(
        &[("/components/responses/A", r##"{"$ref": "#/components/responses/A"}"##)],
        &[
            "/components/responses/A: `A` refers to itself and declares nothing | declare it in one of the places of this circle",
        ],
    );
    check(
        &[("/components/parameters/A", r##"{"$ref": "#/components/parameters/B"}"##)],
        &["/components/parameters/A/$ref: `components.parameters` has no `B` | declare `B` there"],
    );
}

#[test]
fn examples() {
    check(
        &[("$json/example", "1")],
        &[
            "$json/examples: `example` and `examples` exclude each other | move the example into `examples`",
        ],
    );
    check(
        &[("$json/examples", "[]")],
        &["$json/examples: `examples` must be an object, and is a list"],
    );
    check(
        &[("$json/examples/one/value", "")],
        &[
            r#"$json/examples/one: the example has no `value` | add the example itself: `"value": …`"#,
        ],
    );
    check(
        &[("$json/examples/one", r#"{"externalValue": "https://shop.example/1.json"}"#)],
        &[
            "$json/examples/one/externalValue: `externalValue` of an example is not supported | write the value here, as `value`",
        ],
    );
    check(
        &[("$json/examples/shared/$ref", r##""#/components/examples/Ordr""##)],
        &[
            "$json/examples/shared/$ref: `components.examples` has no `Ordr` | did you mean `#/components/examples/Order`?",
        ],
    );
    check(
        &[("/components/examples/Order/vale", "1")],
        &["/components/examples/Order/vale: an example has no `vale` | did you mean `value`?"],
    );
    check(
        &[("/components/examples/Order", "1")],
        &["/components/examples/Order: `Order` must be an object, and is the number 1"],
    );
}
