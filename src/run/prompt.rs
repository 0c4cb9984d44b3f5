//! Questions on the terminal: with lists that move and complete, or as plain numbered lines.
//!
//! The only place that knows the crate behind it. Questions are drawn on standard error.

use std::io::{self, BufRead, IsTerminal};

use inquire::{
    Autocomplete, Confirm, CustomUserError, InquireError, MultiSelect, Select, Text,
    autocompletion::Replacement, ui::RenderConfig,
};

use crate::{cli::Options, model::fold, render};

use super::{environment::variable, signals, terminal};

/// How questions are asked.
#[derive(Clone, Copy)]
pub enum Prompter {
    /// By lists that one moves in, with colours or without.
    Lists { colored: bool, width: usize },
    /// By numbered lines, answered by lines of standard input.
    Lines { width: usize },
}

/// An option of a question.
pub struct Choice {
    /// What is shown, on one line.
    text: String,
    /// By what it can be called instead of its number.
    names: Vec<String>,
}

impl Choice {
    /// An option that its whole text or one of these names calls.
    pub fn new(text: &str, names: &[&str]) -> Self {
        let names = names.iter().map(|name| fold(name).to_string());
        Self {
            text: render::clean(text).into_owned(),
            names: names.collect(),
        }
    }

    fn is_called(&self, name: &str) -> bool {
        fold(&self.text) == name || self.names.iter().any(|known| known == name)
    }
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
/// What is shown instead of options that a filter leaves out.
const NO_MATCH: &str = "no option matches; Backspace changes the filter";
/// How many columns stand before a question, an option, and an option that can be marked.
const BEFORE: [usize; 3] = [2, 2, 6];

impl Prompter {
    /// How to ask; `None` where nothing may be asked. `plain` is asked for on the command line.
    pub fn find(plain: bool, options: &Options) -> Option<Self> {
        let width = terminal::stderr(options.color, options.width).width;
        let width = width.unwrap_or(usize::MAX);
        if plain {
            return Some(Self::Lines { width });
        }
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return None;
        }
        if variable("TERM").is_some_and(|term| term == "dumb") {
            return None;
        }
        if variable("LADDER_PLAIN").is_some() {
            return Some(Self::Lines { width });
        }
        signals::give_terminal_back();
        let colored = terminal::stderr_color(options.color);
        Some(Self::Lists { colored, width })
    }

    /// Asks for one of the options, by its number; `None` skips the question.
    pub fn one(self, question: &str, options: &[Choice]) -> Answered<Option<usize>> {
        self.chosen(question, options, 0, true)
    }

    /// Asks for one of the options, by its number; `likely` is the one that is meant mostly.
    pub fn one_of(self, question: &str, options: &[Choice], likely: usize) -> Answered<usize> {
        let chosen = self.chosen(question, options, likely, false)?;
        Ok(chosen.unwrap_or(likely))
    }

    fn chosen(
        self,
        question: &str,
        options: &[Choice],
        likely: usize,
        skippable: bool,
    ) -> Answered<Option<usize>> {
        match self {
            Self::Lists { colored, width } => {
                let question = wrapped(&render::clean(question), width, BEFORE[0]);
                let skip = skippable.then(|| SKIP.to_owned());
                let lines = options
                    .iter()
                    .map(|option| wrapped(&option.text, width, BEFORE[1]));
                let lines: Vec<String> = skip.into_iter().chain(lines).collect();
                let help = "type to filter, arrows to move, Enter to choose";
                let help = wrapped(help, width, BEFORE[0]);
                loop {
                    let listed = with_no_match(&lines);
                    let scorer = |input: &str, _: &String, text: &str, at: usize| {
                        score(&lines, input, text, at)
                    };
                    let chosen = Select::new(&question, listed)
                        .with_render_config(look(colored))
                        .with_page_size(SHOWN)
                        .with_starting_cursor(likely)
                        // The first filter, an empty one, would move it to the first option.
                        .with_reset_cursor(likely == 0)
                        .with_scorer(&scorer)
                        .with_formatter(&|option| joined(option.value))
                        .with_help_message(&help)
                        .raw_prompt()?;
                    if chosen.index < lines.len() {
                        return Ok(if skippable {
                            chosen.index.checked_sub(1)
                        } else {
                            Some(chosen.index)
                        });
                    }
                }
            }
            Self::Lines { width } => {
                list(question, options, width);
                let (hint, otherwise) = if skippable {
                    ("number, or Enter to skip".to_owned(), None)
                } else {
                    (format!("number, or Enter for {}", likely + 1), Some(likely))
                };
                lines(&hint, |answer| match answer {
                    "" => Ok(otherwise),
                    answer => number(answer, options).map(Some),
                })
            }
        }
    }

