//! The gaps between a person and a role.

mod alternatives;
mod by_category;
mod case;
mod lead;
mod records;
mod resources;
mod screen;

use crate::{
    query::{Estimate, Gap, GapsAnswer, Need, Person},
    vocabulary::{RequirementKind, Status},
};

use super::{
    Columns, Records, Section, Sheet, Sources, StyledText, TextStyle, View, display, meaning,
    meaning::{Asked, Extent},
};
use resources::{certifications, resources};

pub(super) use lead::{ELIGIBLE, about, assumed, lead, other_field, readiness, study, who};

impl View for GapsAnswer {
    fn name(&self) -> &'static str {
        "gaps"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let gaps: Vec<&Gap> = self.gaps.iter().collect();
        let mut sections = groups(&gaps, self.header.person.is_some(), &mut sources);
        sections.extend([
            meanings(&gaps, Extent::Whole, usize::MAX),
            resources(&self.gaps, false, &mut sources),
            certifications(&self.gaps),
            recommended(self, &mut sources),
        ]);
        let lead = lead(self, &mut sources);
        Sheet::new(title(self), lead, sections)
            .citing(sources)
            .before(next(self))
    }

    fn screen(&self, rows: usize) -> Sheet {
        screen::screen(self, rows)
    }

    fn document(&self) -> Sheet {
        match &self.header.person {
            Some(_) => case::sheet(self),
            None => self.sheet(),
        }
    }

    fn records(&self) -> Records {
        records::records(self)
    }
}

pub(super) fn title(gaps: &GapsAnswer) -> StyledText {
    let title = match gaps.header.person {
        Some(_) => "Gaps to ",
        None => "Requirements of ",
    };
    StyledText::strong(title).then(display::named(&gaps.role))
}

/// The plan to close the gaps; where there are none, the next steps.
pub(super) fn next(gaps: &GapsAnswer) -> String {
    let person = gaps.header.person.as_ref();
    let role = person.and_then(|person| person.role.as_ref());
    let is_here = role.is_some_and(|role| role.id == gaps.role.id);
    let asks_nothing = gaps
        .readiness
        .is_some_and(|readiness| readiness.required == 0);
    let command = if person.is_none() {
        format!("path {}", gaps.role.id)
    } else if is_here || !gaps.any_open() && !asks_nothing {
        "next".to_owned()
    } else if !gaps.is_reachable {
        "match".to_owned()
    } else {
        format!("plan {}", gaps.role.id)
    };
    match person {
        Some(person) => started(command, person),
        None => command,
    }
}

/// A command for the same person: from the same role, with the same facts assumed.
pub(super) fn started(mut command: String, person: &Person) -> String {
    if let Some(from) = person.role.as_ref().filter(|_| person.from) {
        command.extend([" --from ", &from.id]);
    }
    for fact in &person.assumed {
        command.extend([" --assume ", fact]);
    }
    command
}

/// The gaps of a person one by one, with how to close them, where addresses can be followed.
pub(super) fn sections(gaps: &[Gap], sources: &mut Sources) -> Vec<Section> {
    let all: Vec<&Gap> = gaps.iter().collect();
    let mut sections = groups(&all, true, sources);
    sections.extend([
        meanings(&all, Extent::Whole, usize::MAX),
        resources(gaps, true, sources),
        certifications(gaps),
    ]);
    sections
}

/// The columns of requirements; without a person there is nothing that they are judged by.
fn columns<'a>(judged: bool) -> Columns<'a, Gap> {
    Columns::<Gap>::new()
        .left("Status", move |gap, _| judged.then(|| status(gap)))
        .field("kind", |gap| gap.kind)
        .field("id", |gap| gap.id.clone())
        .field("title", |gap| gap.title.clone())
        .left("Requirement", |gap, _| name(gap))
        .field("have", |gap| {
            gap.have.as_ref().map(|have| display::held(gap.kind, have))
        })
        .left("Have", move |gap, _| judged.then(|| have(gap)))
        .field("need", |gap| display::needed(&gap.need))
        .left("Need", |gap, _| display::need(&gap.need))
        .field("status", |gap| gap.status)
        .field("weight", |gap| gap.origin.weight)
        .right("Weight", |gap, _| display::weight(gap.origin.weight))
        .field("introduced_by", |gap| gap.origin.introduced_by.clone())
        .left("From", from)
        .hours(|gap| gap.hours)
        .hours_estimated(|gap| gap.hours_estimated)
        .field("practice_min", |gap| gap.practice?.known_min())
        .field("practice_max", |gap| gap.practice.map(|years| years.max))
        .right("Hours", |gap, _| gap.status.is_open().then(|| hours(gap)))
        .left("Practice", |gap, _| practice(gap))
        .field("baseline", |gap| gap.baseline.clone())
        .field("assumed", |gap| gap.assumed)
        .field("expired", |gap| gap.expired.clone())
        .field("retired", |gap| gap.retired.clone())
        .field("reason", |gap| gap.reason.clone())
        .field("source", |gap| gap.origin.cited.source.clone())
        .wording(|gap| Some(&gap.origin.wording))
        .field("means", |gap| gap.means.clone())
        .field("points_missing", |gap| Some(gap.points.as_ref()?.missing))
        .field("points_by_required", |gap| {
            Some(gap.points.as_ref()?.by_required)
        })
        .field("points_to_choose", |gap| {
            Some(gap.points.as_ref()?.to_choose)
        })
        .field("raises", |gap| raises(gap, false))
        .field("raises_required", |gap| raises(gap, true))
}

