// What the document calls deprecated is deprecated for the user, and for nobody else.
#![deny(deprecated)]

mod echo {
    countersign::endpoints!("ui/document/echo.json");
}

fn main() {
    let _ = echo::Echo::with_id("x").mode(echo::Mode::Loud);
}
