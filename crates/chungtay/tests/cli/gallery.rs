//! The gallery of errors, `docs/errors.md`: what people see when something is wrong, from real runs.
//! When it is out of date the test fails and leaves the new one where it says.

use crate::place::{HEADER, Place, workspace};
use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt;

const HEAD: &str = "# What errors look like\n\n\
    Made from real runs by `crates/chungtay/tests/cli/gallery.rs`; do not edit by hand. First\n\
    Vietnamese, then English (`--lang en`); the number is the exit code ([exit codes](exit-codes.md)).\n";

/// What stands in the folder before the runs.
fn prepare() -> Place {
    let place = Place::with_book("so-thu");
    let rows = [
        "1,05/09/2024,5001.1,,50.000,,ung ho",
        "1,31/02/2024,5001.2,,50.000,,ngay khong co",
        "1,05/09/2024,5001.3,,50.00,,nhom sai",
        "1,05/09/2024,5001.4,20.000,30.000,,ca hai",
        "1,05/09/2024,5001.5,,,,khong co tien",
        "1,05/09/2024,5001.6,,50.000",
    ];
    place.write("sao-ke.csv", format!("{HEADER}{}\n", rows.join("\n")));
    place.write("danh-sach.csv", "Họ tên,Số tiền\nNguyễn Văn Thử,50.000\n");
    place.write("sao-ke.pdf", "%PDF-1.7\n");
    place.write("trong.csv", "");
    place.write("lenh.jsonl", refused_lines());
    // Feeds that others may read, and feeds that are not understood.
    for (book, mode) in [("so-nguon-mo", 0o644), ("so-nguon-sai", 0o600)] {
        place.make_book(book);
        let file = format!("{book}/feeds");
        place.write(&file, "feed sepay account=vcb number=0071 fund=yagi\n");
        std::fs::set_permissions(place.path(&file), PermissionsExt::from_mode(mode)).unwrap();
    }
    // A book whose keys others may read, and one that has lost them.
    place.make_book("so-mo");
    let keys = place.path("so-mo/log-keys/log-1.key");
    std::fs::set_permissions(keys, PermissionsExt::from_mode(0o644)).unwrap();
    place.make_book("so-mat-khoa");
    std::fs::remove_dir_all(place.path("so-mat-khoa/log-keys")).unwrap();
    prepare_witnesses(&place);
    prepare_keys(&place);
    place
}

/// A book whose root keys are stated and whose next keys are made, and a log that does not hold.
fn prepare_keys(place: &Place) {
    place.make_book("so-goc");
    place.run(&["root-keys", "make", "khoa-goc", "--name", "so.example/thon"]).ended(0);
    let request =
        ["log-key", "request", "goc.yeu-cau", "--roots", "khoa-goc/roots", "-C", "so-goc"];
    place.run(&request).ended(0);
    for root in ["khoa-goc/root-1.key", "khoa-goc/root-2.key", "khoa-goc/root-3.key"] {
        place.run(&["root-keys", "sign", "goc.yeu-cau", "--key", root]).ended(0);
    }
    place.run(&["log-key", "enter", "goc.yeu-cau", "-C", "so-goc"]).ended(0);
    let change = ["log-key", "request", "doi.yeu-cau", "--reason", "scheduled", "-C", "so-goc"];
    place.run(&change).ended(0);
    place.make_book("so-hong");
    place.write("so-hong/log/keys", "0\n");
}

/// A story with a number typed into its prose, and more of what people meet.
const STORY: &str = "---\nstory: duong-thon\nlanguage: vi\ntitle: Đường thôn\nlead: Đã xong.\nsection: works\n\
                     format: news\nauthors: op\ndate: 2024-09-10\n---\nTrị giá 295 triệu đồng, ba cây cầu.\n\n\
                     > Trên 3 tỷ đồng.\n\n{{ cst of works }} {{ cost of works | to }}\n\n::hinh duong\n\n<b>đậm</b>\n";

/// A story that nobody has read yet.
const UNREAD: &str = "---\nstory: duong-thon\nlanguage: vi\ntitle: Đường thôn\nlead: Đã xong.\nsection: works\n\
                      format: news\nauthors:\ndate: 2024-09-10\n---\nĐường đã mở.\n";

/// A book whose policy is wrong, one whose witnesses are away, and a key that others may read.
fn prepare_witnesses(place: &Place) {
    let key = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
    place.make_book("so-quy-dinh");
    place.write("so-quy-dinh/policy", "quorum thu-vien\n");
    place.make_book("so-chung");
    let policy = format!("witness thu-vien {key} http://127.0.0.1:1\nquorum thu-vien\n");
    place.write("so-chung/policy", policy);
    place.write("quy.jsonl", "");
    place.write("bai.md", STORY);
    place.write("bai-khac.md", UNREAD);
    place.write("nhan-chung.key", "PRIVATE+KEY+\n");
}

