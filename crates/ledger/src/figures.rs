//! Every figure that is shown: its identifier, what it means and its value at a size of the log. Pages,
//! stories and exports show figures by identifier; `verify` recomputes this same list from the log.

mod life;
mod matching;
mod movement;

use crate::accounts;
use crate::agreement::{AccountAgreement, Extent, agreement};
use crate::canonical::{Field, ObjectWriter, record, words};
use crate::claims::{Verdict, compare, question_of, recorded};
use crate::id::FundId;
use crate::kinds::people::AccountClass;
use crate::money::Dong;
use crate::rollup::Rollup;
use crate::state::{ImportFigures, Privacy, RightAsked, State, Turnover};

words! {
    /// The unit of a figure.
    Unit {
        /// Đồng.
        Dong = "dong",
        /// Things counted.
        Count = "count",
        /// Tenths of a day's work.
        DaysTenths = "days-tenths",
        /// Parts in ten thousand.
        Basis = "per-ten-thousand",
        /// A measure of a claim, in the claim's unit.
        Measured = "measured",
    }
}

record! {
    /// One figure.
    Figure {
        /// How it is computed, over the postings and entries of the log.
        expression: String,
        /// Identifier: `fund.ID.received`, `account.ID.balance`, …
        id: String,
        /// Its unit.
        unit: Unit,
        /// What would have to be known for it to be whole.
        unknowns: u64,
        /// The value; absent when unknown.
        value: Option<i64>,
    }
    /// `figures.json`: all figures at a size, in order of identifier.
    FigureList {
        /// The figures.
        figures: Vec<Figure>,
        /// Entries folded.
        size: u64,
    }
}

/// All figures of a state, in order of identifier.
#[must_use]
pub fn figures(state: &State) -> FigureList {
    let mut list = Builder { figures: Vec::new() };
    whole_book(state, &mut list);
    for fund in state.funds.keys() {
        of_fund(state, *fund, &mut list);
    }
    for (id, account) in &state.accounts {
        let expression = format!("sum(postings where account = {id})");
        list.dong(&format!("account.{id}.balance"), expression, state.account_sum(*id));
        if account.item.class == AccountClass::Bank {
            of_agreement(&agreement(state, *id), &mut list);
        }
    }
    for (number, import) in (1..).zip(&state.imports) {
        of_import(number, import, &mut list);
    }
    of_works(state, &mut list);
    life::of_lives(state, &mut list);
    of_claims(state, &mut list);
    matching::of_matching(state, &mut list);
    movement::of_movement(state, &mut list);
    let mut figures = list.figures;
    figures.sort_by(|first, second| first.id.cmp(&second.id));
    FigureList { figures, size: state.size }
}

impl FigureList {
    /// The canonical bytes of `figures.json`.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.figures.len() * 128);
        let mut object = ObjectWriter::new(&mut out);
        object.field("figures", &self.figures);
        object.field("size", &self.size);
        object.end();
        out.push(b'\n');
        out
    }

    /// The figure of this identifier.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Figure> {
        let place = self.figures.binary_search_by(|figure| figure.id.as_str().cmp(id)).ok()?;
        self.figures.get(place)
    }
}

/// The figures of one roll-up, each by its name alone.
#[must_use]
pub fn figures_of_rollup(of: &str, rollup: &Rollup) -> Vec<Figure> {
    let mut list = Builder { figures: Vec::new() };
    movement::of_rollup("", of, rollup, &mut list);
    list.figures
}

/// Reads `figures.json`.
pub fn read_figures(bytes: &[u8]) -> Result<FigureList, crate::canonical::Malformed> {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let mut reader = crate::canonical::Reader::new(bytes);
    let list = FigureList::read(&mut reader)?;
    reader.finish()?;
    Ok(list)
}

struct Builder {
    figures: Vec<Figure>,
}

