//! `nimo council roster`: the roster of any day as a file, by somebody with a hand on the machine.

use crate::access::{Action, Actor, Facts, Permit};
use crate::accounts::model::OfficeCode;
use crate::accounts::store as accounts;
use crate::app::App;
use crate::cli::serve::{Rows, in_words};
use crate::council::model::CouncilId;
use crate::council::seat::KeepRoster;
use crate::council::seat::print::{Head, document, list};
use crate::council::seat::rules::{Roster, RosterCopy};
use crate::council::seat::store::everybody;
use crate::council::store::{self as councils, Council};
use crate::council::{ListCouncils, store};
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use clap::ValueEnum;
use press::{Fonts, OnMissing};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What can be done with councils here.
#[derive(clap::Subcommand)]
pub enum Command {
    /// ある日の委員名簿をファイルにする / write the roster of a day to a file
    Roster(Args),
}

/// What `nimo council roster` is given.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    rows: Rows,
    /// いつの名簿か（なければ、きょう）。例: 2024-05-23、R6.5.23 / the day
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// ファイルの形 / format
    #[arg(long, value_enum, default_value_t = Format::Xlsx)]
    format: Format,
    /// だれのための名簿か / which copy: public holds what each member agreed to
    #[arg(long, value_enum, default_value_t = Copy::Public)]
    copy: Copy,
    /// 協議会の名（1つだけなら、なくてよい） / name of the council
    #[arg(long, value_name = "NAME")]
    council: Option<String>,
    /// 市区町村コード（1つだけなら、なくてよい） / six-digit code of the office
    #[arg(long, value_name = "CODE")]
    office: Option<String>,
    /// 書き出すファイル（なければ、いまのフォルダーに名前を付けて）。あるファイルには書かない / file to write
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Pdf,
    Docx,
    Xlsx,
    Txt,
}

#[derive(Clone, Copy, ValueEnum)]
enum Copy {
    /// 公開用
    Public,
    /// 委員用
    Council,
    /// 事務局用
    Secretariat,
}

impl From<Copy> for RosterCopy {
    fn from(copy: Copy) -> RosterCopy {
        match copy {
            Copy::Public => RosterCopy::Public,
            Copy::Council => RosterCopy::Council,
            Copy::Secretariat => RosterCopy::Secretariat,
        }
    }
}

pub(super) async fn run(command: Command) -> Result<(), String> {
    let Command::Roster(args) = command;
    let args = Args { rows: args.rows.or_usual().there()?, ..args };
    let app = App::open(args.rows.settings()?).await.map_err(fault)?;
    let written = roster(&app, &args).await;
    app.db().close().await;
    println!("{}", written?.display());
    Ok(())
}

fn fault(fault: Fault) -> String {
    in_words(&fault)
}

/// Writes the roster; where it stands.
async fn roster(app: &App, args: &Args) -> Result<PathBuf, String> {
    let on = match &args.on {
        Some(typed) => almanac::read_date(typed).map_err(|refusal| format!("--on: {refusal}"))?,
        None => app.now().day(),
    };
    let office = office(app, args.office.as_deref()).await?;
    let listing = may::<ListCouncils>(app, office, office).await?;
    let councils = app.db().read(office, async |tx| store::list(tx, &listing).await).await.map_err(fault)?;
    let council = named(&councils, args.council.as_deref())?;
    let permit = may::<KeepRoster>(app, office, council).await?;
    let read = async |tx: &mut _| {
        let town = accounts::office_name(tx, &permit).await?;
        Ok((everybody(tx, &permit, council).await?, town, councils::find(tx, &permit).await?.form.name))
    };
    let (all, town, name) = app.db().read(office, read).await.map_err(fault)?;
    let roster = Roster::of(&all, on);
    let (copy, dated) = (RosterCopy::from(args.copy), app.now().at_japan());
    let head = Head { office: &town, council: &name, dated };
    let file = head.file_name(&roster, copy);
    let refused = |error: press::PressError| error.to_string();
    let (bytes, ending) = match args.format {
        Format::Pdf => {
            (press::pdf(&document(&roster, copy, &head), Fonts::embedded(), OnMissing::Geta).map_err(refused)?, "pdf")
        }
        Format::Docx => (press::docx(&document(&roster, copy, &head)).map_err(refused)?, "docx"),
        Format::Xlsx => (press::xlsx(&file, dated, &[list(&roster, copy)]).map_err(refused)?, "xlsx"),
        Format::Txt => (press::text(&document(&roster, copy, &head)).into_bytes(), "txt"),
    };
    let path = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.{ending}", plain(&file))));
    write(&path, &bytes)?;
    Ok(path)
}

