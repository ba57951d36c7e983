//! Reads a question: words, then what they mean. Every problem names the words it stands at.

use super::days;
use super::problem::{Problem, Reason};
use super::vocabulary::{Field, Keyword, Looking, Measured, Things, expected, keyword};
use super::{Condition, Edge, Expression, LONGEST, Question, Sign, Span, Term};
use crate::id::Id;

/// How deep brackets may stand.
const DEEPEST: usize = 16;

/// The first and the last edge of a period.
type Edges = (Option<Edge>, Option<Edge>);

/// Reads a question.
pub fn parse(text: &str) -> Result<Expression, Problem> {
    let mut reader = Reader::new(text);
    if text.len() > LONGEST {
        return Err(Problem {
            span: Span::default(),
            words: String::new(),
            reason: Reason::TooLong,
        });
    }
    if reader.tokens.is_empty() {
        return Err(reader.problem(Reason::Empty));
    }
    let terms = reader.terms(0)?;
    let mut as_of = None;
    if reader.take(Keyword::AsOf) {
        let digits: String =
            reader.word().chars().filter(|letter| !matches!(letter, '.' | ',')).collect();
        let size = digits.parse().map_err(|_| reader.problem(Reason::Size(u64::MAX)))?;
        as_of = Some(size);
        reader.at += 1;
    }
    if reader.at < reader.tokens.len() {
        let things = last_things(&terms);
        return Err(reader.problem(Reason::Expected(expected(Looking::Condition, things))));
    }
    Ok(Expression { terms, as_of })
}

fn last_things(terms: &[(Sign, Term)]) -> Option<Things> {
    match &terms.last()?.1 {
        Term::Question(question) => question.things,
        Term::Group(terms) => last_things(terms),
        Term::Figure(..) => None,
    }
}

struct Reader<'a> {
    text: &'a str,
    /// Where each word stands.
    tokens: Vec<Span>,
    /// The words in small letters.
    words: Vec<String>,
    at: usize,
}

