//! Commands in a few words, so that tables of them read as data. All happen on 10 September 2024 and
//! are entered by `op` unless said otherwise.

use crate::world::World;
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::decide::Command;
use chungtay_ledger::entry::Authority;
use chungtay_ledger::id::Slug;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::checks::{
    BankLinePart, BrokenStep, ColumnRole, Gap, LineRules, Measured, Part, PrintedSums,
    RecoveredRow, SecondSource, StatementCheck, StatementLayout, StatementPages, Told, ToldLine,
};
use chungtay_ledger::kinds::people::{
    Account, AccountClass, Basis, Book, Fund, NamesPolicy, Organisation, OrganisationClass,
    PeriodClose, Person, PersonAlias, Post, Programme, ProgrammeClass, Purpose, Term,
};
use chungtay_ledger::kinds::privacy::{
    Answer, Channel, Consent, Erasure, NamesPolicyChange, PrivacyAnswer, PrivacyRequest,
    Restatement, Right,
};
use chungtay_ledger::kinds::receipts::{
    Attribution, AttributionRule, Balance, BalanceMoment, BalanceProof, BankLine, Gift, GiftForm,
    Goods, Import, LineAttribution, Pledge, QuarantineEnd, QuarantineOutcome, QuarantineReason,
    QuarantinedRow, Share, Totals, Valuation,
};
use chungtay_ledger::kinds::sightings::{LineSightings, Sighted};
use chungtay_ledger::kinds::spending::{
    Decision, Payment, Reversal, Settlement, SpendingDecision, SpendingRequest, Transfer,
};
use chungtay_ledger::kinds::told::{Claim, Comparator, Source, Statement, StatementClass};
use chungtay_ledger::kinds::works::{
    CostGroup, Measure, Place, PlaceClass, Quantity, Work, WorkClass, WorkState, WorkStep,
};
use chungtay_ledger::money::Dong;
use chungtay_ledger::term::{Bound, Period};

/// 11:00 on 10 September 2024 in Vietnam.
pub const NOW: i64 = 1_725_940_800;

pub fn slug<const N: usize>(text: &str) -> Slug<N> {
    Slug::new(text).unwrap()
}

pub fn slugs<const N: usize>(texts: &[&str]) -> Vec<Slug<N>> {
    texts.iter().map(|text| slug(text)).collect()
}

pub fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

pub fn say(body: Body) -> Command {
    Command {
        actor: slug("op"),
        authority: Authority::Asserted,
        occurred_on: day("2024-09-10"),
        recorded_at: Moment(NOW),
        record: Some(Commitment([7; 32])),
        amount: None,
        body,
    }
}

/// What may be said otherwise of a command.
pub trait Otherwise {
    fn by(self, actor: &str) -> Self;
    fn on(self, day: &str) -> Self;
    fn recorded(self, seconds: i64) -> Self;
    fn without_record(self) -> Self;
}

impl Otherwise for Command {
    fn by(mut self, actor: &str) -> Self {
        self.actor = slug(actor);
        self
    }
    fn on(mut self, date: &str) -> Self {
        self.occurred_on = day(date);
        self
    }
    fn recorded(mut self, seconds: i64) -> Self {
        self.recorded_at = Moment(seconds);
        self
    }
    fn without_record(mut self) -> Self {
        self.record = None;
        self
    }
}

pub fn book() -> Command {
    say(Body::Book(Book {
        demonstration: false,
        id: slug("small"),
        name: "Sổ nhỏ".into(),
        name_en: None,
        names_policy: NamesPolicy::Initials,
    }))
}

pub fn person(id: &str) -> Command {
    say(Body::Person(Person { id: slug(id), public_capacity: false }))
}

pub fn alias(alias: &str, person: &str) -> Command {
    say(Body::PersonAlias(PersonAlias { alias: slug(alias), person: slug(person) }))
}

