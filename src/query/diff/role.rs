//! What a role of one version states, and what it asks for with all that it inherits.

use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use crate::{
    model::{
        Alternative, Alternatives, EducationRequirement, Figure, Group, Item, Move, Pay, PayTerms,
        Requirement, Resolver, Role, RoleIndex, SourceIndex, Span, StatedPay, hundredths,
    },
    order::Order as _,
    query::{
        answer::{Grade, Number},
        pay::PayFilter,
    },
    vocabulary::{EntryPart, PayPeriod, Property},
};

use super::{
    parts::{PropertyValue, StatedPart, VersionLevel, VersionMember},
    places::Place,
    side::Side,
    stated::{entry, facts},
};

/// A role.
pub(super) fn role(
    side: Side,
    index: RoleIndex,
    resolver: &mut Resolver,
    filter: &PayFilter,
) -> Vec<StatedPart> {
    let ladder = side.ladder;
    // What is taken away, and what is asked for, is in the requirements.
    let Role {
        id: _,
        title,
        aliases,
        about,
        track,
        grade: _,
        entry: is_entry,
        extends,
        without_skills: _,
        without_certifications: _,
        without_groups: _,
        required: _,
        recommended: _,
        responsibilities,
        pay,
        pay_left_out: _,
        facts: known,
        source,
    } = &ladder[index];
    let own = entry()
        .text(Property::Title, Some(title))
        .set(Property::Aliases, aliases.iter().cloned())
        .text(Property::About, about.as_ref())
        .word(Property::Track, side.track(*track))
        .with(
            Property::Grade,
            Some(PropertyValue::Grade(Grade::of(ladder, &ladder[index]))),
        )
        .flag(Property::Entry, *is_entry)
        .word(Property::Extends, extends.map(|role| side.role(role)))
        .source(side, Property::Source, *source, None);
    let mut parts = vec![own];
    let requirements = resolver.requirements(index);
    for (part, requirements) in [
        (EntryPart::Requirement, &requirements.required),
        (EntryPart::Recommendation, &requirements.recommended),
    ] {
        parts.extend(requirements.iter().map(|one| requirement(side, part, one)));
    }
    let shown = pay.iter().filter(|pay| filter.shows(pay));
    parts.extend(shown.enumerate().map(|(number, one)| StatedPart {
        place: Place::of_pay(ladder, one, number),
        ..self::pay(side, one, &ladder[index])
    }));
    let moves = ladder.moves_from(index).into_iter();
    parts.extend(moves.map(|(target, step)| self::step(side, *source, target, step)));
    parts.extend(responsibilities.iter().map(|stated| {
        let mut part = StatedPart::new(EntryPart::Responsibility, stated.id.clone(), "");
        part.others = vec![stated.text.clone()];
        part.text(Property::Id, Some(&stated.id))
            .text(Property::Heading, stated.heading.as_ref())
            .text(Property::Text, Some(&stated.text))
    }));
    facts(side, known, *source, &mut parts);
    parts
}

fn requirement(side: Side, part: EntryPart, requirement: &Requirement) -> StatedPart {
    let Requirement {
        item,
        introduced_by,
        source,
        weight,
        text,
        examples,
    } = requirement;
    let mut part = match item {
        Item::Years(Span { min, max }) => {
            let years = PropertyValue::Span {
                min: Number::years(*min),
                max: Number::years(*max),
            };
            let mut part = StatedPart::new(part, "years", "Years of experience");
            let is_left_out = side.ladder.leaves_out(*source);
            part = part.with(Property::Years, (!is_left_out).then_some(years));
            if let Some(years) = part.properties.last_mut() {
                years.estimated = side.ladder.is_estimate(*source);
            }
            part
        }
        Item::Education(asked) => {
            let EducationRequirement { degree, fields } = asked;
            StatedPart::new(part, "education", "Education")
                .word(Property::Degree, Some(*degree))
                .set(Property::Fields, fields.iter().cloned())
        }
        Item::Skill(skill, level) => {
            let level = PropertyValue::Level(side.version_level(*skill, *level));
            let title = &side.ladder[*skill].title;
            StatedPart::new(part, side.skill(*skill), title.clone())
                .with(Property::Level, Some(level))
        }
        Item::Certification(group) => certifications(side, part, group),
        Item::AnyOf(group) => any_of(side, part, group),
        Item::Points(points) => {
            let skills = points.skills.iter().map(|skill| side.skill(*skill));
            let worth = points.worth.iter().map(|worth| Number(*worth).to_smolstr());
            StatedPart::new(part, "points", "Points")
                .number(Property::Points, Some(points.need))
                .set(Property::Skills, skills)
                .list(Property::Worth, worth)
                .text(Property::Group, points.id.as_ref())
        }
    };
    part.introduced_by = Some(side.role(*introduced_by));
    let entry = side.ladder[*introduced_by].source;
    part.number(Property::Weight, Some(*weight))
        .text(Property::Text, text.as_ref())
        .set(Property::Examples, examples.iter().cloned())
        .source(side, Property::Source, *source, entry)
}

