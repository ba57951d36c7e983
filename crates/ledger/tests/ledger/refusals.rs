//! Every refusal, and which one is given where two hold: the earlier in the list. The table reads:
//! what was entered in the small book before, what is asked, what is answered.

use crate::commands::*;
use crate::golden_keys::{change, roots, stated, successor};
use crate::life_refusals;
use crate::movement_refusals;
use crate::world::{CASH, CREDIT, CREDIT_2, DEBIT, NEXT, WAITING, World, small_book};
use chungtay_ledger::decide::{Command, decide};
use chungtay_ledger::kinds::people::AccountClass::{Bank, Cash, Goods};
use chungtay_ledger::kinds::receipts::Attribution::{Fee, Gift, Refund, Transfer};
use chungtay_ledger::kinds::receipts::QuarantineOutcome::{Duplicate, Posted, Rejected};
use chungtay_ledger::kinds::spending::Decision::{Refused, Returned};
use chungtay_ledger::kinds::told::Comparator::MoreThan;
use chungtay_ledger::kinds::works::Measure::{Count, LengthMetres};
use chungtay_ledger::kinds::works::WorkState::{Building, Closed, InUse, Proposed, Repaired};
use chungtay_ledger::money::{Dong, LARGEST};
use chungtay_ledger::refusal::Refusal;

/// One line of the table.
pub struct Row {
    before: Vec<Command>,
    asked: Command,
    answer: &'static str,
}

/// `answer: asked` or `answer: before, before => asked`; `accepted` where nothing is refused.
macro_rules! rows {
    ($($answer:literal : $($command:expr),+ $(=> $asked:expr)? ;)*) => {
        vec![$($crate::refusals::row($answer, vec![$($command),+ $(, $asked)?])),*]
    };
}
pub(crate) use rows;

pub fn row(answer: &'static str, mut commands: Vec<Command>) -> Row {
    let asked = commands.pop().unwrap();
    Row { before: commands, asked, answer }
}

fn given(start: &World, rows: Vec<Row>) -> Vec<String> {
    let mut codes = Vec::new();
    for row in rows {
        let mut world = start.clone();
        for command in row.before {
            world.must(command);
        }
        let asked: String = format!("{:?}", row.asked.body).chars().take(200).collect();
        let answer = match world.enter(row.asked) {
            Ok(_) => "accepted".to_owned(),
            Err(refusal) => {
                codes.push(refusal.code().to_owned());
                refusal.to_string()
            }
        };
        assert_eq!(answer, row.answer, "to {asked}");
    }
    codes
}

fn beginnings() -> Vec<String> {
    given(
        &World::default(),
        rows! {
            "no-book": person("maker");
            "no-book": line(1, 1, 5);
            "book-exists": book() => book();
            "book-exists": book() => book().by("nobody");
            "in-the-future occurred_on=2024-09-11": book().on("2024-09-11");
            "in-the-future occurred_on=2024-09-10": book().recorded(i64::MAX);
            "accepted": book();
        },
    )
}

fn frame() -> Vec<Row> {
    rows! {
        "unknown-actor person=nobody": person("new").by("nobody");
        "unknown-actor person=nobody": line(1, 5, 5).by("nobody");
        "clock-went-back last=1725940800": person("new").recorded(NOW - 1);
        "clock-went-back last=1725940800": line(1, 5, 5).recorded(i64::MIN);
        "accepted": line(1, 5, 5).on("2025-01-01");
        "in-the-future occurred_on=2024-09-10": line(1, 5, 5).recorded(i64::MAX);
        "in-the-future occurred_on=2024-09-11": person("new").on("2024-09-11");
        "accepted": person("new").on("2024-09-11").recorded(NOW + 13 * 3600);
        "in-the-future occurred_on=2024-09-11": person("new").on("2024-09-11").recorded(NOW + 13 * 3600 - 1);
        "in-the-future occurred_on=2024-09-11": totals(Some(1)) => close("2024-09-11");
        "period-closed through=2024-09-09": totals(Some(1)), close("2024-09-09") => cash("any", "till", 5).on("2024-09-09");
        "accepted": totals(Some(1)), close("2024-09-09") => cash("any", "till", 5);
        "period-closed through=2024-09-09": totals(Some(1)), close("2024-09-09") => close("2024-09-09");
        "accepted": totals(Some(1)), close("2024-09-09"), import(2, "vcb", "any") => line(2, 1, 5).on("2024-09-01");
    }
}