/// One line for each of the refusals that people meet most.
fn refused_lines() -> String {
    [
        r#"{"kind":"fund/1","what":{"id":"duong","name":"Quỹ làm đường","purpose":{"general":true}}}"#,
        r#"{"kind":"fund/1","what":{"id":"duong","name":"Quỹ khác","purpose":{"general":true}}}"#,
        r#"{"kind":"account/1","what":{"class":"cash","id":"tien-mat","name":"Tiền mặt"}}"#,
        r#"{"kind":"programme/1","what":{"class":"programme","id":"p","name":"Làm đường"}}"#,
        r#"{"kind":"gift/1","what":{"account":"tien-mat","amount":500000,"form":"cash","fund":"duong"}}"#,
        r#"{"kind":"gift/1","what":{"account":"tien-mat","amount":0,"form":"cash","fund":"duong"}}"#,
        r#"{"kind":"gift/1","what":{"account":"tien-mat","amount":500000,"form":"cash","fund":"cau"}}"#,
        r#"{"kind":"totals/1","occurred_on":"2025-02-30"}"#,
        r#"{"kind":"gift/1","what":{"tien":1}}"#,
        r#"{"kind":"spending_request/1","what":{"amount":900000,"fund":"duong","programme":"p","purpose":"đá"}}"#,
        r#"{"kind":"spending_request/1","what":{"amount":400000,"fund":"duong","programme":"p","purpose":"đá"},"label":"r"}"#,
        r#"{"kind":"payment/1","what":{"account":"tien-mat","amount":400000,"request":"@r"},"private":{"voucher":"00"}}"#,
        r#"{"kind":"spending_decision/1","what":{"decision":"approved","request":"@r"}}"#,
        r#"{"kind":"reversal/1","what":{"entry":99},"private":{"reason":"nhầm"}}"#,
        r#"{"kind":"gift/1","occurred_on":"2999-01-01","what":{"account":"tien-mat","amount":1,"form":"cash","fund":"duong"}}"#,
        r#"{"kind":"person/1","actor":"nguoi-la","what":{"id":"x"}}"#,
        "không phải JSON",
        r#"{"kind":"fund/1","what":{"id":"x""#,
        r#"{"kind":"gift/9","what":{}}"#,
        r#"{"kind":"fund/1","ngay":"2025-01-01"}"#,
        r#"{"kind":"fund/1","what":{"id":"Quỹ X","name":"X","purpose":{"general":true}}}"#,
        r#"{"kind":"gift/1","what":{"account":"tien-mat","amount":"500.000","form":"cash","fund":"duong"}}"#,
        r#"{"kind":"gift/1","what":{"account":"tien-mat","amount":500000,"fund":"duong"}}"#,
        r#"{"kind":"spending_decision/1","what":{"decision":"approved","request":"@khong-co"}}"#,
        r#"{"kind":"organisation/1","what":{"class":"partner","id":"hoi-x","name":"Hội X"}}"#,
        r#"{"kind":"match_rule/1","what":{"attribution":"gift","name":"Ủng hộ","words":["ung ho"]}}"#,
    ]
    .map(|line| format!("{line}\n"))
    .concat()
}

