// Written by tests/golden.rs from minimal.in.rs.

//! An endpoint with nothing in it.
use countersign::Endpoint;
pub struct Echo;
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    #[automatically_derived]
    impl __countersign::Endpoint for Echo {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign::__private0::Method = __countersign::__private0::Method::GET;
        const PATH: &'static ::core::primitive::str = "/v1/echo";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        fn write(
            &self,
            __request: &mut __countersign::__private0::RequestWriter,
        ) -> __countersign::__private0::Result<
            (),
            __countersign::__private0::PrepareError,
        > {
            __request.path_literal("/v1/echo");
            __countersign::__private0::Ok(())
        }
    }
};
pub fn example() -> Echo {
    Echo
}
