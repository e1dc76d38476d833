// A document that is no JSON.
countersign::endpoints!("ui/document/not-json.json");

fn main() {}
