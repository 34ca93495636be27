//! Signing in and out, and one's own password.

use crate::access::{Actor, Permit, load, session};
use crate::accounts::model::{AccountId, Login, Role};
use crate::accounts::{ChangePassword, CloseSession, OpenSession, TryPassword, rules, store};
use crate::editing::shape::Wrong;
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::plumbing::secret::Secret;
use crate::plumbing::typed::Typed;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "accounts/views/sign_in.html")]
struct SignInPage {
    frame: Frame,
    wrongs: Vec<Wrong>,
    login: Field,
    password: Field,
    next: String,
    then: String,
    kept: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "accounts/views/go_on.html")]
struct GoOnPage {
    frame: Frame,
    then: String,
    kept: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "accounts/views/password.html")]
struct PasswordPage {
    frame: Frame,
    wrongs: Vec<Wrong>,
    fields: Vec<Field>,
}

/// `/`: the first page of a person who is signed in.
pub async fn home(ask: Ask) -> Answer {
    Ok(Reply::see(if ask.signed_in()?.role == Role::Provider { "/vacancies/own" } else { "/today" }))
}

/// The sign-in page.
pub async fn form(ask: Ask) -> Answer {
    let frame = Frame::of("サインイン", None, Place::None).saying(ask.query.get("said"));
    Reply::page(&sign_in_page(frame, "", vec![], own_path(ask.query.get("next")), None))
}

/// The same page in place of the answer to an act whose session had ended: what was typed waits in it, all but passwords.
///
/// # Errors
/// When the template fails.
pub fn sign_in_to_continue(path: &str, typed: &Typed) -> Answer {
    let kept = typed.fields().iter().filter(|(name, _)| !is_password(name)).cloned().collect();
    let frame = Frame::of("もう一度サインイン", None, Place::None);
    Reply::page_with(401, &sign_in_page(frame, "", vec![], "", Some((path.to_string(), kept))))
}

/// Signs in: may you try · is it the password · a new session.
pub async fn sign_in(ask: Ask) -> Answer {
    let typed = ask.typed.get("login").trim().to_string();
    let login = Login::parse(&typed);
    // Two spellings of one sign-in name are one name here too.
    let counted = login.as_ref().map_or(typed.as_str(), Login::as_str);
    if let Err(waits) = ask.app.backoff().count_try(counted, &ask.from, ask.now) {
        return again(
            &ask,
            &typed,
            429,
            format!("続けて違ったため、あと{waits}秒待ってください。ほかの席の人は待たずに入れます。"),
        );
    }
    let proven = match proven(&ask, login.as_ref().ok()).await {
        Ok(proven) => proven,
        Err(fault) => {
            ask.app.backoff().unanswered(counted, &ask.from);
            return Err(fault);
        }
    };
    let Some((office, account)) = proven else {
        return again(
            &ask,
            &typed,
            422,
            "サインイン名かパスワードが違います。どちらも確かめて、もう一度入れてください。".into(),
        );
    };
    ask.app.backoff().succeeded(counted, &ask.from);
    let cookie = enter(&ask, office, account).await?;
    let then = own_path(ask.typed.get("then"));
    if then.is_empty() {
        let next = own_path(ask.typed.get("next"));
        return Ok(Reply::see(if next.is_empty() { "/" } else { next }).with_cookie(cookie));
    }
    let frame = Frame::of("つづける", None, Place::None);
    let page = GoOnPage { frame, then: then.into(), kept: kept_fields(&ask.typed) };
    Ok(Reply::page(&page)?.with_cookie(cookie))
}

/// The account that the typed name and password prove, if they do.
async fn proven(ask: &Ask, login: Option<&Login>) -> Result<Option<(OfficeId, AccountId)>, Fault> {
    let found = match login {
        Some(login) => ask.app.db().find_login(login.as_str()).await?,
        None => None,
    };
    let stored = match found {
        Some((office, account)) => stored_password(ask, office, account).await?,
        None => None,
    };
    let is_right = ask.app.hasher().verify(ask.typed.get("password"), stored.as_deref()).await?;
    Ok(found.filter(|_| is_right))
}

