//! The program: parses the arguments, runs the command, and turns the outcome into an exit code.

use std::{env, process::ExitCode};

use ladder::{cli::Cli, run};

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().collect();
    match Cli::read(&arguments) {
        Ok(cli) => run::run(&cli).unwrap_or_else(|error| run::explain(&error, &cli)),
        Err(error) => run::usage(&error),
    }
}