fn names() -> Vec<Row> {
    rows! {
        "exists thing=person id=maker": person("maker");
        "exists thing=organisation id=customs": organisation("customs", Some("nowhere"));
        "exists thing=alias id=other": alias("other", "maker") => alias("other", "maker");
        "exists thing=alias id=maker": alias("other", "maker") => alias("maker", "other");
        "exists thing=alias id=maker": alias("maker", "maker");
        "exists thing=term id=t2020": term("t2020", between("term-start:none", ""));
        "exists thing=basis id=basis": basis("basis");
        "exists thing=programme id=roads": programme("roads", Some("none"));
        "exists thing=fund id=any": fund("any", false, &["none"], &[]);
        "exists thing=account id=vcb": account("vcb", Bank, None);
        "exists thing=place id=p": place("p", None) => place("p", Some("none"));
        "exists thing=work id=road1": work("road1", Some("none"), &[]);
        "exists thing=quantity id=count": work("new", Some("none"), &[(Count, None), (Count, Some(1))]);
        "exists thing=cost-group id=group": group("group", &["none"]);
        "exists thing=source id=article": source("article");
        "exists thing=claim id=c1": claim("c1", &["none"], Count, None);
        "exists thing=statement id=s": statement("s", "article", &[]) => statement("s", "none", &[]);
        "unknown thing=organisation id=none": organisation("new", Some("none"));
        "unknown thing=person id=none": alias("none", "maker");
        "unknown thing=person id=none": alias("maker", "none");
        "unknown thing=person id=none": post("none", None);
        "unknown thing=term id=none": post("maker", between("term-start:none", "2020-01-01"));
        "unknown thing=term id=new": term("new", between("term-start:new", ""));
        "unknown thing=programme id=none": programme("new", Some("none"));
        "unknown thing=programme id=none": fund("new", false, &["none"], &[]);
        "unknown thing=work id=none": fund("new", false, &[], &["none"]);
        "unknown thing=place id=none": place("new", Some("none"));
        "unknown thing=programme id=none": work("new", Some("none"), &[]);
        "unknown thing=work id=none": step("none", Building);
        "unknown thing=work id=none": group("new", &["none"]);
        "unknown thing=subject id=none": claim("new", &["none"], Count, None);
        "unknown thing=claim id=new": claim_of("new", &[], &["new"], Count, None);
        "unknown thing=source id=none": statement("new", "none", &["none"]);
        "unknown thing=subject id=none": statement("new", "article", &["none"]);
        "reserved-account account=gifts": account("gifts", Bank, None);
        "reserved-account account=transfers": account("transfers", Cash, Some("x"));
        "accepted": account("new", Bank, None);
        "needs field=purpose": fund("new", false, &[], &[]);
        "needs field=comparator": half_claim(Some(3), false);
        "needs field=value": half_claim(None, true);
        "excess field=bank": account("new", Goods, Some("x"));
        "backward-period": post("maker", between("2024-02-01", "2024-01-31"));
        "accepted": post("maker", between("2024-02-01", "2024-02-01"));
        "accepted": post("maker", between("term-end:t2020", "words:đến nay"));
        "too-few-works": group("new", &["road1"]);
        "too-few-works": group("new", &["road1", "road1"]);
        "work-step from=building to=proposed": step("road1", Building) => step("road1", Proposed);
        "work-step from=building to=building": step("road1", Building) => step("road1", Building);
        "work-step from=closed to=in-use": step("road1", Closed) => step("road1", InUse);
        "accepted": step("road1", Repaired) => step("road1", InUse);
        "import-open import=1": close("2024-09-10");
        "not-representable field=value": claim("new", &["road1"], Count, Some((MoreThan, LARGEST + 1)));
        "not-representable field=value": work("new", None, &[(LengthMetres, Some(i64::MAX))]);
        "not-positive field=value amount=-9223372036854775808": work("new", None, &[(LengthMetres, Some(i64::MIN))]);
        "not-representable field=bank": account("new", Bank, Some(""));
        "too-long length=70230": account("new", Bank, Some(&"x".repeat(70_000)));
    }
}

/// A claim with a value and no comparator or the other way round.
fn half_claim(value: Option<i64>, comparator: bool) -> Command {
    let mut command = claim("new", &["road1"], Count, None);
    if let chungtay_ledger::kinds::bodies::Body::Claim(claim) = &mut command.body {
        claim.value = value;
        claim.comparator = comparator.then_some(MoreThan);
        claim.period = between("2024-02-01", "2024-01-31");
    }
    command
}