impl Builder {
    fn push(
        &mut self,
        id: &str,
        expression: String,
        unit: Unit,
        value: Option<i64>,
        unknowns: u64,
    ) {
        self.figures.push(Figure { expression, id: id.to_owned(), unit, unknowns, value });
    }

    fn dong(&mut self, id: &str, expression: String, value: Dong) {
        self.push(id, expression, Unit::Dong, Some(value.0), 0);
    }

    fn count(&mut self, id: &str, expression: String, value: u64) {
        self.push(id, expression, Unit::Count, i64::try_from(value).ok(), 0);
    }
}

/// What persons asked for and what was done, as of the day of the last entry; nothing before there is any.
fn of_privacy(state: &State, list: &mut Builder) {
    let privacy = &state.privacy;
    if *privacy == Privacy::default() {
        return;
    }
    let today = state.last_recorded.date();
    let requests = || privacy.requests.values();
    let ended = requests().filter(|asked| asked.ended_on.is_some()).count() as u64;
    let late = |asked: &&RightAsked| today.is_some_and(|today| asked.is_late(today));
    list.count("privacy.asked", "count(privacy_request)".into(), requests().count() as u64);
    list.count("privacy.answered", "count(privacy_request done or refused)".into(), ended);
    let expression = "count(privacy_request past a deadline on the day of the last entry)";
    list.count("privacy.late", expression.into(), requests().filter(late).count() as u64);
    list.count(
        "privacy.erased",
        "count(entries named by erasure)".into(),
        privacy.erased.len() as u64,
    );
    let restated = privacy.restated.len() as u64;
    list.count("privacy.restated", "count(restatement)".into(), restated);
}

fn whole_book(state: &State, list: &mut Builder) {
    let received = state.fund_figures.values().map(|fund| fund.lines.credit).sum();
    list.dong("book.received", "sum(bank_line where amount > 0)".into(), received);
    let gifts = -state.account_sum(accounts::GIFTS);
    list.dong("book.gifts", "-sum(postings where account = gifts)".into(), gifts);
    let in_kind =
        -(state.account_sum(accounts::GOODS_GIFTS) + state.account_sum(accounts::LABOUR_GIFTS));
    let expression = "-sum(postings where account in (goods-gifts, labour-gifts))";
    list.dong("book.in-kind", expression.into(), in_kind);
    let held = state.funds.keys().map(|fund| state.held_back(*fund)).sum();
    let raised = gifts + in_kind - state.account_sum(accounts::UNATTRIBUTED) - held;
    let expression =
        "-sum(postings where account in (gifts, goods-gifts, labour-gifts, unattributed))";
    let (expression, and_held) = less_held("book", expression, held);
    list.dong("book.raised", expression, raised);
    held_figure("book", "", held, list);
    let spent = state.account_sum(accounts::SPENDING);
    list.dong("book.spent", "sum(postings where account = spending)".into(), spent);
    let expression = "sum(postings where account is bank or cash, or account = unsettled)";
    let left = state.funds.keys().map(|fund| state.left(*fund)).sum();
    list.dong("book.left", expression.into(), left);
    let goods = state.funds.keys().map(|fund| goods_in_store(state, *fund)).sum();
    list.dong("book.goods-in-store", "sum(postings where account is goods)".into(), goods);
    let expression =
        format!("book.raised{and_held} - book.spent - book.goods-in-store - book.left");
    list.dong("book.other", expression, raised + held - spent - goods - left);
    let lines =
        state.fund_figures.values().map(|fund| fund.lines.credits + fund.lines.debits).sum();
    list.count("book.lines", "count(bank_line not reversed)".into(), lines);
    let gifts = state.fund_figures.values().map(|fund| fund.gifts).sum();
    list.count("book.gift-count", "count(gifts of money attributed or entered)".into(), gifts);
    list.count("book.entries", "count(entries)".into(), state.size);
    list.count("book.funds", "count(fund)".into(), state.funds.len() as u64);
    list.count("book.programmes", "count(programme)".into(), state.programmes.len() as u64);
    list.count("book.works", "count(work)".into(), state.works.len() as u64);
    list.count("book.claims", "count(claim)".into(), state.claims.len() as u64);
    list.count(
        "book.requests-open",
        "count(spending_request open)".into(),
        state.requests.values().filter(|request| request.is_open()).count() as u64,
    );
    let waiting = state.imports.iter().map(|import| import.waiting.len() as u64).sum();
    of_privacy(state, list);
    list.count("book.waiting", "count(quarantined_row open)".into(), waiting);
    list.count(
        "book.breaches",
        "count(pairs of roles on one request held by one person)".into(),
        state.breaches,
    );
}

