//! The program: parses the arguments, runs the command, and turns the outcome into an exit code.

use std::{mem::ManuallyDrop, process::ExitCode};

use clap::{CommandFactory, FromArgMatches};
use ladder::{cli::Cli, run};

fn main() -> ExitCode {
    // The description of all commands is large, and the process ends soon: it is not taken apart.
    let mut command = ManuallyDrop::new(Cli::command());
    let matches = command.try_get_matches_from_mut(std::env::args_os());
    let parsed = matches.and_then(|mut matches| {
        Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
    });
    match parsed {
        Ok(cli) => run::run(&cli).unwrap_or_else(|error| run::explain(&error, &cli)),
        Err(error) => run::usage(&error),
    }
}
