//! `nimo account add`: an account by somebody with a hand on the machine, and, where the code is new, its office.

use crate::access::{Actor, Facts, OfficeFacts, Permit, VacantOffice, session};
use crate::accounts::model::{AccountForm, Login, OfficeCode, Role, ShownName};
use crate::accounts::{AddAccount, OpenOffice, store};
use crate::app::App;
use crate::cli::serve::{Rows, in_words};
use crate::editing::shape::Wrong;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::plumbing::origin::Origin;
use crate::plumbing::secret::Secret;

/// What can be done with accounts here.
#[derive(clap::Subcommand)]
pub enum Command {
    /// 利用者を加え、1回だけのリンクを出す / add an account and print its one-time link
    Add(Args),
}

/// What `nimo account add` is given.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    rows: Rows,
    /// 市区町村コード（6けた） / six-digit code of the office
    #[arg(long, value_name = "CODE")]
    office: String,
    /// 市区町村などの名（はじめてのコードのとき） / name of the office, where the code is new
    #[arg(long, value_name = "NAME")]
    office_name: Option<String>,
    /// サインイン名 / sign-in name
    #[arg(long)]
    login: String,
    /// ほかの人に見える名前 / shown name
    #[arg(long)]
    name: String,
    /// 役割 / role: administrator, secretariat, member, viewer
    #[arg(long)]
    role: String,
    /// ブラウザーから見たアドレス（リンクの前に付ける）。例: https://nimo.example.lg.jp / address as browsers see it
    #[arg(long, value_name = "URL")]
    origin: Option<String>,
}

pub(super) async fn run(command: Command) -> Result<(), String> {
    let Command::Add(args) = command;
    let address = match args.origin.as_deref() {
        Some(origin) => Origin::parse(origin)?.address_for(""),
        None => String::new(),
    };
    let app = App::open(args.rows.settings()?).await.map_err(|fault| in_words(&fault))?;
    let path = add(&app, &args).await?;
    app.db().close().await;
    println!("{address}{path}");
    if address.is_empty() {
        eprintln!(
            "nimo: このリンクの前に、ブラウザーで nimo を開くときのアドレスを付けて渡してください。例: https://nimo.example.lg.jp{path}\n\
             nimo: put the address under which browsers reach nimo before the link, or give --origin."
        );
    }
    Ok(())
}

/// Adds the account; the path of its one-time link.
async fn add(app: &App, args: &Args) -> Result<String, String> {
    let fault = |fault: Fault| in_words(&fault);
    let code = OfficeCode::parse(&args.office).map_err(|w| format!("--office: {}", w.sentence))?;
    let office = match app.db().office_of_code(code.as_str()).await.map_err(fault)? {
        Some(office) => office,
        None => open(app, &code, args.office_name.as_deref()).await?,
    };
    person(app, office, &args.login, &args.name, &args.role).await
}

/// Adds somebody to an office; the path of his one-time link.
pub(super) async fn person(app: &App, office: OfficeId, login: &str, name: &str, role: &str) -> Result<String, String> {
    let wrong = |wrong: Wrong| format!("--{}: {}", wrong.field, wrong.sentence);
    let fault = |fault: Fault| in_words(&fault);
    let login = Login::parse(login).map_err(wrong)?;
    let name = ShownName::parse("name", name).map_err(wrong)?;
    let role =
        Role::parse(role).filter(|role| *role != Role::Provider).ok_or("--role: administrator、secretariat、member、viewer のどれかにしてください。事業所の人は、「利用者」の画面で、事業所番号といっしょに加えます。")?;
    let form = AccountForm { name, role, councils: vec![], providers: Default::default() };
    let facts = app.db().read(office, async |tx| OfficeFacts::load(tx, office).await).await.map_err(fault)?;
    let facts = facts.ok_or("市区町村が見つかりません。")?;
    let permit = app.gate().permit::<AddAccount>(&Actor::Operator, facts, app.now()).map_err(fault)?;
    let secret = Secret::fresh().map_err(fault)?;
    let write = async |tx: &mut Tx, permit: &Permit<AddAccount>| {
        let account = store::add(tx, permit, &login, &form).await?;
        store::invite(tx, permit, account, &secret).await
    };
    app.db().write(&permit, write).await.map_err(|error| match error {
        Fault::Taken => "--login: このサインイン名は、もう使われています。数字や課の名を加えてください。\n\
             --login: this sign-in name is taken."
            .to_string(),
        other => fault(other),
    })?;
    Ok(format!("/invited/{}", session::cookie_text(office, &secret)))
}

/// Opens an office.
pub(super) async fn open(app: &App, code: &OfficeCode, name: Option<&str>) -> Result<OfficeId, String> {
    let fault = |fault: Fault| in_words(&fault);
    let name = name.ok_or("はじめての市区町村コードです。--office-name に名を入れてください。")?;
    let name = ShownName::parse("office_name", name).map_err(|w| format!("--office-name: {}", w.sentence))?;
    let office = OfficeId(app.db().office_count().await.map_err(fault)? + 1);
    let vacant = app.db().read(office, async |tx| VacantOffice::load(tx, office).await).await.map_err(fault)?;
    let vacant = vacant.ok_or(MEANWHILE)?;
    let permit = app.gate().permit::<OpenOffice>(&Actor::Operator, vacant, app.now()).map_err(fault)?;
    let write = async |tx: &mut Tx, permit: &Permit<OpenOffice>| store::open_office(tx, permit, code, &name).await;
    app.db().write(&permit, write).await.map_err(|error| match error {
        Fault::Missing | Fault::Taken => MEANWHILE.to_string(),
        other => fault(other),
    })?;
    Ok(office)
}

const MEANWHILE: &str = "ほかの人が、同じときに市区町村を加えました。もう一度動かしてください。\n\
    Somebody added an office at the same moment: try again.";
