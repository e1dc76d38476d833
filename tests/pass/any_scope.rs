//! Structs inside functions and out of `macro_rules!`.

use countersign::Endpoint;

use super::{payload, request_line};

#[test]
fn inside_a_function() {
    struct Ignored;

    #[derive(Endpoint)]
    #[endpoint(method = POST, path = "/{id}", response = Local)]
    struct InFunction<'a> {
        #[endpoint(path)]
        id: &'a str,
        local: Local,
    }

    #[derive(countersign::serde::Deserialize, countersign::serde::Serialize)]
    #[serde(crate = "countersign::serde")]
    struct Local {
        a: u8,
    }

    let Ignored = Ignored;
    let request = InFunction { id: "x", local: Local { a: 1 } };
    assert_eq!(request_line(&request), "POST /x");
    assert_eq!(payload(&request), r#"{"local":{"a":1}}"#);
}

#[test]
fn beside_a_module_of_the_usual_hidden_name() {
    mod __private {
        use countersign::serde::Serializer;

        pub(super) type Id = u8;

        #[derive(countersign::serde::Deserialize)]
        #[serde(crate = "countersign::serde")]
        pub(super) struct Answer {}

        pub(super) fn doubled<S: Serializer>(value: &Id, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_u8(value * 2)
        }
    }

    #[derive(Endpoint)]
    #[endpoint(method = POST, path = "/{id}", response = __private::Answer)]
    struct Request {
        #[endpoint(path)]
        id: __private::Id,
        #[serde(serialize_with = "__private::doubled")]
        a: __private::Id,
    }

    let request = Request { id: 1, a: 2 };
    assert_eq!(request_line(&request), "POST /1");
    assert_eq!(payload(&request), r#"{"a":4}"#);
}

#[test]
fn two_in_one_scope() {
    #[derive(Endpoint)]
    #[endpoint(method = POST, path = "/a")]
    struct First {
        a: u8,
    }

    #[derive(Endpoint)]
    #[endpoint(method = POST, path = "/b")]
    struct Second {
        b: u8,
    }

    assert_eq!(payload(&First { a: 1 }), r#"{"a":1}"#);
    assert_eq!(payload(&Second { b: 1 }), r#"{"b":1}"#);
}

macro_rules! endpoint {
    ($name:ident, $method:ident, $path:literal, $header:literal, $id:ident: $id_type:ty, $maybe:ident: $maybe_type:ty, $body:ident: $body_type:ty) => {
        #[derive(Endpoint)]
        #[endpoint(method = $method, path = $path, signed("Created", $header), response = $body_type)]
        struct $name {
            #[endpoint(path, header = $header)]
            $id: $id_type,
            #[endpoint(query)]
            $maybe: $maybe_type,
            $body: $body_type,
        }
    };
}

endpoint!(FromMacro, PATCH, "/x/{id}", "Id", id: String, maybe: Option<u8>, body: Vec<Option<u8>>);

#[test]
fn out_of_a_macro() {
    let mut request = FromMacro { id: "7".to_owned(), maybe: None, body: vec![Some(1), None] };
    assert_eq!(request_line(&request), "PATCH /x/7");
    request.maybe = Some(1);
    assert_eq!(request_line(&request), "PATCH /x/7?maybe=1");
    assert_eq!(payload(&request), r#"{"body":[1,null]}"#);
}
