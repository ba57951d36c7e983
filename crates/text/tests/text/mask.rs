//! What may never get through the mask, whatever the memo.

use chungtay_text::fold::fold;
use chungtay_text::mask::{initials, is_ordinary_word, mask_digits};
use proptest::prelude::*;
use std::collections::BTreeSet;
use unicode_normalization::char::is_combining_mark;

/// Phrases of two or three name-like words that stand unguarded: they follow names in every other memo,
/// and are not given as names together.
const BOTH: [&str; 7] =
    ["ung ho", "chuyen tien", "chuyen khoan", "chuyen ung ho", "cac chau", "cac tinh", "ong ba"];

/// Family, middle and given names, folded (`names.txt`).
fn names() -> BTreeSet<&'static str> {
    let lines = include_str!("names.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
}

fn list() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../../data/common_words.txt").lines();
    lines.map(|line| line.split('#').next().unwrap().trim()).filter(|line| !line.is_empty())
}

/// Memo-like text: names, ordinary words, numbers and separators mixed.
fn memo() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[A-Za-z]{1,9}",
        "[0-9]{1,14}",
        "[A-Z]{2}[0-9]{2,12}",
        "[0-9]{1,3}[.,]?[0-9]{1,3}",
        prop::sample::select(list().collect::<Vec<_>>()).prop_map(str::to_owned),
        prop::sample::select(names().into_iter().collect::<Vec<_>>()).prop_map(str::to_uppercase),
        "\\PC{0,6}",
        "[ỦủộồĐđÁắ0-9٠-٣]{1,6}",
    ];
    let joint =
        prop_oneof![Just(" "), Just("."), Just(" - "), Just(""), Just("-"), Just("/"), Just(", ")];
    prop::collection::vec((part, joint), 0..14).prop_map(|parts| {
        parts.into_iter().flat_map(|(part, joint)| [part, joint.to_owned()]).collect()
    })
}

/// The longest count of digits that stand in a row, at most three separators between them: the rule
/// said a second way, on characters.
fn most_joined_digits(text: &str) -> usize {
    let (mut most, mut count, mut joint) = (0, 0, 0);
    for letter in text.chars() {
        if letter.is_numeric() {
            count = if joint <= 3 { count + 1 } else { 1 };
            (most, joint) = (most.max(count), 0);
        } else if letter.is_alphabetic() || letter == '•' {
            (count, joint) = (0, 0);
        } else {
            joint += 1;
        }
    }
    most
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_number_of_five_digits_survives(memo in memo()) {
        let masked = mask_digits(&memo);
        prop_assert!(most_joined_digits(&masked) < 5, "{:?} → {:?}", memo, masked);
        prop_assert_eq!(&mask_digits(&masked), &masked, "a second pass changes nothing");
    }

    #[test]
    fn masking_only_takes_away(memo in memo()) {
        let masked = mask_digits(&memo);
        let letters = |text: &str| text.chars().filter(|letter| *letter != '•').collect::<Vec<_>>();
        let (before, after) = (letters(&memo), letters(&masked));
        let mut rest = before.iter();
        prop_assert!(after.iter().all(|letter| rest.any(|found| found == letter)));
    }

    #[test]
    fn no_word_outside_the_list_survives(memo in memo()) {
        let shown = initials(&memo);
        let is_word = |letter: char| {
            is_combining_mark(letter) || letter.is_alphabetic() && !letter.is_numeric()
        };
        for word in shown.split(|letter: char| !is_word(letter)) {
            let known = is_ordinary_word(&fold(word));
            let letters = word.chars().filter(|letter| !is_combining_mark(*letter)).count();
            prop_assert!(known || letters <= 1, "{:?} → {:?}: {:?}", memo, shown, word);
        }
        prop_assert!(most_joined_digits(&shown) < 5);
    }

    #[test]
    fn a_name_of_names_is_hidden_before_a_wish(
        name in prop::collection::vec(prop::sample::select(names().into_iter().collect::<Vec<_>>()), 2..5)
    ) {
        prop_assume!(!BOTH.iter().any(|phrase| name.join(" ").contains(phrase)));
        let memo = format!("{} {} ck", "Nguyen", name.join(" ").to_uppercase());
        let initial = |word: &&str| format!("{}. ", word[..1].to_uppercase());
        let expected = format!("N. {}ck", name.iter().map(initial).collect::<String>());
        prop_assert_eq!(initials(&memo), expected);
    }
}

#[test]
fn no_word_or_phrase_of_the_list_is_a_name() {
    let names = names();
    for line in list() {
        let (guarded, phrase) = line.strip_prefix('?').map_or((false, line), |rest| (true, rest));
        let words: Vec<_> = phrase.split_whitespace().collect();
        assert!(words.len() > 1 || !names.contains(words[0]), "{line} is a name");
        assert!(
            guarded
                || words.len() > 3
                || BOTH.contains(&phrase)
                || !words.iter().all(|word| names.contains(word)),
            "{line} is made of names: lengthen it or guard it with ?"
        );
    }
}
