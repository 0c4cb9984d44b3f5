//! The next steps.

use crate::{
    query::{Gap, NextAnswer, NextRole, Pay, PayChange},
    vocabulary::MoveKind,
};

use super::{
    Body, Columns, Records, Section, Sheet, Sources, StyledText, TextStyle, View, display, gaps,
    meaning, move_text,
};

/// How many gaps of each step are shown on a screen.
const SHOWN: usize = 5;

/// How many gaps of the first step are shown on a screen, at least and at most.
const SHOWN_FIRST: [usize; 2] = [3, 8];

/// How many needed levels are explained on a screen.
const EXPLAINED: usize = 3;

/// How many steps are described on a screen.
const DESCRIBED: usize = 3;

impl View for NextAnswer {
    fn name(&self) -> &'static str {
        "next"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let mut sections = tables(self, &mut sources);
        if self.header.person.is_some() {
            let steps = self.steps.iter().chain(&self.fits);
            let extent = Extent::ALL;
            sections.extend(steps.map(|step| open(step, extent, &mut sources)));
            sections.push(meanings(self, |_| extent));
        }
        let lead =
            gaps::about(self.header.person.as_ref(), &self.header.as_of).chain(no_step(self));
        let sheet = Sheet::new(StyledText::strong("Next steps"), lead, sections);
        sheet.citing(sources).before(command(self))
    }

    fn screen(&self, rows: usize) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let mut sections = tables(self, &mut sources);
        for section in &mut sections {
            section.leave_out_columns_of(&[MoveKind::Entry.as_ref(), "none"]);
        }
        if self.header.person.is_some() {
            let steps = self.steps.iter().chain(&self.fits).enumerate();
            let first = steps.take(DESCRIBED);
            sections.extend(first.map(|(position, step)| {
                let extent = Extent::screen(rows, position);
                open(step, extent, &mut sources)
            }));
            sections.push(meanings(self, |position| Extent::screen(rows, position)));
            let left_out = (self.steps.len() + self.fits.len()).saturating_sub(DESCRIBED);
            sections.push(Section::new("", Body::Nothing).leaving_out(left_out, "role"));
        }
        let lead =
            gaps::about(self.header.person.as_ref(), &self.header.as_of).chain(no_step(self));
        let sheet = Sheet::new(StyledText::strong("Next steps"), lead, sections);
        sheet.citing_briefly(sources).before(command(self))
    }

    fn records(&self) -> Records {
        columns(self).records(self.steps.iter().chain(&self.fits))
    }
}

/// What is shown of a step.
#[derive(Clone, Copy)]
struct Extent {
    /// How many gaps.
    gaps: usize,
    /// How many needed levels of all steps are explained.
    meanings: usize,
    meaning: meaning::Extent,
    /// Whether the notes on the move are shown.
    has_notes: bool,
}

impl Extent {
    const ALL: Self = Self {
        gaps: usize::MAX,
        meanings: usize::MAX,
        meaning: meaning::Extent::Whole,
        has_notes: true,
    };

    /// On a screen the first step has more gaps than the others.
    fn screen(rows: usize, position: usize) -> Self {
        let is_first = position == 0;
        Self {
            gaps: if is_first {
                rows.clamp(SHOWN_FIRST[0], SHOWN_FIRST[1])
            } else {
                rows.div_ceil(3).min(SHOWN)
            },
            meanings: rows.div_ceil(3).min(EXPLAINED),
            meaning: meaning::Extent::FirstLine,
            has_notes: false,
        }
    }
}

