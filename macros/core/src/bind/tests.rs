//! Structs beside `tests/bango.json`. What each mistake looks like is in `tests/ui/bound/` of the workspace; here are
//! the structs that nothing may be said about, and the rules that decide between the two.

use crate::tests::{accepted, errors, refused};

/// A struct that is bound to an operation, with more words in its attribute.
fn bound(operation: &str, words: &str, rest: &str) -> String {
    format!("#[endpoint(document = \"bango.json\", operation = \"{operation}\"{words})] {rest}")
}

/// A struct that is bound to `createEntitlement`, with both required members and what else is given.
fn create(container: &str, fields: &str) -> String {
    bound(
        "createEntitlement",
        "",
        &format!(
            "#[serde(rename_all = \"camelCase\")] {container}
             struct Create<'a, T> {{ customer_identifier: String, product_key: &'a str, {fields} }}"
        ),
    )
}

/// The constants of an expansion: method, path and signed list.
#[track_caller]
fn constants(input: &str) -> String {
    let code = accepted(input);
    let value = |constant: &str| {
        let (_, rest) = code.split_once(constant).unwrap();
        let (value, _) = rest.split_once(';').unwrap();
        let (_, value) = value.split_once(" = ").unwrap();
        value.split_whitespace().collect::<String>().replace(",]", "]")
    };
    let method = value("const METHOD").rsplit("::").next().unwrap().to_owned();
    format!("{method} {} {}", value("const PATH"), value("const SIGNED_HEADERS"))
}

#[test]
fn method_path_and_signed_list_come_from_the_document() {
    let expected = "GET \"/v1/entitlement/{entitlementId}\" &[\"Created\",\"EntitlementId\"]";
    for (words, role, field) in [
        ("", "path", "entitlement_id"),
        ("", "path", "entitlementId"),
        ("", "path = \"entitlementId\"", "id"),
        (", method = GET", "path", "entitlement_id"),
        (", path = \"/v1/entitlement/{entitlementId}\"", "path", "entitlement_id"),
        (", path = \"/v1/entitlement/{id}\"", "path", "id"),
        (", path = \"/v1/entitlement/{id}\"", "path = \"id\"", "entitlement"),
        (", path = \"/v1/entitlement/{id}\"", "path", "entitlement_id"),
        (", signed(\"Created\", \"EntitlementId\")", "path", "entitlement_id"),
    ] {
        let fields =
            format!("struct Get {{ #[endpoint({role}, header = \"entitlementid\")] {field}: u8 }}");
        assert_eq!(constants(&bound("getEntitlement", words, &fields)), expected, "{words}");
    }
    assert_eq!(constants(&create("", "")), "POST \"/v1/entitlement\" &[\"Created\"]",);
}

#[test]
fn a_document_without_a_signed_list_may_have_an_extension_that_is_meant_as_one() {
    let put = "struct Put { #[endpoint(body)] all: Vec<String> }";
    accepted(&bound("putEntitlements", "", put));
    refused(
        &bound("putEntitlements", ", signed(\"Created\", \"Content-Type\")", put),
        &["\"Content-Type\": `putEntitlements` does not sign `Content-Type` (bango.json:114:9)\n\
           help: did you mean `x-signed-headers` by `x-signed-header`?"],
    );
}

#[test]
fn a_signed_list_is_spelled_as_in_the_document() {
    let fields = "struct Get { #[endpoint(path, header = \"entitlementid\")] entitlement_id: u8 }";
    refused(
        &bound("getEntitlement", ", signed(\"created\", \"ENTITLEMENTID\")", fields),
        &[
            "\"created\": `getEntitlement` signs this header as `Created` (bango.json:69:9)\n\
             help: write `signed(\"Created\", \"EntitlementId\")`, or leave `signed` out",
            "\"ENTITLEMENTID\": `getEntitlement` signs this header as `EntitlementId` (bango.json:69:9)\n\
             help: write `signed(\"Created\", \"EntitlementId\")`, or leave `signed` out",
        ],
    );
}

