//! One certification.

use smol_str::SmolStr;

use crate::query::{AskedBy, AskedGroup, Certification, CertificationAnswer, EarnedOn};

use super::{
    Body, Columns, Records, Section, Sheet, Sources, StyledText, View, briefly, display,
    overview::status, prose, skill,
};

impl View for CertificationAnswer {
    fn name(&self) -> &'static str {
        "certification"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        sheet(self, usize::MAX, &mut sources)
            .citing(sources)
            .before(skill::next(&self.asked_by))
    }

    fn screen(&self, rows: usize) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        sheet(self, rows, &mut sources)
            .citing_briefly(sources)
            .before(skill::next(&self.asked_by))
    }

    fn records(&self) -> Records {
        columns(self).records(&self.asked_by)
    }
}

/// The first `rows` roles, and as much of the rest as has its place beside them.
fn sheet(answer: &CertificationAnswer, rows: usize, sources: &mut Sources) -> Sheet {
    let entry = &answer.certification;
    let mut sections = vec![
        Section::new("", facts(answer, sources)),
        skill::asked_by(&columns(answer), &answer.asked_by, rows),
    ];
    sections.extend(skill::study(&entry.resources, &entry.facts, rows, sources));
    let title = display::titled(&entry.title, &entry.id);
    Sheet::new(title, briefly(entry.about.as_ref(), rows), sections)
}

fn facts(answer: &CertificationAnswer, sources: &mut Sources) -> Body {
    let entry = &answer.certification;
    let successors = entry.replaced_by.iter();
    let successors = successors.map(|other| format!("{} ({})", other.title, other.id));
    let url = entry.url.as_ref();
    Body::facts([
        ("Issuer", StyledText::from(&entry.issuer)),
        ("Code", StyledText::from(&entry.code)),
        ("Status", sources.cite(status(entry), &entry.cited)),
        ("Yours", held(answer)),
        ("Replaced by", display::join(successors, ", ").into()),
        ("Launched", StyledText::from(&entry.launched)),
        ("Fee", StyledText::known(fee(entry, sources))),
        ("Valid", StyledText::known(valid(entry, sources))),
        ("Study", study(entry, sources).into()),
        ("Also called", entry.aliases.join(", ").into()),
        ("Address", url.map(StyledText::link).into()),
        ("Note", entry.note.as_ref().map(prose).into()),
    ])
}

/// Since and until when the person has it, for each time that it was earned.
fn held(answer: &CertificationAnswer) -> StyledText {
    let mut text = StyledText::default();
    for own in &answer.earned {
        let is_next = !text.is_empty();
        text = text.plain(if is_next { "; " } else { "" });
        text = text.then(earned(own, &answer.as_of));
    }
    text
}

fn earned(own: &EarnedOn, as_of: &SmolStr) -> StyledText {
    let until = match &own.expires {
        None => StyledText::good("held"),
        Some(day) if day < as_of => StyledText::bad(format!("expired {day}")),
        Some(day) => StyledText::good(format!("valid to {day}")),
    };
    match &own.earned {
        // What is earned later does not count yet.
        Some(day) if day > as_of => StyledText::middling(format!("earned {day}, not yet")),
        Some(day) => until.plain(format!(", earned {day}")),
        None => until,
    }
}

fn columns(answer: &CertificationAnswer) -> Columns<'_, AskedBy<AskedGroup>> {
    Columns::<AskedBy<AskedGroup>>::new()
        .field("certification", |_| answer.certification.id.clone())
        .role("role", "Role", |asker| asker.role.clone())
        .text("title", "Title", |asker| asker.title.clone())
        .field("group", |asker| asker.asked.group.clone())
        .field("one_of", |asker| asker.asked.one_of.join("|"))
        .left("As", |asker, _| {
            let what = if asker.recommended {
                "recommended"
            } else {
                "required"
            };
            match asker.asked.one_of.len() {
                0 | 1 => what.to_owned(),
                of if asker.asked.need > 1 => format!("{what}, {} of {of}", asker.asked.need),
                several => match &asker.asked.group {
                    Some(group) => format!("{what}, one of {several} ({group})"),
                    None => format!("{what}, one of {several}"),
                },
            }
        })
        .role("introduced_by", "From", |asker| asker.introduced_by.clone())
        .field("recommended", |asker| asker.recommended)
}

pub(super) fn fee(entry: &Certification, sources: &mut Sources) -> Option<StyledText> {
    let fee = entry.fee.as_ref()?;
    let amount = format!("{} {}", fee.currency, display::amount(fee.amount));
    Some(sources.figure(amount, &fee.cited))
}

pub(super) fn valid(entry: &Certification, sources: &mut Sources) -> Option<StyledText> {
    let valid = entry.valid_years.as_ref()?;
    Some(sources.figure(display::span_of_years(valid), &valid.cited))
}

/// The hours of study.
pub(super) fn study(entry: &Certification, sources: &mut Sources) -> Option<StyledText> {
    let hours = entry.hours.as_ref()?;
    let number = display::range(hours.min, hours.max);
    Some(sources.figure(format!("{number} hours"), &hours.cited))
}
