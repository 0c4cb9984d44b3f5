//! The routes to a role.

use crate::query::{Gap, Kind, Leg, Number, Path, Route, Time};

use super::{
    View, gaps, obstacle,
    sheet::{Align, Body, Phrase, Records, Section, Sheet, Table, Tone, Value},
    sources::Sources,
    words,
};

/// How many gaps of each move are shown; `ladder gaps` shows them all.
const SHOWN: usize = 4;

impl View for Path {
    fn name(&self) -> &'static str {
        "path"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let mut sections = Vec::new();
        match &self.obstacle {
            Some(found) => sections.extend(obstacle::sections(found)),
            None => {
                sections.push(overview(self));
                for (route, number) in self.routes.iter().zip(1..) {
                    if !route.moves.is_empty() {
                        sections.push(moves(self, route, number, &mut sources));
                        let own = self.person.as_ref().is_some_and(|person| !person.from);
                        sections.push(lessons(route, own, &mut sources));
                    }
                }
            }
        }
        sections.push(sources.section());
        let title = match &self.obstacle {
            Some(found) if found.because != "unpaid" => "No route to ",
            _ => "Routes to ",
        };
        Sheet {
            title: Phrase::new(Tone::Strong, title).then(words::named(&self.role)),
            lead: lead(self),
            sections,
        }
    }

    fn records(&self) -> Records {
        records(self)
    }
}

fn lead(path: &Path) -> Vec<Phrase> {
    let mut lead = vec![match &path.person {
        Some(person) => gaps::who(person, &path.as_of),
        None => Phrase::from("For somebody who begins with nothing")
            .and(Tone::Quiet, format!(", as of {}", path.as_of)),
    }];
    lead.extend(path.person.as_ref().and_then(gaps::assumed));
    if let Some(found) = &path.obstacle {
        lead.push(obstacle::because(found));
        return lead;
    }
    if path.routes.iter().any(|route| route.moves.is_empty()) {
        lead.push(Phrase::new(
            Tone::Good,
            "That is where the person is: there is no move to make.",
        ));
        return lead;
    }
    let study = match path.hours_per_week {
        Some(pace) if pace.0 > 0.0 => {
            format!("Study at {} a week.", words::counted(pace, "hour"))
        }
        _ => {
            "Study takes no time here: no hours a week are known (`hours_per_week` in the profile)."
                .to_owned()
        }
    };
    let ranked = match path.by {
        Some("time") => "By time, the soonest first.",
        Some("pay") => "By pay, the most money first.",
        Some("effort") => "By effort, the least study first.",
        Some(_) => "By share, the most travelled first.",
        None => "No other route beats one of these on time, pay and effort together.",
    };
    lead.push(Phrase::from(format!("{ranked} {study}")));
    lead.extend(bound(path));
    lead
}

/// What is known of the routes that were not looked at.
fn bound(path: &Path) -> Option<Phrase> {
    let bound = path.bound?;
    let said = "The ladder is too large to look at every route, so these may not be the best";
    let could = match (path.by, bound.value, bound.better_by) {
        (Some("pay"), Some(most), _) => {
            format!(": none earns more than {}", words::whole(most))
        }
        (Some("effort"), Some(least), _) => format!(": none takes less than {least} hours"),
        (Some("time") | None, Some(least), _) => {
            format!(": none takes less than {}", words::years(least))
        }
        _ => String::new(),
    };
    let by = bound.better_by.filter(|by| by.0 > 0.0);
    let by = by.map(|by| format!(", so another is better by {} at most", words::whole(by)));
    let text = format!("{said}{could}{}.", by.unwrap_or_default());
    Some(Phrase::new(Tone::Middling, text))
}

/// All routes below each other, with what they are compared by.
fn overview(path: &Path) -> Section {
    let mut table = Table::new([
        ("Route", Align::Left),
        ("Roles", Align::Left),
        ("Years", Align::Right),
        ("Hours", Align::Right),
        ("Earned", Align::Right),
        ("Share", Align::Right),
    ]);
    for (route, number) in path.routes.iter().zip(1..) {
        if route.moves.is_empty() {
            continue;
        }
        table.row([
            Phrase::from(number.to_string()),
            Phrase::new(Tone::Name, chain(route)),
            Phrase::from(time(route.years)),
            Phrase::from(words::short_hours(route.hours)),
            earned(route),
            route.share.map_or_else(
                || Phrase::new(Tone::Quiet, words::UNKNOWN),
                |share| Phrase::from(words::percent(share)),
            ),
        ]);
    }
    let mut section = Section::new("", Body::Table(table.without_empty_columns()));
    if let Some(first) = path.routes.first().filter(|first| !first.moves.is_empty()) {
        section.notes.extend(legend(path, first));
    }
    section
}

