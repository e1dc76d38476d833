// A document that is not there: the path that was looked at, and the nearest name in that folder.
mod near {
    countersign::endpoints!("ui/document/echos.json");
}

mod far {
    countersign::endpoints!("ui/document/bango-resale.json");
}

mod no_folder {
    countersign::endpoints!("specification/echo.json");
}

fn main() {}
