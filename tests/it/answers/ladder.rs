//! Ladders with all keys of the format, drawn so that they are valid.

use std::collections::BTreeSet;

use super::draw::{Draw, Map, Node};

/// The names of the levels of the ladder, and of a skill with a scale of its own.
const LEVELS: [&str; 5] = ["aware", "Working", "pro | fessional", "expert <x>", "大師"];
const OWN_LEVELS: [&str; 3] = ["some", "more", "most"];
const CATEGORIES: [&str; 3] = ["methods", "a|b <c>", "=tools"];
pub const DEGREES: [&str; 5] = ["none", "associate", "bachelor", "master", "doctorate"];
pub const FIELDS: [&str; 3] = ["computer-science", "Statistics", "a | <b>"];
pub const BASES: [&str; 2] = ["base", "total"];
pub const PERIODS: [&str; 3] = ["year", "month", "hour"];
const KINDS: [&str; 5] = ["promotion", "lateral", "track-switch", "entry", "step-back"];

/// How entries are called: an id is `zq`, a letter for its kind, and two digits.
#[derive(Clone, Copy, PartialEq)]
pub struct Names {
    /// Whether the digits are others, and in another order.
    pub are_others: bool,
}

impl Names {
    /// How many entries of a kind can have a name.
    const MOST: usize = 64;

    pub fn id(self, kind: char, number: usize) -> String {
        assert!(number < Self::MOST);
        let number = if self.are_others {
            (number * 37 + 11) % Self::MOST
        } else {
            number
        };
        format!("zq{kind}{number:02}")
    }

    /// A text with the usual names in the place of the others.
    pub fn usual(text: &str) -> String {
        let mut written = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("zq").or_else(|| rest.find("Zq")).map(|_| {
            let small = rest.find("zq").unwrap_or(rest.len());
            small.min(rest.find("Zq").unwrap_or(rest.len()))
        }) {
            let digits = rest
                .get(at + 3..at + 5)
                .and_then(|digits| digits.parse::<usize>().ok());
            let Some(number) = digits.filter(|number| *number < Self::MOST) else {
                written.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
                continue;
            };
            let others = (0..Self::MOST).find(|usual| (usual * 37 + 11) % Self::MOST == number);
            written.push_str(&rest[..at + 3]);
            written.push_str(&format!("{:02}", others.unwrap_or(number)));
            rest = &rest[at + 5..];
        }
        written + rest
    }
}

/// What is drawn of a skill.
pub struct Skill {
    levels: &'static [&'static str],
    category: Option<&'static str>,
}

/// What a role asks for that `without` can take away.
#[derive(Default, Clone)]
struct Inherited {
    skills: BTreeSet<usize>,
    certifications: BTreeSet<usize>,
    groups: BTreeSet<usize>,
}

/// What is drawn of a ladder.
pub struct Ladder {
    names: Names,
    levels: &'static [&'static str],
    sources: usize,
    pub skills: Vec<Skill>,
    pub certifications: usize,
    pub roles: usize,
    pub tracks: usize,
    pub responsibilities: usize,
    groups: usize,
}

impl Ladder {
    pub fn id(&self, kind: char, number: usize) -> String {
        self.names.id(kind, number)
    }

    /// A title that no other entry of the kind has.
    fn title(draw: &mut Draw, kind: &str, number: usize) -> String {
        format!("{} {kind}{number}", draw.text())
    }

    /// How many levels a skill has.
    pub fn levels_of(&self, skill: usize) -> usize {
        self.skills[skill].levels.len()
    }

    pub fn role_id(&self, draw: &mut Draw) -> String {
        self.id('r', draw.below(self.roles))
    }

    /// A level of a skill, by its name or by its number.
    pub fn level(&self, draw: &mut Draw, skill: usize) -> Node {
        let levels = self.skills[skill].levels;
        let number = 1 + draw.below(levels.len());
        level(draw, levels, number)
    }

    fn source(&self, draw: &mut Draw, entry: &mut Map) {
        if self.sources > 0 && draw.one_in(3) {
            let source = self.id('o', draw.below(self.sources));
            entry.put("source", source);
        }
    }

    fn figure(&self, draw: &mut Draw, value: Node) -> Node {
        if self.sources == 0 || !draw.one_in(3) {
            return value;
        }
        let mut figure = Map::default();
        figure.put("value", value);
        figure.put("source", self.id('o', draw.below(self.sources)));
        figure.into()
    }

    fn facts(&self, draw: &mut Draw, entry: &mut Map) {
        let facts: Vec<Node> = (0..draw.below(3))
            .map(|_| {
                let text = draw.text() + ".";
                if !draw.is() {
                    return text.into();
                }
                let mut fact = Map::default();
                fact.put("text", text);
                self.source(draw, &mut fact);
                fact.into()
            })
            .collect();
        entry.filled("facts", facts);
    }