/// Words between spaces; brackets, commas and equals signs stand by themselves.
fn split(text: &str) -> Vec<Span> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        let alone = matches!(letter, '(' | ')' | ',' | '=');
        if (letter.is_whitespace() || alone)
            && let Some(start) = start.take()
        {
            tokens.push(Span { start, end: at });
        }
        if alone {
            tokens.push(Span { start: at, end: at + letter.len_utf8() });
        } else if !letter.is_whitespace() && start.is_none() {
            start = Some(at);
        }
    }
    tokens.extend(start.map(|start| Span { start, end: text.len() }));
    tokens
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let tokens = split(text);
        let word = |span: &Span| text.get(span.start..span.end).unwrap_or_default().to_lowercase();
        let words = tokens.iter().map(word).collect();
        Self { text, tokens, words, at: 0 }
    }

    fn word(&self) -> &str {
        self.words.get(self.at).map_or("", String::as_str)
    }

    /// Where the next word stands; behind the last, at the end.
    fn span(&self) -> Span {
        let end = Span { start: self.text.len(), end: self.text.len() };
        self.tokens.get(self.at).copied().unwrap_or(end)
    }

    fn problem(&self, reason: Reason) -> Problem {
        self.problem_at(self.span(), reason)
    }

    fn problem_at(&self, span: Span, reason: Reason) -> Problem {
        let words = self.text.get(span.start..span.end).unwrap_or_default().to_owned();
        Problem { span, words, reason }
    }

    fn peek(&self, looking: Looking) -> Option<(Keyword, usize)> {
        keyword(self.words.get(self.at..).unwrap_or_default(), looking)
    }

    fn take(&mut self, wanted: Keyword) -> bool {
        let found = self.peek(Looking::Joining).filter(|(keyword, _)| *keyword == wanted);
        if let Some((_, length)) = found {
            self.at += length;
        }
        found.is_some()
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let found = self.word() == sign;
        self.at += usize::from(found);
        found
    }

    fn terms(&mut self, depth: usize) -> Result<Vec<(Sign, Term)>, Problem> {
        if depth > DEEPEST {
            return Err(self.problem(Reason::TooLong));
        }
        let mut sign = if self.take(Keyword::Minus) { Sign::Minus } else { Sign::Plus };
        let mut terms = Vec::new();
        loop {
            terms.push((sign, self.term(depth)?));
            sign = match self.peek(Looking::Joining) {
                Some((Keyword::Plus, _)) => Sign::Plus,
                Some((Keyword::Minus, _)) => Sign::Minus,
                _ => return Ok(terms),
            };
            self.at += 1;
        }
    }

    fn term(&mut self, depth: usize) -> Result<Term, Problem> {
        if self.take_sign("(") {
            let terms = self.terms(depth + 1)?;
            if !self.take_sign(")") {
                return Err(self.problem(Reason::Bracket));
            }
            return Ok(Term::Group(terms));
        }
        if self.take(Keyword::Figure) {
            let span = self.span();
            let id = self.word().to_owned();
            if id.is_empty() {
                return Err(self.problem(Reason::Name));
            }
            self.at += 1;
            return Ok(Term::Figure(id, span));
        }
        self.question().map(Term::Question)
    }

    fn question(&mut self) -> Result<Question, Problem> {
        let start = self.span().start;
        let measure = self.measure()?;
        let told = self.told()?;
        if !self.take(Keyword::Of) && !self.next_is_thing() {
            return Err(self.problem(Reason::Expected(vec!["of", "told of"])));
        }
        let things = match self.peek(Looking::Things) {
            Some((Keyword::Things(things), length)) => {
                self.at += length;
                Some(things)
            }
            _ => None,
        };
        let names = self.names();
        if things.is_none() && names.is_empty() {
            return Err(self.problem(Reason::Expected(expected(Looking::Things, None))));
        }
        let (conditions, from, to) = (Vec::new(), None, None);
        let span = Span::default();
        let mut question = Question { measure, told, things, names, conditions, from, to, span };
        while self.condition(&mut question)? {}
        let end = self.at.checked_sub(1).and_then(|last| self.tokens.get(last));
        question.span = Span { start, end: end.map_or(start, |span| span.end) };
        self.check(question)
    }

    fn check(&self, question: Question) -> Result<Question, Problem> {
        let things = question.things.unwrap_or(Things::Works);
        let of_told = question.told.is_some() && !matches!(question.measure, Measured::Value);
        if of_told && !matches!(things, Things::Works | Things::Programmes) {
            return Err(self.problem_at(question.span, Reason::NotTold));
        }
        // Of programmes that are named, what their works come to.
        let of_their_works = things == Things::Programmes && !question.names.is_empty();
        let fits = things.measures().contains(&question.measure)
            || of_their_works && Things::Works.measures().contains(&question.measure);
        if !fits && !of_told && (question.things.is_some() || question.measure == Measured::Sum) {
            let words = things.measures().iter().map(|measure| measure.word()).collect();
            return Err(self.problem_at(question.span, Reason::Measure(words)));
        }
        for condition in &question.conditions {
            if !things.fields().contains(&condition.field) {
                let words = things.fields().iter().map(|field| field.word()).collect();
                return Err(self.problem_at(condition.span, Reason::Condition(words)));
            }
        }
        if let (Some(Edge::On(from)), Some(Edge::On(to))) = (&question.from, &question.to)
            && from > to
        {
            return Err(self.problem_at(question.span, Reason::Backwards));
        }
        Ok(question)
    }

    fn next_is_thing(&self) -> bool {
        matches!(self.peek(Looking::Things), Some((Keyword::Things(_), _)))
    }

    fn measure(&mut self) -> Result<Measured, Problem> {
        match self.peek(Looking::Measure) {
            Some((Keyword::Measure(measure), length)) => {
                self.at += length;
                Ok(measure)
            }
            _ => Err(self.problem(Reason::Expected(expected(Looking::Measure, None)))),
        }
    }

    fn told(&mut self) -> Result<Option<Vec<(Id, Span)>>, Problem> {
        if !self.take(Keyword::Told) {
            return Ok(None);
        }
        if !self.take(Keyword::By) {
            return Ok(Some(Vec::new()));
        }
        let mut sources = vec![self.name()?];
        while self.take_sign(",") {
            sources.push(self.name()?);
        }
        Ok(Some(sources))
    }

    fn name(&mut self) -> Result<(Id, Span), Problem> {
        let span = self.span();
        let id = Id::new(self.word()).ok_or_else(|| self.problem(Reason::Name))?;
        self.at += 1;
        Ok((id, span))
    }

    /// Identifiers up to the next word of the language.
    fn names(&mut self) -> Vec<(Id, Span)> {
        let mut names = Vec::new();
        loop {
            self.take_sign(",");
            let stop = self.peek(Looking::Condition).is_some();
            let Some(id) = Id::new(self.word()).filter(|_| !stop) else { return names };
            names.push((id, self.span()));
            self.at += 1;
        }
    }

    /// Reads one condition or edge; false where there is none.
    fn condition(&mut self, question: &mut Question) -> Result<bool, Problem> {
        let mut joined = false;
        while self.take(Keyword::And) {
            joined = true;
        }
        let start = self.span().start;
        if let Some(period) = self.period()? {
            return self.narrow(question, start, period).map(|()| true);
        }
        let inside = self.take(Keyword::In);
        let Some((Keyword::Field(field), length)) = self.peek(Looking::Condition) else {
            if inside {
                let (first, last) = self.days()?;
                let period = (Some(Edge::On(first)), Some(Edge::On(last)));
                return self.narrow(question, start, period).map(|()| true);
            }
            if joined {
                let words = expected(Looking::Condition, question.things);
                return Err(self.problem(Reason::Expected(words)));
            }
            return Ok(false);
        };
        self.at += length;
        self.take_sign("=");
        let mut values = vec![self.value(field)?];
        while self.take_sign(",") {
            values.push(self.value(field)?);
        }
        let end = values.last().map_or(start, |(_, span)| span.end);
        question.conditions.push(Condition { field, values, span: Span { start, end } });
        Ok(true)
    }

    /// An edge or two of a period, where the next words say so by themselves.
    fn period(&mut self) -> Result<Option<Edges>, Problem> {
        if self.take(Keyword::From) {
            return Ok(Some((Some(self.edge(true)?), None)));
        }
        if self.take(Keyword::To) {
            return Ok(Some((None, Some(self.edge(false)?))));
        }
        if self.take(Keyword::On) {
            let (first, last) = self.days()?;
            return Ok(Some((Some(Edge::On(first)), Some(Edge::On(last)))));
        }
        let begun = self.at;
        self.take(Keyword::In);
        if self.take(Keyword::Term) {
            let (term, span) = self.name()?;
            let edge = || Some(Edge::Term(term, span));
            return Ok(Some((edge(), edge())));
        }
        self.at = begun;
        Ok(None)
    }

    fn value(&mut self, field: Field) -> Result<(String, Span), Problem> {
        let span = self.span();
        let word = self.word().to_owned();
        let plain = match field {
            Field::Markers => word
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '/' | '-' | '–')),
            _ => Id::new(&word).is_some(),
        };
        if word.is_empty() || !plain {
            return Err(self.problem(Reason::Name));
        }
        self.at += 1;
        Ok((word.replace('–', "-"), span))
    }

    fn edge(&mut self, first: bool) -> Result<Edge, Problem> {
        if self.take(Keyword::Term) {
            let (term, span) = self.name()?;
            return Ok(Edge::Term(term, span));
        }
        let (from, to) = self.days()?;
        Ok(Edge::On(if first { from } else { to }))
    }

    /// A day, month or year: its first and last day.
    fn days(&mut self) -> Result<days::Days, Problem> {
        let rest = self.words.get(self.at..).unwrap_or_default();
        let (found, taken) = days::read(rest).ok_or_else(|| self.problem(Reason::Date))?;
        self.at += taken;
        Ok(found)
    }

    /// Narrows the question's period; an edge that only a term gives cannot be narrowed by another one.
    fn narrow(
        &self,
        question: &mut Question,
        start: usize,
        (from, to): Edges,
    ) -> Result<(), Problem> {
        let end = self.at.checked_sub(1).and_then(|last| self.tokens.get(last));
        let span = Span { start, end: end.map_or(start, |span| span.end) };
        let edge = |before: &mut Option<Edge>, edge: Option<Edge>, first: bool| {
            let Some(edge) = edge else { return Ok(()) };
            *before = Some(match (before.take(), edge) {
                (None, edge) => edge,
                (Some(Edge::On(old)), Edge::On(new)) => {
                    Edge::On(if first { old.max(new) } else { old.min(new) })
                }
                (Some(old), new) if old == new => new,
                _ => return Err(self.problem_at(span, Reason::Twice)),
            });
            Ok(())
        };
        edge(&mut question.from, from, true)?;
        edge(&mut question.to, to, false)
    }
}
