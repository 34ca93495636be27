//! The command line. Help in Japanese and English; everything that is refused says what to do.

mod account;
mod council;
mod demo;
mod minutes;
mod place;
mod providers;
pub mod public;
mod serve;
mod setup;

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
    /// 住まいを探す人と空いている部屋を読む（割り当てない） / who could live where, why not, and what would open most doors
    Place(place::Place),
    /// ブラウザーから使えるように動かす / serve the application
    Serve(serve::Args),
    /// 見本の市で試す（このコンピューターの中だけ） / try the sample town, on this computer alone
    Demo(demo::Args),
    /// はじめの市区町村と、管理者と事務局を用意する / the first office with its two people
    Setup(setup::Args),
    /// 協議会の名簿を書き出す / rosters of councils
    #[command(subcommand)]
    Council(council::Command),
    /// 事業所のオープンデータを取り込む / the open data of providers
    #[command(subcommand)]
    Providers(providers::Command),
    /// 公表したものをファイルにする / what is published, as files
    #[command(subcommand)]
    Public(public::Command),
    /// 利用者を加える / accounts
    #[command(subcommand)]
    Account(account::Command),
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Minutes(command) => minutes::run(&command),
        Command::Place(place) => place::run(&place),
        Command::Demo(args) => answer(demo::demo(args)),
        Command::Serve(args) => answer(serve::serve(args)),
        Command::Setup(args) => answer(setup::setup(args)),
        Command::Council(command) => answer(council::run(command)),
        Command::Providers(command) => answer(providers::run(command)),
        Command::Public(command) => answer(public::run(command)),
        Command::Account(command) => answer(account::run(command)),
    }
}

fn answer(work: impl Future<Output = Result<(), String>>) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return refuse(&error.to_string()),
    };
    match runtime.block_on(work) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => refuse(&sentence),
    }
}

fn refuse(sentence: &str) -> ExitCode {
    eprintln!("nimo: {sentence}");
    ExitCode::FAILURE
}