pub fn organisation(id: &str, parent: Option<&str>) -> Command {
    say(Body::Organisation(Organisation {
        cited: None,
        class: OrganisationClass::State,
        during: None,
        id: slug(id),
        name: "Hải quan".into(),
        parent: parent.map(slug),
        relations: vec![],
        unenumerated: false,
        variants: vec![],
    }))
}

pub fn post(person: &str, during: Option<Period>) -> Command {
    say(Body::Post(Post {
        cited: None,
        during,
        organisation: Some(slug("customs")),
        person: slug(person),
        title: "Bí thư".into(),
    }))
}

pub fn between(from: &str, to: &str) -> Option<Period> {
    let period = Period { from: Bound::parse(from), to: Bound::parse(to) };
    (period.from.is_some() || period.to.is_some()).then_some(period)
}

pub fn term(id: &str, during: Option<Period>) -> Command {
    say(Body::Term(Term {
        cited: None,
        during,
        id: slug(id),
        name: "nhiệm kỳ".into(),
        organisation: None,
    }))
}

pub fn basis(id: &str) -> Command {
    say(Body::Basis(Basis {
        cited: None,
        class: "Nghị quyết".into(),
        id: slug(id),
        issuer: None,
        issuer_words: None,
        number: None,
        number_style: None,
        title: "Dân vận khéo".into(),
    }))
}

pub fn programme(id: &str, parent: Option<&str>) -> Command {
    say(Body::Programme(Programme {
        demonstration: false,
        cited: None,
        bases: slugs(&["basis"]),
        class: ProgrammeClass::Movement,
        during: None,
        id: slug(id),
        name: "Đường tuần tra".into(),
        organisation: None,
        parent: parent.map(slug),
    }))
}

pub fn fund(id: &str, general: bool, programmes: &[&str], works: &[&str]) -> Command {
    say(Body::Fund(Fund {
        demonstration: false,
        id: slug(id),
        name: "Quỹ".into(),
        name_en: None,
        organisation: None,
        purpose: Purpose { general, programmes: slugs(programmes), works: slugs(works) },
        sources: vec![],
    }))
}

pub fn account(id: &str, class: AccountClass, bank: Option<&str>) -> Command {
    say(Body::Account(Account {
        demonstration: false,
        bank: bank.map(str::to_owned),
        class,
        id: slug(id),
        name: "Tài khoản".into(),
    }))
}

pub fn close(through: &str) -> Command {
    say(Body::PeriodClose(PeriodClose { through: day(through) }))
}

pub fn place(id: &str, parent: Option<&str>) -> Command {
    say(Body::Place(Place {
        cited: None,
        class: PlaceClass::Commune,
        code: None,
        during: None,
        id: slug(id),
        name: "Mẫu Sơn".into(),
        parent: parent.map(slug),
        successor: None,
    }))
}

pub fn work(id: &str, programme: Option<&str>, quantities: &[(Measure, Option<i64>)]) -> Command {
    let quantities = quantities.iter();
    let quantities = quantities.map(|(measure, value)| Quantity {
        measure: *measure,
        value: *value,
        words: None,
    });
    say(Body::Work(Work {
        demonstration: false,
        cited: None,
        chainage: None,
        class: WorkClass::Road,
        id: slug(id),
        launchers: vec![],
        markers: vec![],
        name: "Đường".into(),
        place_words: None,
        places: vec![],
        programme: programme.map(slug),
        quantities: quantities.collect(),
        variants: vec![],
    }))
}

pub fn step(work: &str, state: WorkState) -> Command {
    say(Body::WorkStep(WorkStep { during: None, state, work: slug(work) }))
}

pub fn group(id: &str, works: &[&str]) -> Command {
    say(Body::CostGroup(CostGroup { id: slug(id), works: slugs(works) }))
}

pub fn source(id: &str) -> Command {
    say(Body::Source(Source {
        class: "bài báo".into(),
        id: slug(id),
        published: None,
        title: "Dân vận khéo".into(),
    }))
}

pub fn claim(
    id: &str,
    subjects: &[&str],
    measure: Measure,
    value: Option<(Comparator, i64)>,
) -> Command {
    claim_of(id, subjects, &[], measure, value)
}

