//! The figure language over the demo book: the article's every figure as the article tells it, and gifts,
//! payments and works against plain sums over the demo's own files.

use crate::place::{Place, workspace};
use crate::serving::Server;
use serde_json::{Value, json};
use std::io::Write as _;

fn demo(place: &Place, files: &[&str]) {
    let file = |name: &str| workspace().join("demo").join(name).display().to_string();
    place.run(&["init", "so", "--id", "demo", "--test-seed", "demo"]).ended(0);
    for name in files {
        if *name == "statement.csv" {
            let file = file(name);
            let to = ["--account", "mh-nganhang", "--fund", "mh-ungho", "-C", "so"];
            place.run(&[&["import", file.as_str()][..], &to].concat()).ended(0);
        } else {
            place.run(&["apply", &file(name), "-C", "so"]).ended(0);
        }
    }
}

fn ask(place: &Place, question: &str) -> Value {
    place.json(&["figure", question, "-C", "so"], 0)
}

/// The article's claims as `article_facts.json` has them, and how each is asked for.
const QUESTIONS: &[(&str, &str)] = &[
    ("c01", "count told of o04 in term nk-2020-2025"),
    ("c02", "cost told of o04 in term nk-2020-2025"),
    ("c03", "houses told of programme pr4"),
    ("c04", "cost told of w05"),
    ("c05", "count told of g_roads_worded to 2023-05"),
    ("c06", "length told of g_roads_worded to the end of 2023-05"),
    ("c07", "cost told of g_roads_worded to 31/5/2023"),
    ("c08", "cost told of w01"),
    ("c09", "tổng kinh phí được kể của g_1236_1221 đến hết tháng 5/2023"),
    ("c10", "cost told of w03 w04"),
    ("c11", "lamps of works w04"),
    ("c12", "length of works w04"),
];

#[test]
fn every_figure_of_the_article_is_a_question() {
    let facts = workspace().join("../shared/data/article_facts.json");
    let Ok(facts) = std::fs::read(facts) else {
        drop(writeln!(std::io::stderr(), "skipped: shared data absent"));
        return;
    };
    let facts: Value = serde_json::from_slice(&facts).unwrap();
    let place = Place::new();
    demo(&place, &["1-article.jsonl"]);
    for claim in facts["claims"].as_array().unwrap() {
        let id = claim["id"].as_str().unwrap();
        let (_, question) = QUESTIONS.iter().find(|(of, _)| *of == id).unwrap();
        let answer = ask(&place, question);
        assert_eq!(answer["value"], claim["value"], "{id}: {question}");
        assert_eq!(answer["meant"], claim["comparator"], "{id}: {question}");
        assert_eq!(answer["unknown"], Value::Null, "{id}: {question}");
        let unit = match claim["unit"].as_str().unwrap() {
            "VND" => "dong",
            "m" => "metres",
            _ => "count",
        };
        assert_eq!(answer["unit"], unit, "{id}: {question}");
    }
    // The four roads are works of the book, and the parts come to 295 million.
    let roads = ask(&place, "count of works programme dot-van-dong kind road");
    assert_eq!(roads["value"], 4);
    let parts = ask(&place, "cost told of programme dot-van-dong");
    let sum: i64 = ["c08", "c09", "c10"]
        .map(|id| {
            let claims = facts["claims"].as_array().unwrap();
            claims.iter().find(|claim| claim["id"] == id).unwrap()["value"].as_i64().unwrap()
        })
        .iter()
        .sum();
    assert_eq!(parts["value"], sum);
    let rest =
        ask(&place, "cost told of o04 - cost told of w05 - cost told of programme dot-van-dong");
    assert_eq!(rest["value"], facts["checks"]["unitemised_at_least_more_than"]);
    assert_eq!((&rest["meant"], &rest["notes"][0]["kind"]), (&json!(">"), &json!("if-within")));
}

