//! One role on a screen: what each rung asks for, in few words.

use smol_str::SmolStr;

use crate::order::Order as _;
use crate::query::{Cited, Fact, ListedPay, Move, Requirements, Role, RoleAnswer};

use super::{
    Body, Section, Sheet, Sources, StyledText, TextStyle, briefly, display, first_line,
    meaning::Extent, move_text, role,
};

/// The sections on the screen; what is long has about `rows` lines.
pub(super) fn screen(answer: &RoleAnswer, rows: usize) -> Sheet {
    let role = &answer.role;
    let mut sources = Sources::new(&answer.sources);
    let chain = answer.chain.iter().map(|rung| rung.id.as_str());
    let rungs: Vec<&str> = [role.id.as_str()].into_iter().chain(chain).collect();
    let sections = vec![
        Section::new(
            "",
            role::place(role, role::track(answer), &role::chain(answer)),
        ),
        asked("Asks for", &role.required, &rungs, rows / 3, &mut sources),
        asked(
            "Recommends",
            &role.recommended,
            &rungs,
            rows / 12,
            &mut sources,
        ),
        role::meanings(&role.required, rows / 6, Extent::FirstLine),
        responsibilities(role, rows),
        facts(&role.facts, rows, &mut sources),
        pay(&role.pay, rows, &mut sources),
        moves(&role.next, &answer.from, rows, &mut sources),
    ];
    let title = display::titled(&role.title, &role.id);
    let sheet = Sheet::new(title, briefly(role.about.as_ref(), rows), sections);
    sheet.citing_briefly(sources)
}

/// A line for the first rung, and for some of the others, with what each asks for itself.
fn asked(
    heading: &str,
    requirements: &Requirements,
    rungs: &[&str],
    others: usize,
    sources: &mut Sources,
) -> Section {
    let mut lines = Vec::new();
    let mut left_out = 0;
    let rungs = rungs.iter().filter(|rung| count(requirements, rung) > 0);
    for (position, rung) in rungs.enumerate() {
        if position <= others {
            lines.push(((*rung).to_owned(), of_rung(requirements, rung, sources)));
        } else {
            left_out += count(requirements, rung);
        }
    }
    Section::new(heading, Body::Facts(lines)).leaving_out(left_out, "requirement")
}

/// How many requirements a rung asks for itself.
fn count(requirements: &Requirements, rung: &str) -> usize {
    let years = requirements.years.iter().map(|years| &years.origin);
    let education = requirements.education.iter().map(|asked| &asked.origin);
    let skills = requirements.skills.0.iter().map(|(_, need)| &need.origin);
    let groups = requirements
        .certifications
        .iter()
        .map(|group| &group.origin);
    let any_of = requirements.any_of.iter().map(|group| &group.origin);
    let points = requirements.points.iter().map(|points| &points.origin);
    let all = years.chain(education).chain(skills).chain(groups);
    let all = all.chain(any_of).chain(points);
    all.filter(|origin| origin.introduced_by == rung).count()
}