/// The gaps of the promotion that the person is readiest for, else of another step; the plan to one that asks for
/// nothing; the roles that fit where there is no step. For a person without a role, the plan to the goal, else the gaps
/// of the readiest entry role, else the steps from the lowest role.
fn command(next: &NextAnswer) -> Option<String> {
    let Some(person) = next.header.person.as_ref() else {
        let first = next.steps.first().map(|first| &first.step.role);
        let first = first.or(next.lowest.as_ref())?;
        return Some(format!("next --from {first}"));
    };
    if let Some(goal) = &next.goal {
        return Some(gaps::started(format!("plan {goal}"), person));
    }
    let ratio = |step: &&NextRole| {
        let ratio = step.fit.readiness.and_then(|found| found.ratio);
        let ratio = ratio.map_or(0.0, |ratio| ratio.0);
        let is_promotion = step.step.facts.kind == Some(MoveKind::Promotion);
        (is_promotion, ratio)
    };
    // What asks for nothing has no gaps to look at.
    let asking = next.steps.iter().filter(|step| !step.fit.gaps.is_empty());
    let steps = asking.rev();
    let best = steps.max_by(|one, other| {
        let (one, other) = (ratio(one), ratio(other));
        one.0.cmp(&other.0).then(one.1.total_cmp(&other.1))
    });
    let command = match (best, next.steps.first(), &next.lowest) {
        (Some(step), ..) => format!("gaps {}", step.step.role),
        (None, Some(first), _) => format!("plan {}", first.step.role),
        (None, None, Some(lowest)) if person.role.is_none() => {
            return Some(format!("next --from {lowest}"));
        }
        (None, None, _) if person.role.is_some() => "match".to_owned(),
        (None, None, _) => return Some("show".to_owned()),
    };
    Some(gaps::started(command, person))
}

const CLOSEST: &str = "One move after an entry role; or later, half met and no experience missing.";

pub(super) fn tables(next: &NextAnswer, sources: &mut Sources) -> Vec<Section> {
    let heading = match next
        .header
        .person
        .as_ref()
        .and_then(|person| person.role.as_ref())
    {
        Some(_) => "Moves",
        None => "Entry roles",
    };
    let fits = steps("Closest to your skills", next, &next.fits, sources);
    let rule = (!next.fits.is_empty()).then(|| StyledText::quiet(CLOSEST));
    let fits = fits.noted(rule);
    vec![steps(heading, next, &next.steps, sources), fits]
}

/// The sentence for an answer without steps.
pub(super) fn no_step(next: &NextAnswer) -> Option<StyledText> {
    let role = next
        .header
        .person
        .as_ref()
        .and_then(|person| person.role.as_ref());
    next.steps.is_empty().then(|| {
        if let Some(role) = role {
            return format!("No move leads out of {} ({}).", role.title, role.id).into();
        }
        let said =
            "The ladder has no entry roles: `entry: true` marks those that people are hired into";
        let said = StyledText::default().sentence(TextStyle::Plain, said);
        let said = match &next.lowest {
            Some(role) => said
                .plain(", such as ")
                .code(format!("{role}: {{ entry: true }}")),
            None => said,
        };
        said.plain(".")
    })
}

fn steps(heading: &str, next: &NextAnswer, steps: &[NextRole], sources: &mut Sources) -> Section {
    columns(next).section(heading, steps, sources)
}

fn columns(next: &NextAnswer) -> Columns<'_, NextRole> {
    Columns::<NextRole>::new()
        .field("role", |step| step.step.role.clone())
        .left("Role", |step, sources| {
            // The source of the share is numbered before those of the other cells.
            sources.mark_share(&step.step.facts);
            StyledText::role(&step.step.role)
        })
        .field("title", |step| step.step.title.clone())
        // With a person, every role has a section of its own with its title.
        .left("Title", |step, _| {
            step.fit
                .readiness
                .is_none()
                .then(|| step.step.title.clone())
        })
        .text("kind", "Move", |step| step.step.facts.kind)
        .readiness(next.header.person.as_ref(), |step| step.fit.readiness)
        .field("years_missing", |step| step.fit.years_missing)
        .right("Experience missing", |step, _| {
            step.fit
                .readiness
                .map(|_| display::still_missing(&step.fit))
        })
        .field("after_min", |step| {
            Some(step.step.facts.after.as_ref()?.min)
        })
        .field("after_max", |step| {
            Some(step.step.facts.after.as_ref()?.max)
        })
        .field("to_serve_min", |step| Some(step.to_serve.as_ref()?.min))
        .field("to_serve_max", |step| Some(step.to_serve.as_ref()?.max))
        .field("eligible", |step| step.eligible)
        .left("To serve", |step, sources| {
            let left = step.to_serve.as_ref();
            // A time without a most is served with its least.
            let is_served =
                |least: f64, most: f64| least <= 0.0 && (most <= 0.0 || most.is_infinite());
            if left.is_some_and(|left| is_served(left.min.0, left.max.0)) {
                return Some("none".into());
            }
            if let Some(left) = left {
                return Some(sources.figure(display::short_span(left), &left.cited));
            }
            let left_out = step.step.facts.after_left_out;
            left_out.then(|| StyledText::quiet(move_text::LEFT_OUT))
        })
        .field("pay_change", |step| step.pay_change.as_ref()?.amount)
        .field("pay_reason", |step| step.pay_change.as_ref()?.reason)
        .field("currency", |step| {
            Some(step.pay_change.as_ref()?.terms.currency.clone())
        })
        .field("basis", |step| Some(step.pay_change.as_ref()?.terms.basis))
        .field("pay_from_source", |step| {
            let from = step.pay_change.as_ref()?.from.as_ref();
            from?.cited.source.clone()
        })
        .field("pay_to_source", |step| {
            let to = step.pay_change.as_ref()?.to.as_ref();
            to?.cited.source.clone()
        })
        .left("Pay", pay)
        .field("share", |step| step.step.facts.share)
        .field("share_source", |step| step.step.facts.share_source.clone())
        .right("Share", |step, sources| {
            move_text::share(&step.step.facts, "", sources)
        })
        .field("gate", |step| step.step.facts.gate.clone())
        .left("Gate", |step, sources| {
            move_text::gate_cell(&step.step.facts, sources)
        })
        .field("gaps", |step| gaps::open_ids(&step.fit.gaps))
}

