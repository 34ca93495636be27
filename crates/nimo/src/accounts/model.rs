//! Words of the accounts: role, sign-in name, shown name. Pure.

use crate::editing::shape::{Shape, Texts, Wrong, text};
use std::collections::BTreeSet;
use wamnet::OfficeNumber;

crate::id!(
    /// An account (利用者): one person who signs in.
    AccountId
);

/// 役割: what an account is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 管理者: accounts and settings; reads no drafts.
    Administrator,
    /// 事務局: writes for its councils.
    Secretariat,
    /// 委員: reads what is kept of its own councils.
    Member,
    /// 閲覧者: reads what is kept in the office.
    Viewer,
    /// 事業所: tells of the rooms of its own homes, and sees nothing else.
    Provider,
}

impl Role {
    /// Every role, in the order of the form.
    pub const ALL: [Role; 5] = [Role::Administrator, Role::Secretariat, Role::Member, Role::Viewer, Role::Provider];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Secretariat => "secretariat",
            Role::Member => "member",
            Role::Viewer => "viewer",
            Role::Provider => "provider",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Role::Administrator => "管理者",
            Role::Secretariat => "事務局",
            Role::Member => "委員",
            Role::Viewer => "閲覧者",
            Role::Provider => "事業所",
        }
    }
}

/// サインイン名: 3 to 40 of `a-z 0-9 . - _`; full-width and capitals are folded, since it is a code and no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login(String);

impl Login {
    /// Reads what was typed.
    ///
    /// # Errors
    /// A sentence for the field.
    pub fn parse(typed: &str) -> Result<Login, Wrong> {
        let folded: String = typed.trim().chars().map(narrow).collect::<String>().to_ascii_lowercase();
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
        if (3..=40).contains(&folded.len()) && folded.chars().all(fine) {
            return Ok(Login(folded));
        }
        Err(Wrong::new("login", "英数字と . - _ で、3〜40文字にしてください。例: h.imamura"))
    }

    /// As stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// 名前 as shown to others, exactly as typed but for outer spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownName(String);

impl ShownName {
    /// Reads what was typed into `field`.
    ///
    /// # Errors
    /// A sentence for the field.
    pub fn parse(field: &'static str, typed: &str) -> Result<ShownName, Wrong> {
        let name = typed.trim();
        match name.chars().count() {
            0 => Err(Wrong::new(field, "空です。ほかの人に見える名前を入れてください。例: 今村 花子")),
            1..=60 if !name.contains(['\n', '\t']) => Ok(ShownName(name.into())),
            _ => Err(Wrong::new(field, "1行、60文字までにしてください。")),
        }
    }

    /// As stored and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// 市区町村コード: the six digits of 全国地方公共団体コード.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeCode(String);

impl OfficeCode {
    /// Reads what was typed.
    ///
    /// # Errors
    /// A sentence for the field.
    pub fn parse(typed: &str) -> Result<OfficeCode, Wrong> {
        let code: String = typed.trim().chars().map(narrow).collect();
        if code.len() == 6 && code.chars().all(|c| c.is_ascii_digit()) {
            return Ok(OfficeCode(code));
        }
        Err(Wrong::new("office_code", "6けたの数字で入れてください（全国地方公共団体コード）。例: 999999"))
    }

