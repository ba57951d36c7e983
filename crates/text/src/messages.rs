//! Messages in Fluent, from `locales/{vi,en}/*.ftl`, embedded when the crate is built. A missing key
//! never panics: it shows as `⟦key⟧`, and the tests find it first.

use crate::language::Language;
use crate::{date, money};
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::money::Dong;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

include!(concat!(env!("OUT_DIR"), "/locales.rs"));

static VIETNAMESE_MESSAGES: LazyLock<Messages> =
    LazyLock::new(|| Messages::from_sources(Language::Vietnamese, VIETNAMESE));
static ENGLISH_MESSAGES: LazyLock<Messages> =
    LazyLock::new(|| Messages::from_sources(Language::English, ENGLISH));

/// What fills a place in a message, written as the message's language writes it.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// Text as it is; years and numbers of documents belong here, for they are not grouped.
    Text(Cow<'a, str>),
    /// A count: chooses plural forms, shown grouped (`200.361`). Exact within ±2^53.
    Count(i64),
    /// An amount in its full form (`1.234.567 đ`).
    Dong(Dong),
    /// A date in its long form (`ngày 10 tháng 9 năm 2024`).
    Date(Date),
    /// A moment in `Asia/Ho_Chi_Minh`, to the minute.
    Moment(Moment),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

macro_rules! counts {
    ($($integer:ty),+) => {$(
        impl From<$integer> for Value<'_> {
            /// Saturates at the edge of `i64`.
            fn from(count: $integer) -> Self {
                Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
            }
        }
    )+};
}
counts!(i64, i32, u64, u32, usize);

impl From<Dong> for Value<'_> {
    fn from(amount: Dong) -> Self {
        Self::Dong(amount)
    }
}

impl From<Date> for Value<'_> {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<Moment> for Value<'_> {
    fn from(moment: Moment) -> Self {
        Self::Moment(moment)
    }
}

/// All messages of one language.
pub struct Messages {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// Messages without places, written out once.
    plain: HashMap<String, String>,
    problems: Vec<String>,
}

impl Messages {
    /// The messages of a language, built on first use and shared by all threads.
    #[must_use]
    pub fn for_language(language: Language) -> &'static Self {
        match language {
            Language::Vietnamese => &VIETNAMESE_MESSAGES,
            Language::English => &ENGLISH_MESSAGES,
        }
    }

    /// Builds from (file name, Fluent text) pairs. What cannot be read is left out and named in
    /// [`Messages::problems`].
    #[must_use]
    pub fn from_sources(language: Language, sources: &[(&str, &str)]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![identifier(language)]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::Vietnamese => |value: &FluentValue, _| grouped(value, Language::Vietnamese),
            Language::English => |value: &FluentValue, _| grouped(value, Language::English),
        }));
        let mut problems = Vec::new();
        let mut keys = Vec::new();
        for (name, source) in sources {
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(
                |(partial, errors)| {
                    problems
                        .extend(errors.iter().map(|error| format!("{language}/{name}: {error}")));
                    partial
                },
            );
            keys.extend(message_keys(&resource));
            if let Err(errors) = bundle.add_resource(resource) {
                problems.extend(errors.iter().map(|error| format!("{language}/{name}: {error}")));
            }
        }
        let plain = keys.into_iter().filter_map(|key| plain_text(&bundle, key)).collect();
        Self { language, bundle, plain, problems }
    }

    /// The language spoken here.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// What was wrong with the sources: syntax, and keys given twice. Empty in a tested build.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// Whether there is such a message.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.plain.contains_key(key) || self.bundle.has_message(key)
    }

    /// A message without places; costs one look-up. A missing key gives `⟦key⟧`.
    #[must_use]
    pub fn text(&self, key: &str) -> Cow<'_, str> {
        match self.plain.get(key) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(self.format(key, &[])),
        }
    }

    /// A message with its places filled. A missing key gives `⟦key⟧`, a missing value `{$name}`.
    #[must_use]
    pub fn format(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟦{key}⟧");
        };
        let mut arguments = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            arguments.set(*name, self.argument(value));
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
    }

    fn argument<'a>(&self, value: &'a Value<'a>) -> FluentValue<'a> {
        match value {
            Value::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Value::Count(count) => FluentValue::from(*count),
            Value::Dong(amount) => FluentValue::from(money::full(*amount, self.language)),
            Value::Date(date) => FluentValue::from(date::long(*date, self.language)),
            Value::Moment(moment) => FluentValue::from(date::moment(*moment, self.language)),
        }
    }
}

impl fmt::Debug for Messages {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Messages").field("language", &self.language).finish_non_exhaustive()
    }
}

fn identifier(language: Language) -> LanguageIdentifier {
    language.code().parse().unwrap_or_default()
}

/// The keys of the messages in a resource (terms are not messages).
fn message_keys(resource: &FluentResource) -> Vec<String> {
    let mut keys = Vec::new();
    for index in 0.. {
        let Some(entry) = resource.get_entry(index) else { break };
        if let fluent_syntax::ast::Entry::Message(message) = entry {
            keys.push(message.id.name.to_owned());
        }
    }
    keys
}

/// The written message, where it has no places to fill.
fn plain_text(bundle: &FluentBundle<FluentResource>, key: String) -> Option<(String, String)> {
    let pattern = bundle.get_message(&key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
    errors.is_empty().then_some((key, text))
}

/// Whole numbers as the language groups them; other values are left to Fluent.
fn grouped(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let whole = number.value.fract() == 0.0 && number.value.abs() < 9.1e15;
    #[expect(clippy::cast_possible_truncation, reason = "a whole number within ±2^53 is exact")]
    whole.then(|| money::grouped(number.value as i64, language))
}
