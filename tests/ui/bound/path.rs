//! Fields with the role `path` fill the variables of the document's path.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "deleteNote")]
struct Misspelt {
    #[endpoint(path)]
    entitlment_id: String,
    #[endpoint(path = "number")]
    number: u64,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "deleteNote")]
struct Missing;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "deleteNote")]
struct WithoutRole {
    entitlement_id: String,
    note_number: u64,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "deleteNote")]
struct Twice {
    #[endpoint(path)]
    entitlement_id: String,
    #[endpoint(path)]
    note_number: u64,
    #[endpoint(path = "noteNumber")]
    number: u64,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "deleteNote")]
struct Optional {
    #[endpoint(path)]
    entitlement_id: String,
    #[endpoint(path)]
    note_number: Option<u64>,
}

fn main() {}
