//! Organisations as pages show them: the tree on a day, and one organisation with everything that names it.

use super::BooksError;
use super::rollups::Scope;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::Figure;
use crate::portal::pages::asking::encoded;
use crate::portal::pages::organisations::{
    BuiltRow, GaveRow, GoneRow, LevelRow, NameRow, Organisation, Organisations, PlaceRow, PostRow,
    QuestionRow, RoleRow, TreeRow,
};
use crate::portal::record::{Named, Room, Verbatim};
use chungtay_ledger::asking::{answer, parse};
use chungtay_ledger::date::Date;
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::organising::OrganisationStep;
use chungtay_ledger::kinds::people::{OrganisationClass, Post};
use chungtay_ledger::organisations::{
    Standing, changes_of, children_on, days_of, holds_on, name_on, posts_in, present, roles_of,
    standing_on,
};
use chungtay_ledger::rollup::rollups;
use chungtay_ledger::state::Registered;
use std::collections::BTreeSet;

impl BooksSnapshot<'_> {
    pub(super) fn organisations_page(&self, asked: &str) -> Organisations {
        let state = self.state();
        let today = present(state);
        let read = Date::parse_iso(asked);
        let on = read.unwrap_or(today);
        let mut tree = Vec::new();
        self.tree(None, on, &mut tree);
        let mut days: Vec<Date> =
            state.movement.changes.values().flatten().map(|told| told.item.from).collect();
        days.sort_unstable();
        days.dedup();
        Organisations {
            on,
            is_present: on == today,
            not_a_day: read.is_none() && !asked.is_empty(),
            tree,
            gone: self.gone(on),
            days,
            levels: self.levels(),
        }
    }

    fn tree(&self, above: Option<Id>, on: Date, into: &mut Vec<TreeRow>) {
        let state = self.state();
        let below = children_on(state, above, on);
        for id in &below {
            let Some(found) = state.organisations.get(id) else { continue };
            let has_below = !children_on(state, Some(*id), on).is_empty();
            let roles = roles_of(state, *id).into_iter().filter(|told| {
                let (from, to) = days_of(state, told.item.during.as_ref());
                from.is_none_or(|from| from <= on) && to.is_none_or(|to| on <= to)
            });
            into.push(TreeRow {
                organisation: self.organisation_on(*id, on),
                class: found.item.class,
                roles: roles.map(|told| told.item.role).collect(),
                unenumerated: found.item.unenumerated,
                has_below,
                ends: Vec::new(),
            });
            if has_below {
                self.tree(Some(*id), on, into);
                if let Some(last) = into.last_mut() {
                    last.ends.push(());
                }
            }
        }
    }

    /// Under the name it bore on a day.
    fn organisation_on(&self, id: Id, on: Date) -> Named {
        let (name, at) = name_on(self.state(), id, on).unwrap_or((id.as_str(), 0));
        let name = Verbatim::new(name, at);
        Named { room: Room::Organisation, id: id.to_string(), name, demonstration: false }
    }

    fn gone(&self, on: Date) -> Vec<GoneRow> {
        let state = self.state();
        let mut all: Vec<(u64, Id)> =
            state.organisations.iter().map(|(id, found)| (found.at, *id)).collect();
        all.sort_unstable();
        let row = |(_, id): (u64, Id)| {
            let standing = standing_on(state, id, on);
            (standing != Standing::Stands).then(|| GoneRow {
                organisation: self.organisation_on(id, on),
                standing,
                into: self.went_into(standing),
            })
        };
        all.into_iter().filter_map(row).collect()
    }

    fn went_into(&self, standing: Standing) -> Option<Named> {
        match standing {
            Standing::Merged(into, _) => self.organisation_named(into),
            Standing::Stands | Standing::NotYet | Standing::Past | Standing::Ended(_) => None,
        }
    }

    fn levels(&self) -> Vec<LevelRow> {
        let state = self.state();
        if state.movement.roles.is_empty() && state.movement.changes.is_empty() {
            return Vec::new();
        }
        let found = rollups(state);
        let row = |(level, rollup): (&u32, _)| LevelRow {
            level: Figure::count("level", i64::from(*level)).proved_here(),
            rows: self.rollup_rows(Scope::Level(*level), rollup),
        };
        found.levels.iter().map(row).collect()
    }

    pub(super) fn organisation_page(&self, id: &str) -> Result<Option<Organisation>, BooksError> {
        let state = self.state();
        let Some(id) = Id::new(id) else { return Ok(None) };
        let Some(found) = state.organisations.get(&id) else { return Ok(None) };
        let item = &found.item;
        let today = present(state);
        let standing = standing_on(state, id, today);
        let words = |text: &String| Verbatim::new(text, found.at);
        let below = children_on(state, Some(id), today);
        Ok(Some(Organisation {
            organisation: self.organisation_on(id, today),
            class: item.class,
            unenumerated: item.unenumerated || item.class == OrganisationClass::Group,
            standing,
            into: self.went_into(standing),
            names: self.names(id),
            variants: item.variants.iter().map(words).collect(),
            relations: item.relations.iter().map(words).collect(),
            places: self.places_in_tree(id),
            roles: self.role_rows(id),
            posts: self.post_rows(id, today)?,
            below: below.into_iter().filter_map(|id| self.organisation_named(id)).collect(),
            merged: self.merged_into(id, today),
            rollup: self.rollup_of_organisation(id),
            questions: self.questions_about(id),
            launched: self.launched_by(id),
            programmes: self.programmes_run_by(id),
            drives: self.drives_of(id),
            models: self.models_of(id),
            targets: self.targets_where(|target| target.organisation == Some(id)),
            issued: self.issued_by(id),
            funds: self.funds_of(id),
            gave: self.gave(id),
            built: self.built_by(id),
            inspected: self.inspected_by(id),
            claims: self.claims_about(id)?,
        }))
    }

    fn names(&self, id: Id) -> Vec<NameRow> {
        let state = self.state();
        let Some(found) = state.organisations.get(&id) else { return Vec::new() };
        let (from, _) = days_of(state, found.item.during.as_ref());
        let mut names = vec![NameRow { name: Verbatim::new(&found.item.name, found.at), from }];
        for told in changes_of(state, id) {
            if let Some(name) = &told.item.name {
                let name = Verbatim::new(name, told.at);
                names.push(NameRow { name, from: Some(told.item.from) });
            }
        }
        names
    }

    /// Its first place, and every later one; its end too.
    fn places_in_tree(&self, id: Id) -> Vec<PlaceRow> {
        let state = self.state();
        let Some(found) = state.organisations.get(&id) else { return Vec::new() };
        let above = found.item.parent.and_then(|above| self.organisation_named(above));
        let (from, _) = days_of(state, found.item.during.as_ref());
        let first = PlaceRow { step: None, above, from, basis: None, entry: found.at };
        let mut places = vec![first];
        for told in changes_of(state, id) {
            let item = &told.item;
            if item.change == OrganisationStep::Renamed {
                continue;
            }
            let above = item.parent.or(item.into);
            places.push(PlaceRow {
                step: Some(item.change),
                above: above.and_then(|above| self.organisation_named(above)),
                from: Some(item.from),
                basis: item.basis.and_then(|basis| self.basis_named(basis)),
                entry: told.at,
            });
        }
        places
    }

    fn role_rows(&self, id: Id) -> Vec<RoleRow> {
        let rows = roles_of(self.state(), id).into_iter().map(|told| RoleRow {
            role: told.item.role,
            during: self.span(told.item.during.as_ref(), told.at),
            entry: told.at,
        });
        rows.collect()
    }

    fn post_rows(&self, id: Id, today: Date) -> Result<Vec<PostRow>, BooksError> {
        let state = self.state();
        let row = |post: &Registered<Post>| -> Result<PostRow, BooksError> {
            let ended = state.movement.post_ends.get(&post.at);
            Ok(PostRow {
                title: Verbatim::new(&post.item.title, post.at),
                holder: self.actor(post.item.person, today)?,
                during: self.span(post.item.during.as_ref(), post.at),
                ended: ended.map(|told| (told.item.until, told.at)),
                is_held: holds_on(state, post, today),
                entry: post.at,
            })
        };
        posts_in(state, id).into_iter().map(row).collect()
    }

    fn merged_into(&self, id: Id, today: Date) -> Vec<(Named, Date)> {
        let state = self.state();
        let mut merged: Vec<(Date, Id)> = Vec::new();
        for other in state.organisations.keys() {
            if let Standing::Merged(into, from) = standing_on(state, *other, today)
                && into == id
            {
                merged.push((from, *other));
            }
        }
        merged.sort_unstable();
        let named = merged.into_iter();
        named.filter_map(|(from, id)| Some((self.organisation_named(id)?, from))).collect()
    }

    fn launched_by(&self, id: Id) -> Vec<Named> {
        let works = self.works_in_order().into_iter();
        let launched = works.filter(|work| {
            let found = self.state().works.get(work);
            found.is_some_and(|work| work.item.launchers.contains(&id))
        });
        launched.filter_map(|work| self.work_named(work)).collect()
    }

    fn programmes_run_by(&self, id: Id) -> Vec<Named> {
        let all = self.state().programmes.iter();
        let run = all.filter(|(_, found)| found.item.organisation == Some(id));
        let mut run: Vec<(u64, Id)> = run.map(|(id, found)| (found.at, *id)).collect();
        run.sort_unstable();
        run.into_iter().filter_map(|(_, id)| self.programme_named(id)).collect()
    }

    fn issued_by(&self, id: Id) -> Vec<Named> {
        let all = self.state().bases.iter();
        let issued = all.filter(|(_, found)| found.item.issuer == Some(id));
        let mut issued: Vec<(u64, Id)> = issued.map(|(id, found)| (found.at, *id)).collect();
        issued.sort_unstable();
        issued.into_iter().filter_map(|(_, id)| self.basis_named(id)).collect()
    }

    fn funds_of(&self, id: Id) -> Vec<Named> {
        let all = self.state().funds.iter();
        let own = all.filter(|(_, fund)| fund.item.organisation == Some(id));
        own.map(|(fund, _)| self.fund_named(*fund)).collect()
    }

    /// What it gave itself, by fund: each a question that anybody may ask again.
    fn gave(&self, id: Id) -> Vec<GaveRow> {
        let moved = &self.state().movements.moved;
        let funds: BTreeSet<_> =
            moved.keys().filter(|key| key.organisation == Some(id)).map(|key| key.fund).collect();
        let row = |fund| {
            let question = format!("sum of gifts organisation {id} fund {fund}");
            let (money, link) = self.asked_figure(&question)?;
            let fund = self.fund_named(fund);
            money.value.is_some_and(|value| value > 0).then_some(GaveRow { fund, money, link })
        };
        funds.into_iter().filter_map(row).collect()
    }

    fn built_by(&self, id: Id) -> Vec<BuiltRow> {
        let mut built = Vec::new();
        for (work, life) in &self.state().life.works {
            for told in life.contractors.iter().filter(|told| told.item.organisation == id) {
                if let Some(work) = self.work_named(*work) {
                    built.push(BuiltRow { work, role: told.item.role, entry: told.at });
                }
            }
        }
        built
    }

    fn inspected_by(&self, id: Id) -> Vec<Named> {
        let found = self.state().life.acceptances.values();
        let works: BTreeSet<Id> =
            found.filter(|told| told.item.supervision == id).map(|told| told.item.work).collect();
        works.into_iter().filter_map(|work| self.work_named(work)).collect()
    }

    /// What it and all below it launched, gave and spent in each term whose days the book knows.
    fn questions_about(&self, id: Id) -> Vec<QuestionRow> {
        let state = self.state();
        let mut rows = Vec::new();
        for (term, found) in &state.terms {
            let days = days_of(state, found.item.during.as_ref());
            if days == (None, None) {
                continue;
            }
            for asked in ["count of works", "length of works", "sum of gifts", "sum of spending"] {
                let question = format!("{asked} organisation {id} in term {term}");
                let Some((figure, link)) = self.asked_figure(&question) else { continue };
                if figure.is_zero() {
                    continue;
                }
                let term = Some(Verbatim::new(&found.item.name, found.at));
                rows.push(QuestionRow { question, figure, link, term });
            }
        }
        rows
    }

    /// What a question comes to, under the question itself, and where it is answered.
    pub(super) fn asked_figure(&self, question: &str) -> Option<(Figure, String)> {
        let expression = parse(question).ok()?;
        let found = answer(self.state(), &expression).ok()?;
        let written = expression.to_string();
        let link = format!("/figure?q={}", encoded(&written));
        Some((super::asking::shown(&written, found.value, found.meant, found.unit), link))
    }
}