fn certifications(side: Side, part: EntryPart, group: &Group) -> StatedPart {
    let members = group.members.iter();
    let ids = members.map(|member| side.certification(*member));
    if let ([only], None) = (group.members.as_ref(), &group.id) {
        let ids: Vec<SmolStr> = ids.collect();
        let mut part = StatedPart::new(part, ids[0].clone(), side.ladder[*only].title.clone());
        part.others = vec![ids[0].clone(); 3];
        return members_of(part, ids.into_iter().map(VersionMember::from).collect());
    }
    let part = StatedPart::new(part, "", "Certifications");
    named(
        part,
        group.id.as_ref(),
        ids.map(VersionMember::from).collect(),
    )
}

fn any_of(side: Side, part: EntryPart, group: &Alternatives) -> StatedPart {
    let members = group.members.iter().map(|member| alternative(side, member));
    let title = group.title.clone().unwrap_or("Alternatives".into());
    let part = StatedPart::new(part, "", title).number(Property::Need, Some(count(group.need)));
    named(part, group.id.as_ref(), members.collect()).text(Property::Title, group.title.as_ref())
}

#[expect(clippy::cast_precision_loss, reason = "a group has few members")]
fn count(members: usize) -> f64 {
    members as f64
}

/// A group by its id, else by its members.
fn named(mut part: StatedPart, id: Option<&SmolStr>, members: Vec<VersionMember>) -> StatedPart {
    let sorted = |name: fn(&VersionMember) -> &SmolStr| {
        let mut names: Vec<&str> = members.iter().map(|one| name(one).as_str()).collect();
        names.order();
        names
    };
    let (own, in_new) = (sorted(|one| &one.own), sorted(|one| &one.in_new));
    let joined: SmolStr = in_new.join("|").into();
    let [first, last] = [in_new.first(), in_new.last()].map(|one| one.map_or("", |one| *one));
    part.id = id.map_or_else(|| own.join("|").into(), SmolStr::clone);
    part.key = id.unwrap_or(&joined).clone();
    // The last one pairs the groups that are left.
    part.others = vec![joined, first.into(), last.into(), SmolStr::default()];
    members_of(part, members).text(Property::Group, id)
}

fn members_of(part: StatedPart, members: Vec<VersionMember>) -> StatedPart {
    part.with(Property::Members, Some(PropertyValue::Members(members)))
}

/// An alternative, as `--assume` takes it: `operations=working`, `years=9`, the id of a certification.
fn alternative(side: Side, member: &Alternative) -> VersionMember {
    let name = match member {
        Alternative::Years(Span { min, max }) => {
            let (least, most) = (Number::years(*min), Number::years(*max));
            if least == most {
                format_smolstr!("years={least}")
            } else if max.is_infinite() {
                format_smolstr!("years={least}+")
            } else {
                format_smolstr!("years={least}-{most}")
            }
        }
        Alternative::Education(EducationRequirement { degree, fields }) if fields.is_empty() => {
            format_smolstr!("education={degree}")
        }
        Alternative::Education(EducationRequirement { degree, fields }) => {
            let mut fields = fields.clone();
            fields.order();
            format_smolstr!("education={degree} in {}", fields.join(" or "))
        }
        Alternative::Skill(skill, level) => {
            let id = side.skill(*skill);
            let VersionLevel { own, in_new } = side.version_level(*skill, *level);
            let [own, in_new] = [own, in_new].map(|level| format_smolstr!("{id}={}", level.name));
            return VersionMember { own, in_new };
        }
        Alternative::Certification(certification) => side.certification(*certification),
    };
    name.into()
}

