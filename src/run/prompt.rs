//! Questions on the terminal: with lists that move and complete, or as plain numbered lines.
//!
//! The only place that knows the crate behind it. Questions are drawn on standard error.

use std::io::{self, BufRead, IsTerminal};

use inquire::{
    Autocomplete, Confirm, CustomUserError, InquireError, MultiSelect, Select, Text,
    autocompletion::Replacement, ui::RenderConfig, validator::Validation,
};

use crate::{cli::Options, render};

use super::{environment::variable, terminal};

/// How questions are asked.
#[derive(Clone, Copy)]
pub enum Prompter {
    /// By lists that one moves in, with colours or without.
    Lists { colored: bool },
    /// By numbered lines, answered by lines of standard input.
    Lines,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum NoAnswer {
    /// Ctrl-C.
    Interrupted,
    /// Escape, or the end of the input.
    Canceled,
    /// The terminal failed.
    Failed(String),
}

impl From<InquireError> for NoAnswer {
    fn from(error: InquireError) -> Self {
        match error {
            InquireError::OperationInterrupted => Self::Interrupted,
            InquireError::OperationCanceled => Self::Canceled,
            other => Self::Failed(other.to_string()),
        }
    }
}

/// The answer to a question.
pub type Answered<T> = Result<T, NoAnswer>;

/// How many options are shown at a time.
const SHOWN: usize = 10;
/// How an option that skips a question reads.
const SKIP: &str = "skip this question";

impl Prompter {
    /// How to ask; `None` where nothing may be asked. `plain` is asked for on the command line.
    pub fn find(plain: bool, options: &Options) -> Option<Self> {
        if plain {
            return Some(Self::Lines);
        }
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return None;
        }
        if variable("TERM").is_some_and(|term| term == "dumb") {
            return None;
        }
        if variable("LADDER_PLAIN").is_some() {
            return Some(Self::Lines);
        }
        let colored = terminal::stderr_color(options.color);
        Some(Self::Lists { colored })
    }

    /// Asks for one of the options, by its number; `None` skips the question.
    pub fn one(self, question: &str, options: &[String]) -> Answered<Option<usize>> {
        self.chosen(question, options, 0, true)
    }

    /// Asks for one of the options, by its number; `likely` is the one that is meant mostly.
    pub fn one_of(self, question: &str, options: &[String], likely: usize) -> Answered<usize> {
        let chosen = self.chosen(question, options, likely, false)?;
        Ok(chosen.unwrap_or(likely))
    }

    fn chosen(
        self,
        question: &str,
        options: &[String],
        likely: usize,
        skippable: bool,
    ) -> Answered<Option<usize>> {
        let question = render::clean(question);
        let mut options: Vec<String> = cleaned(options);
        match self {
            Self::Lists { colored } => {
                if skippable {
                    options.insert(0, SKIP.to_owned());
                }
                let chosen = Select::new(&question, options)
                    .with_render_config(look(colored))
                    .with_page_size(SHOWN)
                    .with_starting_cursor(likely)
                    .with_help_message("type to filter, arrows to move, Enter to choose")
                    .raw_prompt()?;
                Ok(if skippable {
                    chosen.index.checked_sub(1)
                } else {
                    Some(chosen.index)
                })
            }
            Self::Lines => {
                list(&question, &options);
                let (hint, otherwise) = if skippable {
                    ("number, or Enter to skip".to_owned(), None)
                } else {
                    (format!("number, or Enter for {}", likely + 1), Some(likely))
                };
                lines(&hint, |answer| match answer {
                    "" => Ok(otherwise),
                    answer => number(answer, &options).map(Some),
                })
            }
        }
    }

    /// Asks for any of the options, by their numbers.
    pub fn several(self, question: &str, options: &[String]) -> Answered<Vec<usize>> {
        let question = render::clean(question);
        let options: Vec<String> = cleaned(options);
        match self {
            Self::Lists { colored } => {
                let chosen = MultiSelect::new(&question, options)
                    .with_render_config(look(colored))
                    .with_page_size(SHOWN)
                    .with_keep_filter(false)
                    .with_help_message("type to filter, Space to mark, Enter to go on")
                    .with_formatter(&|chosen| format!("{} marked", chosen.len()))
                    .raw_prompt()?;
                Ok(chosen.into_iter().map(|option| option.index).collect())
            }
            Self::Lines => {
                list(&question, &options);
                lines("numbers with commas, or Enter for none", |answer| {
                    let words = answer.split(',').map(str::trim);
                    let words = words.filter(|word| !word.is_empty());
                    words.map(|word| number(word, &options)).collect()
                })
            }
        }
    }

