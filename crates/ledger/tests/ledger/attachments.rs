//! Photos, papers and places on a map: commands, what is refused, and their golden log.

use crate::commands::*;
use crate::life_commands::done;
use crate::refusals::{Row, rows};
use crate::world::{World, small_book};
use chungtay_ledger::decide::Command;
use chungtay_ledger::kinds::attachments::{
    Attachment, AttachmentClass, MapPoint, ShownTime, SitePrecision, WorkSite,
};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::works::WorkState;

/// A picture of `road1`.
fn picture(id: &str, otherwise: impl Fn(&mut Attachment)) -> Command {
    let mut attachment = Attachment {
        class: AttachmentClass::Photo,
        demonstration: false,
        id: slug(id),
        pair: None,
        shows: None,
        step: None,
        works: vec![slug("road1")],
    };
    otherwise(&mut attachment);
    say(Body::Attachment(attachment))
}

fn paired(id: &str, pair: &str, shows: Option<ShownTime>) -> Command {
    picture(id, |attachment| {
        attachment.pair = Some(slug(pair));
        attachment.shows = shows;
    })
}

fn before() -> Command {
    picture("before", |attachment| attachment.shows = Some(ShownTime::Before))
}

fn site(precision: SitePrecision, points: &[(i64, i64)]) -> Command {
    let point = |(north, east): &(i64, i64)| MapPoint { east: *east, north: *north };
    let points = points.iter().map(point).collect();
    say(Body::WorkSite(WorkSite { cited: None, points, precision, work: slug("road1") }))
}

const HERE: (i64, i64) = (21_852_083, 106_758_333);
const THERE: (i64, i64) = (21_853_000, 106_760_000);

pub fn refused() -> Vec<Row> {
    use SitePrecision::{Commune, Exact, Hidden};
    rows! {
        "accepted": picture("p", |_| {});
        "exists thing=attachment id=p": picture("p", |_| {}) => picture("p", |_| {});
        "needs field=works": picture("p", |found| found.works.clear());
        "unknown thing=work id=none": picture("p", |found| found.works = vec![slug("none")]);
        "exists thing=work id=road1": picture("p", |found| found.works.push(slug("road1")));
        "excess field=shows": picture("p", |found| {
            found.class = AttachmentClass::Paper;
            found.shows = Some(ShownTime::After);
        });
        "unknown thing=attachment id=none": paired("p", "none", Some(ShownTime::After));
        "accepted": before() => paired("after", "before", Some(ShownTime::After));
        "needs field=shows": before() => paired("after", "before", None);
        "needs field=shows": before() => paired("after", "before", Some(ShownTime::Before));
        "does-not-match field=pair": before() => picture("after", |found| {
            found.pair = Some(slug("before"));
            found.shows = Some(ShownTime::After);
            found.works = vec![slug("house")];
        });
        "wrong-entry entry=3 needed=work_step/1": picture("p", |found| found.step = Some(3));
        "accepted": site(Exact, &[HERE]);
        "accepted": site(Exact, &[HERE, THERE]);
        "accepted": site(Commune, &[HERE]);
        "accepted": site(Hidden, &[]);
        "needs field=points": site(Exact, &[]);
        "needs field=points": site(Commune, &[]);
        "excess field=points": site(Commune, &[HERE, THERE]);
        "excess field=points": site(Hidden, &[HERE]);
        "not-representable field=points": site(Exact, &[(HERE.1, HERE.0)]);
    }
}

/// The golden log `attachments`: pictures of a road before and after, a paper of a step, places on a map.
pub fn made() -> World {
    let mut world = World::default();
    for entry in small_book().entries {
        world.must(Command::from(&entry));
    }
    let step = world.must(done(WorkState::Surveyed).on("2024-08-01"));
    for command in [
        before().on("2024-08-01"),
        paired("after", "before", Some(ShownTime::After)),
        picture("paper", |found| {
            found.class = AttachmentClass::Paper;
            found.step = Some(step);
        }),
        picture("drawn", |found| {
            found.class = AttachmentClass::Illustration;
            found.demonstration = true;
            found.works.push(slug("house"));
        }),
        site(SitePrecision::Commune, &[HERE]),
        site(SitePrecision::Exact, &[HERE, THERE]),
    ] {
        world.must(command);
    }
    world
}