/// What a rule holds back is perhaps no gift, so it is not in what was raised: how that is written, and what
/// is added where the sums add up. A log without any keeps the expressions it had.
fn less_held(of: &str, expression: &str, held: Dong) -> (String, String) {
    if held == Dong::ZERO {
        return (expression.to_owned(), String::new());
    }
    (format!("{expression} - {of}.held"), format!(" + {of}.held"))
}

/// Credits that wait for a person because a rule says they may be no gifts; only where there are any.
fn held_figure(of: &str, within: &str, held: Dong, list: &mut Builder) {
    if held != Dong::ZERO {
        let expression = format!("sum(bank_line{within} held by line_rules and told by nobody)");
        list.dong(&format!("{of}.held"), expression, held);
    }
}

/// Goods of a fund not yet used, at their valuation.
fn goods_in_store(state: &State, fund: FundId) -> Dong {
    let stores =
        state.accounts.iter().filter(|(_, account)| account.item.class == AccountClass::Goods);
    stores.map(|(id, _)| state.sum(*id, fund)).sum()
}

/// What a fund was given, and how that stands against what was spent and what is left.
fn of_fund_balance(state: &State, fund: FundId, list: &mut Builder) {
    let name = |figure: &str| format!("fund.{fund}.{figure}");
    let given =
        [accounts::GIFTS, accounts::GOODS_GIFTS, accounts::LABOUR_GIFTS, accounts::UNATTRIBUTED];
    let held = state.held_back(fund);
    let raised = -given.iter().map(|account| state.sum(*account, fund)).sum::<Dong>() - held;
    let accounts_given = "gifts, goods-gifts, labour-gifts, unattributed";
    let expression =
        format!("-sum(postings where fund = {fund} and account in ({accounts_given}))");
    let (expression, and_held) = less_held(&format!("fund.{fund}"), &expression, held);
    list.dong(&name("raised"), expression, raised);
    held_figure(&format!("fund.{fund}"), &format!(" of {fund}"), held, list);
    if held != Dong::ZERO {
        let expression = format!("{} - {}", name("unattributed"), name("held"));
        let unattributed = -state.sum(accounts::UNATTRIBUTED, fund);
        list.dong(&name("unconfirmed"), expression, unattributed - held);
    }
    let goods = goods_in_store(state, fund);
    let expression = format!("sum(postings where fund = {fund} and account is goods)");
    list.dong(&name("goods-in-store"), expression, goods);
    let terms = ["spent", "goods-in-store", "left"].map(name).join(" - ");
    let other = raised + held - state.sum(accounts::SPENDING, fund) - goods - state.left(fund);
    list.dong(&name("other"), format!("{}{and_held} - {terms}", name("raised")), other);
}

