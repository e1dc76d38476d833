//! `document` and `operation` belong together, and both are strings.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json")]
struct NoOperation;

#[derive(Endpoint)]
#[endpoint(operation = "createEntitlement")]
struct NoDocument;

#[derive(Endpoint)]
#[endpoint(document, operation)]
struct NoValues;

#[derive(Endpoint)]
#[endpoint(document = ui::bound, operation = createEntitlement)]
struct NoStrings;

#[derive(Endpoint)]
#[endpoint(documnt = "ui/bound/bango.json", operation = "deleteNote")]
struct Misspelt {
    #[endpoint(path)]
    entitlement_id: String,
    #[endpoint(path)]
    note_number: u64,
}

fn main() {}