/// What the book notes as not fitting together comes with the figures it is about.
#[test]
fn the_articles_tensions_come_with_its_figures() {
    let place = Place::new();
    demo(&place, &["1-article.jsonl"]);
    let tensions = |question: &str| -> Vec<String> {
        let answer = ask(&place, question);
        let notes = answer["notes"].as_array().cloned().unwrap_or_default();
        let told = notes.iter().filter(|note| note["kind"] == "tension");
        told.map(|note| note["statement"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(tensions("cost told of g_roads_worded"), ["t1", "t2"]);
    assert_eq!(tensions("cost told of o04"), ["t4", "t5"]);
    assert!(tensions("length told of w04").contains(&"t2".to_owned()));
    let said = place.run(&["figure", "cost told of o04 - cost told of w05", "-C", "so"]).ended(0);
    assert!(said.starts_with("trên 1.800.000.000 đ\n"), "{said}");
    assert!(said.contains("Chỉ đúng nếu những phần bị trừ đều nằm trong phần đầu"), "{said}");
    let said = place.run(&[
        "figure",
        "--lang",
        "en",
        "length of works programme dot-van-dong",
        "-C",
        "so",
    ]);
    let said = said.ended(0);
    assert!(said.starts_with("at least 1,000 m\n"), "{said}");
    assert!(said.contains("? w02a: nobody recorded it"), "{said}");
}

/// The commands of the demo's files, as loose JSON, with the day that lines without one take over.
fn commands(name: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(workspace().join("demo").join(name)).unwrap();
    let mut day = json!(null);
    let lines = text.lines().map(|line| {
        let mut command: Value = serde_json::from_str(line).unwrap();
        if command["occurred_on"].is_null() {
            command["occurred_on"] = day.clone();
        } else {
            day = command["occurred_on"].clone();
        }
        command
    });
    let mut all: Vec<Value> = lines.collect();
    // What is reversed later in the file does not stand.
    let undone: Vec<Value> = all.iter().map(|command| command["what"]["entry"].clone()).collect();
    all.retain(|command| {
        let label = command["label"].as_str().map(|label| json!(format!("@{label}")));
        label.is_none_or(|label| !undone.contains(&label))
    });
    all
}

fn sum(commands: &[Value], kind: &str, fits: impl Fn(&Value) -> bool) -> i64 {
    let wanted = commands.iter().filter(|command| command["kind"] == kind && fits(command));
    wanted.map(|command| command["what"]["amount"].as_i64().unwrap()).sum()
}

#[test]
fn money_of_the_demo_book_is_what_its_files_say() {
    let place = Place::new();
    demo(&place, &["1-article.jsonl", "2-demonstration.jsonl", "statement.csv"]);
    let demonstration = commands("2-demonstration.jsonl");
    for month in ["2024-03", "2024-04", "2024-05"] {
        let cash = sum(&demonstration, "gift/1", |command| {
            let day = command["occurred_on"].as_str().unwrap();
            command["what"]["form"] == "cash"
                && command["what"]["fund"] == "mh-ngayluong"
                && day.starts_with(month)
        });
        let asked = ask(&place, &format!("sum of gifts fund mh-ngayluong kind cash in {month}"));
        assert_eq!(asked["value"], cash, "{month}");
        let paid = sum(&demonstration, "payment/1", |command| {
            command["occurred_on"].as_str().unwrap().starts_with(month)
        });
        let asked = ask(&place, &format!("sum of spending from {month} to {month}"));
        assert_eq!(asked["value"], paid, "{month}");
    }
    let pledged =
        sum(&demonstration, "pledge/1", |command| command["what"]["organisation"] == "mh-vat-lieu");
    assert_eq!(ask(&place, "sum of pledges organisation mh-vat-lieu")["value"], pledged);
    // The statement's credits, day by day.
    let statement = std::fs::read_to_string(workspace().join("demo/statement.csv")).unwrap();
    let mut days: std::collections::BTreeMap<String, (i64, i64)> =
        std::collections::BTreeMap::new();
    let mut rows = statement.lines();
    let head: Vec<&str> = rows.next().unwrap().split(',').collect();
    let place_of = |name: &str| head.iter().position(|column| *column == name).unwrap();
    let (day_at, credit_at) = (place_of("TNXDate"), place_of("Credit"));
    for row in rows {
        let cells: Vec<&str> = row.split(',').collect();
        let amount: String = cells[credit_at].chars().filter(char::is_ascii_digit).collect();
        if let Ok(amount) = amount.parse::<i64>() {
            let found = days.entry(cells[day_at].to_owned()).or_default();
            *found = (found.0 + amount, found.1 + 1);
        }
    }
    assert!(days.len() > 5);
    for (day, (amount, count)) in days {
        assert_eq!(ask(&place, &format!("sum of receipts on {day}"))["value"], amount, "{day}");
        assert_eq!(ask(&place, &format!("count of receipts on {day}"))["value"], count, "{day}");
    }
}

#[test]
fn an_earlier_size_is_asked_at_its_own_books() {
    let place = Place::new();
    demo(&place, &["1-article.jsonl", "2-demonstration.jsonl"]);
    let works = commands("1-article.jsonl").iter().filter(|line| line["kind"] == "work/1").count();
    let size = commands("1-article.jsonl").len();
    let asked = ask(&place, &format!("count of works as of {size}"));
    assert_eq!((&asked["value"], &asked["size"]), (&json!(works), &json!(size)));
    let now = ask(&place, "count of works");
    assert_eq!(now["value"], works + 3);
    let late = place.json(&["figure", "count of works as of 99999", "-C", "so"], 3);
    assert_eq!(late["error"]["code"], "asking-at");
}

/// A claim's verdict rests on a question that anyone can ask again, and comes to the same.
#[test]
fn a_claims_side_of_the_books_is_a_question() {
    let place = Place::new();
    demo(&place, &["1-article.jsonl", "2-demonstration.jsonl"]);
    let found = place.json(&["claims", "-C", "so"], 0);
    let claims = found["claims"].as_array().unwrap();
    let told = commands("1-article.jsonl");
    let told = told.iter().filter(|command| command["kind"] == "claim/1");
    assert_eq!(claims.len(), told.count());
    for claim in claims {
        let answer = ask(&place, claim["question"].as_str().unwrap());
        assert_eq!(answer["value"], claim["known"], "{claim}");
    }
    let verdict = |id: &str| {
        let claim = claims.iter().find(|claim| claim["id"] == id).unwrap();
        claim["verdict"].as_str().unwrap().to_owned()
    };
    // 70 + 125 + 100 = 295 million; the four roads and the twenty lamps stand in the book.
    for (id, expected) in
        [("c07", "agrees"), ("c05", "agrees"), ("c11", "agrees"), ("c02", "cannot-be-told")]
    {
        assert_eq!(verdict(id), expected, "{id}");
    }
    let rest = claims.iter().find(|claim| claim["id"] == "c02").unwrap();
    assert_eq!(rest["remainder"], json!({"meant": ">", "value": 1_505_000_000_i64}));
    let said = place.run(&["claims", "c02", "-C", "so", "--lang", "en"]).ended(0);
    assert!(said.contains("cannot be told; the books hold VND 1,495,000,000"), "{said}");
    assert!(said.contains("not itemised: more than VND 1,505,000,000, if all"), "{said}");
    let unknown = place.json(&["claims", "c99", "-C", "so"], 1);
    assert_eq!(unknown["error"]["code"], "no-claim");
}

/// The site answers as the command line does; a reader without scripts sees the same figure.
#[test]
fn the_site_answers_as_the_command_line_does() {
    let place = Place::new();
    demo(&place, &["1-article.jsonl"]);
    let server = Server::start(&place, "so");
    for (question, encoded) in [
        ("length of works programme dot-van-dong", "length+of+works+programme+dot-van-dong"),
        ("cost told of o04 - cost told of w05", "cost+told+of+o04+-+cost+told+of+w05"),
        (
            "chiều dài của công trình w04",
            "chi%E1%BB%81u+d%C3%A0i+c%E1%BB%A7a+c%C3%B4ng+tr%C3%ACnh+w04",
        ),
    ] {
        let (head, body) = server.get(&format!("/figure.json?q={encoded}"));
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        let said = place.run(&["figure", question, "--json", "-C", "so"]).ended(0);
        assert_eq!(String::from_utf8(body).unwrap(), said, "{question}");
    }
    let (_, page) = server.get("/figure?q=cost+told+of+o04+-+cost+told+of+w05");
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("1.800.000.000 đ"), "{page}");
    assert!(page.contains("/claims/") || page.contains("kinh phí"), "{page}");
    let (head, body) = server.get("/figure.json?q=length+of+works+w1");
    assert!(head.starts_with("HTTP/1.1 400"), "{head}");
    let error: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(error["error"]["reason"], "unknown-near");
    assert_eq!(error["error"]["words"], "w1");
    let (head, body) = server.get("/en/claims/c02");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let page = String::from_utf8(body).unwrap();
    assert!(page.contains("/en/figure?q=value+of+claims+c04+c07"), "{page}");
    assert!(server.get("/claims/c99").0.starts_with("HTTP/1.1 404"));
}

/// The entries behind an answer, as the command line and the site hand them out, come to the answer; and the site
/// answers of earlier books as the command line does.
#[test]
fn the_table_of_entries_comes_to_the_answer() {
    let place = Place::new();
    demo(
        &place,
        &["1-article.jsonl", "2-demonstration.jsonl", "statement.csv", "3-after-import.jsonl"],
    );
    let server = Server::start(&place, "so");
    for question in [
        "sum of gifts",
        "count of gifts kind bank",
        "sum of gifts organisation mh-co-quan",
        "sum of receipts - sum of withdrawals",
        "sum of spending in 2025 - sum of pledges",
        "cost of works",
        "length of works programme dot-van-dong to the end of May 2023",
        "cost told of g_roads_worded",
        "count of works as of 100",
        "sum of receipts as of 300",
    ] {
        let told = ask(&place, question);
        let table = place.run(&["figure", question, "--entries", "-C", "so"]).ended(0);
        let mut rows = table.split("\r\n");
        assert_eq!(rows.next(), Some("entry,day,class,of,sign,meant,value"));
        let mut sum = 0;
        let mut entries = 0;
        for row in rows.filter(|row| !row.is_empty()) {
            let cells: Vec<&str> = row.split(',').collect();
            let value: i64 = cells[6].parse().unwrap();
            sum += if cells[4] == "-" { -value } else { value };
            let size = told["size"].as_u64().unwrap();
            assert!(cells[0].parse::<u64>().unwrap() < size, "{question}: {row}");
            entries += 1;
        }
        assert_eq!(sum, told["value"].as_i64().unwrap_or(0), "{question}: {table}");
        assert!(entries > 0 || sum == 0, "{question}");
        let encoded = question.replace(' ', "+");
        let (head, body) = server.get(&format!("/figure.csv?q={encoded}"));
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert_eq!(String::from_utf8(body).unwrap(), table, "{question}");
        let (_, body) = server.get(&format!("/figure.json?q={encoded}"));
        let said = place.run(&["figure", question, "--json", "-C", "so"]).ended(0);
        assert_eq!(String::from_utf8(body).unwrap(), said, "{question}");
    }
    let (head, _) = server.get("/figure.csv?q=length+of+works+w1");
    assert!(head.starts_with("HTTP/1.1 400"), "{head}");
    let (_, page) = server.get("/figure?q=count+of+works+as+of+100&lang=en");
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("/figure.csv?q=count+of+works+as+of+100"), "{page}");
}
