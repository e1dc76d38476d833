// Every problem of a document at once, each with its line, column and JSON pointer, together with the wrong word.
countersign::endpoints!("ui/document/problems.json", krate = countersign);

fn main() {}
