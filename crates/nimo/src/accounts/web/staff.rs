//! 利用者: the accounts of the office, kept by its administrators.

use crate::access::{Permit, session};
use crate::accounts::model::{AccountForm, AccountId, Login, Role, SHAPE};
use crate::accounts::store::{self, Account};
use crate::accounts::{AddAccount, CloseAccount, EditAccount, InviteAccount, ListAccounts, ReadAccount, ReopenAccount};
use crate::council;
use crate::editing;
use crate::editing::shape::{Texts, Wrong, text};
use crate::editing::view::{Kept, Meeting, chosen, conflict_page, version};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::Secret;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "accounts/views/list.html")]
struct ListPage {
    frame: Frame,
    accounts: Vec<Account>,
    names: Vec<(String, String)>,
}

impl ListPage {
    fn councils_of(&self, account: &Account) -> String {
        say("councils", text(&account.form.texts(), "councils"), &self.names)
    }
}

#[derive(Template)]
#[template(path = "accounts/views/new.html")]
struct NewPage {
    frame: Frame,
    wrongs: Vec<Wrong>,
    fields: Vec<Field>,
}

#[derive(Template)]
#[template(path = "accounts/views/account.html")]
struct AccountPage {
    frame: Frame,
    account: Account,
    wrongs: Vec<Wrong>,
    fields: Vec<Field>,
    is_self: bool,
}

#[derive(Template)]
#[template(path = "accounts/views/link.html")]
struct LinkPage {
    frame: Frame,
    name: String,
    login: String,
    link: String,
}

/// Every account of the office.
pub async fn list(ask: Ask) -> Answer {
    let permit = ask.may::<ListAccounts>(ask.office()?).await?;
    let accounts = ask.read(async |tx| store::list(tx, &permit).await).await?;
    let names = council::web::choices(&ask).await?;
    let frame = Frame::of("利用者", ask.actor.signed_in(), Place::Accounts).saying(ask.query.get("said"));
    Reply::page(&ListPage { frame, accounts, names })
}

/// The form of a new account.
pub async fn new(ask: Ask) -> Answer {
    ask.may::<AddAccount>(ask.office()?).await?;
    new_page(&ask, vec![]).await
}

/// Adds an account and shows its one-time link, once.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddAccount>(ask.office()?).await?;
    let texts = ask.typed.only(&SHAPE.names());
    let (login, form) = match (Login::parse(ask.typed.get("login")), AccountForm::parse(&texts)) {
        (Ok(login), Ok(form)) => (login, form),
        (login, form) => {
            return new_page(&ask, [form.err().unwrap_or_default(), login.err().into_iter().collect()].concat()).await;
        }
    };
    let secret = Secret::fresh()?;
    let write = async |tx: &mut Tx, permit: &Permit<AddAccount>| {
        if !store::are_councils(tx, permit, &form.councils).await? {
            return Ok(None);
        }
        let account = store::add(tx, permit, &login, &form).await?;
        store::invite(tx, permit, account, &secret).await?;
        Ok(Some(account))
    };
    match ask.write(&permit, write).await {
        Ok(Some(_)) => link_page(&ask, form.name.as_str(), login.as_str(), &secret),
        Ok(None) => new_page(&ask, vec![foreign_council()]).await,
        Err(Fault::Taken) => {
            new_page(
                &ask,
                vec![Wrong::new("login", "このサインイン名は、もう使われています。数字や課の名を加えてください。")],
            )
            .await
        }
        Err(other) => Err(other),
    }
}

/// One account with its form.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadAccount>(id(&ask)?).await?;
    let account = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let texts = account.form.texts();
    account_page(&ask, account, &texts, vec![]).await
}

/// Saves name, role and councils, or shows both texts if somebody was first.
pub async fn set(ask: Ask) -> Answer {
    let permit = ask.may::<EditAccount>(id(&ask)?).await?;
    let version = version(&ask)?;
    let texts = chosen(&SHAPE, &ask.typed);
    let account = ask.read(async |tx| store::find_to_edit(tx, &permit).await).await?;
    let form = match AccountForm::parse(&texts) {
        Ok(form) => form,
        Err(wrongs) => return account_page(&ask, account, &texts, wrongs).await,
    };
    if account.id == ask.signed_in()?.account && form.role != account.form.role {
        let wrong = Wrong::new("role", "自分の役割は変えられません。ほかの管理者に頼んでください。");
        return account_page(&ask, account, &texts, vec![wrong]).await;
    }
    let write = async |tx: &mut Tx, permit: &Permit<EditAccount>| {
        if !store::are_councils(tx, permit, &form.councils).await? {
            return Ok(false);
        }
        store::set(tx, permit, version, &form).await.map(|_| true)
    };
    match ask.write(&permit, write).await {
        Ok(true) => Ok(Reply::see(format!("/accounts/{}?said=saved", account.id))),
        Ok(false) => account_page(&ask, account, &texts, vec![foreign_council()]).await,
        Err(Fault::Lost) => meet(&ask, &permit, version, &form.texts()).await,
        Err(other) => Err(other),
    }
}

/// Closes an account at once.
pub async fn close(ask: Ask) -> Answer {
    let permit = ask.may::<CloseAccount>(id(&ask)?).await?;
    ask.write(&permit, async |tx, permit| store::close(tx, permit).await).await?;
    Ok(Reply::see(format!("/accounts/{}?said=closed", id(&ask)?)))
}

/// Opens it again.
pub async fn reopen(ask: Ask) -> Answer {
    let permit = ask.may::<ReopenAccount>(id(&ask)?).await?;
    ask.write(&permit, async |tx, permit| store::reopen(tx, permit).await).await?;
    Ok(Reply::see(format!("/accounts/{}?said=reopened", id(&ask)?)))
}

