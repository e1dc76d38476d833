//! The bodies of requests, read into what they mean.
//!
//! They fit the schemas of the document before they come here; what no schema says is checked here.

use serde_json::{Map, Value};
use url::Url;

use crate::{
    answer::Answer,
    date::Moment,
    problem::{Place, Problem, in_one_line},
};

/// What createEntitlement asks for. `extraInformation` is taken and not kept, because no answer holds it.
pub(crate) struct Create {
    pub(crate) customer: String,
    pub(crate) merchant_account: String,
    pub(crate) product: String,
    pub(crate) offer: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) notification_url: Option<String>,
    pub(crate) expiry: Option<Moment>,
    pub(crate) display_name: Option<String>,
    pub(crate) extension_data: Option<Value>,
}

impl Create {
    pub(super) fn read(body: Option<&Value>) -> Result<Self, Answer> {
        let mut members = Members::of(body);
        let customer = members.required("customerIdentifier", not_empty);
        let merchant_account = members.required("merchantAccountKey", not_empty);
        let product = members.required("productKey", not_empty);
        let offer = members.given("offerKey", text).value();
        let id = members.given("entitlementId", not_empty).value();
        let notification_url = members.given("notificationUrl", url).value();
        let expiry = members.given("dateExpiry", moment).value();
        let display_name = members.given("entitlementDisplayName", text).value();
        let extension_data = members.given("extensionData", any).value();
        members.all_right()?;
        Ok(Self {
            customer,
            merchant_account,
            product,
            offer,
            id,
            notification_url,
            expiry,
            display_name,
            extension_data,
        })
    }
}

/// What updateEntitlement asks for.
pub(crate) struct Update {
    pub(crate) id: String,
    pub(crate) benefits: Option<Benefits>,
    pub(crate) product: Option<String>,
    pub(crate) customer: Option<String>,
    pub(crate) notification_url: Given<String>,
    pub(crate) expiry: Given<Moment>,
    pub(crate) extension_data: Given<Value>,
}

/// The values of `entitlementBenefits`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Benefits {
    /// `NORMAL`.
    Normal,
    /// Anything else suspends, because the value that does is not public.
    Suspended,
}

impl Update {
    pub(super) fn read(body: Option<&Value>) -> Result<Self, Answer> {
        let mut members = Members::of(body);
        let id = members.required("entitlementId", text);
        let benefits = members.given("entitlementBenefits", benefits).value();
        let product = members.given("productKey", not_empty).value();
        let customer = members.given("customerIdentifier", not_empty).value();
        let notification_url = members.given("notificationUrl", url);
        let expiry = members.given("dateExpiry", moment);
        let extension_data = members.given("extensionData", any);
        // Source: <https://developer.bango.com/resale/entitlements/update>
        members.refuse("status", "a PATCH cannot set it; cancel or revoke the entitlement instead");
        members.all_right()?;
        Ok(Self { id, benefits, product, customer, notification_url, expiry, extension_data })
    }
}

/// What reportEntitlements asks for: `None` is any.
pub(super) struct Report {
    pub(super) customer: String,
    pub(super) product: Option<String>,
    pub(super) status: Option<String>,
}

impl Report {
    pub(super) fn read(body: Option<&Value>) -> Result<Self, Answer> {
        let mut members = Members::of(body);
        let customer = members.required("customerIdentifier", text);
        let product = members.given("productKey", text).value();
        let status = members.given("status", text).value();
        members.all_right()?;
        Ok(Self { customer, product, status })
    }
}

/// A member that may be left out or be null.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Given<T> {
    Absent,
    Null,
    Value(T),
}

impl<T> Given<T> {
    /// Where null means the same as leaving it out.
    fn value(self) -> Option<T> {
        match self {
            Self::Absent | Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<T: PartialEq> Given<T> {
    /// Changes what is kept if something else is given, and says whether it did.
    pub(crate) fn change(self, kept: &mut Option<T>) -> bool {
        let new = match self {
            Self::Absent => return false,
            Self::Null => None,
            Self::Value(value) => Some(value),
        };
        let is_other = *kept != new;
        *kept = new;
        is_other
    }
}

/// The members of a body, and everything that is wrong with them.
struct Members<'a> {
    members: Option<&'a Map<String, Value>>,
    problems: Vec<Problem>,
}

impl<'a> Members<'a> {
    fn of(body: Option<&'a Value>) -> Self {
        Self { members: body.and_then(Value::as_object), problems: Vec::new() }
    }

    /// The default stands for what is missing or wrong; [`all_right`](Self::all_right) refuses it.
    fn required<T: Default>(&mut self, name: &str, read: Read<T>) -> T {
        match self.given(name, read) {
            Given::Value(value) => return value,
            Given::Null => self.invalid(name, "it is null"),
            Given::Absent
                if self.problems.iter().any(|problem| *problem.place() == place(name)) => {}
            Given::Absent => self.problems.push(Problem::required(place(name))),
        }
        T::default()
    }

    fn given<T>(&mut self, name: &str, read: Read<T>) -> Given<T> {
        match self.members.and_then(|members| members.get(name)) {
            None => Given::Absent,
            Some(Value::Null) => Given::Null,
            Some(value) => match read(value) {
                Ok(value) => Given::Value(value),
                Err(reason) => {
                    self.invalid(name, reason);
                    Given::Absent
                }
            },
        }
    }

    fn refuse(&mut self, name: &str, reason: &str) {
        if self.members.is_some_and(|members| members.contains_key(name)) {
            self.invalid(name, reason);
        }
    }

    fn invalid(&mut self, name: &str, reason: &str) {
        self.problems.push(Problem::invalid(place(name), reason));
    }

    fn all_right(self) -> Result<(), Answer> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(Answer::bad_request(in_one_line(&self.problems)))
        }
    }
}

fn place(name: &str) -> Place {
    Place::body().member(name)
}

/// Reads a value, or says what is wrong with it without showing it.
type Read<T> = fn(&Value) -> Result<T, &'static str>;

fn any(value: &Value) -> Result<Value, &'static str> {
    Ok(value.clone())
}

fn text(value: &Value) -> Result<String, &'static str> {
    value.as_str().map(str::to_owned).ok_or("it is not a string")
}

fn not_empty(value: &Value) -> Result<String, &'static str> {
    text(value).and_then(|text| if text.is_empty() { Err("it is empty") } else { Ok(text) })
}

/// Source: <https://developer.bango.com/resale/api-ref/notifications>
fn url(value: &Value) -> Result<String, &'static str> {
    let text = text(value)?;
    match Url::parse(&text) {
        Ok(url) if ["http", "https"].contains(&url.scheme()) => Ok(text),
        _ => Err("it is not an http or https URL"),
    }
}

fn moment(value: &Value) -> Result<Moment, &'static str> {
    Moment::parse(&text(value)?)
        .ok_or("it is not an ISO 8601 date and time, such as 2017-01-01T01:02:03Z")
}

fn benefits(value: &Value) -> Result<Benefits, &'static str> {
    let benefits = not_empty(value)?;
    Ok(if benefits == "NORMAL" { Benefits::Normal } else { Benefits::Suspended })
}
