//! What drawn roles ask for, pay and lead to.

use std::collections::BTreeSet;

use super::{
    draw::{Draw, Map, Node},
    ladder::{BASES, CATEGORIES, DEGREES, FIELDS, Ladder, PERIODS},
};

const KINDS: [&str; 5] = ["promotion", "lateral", "track-switch", "entry", "step-back"];

/// What a role asks for that `without` can take away.
#[derive(Default, Clone)]
pub struct Inherited {
    skills: BTreeSet<usize>,
    certifications: BTreeSet<usize>,
    groups: BTreeSet<usize>,
}

impl Ladder {
    /// Weight, text and examples of something that is asked for.
    fn terms(draw: &mut Draw, entry: &mut Map) {
        entry.maybe("weight", 4, draw, |draw| {
            *draw.of(&[2.0, 0.01, 0.5, 1000.0])
        });
        entry.maybe("text", 4, draw, Draw::text);
        if draw.one_in(6) {
            entry.put("examples", vec![draw.text(), draw.text()]);
        }
    }

    fn education(&self, draw: &mut Draw) -> Map {
        let mut entry = degree(draw, &DEGREES);
        Self::terms(draw, &mut entry);
        self.source(draw, &mut entry);
        entry
    }

    /// What a role asks for or recommends.
    fn requirements(
        &self,
        draw: &mut Draw,
        entry: &mut Map,
        own: &mut Inherited,
        group: &mut usize,
    ) {
        entry.maybe("years", 2, draw, |draw| {
            let years = draw.years();
            self.figure(draw, years)
        });
        entry.maybe("education", 3, draw, |draw| self.education(draw));
        let mut skills = Map::default();
        for skill in draw.some(self.skills.len(), 2) {
            let mut level = self.level(draw, skill);
            if draw.one_in(3) {
                let mut asked = Map(vec![("level".to_owned(), level)]);
                Self::terms(draw, &mut asked);
                level = asked.into();
            }
            skills.put(&self.id('s', skill), level);
            own.skills.insert(skill);
        }
        entry.filled("skills", skills);
        let mut certifications: Vec<Node> = Vec::new();
        for certification in draw.some(self.certifications, 4) {
            certifications.push(self.id('c', certification).into());
            own.certifications.insert(certification);
        }
        if self.certifications > 1 && draw.one_in(4) {
            let first = draw.below(self.certifications - 1);
            let mut one_of = Map::default();
            one_of.put("id", self.next_group(group, own));
            one_of.put("one_of", vec![self.id('c', first), self.id('c', first + 1)]);
            Self::terms(draw, &mut one_of);
            certifications.push(one_of.into());
        }
        entry.filled("certifications", certifications);
        let groups: Vec<Node> = (0..draw.below(3))
            .filter_map(|number| self.any_of(draw, number, group, own))
            .collect();
        entry.filled("any_of", groups);
        if draw.one_in(3)
            && let Some(points) = self.points(draw)
        {
            entry.put("points", points);
        }
    }

    fn next_group(&self, group: &mut usize, own: &mut Inherited) -> String {
        *group += 1;
        own.groups.insert(*group - 1);
        self.id('g', *group - 1)
    }