/// Makes a new one-time link and shows it, once.
pub async fn invite(ask: Ask) -> Answer {
    let permit = ask.may::<InviteAccount>(id(&ask)?).await?;
    let reading = ask.may::<ReadAccount>(id(&ask)?).await?;
    let account = ask.read(async |tx| store::find(tx, &reading).await).await?;
    let secret = Secret::fresh()?;
    let write =
        async |tx: &mut Tx, permit: &Permit<InviteAccount>| store::invite(tx, permit, account.id, &secret).await;
    ask.write(&permit, write).await?;
    link_page(&ask, account.form.name.as_str(), &account.login, &secret)
}

async fn meet(ask: &Ask, permit: &Permit<EditAccount>, base: i64, mine: &Texts) -> Answer {
    let read = async |tx: &mut Tx| {
        let account = store::find_to_edit(tx, permit).await?;
        let theirs = editing::store::find_revision(tx, permit, account.version).await?;
        Ok((editing::store::find_revision(tx, permit, base).await?, theirs, account))
    };
    let (base, theirs, account) = ask.read(read).await?;
    let names = council::web::choices(ask).await?;
    let meeting = Meeting {
        shape: &SHAPE,
        frame: Frame::of("利用者を直す", ask.actor.signed_in(), Place::Accounts),
        thing: account.form.name.as_str().to_string(),
        base: &base.fields,
        mine,
        theirs: &theirs,
        action: format!("/accounts/{}", account.id),
        back: format!("/accounts/{}", account.id),
        say: &|field, value| say(field, value, &names),
        free: &["name"],
    };
    conflict_page(meeting, Kept::Page)
}

async fn new_page(ask: &Ask, wrongs: Vec<Wrong>) -> Answer {
    let typed = ask.typed.only(&SHAPE.names());
    let mut fields = fields(ask, &typed, &wrongs).await?;
    let login = Field::line("login", "サインイン名", ask.typed.get("login"))
        .required()
        .help("英数字と . - _ で、3〜40文字。あとから変えられません。例: h.imamura")
        .checked(&wrongs);
    fields.insert(1, login);
    let frame = Frame::of("利用者を加える", ask.actor.signed_in(), Place::Accounts);
    let status = if wrongs.is_empty() { 200 } else { 422 };
    Reply::page_with(status, &NewPage { frame, wrongs, fields })
}

async fn account_page(ask: &Ask, account: Account, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let frame =
        Frame::of(account.form.name.as_str(), ask.actor.signed_in(), Place::Accounts).saying(ask.query.get("said"));
    let is_self = ask.signed_in()?.account == account.id;
    let fields = fields(ask, texts, &wrongs).await?;
    let status = if wrongs.is_empty() { 200 } else { 422 };
    Reply::page_with(status, &AccountPage { frame, account, wrongs, fields, is_self })
}

fn link_page(ask: &Ask, name: &str, login: &str, secret: &Secret) -> Answer {
    let frame = Frame::of("リンクを渡す", ask.actor.signed_in(), Place::Accounts);
    let address = ask.app.origin().address_for(&ask.host);
    let link = format!("{address}/invited/{}", session::cookie_text(ask.office()?, secret));
    Reply::page(&LinkPage { frame, name: name.into(), login: login.into(), link })
}

async fn fields(ask: &Ask, texts: &Texts, wrongs: &[Wrong]) -> Result<Vec<Field>, Fault> {
    let role = text(texts, "role");
    let roles =
        Role::ALL.map(|r| Option3(r.code().into(), format!("{}　{}", r.label(), duty(r)), r.code() == role)).into();
    let mine: Vec<&str> = text(texts, "councils").split_whitespace().collect();
    let councils = council::web::choices(ask).await?;
    let councils =
        councils.into_iter().map(|(id, name)| Option3(id.clone(), name, mine.contains(&id.as_str()))).collect();
    Ok(vec![
        Field::line("name", "名前", text(texts, "name"))
            .required()
            .help("ほかの人に見えます。例: 今村 花子")
            .checked(wrongs),
        Field::line("role", "役割", "").required().as_a(Control::Choice(roles)).checked(wrongs),
        Field::line("councils", "受け持ちの協議会", "")
            .help("事務局と委員は、受け持ちだけを見ます。")
            .as_a(Control::Checks(councils))
            .checked(wrongs),
        Field::line("providers", "事業所番号", text(texts, "providers"))
            .help("役割が事業所のときだけ。10けた、いくつかあれば間をあけて。その事業所の部屋だけを知らせられます。")
            .checked(wrongs),
    ])
}

fn duty(role: Role) -> &'static str {
    match role {
        Role::Administrator => "利用者と設定を受け持つ。下書きは見ない",
        Role::Secretariat => "受け持ちの協議会を書く",
        Role::Member => "受け持ちの協議会の、残した会議録を読む",
        Role::Viewer => "残した会議録を読む",
        Role::Provider => "自分の事業所の空室を知らせる。ほかは何も見えない",
    }
}

fn say(field: &str, value: &str, names: &[(String, String)]) -> String {
    match field {
        "role" => Role::parse(value).map_or_else(|| value.to_string(), |role| role.label().into()),
        "councils" => {
            let name = |id: &str| {
                names.iter().find(|(known, _)| known == id).map_or("？", |(_, name)| name.as_str()).to_string()
            };
            value.split_whitespace().map(name).collect::<Vec<_>>().join("、")
        }
        _ => value.to_string(),
    }
}

fn foreign_council() -> Wrong {
    Wrong::new("councils", "受け持ちは、一覧から選んでください。")
}

fn id(ask: &Ask) -> Result<AccountId, Fault> {
    AccountId::parse(ask.param("id")).ok_or(Fault::Missing)
}