pub fn claim_of(
    id: &str,
    subjects: &[&str],
    components: &[&str],
    measure: Measure,
    value: Option<(Comparator, i64)>,
) -> Command {
    say(Body::Claim(Claim {
        components: slugs(components),
        comparator: value.map(|(comparator, _)| comparator),
        id: slug(id),
        jointly: false,
        line: None,
        measure,
        period: None,
        source: slug("article"),
        subjects: slugs(subjects),
        value: value.map(|(_, value)| value),
        words: "trên 3 tỷ đồng".into(),
    }))
}

pub fn statement(id: &str, source: &str, subjects: &[&str]) -> Command {
    say(Body::Statement(Statement {
        class: StatementClass::Plan,
        id: slug(id),
        line: None,
        order: None,
        period: None,
        source: slug(source),
        subjects: slugs(subjects),
        words: None,
    }))
}

pub fn import(number: u32, account: &str, fund: &str) -> Command {
    say(Body::Import(Import {
        account: slug(account),
        file: Commitment([1; 32]),
        format: "vcb-csv".into(),
        fund: slug(fund),
        number,
        rows: 10,
    }))
}

pub fn line(import: u32, row: u32, amount: i64) -> Command {
    let mut command = say(Body::BankLine(BankLine { import, row }));
    command.amount = Some(Dong(amount));
    command
}

/// What the bank took with the row, in a column of its own.
pub fn part(import: u32, row: u32, part: Part, amount: i64) -> Command {
    let mut command = say(Body::BankLinePart(BankLinePart { import, part, row })).without_record();
    command.amount = Some(Dong(amount));
    command
}

/// What the rules of one day tell of an import's lines.
pub fn told(import: u32, lines: &[(u64, Told)]) -> Command {
    let lines =
        lines.iter().map(|(line, told)| ToldLine { line: *line, rule: "r".into(), told: *told });
    let (lines, rules) = (lines.collect(), day("2024-01-01"));
    say(Body::LineRules(LineRules { import, lines, rules })).without_record()
}

pub fn pages(import: u32, pages: &[(u32, &[u32])]) -> Command {
    let pages = pages.iter().map(|(first, rows)| (*first, rows.to_vec())).collect();
    say(Body::StatementPages(StatementPages { import, pages })).without_record()
}

pub fn layout(name: &str, columns: &[(ColumnRole, u32)]) -> Command {
    let head = vec!["Dato".into(), "Tekst".into(), "Beløb".into()];
    let columns = columns.to_vec();
    say(Body::StatementLayout(StatementLayout { columns, head, name: slug(name) })).without_record()
}

/// What the file of the small book's import proves: ten rows, nine steps.
pub fn check(import: Option<u32>, otherwise: impl Fn(&mut StatementCheck)) -> Command {
    let mut check = StatementCheck {
        account: slug("vcb"),
        breaks: vec![BrokenStep { expected: Dong(5), printed: Dong(6), row: 3 }],
        broken: 1,
        file: Commitment([1; 32]),
        format: "delimited".into(),
        gaps: vec![Gap {
            from: day("2024-09-10"),
            lines: 1,
            money: Dong(1_000),
            to: day("2024-09-10"),
        }],
        import,
        printed: vec![PrintedSums {
            closing: Some(Dong(1_400)),
            credits: Some(Dong(1_500)),
            debits: None,
            from: Some(day("2024-09-01")),
            opening: Some(Dong(0)),
            pages: Some(2),
            to: None,
        }],
        recovered: vec![RecoveredRow { amount: Dong(-100), row: 3 }],
        reordered: false,
        rows: 10,
        second: import.is_none().then(|| SecondSource {
            doubtful: 0,
            earlier: vec![1],
            known: 10,
            missing: 0,
        }),
        steps: 9,
        whole: Measured { credit: Dong(1_500), debit: Dong(100), lines: 10 },
    };
    otherwise(&mut check);
    say(Body::StatementCheck(check)).without_record()
}