/// What the columns say.
fn legend(path: &Path, first: &Route) -> Vec<Phrase> {
    let mut notes = Vec::new();
    let pay = &first.pay;
    if path.routes.iter().any(|route| route.pay.amount.is_some()) {
        let region = pay.region.as_deref().map(|region| format!(" in {region}"));
        notes.push(format!(
            "Earned: {} of {} pay{} in {} from today, at the midpoint of each role.",
            pay.currency.as_deref().unwrap_or_default(),
            pay.basis,
            region.unwrap_or_default(),
            words::years(pay.years),
        ));
    }
    let mut unpaid: Vec<&str> = Vec::new();
    for role in path.routes.iter().flat_map(|route| &route.pay.unknown) {
        if !unpaid.contains(&role.as_str()) {
            unpaid.push(role);
        }
    }
    if !unpaid.is_empty() {
        notes.push(format!(
            "No {} pay is known for {}, so nothing is added up where they are passed.",
            pay.basis,
            words::list(&unpaid),
        ));
    }
    let hours = |route: &Route| route.hours.is_some_and(|hours| hours.at_least);
    if path
        .routes
        .iter()
        .any(|route| route.years.at_least || hours(route))
    {
        notes.push("+ is at least: how long a part takes is not stated.".to_owned());
    }
    let notes = notes.into_iter();
    notes.map(|note| Phrase::new(Tone::Quiet, note)).collect()
}

/// The ids of the roles, first to last.
pub(super) fn chain(route: &Route) -> String {
    let roles: Vec<&str> = route.roles.iter().map(|role| role.id.as_str()).collect();
    roles.join(" → ")
}

pub(super) fn time(time: Time) -> String {
    if time.at_least && time.max.0 == 0.0 {
        words::UNKNOWN.to_owned()
    } else if time.at_least {
        format!("{}+", time.min)
    } else {
        words::range(time.min, time.max)
    }
}

/// The same with the word, for a sentence.
pub(super) fn years(time: Time) -> String {
    if time.at_least && time.max.0 == 0.0 {
        "nobody states how long it takes".to_owned()
    } else if time.at_least {
        format!("at least {}", words::years(time.min))
    } else if time.min == time.max {
        words::years(time.min)
    } else {
        format!("{} years", words::range(time.min, time.max))
    }
}

fn earned(route: &Route) -> Phrase {
    match route.pay.amount {
        Some(amount) => Phrase::from(words::whole(amount)),
        None => Phrase::new(Tone::Quiet, words::UNKNOWN),
    }
}

/// Why a route stands where it does.
fn why(path: &Path, route: &Route) -> String {
    let reasons = route.reasons.iter().map(|reason| {
        let behind = reason.behind.unwrap_or(Number(0.0));
        match (reason.criterion, reason.decided_by) {
            ("time", "best") => "the soonest".to_owned(),
            ("effort", "best") => "the least study".to_owned(),
            ("pay", "best") => "the most money".to_owned(),
            ("share", "best") if route.share.is_none() => {
                "the fewest moves, as no route has all its shares known".to_owned()
            }
            ("share", "best") => "the most travelled".to_owned(),
            ("time", "trade") => "between the others in each".to_owned(),
            ("time", "amount") => format!("{} later", words::years(behind)),
            ("time", "longest") => format!("as soon, but up to {} longer", words::years(behind)),
            ("effort", "amount") => format!("{} more", words::counted(behind, "hour")),
            ("effort", "longest") => {
                format!(
                    "as little, but up to {} more",
                    words::counted(behind, "hour")
                )
            }
            ("effort", _) if reason.decided_by == "unknown" => {
                "as much that is known, and more that is not".to_owned()
            }
            ("pay", "amount") => format!("{} less", words::whole(behind)),
            ("pay", "unknown") => format!(
                "no pay known for {}",
                words::list(
                    &route
                        .pay
                        .unknown
                        .iter()
                        .map(|id| id.as_str())
                        .collect::<Vec<_>>()
                )
            ),
            ("share", "amount") => "less travelled".to_owned(),
            ("share", "unknown") => format!(
                "no share known for going to {}",
                words::list(
                    &route
                        .share_unknown
                        .iter()
                        .map(|id| id.as_str())
                        .collect::<Vec<_>>()
                )
            ),
            (_, "moves") => format!("as good, with {} more", words::counted(behind, "move")),
            _ => "as good; in the order of the ids".to_owned(),
        }
    });
    let mut why = reasons.collect::<Vec<_>>().join(", ");
    if !route.proven && path.bound.is_some() {
        why.push_str(" (not proven)");
    }
    why
}

