// A path that does not lead to countersign is the compiler's to report, on the path.
mod echo {
    countersign::endpoints!("ui/document/echo.json", crate = nowhere);
}

fn main() {}
