//! The calendar feed against RFC 5545 as others read it: Python's `icalendar` (target/python, `./x setup`)
//! parses it whole and gives back the days; without that package the line rules are still held.

use crate::sample::Sample;
use axum::body::Body;
use axum::http::Request;
use chungtay_web::portal::{Settings, router};
use http_body_util::BodyExt;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use tower::ServiceExt;

async fn feed(address: &str) -> (String, Vec<u8>) {
    let app = router(Arc::new(Sample), &Settings::default());
    let request = Request::builder().uri(address).body(Body::empty()).unwrap();
    let response = app.oneshot(request).await.unwrap();
    let class = response.headers()["content-type"].to_str().unwrap().to_owned();
    (class, response.into_body().collect().await.unwrap().to_bytes().to_vec())
}

#[tokio::test]
async fn lines_are_folded_and_ended_as_the_standard_says() {
    for address in ["/disclosure.ics", "/disclosure-en.ics"] {
        let (class, bytes) = feed(address).await;
        assert_eq!(class, "text/calendar; charset=utf-8");
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
        }
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 5);
        assert!(text.contains("DTSTART;VALUE=DATE:20240216\r\n"));
    }
}

/// What another's parser makes of the feed: the day, the next day, the summary, the unfolded description.
const READER: &str = r#"
import sys
try:
    import icalendar
except ImportError:
    print("absent")
    sys.exit(0)
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
assert not calendar.errors, calendar.errors
seen = set()
for event in calendar.walk("VEVENT"):
    assert not event.errors, event.errors
    assert event["UID"] not in seen
    seen.add(event["UID"])
    assert event["DTSTAMP"].dt.tzinfo is not None
    print(event["DTSTART"].dt, event["DTEND"].dt, event["SUMMARY"], "|", str(event["DESCRIPTION"]).split("\n")[0])
"#;

#[tokio::test]
async fn another_s_parser_reads_every_deadline() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python/bin/python");
    let python = if own.exists() { own } else { "python3".into() };
    let (_, bytes) = feed("/disclosure.ics").await;
    let child = Command::new(python)
        .args(["-X", "utf8", "-c", READER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        println!("skipped: python3 absent");
        return;
    };
    child.stdin.take().unwrap().write_all(&bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    if said.trim() == "absent" {
        println!("skipped: Python's icalendar absent; ./x setup brings it");
        return;
    }
    assert!(output.status.success());
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 5, "{said}");
    assert_eq!(
        lines[0],
        "2024-02-16 2024-02-17 Nội dung dân đã quyết định (Đã trễ) | Nhà văn hóa, thôn Pò Nhùng; sửa"
    );
}
