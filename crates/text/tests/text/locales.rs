//! Both languages say the same things: every key in each, with the same places, in sound Fluent.

use crate::root;
use chungtay_text::{Language, Messages, Value};
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use unicode_normalization::is_nfc;

/// The keys of one language and the places of each.
pub(crate) fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for (name, source) in files(language) {
        let resource = fluent_syntax::parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{language}/{name}: {errors:?}"));
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name.to_owned();
            assert!(message.attributes.is_empty(), "{key}: one key is one message; no attributes");
            assert!(key.contains('-'), "{key}: a key names its place first, as in works-title");
            let mut places = BTreeSet::new();
            in_pattern(message.value.as_ref().unwrap(), &mut places);
            assert!(keys.insert(key.clone(), places).is_none(), "{key} stands twice in {language}");
        }
    }
    keys
}

fn files(language: Language) -> Vec<(String, String)> {
    let directory = root().join("locales").join(language.code());
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    files
}

fn in_pattern(pattern: &Pattern<&str>, places: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, places);
        }
    }
}

fn in_expression(expression: &Expression<&str>, places: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, places),
        Expression::Select { selector, variants } => {
            in_inline(selector, places);
            for variant in variants {
                in_pattern(&variant.value, places);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, places: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            places.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, places),
        InlineExpression::FunctionReference { arguments, .. } => in_arguments(arguments, places),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => {
            in_arguments(arguments, places);
        }
        InlineExpression::TermReference { arguments: None, .. }
        | InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. } => {}
    }
}

fn in_arguments(arguments: &CallArguments<&str>, places: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|argument| in_inline(argument, places));
    arguments.named.iter().for_each(|argument| in_inline(&argument.value, places));
}

#[test]
fn both_languages_have_the_same_keys_and_places() {
    let (vietnamese, english) = (keys(Language::Vietnamese), keys(Language::English));
    let mut wrong = Vec::new();
    for (key, places) in &vietnamese {
        match english.get(key) {
            None => wrong.push(format!("{key} is missing in English")),
            Some(others) if others != places => {
                wrong
                    .push(format!("{key}: places {places:?} in Vietnamese, {others:?} in English"));
            }
            Some(_) => {}
        }
    }
    let missing = english.keys().filter(|key| !vietnamese.contains_key(*key));
    wrong.extend(missing.map(|key| format!("{key} is missing in Vietnamese")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_of_entry_has_a_name_on_pages_and_in_the_verifier() {
    for language in Language::ALL {
        let written = keys(language);
        for kind in chungtay_ledger::kinds::bodies::KINDS {
            let name = kind.split('/').next().unwrap().replace('_', "-");
            for key in [format!("entry-kind-{name}"), format!("verifier-kind-{name}")] {
                assert!(written.contains_key(&key), "{key} is missing in {language}");
            }
        }
    }
}

#[test]
fn every_message_is_embedded_and_fills_without_a_rest() {
    for language in Language::ALL {
        let messages = Messages::for_language(language);
        assert_eq!(messages.problems(), &[] as &[String]);
        for (key, places) in keys(language) {
            assert!(messages.has(&key), "{key} is not embedded");
            let values: Vec<_> =
                places.iter().map(|place| (place.as_str(), Value::Count(1))).collect();
            let text = messages.format(&key, &values);
            assert!(!text.trim().is_empty() && !text.contains("{$"), "{key}: {text}");
            assert!(!text.contains(['\u{2068}', '\u{2069}']), "{key}: isolation marks");
            assert!(is_nfc(&text), "{key}: write composed letters (NFC)");
        }
    }
}

#[test]
fn values_are_written_the_language_s_way() {
    use chungtay_ledger::date::{Date, Moment};
    use chungtay_ledger::money::Dong;
    let source = "a-count = { $count ->\n    [one] one line\n   *[other] { $count } lines\n }\n\
                  a-sum = { $sum } on { $date } at { $moment }, year { $year }\n\
                  a-plain = Plain “text”";
    let values = [
        ("sum", Value::from(Dong(1_234_567))),
        ("date", Date::parse_iso("2024-09-10").unwrap().into()),
        ("moment", Moment(0).into()),
        ("year", "2024".into()),
    ];
    let english = Messages::from_sources(Language::English, &[("a.ftl", source)]);
    assert_eq!(english.format("a-count", &[("count", 1_usize.into())]), "one line");
    assert_eq!(english.format("a-count", &[("count", 200_361.into())]), "200,361 lines");
    assert_eq!(
        english.format("a-sum", &values),
        "VND 1,234,567 on 10 September 2024 at 1 Jan 1970, 07:00, year 2024"
    );
    assert_eq!(english.text("a-plain"), "Plain “text”");
    let vietnamese = Messages::from_sources(Language::Vietnamese, &[("a.ftl", source)]);
    assert_eq!(vietnamese.format("a-count", &[("count", 1.into())]), "1 lines");
    assert_eq!(vietnamese.format("a-count", &[("count", 200_361.into())]), "200.361 lines");
}

#[test]
fn what_is_missing_shows_and_never_panics() {
    let messages = Messages::from_sources(
        Language::English,
        &[("a.ftl", "a-b = Hello { $name }\nbroken line\n"), ("b.ftl", "a-b = Again")],
    );
    assert_eq!(messages.text("no-such-key"), "⟦no-such-key⟧");
    assert_eq!(messages.format("a-b", &[]), "Hello {$name}");
    assert_eq!(messages.problems().len(), 2, "{:?}", messages.problems());
}
