//! Resolves requirements: the entry of a role over those of its ancestors by `extends`.

use std::collections::{BTreeMap, HashMap, HashSet};

use smol_str::SmolStr;

use super::{
    Alternatives, Asked, CertificationIndex, EducationRequirement, Figure, Group, Item, Ladder,
    Level, OwnRequirements, Points, Requirement, Requirements, Role, RoleIndex, Rule, SameMembers,
    SkillIndex, Span, Terms,
};

/// Resolves the requirements of several roles. It keeps the values in force for the last one, so that the next one
/// takes no longer than what the roles between the two in the tree of `extends` state.
#[derive(Clone)]
pub struct Resolver<'l> {
    ladder: &'l Ladder,
    /// The chain of the last role, the eldest ancestor first, each with what its entry replaced.
    chain: Vec<(RoleIndex, Vec<Replaced<'l>>)>,
    /// The position of each role of the chain.
    positions: BTreeMap<RoleIndex, usize>,
    required: Values<'l>,
    recommended: Values<'l>,
}

impl<'l> Resolver<'l> {
    /// Resolves requirements of a ladder.
    pub fn new(ladder: &'l Ladder) -> Self {
        Self {
            ladder,
            chain: Vec::new(),
            positions: BTreeMap::new(),
            required: Values::default(),
            recommended: Values::default(),
        }
    }

    /// The requirements of a role.
    pub fn requirements(&mut self, role: RoleIndex) -> Requirements {
        self.go_to(role);
        Requirements {
            required: self.required.list(|_| true),
            recommended: self.recommended.beyond(&self.required),
        }
    }

    /// What a role requires, without what it recommends.
    pub fn required(&mut self, role: RoleIndex) -> Vec<Requirement> {
        self.go_to(role);
        self.required.list(|_| true)
    }

    /// Whether a role requires nothing that another does not require too, though it requires something.
    pub fn requires_no_more(
        &mut self,
        role: RoleIndex,
        others: &mut Self,
        than: RoleIndex,
    ) -> bool {
        self.go_to(role);
        others.go_to(than);
        let (own, other) = (&self.required, &others.required);
        let asks = |requirements: &[Requirement]| {
            let mut requirements = requirements.iter();
            requirements.any(|one| one.item.asks_for_something())
        };
        let is_other_field = match (&own.education, &other.education) {
            (Some((own, _)), Some((other, _))) => own.value.fields != other.value.fields,
            _ => false,
        };
        !is_other_field && asks(&own.list(|_| true)) && !asks(&own.beyond(other))
    }

    /// The years of experience that a role requires.
    pub fn years(&mut self, role: RoleIndex) -> Option<Figure<Span>> {
        self.go_to(role);
        self.required.years.map(|(years, _)| years)
    }

    /// The groups and points that a role has, each with all ids by which `without` takes it away; `true` where the role
    /// recommends it.
    pub fn rules(&mut self, role: RoleIndex) -> Vec<(bool, Vec<&'l SmolStr>, Rule<'l>)> {
        self.go_to(role);
        let mut rules = Vec::new();
        for (recommended, values) in [(false, &self.required), (true, &self.recommended)] {
            let certifications = values.certifications.values();
            rules.extend(certifications.map(|group| {
                let rule = Rule::Certifications(&group.asked.value);
                (recommended, group.ids.clone(), rule)
            }));
            let any_of = values.any_of.values();
            rules.extend(any_of.map(|group| {
                let rule = Rule::AnyOf(&group.asked.value);
                (recommended, group.ids.clone(), rule)
            }));
            rules.extend(values.points.map(|(asked, _)| {
                let ids = asked.value.id.iter().collect();
                (recommended, ids, Rule::Points(&asked.value))
            }));
        }
        rules
    }

    /// Puts the values of a role in force: back to the ancestor that it shares with the last one, then down.
    fn go_to(&mut self, role: RoleIndex) {
        let mut below = Vec::new();
        let mut next = Some(role);
        let shared = loop {
            match next {
                None => break 0,
                Some(role) => match self.positions.get(&role) {
                    Some(position) => break position + 1,
                    None => below.push(role),
                },
            }
            next = next.and_then(|role| self.ladder[role].extends);
        };
        while self.chain.len() > shared
            && let Some((role, replaced)) = self.chain.pop()
        {
            self.positions.remove(&role);
            for Replaced { recommended, value } in replaced.into_iter().rev() {
                self.values(recommended).replace(value);
            }
        }
        for role in below.into_iter().rev() {
            let replaced = self.apply(role);
            self.positions.insert(role, self.chain.len());
            self.chain.push((role, replaced));
        }
    }

