//! Every role by how ready a person is for it.

use crate::query::{EducationRequirement, Gap, MatchAnswer, MatchedRole, Need, Scope, Study};

use super::{
    Body, Columns, Records, Section, Sheet, Sources, StyledText, TextStyle, View, display, gaps,
};

/// How many gaps of each role are named; `ladder gaps` shows them all.
const SHOWN: usize = 3;

impl View for MatchAnswer {
    const NAME: &'static str = "match";

    fn sheet(&self) -> Sheet {
        let about = gaps::about(self.header.person.as_ref(), &self.header.as_of);
        let roles = columns(self).table(&self.roles, &mut Sources::default());
        let roles = roles.without_empty_columns();
        Sheet::new(
            StyledText::strong("Roles by readiness"),
            about.chain(scope(&self.scope, self.roles.len())),
            vec![Section::new("", Body::Table(roles)), missing(self)],
        )
    }

    fn records(&self) -> Records {
        columns(self).records(&self.roles)
    }
}

/// What the roles that are shown were chosen from.
pub(super) fn scope(scope: &Scope, shown: usize) -> Option<StyledText> {
    let track = scope.track.as_ref().map(display::named);
    if shown < scope.ranked {
        let first = StyledText::from(format!("The first {shown} of {} roles", scope.ranked));
        let of_track = |track| StyledText::from(" of the track ").then(track);
        let phrase = first.then(track.map(of_track).unwrap_or_default());
        return Some(phrase.plain("."));
    }
    let phrase = StyledText::from("Only the roles of the track ").then(track?);
    Some(phrase.plain("."))
}

fn columns(matches: &MatchAnswer) -> Columns<'_, MatchedRole> {
    Columns::<MatchedRole>::new()
        .field("role", |role| role.role.clone())
        .left("Role", |role, _| {
            let present = if role.present { " (present)" } else { "" };
            StyledText::role(&role.role).and(TextStyle::Strong, present)
        })
        .field("title", |role| role.title.clone())
        .text("track", "Track", |role| role.track.clone())
        .field("grade", |role| role.grade)
        .field("present", |role| role.present)
        .readiness(matches.header.person.as_ref(), |role| role.fit.readiness)
        .field("years_missing", |role| role.fit.years_missing)
        .right("Experience missing", |role, _| {
            display::still_missing(role.fit.years_missing)
        })
        .hours(|role| role.fit.study.hours)
        .right("Study hours", |role, _| hours(&role.fit.study))
        .field("gaps", |role| gaps::open_ids(&role.fit.gaps))
}

fn hours(study: &Study) -> StyledText {
    match study.hours {
        None if study.unknown.is_empty() => StyledText::from("0"),
        known => display::known_hours(known),
    }
}

/// The title of each role, and the gaps that would move its readiness most.
fn missing(matches: &MatchAnswer) -> Section {
    let facts = matches.roles.iter().map(|role| {
        let title = StyledText::strong(&role.title).plain(": ");
        (role.role.to_string(), title.then(first_gaps(role, matches)))
    });
    Section::new("What is missing", Body::Facts(facts.collect()))
}

fn first_gaps(role: &MatchedRole, matches: &MatchAnswer) -> StyledText {
    let open = || role.fit.gaps.iter().filter(|gap| gap.status.is_open());
    let count = open().count();
    if role
        .fit
        .readiness
        .is_none_or(|readiness| readiness.ratio.is_none())
    {
        return StyledText::from("the role asks for nothing, so there is no readiness");
    }
    if count == 0 {
        return StyledText::good("nothing");
    }
    let first: Vec<String> = open().take(SHOWN).map(gap).collect();
    let phrase = StyledText::from(first.join(", "));
    match count.saturating_sub(SHOWN) {
        0 => phrase,
        more => {
            let all = StyledText::from(format!(", and {more} more: "));
            phrase
                .then(all)
                .and(TextStyle::Name, command(role, matches))
        }
    }
}

/// What shows all gaps of a role, asked from where this was asked.
fn command(role: &MatchedRole, matches: &MatchAnswer) -> String {
    let person = matches.header.person.as_ref();
    let from = person.filter(|person| person.from);
    let from = from.and_then(|person| person.role.as_ref());
    let from = from.map(|from| format!(" --from {}", from.id));
    format!("ladder gaps {}{}", role.role, from.unwrap_or_default())
}

/// A gap in few words: what it is, from what to what.
fn gap(gap: &Gap) -> String {
    let mut have = display::had(gap.kind, gap.have.as_ref(), gap.expired.as_deref());
    if let Some(role) = &gap.baseline {
        have = format!("{have} as {role}");
    }
    match &gap.need {
        Need::Certification { .. } => format!("{} ({have})", gap.title),
        Need::Education(EducationRequirement { degree, fields }) if fields.len() > 1 => {
            format!(
                "{} ({have} → {degree} in one of {} fields)",
                gap.title,
                fields.len()
            )
        }
        need => format!("{} ({have} → {})", gap.title, display::need(need)),
    }
}