/// Lines that the file of an import, or one that told nothing new, shows again: row, line, how many, downwards.
pub fn sightings(import: Option<u32>, seen: &[(u32, u64, u32, bool)]) -> Command {
    let sighted = |(row, line, count, falls): &(u32, u64, u32, bool)| Sighted {
        count: *count,
        falls: *falls,
        line: *line,
        row: *row,
    };
    say(Body::LineSightings(LineSightings {
        account: slug("vcb"),
        file: Commitment([if import.is_some() { 1 } else { 2 }; 32]),
        import,
        pages: Vec::new(),
        seen: seen.iter().map(sighted).collect(),
    }))
    .without_record()
}

/// The same, with its pages.
pub fn paged_sightings(
    import: Option<u32>,
    seen: &[(u32, u64, u32, bool)],
    pages: &[(u32, &[u32])],
) -> Command {
    let mut command = sightings(import, seen);
    if let Body::LineSightings(sightings) = &mut command.body {
        sightings.pages = pages.iter().map(|(first, rows)| (*first, rows.to_vec())).collect();
    }
    command
}

pub fn waiting(import: u32, row: u32) -> Command {
    say(Body::QuarantinedRow(QuarantinedRow { import, reason: QuarantineReason::Doubtful, row }))
}

pub fn settled(waiting: u64, outcome: QuarantineOutcome, line: Option<u64>) -> Command {
    say(Body::QuarantineEnd(QuarantineEnd { line, outcome, waiting }))
}

pub fn balance(account: &str, import: Option<u32>, source: Option<&str>) -> Command {
    closing(account, "2024-09-10", 1_400, import, source)
}

/// Printed where an import is named, else stated.
pub fn closing(
    account: &str,
    on: &str,
    amount: i64,
    import: Option<u32>,
    source: Option<&str>,
) -> Command {
    let printed = import.is_some();
    say(Body::Balance(Balance {
        account: slug(account),
        amount: Dong(amount),
        import,
        moment: BalanceMoment::Closing,
        on: day(on),
        proof: if printed { BalanceProof::Printed } else { BalanceProof::Stated },
        source: source.map(str::to_owned),
    }))
}

pub fn rule(import: u32) -> Command {
    say(Body::AttributionRule(AttributionRule { count: 0, import }))
}

pub fn attribute(line: u64, shares: &[(Attribution, i64)]) -> Command {
    let shares = shares.iter().map(|(attribution, amount)| Share {
        amount: Dong(*amount),
        attribution: *attribution,
        donor: None,
        organisation: None,
    });
    say(Body::Attribution(LineAttribution { line, shares: shares.collect() }))
}

fn gift(form: GiftForm, fund: &str) -> Gift {
    Gift {
        account: None,
        amount: None,
        days_tenths: None,
        donor: None,
        form,
        fund: slug(fund),
        goods: None,
        organisation: None,
        valuation: None,
        work: None,
    }
}

fn valued(amount: Option<i64>) -> Option<Valuation> {
    amount.map(|amount| Valuation { amount: Dong(amount), source: "giá thị trường".into() })
}

pub fn cash(fund: &str, account: &str, amount: i64) -> Command {
    let form = gift(GiftForm::Cash, fund);
    let (account, amount) = (Some(slug(account)), Some(Dong(amount)));
    say(Body::Gift(Gift { account, amount, ..form }))
}

pub fn goods(fund: &str, account: Option<&str>, value: Option<i64>, work: Option<&str>) -> Command {
    let cement =
        Goods { item: "xi măng".into(), quantity_thousandths: 11_000, unit: "tấn".into() };
    say(Body::Gift(Gift {
        account: account.map(slug),
        goods: Some(cement),
        valuation: valued(value),
        work: work.map(slug),
        ..gift(GiftForm::Goods, fund)
    }))
}

