//! `nimo setup`: a town and its first two people, asked at the console. Then `nimo serve`, and the page はじめの1時間.

use crate::accounts::model::{OfficeCode, ShownName};
use crate::app::App;
use crate::cli::account::{open, person};
use crate::cli::serve::{Rows, in_words};
use std::io::{BufRead, Write};

/// What `nimo setup` is given; what is missing is asked.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    rows: Rows,
    /// 市区町村などの名 / name of the office
    #[arg(long, value_name = "NAME")]
    office_name: Option<String>,
    /// 市区町村コード（6けた） / six-digit code of the office
    #[arg(long, value_name = "CODE")]
    office: Option<String>,
    /// 管理者の名前（利用者を決める人） / name of the administrator
    #[arg(long, value_name = "NAME")]
    administrator: Option<String>,
    /// 事務局の名前（協議会を動かす人。管理者と同じ人でもよい） / name of the secretariat
    #[arg(long, value_name = "NAME")]
    secretariat: Option<String>,
}

pub(super) async fn setup(args: Args) -> Result<(), String> {
    let args = Args { rows: args.rows.or_usual(), ..args };
    let app = App::open(args.rows.settings()?).await.map_err(|fault| in_words(&fault))?;
    let made = make(&app, &args).await;
    app.db().close().await;
    made?;
    println!("nimo: できました。次に、これを動かしてください。");
    println!("  nimo serve --data {}", args.rows.data.as_deref().unwrap_or(Rows::USUAL.as_ref()).display());
    if args.rows.database.is_some() {
        println!("nimo: 同じ --database と --owner-database も付けてください。");
    }
    println!("nimo: 動き出したら、2つのリンクを開いて、それぞれパスワードを決めます（1回だけ、72時間のうち）。");
    println!("nimo: 事務局でサインインすると、「きょう」から「はじめの1時間」に進めます。");
    Ok(())
}

/// The town with its administrator and its secretariat. Each link is printed as soon as it is made, so that none is lost when the
/// next one fails.
async fn make(app: &App, args: &Args) -> Result<(), String> {
    if app.db().office_count().await.map_err(|fault| in_words(&fault))? > 0 {
        return Err(
            "このフォルダーには、もう市区町村があります。人を加えるときは nimo account add を使ってください。\n\
             There is an office already: add people with nimo account add."
                .into(),
        );
    }
    let name = told(args.office_name.as_deref(), "市区町村などの名（例: みほん市）")?;
    let code = told(args.office.as_deref(), "市区町村コード、6けた（例: 999999）")?;
    let code = OfficeCode::parse(&code).map_err(|wrong| format!("--office: {}", wrong.sentence))?;
    let administrator = told(args.administrator.as_deref(), "管理者の名前（利用者を決める人）")?;
    let secretariat = told(args.secretariat.as_deref(), "事務局の名前（協議会を動かす人。同じ人でもよい）")?;
    for (option, name) in [("office-name", &name), ("administrator", &administrator), ("secretariat", &secretariat)] {
        // Nothing is made before all was understood.
        ShownName::parse("name", name).map_err(|wrong| format!("--{option}: {}", wrong.sentence))?;
    }
    let office = open(app, &code, Some(&name)).await?;
    let people =
        [("kanri", "管理者", &administrator, "administrator"), ("jimukyoku", "事務局", &secretariat, "secretariat")];
    for (login, duty, name, role) in people {
        let path = person(app, office, login, name, role).await.map_err(|sentence| {
            format!(
                "{sentence}\nリンクの出ていない人は、nimo account add で加えてください（{duty}は --login {login} --role {role}）。"
            )
        })?;
        println!("nimo: {duty}（{login}）のリンク　http://127.0.0.1:8080{path}");
    }
    Ok(())
}

/// What was given, or what is answered at the console.
fn told(given: Option<&str>, question: &str) -> Result<String, String> {
    if let Some(given) = given {
        return Ok(given.to_string());
    }
    eprint!("{question}: ");
    let mut line = String::new();
    let unread = |_| {
        "答えを読めません。--office-name などで渡してください。\nNo answer can be read: give the options.".to_string()
    };
    std::io::stderr().flush().map_err(unread)?;
    let read = std::io::stdin().lock().read_line(&mut line).map_err(unread)?;
    if read == 0 {
        return Err(
            "答えがありません。--office-name、--office、--administrator、--secretariat で渡すこともできます。\n\
             No answer: the options can be given instead."
                .into(),
        );
    }
    Ok(line.trim().to_string())
}
