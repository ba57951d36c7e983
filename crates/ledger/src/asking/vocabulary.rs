//! The words of the figure language, English and Vietnamese: the first of each list is the one it is
//! written down with.

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// How many.
    Count,
    /// How much money.
    Sum,
    /// How many metres.
    Length,
    /// How many lamp posts.
    Lamps,
    /// How many houses.
    Houses,
    /// What it cost.
    Cost,
    /// How many days of labour.
    Days,
    /// What a claim says.
    Value,
}

/// Things that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Things {
    /// Works.
    Works,
    /// Programmes, movements, drives.
    Programmes,
    /// Claims.
    Claims,
    /// Gifts.
    Gifts,
    /// Promises.
    Pledges,
    /// Payments.
    Spending,
    /// Money that came to the bank, told or not.
    Receipts,
    /// Money that left the bank.
    Withdrawals,
}

/// What a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A programme and what is below it.
    Programme,
    /// An organisation and what is below it.
    Organisation,
    /// A place and what is in it.
    Place,
    /// A class of works, programmes or gifts.
    Kind,
    /// Markers along a border.
    Markers,
    /// A fund.
    Fund,
    /// Where a fund's money comes from.
    FundSource,
    /// A work.
    Work,
    /// Where a work stands in its life.
    State,
    /// A bank account.
    Account,
    /// Whether it was invented for demonstration: `yes` or `no`.
    Demonstration,
}

/// A word of the language that stands by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    Measure(Measured),
    Things(Things),
    Field(Field),
    Of,
    Told,
    By,
    And,
    From,
    To,
    In,
    On,
    Term,
    Figure,
    AsOf,
    Plus,
    Minus,
}

const MEASURES: &[(Measured, &[&str])] = &[
    (Measured::Count, &["count", "number", "số lượng", "đếm", "số"]),
    (Measured::Sum, &["sum", "total", "amount", "tổng số tiền", "số tiền", "tổng"]),
    (Measured::Length, &["length", "metres", "tổng chiều dài", "chiều dài", "số mét"]),
    (Measured::Lamps, &["lamps", "số đèn", "số cột đèn"]),
    (Measured::Houses, &["houses", "số nhà"]),
    (Measured::Cost, &["cost", "tổng kinh phí", "kinh phí", "chi phí", "tổng trị giá", "trị giá"]),
    (Measured::Days, &["days", "ngày công", "số ngày công"]),
    (Measured::Value, &["value", "con số được kể"]),
];

const THINGS: &[(Things, &[&str])] = &[
    (Things::Works, &["works", "work", "các công trình", "công trình"]),
    (Things::Programmes, &["programmes", "programme", "các chương trình", "chương trình"]),
    (Things::Claims, &["claims", "claim", "các lời kể", "lời kể"]),
    (Things::Gifts, &["gifts", "gift", "các khoản ủng hộ", "khoản ủng hộ", "tiền ủng hộ"]),
    (Things::Pledges, &["pledges", "pledge", "các cam kết", "cam kết"]),
    (Things::Spending, &["spending", "payments", "các khoản chi", "khoản chi"]),
    (Things::Receipts, &["receipts", "tiền vào"]),
    (Things::Withdrawals, &["withdrawals", "tiền ra"]),
];

const FIELDS: &[(Field, &[&str])] = &[
    (Field::Programme, &["programme", "chương trình"]),
    (Field::Organisation, &["organisation", "tổ chức", "đơn vị"]),
    (Field::Place, &["place", "địa bàn", "nơi"]),
    (Field::Kind, &["kind", "loại"]),
    (Field::Markers, &["markers", "marker", "các mốc", "mốc"]),
    (Field::Fund, &["fund", "quỹ"]),
    (Field::FundSource, &["fund-source", "nguồn quỹ"]),
    (Field::Work, &["work", "công trình"]),
    (Field::State, &["state", "giai đoạn"]),
    (Field::Account, &["account", "tài khoản"]),
    (Field::Demonstration, &["demonstration", "minh họa", "minh hoạ"]),
];

/// Words that join; an `And` may stand before any condition and is left out when written down.
const JOINING: &[(Keyword, &[&str])] = &[
    (Keyword::Of, &["of", "của"]),
    (Keyword::Told, &["told", "được kể"]),
    (Keyword::By, &["by", "bởi", "theo nguồn"]),
    (Keyword::And, &["where", "and", "with", "within", "for", "có", "với", "và", "cho", "thuộc"]),
    (Keyword::From, &["from", "từ ngày", "từ"]),
    (
        Keyword::To,
        &[
            "to the end of",
            "to",
            "until",
            "up to",
            "by the end of",
            "tính đến hết",
            "tính đến",
            "đến hết ngày",
            "đến hết tháng",
            "đến hết",
            "đến ngày",
            "đến",
        ],
    ),
    (Keyword::In, &["in", "trong", "ở"]),
    (Keyword::On, &["on", "ngày"]),
    (Keyword::Term, &["term", "nhiệm kỳ"]),
    (Keyword::Figure, &["figure", "số liệu"]),
    (Keyword::AsOf, &["as of", "tại cỡ"]),
    (Keyword::Plus, &["+", "plus", "cộng"]),
    (Keyword::Minus, &["-", "−", "minus", "trừ"]),
];