    fn any_of(
        &self,
        draw: &mut Draw,
        number: usize,
        group: &mut usize,
        own: &mut Inherited,
    ) -> Option<Node> {
        let mut of = Vec::new();
        for skill in draw.some(self.skills.len(), 3) {
            let mut alternative = Map::default();
            alternative.put("skill", self.id('s', skill));
            let level = self.level(draw, skill);
            alternative.put("level", level);
            of.push(alternative);
        }
        // With other years, no group of a role is another.
        if draw.is() || number > 0 {
            let years = 10 * number + 1 + draw.below(9);
            of.push(Map(vec![("years".to_owned(), years.into())]));
        }
        if draw.one_in(3) {
            let education = degree(draw, &DEGREES[1..]);
            of.push(Map(vec![("education".to_owned(), education.into())]));
        }
        for certification in draw.some(self.certifications, 4) {
            of.push(Map(vec![(
                "certification".to_owned(),
                self.id('c', certification).into(),
            )]));
        }
        if of.len() < 2 {
            return None;
        }
        let mut entry = Map::default();
        if *group < self.groups && draw.is() {
            entry.put("id", self.next_group(group, own));
        }
        entry.maybe("title", 2, draw, Draw::text_with_letter);
        let need = 1 + draw.below(of.len());
        entry.put("need", need);
        entry.put("of", of);
        Self::terms(draw, &mut entry);
        self.source(draw, &mut entry);
        Some(entry.into())
    }

    fn points(&self, draw: &mut Draw) -> Option<Node> {
        let named = draw.some(self.skills.len(), 2);
        let used = CATEGORIES.iter().filter(|category| {
            let mut skills = self.skills.iter();
            skills.any(|skill| skill.category == Some(**category))
        });
        let categories: Vec<&str> = used.copied().filter(|_| draw.is()).collect();
        let counts = |number: &usize| {
            let category = self.skills[*number].category;
            named.contains(number)
                || category.is_some_and(|category| categories.contains(&category))
        };
        let counted: Vec<usize> = (0..self.skills.len()).filter(counts).collect();
        let least = counted
            .iter()
            .map(|skill| self.skills[*skill].levels.len())
            .min()?;
        let mut worth = Vec::new();
        let mut last = draw.below(3);
        for _ in 0..=draw.below(least) {
            worth.push(last);
            last += draw.below(4);
        }
        let most = counted.len() * worth.last()?;
        if most == 0 {
            return None;
        }
        let mut of = Map::default();
        of.filled("categories", categories);
        of.filled(
            "skills",
            named
                .iter()
                .map(|skill| self.id('s', *skill))
                .collect::<Vec<_>>(),
        );
        let mut entry = Map::default();
        entry.put("need", 1 + draw.below(most.min(256)));
        entry.put("of", of);
        entry.put("worth", worth);
        Self::terms(draw, &mut entry);
        self.source(draw, &mut entry);
        Some(entry.into())
    }

    fn pay(&self, draw: &mut Draw) -> Map {
        let mut entry = Map::default();
        let thousand = if draw.is() { 1000.0 } else { 17.25 };
        let low = draw.number() * thousand;
        let mid = low + draw.number() * thousand;
        let high = mid + draw.number() * thousand;
        let given = 1 + draw.below(7);
        for (bit, key, amount) in [(1, "low", low), (2, "mid", mid), (4, "high", high)] {
            if given & bit > 0 {
                entry.put(key, amount);
            }
        }
        entry.maybe("per", 3, draw, |draw| *draw.of(&PERIODS));
        entry.put("basis", *draw.of(&BASES));
        entry.put("currency", *draw.of(&["USD", "EUR"]));
        entry.maybe("region", 3, draw, |draw| *draw.of(&["US", "a|<b>"]));
        entry.maybe("range", 3, draw, |draw| {
            *draw.of(&["band", "P25-P75", "P10-P90"])
        });
        entry.maybe("sample", 4, draw, |draw| draw.below(200));
        let wider = *draw.of(&["population", "occupation"]);
        entry.maybe(wider, 3, draw, Draw::text);
        entry.maybe("as_of", 3, draw, Draw::date);
        self.source(draw, &mut entry);
        entry.maybe("note", 5, draw, Draw::text);
        entry
    }