fn bank() -> Vec<Row> {
    rows! {
        "unknown thing=account id=none": import(9, "none", "none");
        "unknown thing=fund id=none": import(9, "vcb", "none");
        "import-open import=1": import(9, "till", "any");
        "import-number next=2": totals(Some(1)) => import(1, "till", "any");
        "wrong-account-class account=till": totals(Some(1)) => import(2, "till", "any");
        "unknown thing=import id=2": line(2, 1, 5);
        "unknown thing=import id=0": line(0, 1, 5);
        "import-closed import=1": totals(Some(1)) => line(1, 1, 0);
        "import-closed import=1": totals(Some(1)) => totals(Some(1));
        "row-out-of-order row=4 last=4": line(1, 4, 0);
        "row-out-of-order row=4 last=4": waiting(1, 4).without_record();
        "needs field=amount": line(1, 5, 0).without_record();
        "needs field=amount": line(1, 5, i64::MIN);
        "needs field=amount": line(1, 5, LARGEST + 1);
        "needs field=record": line(1, 5, 5).without_record();
        "needs field=record": waiting(1, 5).without_record();
        "not-representable field=amount": line(1, 5, LARGEST / 4);
        "accepted": line(1, 5, 1_600 - LARGEST / 4);
        "not-representable field=amount": line(1, 5, 1_600 - LARGEST / 4) => line(1, 6, 1);
        "wrong-entry entry=23 needed=quarantined_row/1": settled(CREDIT, Rejected, Some(CREDIT));
        "wrong-entry entry=999 needed=quarantined_row/1": settled(999, Rejected, None);
        "wrong-entry entry=0 needed=bank_line/1": settled(WAITING, Rejected, None) => settled(WAITING, Posted, Some(0));
        "already-reversed entry=23": reverse(CREDIT) => settled(WAITING, Duplicate, Some(CREDIT));
        "already-attributed entry=26": settled(WAITING, Rejected, None) => settled(WAITING, Posted, None);
        "needs field=line": settled(WAITING, Posted, None);
        "excess field=line": settled(WAITING, Rejected, Some(CREDIT));
        "accepted": settled(WAITING, Duplicate, Some(CREDIT));
        "unknown thing=account id=none": balance("none", None, None);
        "unknown thing=import id=2": balance("till", Some(2), None);
        "needs field=source": balance("till", None, None);
        "wrong-account-class account=till": balance("till", Some(1), None);
        "does-not-match field=account": balance("acb", Some(1), None);
        "accepted": balance("vcb", Some(1), None);
        "accepted": balance("acb", None, Some("giấy báo số dư"));
        "unknown thing=import id=2": rule(2);
        "nothing-to-attribute import=1": rule(1) => rule(1);
        "wrong-entry entry=0 needed=bank_line/1": attribute(0, &[]);
        "already-reversed entry=23": reverse(CREDIT) => attribute(CREDIT, &[]);
        "already-attributed entry=23": rule(1) => attribute(CREDIT, &[]);
        "shares-differ line=1000 shares=0": attribute(CREDIT, &[]);
        "shares-differ line=1000 shares=999": attribute(CREDIT, &[(Fee, 999)]);
        "wrong-direction attribution=fees": attribute(CREDIT, &[(Gift, 900), (Fee, 100)]);
        "wrong-direction attribution=gifts": attribute(DEBIT, &[(Gift, -100)]);
        "wrong-direction attribution=gifts": attribute(CREDIT, &[(Gift, 1_100), (Gift, -100)]);
        "wrong-direction attribution=transfers": attribute(CREDIT, &[(Transfer, 0), (Gift, 1_000)]);
        "wrong-direction attribution=gifts": attribute(CREDIT, &[(Gift, i64::MAX), (Gift, 1_000 - i64::MAX)]);
        "accepted": attribute(DEBIT, &[(Fee, -60), (Refund, -40)]);
        "accepted": rule(1) => attribute(DEBIT, &[(Transfer, -100)]);
    }
}

fn gifts() -> Vec<Row> {
    rows! {
        "unknown thing=fund id=none": cash("none", "none", 0);
        "unknown thing=account id=none": changed(cash("any", "none", 0), |gift| gift.days_tenths = Some(1));
        "unknown thing=work id=none": labour("any", 0, None, Some("none"));
        "unknown thing=person id=none": changed(cash("any", "till", 5), |gift| gift.donor = Some(slug("none")));
        "needs field=account": changed(cash("any", "till", 5), |gift| { gift.account = None; gift.days_tenths = Some(1); });
        "needs field=amount": changed(cash("any", "vcb", 5), |gift| gift.amount = None);
        "needs field=goods": changed(goods("any", None, None, None), |gift| { gift.goods = None; gift.amount = Some(Dong(1)); });
        "needs field=days_tenths": changed(labour("any", 5, None, None), |gift| { gift.days_tenths = None; gift.amount = Some(Dong(1)); });
        "excess field=days_tenths": changed(cash("any", "vcb", 0), |gift| gift.days_tenths = Some(1));
        "excess field=account": changed(labour("any", 0, None, None), |gift| gift.account = Some(slug("till")));
        "excess field=valuation": changed(goods("any", None, Some(5), None), |gift| { *gift = chungtay_ledger::kinds::receipts::Gift { form: chungtay_ledger::kinds::receipts::GiftForm::Cash, account: Some(slug("till")), amount: Some(Dong(1)), goods: None, ..gift.clone() }; });
        "not-positive field=amount amount=0": cash("any", "vcb", 0);
        "not-positive field=amount amount=-9223372036854775808": cash("any", "vcb", i64::MIN);
        "not-positive field=amount amount=9007199254740992": cash("any", "till", LARGEST + 1);
        "not-positive field=valuation amount=-5": goods("any", Some("till"), Some(-5), None);
        "not-positive field=days_tenths amount=0": labour("any", 0, Some(0), None);
        "wrong-account-class account=vcb": cash("any", "vcb", 5);
        "wrong-account-class account=till": goods("any", Some("till"), None, None);
        "not-representable field=postings": cash("any", "till", LARGEST / 4 - 1_800) => cash("any", "till", 1);
        "not-representable field=days_tenths": labour("any", LARGEST, None, Some("house")) => labour("any", 1, None, Some("house"));
        "not-representable field=amount": pledge("any", LARGEST) => pledge("any", 1);
        "not-positive field=amount amount=0": pledge("any", 0);
        "unknown thing=fund id=none": pledge("none", 0);
        "accepted": goods("any", Some("store"), Some(5), None);
        "accepted": goods("any", None, None, Some("road1"));
    }
}

