//! What a ladder, a track, a source, a skill or a certification of one version states, in parts.

use smol_str::{SmolStr, format_smolstr};

use crate::{
    model::{
        self, Certification, Day, Fact, Fee, Ladder, Learning, Market, Resource, Skill, SkillIndex,
        SourceIndex, StepTime, Track, TrackIndex,
    },
    order::map_of,
    query::{
        pay::{self, PayFilter},
        person_state::PersonState,
    },
    vocabulary::{EntryPart, Property},
};

use super::{
    parts::{PropertyValue, StatedPart},
    side::Side,
};

/// What an entry says of itself.
pub(super) fn entry() -> StatedPart {
    StatedPart::new(EntryPart::Entry, "", "")
}

/// The ladder as a whole.
pub(super) fn ladder(side: Side) -> Vec<StatedPart> {
    let ladder = side.ladder;
    let Market {
        region,
        currency,
        basis,
        hours_per_year,
    } = &ladder.market;
    let own = entry()
        .text(Property::Id, Some(&ladder.id))
        .text(Property::Title, Some(&ladder.title))
        .text(Property::About, ladder.about.as_ref())
        .text(Property::Region, region.as_ref())
        .text(Property::Currency, currency.as_ref())
        .word(Property::Basis, *basis)
        .number(Property::HoursPerYear, *hours_per_year)
        .list(Property::Proficiency, ladder.scale.names().iter().cloned());
    let mut parts = vec![own];
    learning(side, &ladder.learning, &mut parts);
    facts(side, &ladder.facts, None, &mut parts);
    parts
}

fn learning(side: Side, learning: &Learning, parts: &mut Vec<StatedPart>) {
    // A profile alone has `skills`.
    let Learning {
        levels,
        categories,
        degrees,
        certifications,
        skills: _,
    } = learning;
    let mut step = |id: SmolStr, time: &StepTime| {
        let part = StatedPart::new(EntryPart::Learning, id.clone(), id);
        let part = part.span(side, HOURS, time.hours, None);
        parts.push(part.span(side, PRACTICE, time.practice, None));
    };
    for (level, time) in levels {
        step(side.level_name(level), time);
    }
    for (category, levels) in categories {
        for (level, time) in levels {
            step(
                format_smolstr!("{category}: {}", side.level_name(level)),
                time,
            );
        }
    }
    let degrees = degrees.iter().map(|(degree, years)| {
        let part = StatedPart::new(EntryPart::Learning, degree.name(), degree.name());
        part.span(side, YEARS, Some(*years), None)
    });
    parts.extend(degrees);
    if certifications.is_some() {
        let part = StatedPart::new(EntryPart::Learning, "certifications", "certifications");
        parts.push(part.span(side, HOURS, *certifications, None));
    }
}

/// Hours of study, or years, and their source.
const HOURS: [Property; 2] = [Property::Hours, Property::TimeSource];
const YEARS: [Property; 2] = [Property::Years, Property::TimeSource];
/// Years of practice and their source.
const PRACTICE: [Property; 2] = [Property::Practice, Property::PracticeSource];

/// The terms of the pay that stands for the roles; `None` where no pay does.
pub(super) fn figures(side: Side, filter: &PayFilter, day: Day) -> Option<StatedPart> {
    let terms = pay::terms(side.ladder, &PersonState::unknown(day), filter)?;
    let part = StatedPart::new(EntryPart::Pay, "figures", "")
        .text(Property::Currency, Some(&terms.currency))
        .text(Property::Region, terms.region.as_ref())
        .word(Property::Basis, Some(terms.basis));
    Some(part)
}

/// Sentences with a source.
pub(super) fn facts(
    side: Side,
    facts: &[Fact],
    entry: Option<SourceIndex>,
    parts: &mut Vec<StatedPart>,
) {
    parts.extend(facts.iter().map(|Fact { text, source }| {
        let mut part = StatedPart::new(EntryPart::Fact, "", "");
        part.key = text.clone();
        // It pairs those that are left.
        part.others = vec![SmolStr::default()];
        part.text(Property::Text, Some(text))
            .source(side, Property::Source, *source, entry)
    }));
}

/// Whether a ladder names its tracks; else it is one itself.
pub(super) fn names_tracks(ladder: &Ladder) -> bool {
    ladder.tracks.len() > 1 || ladder.tracks.iter().any(|track| track.id != ladder.id)
}

/// A line of roles; one that the ladder does not name has only grades.
pub(super) fn track(side: Side, track: TrackIndex) -> Vec<StatedPart> {
    let is_named = names_tracks(side.ladder);
    let Track {
        id: _,
        title,
        grades,
    } = &side.ladder[track];
    let part = entry()
        .text(Property::Title, Some(title).filter(|_| is_named))
        .list(Property::Grades, grades.iter().cloned());
    vec![part]
}

/// A publication.
pub(super) fn source(source: &model::Source) -> Vec<StatedPart> {
    let model::Source {
        id: _,
        publisher,
        title,
        url,
        as_of,
        estimate,
        licence,
        note,
    } = source;
    let part = entry()
        .text(Property::Title, Some(title))
        .text(Property::Publisher, publisher.as_ref())
        .text(Property::Url, url.as_ref())
        .word(Property::AsOf, *as_of)
        .flag(Property::Estimate, *estimate)
        .text(Property::Licence, licence.as_ref())
        .text(Property::Note, note.as_ref());
    vec![part]
}