#[test]
fn the_header_for_the_idempotency_key_is_what_the_document_or_a_field_says() {
    let check = |input: &str, expected: Option<&str>| {
        let code = accepted(input);
        let value = code
            .split_once("IDEMPOTENCY_KEY")
            .and_then(|(_, rest)| rest.split_once("from_static("));
        let value = value.and_then(|(_, rest)| rest.split_once(')')).map(|(name, _)| name.trim());
        assert_eq!(value, expected, "{code}");
    };
    check(&create("", ""), Some("\"x-requestidentifier\""));
    for word in ["", ", idempotency_key"] {
        let field =
            format!("#[endpoint(header = \"x-requestidentifier\"{word})] key: Option<String>");
        check(&create("", &field), Some("\"x-requestidentifier\""));
    }
    let get = "struct Get { #[endpoint(path, header = \"EntitlementId\")] entitlement_id: u8 }";
    check(&bound("getEntitlement", "", get), None);
    let unbound = |name: &str, word: &str| {
        format!(
            "#[endpoint(method = POST, path = \"/\")]
             struct Post {{ #[endpoint(header = \"{name}\"{word})] key: u8 }}"
        )
    };
    for name in ["idempotency-key", "x-requestidentifier", "entitlementid"] {
        check(&unbound(name, ""), None);
        check(&unbound(name, ", idempotency_key"), Some(&format!("\"{name}\"")));
    }
}

#[test]
fn a_header_carries_the_idempotency_key_only_if_the_document_says_so() {
    let list = |word: &str| {
        bound(
            "listEntitlements",
            "",
            &format!(
                "struct List {{
                    #[endpoint(query)] limit: u8,
                    #[endpoint(header = \"CustomerIdentifier\"{word})] customer: String,
                 }}"
            ),
        )
    };
    accepted(&list(""));
    refused(
        &list(", idempotency_key"),
        &[
            "idempotency_key: the header `CustomerIdentifier` of `listEntitlements` (bango.json:109:11) does not carry an \
             idempotency key\n\
             help: remove `idempotency_key`, or add `\"x-idempotency-key\": true` to the parameter",
        ],
    );
    let cancel = |id: &str, key: &str| {
        bound(
            "cancelEntitlement",
            "",
            &format!(
                "#[serde(rename_all = \"camelCase\")]
                 struct Cancel {{
                    #[endpoint(path, header = \"EntitlementId\"{id})] entitlement_id: String,
                    #[endpoint(header = \"X-RequestIdentifier\"{key})] key: Option<String>,
                    cancel_reason_category: String,
                 }}"
            ),
        )
    };
    accepted(&cancel("", ""));
    accepted(&cancel("", ", idempotency_key"));
    refused(
        &cancel(", idempotency_key", ""),
        &[
            "idempotency_key: the header `EntitlementId` of `cancelEntitlement` (bango.json:89:11) does not carry an \
             idempotency key\n\
             help: the idempotency key of `cancelEntitlement` is the header `X-RequestIdentifier`",
        ],
    );
    // The second word is one mistake, and so is a key whose header is not known.
    refused(
        &cancel(", idempotency_key", ", idempotency_key"),
        &[
            "idempotency_key: the field `entitlement_id` already carries the idempotency key\n\
             help: a call has one key; remove `idempotency_key` from one of the two",
            "idempotency_key: the header `EntitlementId` of `cancelEntitlement` (bango.json:89:11) does not carry an \
             idempotency key\n\
             help: the idempotency key of `cancelEntitlement` is the header `X-RequestIdentifier`",
        ],
    );
    refused(
        &bound(
            "listEntitlements",
            "",
            "struct List {
                #[endpoint(query)] limit: u8,
                #[endpoint(idempotency_key)] customer: String,
             }",
        ),
        &["idempotency_key: an idempotency key is sent as a header, and `customer` is not\n\
             help: add the role `header = \"…\"` with the name that the API gives the header"],
    );
}

#[test]
fn variables_of_the_own_path_go_before_those_of_the_document() {
    let code = accepted(&bound(
        "deleteNote",
        ", path = \"/v1/entitlement/{note_number}/note/{entitlementId}\"",
        "struct Delete { #[endpoint(path)] note_number: String, #[endpoint(path = \"entitlementId\")] number: u8 }",
    ));
    let (before, after) = code.split_once("self.note_number").unwrap();
    assert!(!before.contains("self.number") && after.contains("self.number"), "{code}");
}