fn spending() -> Vec<Row> {
    rows! {
        "unknown thing=fund id=none": request("none", None, None, 0);
        "unknown thing=work id=none": request("any", Some("none"), None, 0);
        "unknown thing=programme id=none": request("any", None, Some("none"), 0);
        "needs field=work": request("any", None, None, 0);
        "not-positive field=amount amount=0": request("road", Some("house"), None, 0);
        "outside-purpose fund=road": request("road", Some("house"), None, 301);
        "outside-purpose fund=road": request("road", Some("house"), Some("roads"), 1);
        "overdraws fund=road available=300": request("road", Some("road1"), None, 301);
        "accepted": request("road", Some("road1"), None, 300);
        "accepted": request("road", None, Some("roads"), 300);
        "accepted": request("any", Some("house"), None, 1_400);
        "request-not-open request=999": approve(999);
        "request-not-open request=28": ask(300), decision(NEXT, Refused) => approve(NEXT);
        "needs field=reason": decision(999, Returned).without_record();
        "already-approved request=28": ask(300), approve(NEXT) => approve(NEXT).by("maker");
        "maker-approves person=maker": ask(300) => approve(NEXT).by("maker");
        "maker-approves person=other": ask(300), alias("other", "maker") => approve(NEXT).by("other");
        "maker-approves person=maker": ask(300) => decision(NEXT, Refused).by("maker");
        "maker-approves person=maker": ask(300), reverse(CASH) => approve(NEXT).by("maker");
        "overdraws fund=road available=0": ask(300), ask(300), approve(NEXT) => approve(NEXT + 1);
        "overdraws fund=road available=0": ask(300), approve(NEXT) => ask(1);
        "unknown thing=account id=none": pay(999, "none", 0);
        "not-positive field=amount amount=0": pay(999, "store", 0);
        "wrong-account-class account=store": pay(999, "store", 1);
        "request-not-open request=999": pay(999, "till", 1);
        "not-approved request=28": ask(300) => pay(NEXT, "till", 1).by("maker");
        "maker-approves person=maker": ask(300), approve(NEXT), alias("checker", "maker") => pay(NEXT, "till", 1).by("maker");
        "maker-pays person=maker": ask(300), approve(NEXT) => pay(NEXT, "till", 301).by("maker");
        "approver-pays person=checker": ask(300), approve(NEXT) => pay(NEXT, "till", 301).by("checker").without_record();
        "approver-pays person=other": ask(300), approve(NEXT), alias("checker", "other") => pay(NEXT, "till", 1).by("other");
        "no-voucher": ask(300), approve(NEXT) => pay(NEXT, "till", 301).without_record();
        "above-approval left=300": ask(300), approve(NEXT), reverse(CASH) => pay(NEXT, "till", 301);
        "above-approval left=100": ask(300), approve(NEXT), pay(NEXT, "till", 200) => pay(NEXT, "till", 101);
        "request-not-open request=28": ask(300), approve(NEXT), pay(NEXT, "till", 300) => pay(NEXT, "till", 1);
        "overdraws fund=road available=-300": ask(300), approve(NEXT), reverse(CASH) => pay(NEXT, "till", 1);
        "overdraws fund=any available=-100": request("any", Some("house"), None, 1_400), approve(NEXT), line(1, 5, -100) => pay(NEXT, "vcb", 500);
        "account-short account=box balance=0": ask(300), approve(NEXT) => pay(NEXT, "box", 300);
        "account-short account=vcb balance=0": ask(300), approve(NEXT) => pay(NEXT, "vcb", 300);
        "accepted": ask(300), approve(NEXT) => pay(NEXT, "till", 300);
        "needs field=reason": ask(300), approve(NEXT) => decision(NEXT, Returned).without_record();
        "maker-approves person=maker": ask(300), approve(NEXT) => decision(NEXT, Returned).by("maker");
        "request-not-open request=28": ask(300), approve(NEXT), pay(NEXT, "till", 300) => decision(NEXT, Refused);
        "request-not-open request=28": ask(300), approve(NEXT), decision(NEXT, Refused) => pay(NEXT, "till", 1);
        "accepted": ask(300), approve(NEXT) => decision(NEXT, Returned);
        "accepted": ask(300), approve(NEXT), decision(NEXT, Refused).by("other") => ask(300);
        "accepted": ask(300), approve(NEXT), pay(NEXT, "till", 200), decision(NEXT, Refused) => ask(100);
        "overdraws fund=road available=100": ask(300), approve(NEXT), pay(NEXT, "till", 200), decision(NEXT, Refused) => ask(101);
        "overdraws fund=road available=300": ask(300), approve(NEXT), pay(NEXT, "till", 200), decision(NEXT, Refused), reverse(NEXT + 2) => ask(301);
    }
}

