//! Search as a stranger checks it: what a page counts and adds up, and every file of what was found, against the
//! sqlite3 shell over the table that a copy publishes and over the bank's own file.

use crate::place::{HEADER, Place};
use crate::serving::Server;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;

const ROWS: u32 = 10_000;

/// Memos with words that the bank cut or wrote together, with and without diacritics.
const MEMOS: [&str; 8] = [
    "NGUYE N THI VAN chuyen tien",
    "Nguyễn Thị Vân ung ho",
    "NGUYEN THI VAN gop da",
    "TRAN VAN DUNG chuyen tien",
    "cty chuyentien Hoa Binh",
    "Hoà Bình ủng hộ",
    "LE THI HOA chuyen tien",
    "thu phi",
];

fn bank_file() -> String {
    let mut text = HEADER.to_owned();
    for row in 0..ROWS {
        let (page, day) = (1 + row / 37, 1 + row * 28 / ROWS);
        let amount = 10_000 * (1 + row * 7 % 197);
        let memo = MEMOS[usize::try_from(row % 8).unwrap()];
        let (debit, credit) = match row % 8 {
            7 => (amount.to_string(), String::new()),
            _ => (String::new(), amount.to_string()),
        };
        writeln!(
            text,
            "{page},{day:02}/09/2024,{}.{row:05},{debit},{credit},,{row} {memo}",
            5000 + row % 9
        )
        .unwrap();
    }
    text
}

/// A query, and what stands for it in SQL over `line` (the published table) and `bank` (the bank's file).
const QUERIES: [(&str, &str); 17] = [
    ("", "1"),
    ("words=chuyen+tien", "memo LIKE '%chuyen tien%'"),
    ("words=Chuy%E1%BB%83n+ti%E1%BB%81n", "memo LIKE '%chuyen tien%'"),
    (
        "words=nguyen+thi+van",
        "memo LIKE '%NGUYE N THI VAN%' OR memo LIKE '%Nguyễn Thị Vân%' OR memo LIKE '%NGUYEN THI VAN%'",
    ),
    ("words=van+nguyen", "memo LIKE '%NGUYE%' OR memo LIKE '%Nguyễn%'"),
    ("words=hoa", "memo LIKE '%hoa%' OR memo LIKE '%Hoà%'"),
    ("words=chuy", "memo LIKE '%chuy%'"),
    // No line has it whole: parts of words are looked for.
    ("words=uyentie", "memo LIKE '%uyentie%'"),
    ("words=uye&parts=1", "memo LIKE '%uye%' OR memo LIKE '%Nguyễn%'"),
    ("words=t%E1%BB%AB+200k+%C4%91%E1%BA%BFn+500k", "abs(amount_dong) BETWEEN 200000 AND 500000"),
    ("words=1%2C2tr+chuyen", "abs(amount_dong) = 1200000 AND memo LIKE '%chuyen%'"),
    ("amount=%3E1tr&direction=out", "amount_dong + 0 < -1000000"),
    ("day=2024-09-05&until=2024-09-07", "day BETWEEN '2024-09-05' AND '2024-09-07'"),
    ("words=5%2F9+ung+ho", "day = '2024-09-05' AND (memo LIKE '%ung ho' OR memo LIKE '%ủng hộ')"),
    ("document=5003.00", "document_number LIKE '5003.00%'"),
    ("page=12", "document_number IN (SELECT DocNo FROM bank WHERE PageId = '12')"),
    ("words=khong+co+ai+nhu+the", "0"),
];

/// What the sqlite3 shell says; `None` where it is not installed.
fn sqlite(place: &Place, script: &str) -> Option<Vec<String>> {
    let run = Command::new("sqlite3")
        .args([place.path("table.sqlite").to_str().unwrap(), script])
        .output();
    match run {
        Ok(output) => {
            assert!(
                output.status.success(),
                "{script}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            let said = String::from_utf8(output.stdout).unwrap();
            Some(said.lines().map(str::to_owned).collect())
        }
        Err(error) => {
            drop(writeln!(std::io::stderr(), "skipped: sqlite3 absent ({error})"));
            None
        }
    }
}

fn read_table(place: &Place, file: &str, table: &str) -> Option<()> {
    let path = place.path(file);
    let run = Command::new("sqlite3")
        .arg(place.path("table.sqlite"))
        .arg(format!("DROP TABLE IF EXISTS {table}"))
        .arg(".mode csv")
        .arg(format!(".import {} {table}", path.display()))
        .output();
    match run {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && said.is_empty(), "{file}: {said}");
            Some(())
        }
        Err(error) => {
            drop(writeln!(std::io::stderr(), "skipped: sqlite3 absent ({error})"));
            None
        }
    }
}

/// The body of an answer, which ends where the connection does.
fn file(server: &Server, path: &str) -> Vec<u8> {
    let host = server.address.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    assert!(
        answer.starts_with(b"HTTP/1.0 200"),
        "{path}: {}",
        String::from_utf8_lossy(&answer[..end])
    );
    answer.split_off(end + 4)
}

/// The values that a page shows for a figure made from what was found.
fn shown(page: &str, figure: &str) -> Vec<i64> {
    let mark = format!("data-source=\"{figure}\"");
    let tags = page.split("<data ").skip(1).map(|rest| rest.split('>').next().unwrap());
    tags.filter(|tag| tag.contains(&mark))
        .map(|tag| {
            let (_, value) = tag.split_once("value=\"").unwrap();
            value.split('"').next().unwrap().parse().unwrap()
        })
        .collect()
}