fn pay(step: &NextRole, sources: &mut Sources) -> Option<StyledText> {
    let change = step.pay_change.as_ref()?;
    let Some(amount) = change.amount else {
        change.from.as_ref().or(change.to.as_ref())?;
        return Some(StyledText::quiet("not compared"));
    };
    let written = display::difference(amount);
    let terms = |amount| {
        let amount = display::value(format!("{} {amount}", change.terms.currency));
        format!("{amount} {}", change.terms.basis)
    };
    let written = match written.as_str() {
        display::SAME => StyledText::from(written),
        _ if amount.0 < 0.0 => StyledText::middling(terms(written)),
        _ => StyledText::good(terms(written)),
    };
    Some(display::estimate(written, change.is_estimated()).then(marks(change, sources)))
}

/// The marks of both ends; one if they have the same source.
fn marks(change: &PayChange, sources: &mut Sources) -> StyledText {
    let mut mark = |pay: &Option<Pay>| {
        let pay = pay.as_ref();
        StyledText::from(pay.map(|pay| sources.mark(&pay.cited)))
    };
    let (from, to) = (mark(&change.from), mark(&change.to));
    if from == to { to } else { from.then(to) }
}

/// What the first needed levels of the steps mean, once for each level.
fn meanings(next: &NextAnswer, extent: impl Fn(usize) -> Extent) -> Section {
    let steps = next.steps.iter().chain(&next.fits).enumerate();
    let shown = steps.flat_map(|(position, step)| {
        let open = step.fit.gaps.iter().filter(|gap| gap.status.is_open());
        open.take(extent(position).gaps)
    });
    let shown: Vec<&Gap> = shown.collect();
    let section = gaps::meanings(&shown, extent(0).meaning, extent(0).meanings);
    Section {
        left_out: Vec::new(),
        ..section
    }
}

/// The first open gaps, where all of them are shown elsewhere.
pub(super) fn first_gaps(all: &[Gap]) -> Section {
    let open = || all.iter().filter(|gap| gap.status.is_open());
    let items = open().take(SHOWN_FIRST[1]).map(gaps::step).collect();
    let more = open().count().saturating_sub(SHOWN_FIRST[1]);
    let more = (more > 0).then(|| format!("and {more} more").into());
    Section::new("What matters most", Body::Items(items)).noted(more)
}

/// The gaps of one step that matter most.
fn open(step: &NextRole, extent: Extent, sources: &mut Sources) -> Section {
    let open = || step.fit.gaps.iter().filter(|gap| gap.status.is_open());
    let items: Vec<StyledText> = open().take(extent.gaps).map(gaps::step).collect();
    let heading = display::titled(&step.step.title, &step.step.role);
    let more = open().count().saturating_sub(extent.gaps);
    let note = match items.len() {
        0 => Some(nothing_open(step, sources)),
        _ if more == 0 => None,
        _ => Some(StyledText::from(format!("and {more} more"))),
    };
    let section = Section::new(heading, Body::Items(items)).noted(note);
    if extent.has_notes {
        return section.noted(notes(step, sources));
    }
    let notes = usize::from(step.step.facts.note.is_some());
    section
        .noted(not_compared(step, sources))
        .leaving_out(more, "gap")
        .leaving_out(notes, "note")
}