    fn resources(&self, draw: &mut Draw, entry: &mut Map, skill: Option<usize>) {
        let resources: Vec<Map> = (0..draw.below(3))
            .map(|_| {
                let mut resource = Map::default();
                resource.put("title", draw.text() + " course");
                resource.maybe("url", 2, draw, Draw::link);
                if let Some(skill) = skill.filter(|_| draw.is()) {
                    let level = self.level(draw, skill);
                    resource.put("level", level);
                }
                resource.maybe("hours", 2, draw, |draw| {
                    let hours = draw.hours();
                    self.figure(draw, hours)
                });
                self.source(draw, &mut resource);
                resource.maybe("note", 4, draw, Draw::text);
                resource
            })
            .collect();
        entry.filled("resources", resources);
    }

    /// What a level takes, from level to hours, practice or both.
    fn steps(&self, draw: &mut Draw) -> Map {
        let mut steps = Map::default();
        for level in self.levels {
            let mut step = Map::default();
            step.maybe("hours", 2, draw, |draw| {
                let hours = draw.hours();
                self.figure(draw, hours)
            });
            step.maybe("practice", 3, draw, |draw| {
                let years = draw.years();
                self.figure(draw, years)
            });
            steps.filled(level, step);
        }
        steps
    }

    fn learning(&self, draw: &mut Draw) -> Map {
        let mut learning = Map::default();
        let steps = self.steps(draw);
        learning.filled("levels", steps);
        let categories = draw.below(2);
        let categories = CATEGORIES.iter().take(categories);
        let categories = categories.map(|name| ((*name).to_owned(), self.steps(draw).into()));
        let categories = Map(categories.collect());
        learning.filled("categories", categories);
        let mut degrees = Map::default();
        for degree in &DEGREES[1..] {
            if draw.is() {
                let years = draw.years();
                let mut takes = Map::default();
                let years = self.figure(draw, years);
                takes.put("years", years);
                degrees.put(degree, takes);
            }
        }
        learning.filled("degrees", degrees);
        learning.maybe("certifications", 2, draw, |draw| {
            let hours = draw.hours();
            Map(vec![("hours".to_owned(), self.figure(draw, hours))])
        });
        self.source(draw, &mut learning);
        learning
    }

    fn skill(&self, draw: &mut Draw, number: usize) -> Map {
        let Skill { levels, category } = &self.skills[number];
        let mut entry = Map::default();
        entry.maybe("title", 2, draw, |draw| Self::title(draw, "skill", number));
        if let Some(category) = category {
            entry.put("category", *category);
        }
        entry.maybe("about", 4, draw, Draw::text);
        if draw.one_in(4) {
            entry.put("aliases", vec![format!("other skill {number}")]);
        }
        if levels.first() == OWN_LEVELS.first() {
            entry.put("proficiency", levels.to_vec());
        }
        // What is learnt first stands before, so that there is no circle.
        let needs: Vec<Node> = draw
            .some(number, 4)
            .into_iter()
            .map(|needed| {
                let id = self.id('s', needed);
                if draw.is() {
                    return id.into();
                }
                let level = self.level(draw, needed);
                Map(vec![(id, level)]).into()
            })
            .collect();
        entry.filled("needs", needs);
        let (mut texts, mut hours, mut practice) = (Map::default(), Map::default(), Map::default());
        for level in *levels {
            texts.maybe(level, 4, draw, Draw::text);
            hours.maybe(level, 2, draw, |draw| {
                let time = draw.hours();
                self.figure(draw, time)
            });
            practice.maybe(level, 4, draw, |draw| {
                let time = draw.years();
                self.figure(draw, time)
            });
        }
        entry.filled("levels", texts);
        entry.filled("hours", hours);
        entry.filled("practice", practice);
        self.resources(draw, &mut entry, Some(number));
        self.facts(draw, &mut entry);
        self.source(draw, &mut entry);
        entry
    }

    fn certification(&self, draw: &mut Draw, number: usize) -> Map {
        let mut entry = Map::default();
        let title = Self::title(draw, "certification", number);
        entry.put("title", title);
        entry.maybe("issuer", 3, draw, Draw::text);
        if draw.one_in(3) {
            entry.put("code", format!("CODE-{number}"));
        }
        entry.maybe("about", 4, draw, Draw::text);
        entry.maybe("url", 3, draw, Draw::link);
        if draw.one_in(4) {
            entry.put("aliases", vec![format!("other certification {number}")]);
        }
        entry.maybe("valid_years", 3, draw, |draw| {
            let years = Node::from(1 + draw.below(6));
            self.figure(draw, years)
        });
        if draw.one_in(4) {
            entry.put("launched", format!("{}", 2010 + draw.below(10)));
        }
        if draw.one_in(3) {
            entry.put("retired", format!("{}-06-30", 2020 + draw.below(10)));
        }
        // What replaces comes after, so that there is no circle.
        let after = number + 1;
        let replacements = draw.some(self.certifications - after, 3);
        let replacements = replacements
            .into_iter()
            .map(|other| self.id('c', after + other));
        entry.filled("replaced_by", replacements.collect::<Vec<_>>());
        entry.maybe("fee", 3, draw, |draw| {
            let mut fee = Map::default();
            fee.put("amount", draw.below(250) * 3);
            fee.put("currency", *draw.of(&["USD", "EUR"]));
            self.source(draw, &mut fee);
            fee
        });
        entry.maybe("hours", 2, draw, |draw| {
            let hours = draw.hours();
            self.figure(draw, hours)
        });
        self.resources(draw, &mut entry, None);
        self.facts(draw, &mut entry);
        self.source(draw, &mut entry);
        entry.maybe("note", 4, draw, Draw::text);
        entry
    }

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
            .filter_map(|_| self.any_of(draw, group, own))
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

