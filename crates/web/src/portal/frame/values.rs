//! How a frame writes numbers, dates, names and quotations, each bound to its figure or its entry.

use super::Frame;
use crate::portal::figure::{Comparator, Cost, Figure, Unit};
use crate::portal::html::Html;
use crate::portal::pages::lines::charts::SizeBar;
use crate::portal::pages::places::ListedUnit;
use crate::portal::pages::works::PlaceName;
use crate::portal::period::{Edge, Span};
use crate::portal::record::{Amount, Named, Opened, Verbatim};
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::money::Dong;
use chungtay_search::Between;
use chungtay_text::{Language, date, money, words};
use std::borrow::Borrow;

impl Frame {
    /// A figure with its seal.
    #[must_use]
    pub fn figure(&self, figure: &Figure) -> Html {
        Html::new()
            .raw("<span class=\"fig\">")
            .html(&self.bare(figure))
            .html(&self.seal(figure))
            .raw("</span>")
    }

    /// An amount of money in full with its short form below or beside it.
    #[must_use]
    pub fn big(&self, figure: &Figure) -> Html {
        let html = self.figure(figure);
        match (&figure.unit, figure.value) {
            (Unit::Dong, Some(value)) if value.abs() >= 1_000_000 => html
                .raw(" <data class=\"short\" value=\"")
                .number(value)
                .raw(if figure.has_proof { "\" data-figure=\"" } else { "\" data-source=\"" })
                .text(&figure.id)
                .raw("\">")
                .text(&money::short(Dong(value), self.language))
                .raw("</data>"),
            _ => html,
        }
    }

    /// A figure without its seal, for places where a link would stand inside a link.
    #[must_use]
    pub fn bare(&self, figure: &Figure) -> Html {
        let Some(value) = figure.value else {
            return Html::new()
                .raw("<span class=\"unknown\" ")
                .raw(if figure.has_proof { "data-figure=\"" } else { "data-source=\"" })
                .text(&figure.id)
                .raw("\">")
                .icon("unknown")
                .text(&self.text("value-unknown"))
                .raw("</span>");
        };
        let class = if value < 0 { "figure negative" } else { "figure" };
        let html = Html::new()
            .raw("<data class=\"")
            .raw(class)
            .raw("\" value=\"")
            .number(value)
            .raw("\" ")
            .raw(if figure.has_proof { "data-figure=\"" } else { "data-source=\"" })
            .text(&figure.id)
            .raw("\">");
        self.meant(figure.comparator, html).text(&self.quantity(value, &figure.unit)).raw("</data>")
    }

    /// "more than", "about", … before the number, in words.
    fn meant(&self, comparator: Comparator, html: Html) -> Html {
        match comparator {
            Comparator::Equal => html,
            Comparator::MoreThan
            | Comparator::AtLeast
            | Comparator::LessThan
            | Comparator::AtMost
            | Comparator::About => {
                let key = match comparator {
                    Comparator::MoreThan => "comparator-more-than",
                    Comparator::AtLeast => "comparator-at-least",
                    Comparator::LessThan => "comparator-less-than",
                    Comparator::AtMost => "comparator-at-most",
                    Comparator::About | Comparator::Equal => "comparator-about",
                };
                html.raw("<span class=\"sign\">").text(&self.text(key)).raw("</span> ")
            }
        }
    }

    /// A value with its unit, in plain text.
    pub(super) fn quantity(&self, value: i64, unit: &Unit) -> String {
        match unit {
            Unit::Dong => money::full(Dong(value), self.language),
            Unit::Count => money::grouped(value, self.language),
            Unit::DaysTenths => self.tenths(value),
            Unit::Metres => format!("{} m", money::grouped(value, self.language)),
            Unit::Share => self.share(value),
            Unit::Words(words) => {
                format!("{} {}", money::grouped(value, self.language), words.text)
            }
        }
    }

    /// Hundredths of a per cent, with up to two decimals.
    fn share(&self, hundredths: i64) -> String {
        let gap = match self.language {
            Language::Vietnamese => " ",
            Language::English => "",
        };
        format!("{}{gap}%", self.hundredths(hundredths))
    }

    /// Tenths, with the decimal only where it says something.
    fn tenths(&self, tenths: i64) -> String {
        self.hundredths(tenths.saturating_mul(10))
    }

