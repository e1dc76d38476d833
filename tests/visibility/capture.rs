//! Hears everything that this process says to `tracing` and to `log`, by whomever, and keeps it.

use std::{
    fmt,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record as Values},
};

/// Something that was said.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) kind: Kind,
    pub(crate) level: Level,
    pub(crate) target: String,
    /// The span that it is, or is about; zero for events and lines of a log.
    pub(crate) span: u64,
    fields: Vec<(String, String)>,
}

/// By which way it was said.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// A new span.
    Span,
    /// Values that were added to a span.
    Values,
    /// An event of `tracing`.
    Event,
    /// A line of `log`.
    Log,
}

impl Record {
    pub(crate) fn is_ours(&self, kind: Kind) -> bool {
        self.kind == kind && self.target == "countersign"
    }

    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// Begins to listen, for the whole process.
pub(crate) fn install() {
    tracing::subscriber::set_global_default(Capture).unwrap();
    log::set_logger(&Capture).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
}

/// What was said since the last time.
pub(crate) fn take() -> Vec<Record> {
    let mut heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner);
    let records: Vec<_> = heard.recent.drain(..).collect();
    for record in &records {
        let shown = format!("{record:?}\n");
        heard.whole.push_str(&shown);
    }
    records
}

/// All that was said up to the last [`take`].
pub(crate) fn everything() -> String {
    HEARD.lock().unwrap_or_else(PoisonError::into_inner).whole.clone()
}

static HEARD: Mutex<Heard> = Mutex::new(Heard { recent: Vec::new(), whole: String::new() });

struct Heard {
    recent: Vec<Record>,
    whole: String,
}

struct Capture;

impl Capture {
    fn keep(kind: Kind, metadata: Option<&Metadata<'_>>, span: u64, fields: Vec<(String, String)>) {
        let level = metadata.map_or(Level::TRACE, |metadata| *metadata.level());
        let target = metadata.map(|metadata| metadata.target().to_owned()).unwrap_or_default();
        Self::push(Record { kind, level, target, span, fields });
    }

    fn push(record: Record) {
        HEARD.lock().unwrap_or_else(PoisonError::into_inner).recent.push(record);
    }
}

impl Subscriber for Capture {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        Self::keep(Kind::Span, Some(attributes.metadata()), id, fields.0);
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Values<'_>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        Self::keep(Kind::Values, None, span.into_u64(), fields.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        Self::keep(Kind::Event, Some(event.metadata()), 0, fields.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl log::Log for Capture {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        Self::push(Record {
            kind: Kind::Log,
            level: Level::TRACE,
            target: record.target().to_owned(),
            span: 0,
            fields: vec![("message".to_owned(), record.args().to_string())],
        });
    }

    fn flush(&self) {}
}

#[derive(Default)]
struct Fields(Vec<(String, String)>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.push((field.name().to_owned(), format!("{value:?}")));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.push((field.name().to_owned(), value.to_owned()));
    }
}
