//! What is built: works with places, chainage, quantities and life cycle, and joint costs.

use crate::canonical::{record, words};
use crate::id::Id;
use crate::kinds::told::Citation;
use crate::term::Period;

words! {
    /// What a work is.
    WorkClass {
        /// A road.
        Road = "road",
        /// Lighting.
        Lighting = "lighting",
        /// A house or hall.
        House = "house",
        /// Anything else.
        Other = "other",
    }
    /// Where a work stands in its life.
    WorkState {
        /// Looked at.
        Surveyed = "surveyed",
        /// Asked for.
        Proposed = "proposed",
        /// Agreed by those who decide.
        Agreed = "agreed",
        /// Costed.
        Budgeted = "budgeted",
        /// Money is being collected.
        Mobilising = "mobilising",
        /// Under construction.
        Building = "building",
        /// Inspected and accepted.
        Accepted = "accepted",
        /// Opened.
        Inaugurated = "inaugurated",
        /// Handed to its users.
        HandedOver = "handed-over",
        /// In use.
        InUse = "in-use",
        /// Under repair.
        Repaired = "repaired",
        /// Out of use.
        Closed = "closed",
    }
    /// What a quantity or a claim measures.
    Measure {
        /// Number of works, programmes, …
        Count = "count",
        /// Length in metres.
        LengthMetres = "length-metres",
        /// Lamp posts.
        Lamps = "lamps",
        /// Houses.
        Houses = "houses",
        /// Cost in đồng.
        CostDong = "cost-dong",
    }
    /// What kind of unit a place is.
    PlaceClass {
        /// Province or city.
        Province = "province",
        /// District (abolished on 1 July 2025).
        District = "district",
        /// Commune, ward, township.
        Commune = "commune",
        /// Village.
        Village = "village",
        /// The area of a border gate.
        BorderGate = "border-gate",
    }
}

record! {
    /// `place/1`: a place under one name, valid in time (codes are reused: the key is code and time).
    Place {
        /// Where it is told of.
        cited: Option<Citation>,
        /// What it is.
        class: PlaceClass,
        /// Official code at the time.
        code: Option<String>,
        /// When this name and code were valid.
        during: Option<Period>,
        /// Identifier.
        id: Id,
        /// Name.
        name: String,
        /// The place around it.
        parent: Option<Id>,
        /// The place that took over.
        successor: Option<Id>,
    }
    /// A quantity of a work; without a value it is known to exist and unknown in size.
    Quantity {
        /// What is measured.
        measure: Measure,
        /// How much, in whole units of the measure.
        value: Option<i64>,
        /// The source's words for it.
        words: Option<String>,
    }
    /// `work/1`: one work.
    Work {
        /// Chainage as the source writes it; parsed where it is shown, never rewritten.
        chainage: Option<String>,
        /// Where it is told of.
        cited: Option<Citation>,
        /// What it is.
        class: WorkClass,
        /// Invented for demonstration.
        demonstration: bool,
        /// Identifier.
        id: Id,
        /// Who launched it, in the order given.
        launchers: Vec<Id>,
        /// Markers it belongs to, as text.
        markers: Vec<String>,
        /// Name as the source writes it.
        name: String,
        /// The place in the source's words.
        place_words: Option<String>,
        /// Places of the book.
        places: Vec<Id>,
        /// Its programme.
        programme: Option<Id>,
        /// Quantities, known and unknown.
        quantities: Vec<Quantity>,
        /// Other spellings of the name.
        variants: Vec<String>,
    }
    /// `work_state/1`: a step in a work's life.
    WorkStep {
        /// When, where the entry's day is not the day it happened (a source that gives no date).
        during: Option<Period>,
        /// The state it enters.
        state: WorkState,
        /// The work.
        work: Id,
    }
    /// `cost_group/1`: works that share a cost which nobody split.
    CostGroup {
        /// Identifier.
        id: Id,
        /// The works, in the source's order.
        works: Vec<Id>,
    }
}