    /// Asks for a text that `read` accepts; `None` for an empty one. `known` completes what is typed.
    pub fn text<T>(
        self,
        question: &str,
        help: &str,
        known: &[String],
        read: impl Fn(&str) -> Result<T, String> + Clone,
    ) -> Answered<Option<T>> {
        let question = render::clean(question);
        let accept = move |text: &str| match text.trim() {
            "" => Ok(None),
            text => read(text).map(Some),
        };
        match self {
            Self::Lists { colored } => {
                let check = accept.clone();
                let help = format!("{help}; Enter to skip");
                let validate = move |text: &str| {
                    Ok(match check(text) {
                        Ok(_) => Validation::Valid,
                        Err(message) => Validation::Invalid(message.into()),
                    })
                };
                let asked = Text::new(&question)
                    .with_render_config(look(colored))
                    .with_help_message(&help)
                    .with_validator(validate);
                let text = if known.is_empty() {
                    asked.prompt()
                } else {
                    asked.with_autocomplete(Known(cleaned(known))).prompt()
                }?;
                accept(&text).map_err(NoAnswer::Failed)
            }
            Self::Lines => {
                terminal::eprint(&format!("{question}\n"));
                lines(&format!("{help}, or Enter to skip"), accept)
            }
        }
    }

    /// Asks whether to do something.
    pub fn agreed(self, question: &str) -> Answered<bool> {
        let question = render::clean(question);
        match self {
            Self::Lists { colored } => {
                let asked = Confirm::new(&question).with_render_config(look(colored));
                Ok(asked.with_default(true).prompt()?)
            }
            Self::Lines => {
                terminal::eprint(&format!("{question}\n"));
                lines("yes or no, or Enter for yes", |answer| {
                    match answer.to_lowercase().as_str() {
                        "" | "y" | "yes" => Ok(true),
                        "n" | "no" => Ok(false),
                        other => Err(format!("`{other}` is neither yes nor no")),
                    }
                })
            }
        }
    }
}

/// How the lists look.
fn look(colored: bool) -> RenderConfig<'static> {
    if colored {
        RenderConfig::default_colored()
    } else {
        RenderConfig::empty()
    }
}

/// Says something between questions.
pub fn say(text: &str, options: &Options) {
    let width = terminal::stderr(options.color, options.width).width;
    for line in text.lines().map(render::clean) {
        let lines = match width {
            Some(width) => textwrap::wrap(&line, width).join("\n"),
            None => line.into_owned(),
        };
        terminal::eprint(&format!("{lines}\n"));
    }
}

/// Texts as one clean line each.
fn cleaned(texts: &[String]) -> Vec<String> {
    let texts = texts.iter();
    texts.map(|text| render::clean(text).into_owned()).collect()
}

/// Prints a question and its numbered options.
fn list(question: &str, options: &[String]) {
    terminal::eprint(&format!("{question}\n"));
    for (option, number) in options.iter().zip(1..) {
        terminal::eprint(&format!("  {number}. {option}\n"));
    }
}

/// The position of an option that was given by its number.
fn number(answer: &str, options: &[String]) -> Result<usize, String> {
    let number: Option<usize> = answer.parse().ok();
    number
        .filter(|number| (1..=options.len()).contains(number))
        .map(|number| number - 1)
        .ok_or_else(|| format!("`{answer}` is not a number from 1 to {}", options.len()))
}

/// Reads lines until one is an answer; the end of the input is none.
fn lines<T>(hint: &str, read: impl Fn(&str) -> Result<T, String>) -> Answered<T> {
    loop {
        terminal::eprint(&format!("({hint}) "));
        let mut line = String::new();
        let bytes = io::stdin().lock().read_line(&mut line);
        let bytes = bytes.map_err(|error| NoAnswer::Failed(error.to_string()))?;
        if bytes == 0 {
            return Err(NoAnswer::Canceled);
        }
        match read(line.trim()) {
            Ok(answer) => return Ok(answer),
            Err(message) => terminal::eprint(&format!("{}\n", render::clean(&message))),
        }
    }
}

/// Completes a text with known words.
#[derive(Clone)]
struct Known(Vec<String>);

impl Autocomplete for Known {
    fn get_suggestions(&mut self, input: &str) -> Result<Vec<String>, CustomUserError> {
        let input = input.to_lowercase();
        let known = self.0.iter();
        let begun = known.filter(|word| word.to_lowercase().starts_with(&input));
        Ok(begun.cloned().collect())
    }

    fn get_completion(
        &mut self,
        input: &str,
        highlighted: Option<String>,
    ) -> Result<Replacement, CustomUserError> {
        Ok(match highlighted {
            Some(word) => Some(word),
            None => self.get_suggestions(input)?.into_iter().next(),
        })
    }
}
