//! Every role by how ready a person is for it.

use crate::query::{EducationRequirement, Gap, MatchAnswer, MatchedRole, Need, Scope, Study};

use super::{
    Body, Columns, Records, Section, Sheet, Sources, StyledText, TextStyle, View, display, gaps,
};

/// How many gaps of each role are named; `ladder gaps` shows them all.
const SHOWN: usize = 3;

/// How a gap is named.
#[derive(Clone, Copy)]
enum Form {
    /// Its title.
    Brief,
    /// From what to what too.
    Full,
}

impl View for MatchAnswer {
    fn name(&self) -> &'static str {
        "match"
    }

    fn sheet(&self) -> Sheet {
        let about = gaps::about(self.header.person.as_ref(), &self.header.as_of);
        let roles = columns(self).table(&self.roles, &mut Sources::default());
        let roles = roles.without_empty_columns();
        let about = about.chain(scope(&self.scope, self.roles.len()));
        let about = about.chain(ways_in(self));
        let sections = vec![Section::new("", Body::Table(roles)), missing(self)];
        Sheet::new(title(), about, sections).before(next(self))
    }

    fn screen(&self, rows: usize) -> Sheet {
        let about = gaps::about(self.header.person.as_ref(), &self.header.as_of);
        let about = about.chain(scope(&self.scope, self.roles.len()));
        let about = about.chain(ways_in(self));
        let is_new = is_new(self);
        let shown = shown(self, rows);
        let left_out = self.roles.len() - shown.len();
        let roles = Columns::<MatchedRole>::new()
            .left("Role", move |role, _| name(role, is_new))
            .left("Title", |role, _| title_of_code(&role.role, &role.title))
            .readiness(self.header.person.as_ref(), |role| role.fit.readiness)
            .left("Missing first", |role, _| first_gaps(role, Form::Brief))
            .section("", shown, &mut Sources::default())
            .leaving_out(left_out, "role");
        Sheet::new(title(), about, vec![roles]).before(next(self))
    }

    fn records(&self) -> Records {
        columns(self).records(&self.roles)
    }
}

fn title() -> StyledText {
    StyledText::strong("Roles by readiness")
}

/// The first `rows` roles; the last of them is the role that is worth a look next, if it comes later.
fn shown(matches: &MatchAnswer, rows: usize) -> Vec<&MatchedRole> {
    let (first, later) = matches.roles.split_at(matches.roles.len().min(rows));
    let best = best(matches).filter(|best| later.iter().any(|role| std::ptr::eq(role, *best)));
    let first = first.iter().take(rows - usize::from(best.is_some()));
    first.chain(best).collect()
}

/// Whether the person is not on the ladder yet.
fn is_new(matches: &MatchAnswer) -> bool {
    let person = matches.header.person.as_ref();
    person.is_some_and(|person| person.role.is_none())
}

/// For someone who is not on the ladder yet: readiness says nothing about where people come in.
fn ways_in(matches: &MatchAnswer) -> Option<StyledText> {
    let is_said = is_new(matches) && matches.roles.iter().any(|role| role.entry);
    is_said.then(|| {
        let text = StyledText::from("People come in at the roles marked as entry; ");
        text.code("ladder next").plain(" shows them alone.")
    })
}

/// The best fit that moves lead to and that is not met: above the person's role on its track, else anywhere; of someone
/// who is not on the ladder yet, an entry role.
fn best(matches: &MatchAnswer) -> Option<&MatchedRole> {
    let present = matches.roles.iter().find(|role| role.present);
    let is_above = |role: &&MatchedRole| {
        present.is_some_and(|present| {
            role.track == present.track && role.grade.rank > present.grade.rank
        })
    };
    let unreached = || {
        let roles = matches.roles.iter().filter(|role| !role.present);
        roles.filter(|role| role.moves.is_some() && open(role).next().is_some())
    };
    let is_next = |role: &&MatchedRole| is_above(role) || is_new(matches) && role.entry;
    unreached().find(is_next).or_else(|| unreached().next())
}

/// The gaps of the best fit; the ladder where no move leads to a role that is not met.
fn next(matches: &MatchAnswer) -> Option<String> {
    let person = matches.header.person.as_ref()?;
    Some(match best(matches) {
        Some(role) => gaps::started(format!("gaps {}", role.role), person),
        None => "show".to_owned(),
    })
}

