//! `nimo place`, `nimo place verify` and `nimo place generate`: who could live where, of codes and answers in a file.

use crate::plumbing::clock::Moment;
use almanac::Date;
use clap::{Args, Subcommand, ValueEnum};
use placement::{Input, Options, Output, Size};
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The acts on people and rooms.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Place {
    #[command(subcommand)]
    act: Option<Act>,
    #[command(flatten)]
    read: ReadArgs,
}

#[derive(Subcommand)]
enum Act {
    /// 答えが入力どおりか確かめる（0 そのとおり・1 違う・2 読めない） / is an output what its input calls for?
    Verify(Verify),
    /// 見本の市を作る / an invented town
    Generate(Generate),
}

#[derive(Args)]
struct ReadArgs {
    /// 人・部屋・条件のファイル（JSON。「-」は標準入力） / people, rooms and criteria; see docs/placement-input.schema.json
    #[arg(required = true)]
    input: Option<PathBuf>,
    #[command(flatten)]
    day: Day,
    /// 出力の形 / output
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// いくつの見直しを合わせて比べるか / how many changes are weighed at a time
    #[arg(long, value_name = "0-2", default_value_t = 1, value_parser = clap::value_parser!(u8).range(0..=2))]
    relax: u8,
}

#[derive(Args)]
struct Day {
    /// いつの日として読むか（なければファイルの today、それもなければ今日。verify では答えの日） / the day on which it is read
    #[arg(long, value_name = "DAY", value_parser = day)]
    today: Option<Date>,
}

#[derive(Args)]
struct Verify {
    /// 入力のファイル / the input
    input: PathBuf,
    /// 答えのファイル（JSON） / the output
    output: PathBuf,
    #[command(flatten)]
    day: Day,
}

#[derive(Args)]
struct Generate {
    /// 人の数 / people
    #[arg(long, default_value_t = 45, value_parser = most)]
    people: usize,
    /// 部屋の数 / rooms
    #[arg(long, default_value_t = 30, value_parser = most)]
    rooms: usize,
    /// 同じ数からは、同じ市ができる / the same seed makes the same town
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    day: Day,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Text,
}

fn day(typed: &str) -> Result<Date, String> {
    almanac::read_date(typed).map_err(|refusal| refusal.to_string())
}

fn most(typed: &str) -> Result<usize, String> {
    let count = typed.parse().ok().filter(|count| *count <= placement::MOST);
    count.ok_or_else(|| format!("0から{}までの数で書いてください。", placement::MOST))
}

/// The most bytes of a file; a hundred thousand people with thirty answers each have fewer.
const MOST_BYTES: u64 = 1 << 30;

/// Runs one act.
pub fn run(place: &Place) -> ExitCode {
    match (&place.act, &place.read.input) {
        (Some(Act::Verify(args)), _) => verify(args),
        (Some(Act::Generate(args)), _) => generate(args),
        (None, Some(input)) => read(input, &place.read),
        (None, None) => ExitCode::from(2),
    }
}

fn read(path: &Path, args: &ReadArgs) -> ExitCode {
    let input = match input_of(path) {
        Ok(input) => input,
        Err(sentence) => return refuse(&sentence),
    };
    let options = Options { relax: args.relax, ..Options::default() };
    let output = placement::place(&input, args.day.of(&input), options);
    match args.format {
        Format::Json => print(&json(&output)),
        Format::Text => print(&placement::text(&output)),
    }
}

fn verify(args: &Verify) -> ExitCode {
    let (input, output) = match both(args) {
        Ok(both) => both,
        Err(sentence) => return refuse(&sentence),
    };
    let today = args.day.today.or(input.today).unwrap_or(output.today);
    match placement::verify(&input, today, &output) {
        Ok(()) => print("入力のとおりです。\n"),
        Err(fault) => {
            eprintln!("{}: {fault}", args.output.display());
            ExitCode::FAILURE
        }
    }
}

fn both(args: &Verify) -> Result<(Input, Output), String> {
    let input = input_of(&args.input)?;
    let output: Output = serde_json::from_slice(&bytes_of(&args.output)?)
        .map_err(|error| format!("{}: 答えとして読めません（{error}）。", args.output.display()))?;
    Ok((input, output))
}

fn generate(args: &Generate) -> ExitCode {
    let today = args.day.today.unwrap_or_else(|| Moment::now().day());
    let size = Size { people: args.people, rooms: args.rooms, seed: args.seed };
    print(&json(&placement::generate(size, today)))
}

impl Day {
    /// The day that was typed, that of the file, or today in Japan.
    fn of(&self, input: &Input) -> Date {
        self.today.or(input.today).unwrap_or_else(|| Moment::now().day())
    }
}

fn input_of(path: &Path) -> Result<Input, String> {
    Input::read(&bytes_of(path)?).map_err(|refusal| format!("{}: {refusal}", path.display()))
}

/// The bytes of a file or of what is piped in; one byte too many is refused.
fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            format!("{}: ファイルが見つかりません。名前と場所を確かめてください。", path.display())
        }
        _ => format!("{}: ファイルを読めません（{error}）。", path.display()),
    };
    let from: Box<dyn Read> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(File::open(path).map_err(unreadable)?)
    };
    let mut bytes = vec![];
    from.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("{}: 1GiBより大きいファイルです。地域ごとに分けてください。", path.display()));
    }
    Ok(bytes)
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).map(|text| text + "\n").unwrap_or_default()
}

/// A reader of our output that has gone is no failure.
fn print(text: &str) -> ExitCode {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    ExitCode::SUCCESS
}

fn refuse(sentence: &str) -> ExitCode {
    eprintln!("nimo: {sentence}");
    ExitCode::from(2)
}
