// A name that would mean another file elsewhere, or no file at all.
mod absolute {
    countersign::endpoints!("/home/me/echo.json");
}

mod drive {
    countersign::endpoints!("C:/echo.json");
}

mod backslash {
    countersign::endpoints!("ui\\document\\echo.json");
}

mod folder {
    countersign::endpoints!("ui/document");
}

mod empty {
    countersign::endpoints!("");
}

fn main() {}
