//! `ladder due`.

use clap::Args;

use super::{AssumeArgs, path::years};

/// Show what has a date: certifications that end, the last day to renew them, the day of the goal
///
/// What is to be done comes first. A plan to the goal says what comes next; since it begins on the day of the
/// question, its days move with it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder due
  ladder due --within 90d
  ladder due --within '6 months' --format list
  ladder due --within 30d --exit-code || notify-send 'ladder: something is due'
  ladder due -o due.ics                              for your calendar, with reminders")]
pub struct DueArgs {
    /// Show what comes within this time: 90d, '2 weeks', '6 months' or 1 for a year [default: 1]
    #[arg(long, value_name = "TIME", allow_negative_numbers = true, value_parser = within)]
    pub within: Option<Within>,

    /// Exit with 1 if something ends, is to be begun or is too late within the time
    #[arg(long)]
    pub exit_code: bool,

    #[command(flatten)]
    pub(crate) assumed: AssumeArgs,
}

/// A time from today on.
#[derive(Debug, Clone, Copy)]
pub enum Within {
    Days(i32),
    Years(f64),
}

/// Reads a time: days, weeks, months or years.
fn within(text: &str) -> Result<Within, &'static str> {
    const EXPECTED: &str =
        "expected a time up to 100 years, such as 90d, '2 weeks', '6 months' or 1.5 (years)";
    let text = text.trim();
    let number = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let days_each = match text[number.len()..].to_ascii_lowercase().as_str() {
        "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        _ => return years(text).map(Within::Years).map_err(|_| EXPECTED),
    };
    let count: Option<i32> = number.trim().parse().ok();
    let days = count.filter(|count| (0..=36_500 / days_each).contains(count));
    days.map(|count| Within::Days(count * days_each))
        .ok_or(EXPECTED)
}