fn served() -> (Place, Server) {
    let place = Place::with_book("book");
    place.run(&["names", "full", "--because", "thử", "-C", "book"]).ended(0);
    place.write("bank.csv", bank_file());
    let words = ["import", "bank.csv", "--account", "vcb", "--fund", "yagi", "--create"];
    place.run(&[&words[..], &["-C", "book"]].concat()).ended(0);
    place.run(&["publish", "copy", "-C", "book"]).ended(0);
    let server = Server::start(&place, "book");
    (place, server)
}

#[test]
fn what_is_found_is_what_sqlite_finds_in_the_published_table() {
    let (place, server) = served();
    for (file, table) in [("copy/exports/lines-000000000.csv", "line"), ("bank.csv", "bank")] {
        if read_table(&place, file, table).is_none() {
            return;
        }
    }
    for (query, condition) in QUERIES {
        let counted = "SELECT count(*), coalesce(sum(amount_dong), 0) FROM line";
        let expected = sqlite(&place, &format!("{counted} WHERE {condition}")).unwrap();
        let page = String::from_utf8(server.get(&format!("/lines?{query}")).1).unwrap();
        let lines = shown(&page, "lines.matches");
        assert_eq!(lines.len(), 1, "{query}");
        let said = format!("{}|{}", lines[0], shown(&page, "lines.sum")[0]);
        assert_eq!(vec![said], expected, "{query}");
        for chart in ["day", "size"] {
            let parts =
                |what: &str| shown(&page, &format!("lines.{chart}.{what}")).iter().sum::<i64>();
            assert_eq!(
                (parts("count"), parts("sum")),
                (lines[0], shown(&page, "lines.sum")[0]),
                "{query}"
            );
        }

        let table = file(&server, &format!("/lines.csv?{query}"));
        place.write("found.csv", &table);
        read_table(&place, "found.csv", "found").unwrap();
        let both = |one: &str, other: &str| {
            let rows = format!("SELECT * FROM ({one} EXCEPT {other})");
            sqlite(&place, &rows).unwrap()
        };
        let (found, wanted) =
            ("SELECT * FROM found".to_owned(), format!("SELECT * FROM line WHERE {condition}"));
        assert_eq!(both(&found, &wanted), Vec::<String>::new(), "{query}");
        assert_eq!(both(&wanted, &found), Vec::<String>::new(), "{query}");
        same_as_json(&table, &file(&server, &format!("/lines.jsonl?{query}")), query);
    }
    assert_eq!(server.stop(), 0);
}

/// The file of JSON lines holds what the table holds.
fn same_as_json(table: &[u8], lines: &[u8], query: &str) {
    let lines: Vec<serde_json::Value> = std::str::from_utf8(lines)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let mut reader = csv::Reader::from_reader(table);
    let head = reader.headers().unwrap().clone();
    let mut count = 0;
    for (row, line) in reader.records().zip(&lines) {
        for (name, cell) in head.iter().zip(&row.unwrap()) {
            let value = match &line[name] {
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Null => String::new(),
                other => other.to_string(),
            };
            assert_eq!(value, cell, "{query}: {name}");
        }
        count += 1;
    }
    assert_eq!(count, lines.len(), "{query}");
}

#[test]
fn every_line_keeps_its_link_and_pages_follow_each_other() {
    let (place, server) = served();
    // By amount: each page's least amount is no less than the next one's most, and none comes twice.
    let mut seen = Vec::new();
    let mut path = "/lines?words=chuyen+tien&sort=amount".to_owned();
    for _ in 0..4 {
        let page = String::from_utf8(server.get(&path).1).unwrap();
        let rows = page.split("<table class=\"cards\">").nth(1).unwrap();
        let rows = rows.split("</table>").next().unwrap();
        let links = rows.split("href=\"/entries/").skip(1);
        seen.extend(links.map(|link| link.split('"').next().unwrap().parse::<u64>().unwrap()));
        let (before, _) = page.split_once("rel=\"next\"").unwrap();
        let link = page[before.len()..].split("href=\"").nth(1).unwrap();
        path = link.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
    }
    seen.dedup();
    let distinct: std::collections::BTreeSet<u64> = seen.iter().copied().collect();
    assert_eq!((seen.len(), distinct.len()), (200, 200));
    let figures = place.json(&["figures", "book.lines", "-C", "book"], 0);
    assert_eq!(figures["figures"][0]["value"], ROWS);
    // A link that was given away before more lines came still shows the same line.
    let shown = String::from_utf8(server.get(&format!("/entries/{}", seen[0])).1).unwrap();
    place.write("more.csv", format!("{HEADER}1,29/09/2024,1.1,,999000000,,mot dong nua\n"));
    let words = ["import", "more.csv", "--account", "vcb", "--fund", "yagi", "-C", "book"];
    place.run(&words).ended(0);
    crate::place::until(|| {
        let page = String::from_utf8(server.get("/lines?words=mot+dong+nua").1).unwrap();
        shown_one(&page)
    });
    let again = String::from_utf8(server.get(&format!("/entries/{}", seen[0])).1).unwrap();
    let canonical = |page: &str| page.split("bank_line").count();
    assert_eq!(canonical(&again), canonical(&shown));
    assert!(again.contains("bank_line"), "{again}");
    assert_eq!(server.stop(), 0);
}

fn shown_one(page: &str) -> bool {
    shown(page, "lines.matches") == [1]
}
