//! The forms that ship. A town begins from one and makes it its own.

use super::{FormCell, FormField, FormPage, FormRow, Group, NameDisplay, NumberDress, SheetForm};
use crate::model::Kind;

fn cell(field: FormField, label: &str, shown_when_empty: bool) -> FormCell {
    FormCell { field, label: label.into(), shown_when_empty }
}

fn row(field: FormField, label: &str, shown_when_empty: bool) -> FormRow {
    FormRow { cells: vec![cell(field, label, shown_when_empty)] }
}

fn two(first: FormCell, second: FormCell) -> FormRow {
    FormRow { cells: vec![first, second] }
}

/// A form that ships: its code, its name, itself.
type Shipped = (&'static str, &'static str, fn() -> SheetForm);

impl SheetForm {
    /// All that ship.
    pub const SHIPPED: [Shipped; 4] = [
        ("key_points", "要点記録（2列の表）", SheetForm::key_points),
        ("ten_items", "10項目（附属機関の会議録）", SheetForm::ten_items),
        ("by_groups", "委員を号ごとに書く", SheetForm::by_groups),
        ("bodies_only", "所属だけを書く（氏名なし）", SheetForm::bodies_only),
    ];

    /// The one with this code.
    #[must_use]
    pub fn shipped(code: &str) -> Option<SheetForm> {
        SheetForm::SHIPPED.iter().find(|(shipped, ..)| *shipped == code).map(|(_, _, form)| form())
    }

    /// The first form that ships: 会議録（要点記録）, a table of two columns, numbered 1 → ⑴ → ①, ・ and ⇒.
    #[must_use]
    pub fn key_points() -> SheetForm {
        SheetForm {
            heading: "会議録（要点記録）".into(),
            foot: "会議録（要点記録）".into(),
            rows: vec![
                row(FormField::Name, "会議名称", true),
                row(FormField::When, "開催日時", true),
                row(FormField::Venue, "開催場所", true),
                row(FormField::Attendees, "出席者等", true),
                FormRow {
                    cells: vec![
                        cell(FormField::Access, "傍聴の可否", true),
                        cell(FormField::Observers, "傍聴者数", true),
                    ],
                },
                row(FormField::Agenda, "会議次第", true),
                row(FormField::Next, "次回開催予定", false),
                row(FormField::Proceedings, "会議結果", true),
                row(FormField::Handouts, "提出資料", false),
            ],
            names: NameDisplay::Named,
            groups: vec![
                (Group::Members, "委員".into()),
                (Group::Secretariat, "事務局".into()),
                (Group::Invited, "オブザーバー".into()),
            ],
            // A third level that was a number stays one; an item that was called ア keeps its letter.
            numbers: vec![NumberDress::Wide, NumberDress::Parenthesised, NumberDress::Circled],
            bullet: "・".into(),
            answer: "⇒".into(),
            speaker: "○".into(),
            kinds: [
                (Kind::Explanation, "説明"),
                (Kind::Opinion, "意見"),
                (Kind::Question, "質問"),
                (Kind::Answer, "回答"),
                (Kind::Decision, "決定"),
                (Kind::Statement, "進行"),
                (Kind::Note, "注記"),
            ]
            .map(|(kind, word)| (kind, word.to_string()))
            .into(),
            opinions_head: "（以下意見要旨）".into(),
            questions_head: "（質疑）".into(),
            by_category: false,
            page: FormPage::default(),
        }
    }

    /// Ten numbered items, as large towns ask it of their attached bodies: who was there, what was decided of each item, who
    /// said what, whether it was recorded, how far the minutes are open, who signs. What was said comes last but one, so that a
    /// reader has the short items on one page.
    #[must_use]
    pub fn ten_items() -> SheetForm {
        SheetForm {
            heading: "会議録".into(),
            foot: "会議録".into(),
            rows: vec![
                row(FormField::Name, "会議の名称", true),
                row(FormField::When, "１　開催日時", true),
                row(FormField::Venue, "２　開催場所", true),
                row(FormField::Attendees, "３　出席者", true),
                row(FormField::Observers, "４　傍聴者数", true),
                row(FormField::Agenda, "５　議題", true),
                row(FormField::Decisions, "議題ごとの結果", true),
                row(FormField::Audio, "６　録音の有無", true),
                row(FormField::Handouts, "７　会議資料", true),
                row(FormField::Judgement, "８　会議録の公開の区分", true),
                row(FormField::ClosedGround, "非公開の理由", false),
                row(FormField::Proceedings, "９　発言の内容", true),
                row(FormField::Signatures, "１０　署名", true),
            ],
            groups: vec![
                (Group::Members, "出席委員".into()),
                (Group::Absent, "欠席委員".into()),
                (Group::Invited, "参考人".into()),
                (Group::Secretariat, "事務局".into()),
            ],
            page: FormPage { label_width: 34, ..FormPage::default() },
            ..SheetForm::key_points()
        }
    }

    /// Members in groups by the number of the rules under which they came, those who were not there in a row of their own.
    #[must_use]
    pub fn by_groups() -> SheetForm {
        SheetForm {
            heading: "会議録".into(),
            foot: "会議録".into(),
            rows: vec![
                row(FormField::Name, "会議の名称", true),
                row(FormField::When, "日時", true),
                row(FormField::Venue, "場所", true),
                row(FormField::Present, "出席委員", true),
                row(FormField::Absent, "欠席委員", true),
                row(FormField::Invited, "その他の出席者", false),
                row(FormField::Clerks, "事務局", true),
                row(FormField::Quorum, "会議の成立", false),
                two(cell(FormField::Access, "会議の公開", true), cell(FormField::Observers, "傍聴者数", true)),
                row(FormField::Agenda, "議題", true),
                row(FormField::Next, "次回開催予定", false),
                row(FormField::Proceedings, "議事の要旨", true),
                row(FormField::Handouts, "配布資料", false),
            ],
            by_category: true,
            page: FormPage { label_width: 30, ..FormPage::default() },
            ..SheetForm::key_points()
        }
    }

    /// No member's name: each stands by the body that he represents.
    #[must_use]
    pub fn bodies_only() -> SheetForm {
        SheetForm {
            heading: "会議録（要旨）".into(),
            foot: "会議録（要旨）".into(),
            rows: vec![
                row(FormField::Name, "会議の名称", true),
                row(FormField::When, "開催日時", true),
                row(FormField::Venue, "開催場所", true),
                row(FormField::Attendees, "出席者", true),
                two(cell(FormField::Access, "会議の公開", true), cell(FormField::Observers, "傍聴者数", true)),
                row(FormField::Agenda, "次第", true),
                row(FormField::Next, "次回開催予定", false),
                row(FormField::Contact, "問合先", false),
                row(FormField::Proceedings, "会議の概要", true),
                row(FormField::Handouts, "資料", false),
            ],
            names: NameDisplay::Bodies,
            ..SheetForm::key_points()
        }
    }
}