    fn any_of(&self, draw: &mut Draw, group: &mut usize, own: &mut Inherited) -> Option<Node> {
        let mut of = Vec::new();
        for skill in draw.some(self.skills.len(), 3) {
            let mut alternative = Map::default();
            alternative.put("skill", self.id('s', skill));
            let level = self.level(draw, skill);
            alternative.put("level", level);
            of.push(alternative);
        }
        if draw.is() {
            of.push(Map(vec![("years".to_owned(), (1 + draw.below(9)).into())]));
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

    fn role(
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

fn level(draw: &mut Draw, levels: &[&str], number: usize) -> Node {
    if draw.is() {
        return number.into();
    }
    levels[number - 1].into()
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

/// Draws a ladder, and what of it a profile can name.
pub fn ladder(draw: &mut Draw, names: Names) -> (String, Ladder) {
    let is_large = draw.one_in(12);
    let count = |draw: &mut Draw, small: usize| draw.below(if is_large { 30 } else { small });
    let levels = &LEVELS[..=draw.below(LEVELS.len())];
    let skills = count(draw, 6);
    let skills = (0..skills).map(|_| Skill {
        levels: if draw.one_in(5) { &OWN_LEVELS } else { levels },
        category: draw.is().then(|| *draw.of(&CATEGORIES)),
    });
    let skills: Vec<Skill> = skills.collect();
    let shape = Ladder {
        names,
        levels,
        sources: draw.below(4),
        skills,
        certifications: count(draw, 5),
        roles: 1 + count(draw, 8),
        tracks: draw.below(4),
        responsibilities: draw.below(4),
        groups: Names::MOST / 2,
    };
    let mut document = Map::default();
    document.put("id", "ladder");
    document.maybe("title", 2, draw, Draw::text_with_letter);
    document.maybe("about", 3, draw, Draw::text);
    document.maybe("market", 2, draw, |draw| {
        let mut market = Map::default();
        market.put("currency", *draw.of(&["USD", "EUR"]));
        market.maybe("region", 2, draw, |draw| *draw.of(&["US", "a|<b>"]));
        market.maybe("basis", 2, draw, |draw| *draw.of(&BASES));
        market.maybe("hours_per_year", 3, draw, |_| 1800.0);
        market
    });
    document.put("proficiency", levels.to_vec());
    shape.source(draw, &mut document);
    let entries =
        |kind: char, count: usize| (0..count).map(move |number| (number, names.id(kind, number)));
    let tracks = entries('t', shape.tracks).map(|(number, id)| {
        let title = Ladder::title(draw, "track", number);
        let mut track = Map(vec![("title".to_owned(), title.into())]);
        if draw.is() {
            track.put("grades", vec!["L1", "a|b", "<L3>", "Four", "Five"]);
        }
        (id, track.into())
    });
    let tracks = Map(tracks.collect());
    document.filled("tracks", tracks);
    let sources = entries('o', shape.sources).map(|(number, id)| {
        let mut source = Map::default();
        let title = Ladder::title(draw, "source", number);
        source.put("title", title);
        source.maybe("publisher", 3, draw, Draw::text);
        source.maybe("url", 2, draw, Draw::link);
        source.maybe("as_of", 2, draw, Draw::date);
        source.maybe("estimate", 3, draw, Draw::is);
        source.maybe("licence", 4, draw, Draw::text);
        source.maybe("note", 4, draw, Draw::text);
        (id, source.into())
    });
    let sources = Map(sources.collect());
    document.filled("sources", sources);
    document.maybe("learning", 2, draw, |draw| shape.learning(draw));
    shape.facts(draw, &mut document);
    let skills = entries('s', shape.skills.len());
    let skills = skills.map(|(number, id)| (id, shape.skill(draw, number).into()));
    let skills = Map(skills.collect());
    document.filled("skills", skills);
    let certifications = entries('c', shape.certifications);
    let certifications =
        certifications.map(|(number, id)| (id, shape.certification(draw, number).into()));
    let certifications = Map(certifications.collect());
    document.filled("certifications", certifications);
    let (mut known, mut group) = (Vec::new(), 0);
    let roles = entries('r', shape.roles);
    let roles = roles.map(|(number, id)| {
        let role = shape.role(draw, number, &mut known, &mut group);
        (id, role.into())
    });
    let roles = Map(roles.collect());
    document.put("roles", roles);
    (Node::from(document).to_string(), shape)
}