fn of_fund(state: &State, fund: FundId, list: &mut Builder) {
    of_fund_balance(state, fund, list);
    let figures = state.fund_figures.get(&fund).cloned().unwrap_or_default();
    let name = |figure: &str| format!("fund.{fund}.{figure}");
    let within =
        |account: &str| format!("sum(postings where fund = {fund} and account = {account})");
    let bank = |condition: &str| format!("bank_line where fund = {fund} and amount {condition}");
    list.dong(&name("received"), format!("sum({})", bank("> 0")), figures.lines.credit);
    list.count(
        &name("lines"),
        format!("count(bank_line where fund = {fund})"),
        figures.lines.credits + figures.lines.debits,
    );
    list.count(&name("credits"), format!("count({})", bank("> 0")), figures.lines.credits);
    list.count(&name("debits"), format!("count({})", bank("< 0")), figures.lines.debits);
    list.dong(&name("paid-out-at-bank"), format!("-sum({})", bank("< 0")), figures.lines.debit);
    list.count(&name("gift-count"), format!("count(gifts of money to {fund})"), figures.gifts);
    for (figure, account, sign) in [
        ("gifts", accounts::GIFTS, -1),
        ("goods", accounts::GOODS_GIFTS, -1),
        ("labour", accounts::LABOUR_GIFTS, -1),
        ("interest", accounts::INTEREST, -1),
        ("unattributed", accounts::UNATTRIBUTED, -1),
        ("suspense", accounts::SUSPENSE, 1),
        ("fees", accounts::FEES, 1),
        ("refunds", accounts::REFUNDS, 1),
        ("spent", accounts::SPENDING, 1),
        ("unsettled", accounts::UNSETTLED, -1),
        ("transfers", accounts::TRANSFERS, 1),
    ] {
        let minus = if sign < 0 { "-" } else { "" };
        let value = Dong(state.sum(account, fund).0.saturating_mul(sign));
        list.dong(&name(figure), format!("{minus}{}", within(account.as_str())), value);
    }
    // Only where there is any: a log without it keeps the figures it had.
    let value = state.sum(accounts::FEES_VAT, fund);
    if value != Dong::ZERO {
        list.dong(&name("fees-vat"), within(accounts::FEES_VAT.as_str()), value);
    }
    list.dong(
        &name("left"),
        format!("sum(postings where fund = {fund} and account is bank or cash, or unsettled)"),
        state.left(fund),
    );
    list.dong(&name("reserved"), format!("sum(approved and unpaid of {fund})"), figures.reserved);
    list.dong(
        &name("available"),
        format!("{} - {}", name("left"), name("reserved")),
        state.available(fund),
    );
    let shortfall = (-state.available(fund)).max(Dong::ZERO);
    list.dong(&name("shortfall"), format!("max(0, -{})", name("available")), shortfall);
    list.dong(&name("pledged"), format!("sum(pledge where fund = {fund})"), figures.pledged);
}

fn of_agreement(found: &AccountAgreement, list: &mut Builder) {
    let account = found.account;
    let extents = [
        ("proved", found.proved),
        ("stated", found.stated),
        ("not-provable", found.not_provable),
        ("contradicted", found.contradicted),
    ];
    let whole: Dong = extents.iter().map(|(_, extent)| extent.money).sum();
    let lines: u64 = extents.iter().map(|(_, extent)| extent.lines).sum();
    for (name, extent) in extents {
        let Extent { days, lines: of_lines, money } = extent;
        let id = |figure: &str| format!("account.{account}.{name}.{figure}");
        let of = format!("bank_line where account = {account} and day is {name}");
        list.count(&id("days"), format!("count(days of {of})"), days);
        list.count(&id("lines"), format!("count({of})"), of_lines);
        list.dong(&id("money"), format!("sum(abs({of}))"), money);
        let share = share_of(money.0, whole.0);
        list.push(
            &id("money-share"),
            format!("sum(abs({of})) / sum(abs(bank_line where account = {account}))"),
            Unit::Basis,
            share,
            0,
        );
        let share =
            share_of(i64::try_from(of_lines).unwrap_or(0), i64::try_from(lines).unwrap_or(0));
        list.push(
            &id("lines-share"),
            format!("count({of}) / count(bank_line where account = {account})"),
            Unit::Basis,
            share,
            0,
        );
    }
}

