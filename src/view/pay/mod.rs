//! Where a person's pay stands in what a role pays.

mod bars;
mod cells;
mod notes;
mod records;
mod sentence;
mod tables;
mod way;

use crate::query::{PayAnswer, Salary};

use super::{
    View, gaps,
    sheet::{Phrase, Records, Sheet, Tone},
    sources::Sources,
    words,
};

impl View for PayAnswer {
    fn name(&self) -> &'static str {
        "pay"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let lead = lead(self, &mut sources);
        let mut sections = if let Some(pay) = &self.pay {
            vec![
                bars::place(self, pay, &mut sources),
                tables::compared(&self.compared, &mut sources),
                tables::not_compared(&self.not_compared, &mut sources),
                tables::moves(&self.moves, &mut sources),
            ]
        } else {
            let mut known = bars::known(&self.not_compared, &mut sources);
            known.push(tables::figures(&self.not_compared, &mut sources));
            known
        };
        if let Some(way) = &self.way {
            sections.extend(way::sections(self, way, &mut sources));
        }
        sections.push(sources.section());
        Sheet {
            title: Phrase::new(Tone::Strong, "Pay as ").then(words::named(&self.role)),
            lead,
            sections,
        }
    }

    fn records(&self) -> Records {
        records::records(self)
    }
}

fn lead(answer: &PayAnswer, sources: &mut Sources) -> Vec<Phrase> {
    let mut lead = vec![match &answer.person {
        Some(person) => gaps::who(person, &answer.as_of),
        None => Phrase::new(Tone::Quiet, format!("As of {}", answer.as_of)),
    }];
    let shown = answer.compared.len() + answer.not_compared.len();
    lead.extend(match (&answer.pay, answer.compared.first()) {
        (Some(pay), Some(first)) => Some(sentence::sentence(pay, first, &answer.sources, sources)),
        _ if shown == 0 && answer.hidden == 0 => {
            Some("The ladder says nothing of what this role pays.".into())
        }
        _ if shown == 0 => None,
        (Some(pay), None) => Some(Phrase::from(format!(
            "No figure of this role can be compared with {}.",
            salary(pay)
        ))),
        (None, _) => Some("Your pay is not known, so nothing is compared.".into()),
    });
    let hidden = match answer.hidden {
        0 => None,
        1 => Some("1 figure of this role is not shown: it is".to_owned()),
        several => Some(format!(
            "{several} figures of this role are not shown: they are"
        )),
    };
    lead.extend(hidden.map(|hidden| {
        let why = "on another basis or in another region than was asked for.";
        Phrase::new(Tone::Quiet, format!("{hidden} {why}"))
    }));
    lead
}

/// `USD 165,000 base (US)`.
fn salary(pay: &Salary) -> String {
    let region = pay.region.as_deref().map(|region| format!(" ({region})"));
    let region = region.unwrap_or_default();
    let amount = words::amount(pay.amount);
    format!("{} {amount} {}{region}", pay.currency, pay.basis)
}