/// Pay: the amounts as the ladder states them.
fn pay(side: Side, pay: &Pay, role: &Role) -> StatedPart {
    let Pay {
        low,
        mid,
        high,
        stated,
        terms,
        range,
        sample,
        population,
        occupation,
        as_of,
        source,
        note,
    } = pay;
    let PayTerms {
        currency,
        basis,
        region,
    } = terms;
    let (amounts, per, per_year) = match stated {
        Some(StatedPay {
            low,
            mid,
            high,
            per,
            per_year,
        }) => ([*low, *mid, *high], *per, Some(*per_year)),
        None => ([*low, *mid, *high], PayPeriod::Year, None),
    };
    // What follows from the market is told of the market.
    let usual = side.ladder.market.periods_per_year(per);
    let per_year = per_year.filter(|per_year| (per_year - usual).abs() > f64::EPSILON);
    let region_name = region.as_deref().unwrap_or("");
    let mut id = join([currency, region_name, basis.name()]);
    if per != PayPeriod::Year {
        id = format_smolstr!("{id} per {per}");
    }
    let cited = source.map(|source| side.source(source)).unwrap_or_default();
    let group = format_smolstr!(
        "{}\n{}",
        population.as_deref().unwrap_or(""),
        occupation.as_deref().unwrap_or("")
    );
    let mut part = StatedPart::new(EntryPart::Pay, id.clone(), "");
    part.key = format_smolstr!("{id}\n{group}\n{cited}");
    part.others = vec![
        format_smolstr!("{id}\n{group}"),
        format_smolstr!("{id}\n{cited}"),
        format_smolstr!("{group}\n{cited}"),
    ];
    let [low, mid, high] = amounts.map(|amount| amount.map(hundredths));
    part.text(Property::Currency, Some(currency))
        .text(Property::Region, region.as_ref())
        .word(Property::Basis, Some(*basis))
        .figure(side, Property::Low, low, *source)
        .figure(side, Property::Mid, mid, *source)
        .figure(side, Property::High, high, *source)
        .word(Property::Per, Some(per))
        .number(Property::HoursPerYear, per_year)
        .word(Property::Range, range.as_ref())
        .number(Property::Sample, sample.map(sampled))
        .text(Property::Population, population.as_ref())
        .text(Property::Occupation, occupation.as_ref())
        .word(Property::AsOf, *as_of)
        .text(Property::Note, note.as_ref())
        .source(side, Property::Source, *source, role.source)
}

/// Words in a row; empty ones are left out.
fn join(words: [&str; 3]) -> SmolStr {
    let words = words.into_iter().filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").into()
}

#[expect(clippy::cast_precision_loss, reason = "a sample stays below 2^53")]
fn sampled(people: u64) -> f64 {
    people as f64
}

fn step(side: Side, entry: Option<SourceIndex>, target: RoleIndex, step: &Move) -> StatedPart {
    let Move {
        kind,
        after,
        after_left_out: _,
        gate,
        share,
        source,
        note,
    } = step;
    let part = StatedPart::new(
        EntryPart::Move,
        side.role(target),
        side.ladder[target].title.clone(),
    )
    .word(Property::Kind, Some(*kind))
    .span(
        side,
        [Property::After, Property::TimeSource],
        *after,
        *source,
    )
    .text(Property::Gate, gate.as_ref());
    let part = match share {
        Some(Figure {
            value,
            source: of_share,
        }) => part
            .figure(side, Property::Share, Some(*value), *of_share)
            .source(side, Property::ShareSource, *of_share, *source),
        None => part,
    };
    part.text(Property::Note, note.as_ref())
        .source(side, Property::Source, *source, entry)
}