fn ask(amount: i64) -> Command {
    request("road", Some("road1"), None, amount)
}

/// A payment of 100 from the bank at `NEXT + 2`.
fn paid(rest: Vec<Command>) -> Vec<Command> {
    let mut commands =
        vec![request("any", Some("house"), None, 300), approve(NEXT), pay(NEXT, "vcb", 100)];
    commands.extend(rest);
    commands
}

fn settlements() -> Vec<Row> {
    const PAID: u64 = NEXT + 2;
    vec![
        row("wrong-entry entry=0 needed=bank_line/1", vec![settle(0, 0)]),
        row("wrong-entry entry=0 needed=payment/1", vec![reverse(DEBIT), settle(DEBIT, 0)]),
        row("already-reversed entry=25", paid(vec![reverse(DEBIT), settle(DEBIT, PAID)])),
        row("already-reversed entry=30", paid(vec![reverse(PAID), settle(DEBIT, PAID)])),
        row(
            "already-reversed entry=30",
            paid(vec![attribute(DEBIT, &[(Fee, -100)]), reverse(PAID), settle(DEBIT, PAID)]),
        ),
        row(
            "already-attributed entry=25",
            paid(vec![attribute(DEBIT, &[(Fee, -100)]), settle(DEBIT, PAID)]),
        ),
        row(
            "already-attributed entry=30",
            paid(vec![settle(DEBIT, PAID), line(1, 5, -100), settle(NEXT + 4, PAID)]),
        ),
        row("does-not-match field=amount", paid(vec![settle(CREDIT, PAID)])),
        row("does-not-match field=amount", paid(vec![line(1, 5, -99), settle(NEXT + 3, PAID)])),
        row(
            "does-not-match field=account",
            paid(vec![
                totals(Some(1)),
                import(2, "acb", "any"),
                line(2, 1, -99),
                settle(NEXT + 5, PAID),
            ]),
        ),
        row(
            "does-not-match field=fund",
            paid(vec![
                totals(Some(1)),
                import(2, "vcb", "road"),
                line(2, 1, -100),
                settle(NEXT + 5, PAID),
            ]),
        ),
        row("accepted", paid(vec![settle(DEBIT, PAID)])),
    ]
}

fn moves() -> Vec<Row> {
    rows! {
        "unknown thing=account id=none": transfer(("none", "none"), ("none", "none"), 0);
        "unknown thing=fund id=none": transfer(("till", "none"), ("till", "none"), 0);
        "not-positive field=amount amount=0": transfer(("till", "road"), ("store", "road"), 0);
        "wrong-account-class account=store": transfer(("till", "road"), ("store", "any"), 5);
        "wrong-account-class account=till": goods("road", Some("store"), Some(50), None) => transfer(("store", "road"), ("till", "road"), 50);
        "does-not-match field=to_account": transfer(("till", "road"), ("till", "road"), 5);
        "does-not-match field=to_account": transfer(("till", "road"), ("box", "any"), 5);
        "outside-purpose fund=road": transfer(("till", "road"), ("till", "any"), 999);
        "overdraws fund=road available=300": transfer(("till", "road"), ("box", "road"), 301);
        "overdraws fund=road available=200": ask(100), approve(NEXT) => transfer(("till", "road"), ("box", "road"), 201);
        "account-short account=till balance=0": transfer(("till", "any"), ("box", "any"), 5);
        "accepted": transfer(("till", "road"), ("box", "road"), 300);
        "accepted": transfer(("vcb", "any"), ("vcb", "road"), 1_400);
        "accepted": fund("first", false, &[], &["road1"]) => transfer(("till", "road"), ("till", "first"), 5);
        "accepted": goods("road", Some("store"), Some(900), None), fund("first", false, &[], &["road1"]) => transfer(("store", "road"), ("store", "first"), 900);
        // Drawn in cash, and not there twice.
        "overdraws fund=any available=1400": transfer(("vcb", "any"), ("till", "any"), 1_400) => request("any", Some("house"), None, 1_401);
        "accepted": transfer(("vcb", "any"), ("till", "any"), 100), settle(DEBIT, NEXT) => request("any", Some("house"), None, 1_500);
        "wrong-entry entry=28 needed=payment/1": transfer(("till", "road"), ("box", "road"), 100) => settle(DEBIT, NEXT);
        "wrong-entry entry=999 needed=entry": reverse(999);
        "already-reversed entry=27": reverse(CASH) => reverse(CASH);
        "already-attributed entry=23": rule(1) => reverse(CREDIT);
        "already-attributed entry=28": transfer(("vcb", "any"), ("till", "any"), 100), settle(DEBIT, NEXT) => reverse(NEXT);
        "not-reversible entry=0": reverse(0);
        "not-reversible entry=28": reverse(CASH) => reverse(NEXT);
        "not-reversible entry=28": rule(1), line(1, 5, 5), rule(1) => reverse(NEXT);
        "accepted": attribute(CREDIT_2, &[(Gift, 500)]), rule(1), reverse(NEXT) => reverse(NEXT + 1);
    }
}

