// Every required value is named, and the compiler names the one that was left out.

mod order {
    countersign::endpoints!("documents/order/published.json");
}

fn main() {
    let _ = order::Price::new(order::PriceRequired { net: "1.00" });
    let _ = order::Price::new("1.00", "1.20");
}
