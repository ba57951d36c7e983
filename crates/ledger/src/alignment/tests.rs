//! The rules of design.md §6, each as rows of letters, and random days cut into random files.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn key(number: u32) -> LineKey {
    let mut key = [0; 16];
    key[..4].copy_from_slice(&number.wrapping_mul(0x9e37_79b1).to_be_bytes());
    key
}

fn keys(letters: &str) -> Vec<LineKey> {
    letters.split_whitespace().map(|letter| key(u32::from(letter.as_bytes()[0]))).collect()
}

fn runs(known: &[&str]) -> Vec<Run> {
    known.iter().map(|letters| Run { keys: keys(letters), whole_day: false }).collect()
}

/// `=` known, `+` new, `?` doubtful.
fn signs(alignment: &Alignment) -> String {
    let sign = |verdict: &Verdict| match verdict {
        Verdict::New => '+',
        Verdict::Known { .. } => '=',
        Verdict::Doubtful => '?',
    };
    alignment.verdicts.iter().map(sign).collect()
}

#[test]
fn files_cut_inside_a_day() {
    for (known, incoming, expected, why) in [
        (&[][..], "A A b", "+++", "nothing is known"),
        (&["a b c"], "a b c", "===", "the same file"),
        (&["A A"], "A A", "==", "the same file, all rows equal"),
        (&["a b c", "A A"], "A A", "==", "the same stretch, one of several"),
        (&["a b"], "c d", "++", "no key in common"),
        (&["a b c"], "b c d", "==+", "end over beginning"),
        (&["b c d"], "a b c", "+==", "beginning over end"),
        (&["a b c d"], "b c", "==", "inside"),
        (&["b c"], "a b c d", "+==+", "around"),
        (&["a b c", "f g h"], "c d e f", "=++=", "the gap between two is filled"),
        (&["A A"], "A A x", "??+", "k = 0, 1, 2 all fit; x is new in each"),
        (&["x A A"], "A A y", "??+", "the cut runs through equal lines"),
        (&["p r A A"], "r A A A q", "===++", "r is decisive: one A more"),
        (&["A A A"], "A A", "??", "inside in two ways, or beside"),
        (&["x y A"], "A x y", "?==", "the longer of two decisive overlaps"),
        (&["a b"], "b a", "??", "another order"),
        (&["a b c d e f"], "f e d c b a", "??????", "another order"),
        (&["A A b b c c"], "c c b b A A", "??????", "another order of repeated lines"),
        (&["A b b r s"], "r s b b A", "==???", "another order around an overlap"),
        (&["a b c d e"], "a c b d e", "=?===", "two lines in another order"),
        (&["a b c d"], "a X c d", "=?==", "one memo was altered"),
        (&["a b c d"], "b X d e f", "=?=++", "one memo was altered, at the cut"),
        (
            &["A b c d"],
            "c d e A f w",
            "==+?++",
            "two shared lines: the other A may be the known one",
        ),
        (
            &["A u v b c d e f g h i"],
            "b c d e f g h i j A k m",
            "========++++",
            "firmly aligned: the other A is another line",
        ),
        (&["a b c A"], "x A y", "??+", "x may be c under another memo, or all is new"),
        (&["a b c d e A"], "u v w x A y", "++++?+", "one shared line says nothing of the others"),
        (&["x A A y"], "c A d A e", "+?+?+", "repeated keys, nothing aligned"),
    ] {
        let found = align(&runs(known), &keys(incoming), false);
        assert_eq!(signs(&found), expected, "{known:?} | {incoming}: {why}");
        assert_eq!(found.missing, 0);
    }
}