/// Lines that a later file shows again.
fn seen_again() -> Vec<Row> {
    rows! {
        "accepted": sightings(None, &[(1, CREDIT, 3, false)]);
        "accepted": sightings(None, &[(1, DEBIT, 3, true)]);
        "accepted": paged_sightings(None, &[(1, CREDIT, 1, false), (2, DEBIT, 1, false)], &[(1, &[1, 1])]);
        "accepted": paged_sightings(None, &[], &[(1, &[1, 1])]);
        "accepted": totals(Some(1)), import(2, "vcb", "any") => sightings(Some(2), &[(1, CREDIT, 3, false)]);
        "unknown thing=import id=9": sightings(Some(9), &[(1, CREDIT, 1, false)]);
        "import-closed import=1": totals(Some(1)) => sightings(Some(1), &[(1, CREDIT, 1, false)]);
        "does-not-match field=account": totals(Some(1)), import(2, "acb", "any") => sightings(Some(2), &[(1, CREDIT, 1, false)]);
        "does-not-match field=line": sightings(Some(1), &[(1, CREDIT, 1, false)]);
        "does-not-match field=line": sightings(None, &[(1, WAITING, 1, false)]);
        "does-not-match field=line": sightings(None, &[(1, DEBIT, 2, false)]);
        "does-not-match field=line": sightings(None, &[(1, CREDIT, 2, true)]);
        "does-not-match field=line": sightings(None, &[(1, 0, 2, true)]);
        "needs field=seen": sightings(None, &[]);
        "needs field=pages": paged_sightings(None, &[(1, CREDIT, 1, false)], &[(0, &[1])]);
        "excess field=pages": paged_sightings(Some(1), &[(1, CREDIT, 1, false)], &[(1, &[1])]);
        "row-out-of-order row=0 last=0": sightings(None, &[(0, CREDIT, 1, false)]);
        "row-out-of-order row=1 last=0": sightings(None, &[(1, CREDIT, 0, false)]);
        "row-out-of-order row=2 last=2": sightings(None, &[(1, CREDIT, 2, false), (2, DEBIT, 1, false)]);
    }
}

/// Fees in columns of their own, what rules tell, where rows stand, and what a file proves.
fn telling() -> Vec<Row> {
    use chungtay_ledger::kinds::checks::ColumnRole::{Amount, Credit, Date, Memo};
    use chungtay_ledger::kinds::checks::Part;
    use chungtay_ledger::kinds::checks::Told::{
        Fee as FeeTold, Held, Interest, Transfer as TransferTold, Vat,
    };
    rows! {
        "accepted": line(1, 5, -70) => part(1, 5, Part::Vat, -7);
        "unknown thing=import id=2": part(2, 5, Part::Fee, -7);
        "import-closed import=1": totals(Some(1)) => part(1, 4, Part::Fee, -7);
        "row-out-of-order row=3 last=4": part(1, 3, Part::Fee, -7);
        "needs field=amount": part(1, 4, Part::Fee, 7);
        "excess field=record": recorded(part(1, 4, Part::Fee, -7));
        "accepted": told(1, &[(CREDIT, Held), (CREDIT_2, Interest), (DEBIT, FeeTold)]);
        "accepted": part(1, 4, Part::Vat, -7) => told(1, &[(NEXT, Vat)]);
        "unknown thing=import id=2": told(2, &[(DEBIT, FeeTold)]);
        "wrong-entry entry=27 needed=bank_line/1": told(1, &[(CASH, TransferTold)]);
        "already-reversed entry=25": reverse(DEBIT) => told(1, &[(DEBIT, FeeTold)]);
        "already-attributed entry=23": rule(1) => told(1, &[(CREDIT, Interest)]);
        "already-attributed entry=23": told(1, &[(CREDIT, Held)]) => told(1, &[(CREDIT, Interest)]);
        "already-attributed entry=23": told(1, &[(CREDIT, Interest)]) => attribute(CREDIT, &[(Gift, 1_000)]);
        "already-attributed entry=23": told(1, &[(CREDIT, Interest)]) => reverse(CREDIT);
        "accepted": told(1, &[(CREDIT, Held)]) => attribute(CREDIT, &[(Gift, 1_000)]);
        "accepted": told(1, &[(CREDIT, Held)]) => reverse(CREDIT);
        "nothing-to-attribute import=1": told(1, &[(CREDIT, Held), (CREDIT_2, Interest)]) => rule(1);
        "accepted": told(1, &[(CREDIT, Held), (CREDIT_2, Interest)]), reverse(NEXT) => rule(1);
        "needs field=lines": told(1, &[]);
        "needs field=lines": told(1, &[(CREDIT_2, Held), (CREDIT, Held)]);
        "needs field=lines": told(1, &[(CREDIT, Held), (CREDIT, Held)]);
        "does-not-match field=import": totals(Some(1)), import(2, "vcb", "any") => told(2, &[(DEBIT, FeeTold)]);
        "wrong-direction attribution=fees": told(1, &[(CREDIT, FeeTold)]);
        "wrong-direction attribution=fees-vat": told(1, &[(CREDIT, Vat)]);
        "wrong-direction attribution=interest": told(1, &[(DEBIT, Interest)]);
        "wrong-direction attribution=held": told(1, &[(DEBIT, Held)]);
        "accepted": told(1, &[(CREDIT, TransferTold), (DEBIT, TransferTold)]);
        "reserved-account account=fees-vat": account("fees-vat", Bank, None);
        "accepted": pages(1, &[(1, &[16, 17]), (44, &[3])]);
        "import-closed import=1": totals(Some(1)) => pages(1, &[(1, &[16])]);
        "needs field=pages": pages(1, &[]);
        "needs field=pages": pages(1, &[(0, &[1])]);
        "needs field=pages": pages(1, &[(1, &[])]);
        "accepted": check(Some(1), |_| {});
        "accepted": check(None, |_| {});
        "unknown thing=account id=none": check(None, |check| check.account = slug("none"));
        "unknown thing=import id=9": check(Some(9), |_| {});
        "import-closed import=1": totals(Some(1)) => check(Some(1), |_| {});
        "needs field=second": check(None, |check| check.second = None);
        "wrong-account-class account=till": check(None, |check| check.account = slug("till"));
        "does-not-match field=account": check(Some(1), |check| check.account = slug("acb"));
        "does-not-match field=file": check(Some(1), |check| check.file = chungtay_ledger::commitment::Commitment([2; 32]));
        "does-not-match field=broken": check(Some(1), |check| check.broken = 10);
        "does-not-match field=breaks": check(Some(1), |check| check.broken = 0);
        "does-not-match field=whole": check(Some(1), |check| check.rows = 9);
        "not-reversible entry=28": check(Some(1), |_| {}) => reverse(NEXT);
        "accepted": layout("nordea", &[(Date, 1), (Memo, 2), (Amount, 3)]) => layout("nordea", &[(Date, 1), (Memo, 2), (Credit, 3)]);
        "needs field=columns": layout("nordea", &[(Date, 1), (Memo, 2)]);
        "needs field=columns": layout("nordea", &[(Date, 1), (Credit, 2)]);
        "excess field=columns": layout("nordea", &[(Date, 1), (Memo, 2), (Amount, 3), (Date, 4)]);
        "excess field=columns": layout("nordea", &[(Date, 0), (Memo, 2), (Amount, 3)]);
    }
}