    fn moves(&self, draw: &mut Draw, role: usize) -> Vec<Node> {
        let rarity = 2 + self.roles / 2;
        let mut moves = Vec::new();
        // The next role is there more often.
        let next = (role + 1 < self.roles && draw.below(4) > 0).then_some(role + 1);
        let others = draw.some(self.roles, rarity).into_iter();
        let others = others.filter(|to| *to != role && Some(*to) != next);
        for to in next.into_iter().chain(others) {
            let kinds = if to > role { &KINDS[..] } else { &KINDS[1..] };
            let kind = *draw.of(kinds);
            if kind == "promotion" && draw.is() {
                moves.push(self.id('r', to).into());
                continue;
            }
            let mut step = Map::default();
            step.put("role", self.id('r', to));
            step.put("kind", kind);
            step.maybe("after", 2, draw, |draw| {
                let years = draw.years();
                self.figure(draw, years)
            });
            step.maybe("gate", 6, draw, Draw::text);
            step.maybe("share", 3, draw, |draw| {
                let share = Node::from(*draw.of(&[0.1, 0.0, 0.33, 1.0]));
                self.figure(draw, share)
            });
            self.source(draw, &mut step);
            step.maybe("note", 6, draw, Draw::text);
            moves.push(step.into());
        }
        moves
    }

    pub fn role(
        &self,
        draw: &mut Draw,
        number: usize,
        known: &mut Vec<Inherited>,
        group: &mut usize,
    ) -> Map {
        let mut entry = Map::default();
        entry.maybe("title", 2, draw, |draw| Self::title(draw, "role", number));
        if draw.one_in(4) {
            entry.put("aliases", vec![format!("other role {number}")]);
        }
        if self.tracks > 0 {
            entry.put("track", self.id('t', draw.below(self.tracks)));
        }
        entry.maybe("grade", 2, draw, |draw| 1 + draw.below(4));
        entry.maybe("entry", 3, draw, Draw::is);
        let mut own = Inherited::default();
        if number > 0 && draw.one_in(3) {
            let parent = draw.below(number);
            entry.put("extends", self.id('r', parent));
            own = known[parent].clone();
            self.without(draw, &mut entry, &mut own);
        }
        entry.maybe("about", 4, draw, Draw::text);
        self.requirements(draw, &mut entry, &mut own, group);
        known.push(own);
        if draw.one_in(4) {
            let mut recommended = Map::default();
            self.requirements(draw, &mut recommended, &mut Inherited::default(), group);
            entry.filled("recommended", recommended);
        }
        let mut responsibilities = Map::default();
        for responsibility in draw.some(self.responsibilities, 3) {
            let text = draw.text();
            let id = self.id('p', responsibility);
            if draw.one_in(3) {
                let one = Map(vec![(id, text.into())]);
                responsibilities.put(&format!("Heading {responsibility} <x>"), one);
            } else {
                responsibilities.put(&id, text);
            }
        }
        entry.filled("responsibilities", responsibilities);
        let pay: Vec<Map> = (0..draw.below(4)).map(|_| self.pay(draw)).collect();
        entry.filled("pay", pay);
        let moves = self.moves(draw, number);
        entry.filled("next", moves);
        self.facts(draw, &mut entry);
        self.source(draw, &mut entry);
        entry
    }

    /// Takes away some of what is inherited.
    fn without(&self, draw: &mut Draw, entry: &mut Map, own: &mut Inherited) {
        let mut without = Vec::new();
        for (kind, held) in [
            ('s', &mut own.skills),
            ('c', &mut own.certifications),
            ('g', &mut own.groups),
        ] {
            held.retain(|number| {
                let is_taken = draw.one_in(4);
                if is_taken {
                    without.push(self.names.id(kind, *number));
                }
                !is_taken
            });
        }
        entry.filled("without", without);
    }
}

/// A degree, and the fields that count.
fn degree(draw: &mut Draw, of: &[&str]) -> Map {
    let mut entry = Map::default();
    entry.put("degree", *draw.of(of));
    let fields = draw
        .some(FIELDS.len(), 4)
        .into_iter()
        .map(|field| FIELDS[field]);
    entry.filled("fields", fields.collect::<Vec<_>>());
    entry
}