/// Facts, then the gate, as for any request.
async fn may<A: Action>(app: &App, office: OfficeId, id: <A::On as Facts>::Id) -> Result<Permit<A>, String> {
    let facts = app.db().read(office, async |tx| A::On::load(tx, id).await).await.map_err(fault)?;
    let facts = facts.ok_or("市区町村か協議会が見つかりません。")?;
    app.gate().permit::<A>(&Actor::Operator, facts, app.now()).map_err(fault)
}

/// The office of the code, or the only one.
pub(super) async fn office(app: &App, code: Option<&str>) -> Result<OfficeId, String> {
    let Some(code) = code else {
        return match app.db().office_count().await.map_err(fault)? {
            1 => Ok(OfficeId(1)),
            0 => Err("まだ市区町村がありません。先に nimo setup を動かしてください。\nThere is no office yet: run nimo setup.".into()),
            _ => Err("市区町村が2つ以上あります。--office に6けたのコードを入れてください。\nThere are several offices: give --office.".into()),
        };
    };
    let code = OfficeCode::parse(code).map_err(|wrong| format!("--office: {}", wrong.sentence))?;
    let found = app.db().office_of_code(code.as_str()).await.map_err(fault)?;
    found.ok_or_else(|| "--office: このコードの市区町村は、ここにありません。\n--office: no such office here.".into())
}

/// The council of the name, or the only one that stands on its own.
fn named(councils: &[Council], name: Option<&str>) -> Result<CouncilId, String> {
    let is_it = |council: &&Council| match name {
        Some(name) => council.form.name == name,
        None => council.form.parent.is_none(),
    };
    let found: Vec<&Council> = councils.iter().filter(is_it).collect();
    match found.as_slice() {
        [one] => Ok(one.id),
        _ if councils.is_empty() => {
            Err("まだ協議会がありません。事務局でサインインし、「はじめの1時間」で置いてください。\n\
             There is no council yet: sign in as the secretariat and place one."
                .into())
        }
        _ => {
            let names: Vec<String> = councils.iter().map(|council| format!("  {}", council.form.name)).collect();
            Err(format!(
                "--council に、協議会の名を入れてください。ここにあるもの:\n{}\nGive --council, one of these.",
                names.join("\n")
            ))
        }
    }
}

/// A council's name as the name of a file: no way into another folder, and short enough for any disk.
fn plain(name: &str) -> String {
    const MOST_BYTES: usize = 200;
    let is_odd = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let mut plain = String::new();
    for c in name.trim_start_matches('.').chars().map(|c| if is_odd(c) { '_' } else { c }) {
        if plain.len() + c.len_utf8() <= MOST_BYTES {
            plain.push(c);
        }
    }
    plain
}

/// A file that stands there already is somebody's. What holds names is for the one who asked alone.
fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let done = options.open(path).and_then(|mut file| file.write_all(bytes));
    done.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => format!(
            "{0} は、もうあります。上書きしません。--out に別の名を入れてください。\n{0} stands there already: give another name to --out.",
            path.display()
        ),
        kind => format!("{} に書けません（{kind}）。--out に書ける場所を入れてください。\nCannot write there.", path.display()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_council_never_leads_into_another_folder() {
        assert_eq!(plain("../../etc/協議会"), "_.._etc_協議会");
        assert_eq!(plain("みほん市協議会委員名簿（公開用）"), "みほん市協議会委員名簿（公開用）");
        assert!(plain(&"協".repeat(80)).len() <= 200);
    }
}