fn recorded(mut command: Command) -> Command {
    command.record = Some(chungtay_ledger::commitment::Commitment([7; 32]));
    command
}

fn restated() -> Vec<Row> {
    let world = small_book();
    let twice = || restate(&world, CREDIT, |_| {});
    rows! {
        "accepted": twice();
        "unknown thing=person id=none": changed_approver(twice(), "none");
        "already-restated entry=23": twice() => twice().by("checker");
        "second-person person=checker": twice().by("checker");
        "second-person person=checker": alias("other", "checker") => twice().by("other");
    }
}

fn privacy() -> Vec<Row> {
    use chungtay_ledger::kinds::people::NamesPolicy::{Full, Initials};
    use chungtay_ledger::kinds::privacy::{Answer, Right};
    let asked = || asks("r1", Right::Delete, "2024-09-01");
    rows! {
        "accepted": erase(&[CREDIT, CASH], None);
        "unknown thing=request id=r1": erase(&[CREDIT], Some("r1"));
        "accepted": asked() => erase(&[CREDIT], Some("r1"));
        "wrong-entry entry=999 needed=record": erase(&[999], None);
        "wrong-entry entry=28 needed=record": totals(None).without_record() => erase(&[NEXT], None);
        "needs field=entries": erase(&[], None);
        "needs field=entries": erase(&[CASH, CREDIT], None);
        "needs field=reason": erase(&[CREDIT], None).without_record();
        "second-person person=checker": erase(&[CREDIT], None).by("checker");
        "accepted": erase(&[CREDIT], None) => erase(&[CREDIT], None);
        "accepted": consent(CREDIT, Full) => consent(CREDIT, Initials);
        "wrong-entry entry=1 needed=gift/1": consent(1, Full);
        "wrong-entry entry=999 needed=gift/1": consent(999, Full);
        "needs field=told": consent(CASH, Full).without_record();
        "accepted": names_policy(Full);
        "in-the-future occurred_on=2024-09-11": asks("r1", Right::Access, "2024-09-11");
        "exists thing=request id=r1": asked() => asked();
        "unknown thing=request id=r1": answers("r1", Answer::Received);
        "accepted": asked(), answers("r1", Answer::Received) => answers("r1", Answer::Done);
        "request-not-open request=28": asked(), answers("r1", Answer::Refused) => answers("r1", Answer::Done);
    }
}

