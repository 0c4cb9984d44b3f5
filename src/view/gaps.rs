//! The gaps between a person and a role.

use crate::{
    query::{
        CertificationOption, Estimate, Gap, GapsAnswer, Named, Need, Person, Readiness, Resource,
        Study,
    },
    vocabulary::{RequirementKind, Status},
};

use super::{
    Body, Columns, Records, Section, Sheet, Sources, StyledText, TextStyle, View, display,
    gaps_screen,
};

impl View for GapsAnswer {
    fn name(&self) -> &'static str {
        "gaps"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let gaps: Vec<&Gap> = self.gaps.iter().collect();
        let mut sections = groups(&gaps, self.header.person.is_some(), &mut sources);
        sections.extend([
            meanings(&gaps),
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
        gaps_screen::screen(self, rows)
    }

    fn records(&self) -> Records {
        columns(true).records(&self.gaps)
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
    let command = if is_here || !gaps.any_open() {
        "next".to_owned()
    } else if person.is_none() {
        format!("path {}", gaps.role.id)
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
        meanings(&all),
        resources(gaps, true, sources),
        certifications(gaps),
    ]);
    sections
}

pub(super) fn lead(gaps: &GapsAnswer, sources: &mut Sources) -> Vec<StyledText> {
    let person = gaps.header.person.as_ref();
    let asks = gaps.readiness.is_some_and(|found| found.required > 0);
    let is_met = person.is_some() && !gaps.any_open() && asks;
    let known = [
        person.map(|person| who(person, &gaps.header.as_of)),
        gaps.readiness
            .map(|found| readiness(found, &gaps.gaps, person)),
        person.and_then(assumed),
        person.and_then(stint),
        is_met.then(|| {
            let step = gaps.step.as_ref();
            let is_eligible = step.and_then(|step| step.eligible) == Some(true);
            StyledText::good(if is_eligible { ELIGIBLE } else { COMPLETE })
        }),
        study(&gaps.study),
    ];
    let known = known.into_iter().flatten();
    known.chain(before_the_move(gaps, sources)).collect()
}

/// What is said where every requirement is met.
const COMPLETE: &str = "Nothing is missing.";

/// The same where no time is to serve either.
pub(super) const ELIGIBLE: &str = "Nothing is missing: eligible now.";

/// What the move from the present role waits for: the time still to serve, and the gate.
fn before_the_move(gaps: &GapsAnswer, sources: &mut Sources) -> Vec<StyledText> {
    let present = gaps.header.person.as_ref();
    let present = present.and_then(|person| person.role.as_ref());
    let Some((step, present)) = gaps.step.as_ref().zip(present) else {
        return Vec::new();
    };
    let left = step.to_serve.as_ref().filter(|left| left.min.0 > 0.0);
    let left = left.map(|left| {
        let years = StyledText::middling(display::span_of_years(left));
        let role = StyledText::from("Still to serve as ").then(StyledText::role(&present.id));
        role.plain(": ").then(sources.figure(years, &left.cited))
    });
    let gate = step.facts.gate.as_ref().map(|gate| {
        let role = StyledText::from("Gate of the move from ").then(StyledText::role(&present.id));
        let gate = sources.cite(StyledText::middling(gate), &step.facts.cited);
        role.plain(": ").then(gate)
    });
    left.into_iter().chain(gate).collect()
}

/// The person of an answer, its day, and what is assumed of the person.
pub(super) fn about(person: Option<&Person>, as_of: &str) -> impl Iterator<Item = StyledText> {
    let who = person.map(|person| who(person, as_of));
    let stint = person.and_then(stint);
    who.into_iter().chain(person.and_then(assumed)).chain(stint)
}

/// Which time in the role counts, where there were several stints.
fn stint(person: &Person) -> Option<StyledText> {
    let since = person.stint_since.as_ref()?;
    Some(StyledText::from(format!(
        "Time in the role counts from {since} on, without earlier stints."
    )))
}

pub(super) fn who(person: &Person, as_of: &str) -> StyledText {
    let role = |role: &Named| format!("{} ({})", role.title, role.id);
    let who = match (&person.name, &person.role, person.from) {
        (_, Some(from), true) => format!("A person who just meets {}", role(from)),
        (Some(name), Some(present), false) => format!("{name}, {}", role(present)),
        (None, Some(present), false) => role(present),
        (Some(name), None, _) => format!("{name}, {}", without_role(person)),
        (None, None, _) => format!("A person who is {}", without_role(person)),
    };
    StyledText::from(who).and(TextStyle::Quiet, format!(", as of {as_of}"))
}

fn without_role(person: &Person) -> String {
    match &person.upcoming {
        Some(upcoming) => format!("on the ladder from {} on", upcoming.since),
        None => "not on the ladder yet".to_owned(),
    }
}

/// How much is met; the mean stands beside the count, never alone.
pub(super) fn readiness(readiness: Readiness, gaps: &[Gap], person: Option<&Person>) -> StyledText {
    match readiness.ratio {
        Some(ratio) => {
            let person = person.filter(|_| readiness.baseline > 0);
            let baseline = person.map(|person| {
                let roles = display::baseline(person);
                format!(", {} of them as {roles}", readiness.baseline)
            });
            StyledText::strong(format!("{} of {} met", readiness.met, readiness.required))
                .plain(baseline.unwrap_or_default())
                .plain(format!(", readiness {}", display::ratio(ratio)))
        }
        None if gaps.is_empty() => "The role asks for nothing, so there is no readiness.".into(),
        None => "Nothing that the role asks for applies, so there is no readiness.".into(),
    }
}

fn assumed(person: &Person) -> Option<StyledText> {
    let facts = person.assumed.join(", ");
    (!facts.is_empty()).then(|| StyledText::middling(format!("Assumed: {facts}")))
}

pub(super) fn study(study: &Study) -> Option<StyledText> {
    let is_known = study.hours.is_some() || study.hours_estimated.is_some();
    let is_unknown = !is_known && study.unknown.is_empty();
    if is_unknown || !display::takes_study(study.hours, study.hours_estimated) {
        return None;
    }
    let hours = match (study.hours, study.hours_estimated) {
        (None, None) => "hours unknown".to_owned(),
        (Some(hours), Some(estimated)) => {
            let estimated = Estimate {
                at_least: false,
                ..estimated
            };
            let [hours, estimated] = [hours, estimated].map(|hours| display::hours(Some(hours)));
            format!("{hours} hours and {estimated} estimated")
        }
        (hours, estimated) => format!("{} hours", display::hours(hours.or(estimated))),
    };
    let unknown = match study.unknown.len() {
        several if several > 0 && is_known => {
            let parts = display::counted(several, "requirement");
            format!(" (unknown in part for {parts})")
        }
        _ => String::new(),
    };
    let weeks = study.weeks.zip(study.hours_per_week).map(|(weeks, pace)| {
        let weeks = display::hours(Some(weeks));
        format!(
            ", {weeks} weeks at {} a week",
            display::counted(pace, "hour")
        )
    });
    let weeks = weeks.unwrap_or_default();
    Some(StyledText::from(format!("Study: {hours}{unknown}{weeks}")))
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
        .field("introduced_by", |gap| gap.origin.introduced_by.clone())
        .left("From", from)
        .hours(|gap| gap.hours)
        .hours_estimated(|gap| gap.hours_estimated)
        .field("practice_min", |gap| gap.practice.map(|years| years.min))
        .field("practice_max", |gap| gap.practice.map(|years| years.max))
        .right("Hours", |gap, _| gap.status.is_open().then(|| hours(gap)))
        .left("Practice", |gap, _| practice(gap))
        .field("baseline", |gap| gap.baseline.clone())
        .field("assumed", |gap| gap.assumed)
        .field("expired", |gap| gap.expired.clone())
        .field("retired", |gap| gap.retired.clone())
        .field("reason", |gap| gap.reason.clone())
        .field("source", |gap| gap.origin.cited.source.clone())
}

/// The study hours of a gap: of a skill and a certification always, for what has only practice none.
pub(super) fn hours(gap: &Gap) -> StyledText {
    let is_none = |hours: &Estimate| hours.max.0 == 0.0 && !hours.at_least;
    let sourced = gap.hours.filter(|hours| !is_none(hours));
    match (gap.kind, sourced, gap.hours_estimated) {
        (RequirementKind::Skill | RequirementKind::Certification, None, None)
            if gap.practice.is_none() =>
        {
            display::known_hours(gap.hours)
        }
        (_, None, None) => StyledText::default(),
        (_, sourced, estimated) => display::short_sum(sourced, estimated).into(),
    }
}

/// What is said of practice that is done.
pub(super) const NONE_LEFT: &str = "none left";

/// The practice that a gap still takes.
pub(super) fn practice(gap: &Gap) -> Option<String> {
    let left = gap.practice.filter(|_| gap.status.is_open());
    left.map(|left| {
        if left.max.0 == 0.0 && !left.at_least {
            return NONE_LEFT.to_owned();
        }
        display::short_time(left)
    })
}

/// What there is to do about a requirement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Learn,
    Earn,
    Gain,
}