    /// As stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The fields of an account that are edited; `councils` holds ids with spaces between, in order, `providers` ten digits each.
pub const SHAPE: Shape = Shape {
    kind: "Staff",
    fields: &[("name", "名前"), ("role", "役割"), ("councils", "受け持ち"), ("providers", "事業所番号")],
};

/// What an account's form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountForm {
    /// 名前.
    pub name: ShownName,
    /// 役割.
    pub role: Role,
    /// 受け持ち: ids of councils as typed; the store's keys refuse those of nobody.
    pub councils: Vec<crate::council::model::CouncilId>,
    /// 事業所番号: the offices whose rooms an account of the role 事業所 tells of; nobody else has any.
    pub providers: BTreeSet<OfficeNumber>,
}

impl AccountForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<AccountForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let name = ShownName::parse("name", text(texts, "name")).map_err(|wrong| wrongs.push(wrong)).ok();
        let role = Role::parse(text(texts, "role"));
        if role.is_none() {
            wrongs.push(Wrong::new("role", "役割を1つ選んでください。"));
        }
        let councils: Option<Vec<_>> =
            text(texts, "councils").split_whitespace().map(crate::council::model::CouncilId::parse).collect();
        if councils.is_none() {
            wrongs.push(Wrong::new("councils", "受け持ちは、一覧から選んでください。"));
        }
        let providers = providers(text(texts, "providers"), role).map_err(|wrong| wrongs.push(wrong)).ok();
        match (name, role, councils, providers) {
            (Some(name), Some(role), Some(mut councils), Some(providers)) => {
                councils.sort();
                councils.dedup();
                Ok(AccountForm { name, role, councils, providers })
            }
            _ => Err(wrongs),
        }
    }

    /// As kept in a version.
    pub fn texts(&self) -> Texts {
        let councils = self.councils.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let providers = self.providers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        [("name", self.name.as_str()), ("role", self.role.code()), ("councils", &councils), ("providers", &providers)]
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .into()
    }
}

/// Offices by their numbers, with blanks or commas between; the role 事業所 has one at least, no other role has any.
fn providers(typed: &str, role: Option<Role>) -> Result<BTreeSet<OfficeNumber>, Wrong> {
    let wrong = |what: &str| Err(Wrong::new("providers", what));
    let plain: String = typed.chars().map(narrow).map(|c| if matches!(c, ',' | '、') { ' ' } else { c }).collect();
    let Some(numbers) = plain.split_whitespace().map(OfficeNumber::parse).collect::<Option<BTreeSet<_>>>() else {
        return wrong("事業所番号は、10けたの数字です。いくつかあれば、間をあけて入れてください。例: 1319900012");
    };
    match role {
        Some(Role::Provider) if numbers.is_empty() => {
            wrong("役割が事業所のときは、事業所番号を入れてください。その事業所の部屋だけを知らせられます。")
        }
        Some(Role::Provider) | None => Ok(numbers),
        Some(_) if numbers.is_empty() => Ok(numbers),
        Some(_) => wrong("事業所番号は、役割が事業所のときだけ入れます。役割を変えるか、番号を消してください。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_of_a_provider_names_its_offices_and_no_other_account_does() {
        let form = |role: &str, providers: &str| {
            let texts = [("name", "すみれの家"), ("role", role), ("providers", providers)];
            AccountForm::parse(&texts.map(|(name, value)| (name.to_string(), value.to_string())).into())
        };
        let two = form("provider", "１３１９９００００１、1319900002").unwrap();
        assert_eq!(two.providers.len(), 2);
        assert_eq!(AccountForm::parse(&two.texts()), Ok(two));
        for (role, providers) in
            [("provider", ""), ("viewer", "1319900001"), ("provider", "13199"), ("provider", "すみれ")]
        {
            assert_eq!(form(role, providers).unwrap_err()[0].field, "providers", "{role} {providers}");
        }
    }

    #[test]
    fn a_sign_in_name_is_folded_and_a_shown_name_is_not() {
        assert_eq!(Login::parse(" Ｈ.Imamura ").unwrap().as_str(), "h.imamura");
        for typed in ["", "ab", "今村", "a b c", "a/../b", &"x".repeat(41)] {
            assert!(Login::parse(typed).is_err(), "{typed}");
        }
        assert_eq!(ShownName::parse("name", " 髙橋　⑴ ").unwrap().as_str(), "髙橋　⑴");
        assert!(ShownName::parse("name", "二行\nの名").is_err() && ShownName::parse("name", "　").is_err());
        assert_eq!(OfficeCode::parse("９９９９９９").unwrap().as_str(), "999999");
        assert!(OfficeCode::parse("99999").is_err());
    }
}