/// The raises for points that are left to choose, or those that are required anyway.
fn raises(gap: &Gap, required: bool) -> String {
    let raises = gap.points.iter().flat_map(|points| &points.raises);
    let raises = raises.filter(|raise| raise.required == required);
    display::join(raises.map(display::raise), "|")
}

/// The study hours of a gap; a word where there is nothing to study, and where the hours of a skill or a certification
/// are unknown.
pub(super) fn hours(gap: &Gap) -> StyledText {
    let sourced = gap.hours.filter(|hours| !is_nothing(hours));
    match (gap.kind, sourced, gap.hours_estimated) {
        (_, None, None) if takes_no_hours(gap) => StyledText::quiet("none"),
        (RequirementKind::Skill | RequirementKind::Certification, None, None) => {
            display::known_hours(None)
        }
        (_, None, None) => StyledText::default(),
        (_, sourced, estimated) => display::short_sum(sourced, estimated).into(),
    }
}

fn is_nothing(hours: &Estimate) -> bool {
    hours.max.0 == 0.0 && !hours.at_least
}

/// Whether there is nothing to study for a gap.
fn takes_no_hours(gap: &Gap) -> bool {
    gap.hours_estimated.is_none() && gap.hours.as_ref().is_some_and(is_nothing)
}

/// What is said of practice that is done.
pub(super) const ENOUGH: &str = "enough";

/// What is said of practice that would be done, had a lower level been studied.
const MAY_BE_ENOUGH: &str = "may be enough";

/// What practice that is done means, and practice that may be over.
pub(super) fn about_practice(gaps: &[&Gap]) -> Vec<StyledText> {
    let left = || {
        gaps.iter()
            .filter_map(|gap| gap.practice.filter(|_| gap.status.is_open()))
    };
    let words = || gaps.iter().filter_map(|gap| practice(gap));
    let enough = words()
        .any(|word| word == ENOUGH)
        .then_some("enough: the time at work is there; left are any hours and to show the level.");
    let unsure = words()
        .any(|word| word == MAY_BE_ENOUGH)
        .then_some("may be enough: the time at work is there, but a lower level is to be studied.");
    let perhaps = left()
        .any(|left| display::may_be_nothing(left) && !is_done(left))
        .then_some("up to: the time at work may be enough already.");
    enough
        .into_iter()
        .chain(unsure)
        .chain(perhaps)
        .map(StyledText::quiet)
        .collect()
}

/// The practice that a gap still takes.
pub(super) fn practice(gap: &Gap) -> Option<String> {
    let left = gap.practice.filter(|_| gap.status.is_open());
    left.map(|left| match is_done(left) {
        true if gap.studies_before_practice => MAY_BE_ENOUGH.to_owned(),
        true => ENOUGH.to_owned(),
        false => display::short_time(left),
    })
}

/// Whether nothing is left of practice.
fn is_done(left: Estimate) -> bool {
    left.max.0 == 0.0 && !left.at_least
}

/// What there is to do about a requirement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Learn,
    Earn,
    Gain,
    Choose,
    Count,
}

impl Group {
    pub fn of(gap: &Gap) -> Self {
        match gap.kind {
            RequirementKind::Skill => Self::Learn,
            RequirementKind::Certification | RequirementKind::Education => Self::Earn,
            RequirementKind::Experience => Self::Gain,
            RequirementKind::AnyOf => Self::Choose,
            RequirementKind::Points => Self::Count,
        }
    }