/// The id of a role, and whether it is the present one; for someone who has none, whether people come in there.
fn name(role: &MatchedRole, is_new: bool) -> StyledText {
    let mark = match (role.present, role.entry && is_new) {
        (true, _) => " (present)",
        (_, true) => " (entry)",
        _ => "",
    };
    StyledText::role(&role.role).and(TextStyle::Strong, mark)
}

/// The title of a role whose id is a code, such as `15-1252.00`, and says nothing by itself.
pub(super) fn title_of_code(id: &str, title: &str) -> StyledText {
    if id.chars().any(char::is_alphabetic) {
        StyledText::default()
    } else {
        title.into()
    }
}

/// How many moves lead to a role, at the fewest.
fn moves(role: &MatchedRole) -> StyledText {
    let moves = role.moves.map(|moves| moves.to_string());
    moves.map_or_else(|| StyledText::quiet("no route"), StyledText::from)
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
    let is_new = is_new(matches);
    Columns::<MatchedRole>::new()
        .field("role", |role| role.role.clone())
        .left("Role", move |role, _| name(role, is_new))
        .field("title", |role| role.title.clone())
        .left("Title", |role, _| title_of_code(&role.role, &role.title))
        .field("track", |role| role.track.clone())
        .left("Track", |role, _| role.track_title.clone())
        .field("grade", |role| role.grade.rank)
        .field("present", |role| role.present)
        .field("entry", |role| role.entry)
        .readiness(matches.header.person.as_ref(), |role| role.fit.readiness)
        .field("moves", |role| role.moves)
        .right("Moves", |role, _| moves(role))
        .field("years_missing", |role| role.fit.years_missing)
        .right("Experience missing", |role, _| {
            display::still_missing(&role.fit)
        })
        .hours(|role| role.fit.study.hours)
        .hours_estimated(|role| role.fit.study.hours_estimated)
        .right("Study hours", |role, _| hours(&role.fit.study))
        .field("gaps", |role| gaps::open_ids(&role.fit.gaps))
}

fn hours(study: &Study) -> StyledText {
    match (study.hours, study.hours_estimated) {
        (None, None) => display::known_hours(None),
        (hours, estimated) => display::short_sum(hours, estimated).into(),
    }
}

/// The title of each role, and the gaps that would move its readiness most.
fn missing(matches: &MatchAnswer) -> Section {
    let facts = matches.roles.iter().map(|role| {
        let title = StyledText::strong(&role.title).plain(": ");
        (
            role.role.to_string(),
            title.then(first_gaps(role, Form::Full)),
        )
    });
    let all = StyledText::quiet("All gaps of a role: ").and(TextStyle::Name, "ladder gaps ROLE");
    let is_more = matches.roles.iter().any(|role| open(role).count() > SHOWN);
    Section::new("What is missing", Body::Facts(facts.collect())).noted(is_more.then_some(all))
}

fn open(role: &MatchedRole) -> impl Iterator<Item = &Gap> {
    role.fit.gaps.iter().filter(|gap| gap.status.is_open())
}

fn first_gaps(role: &MatchedRole, form: Form) -> StyledText {
    if role
        .fit
        .readiness
        .is_none_or(|readiness| readiness.ratio.is_none())
    {
        return StyledText::from("the role asks for nothing, so there is no readiness");
    }
    let first = open(role).take(SHOWN).map(|gap| match (form, &gap.need) {
        (Form::Full, _) => self::gap(gap),
        (Form::Brief, Need::Certification { .. }) => display::certification(gap),
        (Form::Brief, _) => gap.title.to_string(),
    });
    let first: Vec<String> = first.collect();
    if first.is_empty() {
        return StyledText::good("nothing");
    }
    let more = match open(role).count().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    StyledText::from(format!("{}{more}", first.join(", ")))
}

/// A gap in few words: what it is, from what to what.
fn gap(gap: &Gap) -> String {
    let mut have = display::had(gap.kind, gap.have.as_ref(), gap.expired.as_deref());
    if let Some(role) = &gap.baseline {
        have = format!("{have} as {role}");
    }
    match &gap.need {
        Need::Certification { .. } => display::certification(gap),
        Need::Education(EducationRequirement { degree, fields }) => {
            let need = display::education_briefly(*degree, fields);
            format!("{} ({have} → {need})", gap.title)
        }
        need => format!("{} ({have} → {})", gap.title, display::need(need)),
    }
}
