//! The macro itself, in modules in which every lint that looks at generated code is an error, and in which the names
//! that generated code might use mean something else.

/// The strictest of users.
mod strict {
    #![deny(
        warnings,
        clippy::all,
        clippy::nursery,
        clippy::pedantic,
        elided_lifetimes_in_paths,
        explicit_outlives_requirements,
        missing_debug_implementations,
        missing_docs,
        rust_2018_idioms,
        single_use_lifetimes,
        trivial_casts,
        trivial_numeric_casts,
        unit_bindings,
        unnameable_types,
        unreachable_pub,
        unused,
        unused_lifetimes,
        unused_qualifications,
        unused_results,
        variant_size_differences
    )]

    /// Requests.
    pub(super) mod requests {
        countersign::endpoints!("golden/documents/requests.json");
    }

    /// Answers.
    pub(super) mod answers {
        countersign::endpoints!("golden/documents/answers.json");
    }

    /// Parts.
    pub(super) mod parts {
        countersign::endpoints!("golden/documents/parts.json");
    }

    /// Names.
    pub(super) mod names {
        countersign::endpoints!("golden/documents/names.json");
    }

    /// Sides.
    pub(super) mod sides {
        countersign::endpoints!("golden/documents/sides.json");
    }

    /// Descriptions.
    pub(super) mod descriptions {
        countersign::endpoints!("golden/documents/descriptions.json");
    }
}

macro_rules! any_scope {
    ($($module:ident $document:literal,)*) => {
        $(
            #[no_implicit_prelude]
            #[allow(dead_code)]
            mod $module {
                mod core {}
                mod serde {}
                mod countersign {}
                struct Vec;
                struct Result;
                struct Some;
                trait Into {}
                trait Endpoint {}
                trait Debug {}
                trait Default {}
                trait Deserialize {}

                ::countersign::endpoints!($document);
            }
        )*
    };
}

any_scope! {
    any_scope "golden/documents/requests.json",
    any_scope_of_parts "golden/documents/parts.json",
    any_scope_of_sides "golden/documents/sides.json",
}

/// A crate that has countersign by another way, through a macro of its own.
mod renamed {
    pub(crate) mod reexport {
        pub(crate) use ::countersign as runtime;
    }

    macro_rules! endpoints {
        ($document:literal) => {
            ::countersign::endpoints!($document, crate = $crate::lints::renamed::reexport::runtime);
        };
    }

    pub(super) mod answers {
        endpoints!("golden/documents/answers.json");
    }

    pub(super) mod parts {
        endpoints!("golden/documents/parts.json");
    }

    pub(super) mod requests {
        endpoints!("golden/documents/requests.json");
    }
}

#[test]
fn they_are_all_the_same() {
    let request = "PUT /v1/entitlement/a\n\
                   content-type: application/json\n\
                   signature: keyId=RSA-SHA256V1, headers=Created\n\
                   \n\
                   {\"id\":\"b\",\"note\":null}";
    macro_rules! check {
        ($($module:path,)*) => {
            $({
                use $module as module;
                let body = module::ReplacementRequest::with_id("b").note_null();
                let put = module::ReplaceEntitlement::new(module::ReplaceEntitlementRequired { entitlement_id: "a", body });
                assert_eq!(countersign_tests::wire(&put), request);
            })*
        };
    }
    check!(strict::requests, any_scope, renamed::requests,);
    assert_eq!(strict::answers::Identifier::from("x"), renamed::answers::Identifier::from("x"));
    assert_eq!(strict::descriptions::Kind::KNOWN.len(), 2);
    assert_eq!(strict::names::Names::new(), strict::names::Names::default());
    let marks = (strict::parts::Mark::new(), any_scope_of_parts::Mark::new());
    assert_eq!(format!("{marks:?}"), "(Mark, Mark)");
    assert_eq!(renamed::parts::D::KNOWN.len(), 2);
    let orders = (strict::sides::OrderRequest::new(), any_scope_of_sides::OrderRequest::new());
    assert_eq!(format!("{orders:?}"), "(OrderRequest { note: None }, OrderRequest { note: None })");
}