#[test]
fn files_of_a_whole_day() {
    for (known, incoming, expected, missing, why) in [
        (&["A A"][..], "A A A", "==+", 0, "multiplicity is the whole day's"),
        (&["A A", "b"], "A A A b", "==+=", 0, "after a doubtful cut"),
        (&["b", "a"], "a x b", "=+=", 0, "order between runs does not matter"),
        (&["A A A"], "A A", "==", 1, "one known line too many, nothing to explain it"),
        (&["a b c"], "a x c d e", "=?=++", 1, "x may be b under another memo"),
        (&["a b c"], "x b c d", "?==+", 1, "x may be a under another memo"),
        (&["a b c"], "y a b x", "+==?", 1, "x may be c under another memo"),
        (&["a b c"], "a c d e", "==??", 1, "b is gone and nothing stands in its place"),
        (&["b"], "x y z", "???", 1, "no neighbour says where b was"),
    ] {
        let found = align(&runs(known), &keys(incoming), true);
        assert_eq!((signs(&found).as_str(), found.missing), (expected, missing), "{why}");
    }
}

#[test]
fn a_known_whole_day_takes_in_nothing_new() {
    let known = [Run { keys: keys("a A A b"), whole_day: true }];
    for (incoming, whole_day, expected) in [
        ("a A A b", true, "===="),
        ("A b", false, "=="),
        ("b a", false, "=="),
        ("A A A", false, "==?"),
        ("a A A b c", true, "====?"),
        ("x", false, "?"),
    ] {
        assert_eq!(signs(&align(&known, &keys(incoming), whole_day)), expected, "{incoming}");
    }
}

#[test]
fn positions_and_overlaps_say_which_line_it_is() {
    let found = align(&runs(&["f g", "a b c"]), &keys("c d e f"), false);
    assert_eq!(found.verdicts[0], Verdict::Known { run: 1, position: 2 });
    assert_eq!(found.verdicts[3], Verdict::Known { run: 0, position: 0 });
    assert_eq!(
        found.overlaps,
        [
            Overlap { run: 1, run_start: 2, incoming_start: 0, length: 1 },
            Overlap { run: 0, run_start: 0, incoming_start: 3, length: 1 },
        ]
    );
    let joined = merge(&runs(&["f g", "a b c"]), false, &found);
    let known = |run, position| Place::Known { run, position };
    let places = vec![
        known(1, 0),
        known(1, 1),
        known(1, 2),
        Place::Incoming(1),
        Place::Incoming(2),
        known(0, 0),
        known(0, 1),
    ];
    assert_eq!(joined, [MergedRun { places, whole_day: false }]);
}

/// What an importer keeps of one day.
#[derive(Debug, Default)]
struct Kept {
    runs: Vec<Run>,
}

impl Kept {
    fn import(&mut self, incoming: &[LineKey], whole_day: bool) -> Alignment {
        let found = align(&self.runs, incoming, whole_day);
        assert_eq!(found.verdicts.len(), incoming.len(), "no row without a verdict");
        let mut seen = std::collections::BTreeSet::new();
        for (row, verdict) in found.verdicts.iter().enumerate() {
            if let Verdict::Known { run, position } = *verdict {
                assert!(seen.insert((run, position)), "one line taken twice");
                assert_eq!(self.runs[run].keys[position], incoming[row]);
            }
        }
        let before = self.counts();
        let merged = merge(&self.runs, whole_day, &found);
        let key_at = |place: &Place| match *place {
            Place::Known { run, position } => self.runs[run].keys[position],
            Place::Incoming(row) => incoming[row],
        };
        self.runs = merged
            .iter()
            .map(|run| Run {
                keys: run.places.iter().map(key_at).collect(),
                whole_day: run.whole_day,
            })
            .collect();
        let mut expected = before;
        for (row, _) in found.verdicts.iter().enumerate().filter(|(_, v)| **v == Verdict::New) {
            *expected.entry(incoming[row]).or_default() += 1;
        }
        assert_eq!(self.counts(), expected, "a merge neither adds nor drops a line");
        found
    }

    fn counts(&self) -> BTreeMap<LineKey, usize> {
        counts(self.runs.iter().flat_map(|run| &run.keys))
    }
}

fn counts<'k>(keys: impl IntoIterator<Item = &'k LineKey>) -> BTreeMap<LineKey, usize> {
    let mut counts = BTreeMap::new();
    keys.into_iter().for_each(|key| *counts.entry(*key).or_default() += 1);
    counts
}

fn within(part: &BTreeMap<LineKey, usize>, whole: &BTreeMap<LineKey, usize>) -> bool {
    part.iter().all(|(key, count)| whole.get(key).is_some_and(|most| count <= most))
}