impl Group {
    pub fn of(gap: &Gap) -> Self {
        match gap.kind {
            RequirementKind::Skill => Self::Learn,
            RequirementKind::Certification | RequirementKind::Education => Self::Earn,
            RequirementKind::Experience => Self::Gain,
        }
    }

    /// What is done by a person, else what is asked for.
    pub fn heading(self, judged: bool) -> &'static str {
        match (self, judged) {
            (Self::Learn, true) => "To learn",
            (Self::Earn, true) => "To earn",
            (Self::Gain, true) => "Experience to gain",
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
    let groups = groups.map(|(group, gaps)| {
        let gaps = gaps.into_iter();
        columns.section(group.heading(judged), gaps, sources)
    });
    groups.collect()
}

/// What the needed levels mean, where the ladder says so.
pub(super) fn meanings(gaps: &[&Gap]) -> Section {
    let meanings = gaps.iter().filter_map(|gap| {
        let name = format!("{}, {}", gap.title, display::need(&gap.need));
        Some((name, StyledText::from(gap.means.as_ref()?)))
    });
    Section::new("What the level means", Body::Facts(meanings.collect()))
}

pub(super) fn from(gap: &Gap, sources: &mut Sources) -> StyledText {
    sources.cite(
        StyledText::role(&gap.origin.introduced_by),
        &gap.origin.cited,
    )
}

pub(super) fn name(gap: &Gap) -> StyledText {
    let retired = gap.retired.as_ref().map(|day| format!(" (retired {day})"));
    StyledText::from(&gap.title).and(TextStyle::Bad, retired.unwrap_or_default())
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

fn resources(gaps: &[Gap], linked: bool, sources: &mut Sources) -> Section {
    let open = gaps.iter().filter(|gap| gap.status.is_open());
    let rows = open.flat_map(|gap| gap.resources.iter().map(move |resource| (gap, resource)));
    learn_from(rows, linked, sources)
}

pub(super) fn learn_from<'a>(
    rows: impl Iterator<Item = (&'a Gap, &'a Resource)>,
    linked: bool,
    sources: &mut Sources,
) -> Section {
    let columns = Columns::<(&Gap, &Resource)>::new()
        .left("Skill", |(gap, _), _| &gap.title)
        .left("To reach", |(_, resource), _| {
            resource.level.as_ref().map(display::level)
        })
        .left("Resource", move |(_, resource), sources| {
            self::resource(resource, linked, sources)
        })
        .right("Hours", |(_, resource), _| {
            display::span_of_hours(resource.hours.as_ref())
        });
    Section::new("Learn from", Body::Table(columns.table(rows, sources)))
}

/// A resource with its source, and what there is to say of it.
fn resource(resource: &Resource, linked: bool, sources: &mut Sources) -> StyledText {
    let title = sources.cite(&resource.title, &resource.cited);
    let title = title.followed_by(resource.url.as_ref().filter(|_| linked));
    let note = resource.note.as_ref().map(|note| format!("  {note}"));
    title.and(TextStyle::Quiet, note.unwrap_or_default())
}

/// The certifications that would close a gap, with what has become of them.
fn certifications(gaps: &[Gap]) -> Section {
    let mut candidates: Vec<(&CertificationOption, Vec<&str>)> = Vec::new();
    for gap in gaps.iter().filter(|gap| gap.status.is_open()) {
        for candidate in &gap.options {
            let known = candidates
                .iter_mut()
                .find(|(known, _)| known.named.id == candidate.named.id);
            match known {
                Some((_, rungs)) if rungs.contains(&gap.origin.introduced_by.as_str()) => (),
                Some((_, rungs)) => rungs.push(&gap.origin.introduced_by),
                None => candidates.push((candidate, vec![&gap.origin.introduced_by])),
            }
        }
    }
    let notes = candidates.iter().filter_map(|(candidate, _)| {
        let id = StyledText::name(&candidate.named.id);
        Some(id.and(TextStyle::Quiet, format!(": {}", candidate.note.as_ref()?)))
    });
    let columns = Columns::<(&CertificationOption, Vec<&str>)>::new()
        .left("Certification", |(candidate, _), _| {
            StyledText::name(&candidate.named.id)
        })
        .left("Status", |(candidate, _), _| candidate_status(candidate))
        .left("Counts for", |(_, rungs), _| {
            StyledText::name(rungs.join(", "))
        })
        .left("Title", |(candidate, _), _| &candidate.named.title);
    let table = columns.table(&candidates, &mut Sources::default());
    Section::new("Certifications that would count", Body::Table(table)).noted(notes)
}

fn candidate_status(candidate: &CertificationOption) -> StyledText {
    let mut phrase = match (&candidate.retired, &candidate.upcoming) {
        (Some(day), _) => StyledText::bad(format!("retired {day}")),
        (None, Some(day)) => StyledText::middling(format!("to come, from {day}")),
        (None, None) => StyledText::good("can be earned"),
    };
    if !candidate.replaced_by.is_empty() {
        let ids = display::join(candidate.replaced_by.iter().map(|other| &other.id), ", ");
        phrase = phrase.plain(format!(", replaced by {ids}"));
    }
    if let Some(day) = &candidate.expired {
        phrase = phrase.and(TextStyle::Middling, format!(", yours expired {day}"));
    }
    phrase
}

pub(super) fn recommended(gaps: &GapsAnswer, sources: &mut Sources) -> Section {
    let judged = gaps.header.person.is_some();
    let columns = Columns::<Gap>::new()
        .left("Requirement", |gap, _| name(gap))
        .left("Have", move |gap, _| judged.then(|| have(gap)))
        .left("Recommended", |gap, _| display::need(&gap.need))
        .left("From", from);
    columns.section("Recommended, never counted", &gaps.recommended, sources)
}

/// A gap in a line: the thing, from what to what.
pub(super) fn step(gap: &Gap) -> StyledText {
    let what = match &gap.need {
        Need::Certification { .. } => {
            format!("{}: {}", display::certification(gap), display::have(gap))
        }
        need => format!(
            "{}: {} → {}",
            gap.title,
            display::have(gap),
            display::need(need)
        ),
    };
    what.into()
}

/// The ids of what is open, for programs.
pub(super) fn open_ids(gaps: &[Gap]) -> String {
    let open = gaps.iter().filter(|gap| gap.status.is_open());
    display::join(open.map(|gap| &gap.id), " ")
}