/// The word that something is written down with.
fn first<T: PartialEq>(list: &'static [(T, &'static [&'static str])], wanted: &T) -> &'static str {
    let found = list.iter().find(|(item, _)| item == wanted);
    found.and_then(|(_, words)| words.first().copied()).unwrap_or_default()
}

impl Measured {
    /// Every measure.
    pub const ALL: [Self; 8] = [
        Self::Count,
        Self::Sum,
        Self::Length,
        Self::Lamps,
        Self::Houses,
        Self::Cost,
        Self::Days,
        Self::Value,
    ];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        first(MEASURES, &self)
    }
}

impl Things {
    /// Every kind of things.
    pub const ALL: [Self; 8] = [
        Self::Works,
        Self::Programmes,
        Self::Claims,
        Self::Gifts,
        Self::Pledges,
        Self::Spending,
        Self::Receipts,
        Self::Withdrawals,
    ];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        first(THINGS, &self)
    }

    /// What may be measured of them.
    #[must_use]
    pub fn measures(self) -> &'static [Measured] {
        use Measured::{Cost, Count, Days, Houses, Lamps, Length, Sum, Value};
        match self {
            Self::Works => &[Count, Length, Lamps, Houses, Cost, Days],
            Self::Programmes => &[Count],
            Self::Claims => &[Count, Value],
            Self::Gifts => &[Count, Sum, Days],
            Self::Pledges | Self::Spending | Self::Receipts | Self::Withdrawals => &[Count, Sum],
        }
    }

    /// What may be looked at in a condition on them.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        use Field::{
            Account, Demonstration, Fund, FundSource, Kind, Markers, Organisation, Place,
            Programme, State, Work,
        };
        match self {
            Self::Works => &[Programme, Organisation, Place, Kind, Markers, State, Demonstration],
            Self::Programmes => &[Programme, Organisation, Kind, Demonstration],
            Self::Claims => &[Programme, Work],
            Self::Gifts => &[Fund, FundSource, Organisation, Work, Programme, Kind, Demonstration],
            Self::Pledges => &[Fund, FundSource, Organisation, Demonstration],
            Self::Spending => &[Fund, FundSource, Organisation, Work, Programme, Demonstration],
            Self::Receipts | Self::Withdrawals => {
                &[Fund, FundSource, Organisation, Account, Demonstration]
            }
        }
    }
}

impl Field {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        first(FIELDS, &self)
    }
}

/// Which words are looked for at a place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looking {
    Measure,
    Things,
    Condition,
    Joining,
}

/// The longest keyword that these words (in small letters) begin with, and how many of them it takes.
pub(super) fn keyword(words: &[String], looking: Looking) -> Option<(Keyword, usize)> {
    let mut best: Option<(Keyword, usize)> = None;
    let mut offer = |keyword: Keyword, phrases: &[&str]| {
        for phrase in phrases {
            let length = phrase.split(' ').count();
            let fits = words.len() >= length && phrase.split(' ').zip(words).all(|(a, b)| a == b);
            if fits && best.is_none_or(|(_, known)| known < length) {
                best = Some((keyword, length));
            }
        }
    };
    match looking {
        Looking::Measure => {
            for (item, words) in MEASURES {
                offer(Keyword::Measure(*item), words);
            }
        }
        Looking::Things => {
            for (item, words) in THINGS {
                offer(Keyword::Things(*item), words);
            }
        }
        Looking::Condition => {
            for (item, words) in FIELDS {
                offer(Keyword::Field(*item), words);
            }
        }
        Looking::Joining => {}
    }
    for (item, words) in JOINING {
        offer(*item, words);
    }
    best
}

/// The words that may stand where something else was found, as they are written down.
pub(super) fn expected(looking: Looking, things: Option<Things>) -> Vec<&'static str> {
    match looking {
        Looking::Measure => Measured::ALL.map(Measured::word).to_vec(),
        Looking::Things => Things::ALL.map(Things::word).to_vec(),
        Looking::Condition | Looking::Joining => {
            let fields = things.map_or(&[][..], Things::fields);
            let mut words: Vec<_> = fields.iter().map(|field| field.word()).collect();
            words.extend(["from", "to", "in term", "+", "-", "as of"]);
            words
        }
    }
}
