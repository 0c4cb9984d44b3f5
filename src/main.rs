//! A door: parse the arguments, run, turn the outcome into an exit code.

use std::process::ExitCode;

use clap::Parser;
use ladder::{cli::Cli, run};

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => run::run(&cli).unwrap_or_else(|error| run::explain(&error, &cli)),
        Err(error) => run::usage(&error),
    }
}
