//! The book itself, who acts in it and under what: organisations, persons, posts, terms, bases,
//! programmes, funds and accounts.

use crate::canonical::{record, words};
use crate::date::Date;
use crate::id::{AccountId, FundId, Id, PersonId};
use crate::kinds::told::Citation;
use crate::term::Period;

words! {
    /// How donors' names are shown (per book; a gift may say otherwise).
    NamesPolicy {
        /// As given, with the donor's consent.
        Full = "full",
        /// Initials.
        Initials = "initials",
        /// Not at all.
        None = "none",
    }
    /// What an organisation is.
    OrganisationClass {
        /// A party body: committee, party organisation, cell.
        Party = "party",
        /// A state body.
        State = "state",
        /// The Fatherland Front and mass organisations.
        MassOrganisation = "mass-organisation",
        /// A business.
        Business = "business",
        /// An armed force or its unit.
        Force = "force",
        /// A village or residents' community.
        Community = "community",
        /// A group that nobody enumerated.
        Group = "group",
    }
    /// Which family of document numbers a basis follows.
    NumberStyle {
        /// Party documents: `05-CT/TW`.
        Party = "party",
        /// State documents: `16/CT-TTg`.
        State = "state",
    }
    /// What a programme is.
    ProgrammeClass {
        /// A movement under which programmes and works are launched.
        Movement = "movement",
        /// A standing programme.
        Programme = "programme",
        /// A special drive.
        Drive = "drive",
    }
    /// What kind of store an account is.
    AccountClass {
        /// Money at a bank.
        Bank = "bank",
        /// Cash in hand.
        Cash = "cash",
        /// Goods received and not yet used, at their valuation.
        Goods = "goods",
    }
    /// Where a fund's money comes from.
    FundSource {
        /// A day's salary of members and staff.
        SalaryDay = "salary-day",
        /// The "skilful mass mobilisation" budget.
        MassMobilisation = "mass-mobilisation",
        /// Gifts of businesses.
        Businesses = "businesses",
        /// A public appeal.
        Appeal = "appeal",
    }
}

record! {
    /// `book/1`: the first entry.
    Book {
        /// Whether what is not cited is generated for demonstration.
        demonstration: bool,
        /// The book's identifier.
        id: Id,
        /// The book's name.
        name: String,
        /// The name in English.
        name_en: Option<String>,
        /// How names of donors are shown.
        names_policy: NamesPolicy,
    }
    /// `organisation/1`: a party to the works; groups that nobody enumerated too.
    Organisation {
        /// Where it is told of.
        cited: Option<Citation>,
        /// What it is.
        class: OrganisationClass,
        /// The first and last day of this name and place in the tree.
        during: Option<Period>,
        /// Identifier.
        id: Id,
        /// Name as the source writes it.
        name: String,
        /// The organisation it belongs to.
        parent: Option<Id>,
        /// What is told of its relations, in the source's words.
        relations: Vec<String>,
        /// A group named without its members.
        unenumerated: bool,
        /// Other spellings.
        variants: Vec<String>,
    }
    /// `person/1`: a random identifier; name and phone are private fields.
    Person {
        /// Random identifier.
        id: PersonId,
        /// A public office-holder acting in office, or a credit printed in a source: may be opened.
        public_capacity: bool,
    }
    /// `person_alias/1`: two identifiers are one person.
    PersonAlias {
        /// The identifier that is given up.
        alias: PersonId,
        /// The person it stands for.
        person: PersonId,
    }
    /// `post/1`: a person's post in a body, in time.
    Post {
        /// Where it is told of.
        cited: Option<Citation>,
        /// When it was held.
        during: Option<Period>,
        /// The body.
        organisation: Option<Id>,
        /// The holder.
        person: PersonId,
        /// The post's title.
        title: String,
    }
    /// `term/1`: a named term of office.
    Term {
        /// Where it is told of.
        cited: Option<Citation>,
        /// First and last day, where known.
        during: Option<Period>,
        /// Identifier.
        id: Id,
        /// Name as used: "nhiệm kỳ 2020-2025".
        name: String,
        /// Whose term.
        organisation: Option<Id>,
    }
    /// `basis/1`: a resolution, directive, slogan or drive that something was launched under.
    Basis {
        /// Where it is told of.
        cited: Option<Citation>,
        /// Its type in the source's words: "Nghị quyết", "Chỉ thị", "phương châm", …
        class: String,
        /// Identifier.
        id: Id,
        /// Who issued it, where it is an organisation of the book.
        issuer: Option<Id>,
        /// Who issued it, in the source's words.
        issuer_words: Option<String>,
        /// Number as printed; absent where the source gives none.
        number: Option<String>,
        /// Which family the number follows.
        number_style: Option<NumberStyle>,
        /// Title or wording, verbatim with its typing errors.
        title: String,
    }
    /// `programme/1`: what money is collected and spent for.
    Programme {
        /// Bases it was launched under.
        bases: Vec<Id>,
        /// Where it is told of.
        cited: Option<Citation>,
        /// What it is.
        class: ProgrammeClass,
        /// Invented for demonstration.
        demonstration: bool,
        /// When it runs.
        during: Option<Period>,
        /// Identifier.
        id: Id,
        /// Name.
        name: String,
        /// Who runs it.
        organisation: Option<Id>,
        /// The programme above it.
        parent: Option<Id>,
    }
    /// What a fund's money may be spent on.
    Purpose {
        /// Anything the book does.
        general: bool,
        /// Programmes, with all that is below them.
        programmes: Vec<Id>,
        /// Works.
        works: Vec<Id>,
    }
    /// `fund/1`: money with one purpose.
    Fund {
        /// Invented for demonstration.
        demonstration: bool,
        /// Identifier.
        id: FundId,
        /// Name.
        name: String,
        /// Name in English.
        name_en: Option<String>,
        /// Who answers for it.
        organisation: Option<Id>,
        /// What it may be spent on; enforced.
        purpose: Purpose,
        /// Where its money comes from.
        sources: Vec<FundSource>,
    }
    /// `account/1`: where money or goods lie; a bank account's number is a private field.
    Account {
        /// The bank, for a bank account.
        bank: Option<String>,
        /// What it is.
        class: AccountClass,
        /// Invented for demonstration.
        demonstration: bool,
        /// Identifier.
        id: AccountId,
        /// Name.
        name: String,
    }
    /// `period_close/1`: nothing may be entered any more for days up to this one.
    PeriodClose {
        /// The last closed day.
        through: Date,
    }
}
