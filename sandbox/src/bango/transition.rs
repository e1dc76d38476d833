//! The table of transitions: what may happen to an entitlement in which status, and what becomes of it.
//!
//! Source: <https://developer.bango.com/resale/entitlements> and the pages of the operations. What those pages do not
//! say is inferred, and marked so.

use std::fmt;

/// Where an entitlement stands.
///
/// The vendor's `FAILED`, "communication with the merchant failed, the real state is unknown", is not here: the sandbox
/// has no merchant whose answer could get lost.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Status {
    /// Waits for the customer.
    Pending,
    /// The customer has access.
    Active,
    /// The customer has access until `dateEnded`, which lies in the future.
    ActiveEnding,
    /// The customer has no access for the time being.
    Suspended,
    /// Ended softly.
    Cancelled,
    /// Ended hard.
    Revoked,
}

/// What may happen to an entitlement.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Trigger {
    /// The customer opens the activation URL.
    CustomerActs,
    /// The same create again.
    CreateAgain,
    /// A PATCH that changes data only.
    Update,
    /// A PATCH that needs the customer's consent.
    ActionNeeded,
    /// A PATCH with `entitlementBenefits` other than `NORMAL`.
    Suspend,
    /// A PATCH with `entitlementBenefits` of `NORMAL`.
    Restore,
    /// A cancel that ends at once.
    Cancel,
    /// A cancel that ends when the paid period does.
    CancelLater,
    /// The end date of a cancel is reached.
    EndDate,
    /// `dateExpiry` is reached.
    Expiry,
    /// A revoke.
    Revoke,
    /// A reactivate that takes effect at once.
    Reactivate,
    /// A reactivate that needs the customer's consent.
    ReactivateByCustomer,
}

/// What may happen, and what becomes of it. Everything else is refused.
const TRANSITIONS: &[(Status, Trigger, Status)] = {
    use Status::{Active, ActiveEnding, Cancelled, Pending, Revoked, Suspended};
    use Trigger::{
        ActionNeeded, Cancel, CancelLater, CreateAgain, CustomerActs, EndDate, Expiry, Reactivate,
        ReactivateByCustomer, Restore, Revoke, Suspend, Update,
    };
    &[
        (Pending, CustomerActs, Active),
        (Pending, CreateAgain, Pending),
        // PATCH. Which entitlements it may change is inferred: all that have not ended.
        (Pending, Update, Pending),
        (Active, Update, Active),
        (ActiveEnding, Update, ActiveEnding),
        (Suspended, Update, Suspended),
        (Active, ActionNeeded, Pending),
        (Active, Suspend, Suspended),
        (Suspended, Restore, Active),
        (ActiveEnding, Restore, Active),
        // Inferred: a PATCH that sets what is set already changes nothing.
        (Suspended, Suspend, Suspended),
        (Active, Restore, Active),
        // Cancel. Whether it ends at once or later depends on the merchant.
        (Active, Cancel, Cancelled),
        (Suspended, Cancel, Cancelled),
        (Pending, Cancel, Cancelled),
        (ActiveEnding, Cancel, Cancelled),
        (Active, CancelLater, ActiveEnding),
        // Inferred: without access there is no paid period to wait for, and a second cancel shortens none.
        (Suspended, CancelLater, Cancelled),
        (Pending, CancelLater, Cancelled),
        (ActiveEnding, CancelLater, ActiveEnding),
        (ActiveEnding, EndDate, Cancelled),
        // The classic documentation; by the newer one the vendor revokes.
        (Pending, Expiry, Cancelled),
        (Active, Expiry, Cancelled),
        (ActiveEnding, Expiry, Cancelled),
        (Suspended, Expiry, Cancelled),
        (Pending, Revoke, Revoked),
        (Active, Revoke, Revoked),
        (ActiveEnding, Revoke, Revoked),
        (Suspended, Revoke, Revoked),
        (Cancelled, Reactivate, Active),
        (Cancelled, ReactivateByCustomer, Pending),
    ]
};

/// What becomes of an entitlement, or why nothing does.
pub(crate) fn next(from: Status, trigger: Trigger) -> Result<Status, Refused> {
    TRANSITIONS
        .iter()
        .find(|(status, possible, _)| (*status, *possible) == (from, trigger))
        .map(|(_, _, to)| *to)
        .ok_or(Refused { from, trigger })
}

impl Status {
    /// The name in JSON.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Active => "ACTIVE",
            Self::ActiveEnding => "ACTIVE-ENDING",
            Self::Suspended => "SUSPENDED",
            Self::Cancelled => "CANCELLED",
            Self::Revoked => "REVOKED",
        }
    }

    /// Whether it has not ended.
    pub(crate) const fn is_live(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Revoked)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Trigger {
    /// "It cannot be …", and "it can be …" if somebody outside the sandbox can bring it about.
    const fn participle(self) -> &'static str {
        match self {
            Self::CustomerActs => "activated by the customer",
            Self::CreateAgain => "created again for a new activation URL",
            Self::Update | Self::ActionNeeded => "updated",
            Self::Suspend => "suspended",
            Self::Restore => "set back to NORMAL",
            Self::Cancel | Self::CancelLater => "cancelled",
            Self::EndDate | Self::Expiry => "ended by its date",
            Self::Revoke => "revoked",
            Self::Reactivate | Self::ReactivateByCustomer => "reactivated",
        }
    }
}

