//! The Japanese words of the parts of a form, and their stored codes.

use minutes::{FormField, FormFont, Group, NameDisplay, NumberDress};

/// Stored code, label and value of each choice.
pub type Choice<T> = (&'static str, &'static str, T);

/// How members are named.
pub const NAMES: &[Choice<NameDisplay>] = &[
    ("named", "氏名を書く", NameDisplay::Named),
    ("counted", "氏名を書く（出席者は人数だけ）", NameDisplay::Counted),
    ("bodies", "所属だけを書く（氏名なし）", NameDisplay::Bodies),
    ("unnamed", "書かない（「委員」とだけ）", NameDisplay::Unnamed),
];

/// How the numbers of a level are dressed.
pub const DRESSES: &[Choice<NumberDress>] = &[
    ("wide", "１　２　３", NumberDress::Wide),
    ("parenthesised", "⑴　⑵　⑶", NumberDress::Parenthesised),
    ("circled", "①　②　③", NumberDress::Circled),
    ("kana", "ア　イ　ウ", NumberDress::Kana),
];

/// The letters of the text.
pub const FONTS: &[Choice<FormFont>] =
    &[("mincho", "明朝", FormFont::Mincho), ("gothic", "ゴシック", FormFont::Gothic)];

/// はい or いいえ.
pub const YES_NO: &[Choice<bool>] = &[("yes", "はい", true), ("no", "いいえ", false)];

const FIELDS: &[(FormField, &str)] = &[
    (FormField::Name, "会議の名称"),
    (FormField::When, "日時"),
    (FormField::Venue, "場所"),
    (FormField::Attendees, "出席者と欠席者"),
    (FormField::Present, "出席委員"),
    (FormField::Absent, "欠席委員"),
    (FormField::Invited, "その他の出席者"),
    (FormField::Clerks, "事務局"),
    (FormField::Quorum, "定足数"),
    (FormField::Access, "傍聴の可否"),
    (FormField::Observers, "傍聴者数"),
    (FormField::Agenda, "次第"),
    (FormField::Decisions, "議題ごとの結果"),
    (FormField::Proceedings, "会議の内容"),
    (FormField::Next, "次回"),
    (FormField::Handouts, "資料"),
    (FormField::Audio, "録音の有無"),
    (FormField::Judgement, "会議録の公開の区分"),
    (FormField::ClosedGround, "非公開の理由"),
    (FormField::Contact, "問合先"),
    (FormField::Signatures, "署名"),
];

const GROUPS: &[(Group, &str)] = &[
    (Group::Members, "委員"),
    (Group::Absent, "欠席委員"),
    (Group::Secretariat, "事務局"),
    (Group::Invited, "その他の出席者"),
];

/// What people call a field of the form.
pub fn field_name(field: FormField) -> &'static str {
    FIELDS.iter().find(|(one, _)| *one == field).map_or("", |(_, name)| name)
}

/// The field that somebody means: its name here, or the label that it usually has.
pub fn field_of(typed: &str) -> Option<FormField> {
    let typed = typed.trim();
    let named = FIELDS.iter().find(|(_, name)| *name == typed).map(|(field, _)| *field);
    named.or_else(|| FormField::ALL.into_iter().find(|field| field.usual_label() == typed))
}

/// What people call a group of the list of attendance.
pub fn group_name(group: Group) -> &'static str {
    GROUPS.iter().find(|(one, _)| *one == group).map_or("", |(_, name)| name)
}

pub(super) fn group_of(typed: &str) -> Option<Group> {
    GROUPS.iter().find(|(_, name)| *name == typed.trim()).map(|(group, _)| *group)
}

/// The names of all fields, to choose from.
pub(super) fn field_names() -> String {
    FIELDS.iter().map(|(_, name)| *name).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_form_has_a_name_by_which_it_is_found() {
        for field in FormField::ALL {
            assert_eq!(field_of(field_name(field)), Some(field));
            assert!(field_of(field.usual_label()).is_some());
        }
        assert_eq!(field_of("献立"), None);
    }
}