fn of_import(number: u32, import: &ImportFigures, list: &mut Builder) {
    let name = |figure: &str| format!("import.{number}.{figure}");
    let of = format!("bank_line where import = {number}");
    let Turnover { credit, credits, debit, debits } = import.lines;
    list.count(&name("lines"), format!("count({of})"), credits + debits);
    list.count(&name("credits"), format!("count({of} and amount > 0)"), credits);
    list.count(&name("debits"), format!("count({of} and amount < 0)"), debits);
    list.dong(&name("credit"), format!("sum({of} and amount > 0)"), credit);
    list.dong(&name("debit"), format!("-sum({of} and amount < 0)"), debit);
    let expression = format!("count(quarantined_row where import = {number} and open)");
    list.count(&name("waiting"), expression, import.waiting.len() as u64);
}

/// Parts in ten thousand, rounded to the nearest (half up); unknown of nothing.
fn share_of(part: i64, whole: i64) -> Option<i64> {
    if whole <= 0 {
        return None;
    }
    let rounded = (i128::from(part) * 20_000 + i128::from(whole)) / (i128::from(whole) * 2);
    i64::try_from(rounded).ok()
}

fn of_works(state: &State, list: &mut Builder) {
    for (id, work) in &state.works {
        let figures = state.work_figures.get(id).cloned().unwrap_or_default();
        let name = |figure: &str| format!("work.{id}.{figure}");
        list.dong(&name("paid"), format!("sum(payment where work = {id})"), figures.paid);
        list.count(
            &name("payments"),
            format!("count(payment where work = {id})"),
            figures.payments,
        );
        list.dong(
            &name("in-kind"),
            format!("sum(valued gifts of goods and labour used in {id})"),
            figures.in_kind,
        );
        list.push(
            &name("labour"),
            format!("sum(labour days given to {id})"),
            Unit::DaysTenths,
            Some(figures.days_tenths),
            0,
        );
        for quantity in &work.item.quantities {
            let measure = quantity.measure.word();
            let unknowns = u64::from(quantity.value.is_none());
            list.push(
                &name(measure),
                format!("{measure} in the entry of {id}"),
                Unit::Measured,
                quantity.value,
                unknowns,
            );
        }
    }
}

fn of_claims(state: &State, list: &mut Builder) {
    let mut verdicts = [(Verdict::Agrees, 0), (Verdict::Disagrees, 0), (Verdict::CannotBeTold, 0)];
    for (id, claim) in &state.claims {
        let found = compare(state, &claim.item);
        list.push(
            &format!("claim.{id}.value"),
            format!("value in the entry of claim {id}"),
            Unit::Measured,
            claim.item.value,
            u64::from(claim.item.value.is_none()),
        );
        let (known, unknown, rest) = recorded(state, &claim.item);
        list.push(
            &format!("claim.{id}.known"),
            format!("sum of what is known of claim {id}"),
            Unit::Measured,
            known,
            unknown,
        );
        list.push(
            &format!("claim.{id}.remainder"),
            format!("claim.{id}.value - claim.{id}.known, if all is within it"),
            Unit::Measured,
            rest,
            u64::from(rest.is_none()),
        );
        list.push(
            &format!("claim.{id}.found"),
            question_of(state, &claim.item),
            Unit::Measured,
            found.known,
            found.unknown,
        );
        let rest = found.remainder.map(|(_, rest)| rest);
        list.push(
            &format!("claim.{id}.rest"),
            format!("claim.{id}.value - claim.{id}.found, if all is within it"),
            Unit::Measured,
            rest,
            u64::from(rest.is_none()),
        );
        for (verdict, count) in &mut verdicts {
            *count += u64::from(*verdict == found.verdict);
        }
    }
    for (verdict, count) in verdicts {
        let word = verdict.word();
        list.count(
            &format!("claims.{word}"),
            format!("count(claims whose comparison {word})"),
            count,
        );
    }
}
