//! At most 32 headers can be signed.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(
    method = GET,
    path = "/v1/echo",
    signed(
        "Created",
        "H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8",
        "H9", "H10", "H11", "H12", "H13", "H14", "H15", "H16",
        "H17", "H18", "H19", "H20", "H21", "H22", "H23", "H24",
        "H25", "H26", "H27", "H28", "H29", "H30", "H31", "H32",
    ),
)]
struct TooMany {
    #[endpoint(header = "H1")]
    h1: u8,
    #[endpoint(header = "H2")]
    h2: u8,
    #[endpoint(header = "H3")]
    h3: u8,
    #[endpoint(header = "H4")]
    h4: u8,
    #[endpoint(header = "H5")]
    h5: u8,
    #[endpoint(header = "H6")]
    h6: u8,
    #[endpoint(header = "H7")]
    h7: u8,
    #[endpoint(header = "H8")]
    h8: u8,
    #[endpoint(header = "H9")]
    h9: u8,
    #[endpoint(header = "H10")]
    h10: u8,
    #[endpoint(header = "H11")]
    h11: u8,
    #[endpoint(header = "H12")]
    h12: u8,
    #[endpoint(header = "H13")]
    h13: u8,
    #[endpoint(header = "H14")]
    h14: u8,
    #[endpoint(header = "H15")]
    h15: u8,
    #[endpoint(header = "H16")]
    h16: u8,
    #[endpoint(header = "H17")]
    h17: u8,
    #[endpoint(header = "H18")]
    h18: u8,
    #[endpoint(header = "H19")]
    h19: u8,
    #[endpoint(header = "H20")]
    h20: u8,
    #[endpoint(header = "H21")]
    h21: u8,
    #[endpoint(header = "H22")]
    h22: u8,
    #[endpoint(header = "H23")]
    h23: u8,
    #[endpoint(header = "H24")]
    h24: u8,
    #[endpoint(header = "H25")]
    h25: u8,
    #[endpoint(header = "H26")]
    h26: u8,
    #[endpoint(header = "H27")]
    h27: u8,
    #[endpoint(header = "H28")]
    h28: u8,
    #[endpoint(header = "H29")]
    h29: u8,
    #[endpoint(header = "H30")]
    h30: u8,
    #[endpoint(header = "H31")]
    h31: u8,
    #[endpoint(header = "H32")]
    h32: u8,
}

fn main() {}
