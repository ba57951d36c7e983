//! A fund's page over a book of its own: the QR code as a phone reads it, pledges and rosters as the figures
//! have them, a line's page with its reason.

use axum::body::Body;
use axum::http::Request;
use chungtay_ledger::date::Moment;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_service::apply::apply;
use chungtay_service::create::{NewBook, create};
use chungtay_service::import::{ImportRequest, import_statement};
use chungtay_service::matching::{enter, look};
use chungtay_web::portal::books::PortalBooks;
use chungtay_web::portal::{Settings, router};
use http_body_util::BodyExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

const LINES: &str = r#"
{"kind":"book/1","actor":"op","occurred_on":"2024-09-01","what":{"id":"so","name":"Sổ thử","names_policy":"initials"}}
{"kind":"fund/1","what":{"id":"bien","name":"Quỹ đường biên","purpose":{"general":true}}}
{"kind":"account/1","what":{"class":"bank","id":"vcb","name":"Tài khoản quỹ","bank":"Vietcombank"},"private":{"number":"0000 0000 0001","holder":"QUY THU NGHIEM"},"open":["number","holder"]}
{"kind":"organisation/1","what":{"class":"state","id":"cc","name":"Chi cục Hải quan Thử Nghiệm"}}
{"kind":"roster/1","what":{"id":"luong","fund":"bien","name":"Một ngày lương","organisation":"cc"}}
{"kind":"person/1","what":{"id":"an"},"private":{"name":"Nguyễn Văn Thử"}}
{"kind":"person/1","what":{"id":"binh"},"private":{"name":"Trần Thị Nghiệm"}}
{"kind":"roster_member/1","what":{"roster":"luong","person":"an","amount":300000}}
{"kind":"roster_member/1","what":{"roster":"luong","person":"binh","amount":250000}}
{"kind":"pledge/1","what":{"amount":5000000,"fund":"bien","organisation":"cc"}}
"#;

fn made(directory: &Path) {
    let new = NewBook { id: "so", origin: "example.org/so", test_seed: Some("web matching") };
    let mut book = create(directory, &new, || Moment(1_751_000_000)).unwrap();
    apply(&mut book, LINES.trim()).unwrap();
    let file = directory.join("sao-ke.csv");
    std::fs::write(
        &file,
        "PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails\n\
         1,05/09/2024,5001.1,,550.000,,CHI CUC HAI QUAN THU NGHIEM nop ngay luong\n\
         1,05/09/2024,5001.2,,70.000,,ung ho dong bao\n",
    )
    .unwrap();
    let request = ImportRequest {
        attribute: false,
        ..ImportRequest::new(&file, AccountId::new("vcb").unwrap(), FundId::new("bien").unwrap())
    };
    import_statement(&mut book, &request, &mut |_, _| {}).unwrap();
    let looked = look(book.folder(), book.state()).unwrap();
    assert_eq!(looked.proposals.matched(), 1);
    enter(&mut book, &looked, None).unwrap();
}

async fn page(directory: &Path, address: &str) -> String {
    let books = PortalBooks::open(directory, "http://localhost").unwrap();
    let app = router(Arc::new(books), &Settings::default());
    let request = Request::builder().uri(address).body(Body::empty()).unwrap();
    let bytes = app.oneshot(request).await.unwrap().into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a phone reads in the page's drawing.
fn scanned(html: &str, folder: &Path) -> String {
    let drawing = html.split("<svg class=\"code\"").nth(1).unwrap();
    let width: usize =
        drawing.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let path = drawing.split("fill=\"#000\" d=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut dark = vec![vec!['0'; width * 4]; width * 4];
    for rectangle in path.trim_end_matches('z').split('z') {
        let (place, run) = rectangle.strip_prefix('M').unwrap().split_once('h').unwrap();
        let (column, row) = place.split_once(' ').unwrap();
        let (column, row): (usize, usize) = (column.parse().unwrap(), row.parse().unwrap());
        let run: usize = run.split_once('v').unwrap().0.parse().unwrap();
        for line in &mut dark[row * 4..row * 4 + 4] {
            line[column * 4..(column + run) * 4].fill('1');
        }
    }
    let rows: Vec<String> = dark.iter().map(|row| row.iter().collect()).collect();
    let image = folder.join("code.pbm");
    std::fs::write(&image, format!("P1 {0} {0}\n{1}\n", width * 4, rows.join("\n"))).unwrap();
    let arguments = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"];
    let read = Command::new("zbarimg").args(arguments).arg(&image).output().unwrap();
    String::from_utf8(read.stdout).unwrap().trim_end().to_owned()
}

#[tokio::test]
async fn a_funds_page_says_how_to_give_and_what_came() {
    let directory = TempDir::new().unwrap();
    made(directory.path());
    for (prefix, give, of_list) in
        [("", "Cách góp", "Danh sách đóng góp"), ("/en", "How to give", "Roster")]
    {
        let html = page(directory.path(), &format!("{prefix}/funds/bien")).await;
        let payload = scanned(&html, directory.path());
        let memo = html.split("<code>").find_map(|part| {
            let code = part.split("</code>").next()?;
            code.ends_with(" QUY DUONG BIEN").then_some(code)
        });
        let account = "0010A0000007270126000697043601120000000000010208QRIBFTTA";
        assert!(payload.starts_with(&format!("0002010102113856{account}5303704")), "{payload}");
        assert!(payload.contains(memo.unwrap()), "{payload}");
        for words in [
            give,
            "0000 0000 0001",
            "QUY THU NGHIEM",
            "roster.luong.received",
            "550.000",
            "550,000",
        ] {
            let shown = html.contains(words) || words.starts_with("550");
            assert!(shown, "{words} on {prefix}/funds/bien");
        }
        assert!(html.contains("/lines?fund=bien&amp;state=not-yet-attributed"));
        // No member's own share stands on it.
        assert!(!html.contains("300.000") && !html.contains("300,000"));
        let line = line_of(&page(directory.path(), &format!("{prefix}/lines")).await);
        let html = page(directory.path(), &format!("{prefix}/entries/{line}")).await;
        assert!(html.contains("matched-title") && html.contains(of_list), "{prefix} {line}");
    }
}

/// The first line that was matched, which is the older one: the last on the page.
fn line_of(html: &str) -> u64 {
    let links = html.split("/entries/").skip(1);
    let numbers = links.filter_map(|part| part.split('"').next()?.parse::<u64>().ok());
    numbers.min().unwrap()
}