fn of_rung(requirements: &Requirements, rung: &str, sources: &mut Sources) -> StyledText {
    let mut parts: Vec<String> = Vec::new();
    let mut cited: Vec<&Cited> = Vec::new();
    if let Some(years) = &requirements.years
        && years.origin.introduced_by == rung
    {
        let cited_by = &years.origin.cited;
        let number = display::durations(years.value, years.max);
        let number = display::estimate(number, cited_by.estimated).text();
        parts.push(format!("{number} of experience"));
        cited.push(cited_by);
    }
    if let Some(education) = &requirements.education
        && education.origin.introduced_by == rung
    {
        let asked = &education.asked;
        parts.push(display::education_briefly(asked.degree, &asked.fields));
        cited.push(&education.origin.cited);
    }
    // The highest level first.
    let mut levels: Vec<(u8, &SmolStr, Vec<&str>)> = Vec::new();
    for (_, need) in &requirements.skills.0 {
        if need.origin.introduced_by != rung {
            continue;
        }
        cited.push(&need.origin.cited);
        let known = levels
            .iter_mut()
            .find(|(_, name, _)| **name == need.level.name);
        match known {
            Some((.., titles)) => titles.push(&need.title),
            None => levels.push((need.level.rank, &need.level.name, vec![&need.title])),
        }
    }
    levels.order_by_key(|(rank, ..)| std::cmp::Reverse(*rank));
    parts.extend(
        levels
            .iter()
            .map(|(_, name, titles)| format!("{name}: {}", titles.join(", "))),
    );
    let groups = requirements.certifications.iter();
    for group in groups.filter(|group| group.origin.introduced_by == rung) {
        parts.push(match group.one_of.as_slice() {
            [only] => only.id.to_string(),
            _ => display::group(group),
        });
        cited.push(&group.origin.cited);
    }
    let groups = requirements.any_of.iter();
    for group in groups.filter(|group| group.origin.introduced_by == rung) {
        let title = group.title.as_ref().map(|title| format!("{title}: "));
        parts.push(title.unwrap_or_default() + &display::any_of(group));
        cited.push(&group.origin.cited);
    }
    let points = requirements.points.iter();
    for points in points.filter(|points| points.origin.introduced_by == rung) {
        parts.push(display::points(points));
        cited.push(&points.origin.cited);
    }
    let mut marks: Vec<StyledText> = Vec::new();
    for cited in cited {
        let mark = sources.mark(cited);
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    let text = StyledText::from(parts.join("; "));
    marks.into_iter().fold(text, StyledText::then)
}

fn responsibilities(role: &Role, rows: usize) -> Section {
    let all = &role.responsibilities;
    let most = rows / 4;
    let shown = all.iter().take(most);
    let items = shown.map(|one| {
        let heading = one.heading.as_ref();
        let heading = heading.map(|heading| format!("{heading}: "));
        StyledText::from(heading).then(first_line(&one.text))
    });
    let items = items.collect();
    Section::new("Responsibilities", Body::Items(items))
        .leaving_out(all.len().saturating_sub(most), "responsibility")
}

fn facts(facts: &[Fact], rows: usize, sources: &mut Sources) -> Section {
    let most = rows / 6;
    let shown = &facts[..facts.len().min(most)];
    sources
        .facts(shown)
        .leaving_out(facts.len() - shown.len(), "fact")
}

/// The figures that count, then the others.
fn pay(pay: &[ListedPay], rows: usize, sources: &mut Sources) -> Section {
    let mut listed: Vec<&ListedPay> = pay.iter().collect();
    listed.order_by_key(|listed| !listed.is_figure);
    let most = (rows / 8).max(1);
    let shown = listed.iter().take(most);
    let facts = shown.map(|listed| {
        let pay = &listed.pay;
        let figure = sources.figure(display::middle(pay), &pay.cited);
        let ends = display::estimate(display::ends(pay), pay.cited.estimated);
        let later = pay.dated_later.then(|| display::as_of(pay).text());
        let known = [
            ends,
            display::stated(pay).into(),
            later.into(),
            first_line(display::described(pay).text()),
        ];
        let known = known.into_iter().filter(|known| !known.is_empty());
        let figure = known.fold(figure, |figure, known| {
            let pieces = known.0.iter();
            let figure = figure.and(TextStyle::Quiet, "; ");
            pieces.fold(figure, |figure, (_, piece)| {
                figure.and(TextStyle::Quiet, piece)
            })
        });
        (display::terms(&pay.terms), figure)
    });
    Section::new("Pay a year", Body::Facts(facts.collect()))
        .leaving_out(listed.len().saturating_sub(most), "pay figure")
}

/// The moves out of the role and into it, a line for each.
fn moves(next: &[Move], from: &[Move], rows: usize, sources: &mut Sources) -> Section {
    let most = (rows / 5).max(1);
    let mut facts: Vec<(String, StyledText)> = Vec::new();
    for (direction, moves) in [("to", next), ("from", from)] {
        for step in moves.iter().take(most) {
            let text = self::step(step, sources);
            facts.push((format!("{direction} {}", step.role), text));
        }
    }
    let left_out = (next.len() + from.len()).saturating_sub(facts.len());
    let notes = next.iter().chain(from);
    let notes = notes.filter(|step| step.facts.note.is_some()).count();
    Section::new("Moves", Body::Facts(facts))
        .leaving_out(left_out, "move")
        .leaving_out(notes, "note")
}

/// A move in few words: its kind, the time before it, its share, its gate.
pub(super) fn step(step: &Move, sources: &mut Sources) -> StyledText {
    let facts = &step.facts;
    let kind = sources.cite(facts.kind, &facts.cited);
    let after = move_text::after(facts, sources);
    let known = [
        after.map(|after| {
            if facts.after_left_out {
                return StyledText::quiet("time left out");
            }
            StyledText::from("after ").then(after)
        }),
        move_text::share(facts, "made this move", sources),
        facts
            .gate
            .as_ref()
            .map(|gate| format!("gate: {gate}").into()),
    ];
    let known = known.into_iter().flatten();
    known.fold(kind, |phrase, known| phrase.plain(", ").then(known))
}
