//! `nimo providers`: the open data of providers, looked at, taken in, and invented for tests.

use crate::access::{Action, Actor, CommonsFacts, Facts, Permit};
use crate::app::App;
use crate::cli::council::office;
use crate::cli::serve::{Rows, in_words};
use crate::goals::town::model::Municipalities;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::ids::OfficeId;
use crate::providers::ImportProviders;
use crate::providers::model::{EditionCounts, ProviderId, sample_towns};
use crate::providers::rules::import::{AsOf, is_older, places, thin_in_words};
use crate::providers::store::{self, Brought, Taking};
use clap::ValueEnum;
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use wamnet::generate::{self, Town, Wanted};
use wamnet::{Answer, Answers, Delivered, DoubtKind, Reading};

/// What can be done with the open data here.
#[derive(clap::Subcommand)]
pub enum Command {
    /// ファイルを読み、取り込めるか確かめる（何も残さない） / read the files and say what is wrong in them
    Check(Files),
    /// オープンデータを取り込む / take an edition of the open data in
    Import(Import),
    /// 試すためのファイルを作る（みな架空の事業所） / write an invented edition
    Generate(Generate),
}

/// Files of the open data.
#[derive(clap::Args)]
pub struct Files {
    /// オープンデータのZIPかCSV（いくつでも） / ZIP or CSV files as they were downloaded
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// What `nimo providers import` is given.
#[derive(clap::Args)]
pub struct Import {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    rows: Rows,
    /// いつの時点のデータか（なければ、ファイルの名から）。例: 2025-09 / the month of which the files tell
    #[arg(long, value_name = "YYYY-MM")]
    as_of: Option<String>,
    /// 住所が変わった事業所を、移ったもの（same）とするか、別の事業所（other）とするか / what an office with another address is
    #[arg(long, value_enum)]
    moved: Option<Moved>,
    /// 載らなくなったものが多くても、全部の分のファイルとして取り込む / the files tell of all, also where many are missing
    #[arg(long)]
    whole: bool,
    /// 比べるだけで、取り込まない / compare and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// 市区町村コード（1つだけなら、なくてよい） / six-digit code of the office in whose trail the act stands
    #[arg(long, value_name = "CODE")]
    office: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Moved {
    /// 同じ事業所
    Same,
    /// 別の事業所
    Other,
}

/// What `nimo providers generate` is given.
#[derive(clap::Args)]
pub struct Generate {
    /// 書き出すファイル（.zip か .csv）。あるファイルには書かない / file to write
    #[arg(value_name = "FILE")]
    out: PathBuf,
    /// 行の数 / lines
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    lines: u32,
    /// 同じ数からは、同じファイルができる / the same seed gives the same bytes
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// 何回あとの版か（0 がはじめの版） / how many editions later
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=40))]
    step: u32,
    /// 実物にある誤りを入れない / without the faults that real files have
    #[arg(long)]
    clean: bool,
    /// 見本の市（みほん市）とそのまわりだけ / around the sample town alone
    #[arg(long)]
    sample: bool,
}

pub(super) async fn run(command: Command) -> Result<(), String> {
    match command {
        Command::Check(files) => check(&files),
        Command::Import(args) => import(args).await,
        Command::Generate(args) => generate(&args),
    }
}

fn check(files: &Files) -> Result<(), String> {
    let reading = files.open()?.reading()?;
    println!(
        "{}行のうち、取り込める行 {}行、取り込めない行 {}行",
        reading.lines,
        reading.listings.len(),
        reading.refused()
    );
    tell(&reading);
    Ok(())
}

