//! The source of what the database says, with the credit that its licence asks for.

use crate::import::imported::Origin;

use super::{database::Database, release::Release};

/// What the licence asks everybody to say who uses the database.
fn attribution(release: &Release) -> String {
    format!(
        "This ladder includes information from the O*NET {} Database by the U.S. Department of Labor, Employment and \
         Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. \
         The information was modified: chosen, rounded and joined. USDOL/ETA has not approved, endorsed, or tested \
         these modifications.",
        release.version
    )
}

/// The source of every figure from the database.
pub fn origin(database: &Database, release: &Release) -> Origin {
    let rated = database.rated.map(|(first, last)| {
        let months = if first == last { first.to_string() } else { format!("{first} to {last}") };
        format!(" Ratings of {months}; education and experience are medians of the answers of people in the US.")
    });
    let last = database.rated.map(|(_, last)| last);
    // A month before the last rating is that of something else.
    let published = release
        .published
        .filter(|published| last.is_none_or(|last| last.first_day() <= published.last_day()));
    Origin {
        title: format!("O*NET {} Database", release.version),
        publisher: Some(
            "U.S. Department of Labor, Employment and Training Administration".to_owned(),
        ),
        url: Some("https://www.onetcenter.org/database.html".to_owned()),
        as_of: published.or(last),
        licence: Some("CC BY 4.0, https://creativecommons.org/licenses/by/4.0/".to_owned()),
        note: Some(format!(
            "{}{}",
            attribution(release),
            rated.unwrap_or_default()
        )),
    }
}
