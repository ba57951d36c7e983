//! The emulation cycle of skilful mass mobilisation (dân vận khéo): the year's criteria, a model registered by a
//! unit, checked, scored, recognised at a level, and revoked where it turns out not to be so. Free text may name
//! persons, so it is private and opened; what stands here names organisations, works and places.

use crate::canonical::{record, words};
use crate::id::{Id, PersonId};
use crate::kinds::life::Paper;
use crate::kinds::told::Citation;
use crate::money::Dong;
use crate::term::Period;

words! {
    /// The field a model works in.
    ModelField {
        /// Economy.
        Economy = "economy",
        /// Culture and society.
        Society = "society",
        /// Defence and security.
        Defence = "defence",
        /// The political system.
        PoliticalSystem = "political-system",
    }
    /// Whose model it is.
    ModelSubject {
        /// A unit's.
        Collective = "collective",
        /// One person's.
        Individual = "individual",
    }
    /// What a resource is.
    ResourceClass {
        /// Money.
        Money = "money",
        /// Goods.
        Goods = "goods",
        /// Days of work.
        Labour = "labour",
        /// Time.
        Time = "time",
    }
    /// What a check found.
    CheckOutcome {
        /// It is as registered.
        Confirmed = "confirmed",
        /// A part of it is.
        InPart = "in-part",
        /// It is not there.
        NotFound = "not-found",
    }
    /// The level at which a model is recognised.
    RecognitionLevel {
        /// The unit or the commune.
        Base = "base",
        /// The district, up to 30 June 2025.
        District = "district",
        /// The province.
        Province = "province",
        /// The whole country.
        Central = "central",
    }
    /// Why a recognition is taken back.
    RevocationCause {
        /// What was reported is false: it may not be recognised again.
        False = "false",
        /// It was not kept up.
        NotKept = "not-kept",
        /// The recognition was a mistake.
        Mistake = "mistake",
    }
}

record! {
    /// A criterion and the most points it gives.
    Criterion {
        /// The most points.
        most: u32,
        /// What is judged.
        name: String,
    }
    /// The points a level asks for.
    LevelRule {
        /// The least points.
        least: u32,
        /// The level.
        level: RecognitionLevel,
    }
    /// `emulation_rules/1`: by what the models of a year are judged.
    EmulationRules {
        /// The plan or guidance it rests on.
        basis: Option<Id>,
        /// Where it is told of.
        cited: Option<Citation>,
        /// The criteria, in order.
        criteria: Vec<Criterion>,
        /// Identifier.
        id: Id,
        /// Levels and what they ask for.
        levels: Vec<LevelRule>,
        /// The year.
        year: u32,
    }
    /// What a model is given.
    ModelResource {
        /// The sum, for money or what was valued.
        amount: Option<Dong>,
        /// What it is.
        class: ResourceClass,
        /// In public words.
        item: String,
        /// How much, in thousandths of the unit.
        quantity_thousandths: Option<i64>,
        /// The unit.
        unit: Option<String>,
    }
    /// `model/1`: a unit registers a model. Private fields: reason, aims and criteria, method, people it is for,
    /// outputs, upkeep.
    Model {
        /// The area, in public words.
        area: Option<String>,
        /// Where it is told of.
        cited: Option<Citation>,
        /// The model of an earlier year that it goes on with.
        continues: Option<Id>,
        /// Who coordinates.
        coordinating: Vec<Id>,
        /// Invented for demonstration.
        demonstration: bool,
        /// When.
        during: Option<Period>,
        /// The field.
        field: ModelField,
        /// Identifier.
        id: Id,
        /// Who leads.
        lead: Id,
        /// Name, never of a person.
        name: String,
        /// The person, for one person's model.
        person: Option<PersonId>,
        /// Places of the book.
        places: Vec<Id>,
        /// Resources.
        resources: Vec<ModelResource>,
        /// By what it is judged.
        rules: Id,
        /// Whose it is.
        subject: ModelSubject,
        /// Who takes part.
        supporting: Vec<Id>,
        /// Works of the book that it brought about.
        works: Vec<Id>,
    }
    /// `model_check/1`: another person than who registered it went and looked. Private field: note.
    ModelCheck {
        /// Where it is told of.
        cited: Option<Citation>,
        /// The model.
        model: Id,
        /// What was found.
        outcome: CheckOutcome,
        /// The record.
        papers: Vec<Paper>,
    }
    /// `model_score/1`: points for each criterion, in the order of the rules; the last score stands. Private
    /// field: note.
    ModelScore {
        /// Where it is told of.
        cited: Option<Citation>,
        /// The model.
        model: Id,
        /// Points.
        points: Vec<u32>,
    }
    /// `model_recognition/1`: a model is recognised at a level, never twice for one achievement. Private field:
    /// note.
    ModelRecognition {
        /// Where it is told of.
        cited: Option<Citation>,
        /// The level.
        level: RecognitionLevel,
        /// The model.
        model: Id,
        /// Who recognises it.
        organisation: Id,
        /// The decision.
        papers: Vec<Paper>,
    }
    /// `model_revocation/1`: a recognition is taken back. Private field: the reason.
    ModelRevocation {
        /// Why.
        cause: RevocationCause,
        /// The model.
        model: Id,
        /// The decision.
        papers: Vec<Paper>,
    }
}