#[test]
fn the_compiler_learns_of_the_document_whether_right_or_wrong() {
    let item = "const _: &[::core::primitive::u8] = ::core::include_bytes!(\
                ::core::concat!(::core::env!(\"FOLDER\"), \"/\", \"bango.json\"));";
    let item: String = item.split_whitespace().collect();
    for input in [create("", ""), create("", "wrong: u8")] {
        let code = crate::tests::expanded(&input);
        assert_eq!(code.matches(&item).count(), 1, "{code}");
    }
}

#[test]
fn members_may_be_any_that_are_declared() {
    for fields in [
        "offer_key: String",
        "#[serde(skip_serializing_if = \"Option::is_none\")] offer_key: Option<String>",
        "#[serde(skip_serializing_if = \"is_usual\")] offer_key: String",
        "activation_code: Option<&'a str>",
        "activation_code: Option<Option<&'a str>>",
        "activation_code: ()",
        "#[serde(skip_serializing_if = \"Option::is_none\")] activation_code: Option<Option<String>>",
        "date_expiry: countersign::DateTime",
        "date_expiry: chrono::DateTime<Utc>",
        "date_expiry: String",
        "status: Status",
        "status: &'static str",
        "quantity: u8, price: i64, trial: bool",
        "price: f32",
        "labels: Vec<Cow<'a, str>>",
        "labels: [char; 3]",
        "counts: std::collections::BTreeMap<String, u8>",
        "reason: serde_json::Map<String, Value>",
        "reason: Reason",
        "note: Option<f32>",
        "quantity: T, labels: Vec<T>",
        "#[serde(rename = \"quantity\")] number: u8",
        "#[serde(rename(serialize = \"quantity\"))] number: u8",
        "#[serde(rename(deserialize = \"number\"))] quantity: u8",
        "#[serde(with = \"text\")] quantity: String",
        "#[serde(serialize_with = \"text\")] offer_key: Option<u8>",
        "#[serde(flatten)] more: More",
        "#[serde(skip)] marker: PhantomData<T>",
        "#[serde(skip)] offer_key: u8",
        "#[endpoint(header = \"x-requestidentifier\")] id: Option<String>",
    ] {
        accepted(&create("", fields));
    }
}