    /// What is done by a person, else what is asked for.
    pub fn heading(self, judged: bool) -> &'static str {
        match (self, judged) {
            (Self::Learn, true) => "To learn",
            (Self::Earn, true) => "To earn",
            (Self::Gain, true) => "Experience to gain",
            (Self::Choose, _) => display::ALTERNATIVES,
            (Self::Count, _) => "Points",
            (Self::Learn, false) => "Skills",
            (Self::Earn, false) => "Certifications and degrees",
            (Self::Gain, false) => "Experience",
        }
    }
}

/// Requirements by what there is to do about them; first the group of the gap that weighs most.
pub(super) fn grouped<'a>(gaps: &[&'a Gap]) -> Vec<(Group, Vec<&'a Gap>)> {
    let mut groups: Vec<(Group, Vec<&Gap>)> = Vec::new();
    for gap in gaps {
        let group = Group::of(gap);
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, members)) => members.push(gap),
            None => groups.push((group, vec![gap])),
        }
    }
    groups
}

fn groups(gaps: &[&Gap], judged: bool, sources: &mut Sources) -> Vec<Section> {
    let columns = columns(judged);
    let groups = grouped(gaps).into_iter();
    let groups = groups.flat_map(|(group, gaps)| match group {
        Group::Choose | Group::Count => alternatives::sections(gaps, judged, usize::MAX, sources),
        Group::Learn | Group::Earn | Group::Gain => {
            let notes = about_practice(&gaps);
            let gaps = gaps.into_iter();
            let section = columns.section(group.heading(judged), gaps, sources);
            vec![section.noted(notes)]
        }
    });
    groups.collect()
}

/// What the needed levels mean, where the ladder says so; then the levels that bring most points.
pub(super) fn meanings(gaps: &[&Gap], extent: Extent, most: usize) -> Section {
    let all = || gaps.iter().flat_map(|gap| gap.with_alternatives());
    let own = all().map(|gap| Asked {
        name: display::asked(gap.kind, &gap.title, &gap.need),
        wording: Some(&gap.origin.wording),
        means: gap.means.as_ref(),
        role: Some(&gap.origin.introduced_by),
    });
    let raises = all().filter_map(|gap| gap.points.as_ref()?.raises.first());
    let raises = raises.map(|raise| Asked {
        name: format!("{}, {}", raise.named.title, display::level(&raise.to)),
        wording: None,
        means: raise.means.as_ref(),
        role: None,
    });
    meaning::section(meaning::facts(own.chain(raises), extent), most)
}

pub(super) fn from(gap: &Gap, sources: &mut Sources) -> StyledText {
    sources.cite(
        StyledText::role(&gap.origin.introduced_by),
        &gap.origin.cited,
    )
}

pub(super) fn name(gap: &Gap) -> StyledText {
    let retired = gap.retired.as_ref().map(|day| format!(" (retired {day})"));
    let title = if gap.is_titled {
        gap.title.as_str()
    } else {
        display::ALTERNATIVES
    };
    StyledText::from(title).and(TextStyle::Bad, retired.unwrap_or_default())
}

/// Whether it is met, and as what role.
fn status(gap: &Gap) -> StyledText {
    let role = gap
        .baseline
        .as_deref()
        .filter(|_| gap.status == Status::Met);
    display::status(gap.status).plain(display::as_role(role))
}

pub(super) fn have(gap: &Gap) -> StyledText {
    if let Some(reason) = &gap.reason {
        return StyledText::quiet(reason);
    }
    let assumed = if gap.assumed { " (assumed)" } else { "" };
    StyledText::from(display::have(gap)).and(TextStyle::Middling, assumed)
}

pub(super) fn recommended(gaps: &GapsAnswer, sources: &mut Sources) -> Section {
    let judged = gaps.header.person.is_some();
    let columns = Columns::<Gap>::new()
        .left("Requirement", |gap, _| name(gap))
        .left("Have", move |gap, _| judged.then(|| have(gap)))
        .left("Recommended", |gap, _| alternatives::asked(gap))
        .left("From", from);
    columns.section("Recommended, never counted", &gaps.recommended, sources)
}

/// A gap in a line: the thing, from what to what.
pub(super) fn step(gap: &Gap) -> StyledText {
    if let Some(step) = alternatives::step(gap) {
        return step.into();
    }
    let what = match &gap.need {
        Need::Certification { .. } => format!("Earn {}", display::certification(gap)),
        need => format!(
            "{}: {} → {}",
            gap.title,
            display::have(gap),
            display::need_briefly(need)
        ),
    };
    what.into()
}

/// The ids of what is open, for programs.
pub(super) fn open_ids(gaps: &[Gap]) -> String {
    let open = gaps.iter().filter(|gap| gap.status.is_open());
    display::join(open.map(|gap| &gap.id), " ")
}
