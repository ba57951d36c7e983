//! Feeds through the running server: a transaction pushed over HTTP is durable before the reply, is entered by the
//! server itself, and a statement of the same line confirms it. Nothing personal or secret goes into the log.

use crate::place::{HEADER, Place, until};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Stdio};

const KEY: &str = "khoa-bi-mat-0123456789";
const NAME: &str = "NGUYEN THI BI MAT";

struct Server {
    child: Child,
    host: String,
}

impl Server {
    fn start(place: &Place) -> Self {
        let mut child = place
            .command(&["serve", "-C", "book", "--listen", "127.0.0.1:0", "--json"])
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(place.path("log.txt")).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: serde_json::Value = serde_json::from_str(&line).unwrap();
        let address = said["address"].as_str().unwrap();
        Self { child, host: address.strip_prefix("http://").unwrap().to_owned() }
    }

    /// Status and body of the answer to a POST.
    fn post(&self, path: &str, key: &str, body: &[u8]) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let authorization =
            if key.is_empty() { String::new() } else { format!("Authorization: Apikey {key}\r\n") };
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: {}\r\n{authorization}Content-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.host,
            body.len()
        )
        .unwrap();
        // The server may answer and close before it has read a body that is too long.
        drop(stream.write_all(body));
        let mut answer = String::new();
        drop(stream.read_to_string(&mut answer));
        let status = answer.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
        let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        (status, body.to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn transaction(id: u32, amount: u64) -> String {
    format!(
        r#"{{"id":{id},"gateway":"Vietcombank","transactionDate":"2024-09-10 14:02:37","accountNumber":"0071000123","code":null,"content":"{NAME} ung ho","transferType":"in","transferAmount":{amount},"accumulated":0,"subAccount":null,"referenceCode":"MBVCB.32789{id:05}","description":""}}"#
    )
}

fn book() -> Place {
    let place = Place::with_book("book");
    place.write("rows.csv", format!("{HEADER}1,01/09/2024,50.1,,10000,,gop\n"));
    let words =
        ["import", "rows.csv", "--account", "vcb", "--fund", "yagi", "--create", "-C", "book"];
    place.run(&words).ended(0);
    place.write(
        "book/feeds",
        format!("# nguồn\nfeed sepay account=vcb number=0071000123 fund=yagi key={KEY}\n"),
    );
    let mode = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(place.path("book/feeds"), mode).unwrap();
    place
}

fn lines(place: &Place) -> serde_json::Value {
    place.json(&["figures", "book.lines", "-C", "book"], 0)["figures"][0]["value"].clone()
}

#[test]
fn a_pushed_transaction_is_stored_entered_and_confirmed() {
    let place = book();
    let server = Server::start(&place);
    let ok = (200, r#"{"success":true}"#.to_owned());
    let address = "/feeds/sepay/vcb";
    assert_eq!(server.post(address, KEY, transaction(1, 50_000).as_bytes()), ok);
    assert_eq!(server.post(address, KEY, transaction(1, 50_000).as_bytes()), ok, "sent again");
    assert_eq!(server.post(address, KEY, transaction(2, 70_000).as_bytes()), ok);
    let other = transaction(3, 1).replace("0071000123", "0099");
    let long = vec![b' '; 70_000];
    for (path, key, body, status, word) in [
        (address, "sai-khoa", transaction(3, 1).as_bytes(), 401, "wrong-signature"),
        (address, "", transaction(3, 1).as_bytes(), 401, "unsigned"),
        (address, KEY, b"{\"id\":".as_slice(), 400, "malformed"),
        (address, KEY, other.as_bytes(), 422, "other-account"),
        ("/feeds/sepay/khac", KEY, b"{}", 404, "no-such-feed"),
        ("/feeds/momo/vcb", KEY, b"{}", 404, "no-such-feed"),
        (address, KEY, long.as_slice(), 413, "body"),
    ] {
        let (found, said) = server.post(path, key, body);
        assert_eq!(found, status, "{path} {said}");
        assert!(said.contains(&format!("\"error\":\"{word}\"")), "{said}");
    }
    until(|| lines(&place) == 3);
    // The lines stand in the books a moment before what waited is let go.
    until(|| place.json(&["feeds", "waiting", "-C", "book"], 0)["waiting"] == 0);
    until(|| String::from_utf8(place.read("log.txt")).unwrap().contains("đã ghi"));
    drop(server);
    let log = String::from_utf8(place.read("log.txt")).unwrap();
    for told in ["sepay → vcb: đã giữ một giao dịch", "khóa hoặc chữ ký sai"] {
        assert!(log.contains(told), "{told}: {log}");
    }
    for secret in [NAME, KEY, "0071000123", "32789", "sai-khoa", "khac"] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }

    // The bank's own statement of that day, in its own words.
    let rows = format!(
        "1,10/09/2024,5091.77,,50.000,,MBVCB.3278900001.{NAME} ung ho.CT tu 012 toi 0071000123\n\
         1,10/09/2024,5091.78,,70.000,,MBVCB.3278900002.{NAME} ung ho.CT tu 012 toi 0071000123\n"
    );
    place.write("day.csv", format!("{HEADER}{rows}"));
    let words = ["import", "day.csv", "--account", "vcb", "--fund", "yagi", "-C", "book"];
    let told = place.json(&words, 0);
    assert_eq!(
        (&told["posted"], &told["known"], &told["doubtful"]),
        (&0.into(), &2.into(), &0.into())
    );
    assert_eq!(lines(&place), 3);
    place.json(&["verify", "book"], 0);
    place.json(&["doctor", "-C", "book"], 0);
}

#[test]
fn what_came_while_nobody_could_write_is_taken_by_hand() {
    let place = book();
    let server = Server::start(&place);
    let writer = place.begin(&["feeds", "take", "-C", "book"]);
    drop(writer.wait_with_output());
    assert_eq!(server.post("/feeds/sepay/vcb", KEY, transaction(9, 90_000).as_bytes()).0, 200);
    // The process ends at once, as in a power cut: what was answered is there.
    drop(server);
    let taken = place.json(&["feeds", "take", "-C", "book"], 0);
    let posted: Vec<_> =
        taken["batches"].as_array().unwrap().iter().map(|batch| batch["posted"].clone()).collect();
    assert!(posted == [serde_json::json!(1)] || posted.is_empty(), "{taken}");
    assert_eq!(lines(&place), 2);
}