    fn values(&mut self, recommended: bool) -> &mut Values<'l> {
        if recommended {
            &mut self.recommended
        } else {
            &mut self.required
        }
    }

    /// Lays the entry of a role over the values in force, and returns those that it replaced.
    fn apply(&mut self, role: RoleIndex) -> Vec<Replaced<'l>> {
        let entry: &'l Role = &self.ladder[role];
        let mut replaced = Vec::new();
        for (recommended, own) in [(false, &entry.required), (true, &entry.recommended)] {
            let values = self.values(recommended);
            let mut set = |values: &mut Values<'l>, value: Value<'l>| {
                let value = values.replace(value);
                replaced.push(Replaced { recommended, value });
            };
            for value in values.taken_away(entry) {
                set(values, value);
            }
            if let Some(years) = own.years {
                set(values, Value::Years(Some((years, role))));
            }
            if let Some(education) = &own.education {
                set(values, Value::Education(Some((education, role))));
            }
            if let Some(points) = &own.points {
                set(values, Value::Points(Some((points, role))));
            }
            for (skill, level) in &own.skills {
                set(values, Value::Skill(*skill, Some((level, role))));
            }
            values.add_groups(role, own, set);
        }
        replaced
    }
}

/// A value that an entry replaced.
#[derive(Clone)]
struct Replaced<'l> {
    recommended: bool,
    value: Value<'l>,
}

