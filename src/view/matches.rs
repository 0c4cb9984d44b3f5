//! Every role by how ready a person is for it.

use crate::query::{Gap, Hours, MatchAnswer, MatchedRole, Need, Scope, Study};

use super::{
    View, display, gaps,
    sheet::{Align, Body, Records, Section, Sheet, StyledText, Table, TextStyle, Value},
};

/// How many gaps of each role are named; `ladder gaps` shows them all.
const SHOWN: usize = 3;

impl View for MatchAnswer {
    fn name(&self) -> &'static str {
        "match"
    }

    fn sheet(&self) -> Sheet {
        let mut lead = Vec::new();
        if let Some(person) = &self.person {
            lead.push(gaps::who(person, &self.as_of));
            lead.extend(gaps::assumed(person));
        }
        lead.extend(scope(&self.scope, self.roles.len()));
        Sheet {
            title: StyledText::new(TextStyle::Strong, "Roles by readiness"),
            lead,
            sections: vec![roles(&self.roles), missing(self)],
        }
    }

    fn records(&self) -> Records {
        records(&self.roles)
    }
}

/// What the roles that are shown were chosen from.
pub(super) fn scope(scope: &Scope, shown: usize) -> Option<StyledText> {
    let track = scope.track.as_ref().map(display::named);
    if shown < scope.ranked {
        let first = StyledText::from(format!("The first {shown} of {} roles", scope.ranked));
        let of_track = |track| StyledText::from(" of the track ").then(track);
        let phrase = first.then(track.map(of_track).unwrap_or_default());
        return Some(phrase.and(TextStyle::Plain, "."));
    }
    let phrase = StyledText::from("Only the roles of the track ").then(track?);
    Some(phrase.and(TextStyle::Plain, "."))
}

fn roles(roles: &[MatchedRole]) -> Section {
    let mut table = Table::new([
        ("Role", Align::Left),
        ("Track", Align::Left),
        ("Met", Align::Right),
        ("Ready", Align::Right),
        ("Years missing", Align::Right),
        ("Study hours", Align::Right),
    ]);
    for role in roles {
        let present = if role.present { " (present)" } else { "" };
        let (met, ready) = match role.readiness.ratio {
            None => (
                StyledText::new(TextStyle::Quiet, "nothing asked"),
                StyledText::default(),
            ),
            Some(ratio) => (
                StyledText::from(format!(
                    "{} of {}",
                    role.readiness.met, role.readiness.required
                )),
                StyledText::from(display::ratio(ratio)),
            ),
        };
        let years = role.years_missing.map(|years| years.to_string());
        table.row([
            StyledText::new(TextStyle::Role, &role.role).and(TextStyle::Strong, present),
            StyledText::from(&role.track),
            met,
            ready,
            StyledText::from(years.unwrap_or_else(|| display::UNKNOWN.to_owned())),
            hours(&role.study),
        ]);
    }
    Section::new("", Body::Table(table))
}

fn hours(study: &Study) -> StyledText {
    match study.hours {
        None if study.unknown.is_empty() => StyledText::from("0"),
        None => StyledText::new(TextStyle::Quiet, display::UNKNOWN),
        known => StyledText::from(display::hours(known)),
    }
}

/// The title of each role, and the gaps that would move its readiness most.
fn missing(matches: &MatchAnswer) -> Section {
    let facts = matches.roles.iter().map(|role| {
        let title = StyledText::new(TextStyle::Strong, &role.title).and(TextStyle::Plain, ": ");
        (role.role.to_string(), title.then(first_gaps(role, matches)))
    });
    Section::new("What is missing", Body::Facts(facts.collect()))
}

fn first_gaps(role: &MatchedRole, matches: &MatchAnswer) -> StyledText {
    let open = || role.gaps.iter().filter(|gap| gap.status.is_open());
    let count = open().count();
    if role.readiness.ratio.is_none() {
        return StyledText::from("the role asks for nothing, so there is no readiness");
    }
    if count == 0 {
        return StyledText::new(TextStyle::Good, "nothing");
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
    let person = matches.person.as_ref();
    let from = person.filter(|person| person.from);
    let from = from.and_then(|person| person.role.as_ref());
    let from = from.map(|from| format!(" --from {}", from.id));
    format!("ladder gaps {}{}", role.role, from.unwrap_or_default())
}

/// A gap in few words: what it is, from what to what.
fn gap(gap: &Gap) -> String {
    match &gap.need {
        Need::Certification { .. } => format!("{} ({})", gap.title, display::have(gap)),
        Need::Education { degree, fields } if fields.len() > 1 => {
            let have = display::have(gap);
            format!(
                "{} ({have} → {degree} in one of {} fields)",
                gap.title,
                fields.len()
            )
        }
        need => format!(
            "{} ({} → {})",
            gap.title,
            display::have(gap),
            display::need(need)
        ),
    }
}

fn records(roles: &[MatchedRole]) -> Records {
    let rows = roles.iter().map(|role| {
        let open = role.gaps.iter().filter(|gap| gap.status.is_open());
        let gaps: Vec<&str> = open.map(|gap| gap.id.as_str()).collect();
        let hours = |number: fn(Hours) -> Value| Value::maybe(role.study.hours, number);
        vec![
            Value::text(&role.role),
            Value::text(&role.title),
            Value::text(&role.track),
            Value::number(role.grade),
            Value::text(role.present.to_string()),
            Value::number(role.readiness.met),
            Value::number(role.readiness.required),
            Value::maybe(role.readiness.ratio, Value::number),
            Value::maybe(role.years_missing, Value::number),
            hours(|hours| Value::number(hours.min)),
            hours(|hours| Value::number(hours.max)),
            hours(|hours| Value::text(hours.at_least.to_string())),
            Value::text(gaps.join(" ")),
        ]
    });
    Records {
        columns: vec![
            "role",
            "title",
            "track",
            "grade",
            "present",
            "met",
            "required",
            "ratio",
            "years_missing",
            "hours_min",
            "hours_max",
            "hours_at_least",
            "gaps",
        ],
        rows: rows.collect(),
    }
}
