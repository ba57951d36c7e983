//! The sample's answers: one that fills every field, one that cannot be given, and one claim.

use super::money::latest;
use super::told::{all_works, claims, tensions};
use super::{Sample, dong, salary, words};
use chungtay_text::Language;
use chungtay_web::portal::figure::{Comparator, Figure, Operation, Step, Unit};
use chungtay_web::portal::pages::asking::{
    AnswerView, AskProblem, Asked, BehindRow, NoteRow, UnknownRow,
};
use chungtay_web::portal::pages::claim::ClaimView;
use chungtay_web::portal::pages::lines::file::Piece;
use chungtay_web::portal::source::{AskingPages, Read};

impl AskingPages for Sample {
    fn ask(&self, question: &str) -> Read<Asked> {
        if question.starts_with("length") {
            return Ok(Asked::Answered(Box::new(answer())));
        }
        Ok(Asked::Problem(AskProblem {
            key: "asking-unknown-near".into(),
            cure_key: "asking-cure-unknown-near".into(),
            words: "w1".into(),
            choices: "w01, w03".into(),
        }))
    }

    fn ask_json(&self, question: &str, _: Language) -> Read<(bool, String)> {
        Ok((question.starts_with("length"), "{}\n".into()))
    }

    fn ask_piece(&self, _: &str, from: u64) -> Read<Piece> {
        let bytes = b"46,,part,w01,+,=,1000\r\n".to_vec();
        let next = (from == 0).then_some(1);
        Ok(Piece { bytes, next })
    }

    fn claim(&self, id: &str) -> Read<Option<ClaimView>> {
        Ok((id == "c02").then(|| ClaimView {
            row: claims().remove(0),
            question: "value of claims c04 c07".into(),
            tensions: tensions(),
        }))
    }
}

fn note(key: &'static str) -> NoteRow {
    NoteRow { key, claim: None, works: Vec::new(), words: None, count: None }
}

fn answer() -> AnswerView {
    let value = Figure::known("length of works", 1_000, Unit::Metres);
    let value = value.meant(Comparator::AtLeast).proved_here();
    let works: Vec<_> = all_works().into_iter().map(|row| row.work).collect();
    let unknown = |count: Option<Figure>, doubtful| UnknownRow {
        named: works.first().cloned(),
        of: "w01".into(),
        entry: Some(46),
        count,
        doubtful,
    };
    let lines_query = Some("fund=yagi&direction=in&day=2024-09-01&until=2024-09-10".into());
    AnswerView {
        expression: "length of works programme dot-van-dong to 2023-05-31".into(),
        steps: vec![
            Step {
                operation: Operation::Start,
                label: Some(words("công trình thắp sáng đường biên", 50)),
                figure: Figure::known("w04", 1_000, Unit::Metres).proved_here(),
            },
            Step {
                operation: Operation::Minus,
                label: None,
                figure: dong("claim.c04.value", 1_200_000_000),
            },
            Step { operation: Operation::Result, label: None, figure: value.clone() },
        ],
        unknown: vec![
            unknown(None, false),
            unknown(Some(Figure::count("w01.unknown", 4).proved_here()), true),
        ],
        notes: vec![
            note("asking-note-if-within"),
            NoteRow {
                claim: Some("c09".into()),
                works: works.clone(),
                ..note("asking-note-joint")
            },
            NoteRow { claim: Some("c07".into()), ..note("asking-note-counted-already") },
            NoteRow {
                claim: Some("c02".into()),
                words: Some(words("đến nay", 66)),
                ..note("asking-note-period-words")
            },
            NoteRow {
                count: Some(Figure::count("figure.waiting", 3).proved_here()),
                ..note("asking-note-not-yet-attributed")
            },
            NoteRow {
                words: Some(words("Đoạn thắp sáng dài 1km, hơn cả 430m.", 112)),
                ..note("asking-note-tension")
            },
        ],
        behind: vec![
            BehindRow { key: "asking-class-bank", fund: salary(), lines_query },
            BehindRow { key: "asking-class-cash", fund: salary(), lines_query: None },
        ],
        entries_count: Some(Figure::count("figure.entries", 2).proved_here()),
        entries: latest(),
        json: "/figure.json?q=length+of+works".into(),
        table: "/figure.csv?q=length+of+works".into(),
        as_of: Some(Figure::known("figure.size", 612, Unit::Count).proved_here()),
        value,
    }
}
