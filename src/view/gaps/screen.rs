//! Gaps on a screen: those that weigh most, and the shortest way to close each.

use crate::query::{Gap, GapsAnswer, Need, Resource};

use super::super::{
    Body, Columns, Section, Sheet, Sources, StyledText, TextStyle, display, meaning::Extent,
};
use super::{
    ENOUGH, Group, about_practice, alternatives, from, grouped, have, hours, lead, meanings, name,
    next, practice, resources::learn_from, takes_no_hours, title,
};

/// How many needed levels are explained.
const EXPLAINED: usize = 3;

/// What no hours mean where the time at work is there, and its column is left out.
const NOTHING_LEFT: &str = "none: the time at work is there; left is to show the level.";

/// How many gaps have the room of the heading of the resources.
const HEADING: usize = 3;

/// The sheet with the first gaps, and a resource for each six of them.
pub(super) fn screen(answer: &GapsAnswer, rows: usize) -> Sheet {
    let (rows, resources) = shared(answer, rows);
    let mut sources = Sources::new(&answer.sources);
    let judged = answer.header.person.is_some();
    let shown: Vec<&Gap> = answer.gaps.iter().take(rows).collect();
    let groups = grouped(&shown).into_iter();
    let mut sections: Vec<Section> = groups
        .flat_map(|(group, gaps)| match group {
            Group::Choose | Group::Count => {
                alternatives::sections(gaps, judged, (rows / 3).max(2), &mut sources)
            }
            Group::Learn => {
                let columns = columns(judged);
                // Where all of it is done, its column is left out.
                let mut practised = gaps.iter().filter_map(|gap| practice(gap));
                let is_said = practised.any(|practice| practice != ENOUGH);
                let notes = if is_said {
                    about_practice(&gaps)
                } else {
                    let is_all = |gap: &&Gap| takes_no_hours(gap) && practice(gap).is_some();
                    let is_told = gaps.iter().any(is_all);
                    is_told.then(|| NOTHING_LEFT.into()).into_iter().collect()
                };
                let mut section = columns.section(group.heading(judged), gaps, &mut sources);
                section.leave_out_columns_of(&[ENOUGH]);
                vec![section.noted(notes)]
            }
            Group::Earn | Group::Gain => {
                let items = gaps.into_iter().map(|gap| item(gap, judged, &mut sources));
                vec![Section::new(
                    group.heading(judged),
                    Body::Items(items.collect()),
                )]
            }
        })
        .collect();
    let what = if judged { "gap" } else { "requirement" };
    let all: Vec<&Gap> = answer.gaps.iter().collect();
    let all = meanings(&all, Extent::FirstLine, usize::MAX);
    let explained = meanings(&shown, Extent::FirstLine, EXPLAINED);
    let unexplained = all.body.rows() - explained.body.rows();
    sections.extend([
        Section::new("", Body::Nothing).leaving_out(answer.gaps.len() - shown.len(), what),
        Section {
            left_out: vec![(unexplained, "meaning")],
            ..explained
        },
        self::resources(answer, &shown, resources, &mut sources),
        recommended(answer, rows / 6, &mut sources),
    ]);
    let lead = lead(answer, &mut sources);
    let sheet = Sheet::new(title(answer), lead, sections);
    sheet.citing_briefly(sources).before(next(answer))
}

/// How many gaps and resources have room in so many rows. More rows never take fewer lines.
fn shared(answer: &GapsAnswer, rows: usize) -> (usize, usize) {
    let fewer = rows.saturating_sub(HEADING);
    let resources = fewer / 6;
    let gaps = answer.gaps.iter().take(fewer);
    let mut open = gaps
        .flat_map(Gap::with_alternatives)
        .filter(|gap| gap.status.is_open());
    if resources > 0 && open.any(|gap| !gap.resources.is_empty()) {
        (fewer, resources)
    } else {
        (rows, 0)
    }
}

fn columns<'a>(judged: bool) -> Columns<'a, &'a Gap> {
    Columns::<&Gap>::new()
        .left("Skill", |gap, _| name(gap))
        .left("Have", move |gap, _| judged.then(|| have(gap)))
        .left("Need", |gap, _| display::need(&gap.need))
        .right("Weight", |gap, _| display::weight(gap.origin.weight))
        .left("From", |gap, sources| from(gap, sources))
        .right("Hours", |gap, _| gap.status.is_open().then(|| hours(gap)))
        .left("Practice", |gap, _| practice(gap))
}

/// What would meet a requirement that is no skill, and what the person has of it.
fn item(gap: &Gap, judged: bool, sources: &mut Sources) -> StyledText {
    let text = sources.cite(need(gap), &gap.origin.cited);
    if !judged {
        return text;
    }
    let have = have(gap);
    text.and(TextStyle::Quiet, "; now: ").then(have)
}

/// What is needed: of certifications, those that can be earned, by their ids.
fn need(gap: &Gap) -> StyledText {
    let options = gap.options.iter().filter(|option| option.can_be_earned());
    let ids: Vec<&str> = options.map(|option| option.named.id.as_str()).collect();
    match (&gap.need, ids.as_slice()) {
        (Need::Certification { .. }, [only]) => StyledText::name(only),
        (Need::Certification { .. }, [_, _, ..]) => {
            StyledText::from("one of ").then(StyledText::name(ids.join(", ")))
        }
        (Need::Experience { .. }, _) => {
            StyledText::from(display::need(&gap.need)).plain(" of experience")
        }
        (Need::Education { .. }, _) => {
            StyledText::from(format!("degree: {}", display::need_briefly(&gap.need)))
        }
        (Need::AnyOf { .. }, _) => alternatives::asked(gap),
        (need, _) => display::need_briefly(need).into(),
    }
}

/// The first resources of the gaps that are shown, one of each gap.
fn resources(answer: &GapsAnswer, shown: &[&Gap], rows: usize, sources: &mut Sources) -> Section {
    let open = answer.gaps.iter().flat_map(Gap::with_alternatives);
    let open = open.filter(|gap| gap.status.is_open());
    let all: usize = open.map(|gap| gap.resources.len()).sum();
    let open = shown.iter().flat_map(|gap| gap.with_alternatives());
    let open = open.filter(|gap| gap.status.is_open());
    let first = open.filter_map(|gap| Some((gap, gap.resources.first()?)));
    let first: Vec<(&Gap, &Resource)> = first.take(rows).collect();
    let left_out = all - first.len();
    learn_from(first.into_iter(), false, sources).leaving_out(left_out, "resource")
}

/// What is recommended, in one sentence.
fn recommended(answer: &GapsAnswer, rows: usize, sources: &mut Sources) -> Section {
    let shown = answer.recommended.iter().take(rows.max(1));
    let sentence = shown.fold(StyledText::default(), |sentence, gap| {
        let before = if sentence.is_empty() {
            "Recommended, never counted: "
        } else {
            "; "
        };
        let named = sentence.plain(before).then(need(gap));
        named.then(sources.mark(&gap.origin.cited))
    });
    let left_out = answer.recommended.len().saturating_sub(rows.max(1));
    let note = (!sentence.is_empty()).then_some(sentence);
    let section = Section::new("", Body::Nothing).noted(note);
    section.leaving_out(left_out, "recommendation")
}