/// Signs out.
pub async fn sign_out(ask: Ask) -> Answer {
    let permit = ask.may::<CloseSession>(ask.signed_in()?.account).await?;
    ask.write(&permit, async |tx, permit| session::end_own(tx, permit).await).await?;
    let name = ask.app.origin().cookie_name();
    let secure = if ask.app.origin().is_https() { "; Secure" } else { "" };
    let gone = format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}");
    Ok(Reply::see("/sign-in?said=signed-out").with_cookie(gone))
}

/// The page of one's own password.
pub async fn password_form(ask: Ask) -> Answer {
    let permit = ask.may::<ChangePassword>(ask.signed_in()?.account).await?;
    password_page(&ask, &permit, 200, vec![])
}

/// Changes one's own password; every other session of the account ends, this one gets a new secret.
pub async fn change_password(ask: Ask) -> Answer {
    let person = ask.signed_in()?;
    let permit = ask.may::<ChangePassword>(person.account).await?;
    let now = (person.office, person.account);
    let login = ask.read(async |tx| store::login_of(tx, &permit).await).await?;
    if let Err(waits) = ask.app.backoff().count_try(&login, &ask.from, ask.now) {
        return password_page(
            &ask,
            &permit,
            429,
            vec![Wrong::new("now", format!("続けて違ったため、あと{waits}秒待ってください。"))],
        );
    }
    match is_own_password(&ask, now).await {
        Ok(true) => ask.app.backoff().succeeded(&login, &ask.from),
        Ok(false) => {
            return password_page(&ask, &permit, 422, vec![Wrong::new("now", "いまのパスワードが違います。")]);
        }
        Err(fault) => {
            ask.app.backoff().unanswered(&login, &ask.from);
            return Err(fault);
        }
    }
    if let Err(wrongs) = rules::password_is_good(&login, ask.typed.get("password"), ask.typed.get("again")) {
        return password_page(&ask, &permit, 422, wrongs);
    }
    let hash = ask.app.hasher().hash(ask.typed.get("password")).await?;
    ask.write(&permit, async |tx, permit| store::set_password(tx, permit, &hash).await).await?;
    match enter(&ask, now.0, now.1).await {
        Ok(cookie) => Ok(Reply::see("/councils?said=password").with_cookie(cookie)),
        // The new password stands already: an error page would say that nothing has changed.
        Err(fault) => {
            tracing::warn!(%fault, "no session after a changed password");
            Ok(Reply::see("/sign-in?said=entered"))
        }
    }
}

async fn is_own_password(ask: &Ask, (office, account): (OfficeId, AccountId)) -> Result<bool, Fault> {
    let stored = stored_password(ask, office, account).await?;
    ask.app.hasher().verify(ask.typed.get("now"), stored.as_deref()).await
}

fn password_page(ask: &Ask, _permit: &Permit<ChangePassword>, status: u16, wrongs: Vec<Wrong>) -> Answer {
    let fields = vec![
        Field::line("now", "いまのパスワード", "")
            .required()
            .as_a(Control::Password)
            .autocomplete("current-password")
            .checked(&wrongs),
        new_password(&wrongs),
        password_again(&wrongs),
    ];
    let frame = Frame::of("パスワードを変える", ask.actor.signed_in(), Place::None);
    Reply::page_with(status, &PasswordPage { frame, wrongs, fields })
}

/// The field of a new password.
pub(super) fn new_password(wrongs: &[Wrong]) -> Field {
    Field::line("password", "新しいパスワード", "")
        .required()
        .help("15文字以上。ことばを4つほど並べると、長くても覚えられます。")
        .as_a(Control::Password)
        .autocomplete("new-password")
        .checked(wrongs)
}