/// A value of one kind; `None` where there is none.
#[derive(Clone)]
enum Value<'l> {
    Years(Option<(Figure<Span>, RoleIndex)>),
    Education(Option<Stated<'l, EducationRequirement>>),
    Points(Option<Stated<'l, Points>>),
    Skill(SkillIndex, Option<Stated<'l, Level>>),
    /// With its number.
    Certification(usize, Option<StatedGroup<'l, Group>>),
    AnyOf(usize, Option<StatedGroup<'l, Alternatives>>),
}

/// A value in force, with the role that states it.
type Stated<'l, T> = (&'l Asked<T>, RoleIndex);

/// A group in force, with every id that roles of the chain give it: the first one is its name, each takes it away. The
/// title is the last one.
#[derive(Clone)]
struct StatedGroup<'l, T> {
    asked: &'l Asked<T>,
    ids: Vec<&'l SmolStr>,
    title: Option<&'l SmolStr>,
    role: RoleIndex,
}

/// Groups of certifications by one of their members.
type GroupsByMember<'l> = HashMap<CertificationIndex, Vec<&'l Group>>;

/// The values in force.
#[derive(Default, Clone)]
struct Values<'l> {
    years: Option<(Figure<Span>, RoleIndex)>,
    education: Option<Stated<'l, EducationRequirement>>,
    points: Option<Stated<'l, Points>>,
    skills: BTreeMap<SkillIndex, Stated<'l, Level>>,
    /// Groups by a number, in the order in which they were stated.
    certifications: BTreeMap<usize, StatedGroup<'l, Group>>,
    any_of: BTreeMap<usize, StatedGroup<'l, Alternatives>>,
    /// The numbers of groups by their members.
    numbers: BTreeMap<Vec<CertificationIndex>, usize>,
    any_of_numbers: BTreeMap<SameMembers, usize>,
}

impl<'l> Values<'l> {
    /// Puts a value in force, and returns the one that it replaces.
    fn replace(&mut self, value: Value<'l>) -> Value<'l> {
        match value {
            Value::Years(years) => Value::Years(std::mem::replace(&mut self.years, years)),
            Value::Education(education) => {
                Value::Education(std::mem::replace(&mut self.education, education))
            }
            Value::Points(points) => Value::Points(std::mem::replace(&mut self.points, points)),
            Value::Skill(skill, level) => Value::Skill(skill, put(&mut self.skills, skill, level)),
            Value::Certification(number, group) => {
                let members = group.as_ref().map(|group| group.asked.value.sorted());
                let before = put(&mut self.certifications, number, group);
                match (members, &before) {
                    (Some(members), _) => _ = self.numbers.insert(members, number),
                    (None, Some(before)) => _ = self.numbers.remove(&before.asked.value.sorted()),
                    (None, None) => (),
                }
                Value::Certification(number, before)
            }
            Value::AnyOf(number, group) => {
                let members = group
                    .as_ref()
                    .map(|group| SameMembers::of(&group.asked.value));
                let before = put(&mut self.any_of, number, group);
                match (members, &before) {
                    (Some(members), _) => _ = self.any_of_numbers.insert(members, number),
                    (None, Some(before)) => {
                        let members = SameMembers::of(&before.asked.value);
                        self.any_of_numbers.remove(&members);
                    }
                    (None, None) => (),
                }
                Value::AnyOf(number, before)
            }
        }
    }

    /// What an entry takes away, as values to put in force.
    fn taken_away(&self, entry: &Role) -> Vec<Value<'l>> {
        let skills = entry.without_skills.iter();
        let mut taken: Vec<Value> = skills.map(|skill| Value::Skill(*skill, None)).collect();
        if entry.without_certifications.is_empty() && entry.without_groups.is_empty() {
            return taken;
        }
        let certifications: HashSet<CertificationIndex> =
            entry.without_certifications.iter().copied().collect();
        let ids: HashSet<&SmolStr> = entry.without_groups.iter().collect();
        let is_named = |known: &[&SmolStr]| known.iter().any(|id| ids.contains(*id));
        let is_alone = |group: &Group| match *group.members {
            [only] => certifications.contains(&only),
            _ => false,
        };
        let groups = self.certifications.iter();
        let groups =
            groups.filter(|(_, group)| is_alone(&group.asked.value) || is_named(&group.ids));
        taken.extend(groups.map(|(number, _)| Value::Certification(*number, None)));
        let groups = self.any_of.iter().filter(|(_, group)| is_named(&group.ids));
        taken.extend(groups.map(|(number, _)| Value::AnyOf(*number, None)));
        let points = self.points.and_then(|(asked, _)| asked.value.id.as_ref());
        taken.extend((points.filter(|id| ids.contains(id))).map(|_| Value::Points(None)));
        taken
    }

    /// Adds the groups of an entry; one with the same members as another is that other.
    fn add_groups(
        &mut self,
        role: RoleIndex,
        own: &'l OwnRequirements,
        mut set: impl FnMut(&mut Self, Value<'l>),
    ) {
        for asked in &own.certifications {
            let id = asked.value.id.as_ref();
            let known = self.numbers.get(&asked.value.sorted());
            let known = known.and_then(|number| self.certifications.get_key_value(number));
            let (number, group) = if let Some((number, known)) = known {
                let mut known = known.clone();
                known.ids.extend(id);
                (*number, known)
            } else {
                let last = self.certifications.last_key_value();
                let number = last.map_or(0, |(last, _)| last + 1);
                let ids = id.into_iter().collect();
                let title = None;
                let group = StatedGroup {
                    asked,
                    ids,
                    title,
                    role,
                };
                (number, group)
            };
            set(self, Value::Certification(number, Some(group)));
        }
        for asked in &own.any_of {
            let (id, title) = (asked.value.id.as_ref(), asked.value.title.as_ref());
            let known = self.any_of_numbers.get(&SameMembers::of(&asked.value));
            let known = known.and_then(|number| self.any_of.get_key_value(number));
            let (number, group) = if let Some((number, known)) = known {
                let mut ids = known.ids.clone();
                ids.extend(id);
                let title = title.or(known.title);
                let more = known.asked.value.need < asked.value.need;
                let (asked, role) = if more {
                    (asked, role)
                } else {
                    (known.asked, known.role)
                };
                (
                    *number,
                    StatedGroup {
                        asked,
                        ids,
                        title,
                        role,
                    },
                )
            } else {
                let last = self.any_of.last_key_value();
                let number = last.map_or(0, |(last, _)| last + 1);
                let ids = id.into_iter().collect();
                (
                    number,
                    StatedGroup {
                        asked,
                        ids,
                        title,
                        role,
                    },
                )
            };
            set(self, Value::AnyOf(number, Some(group)));
        }
    }

    /// The requirements that count, in their order.
    fn list(&self, counts: impl Fn(&Item) -> bool) -> Vec<Requirement> {
        let mut requirements = Vec::with_capacity(self.skills.len() + 4);
        let mut add = |item: Item, terms: &Terms, role: RoleIndex| {
            if counts(&item) {
                requirements.push(requirement(item, terms, role));
            }
        };
        if let Some((figure, role)) = self.years {
            add(Item::Years(figure.value), &Terms::of(figure.source), role);
        }
        if let Some((asked, role)) = self.education {
            add(Item::Education(asked.value.clone()), &asked.terms, role);
        }
        for (skill, (asked, role)) in &self.skills {
            add(Item::Skill(*skill, asked.value), &asked.terms, *role);
        }
        for StatedGroup {
            asked, ids, role, ..
        } in self.certifications.values()
        {
            let item = Item::Certification(Group {
                id: ids.first().copied().cloned(),
                ..asked.value.clone()
            });
            add(item, &asked.terms, *role);
        }
        for StatedGroup {
            asked,
            ids,
            title,
            role,
        } in self.any_of.values()
        {
            let item = Item::AnyOf(Alternatives {
                id: ids.first().copied().cloned(),
                title: title.cloned(),
                ..asked.value.clone()
            });
            add(item, &asked.terms, *role);
        }
        if let Some((asked, role)) = self.points {
            add(Item::Points(asked.value.clone()), &asked.terms, role);
        }
        requirements
    }

    /// What other requirements do not cover.
    fn beyond(&self, other: &Self) -> Vec<Requirement> {
        let groups = if self.certifications.is_empty() {
            GroupsByMember::new()
        } else {
            other.groups()
        };
        self.list(|item| !other.covers(item, &groups))
    }

    /// The groups of certifications, each under the member that the fewest groups have.
    fn groups(&self) -> GroupsByMember<'l> {
        let groups = || self.certifications.values().map(|group| &group.asked.value);
        let mut uses: HashMap<CertificationIndex, usize> = HashMap::new();
        for member in groups().flat_map(|group| group.members.iter()) {
            *uses.entry(*member).or_default() += 1;
        }
        let mut found = GroupsByMember::new();
        for group in groups() {
            let rarest = group.members.iter().min_by_key(|member| uses[*member]);
            if let Some(rarest) = rarest {
                found.entry(*rarest).or_default().push(group);
            }
        }
        found
    }

    /// Whether these requirements, with their groups of certifications, cover a recommendation.
    fn covers(&self, item: &Item, groups: &GroupsByMember<'_>) -> bool {
        match item {
            Item::Years(years) => {
                let asked = self.years.map_or(0.0, |(figure, _)| figure.value.min);
                years.min <= asked
            }
            Item::Education(education) => self
                .education
                .is_some_and(|(asked, _)| education.degree <= asked.value.degree),
            Item::Skill(skill, level) => self
                .skills
                .get(skill)
                .is_some_and(|(asked, _)| *level <= asked.value),
            Item::Certification(group) => {
                // Whoever meets the requirement then has a certification of the recommended group.
                let members: HashSet<CertificationIndex> = group.members.iter().copied().collect();
                let near = members.iter().filter_map(|member| groups.get(member));
                near.flatten().any(|required| {
                    let mut asked = required.members.iter();
                    asked.all(|member| members.contains(member))
                })
            }
            Item::AnyOf(group) => {
                let number = self.any_of_numbers.get(&SameMembers::of(group));
                let required = number.and_then(|number| self.any_of.get(number));
                required.is_some_and(|required| group.need <= required.asked.value.need)
            }
            Item::Points(points) => self.points.is_some_and(|(asked, _)| {
                let asked = &asked.value;
                points.need <= asked.need && points.counts_as(asked)
            }),
        }
    }
}

/// Sets or removes an entry of a map, and returns the one before.
fn put<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) -> Option<V> {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}

fn requirement(item: Item, terms: &Terms, introduced_by: RoleIndex) -> Requirement {
    Requirement {
        item,
        introduced_by,
        source: terms.source,
        weight: terms.weight,
        text: terms.text.clone(),
        examples: terms.examples.clone(),
    }
}