/// The moves of one route, and why it stands where it does.
fn moves(path: &Path, route: &Route, number: usize, sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("To", Align::Left),
        ("Move", Align::Left),
        ("Years", Align::Left),
        ("Earliest", Align::Left),
        ("Hours", Align::Right),
        ("Pay", Align::Right),
    ]);
    if let Some(present) = &route.pay.present
        && let Some(role) = route.roles.first()
    {
        let empty = Phrase::default;
        table.row([
            Phrase::new(Tone::Name, &role.id),
            Phrase::new(Tone::Quiet, "from here"),
            empty(),
            empty(),
            empty(),
            Phrase::from(words::starred(present)).then(sources.mark(&present.cited)),
        ]);
    }
    for leg in &route.moves {
        table.row([
            Phrase::new(Tone::Name, &leg.role),
            Phrase::from(leg.kind),
            spent(leg, sources),
            Phrase::from(&leg.earliest),
            Phrase::from(words::short_hours(leg.hours)),
            leg.pay.as_ref().map_or_else(
                || Phrase::new(Tone::Quiet, words::UNKNOWN),
                |pay| Phrase::from(words::starred(pay)).then(sources.mark(&pay.cited)),
            ),
        ]);
    }
    let heading = Phrase::from(format!("{number}. {}", chain(route)))
        .and(Tone::Quiet, format!(": {}", why(path, route)));
    let mut section = Section::new(heading, Body::Table(table.without_empty_columns()));
    let pays = route.moves.iter().filter_map(|leg| leg.pay.as_ref());
    if pays
        .chain(&route.pay.present)
        .any(|pay| pay.population.is_some())
    {
        section.notes.push(Phrase::new(
            Tone::Quiet,
            "* is the pay of a wider group than the role.",
        ));
    }
    section
}

/// The time of a move, and what it is spent on.
fn spent(leg: &Leg, sources: &mut Sources) -> Phrase {
    let mark = |sources: &mut Sources| {
        let serving = leg.serving.as_ref();
        serving.map_or_else(Phrase::default, |serving| sources.mark(&serving.cited))
    };
    match leg.spent_on {
        Some(what @ "serving") => {
            Phrase::from(format!("{} {what}", time(leg.years))).then(mark(sources))
        }
        Some(what) => Phrase::from(format!("{} {what}", time(leg.years))),
        None if leg.from.is_none() => Phrase::default(),
        None if leg.serving.is_some() => Phrase::from("0, all served").then(mark(sources)),
        None => Phrase::new(Tone::Quiet, "not stated"),
    }
}

/// What each move of a route still asks for.
/// The gaps of the first move are the person's `own`, if there is one.
fn lessons(route: &Route, own: bool, sources: &mut Sources) -> Section {
    let moves = route.moves.iter().enumerate();
    let items = moves.map(|(position, leg)| lesson(leg, own && position == 0, sources));
    Section::new("", Body::Items(items.collect()))
}