    fn hundredths(&self, hundredths: i64) -> String {
        let mark = match self.language {
            Language::Vietnamese => ',',
            Language::English => '.',
        };
        let sign = if hundredths < 0 { "−" } else { "" };
        let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        let whole = money::grouped(i64::try_from(whole).unwrap_or(i64::MAX), self.language);
        let decimals = match (part / 10, part % 10) {
            (0, 0) => String::new(),
            (tenths, 0) => format!("{mark}{tenths}"),
            (tenths, rest) => format!("{mark}{tenths}{rest}"),
        };
        format!("{sign}{whole}{decimals}")
    }

    fn seal(&self, figure: &Figure) -> Html {
        if !figure.has_proof {
            return Html::new();
        }
        Html::new()
            .raw("<a class=\"seal\" href=\"")
            .text(&self.link(format!("/figures/{}", figure.id)))
            .raw("\" aria-label=\"")
            .text(&self.text("figure-proof"))
            .raw(": ")
            .text(&figure.id)
            .raw("\">")
            .icon("seal")
            .raw("</a>")
    }

    /// What a work cost: its own, joint and not split, or unknown.
    #[must_use]
    pub fn cost(&self, cost: &Cost) -> Html {
        match cost {
            Cost::Own(figure) | Cost::Unknown(figure) => self.figure(figure),
            Cost::Joint { whole, with } => {
                let mut names = Html::new();
                for (index, other) in with.iter().enumerate() {
                    if index > 0 {
                        names = names.raw(", ");
                    }
                    names = names.html(&self.named(other));
                }
                Html::new()
                    .raw("<span class=\"joint\">")
                    .html(&self.figure(whole))
                    .raw("<span class=\"joint-note\">")
                    .icon("joint")
                    .raw("<span>")
                    .html(&self.phrase("cost-joint", &[("works", names)]))
                    .raw("</span></span></span>")
            }
        }
    }

    /// An entry's amount, bound to the entry.
    #[must_use]
    pub fn amount(&self, amount: &Amount) -> Html {
        let class = if amount.is_negative() { "amount negative" } else { "amount" };
        Html::new()
            .raw("<data class=\"")
            .raw(class)
            .raw("\" value=\"")
            .number(amount.dong.0)
            .raw("\" data-entry=\"")
            .raw(&amount.entry.to_string())
            .raw("\">")
            .text(&money::full(amount.dong, self.language))
            .raw("</data>")
    }

    /// An entry's amount in words, without its sign, bound to the entry.
    #[must_use]
    pub fn in_words(&self, amount: &Amount) -> Html {
        let dong = Dong(amount.dong.0.saturating_abs());
        Html::new()
            .raw("<span data-entry=\"")
            .raw(&amount.entry.to_string())
            .raw("\">")
            .text(&words::amount(dong, self.language))
            .raw("</span>")
    }

    /// An amount that the reader typed, as it was understood.
    #[must_use]
    pub fn typed_amount(&self, amount: impl Borrow<Dong>) -> Html {
        let amount = *amount.borrow();
        Html::new()
            .raw("<data class=\"amount\" data-source=\"search\" value=\"")
            .number(amount.0)
            .raw("\">")
            .text(&money::full(amount, self.language))
            .raw("</data>")
    }

    /// Amounts that were asked for: one, or between two.
    #[must_use]
    pub fn between_amounts(&self, between: impl Borrow<Between<Dong>>) -> Html {
        self.between(*between.borrow(), |amount| self.typed_amount(amount))
    }

    /// Days that were asked for: one, or between two.
    #[must_use]
    pub fn between_days(&self, between: impl Borrow<Between<Date>>) -> Html {
        self.between(*between.borrow(), |day| self.date(day))
    }

    fn between<T: Copy + Ord>(&self, between: Between<T>, show: impl Fn(T) -> Html) -> Html {
        match (between.least, between.most) {
            (Some(least), Some(most)) if least == most => show(least),
            (Some(least), Some(most)) => {
                self.phrase("between-both", &[("least", show(least)), ("most", show(most))])
            }
            (Some(least), None) => self.phrase("between-least", &[("least", show(least))]),
            (None, Some(most)) => self.phrase("between-most", &[("most", show(most))]),
            (None, None) => Html::new(),
        }
    }