/// A trigger that does not fit the status.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Refused {
    pub(crate) from: Status,
    pub(crate) trigger: Trigger,
}

impl Refused {
    /// What is possible instead.
    fn possible(self) -> Vec<&'static str> {
        let by_the_clock = |trigger| matches!(trigger, Trigger::EndDate | Trigger::Expiry);
        let mut possible: Vec<_> = TRANSITIONS
            .iter()
            .filter(|(status, trigger, _)| *status == self.from && !by_the_clock(*trigger))
            .map(|(_, trigger, _)| trigger.participle())
            .collect();
        // Some operations are two triggers, which stand next to each other.
        possible.dedup();
        possible
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, trigger } = self;
        write!(f, "this entitlement is {from} and cannot be {}; ", trigger.participle())?;
        match self.possible().as_slice() {
            [] => f.write_str("it has ended for good: create a new one"),
            [one] => write!(f, "it can be {one}, or create a new one"),
            [all @ .., last] => write!(f, "it can be {} or {last}", all.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATUSES: [Status; 6] = [
        Status::Pending,
        Status::Active,
        Status::ActiveEnding,
        Status::Suspended,
        Status::Cancelled,
        Status::Revoked,
    ];

    /// Section 6 of the reference as a grid: a line for each trigger, a column for each status before, the status after
    /// in its cells, and a dash where it is refused.
    const GRID: &str = "
                          PENDING    ACTIVE         ACTIVE-ENDING  SUSPENDED  CANCELLED  REVOKED
    CustomerActs          ACTIVE     -              -              -          -          -
    CreateAgain           PENDING    -              -              -          -          -
    Update                PENDING    ACTIVE         ACTIVE-ENDING  SUSPENDED  -          -
    ActionNeeded          -          PENDING        -              -          -          -
    Suspend               -          SUSPENDED      -              SUSPENDED  -          -
    Restore               -          ACTIVE         ACTIVE         ACTIVE     -          -
    Cancel                CANCELLED  CANCELLED      CANCELLED      CANCELLED  -          -
    CancelLater           CANCELLED  ACTIVE-ENDING  ACTIVE-ENDING  CANCELLED  -          -
    EndDate               -          -              CANCELLED      -          -          -
    Expiry                CANCELLED  CANCELLED      CANCELLED      CANCELLED  -          -
    Revoke                REVOKED    REVOKED        REVOKED        REVOKED    -          -
    Reactivate            -          -              -              -          ACTIVE     -
    ReactivateByCustomer  -          -              -              -          PENDING    -
    ";

    const TRIGGERS: [Trigger; 13] = [
        Trigger::CustomerActs,
        Trigger::CreateAgain,
        Trigger::Update,
        Trigger::ActionNeeded,
        Trigger::Suspend,
        Trigger::Restore,
        Trigger::Cancel,
        Trigger::CancelLater,
        Trigger::EndDate,
        Trigger::Expiry,
        Trigger::Revoke,
        Trigger::Reactivate,
        Trigger::ReactivateByCustomer,
    ];

    #[test]
    fn every_status_and_trigger_is_as_the_reference_says() {
        let mut lines = GRID.trim().lines();
        let names: Vec<_> = lines.next().unwrap().split_whitespace().collect();
        assert_eq!(names, STATUSES.map(Status::as_str));
        for (line, trigger) in lines.by_ref().zip(TRIGGERS) {
            let mut cells = line.split_whitespace();
            assert_eq!(cells.next().unwrap(), format!("{trigger:?}"));
            for from in STATUSES {
                let expect = cells.next().unwrap();
                let given = next(from, trigger).map_or("-", Status::as_str);
                assert_eq!(given, expect, "{trigger:?} while {from}");
            }
        }
        assert_eq!(lines.next(), None);
    }

    #[test]
    fn no_pair_is_there_twice() {
        for (index, (from, trigger, _)) in TRANSITIONS.iter().enumerate() {
            let later = TRANSITIONS[index + 1..].iter();
            assert_eq!(
                later.filter(|(f, t, _)| (f, t) == (from, trigger)).count(),
                0,
                "{from} {trigger:?}"
            );
        }
    }

    #[test]
    fn a_refusal_names_the_status_and_what_is_possible() {
        let check = |from, trigger, expect: &str| {
            assert_eq!(next(from, trigger).unwrap_err().to_string(), expect);
        };
        check(
            Status::Pending,
            Trigger::Suspend,
            "this entitlement is PENDING and cannot be suspended; it can be activated by the customer, created again for \
             a new activation URL, updated, cancelled or revoked",
        );
        check(
            Status::Cancelled,
            Trigger::Cancel,
            "this entitlement is CANCELLED and cannot be cancelled; it can be reactivated, or create a new one",
        );
        check(
            Status::Revoked,
            Trigger::Restore,
            "this entitlement is REVOKED and cannot be set back to NORMAL; it has ended for good: create a new one",
        );
    }
}
