//! The two one-time links: the first administrator's, and everybody else's.

use crate::access::{Actor, Facts, Permit, VacantOffice, load, session};
use crate::accounts::model::{AccountForm, AccountId, Login, OfficeCode, Role, ShownName};
use crate::accounts::web::entry::{new_password, password_again};
use crate::accounts::{OpenOffice, SetPassword, rules, store};
use crate::editing::shape::Wrong;
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "accounts/views/first.html")]
struct FirstPage {
    frame: Frame,
    wrongs: Vec<Wrong>,
    office: Vec<Field>,
    person: Vec<Field>,
}

#[derive(Template)]
#[template(path = "accounts/views/invited.html")]
struct InvitedPage {
    frame: Frame,
    wrongs: Vec<Wrong>,
    office: String,
    login: Field,
    fields: Vec<Field>,
}

/// The office of the first administrator has this number.
const FIRST_OFFICE: OfficeId = OfficeId(1);

/// The page behind the first link.
pub async fn form(ask: Ask) -> Answer {
    first_link(&ask).await?;
    first_page(&ask, 200, vec![])
}

/// Opens the office with its first administrator: the link is used up.
pub async fn open(ask: Ask) -> Answer {
    let vacant = first_link(&ask).await?;
    let permit = ask.app.gate().permit::<OpenOffice>(&Actor::Operator, vacant, ask.now)?;
    let (code, name, login, person) = match understood(&ask) {
        Ok(understood) => understood,
        Err(wrongs) => return first_page(&ask, 422, wrongs),
    };
    let hash = ask.app.hasher().hash(ask.typed.get("password")).await?;
    let form = AccountForm { name: person, role: Role::Administrator, councils: vec![], providers: Default::default() };
    let write = async |tx: &mut _, permit: &Permit<OpenOffice>| {
        store::open_office(tx, permit, &code, &name).await?;
        let account = store::add(tx, permit, &login, &form).await?;
        store::set_first_password(tx, permit, account, &hash).await
    };
    ask.write(&permit, write).await?;
    ask.app.forget_first_link();
    Ok(Reply::see("/sign-in?said=entered"))
}

type Understood = (OfficeCode, ShownName, Login, ShownName);

fn understood(ask: &Ask) -> Result<Understood, Vec<Wrong>> {
    let mut wrongs = vec![];
    let mut keep = |wrong: Wrong| wrongs.push(wrong);
    let code = OfficeCode::parse(ask.typed.get("office_code")).map_err(&mut keep).ok();
    let office = ShownName::parse("office_name", ask.typed.get("office_name")).map_err(&mut keep).ok();
    let person = ShownName::parse("name", ask.typed.get("name")).map_err(&mut keep).ok();
    let login = Login::parse(ask.typed.get("login")).map_err(&mut keep).ok();
    let name = login.as_ref().map_or("nobody", Login::as_str);
    if let Err(more) = rules::password_is_good(name, ask.typed.get("password"), ask.typed.get("again")) {
        wrongs.extend(more);
    }
    match (code, office, login, person) {
        (Some(code), Some(office), Some(login), Some(person)) if wrongs.is_empty() => Ok((code, office, login, person)),
        _ => Err(wrongs),
    }
}

/// The office that waits for its first administrator. A wrong link is no page, nor is one that was used or came too late.
async fn first_link(ask: &Ask) -> Result<VacantOffice, Fault> {
    if !ask.app.is_first_link(ask.param("secret")) {
        return Err(Fault::Missing);
    }
    let vacant = ask.app.db().read(FIRST_OFFICE, async |tx| VacantOffice::load(tx, FIRST_OFFICE).await).await?;
    vacant.ok_or(Fault::Missing)
}

fn first_page(ask: &Ask, status: u16, wrongs: Vec<Wrong>) -> Answer {
    let typed = |name: &'static str, label| Field::line(name, label, ask.typed.get(name)).required();
    let office = vec![
        typed("office_name", "市区町村などの名").help("画面の上に出ます。例: みほん市").checked(&wrongs),
        typed("office_code", "市区町村コード")
            .help("全国地方公共団体コードの6けた。例: 999999")
            .as_a(Control::Short)
            .checked(&wrongs),
    ];
    let person = vec![
        typed("name", "あなたの名前").help("ほかの人に見えます。例: 今村 花子").autocomplete("name").checked(&wrongs),
        typed("login", "サインイン名")
            .help("英数字と . - _ で、3〜40文字。例: h.imamura")
            .autocomplete("username")
            .checked(&wrongs),
        new_password(&wrongs),
        password_again(&wrongs),
    ];
    let frame = Frame::of("はじめの管理者", None, Place::None);
    Reply::page_with(status, &FirstPage { frame, wrongs, office, person })
}

/// The page behind a one-time link: set a password.
pub async fn invited(ask: Ask) -> Answer {
    let permit = invited_permit(&ask).await?;
    invited_page(&ask, &permit, 200, vec![]).await
}

/// Sets the first password: the link is used up.
pub async fn set_password(ask: Ask) -> Answer {
    let permit = invited_permit(&ask).await?;
    let login = ask.app.db().read(permit.office(), async |tx| store::login_of(tx, &permit).await).await?;
    if let Err(wrongs) = rules::password_is_good(&login, ask.typed.get("password"), ask.typed.get("again")) {
        return invited_page(&ask, &permit, 422, wrongs).await;
    }
    let hash = ask.app.hasher().hash(ask.typed.get("password")).await?;
    let (_, link, account) = link(&ask).await?;
    let write = async |tx: &mut _, permit: &Permit<SetPassword>| {
        // Two hands on one link: only the first finds it.
        session::invited(tx, &link, permit.now()).await?.filter(|id| *id == account).ok_or(Fault::Missing)?;
        store::set_password(tx, permit, &hash).await
    };
    ask.write(&permit, write).await?;
    Ok(Reply::see("/sign-in?said=entered"))
}

async fn link(ask: &Ask) -> Result<(OfficeId, String, AccountId), Fault> {
    let (office, hash) = session::read_cookie(ask.param("link")).ok_or(Fault::Missing)?;
    let account = ask.app.db().read(office, async |tx| session::invited(tx, &hash, ask.now).await).await?;
    Ok((office, hash, account.ok_or(Fault::Missing)?))
}

async fn invited_permit(ask: &Ask) -> Result<Permit<SetPassword>, Fault> {
    let (office, _, account) = link(ask).await?;
    let facts = ask.app.db().read(office, async |tx| load::<SetPassword>(tx, account).await).await?;
    ask.app.gate().permit::<SetPassword>(&Actor::Visitor { proven: Some(account) }, facts, ask.now)
}

async fn invited_page(ask: &Ask, permit: &Permit<SetPassword>, status: u16, wrongs: Vec<Wrong>) -> Answer {
    let read = async |tx: &mut _| Ok((store::office_name(tx, permit).await?, store::login_of(tx, permit).await?));
    let (office, login) = ask.app.db().read(permit.office(), read).await?;
    let fields = vec![new_password(&wrongs), password_again(&wrongs)];
    let login = Field::line("login", "サインイン名", login).autocomplete("username");
    let frame = Frame::of("パスワードを決める", None, Place::None);
    Reply::page_with(status, &InvitedPage { frame, wrongs, office, login, fields })
}