    /// Amounts from one on and below another.
    #[must_use]
    pub fn size_range(&self, bar: &SizeBar) -> Html {
        let least = ("least", self.typed_amount(bar.least));
        match bar.below {
            Some(below) => {
                self.phrase("between-below", &[least, ("below", self.typed_amount(below))])
            }
            None => self.phrase("between-least", &[least]),
        }
    }

    /// The words around one or two ends that a script of a static copy fills in: `both`, `least`, `most`.
    #[must_use]
    pub fn between_slots(&self, kind: &str) -> Html {
        let slot = |end: &str| Html::new().raw("<span data-slot=\"").raw(end).raw("\"></span>");
        match kind {
            "both" => {
                self.phrase("between-both", &[("least", slot("least")), ("most", slot("most"))])
            }
            "least" => self.phrase("between-least", &[("least", slot("least"))]),
            _ => self.phrase("between-most", &[("most", slot("most"))]),
        }
    }

    /// A place for words of an entry, which a script of a static copy fills.
    #[must_use]
    pub fn empty_words(&self) -> Html {
        self.in_vietnamese(Html::new().raw("<span")).raw("></span>")
    }

    /// A place for a number that a script of a static copy fills from the published index.
    #[must_use]
    pub fn slot(&self, slot: &str, id: &str) -> Html {
        Html::new()
            .raw("<span class=\"fig\"><data class=\"figure\" value=\"\" data-source=\"")
            .text(id)
            .raw("\" data-slot=\"")
            .text(slot)
            .raw("\"></data></span>")
    }

    /// A day.
    #[must_use]
    pub fn date(&self, day: impl Borrow<Date>) -> Html {
        let day = *day.borrow();
        self.time(&day.to_string(), &date::short(day, self.language))
    }

    /// A moment, to the minute, in `Asia/Ho_Chi_Minh`.
    #[must_use]
    pub fn moment(&self, moment: impl Borrow<Moment>) -> Html {
        let moment = *moment.borrow();
        let (hours, minutes, seconds) = moment.time_of_day();
        let day = moment.date().map_or_else(String::new, |date| date.to_string());
        let machine = format!("{day}T{hours:02}:{minutes:02}:{seconds:02}+07:00");
        self.time(&machine, &date::moment(moment, self.language))
    }

    #[expect(clippy::unused_self, reason = "every way of writing a value is asked of the frame")]
    pub(super) fn time(&self, machine: &str, said: &str) -> Html {
        Html::new().raw("<time datetime=\"").text(machine).raw("\">").text(said).raw("</time>")
    }

    /// A period. Words that fix no date stand as the source has them ("đến nay" says "đến" itself).
    #[must_use]
    pub fn span(&self, span: &Span) -> Html {
        let (from, to) = (self.edge(&span.from), self.edge(&span.to));
        let html = match (&span.from, &span.to) {
            (Edge::Untold, Edge::Untold) => {
                return Html::new()
                    .raw("<span class=\"unknown\">")
                    .icon("unknown")
                    .text(&self.text("period-untold"))
                    .raw("</span>");
            }
            (Edge::Untold, Edge::On(_)) => self.phrase("period-until", &[("to", to)]),
            (Edge::Untold, Edge::Words(_)) => to,
            (Edge::On(_) | Edge::Words(_), Edge::Untold) => {
                self.phrase("period-since", &[("from", from)])
            }
            (Edge::On(_) | Edge::Words(_), Edge::On(_)) => {
                self.phrase("period-between", &[("from", from), ("to", to)])
            }
            (Edge::On(_) | Edge::Words(_), Edge::Words(_)) => from.raw(" – ").html(&to),
        };
        let fixed = |edge: &Edge| !matches!(edge, Edge::Words(_));
        if fixed(&span.from) && fixed(&span.to) { html } else { self.without_date(html) }
    }

    /// Adds that the words before fix no date.
    fn without_date(&self, html: Html) -> Html {
        html.raw(" <span class=\"muted\">(").text(&self.text("edge-no-date")).raw(")</span>")
    }

    fn edge(&self, edge: &Edge) -> Html {
        match edge {
            Edge::On(day) => self.date(*day),
            Edge::Words(words) => self.verbatim(words),
            Edge::Untold => Html::new(),
        }
    }

