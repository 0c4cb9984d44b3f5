//! The edits of a profile that write a fact.

use std::cell::RefCell;

use crate::{
    check::requirement_id,
    cli::Options,
    diagnostic::UsageError,
    load::{self, ClaimEntry, Field, GoalEntry, HeldEntry, ProfileDocument, types::DateText},
    model::{CertificationIndex, Date, Day, Ladder, Level, RoleIndex, SkillIndex, fold},
    query::PersonState,
    render,
    text::{Edit, PointerRef, Refusal, Text, Yaml, without_empty_keys},
    vocabulary::Degree,
};

use super::{super::terminal, Note, fact::Fact};

/// What is written beside a fact.
pub struct Record<'a> {
    /// The day of the command line, else today, as it is written.
    pub date: String,
    /// The day of the command line.
    pub on: Option<Date>,
    pub today: Day,
    pub evidence: &'a [String],
    pub note: Option<&'a str>,
}

impl Record<'_> {
    /// The same with a day, if there is one.
    pub fn dated(&self, on: Option<Date>) -> Self {
        let date = on.map_or_else(|| self.date.clone(), |date| date.to_string());
        Self { date, on, ..*self }
    }

    fn first_day(&self) -> Day {
        self.on.map_or(self.today, Date::first_day)
    }

    fn date(&self) -> Yaml {
        Yaml::numeric(&self.date)
    }

    /// The day before: as exact as the day itself.
    fn day_before(&self) -> Option<String> {
        let before = self.first_day().yesterday().ok()?;
        let digits = self.date.len();
        before.to_string().get(..digits).map(str::to_owned)
    }

    fn evidence(&self) -> Option<Yaml> {
        match self.evidence {
            [] => None,
            [only] => Some(Yaml::text(only)),
            several => Some(Yaml::Sequence(
                several.iter().map(|text| Yaml::text(text)).collect(),
            )),
        }
    }

    /// Evidence and remark, as keys of a map.
    fn remarks(&self) -> impl Iterator<Item = (&'static str, Yaml)> {
        let evidence = self.evidence().map(|evidence| ("evidence", evidence));
        let note = self.note.map(|note| ("note", Yaml::text(note)));
        evidence.into_iter().chain(note)
    }
}

/// Ways to write one change, the best first.
type Ways = Vec<Vec<Edit>>;

/// The profile with a fact.
pub fn apply(
    fact: &Fact,
    record: &Record,
    text: &Text,
    (ladder, state, notes): (&Ladder, &PersonState, &RefCell<Vec<Note>>),
    options: &Options,
) -> anyhow::Result<Text> {
    ensure_room(fact, record)?;
    // It was read and checked before.
    let document = load::profile(&without_empty_keys(text))
        .map(|loaded| loaded.document)
        .unwrap_or_default();
    let ways = Writer {
        document: &document,
        record,
        ladder,
        state,
        notes,
    }
    .ways(fact)?;
    let mut refused: Option<Refusal> = None;
    for way in &ways {
        let mut edited = text.clone();
        let done: Result<(), Refusal> = way.iter().try_for_each(|edit| {
            edited = Text::new(text.name(), edit.apply(&edited)?);
            Ok(())
        });
        match done {
            Ok(()) => return Ok(edited),
            Err(refusal) if refused.is_none() => {
                refused = Some(Edit::by_hand(way, text, &refusal.reason));
            }
            Err(_) => (),
        }
    }
    let Some(Refusal { reason, lines }) = refused else {
        return Ok(text.clone());
    };
    let medium = terminal::stderr(options.color, options.width);
    terminal::eprint(&render::pattern(
        "write these lines by hand:",
        &lines,
        medium,
    ));
    let message = format!("cannot change `{}` in place: {reason}", text.name());
    Err(UsageError::new(message)
        .help("nothing was written".to_owned())
        .into())
}

