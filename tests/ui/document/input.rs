// Whatever else stands between the parentheses, each mistake on its token.
const DOCUMENT: &str = "ui/document/echo.json";

mod nothing {
    countersign::endpoints!();
}

mod not_a_literal {
    countersign::endpoints!(DOCUMENT);
}

mod bytes {
    countersign::endpoints!(b"ui/document/echo.json");
}

mod two_documents {
    countersign::endpoints!("ui/document/echo.json", "ui/document/echo.json");
}

mod unknown_word {
    countersign::endpoints!("ui/document/echo.json", krate = countersign);
}

mod value {
    countersign::endpoints!("ui/document/echo.json", crate = "countersign");
}

mod comma {
    countersign::endpoints!("ui/document/echo.json" crate = countersign);
}

fn main() {}