fn lesson(leg: &Leg, own: bool, sources: &mut Sources) -> Phrase {
    let mut phrase = Phrase::new(Tone::Name, &leg.role).and(Tone::Plain, ": ");
    let named = |gap: &&Gap| gap.kind != Kind::Certification && gap.kind != Kind::Experience;
    let gaps: Vec<&Gap> = leg.gaps.iter().filter(named).collect();
    let shown = gaps.iter().take(SHOWN).map(|gap| {
        let from = words::have(gap);
        format!("{} {from} → {}", gap.title, words::want(&gap.need))
    });
    let mut parts: Vec<String> = shown.collect();
    let more = gaps.len().saturating_sub(SHOWN);
    if more > 0 {
        parts.push(format!("{more} more"));
    }
    for earned in &leg.earn {
        parts.push(format!("the certification {}", earned.id));
    }
    let lacking = leg.gaps.iter().any(|gap| gap.kind == Kind::Certification);
    if lacking && leg.earn.is_empty() {
        parts.push("a certification of which none can be earned".to_owned());
    }
    phrase = if parts.is_empty() {
        phrase.and(Tone::Good, "nothing is missing")
    } else {
        phrase.and(Tone::Plain, parts.join(", "))
    };
    if more > 0 {
        let from = leg
            .from
            .as_ref()
            .filter(|_| !own)
            .map(|from| format!(" --from {from}"));
        let command = format!("ladder gaps {}{}", leg.role, from.unwrap_or_default());
        phrase = phrase
            .and(Tone::Plain, " (all: ")
            .and(Tone::Name, command)
            .and(Tone::Plain, ")");
    }
    if let Some(share) = leg.share {
        phrase = phrase
            .and(
                Tone::Plain,
                format!("; {} go this way", words::percent(share)),
            )
            .then(sources.mark_id(leg.share_source.as_deref()));
    }
    if !leg.unstated.is_empty() {
        let what = words::list(&leg.unstated);
        phrase = phrase.and(Tone::Middling, format!("; no time is stated for: {what}"));
    }
    if let Some(gate) = &leg.gate {
        phrase = phrase.and(Tone::Middling, format!("; gate: {gate}"));
    }
    match &leg.note {
        Some(note) => phrase.and(Tone::Quiet, format!(". About the move: {note}")),
        None => phrase,
    }
}

fn records(path: &Path) -> Records {
    let mut rows = Vec::new();
    for (route, number) in path.routes.iter().zip(1..) {
        for (leg, step) in route.moves.iter().zip(1..) {
            let open: Vec<&str> = leg.gaps.iter().map(|gap| gap.id.as_str()).collect();
            rows.push(vec![
                Value::number(number),
                Value::number(step),
                Value::maybe(leg.from.as_ref(), Value::text),
                Value::text(&leg.role),
                Value::text(leg.kind),
                Value::number(leg.years.min),
                Value::number(leg.years.max),
                Value::text(leg.years.at_least.to_string()),
                Value::maybe(leg.spent_on, Value::text),
                Value::text(leg.unstated.join(" ")),
                Value::text(&leg.earliest),
                Value::text(&leg.latest),
                Value::maybe(leg.hours, |hours| Value::number(hours.min)),
                Value::maybe(leg.hours, |hours| Value::number(hours.max)),
                Value::maybe(leg.hours, |hours| Value::text(hours.at_least.to_string())),
                Value::maybe(leg.pay.as_ref().and_then(|pay| pay.mid), Value::number),
                Value::maybe(leg.pay.as_ref(), |pay| Value::text(&pay.currency)),
                Value::maybe(leg.pay.as_ref(), |pay| Value::text(pay.basis)),
                Value::maybe(
                    leg.pay.as_ref().and_then(|pay| pay.cited.source.as_ref()),
                    Value::text,
                ),
                Value::maybe(leg.share, Value::number),
                Value::maybe(leg.share_source.as_ref(), Value::text),
                Value::maybe(leg.gate.as_ref(), Value::text),
                Value::text(open.join(" ")),
                Value::number(route.years.min),
                Value::number(route.years.max),
                Value::maybe(route.hours, |hours| Value::number(hours.min)),
                Value::maybe(route.pay.amount, Value::number),
                Value::maybe(route.share, Value::number),
            ]);
        }
    }
    Records {
        columns: vec![
            "route",
            "move",
            "from",
            "role",
            "kind",
            "years_min",
            "years_max",
            "years_at_least",
            "spent_on",
            "unstated",
            "earliest",
            "latest",
            "hours_min",
            "hours_max",
            "hours_at_least",
            "pay_mid",
            "currency",
            "basis",
            "pay_source",
            "share",
            "share_source",
            "gate",
            "gaps",
            "route_years_min",
            "route_years_max",
            "route_hours_min",
            "route_earned",
            "route_share",
        ],
        rows,
    }
}