    /// Words of an entry.
    #[must_use]
    pub fn verbatim(&self, words: &Verbatim) -> Html {
        let html = Html::new().raw("<span data-entry=\"").raw(&words.entry.to_string()).raw("\"");
        self.in_vietnamese(html).raw(">").text(&words.text).raw("</span>")
    }

    /// Says that words are Vietnamese where the page is not.
    pub(super) fn in_vietnamese(&self, html: Html) -> Html {
        match self.language {
            Language::Vietnamese => html,
            Language::English => html.raw(" lang=\"vi\""),
        }
    }

    /// A name, linked where the thing has a page.
    #[must_use]
    pub fn named(&self, named: &Named) -> Html {
        let name = self.verbatim(&named.name);
        if named.room.path().is_none() {
            return name;
        }
        Html::new()
            .raw("<a href=\"")
            .text(&self.room_link(named.room, &named.id))
            .raw("\">")
            .html(&name)
            .raw("</a>")
            .html(&self.demonstration(named))
    }

    /// What a place is, before its name; nothing where the name begins with it.
    #[must_use]
    pub fn place_class(&self, place: &PlaceName) -> Html {
        let class = self.word("place-class", place.class.word());
        let (told, name) = (class.to_lowercase(), place.name.text.to_lowercase());
        let mut ends = told.match_indices(' ').map(|(at, _)| &told[at + 1..]).chain([&*told]);
        if ends.any(|end| name.starts_with(end)) || told.ends_with(&name) {
            return Html::new();
        }
        Html::new().text(&class).text(" ")
    }

    /// A unit of the national list with those around it and its code, marked with where they come from.
    #[must_use]
    pub fn listed_unit(&self, unit: &ListedUnit) -> Html {
        let list = "<span lang=\"vi\" data-source=\"vietnamadminunits\">";
        let mut html = Html::new().raw(list).text(unit.name);
        for around in &unit.within {
            html = html.text(", ").text(around);
        }
        html.raw("</span> ").html(&self.code(unit.code))
    }

    /// A private field as far as it is open.
    #[must_use]
    pub fn opened(&self, opened: &Opened) -> Html {
        let (icon, key) = match opened {
            Opened::Text(words) => return self.verbatim(words),
            Opened::Withheld => ("lock", "opened-withheld"),
            Opened::Anonymous => ("lock", "opened-anonymous"),
            Opened::Erased => ("erased", "opened-erased"),
            Opened::Absent => ("none", "opened-absent"),
        };
        Html::new().raw("<span class=\"withheld\">").icon(icon).text(&self.text(key)).raw("</span>")
    }

    /// An entry's number, linked to its page.
    #[must_use]
    pub fn entry(&self, number: impl Borrow<u64>) -> Html {
        let number = *number.borrow();
        Html::new()
            .raw("<a href=\"")
            .text(&self.link(format!("/entries/{number}")))
            .raw("\">")
            .text(&self.text("entry-name"))
            .raw(" <code>")
            .raw(&number.to_string())
            .raw("</code></a>")
    }

    /// An identifier or a hash.
    #[must_use]
    pub fn code(&self, text: impl AsRef<str>) -> Html {
        Html::new().raw("<code>").text(text.as_ref()).raw("</code>")
    }

    /// Words of an entry that stand in the page's own language (the book's name in English).
    #[must_use]
    pub fn in_own_language(&self, words: &Verbatim) -> Html {
        let translated =
            self.book.as_ref().is_some_and(|book| book.name_english.as_ref() == Some(words));
        if !translated {
            return self.verbatim(words);
        }
        Html::new()
            .raw("<span data-entry=\"")
            .raw(&words.entry.to_string())
            .raw("\">")
            .text(&words.text)
            .raw("</span>")
    }

    /// The attribute that says which entry names the book, for titles that end with its name.
    #[must_use]
    pub fn title_entry(&self) -> Html {
        match self.book_words() {
            Some(words) => {
                Html::new().raw(" data-entry=\"").raw(&words.entry.to_string()).raw("\"")
            }
            None => Html::new(),
        }
    }

    /// When a step was reached: a day, words that fix none, or untold.
    #[must_use]
    pub fn when(&self, edge: &Edge) -> Html {
        match edge {
            Edge::On(day) => self.date(*day),
            Edge::Words(words) => self.without_date(self.verbatim(words)),
            Edge::Untold => Html::new().text(&self.text("when-untold")),
        }
    }
}