/// The field that takes it a second time.
pub(super) fn password_again(wrongs: &[Wrong]) -> Field {
    Field::line("again", "新しいパスワード（もう一度）", "")
        .required()
        .as_a(Control::Password)
        .autocomplete("new-password")
        .checked(wrongs)
}

/// The account was proven: a new session, and its cookie.
pub async fn enter(ask: &Ask, office: OfficeId, account: AccountId) -> Result<String, Fault> {
    let actor = Actor::Visitor { proven: Some(account) };
    let facts = ask.app.db().read(office, async |tx| load::<OpenSession>(tx, account).await).await?;
    let permit = ask.app.gate().permit::<OpenSession>(&actor, facts, ask.now)?;
    let secret = Secret::fresh()?;
    ask.write(&permit, async |tx, permit| session::open(tx, permit, &secret).await).await?;
    let (name, text) = (ask.app.origin().cookie_name(), session::cookie_text(office, &secret));
    let secure = if ask.app.origin().is_https() { "; Secure" } else { "" };
    Ok(format!("{name}={text}; Path=/; HttpOnly; SameSite=Lax{secure}"))
}

/// The stored hash of an account that may be tried; a closed account has none.
async fn stored_password(ask: &Ask, office: OfficeId, account: AccountId) -> Result<Option<String>, Fault> {
    let facts = ask.app.db().read(office, async |tx| load::<TryPassword>(tx, account).await).await?;
    match ask.app.gate().permit::<TryPassword>(&Actor::visitor(), facts, ask.now) {
        Ok(permit) => ask.app.db().read(office, async |tx| store::password(tx, &permit).await).await,
        Err(Fault::Refused(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

fn again(ask: &Ask, login: &str, status: u16, sentence: String) -> Answer {
    let then = own_path(ask.typed.get("then"));
    let waiting = (!then.is_empty()).then(|| (then.to_string(), kept_fields(&ask.typed)));
    let frame = Frame::of("サインイン", None, Place::None);
    let page =
        sign_in_page(frame, login, vec![Wrong::new("login", sentence)], own_path(ask.typed.get("next")), waiting);
    Reply::page_with(status, &page)
}

fn sign_in_page(
    frame: Frame,
    login: &str,
    wrongs: Vec<Wrong>,
    next: &str,
    waiting: Option<(String, Vec<(String, String)>)>,
) -> SignInPage {
    let (then, kept) = waiting.unwrap_or_default();
    SignInPage {
        frame,
        login: Field::line("login", "サインイン名", login).required().autocomplete("username").checked(&wrongs),
        password: Field::line("password", "パスワード", "")
            .required()
            .as_a(Control::Password)
            .autocomplete("current-password"),
        wrongs,
        next: next.into(),
        then,
        kept,
    }
}

/// The fields that wait behind `kept.` in the sign-in form.
fn kept_fields(typed: &Typed) -> Vec<(String, String)> {
    let kept = typed
        .fields()
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("kept.")?.to_string(), value.clone())));
    kept.filter(|(name, _)| !is_password(name)).collect()
}

fn is_password(name: &str) -> bool {
    matches!(name, "password" | "again" | "now")
}

/// A path of ours, or nothing: no other host, no query, no trick.
fn own_path(typed: &str) -> &str {
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-');
    if typed.starts_with('/') && !typed.starts_with("//") && typed.chars().all(fine) { typed } else { "" }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn after_signing_in_one_lands_on_a_page_of_ours_only() {
        assert_eq!(own_path("/councils/0193-ab/edit"), "/councils/0193-ab/edit");
        for bad in [
            "", "//evil.test", "https://evil.test", "/\\evil.test", "/a\r\nSet-Cookie: x=1", "/a?b", "javascript:1",
            "/../x",
        ] {
            assert_eq!(own_path(bad), "", "{bad}");
        }
    }
}
