//! `x-variants`.

use super::check;

#[test]
fn variants() {
    check(
        &[("$create/x-variants", "{}")],
        &["$create/x-variants: `x-variants` must be a list, and is an object"],
    );
    check(
        &[("$create/x-variants/0", "1")],
        &["$create/x-variants/0: this must be an object, and is the number 1"],
    );
    check(
        &[("$order/put/x-variants", "[]")],
        &[
            "$order/put/x-variants: a variant narrows the members of the body, and the body of this operation declares none | declare the body as an object with `properties`, in the operation itself",
        ],
    );
    check(
        &[("$order/get/x-variants", "[]")],
        &[
            "$order/get/x-variants: a variant narrows the members of the body, and the body of this operation declares none | declare the body as an object with `properties`, in the operation itself",
        ],
    );
    check(
        &[("$create/x-variants/0/operationId", "")],
        &[
            r#"$create/x-variants/0: the variant has no `operationId` | add a name for it: `"operationId": …`"#,
        ],
    );
    check(
        &[("$create/x-variants/0/operationId", r#""createOrder""#)],
        &[
            "$create/x-variants/0/operationId: the operation at 215:24 is called `createOrder` already | name one of them differently",
        ],
    );
    check(
        &[("$create/x-variants/0/operationId", r#""create-order""#)],
        &[
            "$create/x-variants/0/operationId: `CreateOrder` is the Rust name of the operation `createOrder` at 215:24 already | name the operation differently",
        ],
    );
    check(
        &[("$create/x-variants/0/member", "[]")],
        &["$create/x-variants/0/member: a variant has no `member` | did you mean `members`?"],
    );
    check(
        &[("$create/x-variants/0/members", "{}")],
        &["$create/x-variants/0/members: `members` must be a list, and is an object"],
    );
    check(
        &[("$create/x-variants/0/members", r#"["due", 1, "duee", "nothing", "due", "state"]"#)],
        &[
            "$create/x-variants/0/members/1: this must be a string, and is the number 1",
            "$create/x-variants/0/members/2: the body of the operation has no member `duee` | did you mean `due`?",
            "$create/x-variants/0/members/3: the body of the operation has no member `nothing` | declare it in the body of the operation, as an optional member",
            "$create/x-variants/0/members/4: `due` is in `members` already | remove it",
            "$create/x-variants/0/values/state: `state` is in `members` too | a member is either given by the caller (`members`) or always the same (`values`)",
        ],
    );
    check(
        &[("$create/x-variants/0/values", "[]")],
        &["$create/x-variants/0/values: `values` must be an object, and is a list"],
    );
    check(
        &[("$create/x-variants/0/values/lines", r#""a""#)],
        &[
            "$create/x-variants/0/values/lines: `lines` cannot be preset, because it is no string | name it in `members`, so that the caller gives it",
        ],
    );
    check(
        &[("$create/x-variants/0/values/stat", r#""a""#)],
        &[
            "$create/x-variants/0/values/stat: the body of the operation has no member `stat` | did you mean `state`?",
        ],
    );
    check(
        &[("$create/x-variants/0/values/state", r#""ONHOLD""#)],
        &[
            "$create/x-variants/0/values/state: `ONHOLD` is no value of `state` | did you mean `ON-HOLD`?",
        ],
    );
    check(
        &[("$create/x-variants/0/values/state", r#""GONE""#)],
        &[
            "$create/x-variants/0/values/state: `GONE` is no value of `state` | its values are OPEN, ON-HOLD",
        ],
    );
    check(
        &[("$create/x-variants/0/values/state", "1")],
        &["$create/x-variants/0/values/state: `state` must be a string, and is the number 1"],
    );
    check(
        &[("$create/x-variants/0/deprecated", "1")],
        &[
            "$create/x-variants/0/deprecated: `deprecated` must be `true` or `false`, and is the number 1",
        ],
    );
    check(
        &[("$create/x-variants/0/x-inferred", "true")],
        &[
            r#"$create/x-variants/0/x-inferred: `x-inferred` is there without its reason | say what it is inferred from: `"x-inferred-reason": "…"`"#,
        ],
    );
    check(
        &[
            ("$json/schema/required", "[]"),
            ("$create/x-variants/0/members", "[]"),
            ("$create/x-variants/0/values", "{}"),
        ],
        &[
            "$create/x-variants/0: the body of the variant has no member | name those that it has in `members` or `values`",
        ],
    );
    check(
        &[
            ("$json/schema/properties/due/readOnly", "true"),
            ("$create/x-variants/0/members", r#"["due"]"#),
        ],
        &[
            "$create/x-variants/0/members/0: `due` is read-only, so requests do not have it | remove it from the variant",
        ],
    );
}