#[test]
fn names_are_those_that_serde_writes() {
    for (rule, customer, product) in [
        ("camelCase", "customer_identifier", "product_key"),
        ("snake_case", "customerIdentifier", "productKey"),
        ("lowercase", "customerIdentifier", "productKey"),
    ] {
        accepted(&bound(
            "createEntitlement",
            "",
            &format!(
                "#[serde(rename_all = \"{rule}\")] struct A {{ {customer}: String, {product}: String }}"
            ),
        ));
    }
    accepted(&bound(
        "createEntitlement",
        "",
        "#[serde(default)] #[serde(rename_all(deserialize = \"UPPERCASE\", serialize = \"camelCase\"))]
         struct A { customer_identifier: String, r#product_key: String }",
    ));
}

#[test]
fn what_only_serde_knows_is_not_checked() {
    let struct_of = |container: &str, fields: &str| {
        bound("createEntitlement", "", &format!("{container} struct A {{ {fields} }}"))
    };
    // Members that are missing may be in what is flattened, but a member that is there is looked at all the same.
    accepted(&struct_of("", "#[serde(flatten)] all: All"));
    let wrong = errors(&struct_of("", "#[serde(flatten)] all: All, colour: u8, quantity: String"));
    assert_eq!(wrong.len(), 2, "{wrong:#?}");

    accepted(&struct_of("#[serde(into = \"Other\")]", "colour: u8"));
    accepted(&struct_of("#[serde(transparent)]", "colour: u8"));
    // serde complains about these.
    for container in ["#[serde(rename_all = \"camelcase\")]", "#[serde(rename_all)]"] {
        accepted(&struct_of(container, "customer_identifier: String"));
    }
    accepted(&struct_of("", "#[serde(rename)] customer_identifier: String"));
}

#[test]
fn a_role_that_cannot_be_read_may_be_the_one_that_is_missing() {
    refused(
        &bound("getEntitlement", "", "struct Get { #[endpoint(pth)] entitlement_id: String }"),
        &[
            "pth: unknown word `pth`\nhelp: did you mean `path`?",
            "pth: `getEntitlement` needs the header `EntitlementId` (bango.json:65:9), \
             which repeats the variable `{entitlementId}`\nhelp: add the role `header = \"EntitlementId\"`",
        ],
    );
    refused(
        &bound("getEntitlement", "", "struct Get { #[endpoint(banana)] entitlement_id: String }"),
        &[
            "banana: unknown word `banana`\nhelp: expected one of `path`, `query`, `header`, `body`, `idempotency_key`",
        ],
    );
    refused(
        &bound("createEntitlement", "", "struct Create(String);"),
        &["(String): the fields of an endpoint need names\n\
           help: write `struct Name { field: Type }`, or `struct Name;` if there are none"],
    );
}

#[test]
fn a_body_may_be_one_field_or_several() {
    let put = |field: &str| {
        bound("putEntitlements", "", &format!("struct Put {{ #[endpoint(body)] {field} }}"))
    };
    for field in ["all: Vec<String>", "all: &'static [&'static str]", "all: Entitlements"] {
        accepted(&put(field));
    }
    let cancel = |fields: &str| {
        bound(
            "cancelEntitlement",
            "",
            &format!(
                "struct Cancel {{ #[endpoint(path, header = \"EntitlementId\")] entitlement_id: u8, {fields} }}"
            ),
        )
    };
    accepted(&cancel("#[endpoint(body)] reason: Reason"));
    accepted(&cancel("#[endpoint(body)] reason: BTreeMap<String, String>"));
    // Members that are not declared are kept.
    accepted(&cancel(
        "#[serde(rename = \"cancelReasonCategory\")] category: String, extra: String",
    ));
    accepted(&bound("createEntitlement", "", "struct A { #[endpoint(body)] all: All }"));
}

#[test]
fn nobody_knows_what_a_body_beside_members_is_meant_to_be() {
    refused(
        &bound(
            "putEntitlements",
            "",
            "struct Put { #[endpoint(body)] all: Vec<String>, other: u8 }",
        ),
        &[
            "body: `all` cannot be the whole body, because `other` has no role and is a member of it\n\
           help: give every other field a role, or drop this one",
        ],
    );
}

#[test]
fn a_tag_writes_a_preset_value() {
    let resume = |serde: &str, fields: &str| {
        bound("resumeEntitlement", "", &format!("#[serde({serde})] struct Resume {{ {fields} }}"))
    };
    accepted(&resume(
        "tag = \"entitlementBenefits\", rename = \"NORMAL\"",
        "#[serde(rename = \"entitlementId\")] id: String",
    ));
    accepted(&resume(
        "rename_all = \"camelCase\"",
        "entitlement_id: String, entitlement_benefits: String",
    ));
}

#[test]
fn without_its_operation_nothing_else_is_said() {
    for words in ["", ", method = PUT, path = \"/{x}\", signed(\"X\")"] {
        refused(
            &bound(
                "x",
                words,
                "struct A { #[endpoint(path)] a: u8, #[endpoint(header = \"Y\")] b: u8, c: u8 }",
            ),
            &["\"x\": `bango.json` declares no operation `x`\n\
               help: the document declares `createEntitlement`, `updateEntitlement`, `resumeEntitlement`, \
               `getEntitlement`, `deleteNote`, `cancelEntitlement`, `listEntitlements` and `putEntitlements`"],
        );
    }
}

/// A struct that is bound to an operation of `tests/sides.json`.
fn sided(operation: &str, fields: &str) -> String {
    format!(
        "#[endpoint(document = \"sides.json\", operation = \"{operation}\")] struct A {{ {fields} }}"
    )
}

#[test]
fn a_request_has_no_read_only_members() {
    accepted(&sided("createCustomer", "name: String"));
    accepted(&sided("createCustomer", "name: String, more: u8"));
    accepted(&sided("createCustomer", "name: String, #[serde(skip)] id: String"));
    refused(
        &sided("createCustomer", "id: String, name: String"),
        &[
            "id: the member `id` (sides.json:16:19) is read-only: responses hold it, and requests do not\n\
           help: remove the field",
        ],
    );
    accepted(&sided("putCustomer", "name: String, password: String"));
    accepted(&sided("putCustomer", "#[endpoint(body)] all: Customer"));
    refused(
        &sided("putCustomer", "name: String, #[serde(rename = \"created\")] at: String"),
        &[
            "\"created\": the member `created` (sides.json:52:25) is read-only: responses hold it, and requests do \
             not\nhelp: remove the field",
            "\"putCustomer\": `putCustomer` needs the member `password` (sides.json:45:15), and no field is written as \
             it\nhelp: add a field `password: String`",
        ],
    );
}