/// Who may change the log's keys. Line 28 of the log is the statement of the roots.
fn log_keys() -> Vec<Row> {
    let all = &["root-1", "root-2", "root-3"];
    let most = &["key-2", "root-1", "root-3"];
    rows! {
        "accepted": stated();
        "root-signatures found=2 needed=3": roots(all, 2, &all[..2]);
        "log-keys field=roots": roots(all, 1, all);
        "log-keys field=roots": roots(all, 4, all);
        "log-keys field=roots": roots(&["root-2", "root-1"], 2, all);
        "log-keys field=roots": roots(&[], 0, all);
        "root-signatures found=1 needed=2": stated() => roots(&["root-1", "root-8", "root-9"], 2, &["root-1", "root-8", "root-9"]);
        "accepted": stated() => roots(&["root-8", "root-9"], 2, &["root-1", "root-2", "root-8", "root-9"]);
        "log-keys field=keys": stated(), change(&["key-2"], 29, most) => stated();
        "log-keys field=origin": stated() => of_other_origin(stated());
        "no-log-roots": change(&["key-2"], 28, most);
        "accepted": stated() => change(&["key-2"], 29, most);
        "root-signatures found=1 needed=2": stated() => change(&["key-2"], 29, &["key-2", "root-1"]);
        "root-signatures found=0 needed=1": stated() => change(&["key-2"], 29, all);
        "log-keys field=keys": stated() => change(&["key-1"], 29, &["key-1", "root-1", "root-3"]);
        "log-keys field=keys": stated() => change(&[], 29, all);
        "log-keys field=checkpoint": stated() => change(&["key-2"], 28, most);
        "log-keys field=checkpoint": stated() => change(&["key-2"], 30, most);
        "log-keys field=checkpoint": stated(), change(&["key-2"], 29, most) => change(&["key-3"], 29, &["key-3", "root-1", "root-3"]);
        "book-exists": successor(2, "7", all);
        "log-keys field=entry": stated() => restate(&small_book_with(stated()), NEXT, |_| {});
    }
}

fn of_other_origin(mut command: Command) -> Command {
    if let chungtay_ledger::kinds::bodies::Body::LogRoots(stated) = &mut command.body {
        stated.origin = "example/other".into();
    }
    command
}

fn small_book_with(command: Command) -> World {
    let mut world = small_book();
    world.must(command);
    world
}

fn successors() -> Vec<String> {
    let most = &["key-1", "root-1", "root-3"];
    given(
        &World::default(),
        rows! {
            "accepted": successor(2, "7", most) => book();
            "no-book": successor(2, "7", most) => stated();
            "no-book": successor(2, "7", most) => successor(2, "7", most);
            "root-signatures found=1 needed=2": successor(2, "7", &["key-1", "root-1"]);
            "root-signatures found=0 needed=1": successor(2, "7", &["root-2", "root-1"]);
            "log-keys field=roots": successor(1, "7", most);
            "log-keys field=checkpoint": successor(2, "other", most);
        },
    )
}

fn changed_approver(mut command: Command, person: &str) -> Command {
    if let chungtay_ledger::kinds::bodies::Body::Restatement(restatement) = &mut command.body {
        restatement.approved_by = slug(person);
        restatement.entry = 999;
    }
    command
}

#[test]
fn every_refusal_is_given_where_it_holds_and_the_earlier_one_first() {
    let small = small_book();
    let mut all = beginnings();
    all.extend(successors());
    for rows in [
        frame(),
        names(),
        bank(),
        gifts(),
        spending(),
        settlements(),
        moves(),
        telling(),
        seen_again(),
        restated(),
        privacy(),
        log_keys(),
        life_refusals::order(),
        life_refusals::agreement(),
        life_refusals::meetings(),
        life_refusals::acceptances(),
        life_refusals::plans(),
        crate::stories::refused(),
        crate::stories::unread(),
        movement_refusals::tree(),
        movement_refusals::ends(),
        movement_refusals::over(),
        movement_refusals::parts(),
        movement_refusals::targets(),
        movement_refusals::drives(),
        movement_refusals::registering(),
        movement_refusals::judging(),
        movement_refusals::once(),
        movement_refusals::taken_back(),
        crate::attachments::refused(),
        crate::between::refused(),
    ] {
        all.extend(given(&small, rows));
    }
    for code in Refusal::CODES {
        assert!(all.iter().any(|given| given == code), "no row is answered `{code}`");
    }
}

#[test]
fn a_refusal_names_what_a_person_needs() {
    let refusal = Refusal::Overdraws { fund: slug("any"), available: Dong(-5) };
    assert_eq!(refusal.arguments(), vec![("fund", "any".into()), ("available", "-5".into())]);
    let codes: std::collections::BTreeSet<_> = Refusal::CODES.iter().collect();
    assert_eq!(codes.len(), Refusal::CODES.len());
}

/// A reader of the whole log has later entries at hand; none of them may be named.
#[test]
fn an_entry_names_only_earlier_ones() {
    let small = small_book();
    let mut later = small.clone();
    let line = later.must(line(1, 5, 70));
    let command = attribute(line, &[(Gift, 70)]);
    let facts = later.facts(&command.body);
    assert!(decide(&later.state, &facts, command.clone()).is_ok());
    let refused = decide(&small.state, &facts, command).unwrap_err();
    assert_eq!(refused, Refusal::WrongEntry { entry: line, needed: "bank_line/1" });
}