/// The doubts by their kinds, each with the first lines.
fn tell(reading: &Reading) {
    const SHOWN: usize = 3;
    for kind in DoubtKind::ALL {
        let of_kind: Vec<_> = reading.doubts.iter().filter(|doubt| doubt.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        println!("- {kind}: {}", of_kind.len());
        for doubt in of_kind.iter().take(SHOWN) {
            println!("    {} {}行目 {}", doubt.file, doubt.line, doubt.told);
        }
    }
}

async fn import(args: Import) -> Result<(), String> {
    let settings = args.rows.or_usual().there()?.settings()?;
    // The doors open while the files are read.
    let open = tokio::spawn(App::open(settings));
    let (files, typed) = (args.files, args.as_of.unwrap_or_default());
    let brought = tokio::task::spawn_blocking(move || brought(&files, &typed)).await;
    let app = open.await.map_err(|_| "データベースを開けません。".to_string())?.map_err(|fault| in_words(&fault))?;
    let brought = match brought.unwrap_or_else(|_| Err("ファイルを読めません。".into())) {
        Ok(brought) => brought,
        Err(sentence) => {
            app.db().close().await;
            return Err(sentence);
        }
    };
    let asked = Asked { moved: args.moved, is_whole: args.whole, is_dry: args.dry_run };
    let done = taken(&app, &brought, asked, args.office.as_deref()).await;
    app.db().close().await;
    println!("{}", in_lines(&done?, args.dry_run));
    tell(&brought.reading);
    Ok(())
}

fn brought(files: &Files, typed: &str) -> Result<Brought, String> {
    let opened = files.open()?;
    let name = opened.names();
    let reading = opened.reading()?;
    let as_of = AsOf { typed, in_names: &reading.editions, today: Moment::now().day() }.edition();
    let as_of = as_of.map_err(|sentence| format!("--as-of: {sentence}"))?;
    Ok(Brought { towns: places(&reading.listings), as_of, name, reading })
}

/// What was answered beforehand.
struct Asked {
    moved: Option<Moved>,
    is_whole: bool,
    is_dry: bool,
}

async fn taken(app: &App, brought: &Brought, asked: Asked, code: Option<&str>) -> Result<EditionCounts, String> {
    let fault = |fault| in_words(&fault);
    let office = office(app, code).await?;
    let permit = may::<ImportProviders>(app, office).await?;
    let read = async |tx: &mut Tx| {
        Ok((store::editions(tx, &permit).await?, store::compared(tx, &permit, &brought.reading).await?))
    };
    let (editions, compared) = app.db().read(office, read).await.map_err(fault)?;
    if is_older(brought.as_of, &brought.reading.services(), &editions) {
        return Err("もっと新しい時点のデータを、もう取り込んでいます。古いデータは取り込めません。\nA newer edition was taken in already.".into());
    }
    let thin = compared.diff.thin(&compared.known);
    let thin: Vec<String> = thin.iter().map(|one| format!("  {}", thin_in_words(one))).collect();
    let moved = compared.diff.moved.len();
    if asked.is_dry {
        println!("住所が変わった {moved}件\n{}", thin.join("\n"));
        return Ok(store::counts(&brought.reading, &compared.diff));
    }
    if !thin.is_empty() && !asked.is_whole {
        return Err(format!(
            "載らなくなったものが多すぎるところがあります。全部の分のファイルなら、--whole を付けてください。\n{}\n\
             So many are missing there that the files may not tell of all: give --whole if they do.",
            thin.join("\n")
        ));
    }
    if moved > 0 && asked.moved.is_none() {
        return Err(format!(
            "住所が変わった事業所が{moved}件あります。--moved に、移ったもの（same）か別の事業所（other）かを入れてください。1件ずつ決めるときは、画面から取り込んでください。\n\
             {moved} offices have another address: give --moved same or --moved other, or decide one by one on the screen."
        ));
    }
    let rest = if matches!(asked.moved, Some(Moved::Other)) { Answer::Other } else { Answer::Same };
    let taking =
        Taking { brought, compared: &compared, answers: Answers { each: HashMap::<ProviderId, Answer>::new(), rest } };
    let write = async |tx: &mut Tx, permit: &Permit<ImportProviders>| store::take(tx, permit, &taking).await;
    Ok(app.db().write(&permit, write).await.map_err(fault)?.counts)
}

async fn may<A: Action<On = CommonsFacts>>(app: &App, office: OfficeId) -> Result<Permit<A>, String> {
    let facts = app.db().read(office, async |tx| CommonsFacts::load(tx, office).await).await;
    let facts = facts.map_err(|fault| in_words(&fault))?.ok_or("市区町村が見つかりません。")?;
    app.gate().permit::<A>(&Actor::Operator, facts, app.now()).map_err(|fault| in_words(&fault))
}

fn in_lines(counts: &EditionCounts, is_dry: bool) -> String {
    format!(
        "{}\n  新しい {}件・変わった {}件・また載った {}件・変わらない {}件・載らなくなった {}件\n  読んだ行 {}行・取り込めない行 {}行",
        if is_dry { "比べました（取り込んでいません）。" } else { "取り込みました。" },
        counts.new,
        counts.changed,
        counts.back,
        counts.same,
        counts.vanished,
        counts.lines,
        counts.refused
    )
}

/// Name and bytes of each file.
struct Opened(Vec<(String, Vec<u8>)>);

impl Files {
    fn open(&self) -> Result<Opened, String> {
        let open = |path: &PathBuf| {
            let bytes = std::fs::read(path).map_err(|error| {
                format!("{} を読めません（{}）。\nThe file cannot be read.", path.display(), error.kind())
            })?;
            Ok((path.file_name().map(|name| name.to_string_lossy().to_string()).unwrap_or_default(), bytes))
        };
        Ok(Opened(self.files.iter().map(open).collect::<Result<_, String>>()?))
    }
}

impl Opened {
    fn reading(self) -> Result<Reading, String> {
        let files = self.0.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let bytes = self.0.into_iter().map(|(_, bytes)| bytes);
        let files = files.iter().zip(bytes).map(|(name, bytes)| Delivered { name, bytes: bytes.into() });
        wamnet::read(files.collect())
    }

    fn names(&self) -> String {
        self.0.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("、")
    }
}

fn generate(args: &Generate) -> Result<(), String> {
    let towns: Vec<Town> = if args.sample { sample_towns() } else { everywhere() };
    let wanted =
        Wanted { towns: &towns, lines: args.lines as usize, seed: args.seed, step: args.step, faults: !args.clean };
    let is_packed = args.out.extension().is_some_and(|ending| ending == "zip");
    let bytes = if is_packed { generate::zip(&wanted) } else { generate::csv(&wanted) };
    write(&args.out, &bytes.map_err(|error| error.to_string())?)?;
    println!("{}", args.out.display());
    Ok(())
}

/// Every municipality of Japan, about where it lies.
fn everywhere() -> Vec<Town> {
    let all = Municipalities::shipped().all().iter();
    all.filter_map(|one| Some(Town::near(one.code.to_string().parse().ok()?, one.full()))).collect()
}

/// A file that stands there already is somebody's.
fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let made = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    let done = made.and_then(|mut file| file.write_all(bytes));
    done.map_err(|error| format!("{} に書けません（{}）。\nCannot write there.", path.display(), error.kind()))
}
