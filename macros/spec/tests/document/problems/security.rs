//! Signed headers and security schemes.

use super::check;

#[test]
fn signed_headers() {
    check(
        &[("$order/get/x-signed-headers", r#""Created""#)],
        &["$order/get/x-signed-headers: `x-signed-headers` must be a list, and is a string"],
    );
    check(
        &[("$order/get/x-signed-headers", "[]")],
        &[
            r#"$order/get/x-signed-headers: `Created` is not in the signed list | the server wants the time of signing to be signed: begin the list with "Created""#,
        ],
    );
    check(
        &[("$order/get/x-signed-headers", r#"["Created", 1]"#)],
        &["$order/get/x-signed-headers/1: this must be a string, and is the number 1"],
    );
    check(
        &[("$order/get/x-signed-headers", r#"["OrderId"]"#)],
        &[
            r#"$order/get/x-signed-headers: `Created` is not in the signed list | the server wants the time of signing to be signed: begin the list with "Created""#,
        ],
    );
    check(
        &[("$order/get/x-signed-headers", r#"["Created", "OrderId", "orderid"]"#)],
        &[
            "$order/get/x-signed-headers/2: `orderid` is in the signed list twice | names that differ only in case are the same name",
        ],
    );
    check(
        &[("$order/get/x-signed-headers", r#"["Created", "OrderIdd"]"#)],
        &[
            "$order/get/x-signed-headers/1: neither a parameter nor the client sends a header `OrderIdd` | did you mean `OrderId`?",
        ],
    );
    check(
        &[("$order/get/x-signed-headers", r#"["Created", "Nothing"]"#)],
        &[
            "$order/get/x-signed-headers/1: neither a parameter nor the client sends a header `Nothing` | add a required header parameter `Nothing`",
        ],
    );
    check(
        &[("$order/get/x-signed-headers", r#"["created"]"#)],
        &[
            "$order/get/x-signed-headers/0: the client sends this header as `Created` | did you mean `Created`?",
        ],
    );
    check(
        &[("$order/get/x-signed-headers", r#"["Created;OrderId"]"#)],
        &[
            r#"$order/get/x-signed-headers/0: "Created;OrderId" is not a header name: it holds ';' | write each name as an entry of its own"#,
        ],
    );
    check(
        &[("$order/get/x-signed-headers", r#"["Created", "Host"]"#)],
        &[
            "$order/get/x-signed-headers/1: `Host` cannot be signed: the transport writes it, from the URL | take it out of the list",
        ],
    );
    check(
        &[("$order/get/x-signed-headers", r#"["Created", "Content-Type"]"#)],
        &[
            "$order/get/x-signed-headers/1: `Content-Type` is sent only with a JSON body, and this endpoint has none | take it out of the list",
        ],
    );
    check(
        &[("$create/x-signed-headers", r#"["Created", "X-RequestId"]"#)],
        &[
            r#"/components/parameters/RequestId: the header `X-RequestId` is signed, so it must always be sent, but `X-RequestId` is optional | write `"required": true`, or take `X-RequestId` out of `x-signed-headers`"#,
        ],
    );
    check(
        &[("$order/delete/requestBody/required", "false")],
        &[
            r#"$order/delete/requestBody/required: the header `Content-Type` is signed, so it must always be sent, but the body `body` is optional | write `"required": true`, or take `Content-Type` out of `x-signed-headers`"#,
        ],
    );
    check(
        &[("$order/delete/requestBody/required", "")],
        &[
            r#"$order/delete/requestBody: the header `Content-Type` is signed, so it must always be sent, but the body `body` is optional | write `"required": true`, or take `Content-Type` out of `x-signed-headers`"#,
        ],
    );
    check(
        &[("$order/delete/x-signed-headers", r#"["Created", "Order-Id"]"#)],
        &[
            r#"$order/delete/x-signed-headers/1: neither a parameter nor the client sends a header `Order-Id` | add a required header parameter `Order-Id` with `"x-repeats": "orderId"`"#,
        ],
    );
    check(
        &[("$order/delete/x-signed-headers", r#"["Created", "body"]"#)],
        &[
            "$order/delete/x-signed-headers/1: neither a parameter nor the client sends a header `body` | add a required header parameter `body`",
        ],
    );
    check(
        &[("$order/get/parameters/0", "1")],
        &["$order/get/parameters/0: this must be an object, and is the number 1"],
    );
}

#[test]
fn signature_is_required() {
    check(
        &[("$order/get/security", "[]")],
        &[
            r#"$order/get/x-signed-headers: no signature is required, so nothing signs these headers | require the signature, for the operation or the document: `"security": [{ "signature": [] }]`"#,
        ],
    );
    check(
        &[
            ("$order/get/security", "[]"),
            ("/security", "[]"),
            ("/components/securitySchemes/signature", ""),
            ("$order/delete/x-signed-headers", ""),
        ],
        &[
            r#"$order/get/x-signed-headers: no signature is required, so nothing signs these headers | declare a security scheme with `"x-signature-scheme": "RSA-SHA256V1"` and name it in `security`"#,
        ],
    );
}

#[test]
fn security() {
    check(&[("/security", "{}")], &["/security: `security` must be a list, and is an object"]);
    check(&[("/security/0", "[]")], &["/security/0: this must be an object, and is a list"]);
    check(
        &[("/security/0/basic", "{}")],
        &["/security/0/basic: `basic` must be a list, and is an object"],
    );
    check(
        &[("/security/0/basic", r#"["read"]"#)],
        &["/security/0/basic/0: scopes are not supported | write an empty list"],
    );
    check(
        &[("/security/0/basi", "[]")],
        &["/security/0/basi: `components.securitySchemes` has no `basi` | did you mean `basic`?"],
    );
    check(
        &[("/security/0/nothing", "[]")],
        &["/security/0/nothing: `components.securitySchemes` has no `nothing` | declare it there"],
    );
    check(
        &[("/security/0/other", "[]")],
        &[
            r#"/security/0/other: the client knows nothing of the security scheme `other` | it knows Basic (`"type": "http", "scheme": "basic"`) and message signatures (`x-signature-scheme`)"#,
        ],
    );
    check(
        &[("$order/get/security/0/signatur", "[]")],
        &[
            "$order/get/security/0/signatur: `components.securitySchemes` has no `signatur` | did you mean `signature`?",
        ],
    );
    check(
        &[("$order/get/security", "1")],
        &["$order/get/security: `security` must be a list, and is the number 1"],
    );
    check(
        &[("$order/get/security/0", r#"{"other": []}"#)],
        &[
            r#"$order/get/security/0/other: the client knows nothing of the security scheme `other` | it knows Basic (`"type": "http", "scheme": "basic"`) and message signatures (`x-signature-scheme`)"#,
        ],
    );
    check(
        &[("/components/securitySchemes", "[]")],
        &["/components/securitySchemes: `securitySchemes` must be an object, and is a list"],
    );
    check(
        &[("/components/securitySchemes/basic", "1")],
        &["/components/securitySchemes/basic: `basic` must be an object, and is the number 1"],
    );
    check(
        &[("/components/securitySchemes/basic/type", "")],
        &[
            r#"/components/securitySchemes/basic: the security scheme has no `type` | write `"type": "http"` and `"scheme": "basic"` for Basic"#,
        ],
    );
    check(
        &[("/components/securitySchemes/basic/type", r#""htp""#)],
        &[
            "/components/securitySchemes/basic/type: `htp` is no type of a security scheme | did you mean `http`?",
        ],
    );
    check(
        &[("/components/securitySchemes/basic/type", r#""password""#)],
        &[
            "/components/securitySchemes/basic/type: `password` is no type of a security scheme | the type is one of apiKey, http, mutualTLS, oauth2, openIdConnect",
        ],
    );
    check(
        &[("/components/securitySchemes/basic/scheme", "")],
        &[
            r#"/components/securitySchemes/basic: the security scheme has no `scheme` | add `"scheme": "basic"`"#,
        ],
    );
    check(
        &[("/components/securitySchemes/basic/scheme", "1")],
        &[
            "/components/securitySchemes/basic/scheme: `scheme` must be a string, and is the number 1",
        ],
    );
    check(
        &[("/components/securitySchemes/basic/shceme", "1")],
        &[
            "/components/securitySchemes/basic/shceme: a security scheme has no `shceme` | did you mean `scheme`?",
        ],
    );
    check(
        &[("/components/securitySchemes/basic/scheme", r#""bearer""#)],
        &[
            r#"/security/0/basic: the client knows nothing of the security scheme `basic` | it knows Basic (`"type": "http", "scheme": "basic"`) and message signatures (`x-signature-scheme`)"#,
        ],
    );
    check(
        &[("/components/securitySchemes/signature/x-signature-scheme", r#""RSA-SHA256""#)],
        &[
            "/components/securitySchemes/signature/x-signature-scheme: the signature scheme `RSA-SHA256` is not known | did you mean `RSA-SHA256V1`?",
        ],
    );
    check(
        &[("/components/securitySchemes/signature/x-signature-scheme", r#""HMAC""#)],
        &[
            "/components/securitySchemes/signature/x-signature-scheme: the signature scheme `HMAC` is not known | the only one is `RSA-SHA256V1`",
        ],
    );
    check(
        &[("/components/securitySchemes/signature/x-signature-scheme", "1")],
        &[
            "/components/securitySchemes/signature/x-signature-scheme: `x-signature-scheme` must be a string, and is the number 1",
        ],
    );
    check(
        &[("/components/securitySchemes/signature/in", r#""query""#)],
        &[
            r#"/components/securitySchemes/signature/in: a message signature is sent as the header `Signature`, and `in` does not say so | write `"in": "header"`"#,
        ],
    );
    check(
        &[("/components/securitySchemes/signature/name", "")],
        &[
            r#"/components/securitySchemes/signature: a message signature is sent as the header `Signature`, and `name` does not say so | write `"name": "Signature"`"#,
        ],
    );
    check(
        &[("/components/securitySchemes/signature/type", r#""http""#)],
        &[
            r#"/components/securitySchemes/signature/type: a message signature is sent as the header `Signature`, and `type` does not say so | write `"type": "apiKey"`"#,
        ],
    );
}