    /// Asks for any of the options, by their numbers.
    pub fn several(self, question: &str, options: &[Choice]) -> Answered<Vec<usize>> {
        match self {
            Self::Lists { colored, width } => {
                let question = wrapped(&render::clean(question), width, BEFORE[0]);
                let lines = options
                    .iter()
                    .map(|option| wrapped(&option.text, width, BEFORE[2]));
                let lines: Vec<String> = lines.collect();
                let help = "type to filter, Space to mark, Enter to go on";
                let help = wrapped(help, width, BEFORE[0]);
                let scorer =
                    |input: &str, _: &String, text: &str, at: usize| score(&lines, input, text, at);
                let chosen = MultiSelect::new(&question, with_no_match(&lines))
                    .with_render_config(look(colored))
                    .with_page_size(SHOWN)
                    .with_keep_filter(false)
                    .with_scorer(&scorer)
                    .with_help_message(&help)
                    .with_formatter(&|chosen| format!("{} marked", chosen.len()))
                    .raw_prompt()?;
                let chosen = chosen.into_iter().map(|option| option.index);
                Ok(chosen.filter(|index| *index < lines.len()).collect())
            }
            Self::Lines { width } => {
                list(question, options, width);
                lines("numbers with commas, or Enter for none", |answer| {
                    let words = answer.split(',').map(str::trim);
                    let words = words.filter(|word| !word.is_empty());
                    words.map(|word| number(word, options)).collect()
                })
            }
        }
    }

    /// Asks for a text until `read` accepts it; `None` for an empty one. `known` completes what is typed.
    pub fn text<T>(
        self,
        question: &str,
        help: &str,
        known: &[String],
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Answered<Option<T>> {
        let question = render::clean(question);
        let accept = |text: &str| match text.trim() {
            "" => Ok(None),
            text => read(text).map(Some),
        };
        match self {
            Self::Lists { colored, width } => {
                let question = wrapped(&question, width, BEFORE[0]);
                let help = wrapped(&format!("{help}; Enter to skip"), width, BEFORE[0]);
                // A rejected text is not kept in the line: the next one would be typed behind it.
                loop {
                    let asked = Text::new(&question)
                        .with_render_config(look(colored))
                        .with_help_message(&help);
                    let text = if known.is_empty() {
                        asked.prompt()
                    } else {
                        asked.with_autocomplete(Known(cleaned(known))).prompt()
                    }?;
                    match accept(&text) {
                        Ok(answer) => return Ok(answer),
                        Err(message) => reject(&message, width),
                    }
                }
            }
            Self::Lines { width } => {
                terminal::eprint(&format!("{}\n", wrapped(&question, width, 0)));
                lines(&format!("{help}, or Enter to skip"), accept)
            }
        }
    }

    /// Asks whether to do something.
    pub fn agreed(self, question: &str) -> Answered<bool> {
        let question = render::clean(question);
        match self {
            Self::Lists { colored, width } => {
                let question = wrapped(&question, width, BEFORE[0]);
                let asked = Confirm::new(&question).with_render_config(look(colored));
                Ok(asked.with_default(true).prompt()?)
            }
            Self::Lines { width } => {
                terminal::eprint(&format!("{}\n", wrapped(&question, width, 0)));
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

/// A text broken between words, where `before` columns stand before each of its lines.
fn wrapped(text: &str, width: usize, before: usize) -> String {
    let options = textwrap::Options::new(width.saturating_sub(before).max(1))
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let lines = textwrap::wrap(text, options);
    lines.join(&format!("\n{}", " ".repeat(before)))
}

/// A broken text on one line again.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The options of a list, and at its end what is shown where none matches.
fn with_no_match(options: &[String]) -> Vec<String> {
    let options = options.iter().cloned();
    options.chain([NO_MATCH.to_owned()]).collect()
}

/// How well an option matches a filter; the line behind the last option matches where none does.
fn score(options: &[String], filter: &str, text: &str, at: usize) -> Option<i64> {
    let matches = |text: &String, at| Select::DEFAULT_SCORER(filter, text, text, at);
    if at < options.len() {
        return matches(&text.to_owned(), at);
    }
    let mut options = options.iter().zip(0..);
    let is_empty = options.all(|(option, at)| matches(option, at).is_none());
    is_empty.then_some(0)
}

/// Says why an answer is none.
fn reject(message: &str, width: usize) {
    let message = wrapped(&render::clean(message), width, 0);
    terminal::eprint(&format!("{message}\n"));
}

/// Prints a question and its numbered options.
fn list(question: &str, options: &[Choice], width: usize) {
    let question = wrapped(&render::clean(question), width, 0);
    terminal::eprint(&format!("{question}\n"));
    for (option, number) in options.iter().zip(1..) {
        let number = format!("  {number}. ");
        let option = wrapped(&option.text, width, number.len());
        terminal::eprint(&format!("{number}{option}\n"));
    }
}

/// The position of an option that was given by its number, or by one of its names.
fn number(answer: &str, options: &[Choice]) -> Result<usize, String> {
    let number: Option<usize> = answer.parse().ok();
    let number = number.filter(|number| (1..=options.len()).contains(number));
    let name = fold(answer);
    let mut called = (0..options.len()).filter(|at| options[*at].is_called(&name));
    let called = called.next().filter(|_| called.next().is_none());
    let position = number.map(|number| number - 1).or(called);
    position.ok_or_else(|| {
        let last = options.len();
        format!("`{answer}` is not a number from 1 to {last}, nor the name of one option")
    })
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
        let input = fold(input);
        let known = self.0.iter();
        let begun = known.filter(|word| fold(word).starts_with(&*input));
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
