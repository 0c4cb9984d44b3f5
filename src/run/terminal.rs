//! Detects the width, the colours and the character set of the terminal.

use std::{
    env,
    io::{self, IsTerminal, Write},
};

use terminal_size::{Height, Width};

use crate::{
    cli::{Color, Options},
    render::{self, Medium},
};

use super::environment::variable;

const DEFAULT_WIDTH: usize = 80;
const LEAST_WIDTH: usize = 20;

/// The properties of standard output.
pub fn stdout(color: Color, width: Option<u16>) -> Medium {
    let size = terminal_size::terminal_size_of(io::stdout());
    stream(io::stdout().is_terminal(), size, color, width)
}

/// The properties of standard error.
pub fn stderr(color: Color, width: Option<u16>) -> Medium {
    let size = terminal_size::terminal_size_of(io::stderr());
    stream(io::stderr().is_terminal(), size, color, width)
}

fn stream(
    is_terminal: bool,
    size: Option<(Width, Height)>,
    color: Color,
    width: Option<u16>,
) -> Medium {
    Medium {
        width: asked(width)
            .or_else(|| is_terminal.then(|| width_of(size, variable("COLUMNS").as_deref()))),
        color: colored(color, is_terminal),
        ascii: is_terminal && !is_utf8(),
    }
}

/// Whether the terminal shows Unicode, by its locale; that of Windows always does.
fn is_utf8() -> bool {
    if cfg!(windows) {
        return true;
    }
    let mut names = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter();
    let locale = names.find_map(variable).unwrap_or_default().to_lowercase();
    let is_console = env::var_os("TERM").is_some_and(|term| term == "linux");
    !is_console && (locale.contains("utf-8") || locale.contains("utf8"))
}

/// The properties of a file: colour and width only by option.
pub fn file(color: Color, width: Option<u16>) -> Medium {
    Medium {
        width: asked(width),
        color: color == Color::Always,
        ascii: false,
    }
}

fn asked(width: Option<u16>) -> Option<usize> {
    width.map(|width| usize::from(width).max(LEAST_WIDTH))
}

/// The width of the terminal, else that of the variable `COLUMNS`, else the default.
fn width_of(size: Option<(Width, Height)>, columns: Option<&str>) -> usize {
    let own = size.map(|(width, _)| width.0);
    let columns = || columns?.parse().ok();
    let is_known = |width: &u16| *width > 0;
    let known = own.filter(is_known);
    let width = known.or_else(|| columns().filter(is_known));
    width.map_or(DEFAULT_WIDTH, usize::from).max(LEAST_WIDTH)
}

pub fn stderr_color(color: Color) -> bool {
    colored(color, io::stderr().is_terminal())
}

/// Precedence: the option, `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR`, the terminal.
fn colored(color: Color, is_terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            if variable("NO_COLOR").is_some() {
                false
            } else if variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
                true
            } else {
                is_terminal
                    && variable("CLICOLOR").is_none_or(|value| value != "0")
                    && env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }
}

/// Whether standard output and standard error are both a terminal.
pub fn is_one() -> bool {
    io::stdout().is_terminal() && io::stderr().is_terminal()
}

/// Prints a note to standard error.
pub fn note(text: &str, options: &Options) {
    eprint(&render::note(text, stderr(options.color, options.width)));
}

/// Writes to standard error; a failure to do so cannot be reported.
pub fn eprint(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_that_is_none_is_the_usual_one() {
        for columns in ["", "0", "-1", "x", "65536", "99999999999999999999"] {
            assert_eq!(width_of(None, Some(columns)), DEFAULT_WIDTH, "{columns}");
        }
        assert_eq!(width_of(None, None), DEFAULT_WIDTH);
        assert_eq!(width_of(None, Some("1")), LEAST_WIDTH);
        assert_eq!(width_of(None, Some("100")), 100);
        let size = |width| Some((Width(width), Height(0)));
        assert_eq!(width_of(size(0), Some("100")), 100);
        assert_eq!(width_of(size(60), Some("100")), 60);
    }
}
