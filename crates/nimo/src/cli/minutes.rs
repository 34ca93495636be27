//! `nimo minutes parse` and `nimo minutes check`.

use clap::{Args, Subcommand, ValueEnum};
use minutes::{AgendaItem, Kind, RecordMethod, Span};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The acts on sheets.
#[derive(Subcommand)]
pub enum Minutes {
    /// 会議録を構造にする（1枚1行のJSON） / turn sheets into structure, one JSON line each
    Parse(Parse),
    /// 記録方法を守っているか調べる（0 守る・1 離れる・2 読めない） / does a sheet keep a record method?
    Check(Check),
}

/// What to parse.
#[derive(Args)]
pub struct Parse {
    /// 会議録のテキスト（UTF-8・CP932・UTF-16） / text files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// 出力の形 / output: json, text (for people), source (the decoded text that spans count)
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

/// What to check.
#[derive(Args)]
pub struct Check {
    /// 会議録のテキスト / a text file
    file: PathBuf,
    /// 決めた記録方法 / the method that was decided
    #[arg(long, value_enum)]
    method: Method,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Text,
    Source,
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Method {
    /// 全文記録
    Verbatim,
    /// 発言要旨
    PerSpeechSummary,
    /// 要点記録
    Summary,
}

impl From<Method> for RecordMethod {
    fn from(method: Method) -> Self {
        match method {
            Method::Verbatim => RecordMethod::Verbatim,
            Method::PerSpeechSummary => RecordMethod::PerSpeechSummary,
            Method::Summary => RecordMethod::Summary,
        }
    }
}

#[derive(Serialize)]
struct Unreadable<'a> {
    file: &'a str,
    error: &'a str,
}

/// Runs one act.
pub fn run(command: &Minutes) -> ExitCode {
    match command {
        Minutes::Parse(parse) => self::parse(parse),
        Minutes::Check(check) => self::check(check),
    }
}

fn parse(parse: &Parse) -> ExitCode {
    let mut any_unreadable = false;
    for path in &parse.files {
        let file = path.display().to_string();
        let line = match text_of(path) {
            Err(error) => {
                any_unreadable = true;
                if matches!(parse.format, Format::Json) {
                    json(&Unreadable { file: &file, error: &error })
                } else {
                    eprintln!("{file}: {error}");
                    continue;
                }
            }
            Ok(text) => match parse.format {
                Format::Source => text,
                Format::Json => json(&read(&text, &file)),
                Format::Text => for_people(&read(&text, &file)),
            },
        };
        let end = if matches!(parse.format, Format::Source) { "" } else { "\n" };
        if write!(std::io::stdout(), "{line}{end}").is_err() {
            // The reader of our output has gone.
            return ExitCode::SUCCESS;
        }
    }
    if any_unreadable { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

fn check(check: &Check) -> ExitCode {
    let text = match text_of(&check.file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{}: {error}", check.file.display());
            return ExitCode::from(2);
        }
    };
    let sheet = read(&text, &check.file.display().to_string());
    let leaves = minutes::leaves(&sheet, check.method.into());
    let starts: Vec<usize> = line_starts(&text);
    for evidence in &leaves {
        let line = evidence.spans.first().map_or(0, |span| starts.partition_point(|start| *start <= span.0));
        println!("{line}行: {}{}", evidence.sentence, excerpt(&text, evidence.spans.first()));
    }
    ExitCode::from(u8::from(!leaves.is_empty()))
}

fn read(text: &str, file: &str) -> minutes::Minutes {
    let mut sheet = minutes::read(text);
    sheet.file = file.to_string();
    sheet
}

/// The text of a file, its size refused before and while it is read.
fn text_of(path: &Path) -> Result<String, String> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => "ファイルが見つかりません。名前と場所を確かめてください。".to_string(),
        std::io::ErrorKind::PermissionDenied => "ファイルを開く権限がありません。".to_string(),
        _ => format!("ファイルを読めません（{error}）。"),
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let meta = file.metadata().map_err(unreadable)?;
    if meta.is_dir() {
        return Err("フォルダーです。会議録のファイルを指定してください。".into());
    }
    if meta.len() > minutes::MOST_BYTES as u64 {
        return Err(minutes::too_large());
    }
    let mut bytes = Vec::new();
    file.take(minutes::MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    minutes::decode(&bytes).map(|decoded| decoded.text)
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"))
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.chars().enumerate().filter(|(_, c)| *c == '\n').map(|(at, _)| at + 1)).collect()
}

fn excerpt(text: &str, span: Option<&Span>) -> String {
    let Some(span) = span else { return String::new() };
    let words: String = text.chars().skip(span.0).take((span.1 - span.0).min(24)).collect();
    format!("「{words}…」")
}

/// The reading as a clerk would tell it: one sentence first, then the structure.
fn for_people(sheet: &minutes::Minutes) -> String {
    let mut out = String::new();
    let count = |kind| sheet.proceedings.iter().filter(|block| block.kind == kind).count();
    let present = sheet.attendance.present.as_ref().map(Vec::len).or(sheet.present_count.map(|n| n as usize));
    let _ = write!(out, "{}\n意見{}件、決定{}件", sheet.file, count(Kind::Opinion), count(Kind::Decision));
    if let Some(present) = present {
        let _ = write!(out, "、出席{present}人");
    }
    let _ = match sheet.warnings.len() {
        0 => writeln!(out, "を読みました。疑いはありません。"),
        many => writeln!(out, "を読みました。見てほしいのは{many}か所です。"),
    };
    for warning in &sheet.warnings {
        let _ = writeln!(out, "  ▲ {}", warning.sentence);
    }
    let mut field = |label: &str, value: Option<String>| {
        let _ = writeln!(out, "  {label}\t{}", value.unwrap_or_else(|| "（書かれていません）".into()));
    };
    let number = sheet.number.map(|n| format!("第{n}回"));
    field("会議", sheet.body.clone());
    field("回", [sheet.fiscal_year.clone(), number].into_iter().flatten().reduce(|a, b| format!("{a} {b}")));
    field(
        "日時",
        [sheet.held_on.clone(), sheet.starts_at.clone(), sheet.ends_at.as_ref().map(|t| format!("～{t}"))]
            .into_iter()
            .flatten()
            .reduce(|a, b| format!("{a} {b}")),
    );
    field("場所", sheet.venue.clone());
    let names = |list: &Option<Vec<minutes::Attendee>>| {
        list.as_ref().map(|l| l.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join("、"))
    };
    field("出席", names(&sheet.attendance.present));
    field("欠席", names(&sheet.attendance.absent).map(|n| if n.is_empty() { "なし".into() } else { n }));
    field("傍聴", sheet.observers.map(|n| format!("{n}人")));
    field("次回", sheet.next_meeting.as_ref().and_then(|next| next.held_on.clone()));
    agenda(&mut out, sheet.agenda.as_deref().unwrap_or(&[]), 1);
    for block in &sheet.proceedings {
        let speaker = block.speaker.as_ref().map(|s| format!("{s}：")).unwrap_or_default();
        let path = block.agenda.as_deref().unwrap_or("－");
        let _ = writeln!(out, "  {} [{path}] {speaker}{}", letter(block.kind), block.text.replace('\n', "\n      "));
    }
    let _ = write!(out, "  原文の{:.1}％が項目に収まりました。", sheet.coverage * 100.0);
    out
}

fn agenda(out: &mut String, items: &[AgendaItem], depth: usize) {
    for item in items {
        let _ = writeln!(out, "{}{} {}", "  ".repeat(depth), item.label.as_deref().unwrap_or("・"), item.title);
        agenda(out, &item.items, depth + 1);
    }
}

fn letter(kind: Kind) -> char {
    match kind {
        Kind::Explanation => '説',
        Kind::Opinion => '意',
        Kind::Question => '問',
        Kind::Answer => '答',
        Kind::Decision => '決',
        Kind::Statement => '述',
        Kind::Note => '注',
    }
}
