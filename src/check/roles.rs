//! Roles: what they ask for, what they pay, and the moves between them.

use std::collections::HashSet;

use petgraph::graph::DiGraph;
use smol_str::SmolStr;

use crate::{
    diagnostic::Code,
    load::{
        EducationEntry, Entries, Figure as FigureEntry, MoveEntry, PayEntry, RecommendedEntry,
        RequiredCertification, RoleEntry,
    },
    model::{
        Asked, Basis, Degree, EducationRequirement, Figure, Level, Move, MoveKind, Pay, PayTerms,
        Role, RoleIndex, SkillIndex, SourceIndex,
    },
    text::Path,
};

use super::{build::Builder, words};

impl Builder<'_> {
    pub(super) fn graph(&mut self, entries: Entries<RoleEntry>) -> DiGraph<Role, Move> {
        let all = Path::TOP.key("roles");
        let mut graph = DiGraph::with_capacity(entries.len(), entries.len() * 2);
        let mut moves = Vec::with_capacity(entries.len());
        for (id, mut entry) in entries {
            moves.push(std::mem::take(&mut entry.next));
            let role = self.role(id.clone(), entry, all.key(&id));
            graph.add_node(role);
        }
        for (position, entries) in moves.into_iter().enumerate() {
            let from = RoleIndex::new(position);
            let (id, source) = (graph[from].id.clone(), graph[from].source);
            let at = all.key(&id);
            for (target, step) in self.moves(&id, entries, source, at.key("next")) {
                graph.add_edge(from, target, step);
            }
        }
        graph
    }

    fn role(&mut self, id: SmolStr, entry: RoleEntry, at: Path) -> Role {
        let source = self.own_source(entry.source.as_ref(), at);
        let track = self.ids.track(&entry.track, at.key("track"), self.report);
        let parent = entry.extends.as_ref();
        let extends = parent.and_then(|id| self.ids.role(id, at.key("extends"), self.report));
        let without = at.key("without");
        let mut without_skills = Vec::new();
        let mut without_certifications = Vec::new();
        for (position, id) in entry.without.iter().enumerate() {
            let (skill, certification) = self.ids.without(id, without.item(position), self.report);
            without_skills.extend(skill);
            without_certifications.extend(certification);
        }
        let responsibilities = at.key("responsibilities");
        for (id, _) in &entry.responsibilities {
            words::id(id, responsibilities.name(id), self.report);
        }
        let required = Asks {
            years: entry.years,
            education: entry.education,
            skills: entry.skills,
            certifications: entry.certifications,
        };
        Role {
            id,
            title: entry.title,
            about: entry.about,
            track: track.unwrap_or_default(),
            grade: entry.grade,
            entry: entry.entry,
            extends,
            without_skills,
            without_certifications,
            required: self.asked(required, source, at),
            recommended: self.asked(entry.recommended.into(), source, at.key("recommended")),
            responsibilities: entry.responsibilities,
            pay: self.pays(entry.pay, source, at.key("pay")),
            source,
        }
    }

    fn asked(&mut self, entry: Asks, source: Option<SourceIndex>, at: Path) -> Asked {
        Asked {
            years: self.years(entry.years.as_ref(), source, at.key("years")),
            education: entry
                .education
                .map(|education| self.education(education, source, at.key("education"))),
            skills: self.levels(&entry.skills, at.key("skills")),
            certifications: self.groups(&entry.certifications, at.key("certifications")),
        }
    }

    fn years(
        &mut self,
        entry: Option<&FigureEntry<f64>>,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> Option<Figure<f64>> {
        let figure = self.figure(entry?, inherited, at);
        if figure.value > 100.0 {
            self.report.error(
                Code::InvalidNumber,
                at,
                "nobody has more than 100 years of experience".to_owned(),
            );
        }
        Some(figure)
    }

    fn education(
        &mut self,
        entry: EducationEntry,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> EducationRequirement {
        let degree = words::degree(&entry.degree, at.key("degree"), self.report);
        EducationRequirement {
            degree: degree.unwrap_or(Degree::None),
            source: self.own_source(entry.source.as_ref(), at).or(inherited),
            fields: entry.fields,
        }
    }

    fn levels(&mut self, entries: &Entries<SmolStr>, at: Path) -> Vec<(SkillIndex, Level)> {
        let mut asked = Vec::with_capacity(entries.len());
        for (id, text) in entries {
            let Some(skill) = self.ids.skill(id, at.name(id), self.report) else {
                continue;
            };
            let scale = self.scale_of(skill.0);
            let level = words::level(text, &scale, at.key(id), self.report);
            asked.extend(level.map(|level| (skill, level)));
        }
        asked
    }

    fn pays(&mut self, entries: Vec<PayEntry>, source: Option<SourceIndex>, at: Path) -> Vec<Pay> {
        let entries = entries.into_iter().enumerate();
        let pays = entries.map(|(position, entry)| self.pay(entry, source, at.item(position)));
        pays.collect()
    }

    fn pay(&mut self, entry: PayEntry, inherited: Option<SourceIndex>, at: Path) -> Pay {
        let figures = [("low", entry.low), ("mid", entry.mid), ("high", entry.high)];
        let known: Vec<(&str, u64)> = figures
            .into_iter()
            .filter_map(|(key, figure)| Some((key, figure?)))
            .collect();
        if known.is_empty() {
            self.report.error(
                Code::InvalidPay,
                at,
                "a pay entry needs at least one of `low`, `mid` and `high`".to_owned(),
            );
        }
        for pair in known.windows(2) {
            let ((lower, less), (upper, more)) = (pair[0], pair[1]);
            if less > more {
                self.report
                    .error(
                        Code::InvalidPay,
                        at.key(upper),
                        format!("`{upper}` is {more}, which is less than `{lower}`"),
                    )
                    .also(at.key(lower), format!("`{lower}` is {less}"));
            }
        }
        let basis = words::basis(&entry.basis, at.key("basis"), self.report);
        Pay {
            low: entry.low,
            mid: entry.mid,
            high: entry.high,
            terms: PayTerms {
                basis: basis.unwrap_or(Basis::Base),
                currency: self.currency(entry.currency, at),
                region: entry.region.or_else(|| self.market.region.clone()),
            },
            range: entry.range,
            sample: entry.sample,
            population: entry.population,
            as_of: words::date(entry.as_of.as_ref(), at.key("as_of"), self.report),
            source: self.own_source(entry.source.as_ref(), at).or(inherited),
            note: entry.note,
        }
    }

    fn moves(
        &mut self,
        id: &str,
        entries: Vec<MoveEntry>,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> Vec<(RoleIndex, Move)> {
        let mut moves = Vec::with_capacity(entries.len());
        let mut seen = HashSet::new();
        for (position, entry) in entries.into_iter().enumerate() {
            let at = at.item(position);
            let target = self.ids.role(&entry.role, at.key("role"), self.report);
            if target.is_some_and(|target| !seen.insert(target)) {
                self.report.error(
                    Code::RepeatedName,
                    at.key("role"),
                    format!("role `{id}` moves to `{}` twice", entry.role),
                );
            }
            let step = self.step(entry, inherited, at);
            moves.extend(target.map(|target| (target, step)));
        }
        moves
    }

    fn step(&mut self, entry: MoveEntry, inherited: Option<SourceIndex>, at: Path) -> Move {
        let source = self.own_source(entry.source.as_ref(), at).or(inherited);
        let share = entry.share.as_ref();
        let share = share.map(|share| self.figure(share, source, at.key("share")));
        if share.is_some_and(|share| share.value > 1.0) {
            self.report
                .error(
                    Code::InvalidNumber,
                    at.key("share"),
                    "a share lies between 0 and 1".to_owned(),
                )
                .help(Some("write 32 % as 0.32".to_owned()));
        }
        let kind = entry.kind.as_ref();
        let kind = kind.and_then(|kind| words::kind(kind, at.key("kind"), self.report));
        let after = entry.after.as_ref();
        Move {
            kind: kind.unwrap_or(MoveKind::Promotion),
            after: after.map(|after| self.span(after, source, at.key("after"))),
            gate: entry.gate,
            share,
            source,
            note: entry.note,
        }
    }
}

/// What an entry asks for, or what it recommends.
struct Asks {
    years: Option<FigureEntry<f64>>,
    education: Option<EducationEntry>,
    skills: Entries<SmolStr>,
    certifications: Vec<RequiredCertification>,
}

impl From<RecommendedEntry> for Asks {
    fn from(entry: RecommendedEntry) -> Self {
        Self {
            years: entry.years,
            education: entry.education,
            skills: entry.skills,
            certifications: entry.certifications,
        }
    }
}
