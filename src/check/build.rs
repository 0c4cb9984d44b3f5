//! From a ladder's document to the ladder: every reference is followed, every bound is held.

use std::collections::HashMap;

use petgraph::graph::DiGraph;

use crate::{
    diagnostic::{Code, Report},
    load::{
        CertificationEntry, EducationEntry, Entries, FeeEntry, Figure as FigureEntry,
        LadderDocument, MoveEntry, PayEntry, RecommendedEntry, RequiredCertification,
        ResourceEntry, RoleEntry, SkillEntry, SourceEntry, Span as SpanEntry,
    },
    model::{
        Asked, Basis, Certification, CertificationIndex, Degree, EducationRequirement, Fee, Figure,
        Ladder, Level, Market, Move, MoveKind, Need, Pay, PayTerms, Resource, Role, RoleIndex,
        Scale, Skill, SkillIndex, Source, SourceIndex, Span, Track, fold,
    },
    text::Path,
};

use super::{circles::{circles, path}, names::Names, words};

/// Builds the ladder that a document describes, or reports everything that keeps it from being one.
pub fn ladder(document: &LadderDocument) -> Result<Ladder, Report> {
    let mut report = Report::default();
    let names = Names::collect(document, &mut report);
    let mut builder = Builder {
        document,
        names,
        scale: Scale::default(),
        report: &mut report,
    };
    let ladder = builder.build();
    extends(&ladder, &mut report);
    promotions(&ladder, &mut report);
    needs(&ladder, &mut report);
    report.unless_any(ladder)
}

struct Builder<'a> {
    document: &'a LadderDocument,
    names: Names<'a>,
    scale: Scale,
    report: &'a mut Report,
}

