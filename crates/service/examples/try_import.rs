//! scratch
use chungtay_ledger::date::Moment;
use chungtay_ledger::id::*;
fn now() -> Moment {
    Moment(1_790_000_000)
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let dir = std::path::Path::new(&a[1]);
    let t = std::time::Instant::now();
    let mut book = if dir.join("journal.sqlite").exists() {
        chungtay_service::Book::open(dir, now).unwrap()
    } else {
        chungtay_service::create::create(
            dir,
            &chungtay_service::create::NewBook {
                id: "yagi",
                origin: "example.org/yagi",
                test_seed: Some("x"),
            },
            now,
        )
        .unwrap()
    };
    println!("open {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let r = chungtay_service::import::import_statement(
        &mut book,
        &chungtay_service::import::ImportRequest {
            file: std::path::Path::new(&a[2]),
            account: AccountId::new("vcb").unwrap(),
            fund: FundId::new("yagi").unwrap(),
            create: true,
            names: Some(chungtay_ledger::kinds::people::NamesPolicy::Full),
            quarantine: false,
            attribute: true,
            opening: None,
            closing: None,
            actor: None,
        },
        &mut |_, _| {},
    );
    println!("import {:?} {:?}", t.elapsed(), r);
    if a.len() > 3 {
        return;
    }
    let t = std::time::Instant::now();
    let v = chungtay_service::verify::verify(
        &mut chungtay_service::verify::LogFolder::new(dir),
        None,
        &mut |_, _| {},
    )
    .unwrap();
    println!("verify {:?} {:?}", t.elapsed(), v);
    let t = std::time::Instant::now();
    let f = chungtay_journal::BookFolder::open(dir, chungtay_journal::Mode::Reader).unwrap();
    println!("doctor {:?}", chungtay_service::doctor::examine(&f, &mut |_, _| {}).unwrap());
    println!("{:?}", t.elapsed());
    let s = std::fs::read_to_string("/proc/self/status").unwrap();
    for l in s.lines().filter(|l| l.starts_with("VmHWM")) {
        println!("{l}");
    }
}
