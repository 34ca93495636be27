//! The command line. Help is in Japanese and English.

mod minutes;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// 協議会の会議録から課題・方策・目標までをつなぐ / from what was said in a council to what came of it
#[derive(Parser)]
#[command(name = "nimo", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 会議録を読む・点検する / read and check minutes sheets
    #[command(subcommand)]
    Minutes(minutes::Minutes),
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Minutes(command) => minutes::run(&command),
    }
}
