//! Builds roles with their requirements, pay and moves.

use std::collections::HashMap;

use petgraph::graph::DiGraph;
use smol_str::SmolStr;

use crate::{
    diagnostic::Code,
    load::{
        EducationEntry, Entries, Field, List, MoveEntry, OneOrMore, PayEntry, ResponsibilityText,
        RoleEntry,
        types::{Id, PayRangeText},
    },
    model::{
        Asked, EducationRequirement, Move, OwnRequirements, Pay, PayRange, PayTerms,
        Responsibility, Role, RoleIndex, SourceIndex, StatedPay, hundredths,
    },
    text::{Place, PointerRef},
    vocabulary::{MoveKind, PayPeriod},
};

use super::{
    build::{LadderBuilder, terms, text, texts, title},
    fields::RequirementFields,
    names,
    references::{Without, contains},
    tracks::grade_by_promotions,
    values,
};

impl LadderBuilder<'_> {
    pub(super) fn graph(&mut self, entries: &Field<Entries<Id, RoleEntry>>) -> DiGraph<Role, Move> {
        let all = PointerRef::ROOT.key("roles");
        let entries = entries.entries();
        let empty = RoleEntry::default();
        let mut graph = DiGraph::with_capacity(entries.len(), entries.len() * 2);
        let mut moves = Vec::with_capacity(entries.len());
        let mut ungraded = Vec::new();
        for (Id(id), entry) in entries {
            let entry = entry.valid().unwrap_or(&empty);
            let role = self.role(id.clone(), entry, all.key(id));
            moves.push(self.moves(&role, &entry.next, all.key(id).key("next")));
            let role = graph.add_node(role);
            if entry.grade.is_absent() {
                ungraded.push(role);
            }
        }
        names::role_aliases(entries, self.diagnostics);
        for (position, moves) in moves.into_iter().enumerate() {
            for (target, edge) in moves {
                graph.add_edge(RoleIndex::new(position), target, edge);
            }
        }
        grade_by_promotions(&mut graph, &ungraded);
        graph
    }

    fn role(&mut self, id: SmolStr, entry: &RoleEntry, at: PointerRef) -> Role {
        let source = self.entry_source(&entry.source, at);
        let track = self.track(&entry.track, at);
        let roles = &self.ids.roles;
        let extends = entry.extends.valid().and_then(|parent| {
            let is_itself = |known: &str| known == id;
            roles.find(parent, &is_itself, at.key("extends"), self.diagnostics)
        });
        let mut without = (Vec::new(), Vec::new(), Vec::new());
        for entry in self.without(&entry.without, at.key("without")) {
            match entry {
                Without::Skill(skill) => without.0.push(skill),
                Without::Certification(certification) => without.1.push(certification),
                Without::Group(id) => without.2.push(id),
            }
        }
        let (without_skills, without_certifications, without_groups) = without;
        let grade = self.grade(&entry.grade, track, at.key("grade"));
        let responsibilities = self.responsibilities(entry, at.key("responsibilities"));
        let recommended = entry.recommended.valid();
        let recommended = recommended
            .map(|entry| self.own_requirements((&**entry).into(), source, at.key("recommended")));
        Role {
            title: title(&entry.title, &id),
            id,
            aliases: texts(&entry.aliases),
            about: text(&entry.about),
            track: track.unwrap_or_default(),
            grade: grade.unwrap_or_default(),
            entry: entry.entry.valid().copied().unwrap_or_default(),
            extends,
            without_skills,
            without_certifications,
            without_groups,
            required: self.own_requirements(entry.into(), source, at),
            recommended: recommended.unwrap_or_default(),
            responsibilities,
            pay: self.all_pay(&entry.pay, source, at.key("pay")),
            pay_left_out: 0,
            facts: self.facts(&entry.facts, source, at.key("facts")),
            source,
        }
    }

    fn without(&mut self, ids: &List<Id>, at: PointerRef) -> Vec<Without> {
        let named = ids.items().map(|(position, id)| (position, id.as_str()));
        values::once("requirement", named, at, self.diagnostics);
        let named = ids.items();
        named
            .filter_map(|(position, id)| self.ids.without(id, at.item(position), self.diagnostics))
            .collect()
    }

    /// The responsibilities, alone or under headings; an id stands once.
    fn responsibilities(&mut self, entry: &RoleEntry, at: PointerRef) -> Vec<Responsibility> {
        let mut responsibilities = Vec::new();
        let entries = entry.responsibilities.entries();
        let is_group = |text: &Field<ResponsibilityText>| {
            matches!(text.valid(), Some(ResponsibilityText::Group(_)))
        };
        // The ids of one map differ.
        let mut seen = (entries.iter().any(|(_, text)| is_group(text))).then(HashMap::new);
        for (name, entry) in entries {
            match entry.valid() {
                None => (),
                Some(ResponsibilityText::One(sentence)) => {
                    self.responsibility_id(name, at.name(name), &mut seen);
                    responsibilities.push(Responsibility {
                        id: name.0.clone(),
                        heading: None,
                        text: sentence.0.clone(),
                    });
                }
                Some(ResponsibilityText::Group(group)) => {
                    let at = at.key(name);
                    for (id, sentence) in &group.0 {
                        self.responsibility_id(id, at.name(id), &mut seen);
                        responsibilities.extend(text(sentence).map(|text| Responsibility {
                            id: id.0.clone(),
                            heading: Some(name.0.clone()),
                            text,
                        }));
                    }
                }
            }
        }
        responsibilities
    }

    fn responsibility_id(
        &mut self,
        id: &Id,
        at: PointerRef,
        seen: &mut Option<HashMap<SmolStr, Place>>,
    ) {
        values::id(id, |_| false, at, self.diagnostics);
        let Some(seen) = seen else {
            return;
        };
        match seen.get(&id.0) {
            Some(first) => {
                let message = format!("the responsibility `{}` is listed twice", id.0);
                self.diagnostics
                    .add(Code::RepeatedName, at, message)
                    .also(first.clone(), "first here")
                    .help("keep one of them, or give one another id".to_owned());
            }
            None => {
                seen.insert(id.0.clone(), at.into());
            }
        }
    }

    fn own_requirements(
        &mut self,
        fields: RequirementFields,
        source: Option<SourceIndex>,
        at: PointerRef,
    ) -> OwnRequirements {
        self.own_ids(fields, at);
        OwnRequirements {
            years: self.figure(fields.years, source, at.key("years")),
            education: self.education(fields.education, source, at.key("education")),
            skills: self.levels(fields.skills, source, at.key("skills")),
            certifications: self.groups(fields.certifications, source, at.key("certifications")),
            any_of: self.any_of(fields.any_of, source, at.key("any_of")),
            points: (self.points(fields.points, source, at.key("points"))).map(Box::new),
        }
    }

    fn education(
        &mut self,
        entry: &Field<Box<EducationEntry>>,
        inherited: Option<SourceIndex>,
        at: PointerRef,
    ) -> Option<Box<Asked<EducationRequirement>>> {
        let entry = entry.valid()?;
        let source = self.own_source(&entry.source, at).or(inherited);
        let value = EducationRequirement {
            degree: values::degree(&entry.degree, at.key("degree"), self.diagnostics)?,
            fields: texts(&entry.fields),
        };
        let terms = terms(source, &entry.weight, &entry.text, &entry.examples);
        Some(Box::new(Asked { value, terms }))
    }

    /// All pay entries; a list of one is short, and no list of four takes its room.
    fn all_pay(
        &mut self,
        entries: &Field<OneOrMore<PayEntry>>,
        inherited: Option<SourceIndex>,
        at: PointerRef,
    ) -> Vec<Pay> {
        let items = entries.items();
        let mut all: Vec<Pay> = items
            .map(|(position, entry)| self.pay(entry, inherited, at.item(position)))
            .collect();
        all.shrink_to_fit();
        all
    }

    fn pay(&mut self, entry: &PayEntry, inherited: Option<SourceIndex>, at: PointerRef) -> Pay {
        let figures = [
            ("low", &entry.low),
            ("mid", &entry.mid),
            ("high", &entry.high),
        ];
        if figures.iter().all(|(_, figure)| figure.is_absent()) {
            let message = "a pay entry needs at least one of `low`, `mid` and `high`";
            self.diagnostics.add(Code::InvalidPay, at, message);
        }
        let known: Vec<(&str, f64)> = figures
            .into_iter()
            .filter_map(|(key, figure)| Some((key, figure.valid()?.0)))
            .collect();
        for pair in known.windows(2) {
            let ((lower, less), (upper, more)) = (pair[0], pair[1]);
            if less > more {
                let message = format!("`{upper}` is {more}, which is less than `{lower}`");
                self.diagnostics
                    .add(Code::InvalidPay, at.key(upper), message)
                    .also(at.key(lower), format!("`{lower}` is {less}"));
            }
        }
        if !entry.population.is_absent() && !entry.occupation.is_absent() {
            let message = "a pay entry has a `population` or an `occupation`, not both";
            let at = at.key("population");
            self.diagnostics.add(Code::InvalidPay, at, message);
        }
        let basis = self.basis(&entry.basis, at);
        let per = values::pay_period(&entry.per, at.key("per"), self.diagnostics);
        let own = entry.hours_per_year.valid().map(|hours| hours.0);
        let per_year = match own.filter(|_| per == PayPeriod::Hour) {
            Some(hours) => hours,
            None => self.market.periods_per_year(per),
        };
        let [low, mid, high] = figures.map(|(_, figure)| figure.valid().map(|amount| amount.0));
        let yearly = |amount: Option<f64>| amount.map(|amount| hundredths(amount * per_year));
        Pay {
            low: yearly(low),
            mid: yearly(mid),
            high: yearly(high),
            stated: (per != PayPeriod::Year).then_some(StatedPay {
                low,
                mid,
                high,
                per,
                per_year,
            }),
            terms: PayTerms {
                basis,
                currency: self.currency(&entry.currency, at),
                region: text(&entry.region).or_else(|| self.market.region.clone()),
            },
            range: self.range(&entry.range, at.key("range")),
            sample: entry.sample.valid().map(|sample| sample.0),
            population: text(&entry.population),
            occupation: text(&entry.occupation),
            as_of: values::date(&entry.as_of, at.key("as_of"), self.diagnostics),
            source: self.own_source(&entry.source, at).or(inherited),
            note: text(&entry.note),
        }
    }

    /// What the ends of a pay entry are.
    fn range(&mut self, field: &Field<PayRangeText>, at: PointerRef) -> Option<PayRange> {
        let text = field.valid()?;
        let range = PayRange::read(text);
        if range.is_none() {
            let message = format!("`{}` does not say what the ends of the pay are", text.0);
            let turned = text
                .split_once('-')
                .map(|(low, high)| format!("{high}-{low}"));
            let turned = turned.filter(|turned| PayRange::read(turned).is_some());
            let help = turned.map_or_else(
                || "write `band`, or two percentiles from 1 to 99, such as `P25-P75`".to_owned(),
                |turned| format!("the lower percentile comes first: `{turned}`"),
            );
            self.diagnostics
                .add(Code::UnknownWord, at, message)
                .help(help);
        }
        range
    }

    fn moves(
        &mut self,
        role: &Role,
        entries: &List<MoveEntry>,
        at: PointerRef,
    ) -> Vec<(RoleIndex, Move)> {
        let mut moves = Vec::with_capacity(entries.valid().map_or(0, Vec::len));
        let mut seen = HashMap::new();
        let is_named = contains(|| {
            let named = entries.items().filter_map(|(_, entry)| entry.role.valid());
            named.map(|id| id.as_str())
        });
        let is_used = |known: &str| known == role.id || is_named(known);
        for (position, entry) in entries.items() {
            let item = at.item(position);
            let id = entry.role.valid();
            let roles = &self.ids.roles;
            let target =
                id.and_then(|id| roles.find(id, &is_used, item.key("role"), self.diagnostics));
            if let (Some(target), Some(id)) = (target, id)
                && let Some(first) = seen.insert(target, position)
            {
                let message = format!("role `{}` moves to `{}` twice", role.id, id.0);
                self.diagnostics
                    .add(Code::RepeatedName, item.key("role"), message)
                    .also(at.item(first).key("role"), "first here")
                    .help("keep one of them".to_owned());
            }
            let edge = self.edge(entry, role.source, item);
            moves.extend(target.map(|target| (target, edge)));
        }
        moves
    }

    fn edge(&mut self, entry: &MoveEntry, inherited: Option<SourceIndex>, at: PointerRef) -> Move {
        let source = self.own_source(&entry.source, at).or(inherited);
        let kind = match &entry.kind {
            Field::Absent => Some(MoveKind::Promotion),
            kind => values::word("kind of move", kind, at.key("kind"), self.diagnostics),
        };
        Move {
            // An invalid kind must not lead to other errors, such as a cycle of promotions.
            kind: kind.unwrap_or(MoveKind::Lateral),
            after: self.figure(&entry.after, source, at.key("after")),
            after_left_out: false,
            gate: text(&entry.gate),
            share: self.figure(&entry.share, source, at.key("share")),
            source,
            note: text(&entry.note),
        }
    }
}
