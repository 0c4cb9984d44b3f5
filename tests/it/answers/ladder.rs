//! Ladders with all keys of the format, drawn so that they are valid.

use super::{
    draw::{Draw, Map, Node},
    names::Names,
};

/// The names of the levels of the ladder, and of a skill with a scale of its own.
const LEVELS: [&str; 5] = ["aware", "Working", "pro | fessional", "expert <x>", "大師"];
const OWN_LEVELS: [&str; 3] = ["some", "more", "most"];
pub const CATEGORIES: [&str; 3] = ["methods", "a|b <c>", "=tools"];
pub const DEGREES: [&str; 5] = ["none", "associate", "bachelor", "master", "doctorate"];
pub const FIELDS: [&str; 3] = ["computer-science", "Statistics", "a | <b>"];
pub const BASES: [&str; 2] = ["base", "total"];
pub const PERIODS: [&str; 3] = ["year", "month", "hour"];

/// What is drawn of a skill.
pub struct Skill {
    pub levels: &'static [&'static str],
    pub category: Option<&'static str>,
}

/// What is drawn of a ladder.
pub struct Ladder {
    pub names: Names,
    levels: &'static [&'static str],
    sources: usize,
    pub skills: Vec<Skill>,
    pub certifications: usize,
    pub roles: usize,
    pub tracks: usize,
    pub responsibilities: usize,
    pub groups: usize,
}

impl Ladder {
    pub fn id(&self, kind: char, number: usize) -> String {
        self.names.id(kind, number)
    }

    /// A title that no other entry of the kind has.
    pub fn title(draw: &mut Draw, kind: &str, number: usize) -> String {
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

    pub fn source(&self, draw: &mut Draw, entry: &mut Map) {
        if self.sources > 0 && draw.one_in(3) {
            let source = self.id('o', draw.below(self.sources));
            entry.put("source", source);
        }
    }

    pub fn figure(&self, draw: &mut Draw, value: Node) -> Node {
        if self.sources == 0 || !draw.one_in(3) {
            return value;
        }
        let mut figure = Map::default();
        figure.put("value", value);
        figure.put("source", self.id('o', draw.below(self.sources)));
        figure.into()
    }

    pub fn facts(&self, draw: &mut Draw, entry: &mut Map) {
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
}

fn level(draw: &mut Draw, levels: &[&str], number: usize) -> Node {
    if draw.is() {
        return number.into();
    }
    levels[number - 1].into()
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