/// What is said of a role whose requirements are all met: eligible now, or what the move waits for.
pub(super) fn nothing_open(step: &NextRole, sources: &mut Sources) -> StyledText {
    let ratio = step.fit.readiness.and_then(|found| found.ratio);
    let requirements = match ratio {
        Some(_) if step.eligible == Some(true) => return StyledText::good(gaps::ELIGIBLE),
        Some(_) => "Every requirement is met.",
        None if step.fit.gaps.is_empty() => {
            "The role asks for nothing: its `skills` in the ladder say what it needs."
        }
        None => "Nothing that the role asks for applies.",
    };
    if step.eligible == Some(true) {
        return StyledText::good(format!("{requirements} Eligible now."));
    }
    let facts = &step.step.facts;
    let left = match &step.to_serve {
        Some(left) if left.min.0 > 0.0 => {
            let years = StyledText::middling(display::span_of_years(left));
            let years = sources.figure(years, &left.cited);
            Some(StyledText::from("Still to serve: ").then(years))
        }
        Some(_) => None,
        None if facts.after_left_out => {
            Some("The time to serve rests on an estimate, which is left out".into())
        }
        None => ratio.is_none().then(|| "The move states no time".into()),
    };
    let years = step.fit.years_missing.is_none();
    let years =
        years.then(|| "The years of experience rest on an estimate, which is left out".into());
    let gate = facts.gate.as_ref();
    let gate = gate.map(|gate| sources.cite(format!("Gate: {gate}"), &facts.cited));
    let waits = [left, years, gate].into_iter().flatten();
    waits.fold(StyledText::from(requirements), |text, wait| {
        text.plain(" ").then(wait).plain(".")
    })
}

/// What was compared, and what else is known of the move.
pub(super) fn notes(step: &NextRole, sources: &mut Sources) -> Vec<StyledText> {
    let mut notes: Vec<StyledText> = pay_note(step, sources).into_iter().collect();
    notes.extend(move_text::note(&step.step.facts, sources));
    notes
}

/// Both figures, where they are not compared, and why.
fn not_compared(step: &NextRole, sources: &mut Sources) -> Option<StyledText> {
    let change = step.pay_change.as_ref()?;
    let why = display::why_not_compared(change, "the present role", &step.step.role)?;
    let known = [&change.from, &change.to].into_iter().flatten();
    let figures =
        known.map(|pay| sources.figure(StyledText::quiet(display::middle(pay)), &pay.cited));
    let figures = figures.reduce(|one, other| one.and(TextStyle::Quiet, " and ").then(other))?;
    let terms = format!("Pay, {} a year: ", display::terms(&change.terms));
    let pay = StyledText::quiet(terms).then(figures);
    Some(pay.and(TextStyle::Quiet, format!(", not compared: {why}.")))
}

fn pay_note(step: &NextRole, sources: &mut Sources) -> Option<StyledText> {
    let change = step.pay_change.as_ref()?;
    change.from.as_ref().or(change.to.as_ref())?;
    let why = display::why_not_compared(change, "the present role", &step.step.role);
    let (Some(from), Some(to)) = (&change.from, &change.to) else {
        let why = why.unwrap_or_default();
        return Some(StyledText::quiet(format!("Pay not compared: {why}.")));
    };
    let mut end = |pay: &Pay| {
        let group = pay.population.as_ref();
        let group = group.map(|group| format!(" ({group})"));
        sources
            .figure(StyledText::quiet(display::middle(pay)), &pay.cited)
            .and(TextStyle::Quiet, group.unwrap_or_default())
    };
    let (from, to) = (end(from), end(to));
    let terms = format!("Pay, {} a year: ", display::terms(&change.terms));
    let (between, after) = match &why {
        None => (" to ".to_owned(), String::new()),
        Some(why) => (
            format!("; {}: ", step.step.role),
            format!(". Not compared: {why}."),
        ),
    };
    let phrase = StyledText::quiet(terms);
    if why.is_none() && from == to {
        let same = format!("{}, ", display::SAME);
        return Some(phrase.and(TextStyle::Quiet, same).then(to));
    }
    let phrase = phrase.then(from);
    let phrase = phrase.and(TextStyle::Quiet, between).then(to);
    Some(phrase.and(TextStyle::Quiet, after))
}