/// The runs, each a command line as typed.
fn runs() -> Vec<Vec<&'static str>> {
    let import = |file| {
        vec!["import", file, "--account", "vcb", "--fund", "yagi", "--create", "-C", "so-thu"]
    };
    vec![
        import("sao-ke.csv"),
        import("danh-sach.csv"),
        import("sao-ke.pdf"),
        import("trong.csv"),
        import("khong-co.csv"),
        vec!["import", "sao-ke.csv", "--account", "vcb", "--fund", "lu", "-C", "so-thu"],
        vec!["apply", "lenh.jsonl", "-C", "so-thu"],
        vec!["apply", "lenh.jsonl", "-C", "thu-muc-khac"],
        vec!["init", "so-thu"],
        vec!["publish", "so-thu", "-C", "so-thu"],
        vec!["figures", "quy.nao", "-C", "so-thu"],
        vec!["figure", "how much of works", "-C", "so-thu"],
        vec!["figure", "length of works duong-1", "-C", "so-thu"],
        vec!["figure", "sum of gifts place x", "-C", "so-thu"],
        vec!["claims", "c01", "-C", "so-thu"],
        vec!["verify", "thu-muc-khac"],
        vec!["verify", "http://127.0.0.1:1"],
        vec!["log-key", "encrypt", "-C", "so-thu"],
        vec!["apply", "lenh.jsonl", "-C", "so-mo"],
        vec!["apply", "lenh.jsonl", "-C", "so-mat-khoa"],
        vec!["apply", "quy.jsonl", "-C", "so-quy-dinh"],
        vec!["apply", "quy.jsonl", "-C", "so-chung"],
        vec!["witness-key", "nhan-chung.key"],
        vec!["log-key", "request", "doi.yeu-cau", "-C", "so-thu"],
        vec!["log-key", "request", "doi.yeu-cau", "--reason", "lost", "-C", "so-thu"],
        vec!["log-key", "request", "x.yeu-cau", "--roots", "danh-sach.csv", "-C", "so-thu"],
        vec!["log-key", "request", "x.yeu-cau", "--reason", "stolen", "-C", "so-goc"],
        vec!["log-key", "request", "x.yeu-cau", "--succeeds", "so-hong", "-C", "so-thu"],
        vec!["log-key", "enter", "doi.yeu-cau", "-C", "so-goc"],
        vec!["log-key", "enter", "danh-sach.csv", "-C", "so-thu"],
        vec!["root-keys", "sign", "goc.yeu-cau", "--key", "so-mo/log-keys/log-1.key"],
        vec!["root-keys", "make", "khoa-goc", "--name", "so.example/thon"],
        vec!["verify", "so-thu", "--receipt", "danh-sach.csv"],
        vec!["receipt", "99", "-C", "so-thu"],
        vec!["receipt", "0", "--qr", "ma.jpg", "-C", "so-thu"],
        vec!["receipt", "0", "--owner", "-C", "so-thu"],
        vec!["serve", "--listen", "8080"],
        vec!["import", "sao-ke.csv", "--account", "Tài khoản", "--fund", "yagi"],
        vec!["import", "sao-ke.csv", "--account", "vcb"],
        vec!["erase", "99", "--because", "x", "--approved-by", "ai-do", "-C", "so-thu"],
        vec![
            "withhold",
            "0",
            "--hide",
            "A",
            "--because",
            "x",
            "--approved-by",
            "b",
            "-C",
            "so-thu",
        ],
        vec!["consent", "0", "full", "--told", "x", "-C", "so-thu"],
        vec!["names", "tat-ca", "--because", "x", "-C", "so-thu"],
        vec!["privacy", "request", "xoa", "-C", "so-thu"],
        vec!["privacy", "done", "q7m2k9x4", "-C", "so-thu"],
    ]
}

/// More of them.
fn later_runs() -> Vec<Vec<&'static str>> {
    vec![
        vec!["compare", "sao-ke.csv", "danh-sach.csv"],
        vec!["serve", "-C", "so-nguon-mo"],
        vec!["feeds", "take", "-C", "so-nguon-sai"],
        vec!["qr", "--fund", "yagi", "-C", "so-thu"],
        vec!["match", "--undo", "0", "--because", "x", "-C", "so-thu"],
        vec!["match", "--accept", "k7h2m9xw", "-C", "so-thu"],
        vec!["story", "preview", "bai.md", "-C", "so-thu"],
        vec!["story", "publish", "bai-khac.md", "-C", "so-thu"],
        vec![
            "rollup",
            "so-thu",
            "--key",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        ],
        vec!["rollup", "so-thu", "--key", "so-thu"],
        vec!["serve", "--address", "so.example", "-C", "so-thu"],
        vec!["imports"],
    ]
}

#[test]
fn the_gallery_is_what_people_see() {
    let place = prepare();
    let mut page = HEAD.to_owned();
    for words in runs().into_iter().chain(later_runs()) {
        let vietnamese = place.run(&words);
        let english = place.run(&[words.as_slice(), &["--lang", "en"]].concat());
        assert_eq!(vietnamese.exit, english.exit, "{words:?}");
        assert_ne!(vietnamese.exit, 0, "{words:?}");
        writeln!(
            page,
            "\n## `chungtay {}`: {}\n\n```text\n{}```\n\n```text\n{}```",
            words.join(" "),
            vietnamese.exit,
            vietnamese.err,
            english.err
        )
        .unwrap();
    }
    let file = workspace().join("docs/errors.md");
    if std::fs::read_to_string(&file).unwrap_or_default() != page {
        let new = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("errors.md");
        std::fs::write(&new, page).unwrap();
        panic!("docs/errors.md is out of date: cp {} docs/errors.md", new.display());
    }
}