/// Refuses evidence and a remark where the profile has no place for them.
fn ensure_room(fact: &Fact, record: &Record) -> Result<(), UsageError> {
    let message = if !record.evidence.is_empty() && !fact.takes_evidence() {
        "`--evidence` goes with the level of a skill or a responsibility alone"
    } else if record.note.is_some() && !fact.takes_note() {
        "`--note` goes with the level of a skill alone"
    } else {
        return Ok(());
    };
    let help = "give the other facts in a command of their own".to_owned();
    Err(UsageError::new(message).help(help))
}

/// What turns a fact into edits of a document.
struct Writer<'a> {
    document: &'a ProfileDocument,
    record: &'a Record<'a>,
    ladder: &'a Ladder,
    /// The person before the change.
    state: &'a PersonState,
    /// What there is to note of the change.
    notes: &'a RefCell<Vec<Note>>,
}

const TOP: PointerRef = PointerRef::ROOT;

impl Writer<'_> {
    fn ways(&self, fact: &Fact) -> Result<Ways, UsageError> {
        let (ladder, record) = (self.ladder, self.record);
        let one = |edit| Ok(vec![vec![edit]]);
        match fact {
            Fact::Level(skill, level) => self.level(*skill, *level),
            Fact::Certification(certification) => Ok(self.certification(*certification)),
            Fact::Role(role, since) => self.role(*role, *since),
            Fact::Since(date) => one(Edit::set(
                TOP.key("since"),
                Yaml::numeric(&date.to_string()),
            )),
            Fact::Goal(role) => {
                let id = Yaml::text(&ladder[*role].id);
                let goal = TOP.key("goal");
                Ok(vec![
                    vec![Edit::set(goal.key("role"), id.clone())],
                    vec![Edit::set(goal, id)],
                ])
                .map(|ways: Ways| {
                    if self.document.goal.is_absent() {
                        ways[1..].to_vec()
                    } else {
                        ways
                    }
                })
            }
            Fact::By(date) => {
                let Some(GoalEntry {
                    role: Field::Valid(role),
                    ..
                }) = self.document.goal.valid()
                else {
                    let help = "name it too: `goal=ROLE by=DATE`".to_owned();
                    return Err(UsageError::new("the profile has no goal").help(help));
                };
                let by = Yaml::numeric(&date.to_string());
                let goal = TOP.key("goal");
                let both = Yaml::mapping([("role", Yaml::text(role)), ("by", by.clone())]);
                Ok(vec![
                    vec![Edit::set(goal.key("by"), by)],
                    vec![Edit::set(goal, both)],
                ])
            }
            Fact::Pay(keys) => self.pay(keys),
            Fact::Hours(hours) => one(Edit::set(
                TOP.key("hours_per_week"),
                Yaml::Plain(hours.to_string()),
            )),
            Fact::Degree(degree, field) => Ok(self.degree(*degree, field.as_deref())),
            Fact::NotApplicable(id, reason) => {
                let mut named = self.document.not_applicable.entries().iter();
                let known =
                    named.find(|(name, _)| requirement_id(name, ladder).as_ref() == Some(id));
                let key = known.map_or(id, |(name, _)| &name.0);
                one(Edit::set(
                    TOP.key("not_applicable").key(key),
                    Yaml::text(reason),
                ))
            }
            Fact::Responsibility(id) => Ok(self.responsibility(id)),
            Fact::Done(skill, hours) => Ok(self.log(*skill, *hours, record.remarks())),
            Fact::Studied(skill, hours) => Ok(self.log(*skill, Some(*hours), None)),
        }
    }

    /// A responsibility is added, with the day of the command line; or its day and evidence are.
    fn responsibility(&self, id: &str) -> Ways {
        let record = self.record;
        let all = TOP.key("responsibilities");
        let at = all.key(id);
        let since = record.on.map(|_| record.date());
        let has_begun = |since: Day| since <= record.today;
        let mut entries = self.document.responsibilities.entries().iter();
        let Some((_, entry)) = entries.find(|(known, _)| known.as_str() == id) else {
            let since = since.map(|since| ("since", since)).into_iter();
            let evidence = record.evidence().map(|evidence| ("evidence", evidence));
            return vec![vec![Edit::set(at, Yaml::mapping(since.chain(evidence)))]];
        };
        // A later day than today does not take away what holds today.
        let held = entry.valid().and_then(|entry| first_day(&entry.since));
        let is_kept = record.first_day() > record.today && held.is_none_or(has_begun);
        let since = since.filter(|_| !is_kept);
        let since = since.map(|since| Edit::set(at.key("since"), since));
        let known = entry.valid().into_iter();
        let known: Vec<&str> = known
            .flat_map(|entry| entry.evidence.items())
            .map(|(_, text)| text.as_str())
            .collect();
        let evidence = record.evidence.iter();
        let evidence = evidence.filter(|text| !known.contains(&text.as_str()));
        let evidence = evidence.map(|text| Edit::push(at.key("evidence"), Yaml::text(text)));
        let edits: Vec<Edit> = since.into_iter().chain(evidence).collect();
        Some(edits)
            .filter(|edits| !edits.is_empty())
            .into_iter()
            .collect()
    }

    /// An entry of the log is added.
    fn log(
        &self,
        skill: SkillIndex,
        hours: Option<f64>,
        remarks: impl IntoIterator<Item = (&'static str, Yaml)>,
    ) -> Ways {
        let id = Yaml::text(&self.ladder[skill].id);
        let mut entry = vec![("on", self.record.date()), ("skill", id)];
        entry.extend(hours.map(|hours| ("hours", Yaml::Plain(hours.to_string()))));
        entry.extend(remarks);
        vec![vec![Edit::push(TOP.key("log"), Yaml::mapping(entry))]]
    }

    /// A level is added to those before, but for one of the same day, which is corrected.
    fn level(&self, skill: SkillIndex, level: Option<Level>) -> Result<Ways, UsageError> {
        let (record, ladder) = (self.record, self.ladder);
        let name = level.map_or("none", |level| ladder.scale(skill).name(level));
        let all = TOP.key("skills");
        let claims = self.document.skills.entries().iter();
        let mut claims = claims.filter(|(claimed, _)| ladder.skill(claimed) == Some(skill));
        let Some((key, claim)) = claims.next() else {
            return Ok(self.first_level(skill, level, name));
        };
        if let Some((other, _)) = claims.next() {
            let message = format!(
                "the profile names {} as `{}` and as `{}`",
                ladder[skill].title, key.0, other.0
            );
            return Err(UsageError::new(message).help("keep one of them".to_owned()));
        }
        let path = all.key(key);
        let levels: Vec<(usize, &ClaimEntry)> = claim.items().collect();
        let day = record.first_day();
        let begun = levels
            .iter()
            .filter(|(_, entry)| first_day(&entry.since).is_none_or(|since| since <= day));
        // The last of the latest; undated levels come before dated ones.
        let current = begun.max_by_key(|(_, entry)| first_day(&entry.since));
        let mut keys = vec![("level", Yaml::text(name)), ("since", record.date())];
        keys.extend(record.remarks());
        let added = vec![vec![Edit::push(path, Yaml::mapping(keys.clone()))]];
        let is_same = |entry: &ClaimEntry| {
            entry.level.valid().is_some_and(|held| match level {
                None => fold(held) == "none",
                Some(level) => ladder.scale(skill).read(held) == Some(level),
            })
        };
        let later = levels
            .iter()
            .filter(|(_, entry)| first_day(&entry.since) > Some(day));
        let next = later.min_by_key(|(_, entry)| first_day(&entry.since));
        let has_begun = |entry: &ClaimEntry| {
            let since = first_day(&entry.since);
            since.is_none_or(|since| since <= record.today)
        };
        let next = next.filter(|(_, entry)| has_begun(entry));
        let is_begun = current.is_some_and(|(_, entry)| is_same(entry));
        // The level was reached earlier than the profile says.
        let earlier = next.filter(|(_, entry)| is_same(entry) && !is_begun);
        let newest = levels.iter().filter(|(_, entry)| has_begun(entry));
        let newest = newest.max_by_key(|(_, entry)| first_day(&entry.since));
        if let Some((_, newest)) = newest.filter(|_| next.is_some() && earlier.is_none()) {
            self.note_newer(skill, newest);
        }
        let current = earlier.or(current);
        let Some((position, entry)) = current else {
            return Ok(added);
        };
        let is_same = is_same(entry);
        let is_same_day = entry
            .since
            .valid()
            .is_some_and(|since| Date::parse(since).map(Date::first_day) == Some(day));
        if !is_same && !is_same_day {
            return Ok(added);
        }
        if let (Some(note), Some(known)) = (record.note, entry.note.valid())
            && known.0 != note
        {
            let id = &ladder[skill].id;
            let message = format!("the level of `{id}` has a note already: `{}`", known.0);
            let help = format!("change it in the file, or add one with `ladder log {id} --note`");
            return Err(UsageError::new(message).help(help));
        }
        let item = path.item(*position);
        let mut edits = Vec::new();
        if !is_same {
            edits.push(Edit::set(item.key("level"), Yaml::text(name)));
        }
        // A later day than today does not take away what holds today.
        let is_kept = is_same && day > record.today && has_begun(entry);
        let is_dated = record.on.is_some() && !is_kept;
        if is_dated {
            edits.push(Edit::set(item.key("since"), record.date()));
        }
        if is_kept && edits.is_empty() && record.remarks().next().is_none() {
            let id = &ladder[skill].id;
            let note = format!("`{id}` is {name} already: a later day changes nothing");
            self.notes.borrow_mut().push(Note::from(note));
        }
        edits.extend(
            record
                .evidence
                .iter()
                .map(|text| Edit::push(item.key("evidence"), Yaml::text(text))),
        );
        edits.extend(
            record
                .note
                .map(|note| Edit::set(item.key("note"), Yaml::text(note))),
        );
        if !is_dated {
            keys.remove(1);
        }
        let in_full = Edit::set(item, Yaml::mapping(keys));
        let is_level_alone = entry.since.is_absent()
            && entry.evidence.is_absent()
            && entry.note.is_absent()
            && entry.hours_done.is_absent();
        Ok(match (edits.is_empty(), is_level_alone) {
            (true, _) => Vec::new(),
            (false, true) => vec![edits, vec![in_full]],
            (false, false) => vec![edits],
        })
    }

    /// Notes that a newer level of a skill counts today, whatever is said of an earlier day.
    fn note_newer(&self, skill: SkillIndex, newer: &ClaimEntry) {
        if let (Some(level), Some(since)) = (newer.level.valid(), newer.since.valid()) {
            let id = &self.ladder[skill].id;
            let (level, since) = (level.as_str(), since.as_str());
            let note = format!("`{id}`: the newer level, {level} since {since}, still counts");
            self.notes.borrow_mut().push(Note::from(note));
        }
    }

    /// A level of a skill that the profile does not name yet.
    fn first_level(&self, skill: SkillIndex, level: Option<Level>, name: &str) -> Ways {
        let id = &self.ladder[skill].id;
        // Who says a level for the first time may have had it for long, but not above that of a role.
        let of_role = self
            .state
            .baseline
            .get(&skill)
            .and(self.state.skills.get(&skill));
        let is_raised = of_role.is_some_and(|held| level > Some(*held));
        let is_dated = self.record.on.is_some() || is_raised;
        let since = is_dated.then(|| ("since", self.record.date()));
        let keys = [("level", Yaml::text(name))].into_iter();
        let keys = Yaml::mapping(keys.chain(since).chain(self.record.remarks()));
        let claim = if is_dated || self.record.remarks().next().is_some() {
            keys
        } else {
            Yaml::text(name)
        };
        vec![vec![Edit::set(TOP.key("skills").key(id), claim)]]
    }

    /// A certification is added, unless it stands there with that day.
    fn certification(&self, certification: CertificationIndex) -> Ways {
        let day = Some(self.record.first_day());
        let is_there = |entry: &HeldEntry| {
            let known = entry
                .id
                .valid()
                .and_then(|name| self.ladder.certification(name));
            known == Some(certification) && first_day(&entry.earned) == day
        };
        if self
            .document
            .certifications
            .items()
            .any(|(_, entry)| is_there(entry))
        {
            return Vec::new();
        }
        let id = Yaml::text(&self.ladder[certification].id);
        let earned = Yaml::mapping([("id", id), ("earned", self.record.date())]);
        vec![vec![Edit::push(TOP.key("certifications"), earned)]]
    }

    /// The role that is left becomes history.
    fn role(&self, role: RoleIndex, since: Option<Date>) -> Result<Ways, UsageError> {
        let document = self.document;
        let record = self.record.dated(since.or(self.record.on));
        let set = Edit::set(TOP.key("role"), Yaml::text(&self.ladder[role].id));
        let since = Edit::set(TOP.key("since"), record.date());
        let Some(left) = document.role.valid() else {
            // Who begins to write a profile has not begun the role today.
            let since = record.on.map(|_| since);
            return Ok(vec![[set].into_iter().chain(since).collect()]);
        };
        if self.ladder.roles_named(left) == [role] {
            return Ok(record.on.map(|_| vec![since]).into_iter().collect());
        }
        let Some(from) = document.since.valid() else {
            let message = format!(
                "the profile does not say since when `{}` is the role: it could not become history",
                left.0
            );
            let help = format!(
                "say it first: `ladder set since=DATE`, then `ladder set role={}`",
                self.ladder[role].id
            );
            return Err(UsageError::new(message).help(help));
        };
        if first_day(&document.since) == Some(record.first_day()) {
            let note = format!(
                "`{}` began on the same day: the role was corrected, and no history was written",
                left.0
            );
            self.notes.borrow_mut().push(Note::from(note));
            let since = record.on.map(|_| since);
            return Ok(vec![[set].into_iter().chain(since).collect()]);
        }
        let mut stay = vec![("role", Yaml::text(left)), ("from", Yaml::numeric(from))];
        stay.extend(record.day_before().map(|day| ("to", Yaml::numeric(&day))));
        Ok(vec![vec![
            Edit::push(TOP.key("history"), Yaml::mapping(stay)),
            set,
            since,
        ]])
    }

    fn pay(&self, keys: &[(&'static str, Yaml)]) -> Result<Ways, UsageError> {
        let at = TOP.key("pay");
        if self.document.pay.is_absent() {
            if keys.iter().all(|(key, _)| *key != "basis") {
                let help =
                    "say it too: `pay='165000 base'`, or `total` with bonus and equity".to_owned();
                return Err(
                    UsageError::new("the profile has no pay yet, and so no basis").help(help),
                );
            }
            let pay = Yaml::mapping(keys.iter().cloned());
            return Ok(vec![vec![Edit::set(at, pay)]]);
        }
        let edits = keys
            .iter()
            .map(|(key, value)| Edit::set(at.key(key), value.clone()));
        Ok(vec![edits.collect()])
    }

    /// A degree is added, unless it stands there.
    fn degree(&self, degree: Degree, field: Option<&str>) -> Ways {
        let is_there = |(_, entry): (usize, &load::DegreeEntry)| {
            let known = entry
                .degree
                .valid()
                .is_some_and(|name| name.as_str() == degree.name());
            known
                && field.is_none_or(|field| {
                    entry
                        .field
                        .valid()
                        .is_some_and(|known| known.as_str() == field)
                })
        };
        let education = &self.document.education;
        if education.items().any(is_there) {
            return Vec::new();
        }
        let mut keys = vec![("degree", Yaml::text(degree.name()))];
        keys.extend(field.map(|field| ("field", Yaml::text(field))));
        keys.extend(self.record.on.map(|_| ("earned", self.record.date())));
        let (at, entry) = (TOP.key("education"), Yaml::mapping(keys));
        let edit = if education.is_absent() {
            Edit::set(at, entry)
        } else {
            Edit::push(at, entry)
        };
        vec![vec![edit]]
    }
}

fn first_day(date: &Field<DateText>) -> Option<Day> {
    date.valid()
        .and_then(|text| Date::parse(text))
        .map(Date::first_day)
}