impl Builder<'_> {
    fn build(&mut self) -> Ladder {
        let document = self.document;
        words::id(&document.id, Path::TOP.key("id"), self.report);
        if let Some(currency) = &document.market.currency {
            let market = Path::TOP.key("market");
            words::currency(currency, market.key("currency"), self.report);
        }
        if document.roles.is_empty() {
            self.report.error(
                Code::Empty,
                Path::TOP.key("roles"),
                "a ladder needs at least one role".to_owned(),
            );
        }
        self.scale = self.scale(&document.proficiency, Path::TOP.key("proficiency"));
        let tracks = document.tracks.iter().map(|(id, title)| Track {
            id: id.clone(),
            title: title.clone(),
        });
        let mut ladder = Ladder {
            id: document.id.clone(),
            title: document.title.clone(),
            about: document.about.clone(),
            market: Market {
                region: document.market.region.clone(),
                currency: document.market.currency.clone(),
            },
            tracks: tracks.collect(),
            sources: self.each("sources", &document.sources, Self::source),
            skills: self.each("skills", &document.skills, Self::skill),
            certifications: self.each(
                "certifications",
                &document.certifications,
                Self::certification,
            ),
            scale: self.scale.clone(),
            ..Ladder::default()
        };
        ladder.graph = self.graph(&ladder.skills);
        ladder.role_ids = ladder
            .roles()
            .map(|role| (fold(&ladder[role].id), role))
            .collect();
        ladder.skill_names = skill_names(&ladder.skills);
        ladder.certification_names = certification_names(&ladder.certifications);
        ladder
    }

    fn each<E, T>(
        &mut self,
        key: &str,
        entries: &Entries<E>,
        build: fn(&mut Self, &str, &E, Path) -> T,
    ) -> Vec<T> {
        let all = Path::TOP.key(key);
        let built = entries
            .iter()
            .map(|(id, entry)| build(self, id, entry, all.key(id)));
        built.collect()
    }

    fn scale(&mut self, names: &[String], at: Path) -> Scale {
        for (position, name) in names.iter().enumerate() {
            let earlier = names[..position].iter();
            if earlier.clone().any(|other| fold(other) == fold(name)) {
                self.report.error(
                    Code::RepeatedName,
                    at.item(position),
                    format!("the level `{name}` stands twice"),
                );
            }
        }
        Scale::new(names.to_vec()).unwrap_or_else(|| {
            self.report.error(
                Code::InvalidNumber,
                at,
                format!("a scale has at most {} levels", Scale::LIMIT),
            );
            Scale::default()
        })
    }

    fn source(&mut self, id: &str, entry: &SourceEntry, at: Path) -> Source {
        Source {
            id: id.to_owned(),
            publisher: entry.publisher.clone(),
            title: entry.title.clone(),
            url: entry.url.clone(),
            as_of: words::date(entry.as_of.as_ref(), at.key("as_of"), self.report),
            licence: entry.licence.clone(),
            note: entry.note.clone(),
        }
    }

    fn skill(&mut self, id: &str, entry: &SkillEntry, at: Path) -> Skill {
        let own = (!entry.proficiency.is_empty())
            .then(|| self.scale(&entry.proficiency, at.key("proficiency")));
        let scale = own.clone().unwrap_or_else(|| self.scale.clone());
        let source = self.own_source(entry.source.as_ref(), at);
        Skill {
            id: id.to_owned(),
            title: entry.title.clone(),
            category: entry.category.clone(),
            about: entry.about.clone(),
            aliases: entry.aliases.clone(),
            needs: self.needs(entry, at),
            levels: self.by_level(&entry.levels, &scale, at.key("levels"), |_, text, _| {
                text.clone()
            }),
            hours: self.by_level(&entry.hours, &scale, at.key("hours"), |builder, hours, at| {
                builder.span(hours, source, at)
            }),
            resources: entry
                .resources
                .iter()
                .enumerate()
                .map(|(position, resource)| {
                    self.resource(resource, &scale, source, at.key("resources").item(position))
                })
                .collect(),
            scale: own,
            source,
        }
    }

    fn by_level<E, T>(
        &mut self,
        entries: &Entries<E>,
        scale: &Scale,
        at: Path,
        build: impl Fn(&mut Self, &E, Path) -> T,
    ) -> Vec<(Level, T)> {
        let mut built: Vec<(Level, T)> = Vec::new();
        for (name, entry) in entries {
            if let Some(level) = words::level(name, scale, at.name(name), self.report) {
                if built.iter().any(|(known, _)| *known == level) {
                    self.report.error(
                        Code::RepeatedName,
                        at.name(name),
                        format!("the level `{name}` stands twice"),
                    );
                }
                built.push((level, build(self, entry, at.key(name))));
            }
        }
        built
    }

    fn needs(&mut self, entry: &SkillEntry, at: Path) -> Vec<Need> {
        let at = at.key("needs");
        let mut needs = Vec::new();
        for (position, need) in entry.needs.iter().enumerate() {
            let at = at.item(position);
            let Some(skill) = self.names.skill(&need.skill, at, self.report) else {
                continue;
            };
            let other = &self.document.skills[skill.0].1.proficiency;
            let scale = match other.as_slice() {
                [] => self.scale.clone(),
                own => Scale::new(own.to_vec()).unwrap_or_default(),
            };
            needs.push(Need {
                skill,
                level: need.level.as_ref().and_then(|level| {
                    words::level(level, &scale, at.key(&need.skill), self.report)
                }),
            });
        }
        needs
    }

    fn resource(
        &mut self,
        entry: &ResourceEntry,
        scale: &Scale,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> Resource {
        let source = self.own_source(entry.source.as_ref(), at).or(inherited);
        Resource {
            title: entry.title.clone(),
            url: entry.url.clone(),
            level: entry
                .level
                .as_ref()
                .and_then(|level| words::level(level, scale, at.key("level"), self.report)),
            hours: entry
                .hours
                .as_ref()
                .map(|hours| self.span(hours, source, at.key("hours"))),
            source,
            note: entry.note.clone(),
        }
    }

    fn certification(&mut self, id: &str, entry: &CertificationEntry, at: Path) -> Certification {
        let source = self.own_source(entry.source.as_ref(), at);
        let valid_years = entry
            .valid_years
            .as_ref()
            .map(|years| self.figure(years, source, at.key("valid_years")));
        if valid_years.is_some_and(|years| years.value <= 0.0 || years.value > 100.0) {
            self.report.error(
                Code::InvalidNumber,
                at.key("valid_years"),
                "a certification is valid for more than 0 and at most 100 years".to_owned(),
            );
        }
        Certification {
            id: id.to_owned(),
            title: entry.title.clone(),
            issuer: entry.issuer.clone(),
            code: entry.code.clone(),
            about: entry.about.clone(),
            url: entry.url.clone(),
            aliases: entry.aliases.clone(),
            valid_years,
            launched: words::date(entry.launched.as_ref(), at.key("launched"), self.report),
            retired: words::date(entry.retired.as_ref(), at.key("retired"), self.report),
            replaced_by: self.certifications(&entry.replaced_by, at.key("replaced_by")),
            fee: entry
                .fee
                .as_ref()
                .map(|fee| self.fee(fee, source, at.key("fee"))),
            source,
            note: entry.note.clone(),
        }
    }

    fn fee(&mut self, entry: &FeeEntry, inherited: Option<SourceIndex>, at: Path) -> Fee {
        Fee {
            amount: entry.amount,
            currency: self.currency(entry.currency.as_ref(), at),
            source: self.own_source(entry.source.as_ref(), at).or(inherited),
        }
    }

    /// The entry's own currency, else the market's.
    fn currency(&mut self, own: Option<&String>, at: Path) -> String {
        if let Some(currency) = own {
            words::currency(currency, at.key("currency"), self.report);
            return currency.clone();
        }
        let inherited = self.document.market.currency.clone();
        inherited.unwrap_or_else(|| {
            self.report
                .error(
                    Code::InvalidCurrency,
                    at,
                    "the amount has no currency".to_owned(),
                )
                .help(Some(
                    "add `currency` here, or once for the whole ladder under `market`".to_owned(),
                ));
            String::new()
        })
    }

    fn graph(&mut self, skills: &[Skill]) -> DiGraph<Role, Move> {
        let all = Path::TOP.key("roles");
        let document = self.document;
        let mut graph = DiGraph::with_capacity(document.roles.len(), document.roles.len() * 2);
        for (id, entry) in &document.roles {
            let role = self.role(id, entry, skills, all.key(id));
            graph.add_node(role);
        }
        for (position, (id, entry)) in document.roles.iter().enumerate() {
            let at = all.key(id);
            let at = at.key("next");
            let mut known: Vec<RoleIndex> = Vec::new();
            for (item, next) in entry.next.iter().enumerate() {
                let at = at.item(item);
                let source = graph[RoleIndex::new(position)].source;
                let Some((target, step)) = self.next(next, source, at) else {
                    continue;
                };
                if known.contains(&target) {
                    self.report.error(
                        Code::RepeatedName,
                        at,
                        format!("role `{id}` moves to `{}` twice", next.role),
                    );
                }
                known.push(target);
                graph.add_edge(RoleIndex::new(position), target, step);
            }
        }
        graph
    }

    fn role(&mut self, id: &str, entry: &RoleEntry, skills: &[Skill], at: Path) -> Role {
        let source = self.own_source(entry.source.as_ref(), at);
        let track = self.names.track(&entry.track, at.key("track"), self.report);
        let extends = entry
            .extends
            .as_ref()
            .and_then(|parent| self.names.role(parent, at.key("extends"), self.report));
        let mut without_skills = Vec::new();
        let mut without_certifications = Vec::new();
        for (position, id) in entry.without.iter().enumerate() {
            let at = at.key("without");
            let (skill, certification) = self.names.without(id, at.item(position), self.report);
            without_skills.extend(skill);
            without_certifications.extend(certification);
        }
        let required = Asked {
            years: self.years(entry.years.as_ref(), source, at),
            education: self.education(entry.education.as_ref(), source, at),
            skills: self.skills(&entry.skills, skills, at.key("skills")),
            certifications: self.groups(&entry.certifications, at.key("certifications")),
        };
        for (id, _) in &entry.responsibilities {
            let responsibilities = at.key("responsibilities");
            words::id(id, responsibilities.name(id), self.report);
        }
        Role {
            id: id.to_owned(),
            title: entry.title.clone(),
            about: entry.about.clone(),
            track: track.unwrap_or_default(),
            grade: entry.grade,
            entry: entry.entry,
            extends,
            without_skills,
            without_certifications,
            required,
            recommended: self.recommended(&entry.recommended, source, skills, at.key("recommended")),
            responsibilities: entry.responsibilities.clone(),
            pay: entry
                .pay
                .iter()
                .enumerate()
                .map(|(position, pay)| {
                    let all = at.key("pay");
                    // A single entry may stand without a list.
                    let item = if entry.pay.len() == 1 { all } else { all.item(position) };
                    self.pay(pay, source, item)
                })
                .collect(),
            source,
        }
    }

    fn recommended(
        &mut self,
        entry: &RecommendedEntry,
        source: Option<SourceIndex>,
        skills: &[Skill],
        at: Path,
    ) -> Asked {
        Asked {
            years: self.years(entry.years.as_ref(), source, at),
            education: self.education(entry.education.as_ref(), source, at),
            skills: self.skills(&entry.skills, skills, at.key("skills")),
            certifications: self.groups(&entry.certifications, at.key("certifications")),
        }
    }

    fn years(
        &mut self,
        entry: Option<&FigureEntry<f64>>,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> Option<Figure<f64>> {
        let figure = self.figure(entry?, inherited, at.key("years"));
        if figure.value > 100.0 {
            self.report.error(
                Code::InvalidNumber,
                at.key("years"),
                "nobody has more than 100 years of experience".to_owned(),
            );
        }
        Some(figure)
    }

    fn education(
        &mut self,
        entry: Option<&EducationEntry>,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> Option<EducationRequirement> {
        let entry = entry?;
        let at = at.key("education");
        let degree = words::degree(&entry.degree, at.key("degree"), self.report);
        Some(EducationRequirement {
            degree: degree.unwrap_or(Degree::None),
            fields: entry.fields.clone(),
            source: self.own_source(entry.source.as_ref(), at).or(inherited),
        })
    }

    fn skills(
        &mut self,
        entries: &Entries<String>,
        skills: &[Skill],
        at: Path,
    ) -> Vec<(SkillIndex, Level)> {
        let mut asked = Vec::with_capacity(entries.len());
        for (id, text) in entries {
            let Some(skill) = self.names.skill(id, at.name(id), self.report) else {
                continue;
            };
            let scale = skills[skill.0].scale.as_ref().unwrap_or(&self.scale);
            if let Some(level) = words::level(text, scale, at.key(id), self.report) {
                asked.push((skill, level));
            }
        }
        asked
    }

    fn groups(
        &mut self,
        entries: &[RequiredCertification],
        at: Path,
    ) -> Vec<Vec<CertificationIndex>> {
        let mut groups = Vec::with_capacity(entries.len());
        for (position, entry) in entries.iter().enumerate() {
            let item = at.item(position);
            if !entry.grouped {
                groups.push(
                    self.names
                        .certification(&entry.one_of[0], item, self.report)
                        .into_iter()
                        .collect(),
                );
            } else if entry.one_of.is_empty() {
                self.report.error(
                    Code::Empty,
                    item,
                    "a group needs at least one certification".to_owned(),
                );
            } else {
                groups.push(self.certifications(&entry.one_of, item.key("one_of")));
            }
        }
        groups
    }

    fn certifications(&mut self, ids: &[String], at: Path) -> Vec<CertificationIndex> {
        let mut found = Vec::with_capacity(ids.len());
        for (position, id) in ids.iter().enumerate() {
            found.extend(self.names.certification(id, at.item(position), self.report));
        }
        found
    }

    fn pay(&mut self, entry: &PayEntry, inherited: Option<SourceIndex>, at: Path) -> Pay {
        let figures = [("low", entry.low), ("mid", entry.mid), ("high", entry.high)];
        let known: Vec<(&str, u64)> = figures
            .iter()
            .filter_map(|(key, figure)| Some((*key, (*figure)?)))
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
                currency: self.currency(entry.currency.as_ref(), at),
                region: entry
                    .region
                    .clone()
                    .or_else(|| self.document.market.region.clone()),
            },
            range: entry.range.clone(),
            sample: entry.sample,
            population: entry.population.clone(),
            as_of: words::date(entry.as_of.as_ref(), at.key("as_of"), self.report),
            source: self.own_source(entry.source.as_ref(), at).or(inherited),
            note: entry.note.clone(),
        }
    }

    fn next(
        &mut self,
        entry: &MoveEntry,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> Option<(RoleIndex, Move)> {
        let target = self.names.role(&entry.role, at.key("role"), self.report);
        let source = self.own_source(entry.source.as_ref(), at).or(inherited);
        let share = entry
            .share
            .as_ref()
            .map(|share| self.figure(share, source, at.key("share")));
        if share.is_some_and(|share| share.value > 1.0) {
            self.report
                .error(
                    Code::InvalidNumber,
                    at.key("share"),
                    "a share lies between 0 and 1".to_owned(),
                )
                .help(Some("write 32 % as 0.32".to_owned()));
        }
        let kind = entry
            .kind
            .as_ref()
            .and_then(|kind| words::kind(kind, at.key("kind"), self.report));
        let step = Move {
            kind: kind.unwrap_or(MoveKind::Promotion),
            after: entry
                .after
                .as_ref()
                .map(|after| self.span(after, source, at.key("after"))),
            gate: entry.gate.clone(),
            share,
            source,
            note: entry.note.clone(),
        };
        Some((target?, step))
    }

    fn own_source(&mut self, id: Option<&String>, at: Path) -> Option<SourceIndex> {
        self.names.source(id?, at.key("source"), self.report)
    }

    fn figure(
        &mut self,
        entry: &FigureEntry<f64>,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> Figure<f64> {
        Figure {
            value: entry.value,
            source: self.own_source(entry.source.as_ref(), at).or(inherited),
        }
    }

    fn span(
        &mut self,
        entry: &FigureEntry<SpanEntry>,
        inherited: Option<SourceIndex>,
        at: Path,
    ) -> Figure<Span> {
        Figure {
            value: Span {
                min: entry.value.min,
                max: entry.value.max,
            },
            source: self.own_source(entry.source.as_ref(), at).or(inherited),
        }
    }
}

/// Ids win over titles, titles over aliases, earlier entries over later ones.
fn skill_names(skills: &[Skill]) -> HashMap<String, SkillIndex> {
    let mut names = HashMap::with_capacity(skills.len() * 8);
    let indexed = || skills.iter().enumerate();
    for (position, skill) in indexed() {
        names.entry(fold(&skill.id)).or_insert(SkillIndex(position));
    }
    for (position, skill) in indexed() {
        names.entry(fold(&skill.title)).or_insert(SkillIndex(position));
    }
    for (position, skill) in indexed() {
        for alias in &skill.aliases {
            names.entry(fold(alias)).or_insert(SkillIndex(position));
        }
    }
    names
}

/// Ids win over titles and codes, those over aliases, earlier entries over later ones.
fn certification_names(certifications: &[Certification]) -> HashMap<String, CertificationIndex> {
    let mut names = HashMap::with_capacity(certifications.len() * 8);
    let indexed = || certifications.iter().enumerate();
    for (position, entry) in indexed() {
        names.entry(fold(&entry.id)).or_insert(CertificationIndex(position));
    }
    for (position, entry) in indexed() {
        for name in [Some(&entry.title), entry.code.as_ref()].into_iter().flatten() {
            names.entry(fold(name)).or_insert(CertificationIndex(position));
        }
    }
    for (position, entry) in indexed() {
        for alias in &entry.aliases {
            names.entry(fold(alias)).or_insert(CertificationIndex(position));
        }
    }
    names
}

fn extends(ladder: &Ladder, report: &mut Report) {
    let parent = |role: usize| {
        let parent = ladder[RoleIndex::new(role)].extends;
        parent.map(|role| role.index()).into_iter().collect()
    };
    for circle in circles(ladder.graph.node_count(), parent) {
        let id = |role: usize| ladder[RoleIndex::new(role)].id.as_str();
        let roles = Path::TOP.key("roles");
        let role = roles.key(id(circle[0]));
        report.error(
            Code::CircularExtends,
            role.key("extends"),
            format!("roles extend each other in a circle: {}", path(&circle, id)),
        );
    }
}

fn promotions(ladder: &Ladder, report: &mut Report) {
    let promoted = |role: usize| {
        let moves = ladder.moves_from(RoleIndex::new(role)).into_iter();
        moves
            .filter(|(_, step)| step.kind == MoveKind::Promotion)
            .map(|(target, _)| target.index())
            .collect()
    };
    for circle in circles(ladder.graph.node_count(), promoted) {
        let id = |role: usize| ladder[RoleIndex::new(role)].id.as_str();
        let roles = Path::TOP.key("roles");
        let role = roles.key(id(circle[0]));
        report
            .error(
                Code::CircularPromotions,
                role.key("next"),
                format!("promotions lead in a circle: {}", path(&circle, id)),
            )
            .help(Some(
                "people do step back: give such a move `kind: step-back`, or `lateral`".to_owned(),
            ));
    }
}

fn needs(ladder: &Ladder, report: &mut Report) {
    let needed = |skill: usize| {
        let needs = ladder.skills[skill].needs.iter();
        needs.map(|need| need.skill.0).collect()
    };
    for circle in circles(ladder.skills.len(), needed) {
        let id = |skill: usize| ladder.skills[skill].id.as_str();
        let skills = Path::TOP.key("skills");
        let skill = skills.key(id(circle[0]));
        report.error(
            Code::CircularNeeds,
            skill.key("needs"),
            format!("skills need each other in a circle: {}", path(&circle, id)),
        );
    }
}