pub fn labour(fund: &str, days_tenths: i64, value: Option<i64>, work: Option<&str>) -> Command {
    say(Body::Gift(Gift {
        days_tenths: Some(days_tenths),
        valuation: valued(value),
        work: work.map(slug),
        ..gift(GiftForm::Labour, fund)
    }))
}

/// A gift with something changed.
pub fn changed(mut command: Command, change: impl FnOnce(&mut Gift)) -> Command {
    if let Body::Gift(gift) = &mut command.body {
        change(gift);
    }
    command
}

pub fn pledge(fund: &str, amount: i64) -> Command {
    say(Body::Pledge(Pledge {
        amount: Dong(amount),
        donor: None,
        due: None,
        fund: slug(fund),
        organisation: None,
    }))
}

/// The same with its giver's initials sealed beside the name.
pub fn named(mut command: Command) -> Command {
    command.body = match command.body {
        Body::Attribution(told) => Body::NamedAttribution(told),
        Body::Gift(gift) => Body::NamedGift(gift),
        Body::Pledge(pledge) => Body::NamedPledge(pledge),
        body => body,
    };
    command
}

pub fn totals(import: Option<u32>) -> Command {
    say(Body::Totals(Totals { import, lines: None, totals: vec![], waiting: None }))
}

pub fn request(fund: &str, work: Option<&str>, programme: Option<&str>, amount: i64) -> Command {
    let asked = SpendingRequest {
        amount: Dong(amount),
        fund: slug(fund),
        payee: None,
        programme: programme.map(slug),
        purpose: "Xi măng".into(),
        work: work.map(slug),
    };
    say(Body::SpendingRequest(asked)).by("maker")
}

pub fn decision(request: u64, decision: Decision) -> Command {
    say(Body::SpendingDecision(SpendingDecision { decision, request })).by("checker")
}

pub fn approve(request: u64) -> Command {
    decision(request, Decision::Approved)
}

pub fn pay(request: u64, account: &str, amount: i64) -> Command {
    say(Body::Payment(Payment {
        account: slug(account),
        amount: Dong(amount),
        request,
        voucher: Commitment([3; 32]),
    }))
    .by("payer")
}

pub fn settle(line: u64, payment: u64) -> Command {
    say(Body::Settlement(Settlement { line, payment }))
}

pub fn transfer(from: (&str, &str), to: (&str, &str), amount: i64) -> Command {
    say(Body::Transfer(Transfer {
        amount: Dong(amount),
        from_account: slug(from.0),
        from_fund: slug(from.1),
        to_account: slug(to.0),
        to_fund: slug(to.1),
    }))
}

pub fn reverse(entry: u64) -> Command {
    say(Body::Reversal(Reversal { entry }))
}

/// States an entry again with its body changed; `checker` agrees.
pub fn restate(world: &World, entry: u64, change: impl FnOnce(&mut Body)) -> Command {
    let place = usize::try_from(entry).unwrap();
    let mut stated = world.entries[place].clone();
    change(&mut stated.body);
    say(Body::Restatement(Restatement {
        approved_by: slug("checker"),
        entry,
        leaf: world.entries[place].leaf(),
        stated: Box::new(stated),
    }))
}

pub fn erase(entries: &[u64], request: Option<&str>) -> Command {
    say(Body::Erasure(Erasure {
        approved_by: slug("checker"),
        entries: entries.to_vec(),
        request: request.map(slug),
    }))
}

pub fn consent(entry: u64, shown: NamesPolicy) -> Command {
    say(Body::Consent(Consent { entry, shown }))
}

pub fn names_policy(shown: NamesPolicy) -> Command {
    say(Body::NamesPolicy(NamesPolicyChange { shown }))
}

pub fn asks(id: &str, right: Right, received_on: &str) -> Command {
    say(Body::PrivacyRequest(PrivacyRequest {
        channel: Channel::Telephone,
        id: slug(id),
        received_on: day(received_on),
        right,
    }))
}

pub fn answers(request: &str, answer: Answer) -> Command {
    say(Body::PrivacyAnswer(PrivacyAnswer { answer, request: slug(request) }))
}