/// A day, and files that each hold a stretch of it.
fn day_and_files(
    letters: std::ops::Range<u32>,
) -> impl Strategy<Value = (Vec<u32>, Vec<(usize, usize)>)> {
    let day = letters.prop_flat_map(|letters| prop::collection::vec(0..letters, 1..40));
    day.prop_flat_map(|day| {
        let length = day.len();
        let file = (0..length, 1..=length)
            .prop_map(move |(start, rows)| (start, (start + rows).min(length)));
        (Just(day), prop::collection::vec(file, 1..8))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Cut files in any order never double a line, and a whole-day file then gives the day exactly.
    #[test]
    fn cut_files_then_the_whole_day((day, files) in day_and_files(1..60)) {
        let day: Vec<LineKey> = day.into_iter().map(key).collect();
        let truth = counts(&day);
        let mut kept = Kept::default();
        for (start, end) in files {
            let file = &day[start..end];
            kept.import(file, false);
            prop_assert!(within(&kept.counts(), &truth), "a line was posted twice");
            prop_assert!(!kept.import(file, false).verdicts.contains(&Verdict::New));
        }
        let whole = kept.import(&day, true);
        prop_assert_eq!((whole.missing, whole.counts().2), (0, 0));
        prop_assert_eq!(kept.counts(), truth);
        prop_assert_eq!(kept.import(&day, true).counts(), (0, day.len(), 0));
    }

    /// Where no line repeats, cut files alone give exactly the rows they hold, without a doubt.
    #[test]
    fn distinct_lines_need_no_whole_day((day, files) in day_and_files(40..41)) {
        let day: Vec<LineKey> = (0..day.len()).map(|place| key(u32::try_from(place).unwrap())).collect();
        let mut kept = Kept::default();
        let mut held = vec![false; day.len()];
        for (start, end) in files {
            let found = kept.import(&day[start..end], false);
            let new = held[start..end].iter().filter(|held| !**held).count();
            prop_assert_eq!(found.counts(), (new, end - start - new, 0));
            held[start..end].fill(true);
        }
        let lines: Vec<LineKey> = (0..day.len()).filter(|place| held[*place]).map(|place| day[place]).collect();
        prop_assert_eq!(kept.counts(), counts(&lines));
    }

    /// A file in another order brings no line a second time.
    #[test]
    fn another_order_doubles_nothing(
        (day, files) in day_and_files(1..60),
        shuffle in prop::collection::vec(any::<u32>(), 40),
    ) {
        let day: Vec<LineKey> = day.into_iter().map(key).collect();
        let truth = counts(&day);
        let mut kept = Kept::default();
        for (start, end) in files {
            let mut shuffled: Vec<(u32, LineKey)> =
                day[start..end].iter().zip(&shuffle).map(|(key, order)| (*order, *key)).collect();
            shuffled.sort_unstable();
            let shuffled: Vec<LineKey> = shuffled.into_iter().map(|(_, key)| key).collect();
            let mut trial = Kept { runs: kept.runs.clone() };
            trial.import(&shuffled, false);
            prop_assert!(within(&trial.counts(), &truth), "a line was posted twice");
            kept.import(&day[start..end], false);
        }
    }

    /// Every overlap is found, and nothing else: against a search by hand.
    #[test]
    fn overlaps_are_all_found(
        run in prop::collection::vec(0u32..3, 1..9),
        incoming in prop::collection::vec(0u32..3, 1..9),
    ) {
        let mut found = Vec::new();
        overlap::each(0, &run, &incoming, |overlap| found.push((overlap.run_start, overlap.incoming_start, overlap.length)));
        found.sort_unstable();
        let mut expected = Vec::new();
        for run_start in 0..run.len() {
            for incoming_start in 0..incoming.len() {
                let length = (run.len() - run_start).min(incoming.len() - incoming_start);
                let equal = run[run_start..run_start + length]
                    == incoming[incoming_start..incoming_start + length];
                if (run_start == 0 || incoming_start == 0) && equal {
                    expected.push((run_start, incoming_start, length));
                }
            }
        }
        prop_assert_eq!(found, expected);
    }
}