/// A skill.
pub(super) fn skill(side: Side, index: SkillIndex) -> Vec<StatedPart> {
    let Skill {
        id: _,
        title,
        category,
        about,
        aliases,
        scale,
        needs,
        levels,
        hours,
        practice: practised,
        resources,
        facts: known,
        source,
    } = &side.ladder[index];
    let scale = scale.iter().flat_map(|scale| scale.names().iter().cloned());
    let own = entry()
        .text(Property::Title, Some(title))
        .set(Property::Aliases, aliases.iter().cloned())
        .text(Property::Category, category.as_ref())
        .text(Property::About, about.as_ref())
        .list(Property::Proficiency, scale)
        .source(side, Property::Source, *source, None);
    let mut parts = vec![own];
    let mut ranks = map_of(
        levels
            .iter()
            .map(|(level, text)| (*level, (Some(text), None, None))),
    );
    for (level, figure) in hours {
        ranks.entry(*level).or_default().1 = Some(*figure);
    }
    for (level, figure) in practised {
        ranks.entry(*level).or_default().2 = Some(*figure);
    }
    for (level, (means, hours, practised)) in ranks {
        let level = side.level(index, level).name;
        let part = StatedPart::new(EntryPart::Level, level.clone(), level)
            .text(Property::Means, means)
            .span(side, HOURS, hours, *source);
        parts.push(part.span(side, PRACTICE, practised, *source));
    }
    parts.extend(needs.iter().map(|need| {
        let level = need
            .level
            .map(|level| side.version_level(need.skill, level));
        let title = &side.ladder[need.skill].title;
        StatedPart::new(EntryPart::Need, side.skill(need.skill), title.clone())
            .with(Property::Level, level.map(PropertyValue::Level))
    }));
    resource_parts(side, Some(index), resources, *source, &mut parts);
    facts(side, known, *source, &mut parts);
    parts
}

/// A certification.
pub(super) fn certification(side: Side, certification: &Certification) -> Vec<StatedPart> {
    let Certification {
        id: _,
        title,
        issuer,
        code,
        about,
        url,
        aliases,
        valid_years,
        launched,
        retired,
        replaced_by,
        fee,
        hours,
        resources,
        facts: known,
        source,
        note,
    } = certification;
    let mut own = entry()
        .text(Property::Title, Some(title))
        .set(Property::Aliases, aliases.iter().cloned())
        .text(Property::Issuer, issuer.as_ref())
        .text(Property::Code, code.as_ref())
        .text(Property::About, about.as_ref())
        .text(Property::Url, url.as_ref())
        .word(Property::Launched, *launched)
        .word(Property::Retired, *retired)
        .set(
            Property::ReplacedBy,
            replaced_by.iter().map(|other| side.certification(*other)),
        )
        .text(Property::Note, note.as_ref())
        .source(side, Property::Source, *source, None);
    if let Some(Fee {
        amount,
        currency,
        source: of_fee,
    }) = fee
    {
        #[expect(clippy::cast_precision_loss, reason = "a fee stays below 2^53")]
        let amount = *amount as f64;
        own = own
            .figure(side, Property::Fee, Some(amount), *of_fee)
            .text(Property::Currency, Some(currency))
            .source(side, Property::FeeSource, *of_fee, *source);
    }
    // Each time may have a source of its own, so it stands in a part of its own.
    let timed = |property: Property| {
        let mut part = entry();
        part.key = property.name().into();
        part
    };
    let valid = [Property::ValidYears, Property::TimeSource];
    let times = [
        timed(Property::ValidYears).term(side, valid, *valid_years, *source),
        timed(Property::Hours).span(side, HOURS, *hours, *source),
    ];
    let times = times.into_iter().filter(|part| !part.properties.is_empty());
    let mut parts: Vec<StatedPart> = [own].into_iter().chain(times).collect();
    resource_parts(side, None, resources, *source, &mut parts);
    facts(side, known, *source, &mut parts);
    parts
}

fn resource_parts(
    side: Side,
    skill: Option<SkillIndex>,
    resources: &[Resource],
    entry: Option<SourceIndex>,
    parts: &mut Vec<StatedPart>,
) {
    parts.extend(resources.iter().map(|resource| {
        let Resource {
            title,
            url,
            level,
            hours,
            source,
            note,
        } = resource;
        let level = skill
            .zip(*level)
            .map(|(skill, level)| side.version_level(skill, level));
        let mut part = StatedPart::new(EntryPart::Resource, "", title.clone());
        let url = url.as_ref();
        let address = url.map_or("", SmolStr::as_str);
        part.key = format_smolstr!("{title}\n{address}");
        part.others = [title].into_iter().chain(url).cloned().collect();
        part.text(Property::Title, Some(title))
            .text(Property::Url, url)
            .with(Property::Level, level.map(PropertyValue::Level))
            .span(side, HOURS, *hours, *source)
            .source(side, Property::Source, *source, entry)
            .text(Property::Note, note.as_ref())
    }));
}
