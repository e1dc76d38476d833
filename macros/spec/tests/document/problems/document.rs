//! Versions, texts, base URLs, components, and what is inferred.

use super::check;

#[test]
fn version() {
    check(
        &[("/openapi", "")],
        &[
            r#": the document does not say which OpenAPI it is written in | write `"openapi": "3.1.0"`"#,
        ],
    );
    check(
        &[("/openapi", ""), ("/swagger", r#""2.0""#)],
        &[
            "/swagger: this is a Swagger document, and OpenAPI 3.1 is needed | convert it to OpenAPI 3.1",
        ],
    );
    check(&[("/openapi", "3.1")], &["/openapi: `openapi` must be a string, and is the number 3.1"]);
    check(
        &[("/openapi", r#""3.0.3""#)],
        &["/openapi: this is OpenAPI 3.0.3, and 3.1 is needed | convert it to OpenAPI 3.1"],
    );
    check(
        &[("/openapi", r#""2.0""#)],
        &["/openapi: this is OpenAPI 2.0, and 3.1 is needed | convert it to OpenAPI 3.1"],
    );
    check(
        &[("/openapi", r#""3.1""#)],
        &[r#"/openapi: `3.1` is no version of OpenAPI 3.1 | write `"openapi": "3.1.0"`"#],
    );
    check(
        &[("/openapi", r#""3.2.0""#)],
        &[r#"/openapi: `3.2.0` is no version of OpenAPI 3.1 | write `"openapi": "3.1.0"`"#],
    );
    check(
        &[("/openapi", r#""3.1.x""#)],
        &[r#"/openapi: `3.1.x` is no version of OpenAPI 3.1 | write `"openapi": "3.1.0"`"#],
    );
}

#[test]
fn members_of_the_document() {
    check(&[("/sever", "[]")], &["/sever: a document has no `sever` | did you mean `servers`?"]);
    check(
        &[("/definitions", "{}")],
        &[
            "/definitions: a document has no `definitions` | a document may have `openapi`, `info`, `servers`, `paths`, `components`, `security`, `tags`, `webhooks`, `externalDocs` and `jsonSchemaDialect`",
        ],
    );
    check(
        &[("/jsonSchemaDialect", r#""https://json-schema.org/draft-07/schema""#)],
        &[
            "/jsonSchemaDialect: schemas of another dialect are not supported | remove it: schemas are those of OpenAPI 3.1",
        ],
    );
    check(
        &[("/jsonSchemaDialect", "7")],
        &["/jsonSchemaDialect: `jsonSchemaDialect` must be a string, and is the number 7"],
    );
}

#[test]
fn info() {
    check(
        &[("/info", "")],
        &[r#": the document has no `info` | add `"info": { "title": …, "version": … }`"#],
    );
    check(&[("/info", "[]")], &["/info: `info` must be an object, and is a list"]);
    check(&[("/info/title", "")], &["/info: `info` has no `title` | add the name of the API"]);
    check(
        &[("/info/version", "")],
        &[
            r#"/info: `info` has no `version` | add the version of this document, such as `"1.0.0"`"#,
        ],
    );
    check(
        &[("/info/version", "1")],
        &["/info/version: `version` must be a string, and is the number 1"],
    );
    check(
        &[("/info/licence", "{}")],
        &["/info/licence: `info` has no `licence` | did you mean `license`?"],
    );
    check(
        &[("/info/summary", "null")],
        &["/info/summary: `summary` must be a string, and is `null`"],
    );
    check(
        &[("/info/description", "{}")],
        &["/info/description: `description` must be a string, and is an object"],
    );
}

#[test]
fn servers() {
    check(&[("/servers", "{}")], &["/servers: `servers` must be a list, and is an object"]);
    check(
        &[("/servers/0", r#""https://shop.example""#)],
        &["/servers/0: this must be an object, and is a string"],
    );
    check(
        &[("/servers/0/url", "")],
        &[
            "/servers/0: the server has no `url` | add the base URL, such as `https://resale.api.bango.net`",
        ],
    );
    check(
        &[("/servers/0/url", "1")],
        &["/servers/0/url: `url` must be a string, and is the number 1"],
    );
    check(
        &[("/servers/0/description", "1")],
        &["/servers/0/description: `description` must be a string, and is the number 1"],
    );
    check(
        &[("/servers/0/variables", "{}")],
        &[
            "/servers/0/variables: `variables` of a server is not supported | write one server for each base URL",
        ],
    );
    check(
        &[("/servers/0/name", r#""""#)],
        &["/servers/0/name: a server has no `name` | a server may have `url` and `description`"],
    );
    check(
        &[("/servers/0/url", r#""http://shop.example""#)],
        &["/servers/0/url: a base URL is never plain HTTP | write `https://`"],
    );
    check(
        &[("/servers/0/url", r#""/v1""#)],
        &[
            "/servers/0/url: a base URL is absolute and begins with `https://` | it looks like `https://resale.api.bango.net`",
        ],
    );
    check(
        &[("/servers/0/url", r#""https://{region}.shop.example""#)],
        &[
            "/servers/0/url: server variables are not supported | write one server for each base URL",
        ],
    );
    check(
        &[("/servers/0/url", r#""https://shop.example/?a=b""#)],
        &["/servers/0/url: a base URL has no query | remove everything from `?`"],
    );
    check(
        &[("/servers/0/url", r#""https://shop.example/#a""#)],
        &["/servers/0/url: a base URL has no fragment | remove everything from `#`"],
    );
    check(
        &[("/servers/0/url", r#""https://user@shop.example""#)],
        &["/servers/0/url: a base URL holds no credentials | remove everything up to `@`"],
    );
    check(
        &[("/servers/0/url", r#""https://10.0.0.1""#)],
        &[
            "/servers/0/url: a base URL names its host, because the certificate is checked against a DNS name | write the host name in place of the IP address",
        ],
    );
    check(
        &[("/servers/0/url", r#""https://[::1]:8443""#)],
        &[
            "/servers/0/url: a base URL names its host, because the certificate is checked against a DNS name | write the host name in place of the IP address",
        ],
    );
    check(
        &[("/servers/0/url", r#""https://shop..example""#)],
        &[
            "/servers/0/url: the base URL has no proper host name | it looks like `https://resale.api.bango.net`",
        ],
    );
    check(
        &[("/servers/0/url", r#""https://shop.example:99999""#)],
        &["/servers/0/url: the port of the base URL is not a port | write a number up to 65535"],
    );
    check(
        &[("/servers/0/url", r#""https://shop.example/a b""#)],
        &[
            "/servers/0/url: the path of the base URL holds a character that no URL may hold | percent-encode it (RFC 3986, section 2.1)",
        ],
    );
    check(
        &[("/servers/0/url", r#""https://eu.shop.example:8443/prefix""#)],
        &["/servers/1/url: this base URL is in the list already | remove it"],
    );
}

#[test]
fn components() {
    check(
        &[("/components", "[]")],
        &["/components: `components` must be an object, and is a list"],
    );
    check(
        &[("/components/schema", "{}")],
        &["/components/schema: `components` has no `schema` | did you mean `schemas`?"],
    );
    check(
        &[("/components/parameters", "[]")],
        &["/components/parameters: `parameters` must be an object, and is a list"],
    );
    check(
        &[("/components/examples/a b", r#"{"value": 1}"#)],
        &[
            "/components/examples/a b: `a b` is no name for a component | a name is made of letters, digits, `.`, `_` and `-`",
        ],
    );
}

#[test]
fn inferred() {
    check(
        &[("$create/x-inferred-reason", "")],
        &[
            r#"$create/x-inferred: `x-inferred` is there without its reason | say what it is inferred from: `"x-inferred-reason": "…"`"#,
        ],
    );
    check(
        &[("$create/x-inferred", "")],
        &[
            r#"$create/x-inferred-reason: there is a reason, but nothing says that this is inferred | add `"x-inferred": true`"#,
        ],
    );
    check(
        &[("$create/x-inferred", "false")],
        &[
            r#"$create/x-inferred-reason: there is a reason, but nothing says that this is inferred | add `"x-inferred": true`"#,
        ],
    );
    check(
        &[("$create/x-inferred", "1")],
        &["$create/x-inferred: `x-inferred` must be `true` or `false`, and is the number 1"],
    );
    check(
        &[("$create/x-inferred-reason", "1")],
        &["$create/x-inferred-reason: `x-inferred-reason` must be a string, and is the number 1"],
    );
    check(
        &[("$create/x-inferred-reason", r#"" ""#)],
        &["$create/x-inferred-reason: the reason is empty | say what it is inferred from"],
    );
    check(
        &[("$schemas/State/x-inferred", "true")],
        &[
            r#"$schemas/State/x-inferred: `x-inferred` is there without its reason | say what it is inferred from: `"x-inferred-reason": "…"`"#,
        ],
    );
    check(
        &[("/components/responses/Failure/x-inferred", "")],
        &[
            r#"/components/responses/Failure/x-inferred-reason: there is a reason, but nothing says that this is inferred | add `"x-inferred": true`"#,
        ],
    );
    check(
        &[("/components/parameters/RequestId/x-inferred", "true")],
        &[
            r#"/components/parameters/RequestId/x-inferred: `x-inferred` is there without its reason | say what it is inferred from: `"x-inferred-reason": "…"`"#,
        ],
    );
    check(
        &[("/components/securitySchemes/basic/x-inferred-reason", r#""a""#)],
        &[
            r#"/components/securitySchemes/basic/x-inferred-reason: there is a reason, but nothing says that this is inferred | add `"x-inferred": true`"#,
        ],
    );
    check(
        &[("$json/schema/properties/due/x-inferred", "true")],
        &[
            r#"$json/schema/properties/due/x-inferred: `x-inferred` is there without its reason | say what it is inferred from: `"x-inferred-reason": "…"`"#,
        ],
    );
}
