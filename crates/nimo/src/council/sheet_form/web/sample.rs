//! The sheet beside the form: the newest kept meeting of the council as it would print, else an invented one of みほん市.

use crate::access::Permit;
use crate::council::ReadCouncil;
use crate::council::meeting::model::{MeetingId, State};
use crate::council::meeting::store::{self as meetings, Block, Item, Meeting};
use crate::council::meeting::{ReadMeeting, print};
use crate::council::model::{CouncilId, RecordMethod};
use crate::council::seat::rules::RosterCopy;
use crate::council::sheet_form::model::{SheetFormEdition, unread_labels};
use crate::council::sheet_form::store;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use chrono::NaiveDateTime;
use minutes::{Known, KnownMember, Minutes, PublicAccess};

/// A sheet of みほん市, invented: every kind of row has something to show.
const INVENTED: &str = "\
会議名称　　令和８年度　第１回みほん市地域連絡協議会
開催日時　　令和８年５月２１日（木）１０：００～１１：３０
開催場所　　みほん市役所　３０１会議室
出席者等　　委員：見本会長、例示副会長、架空委員、仮名委員（欠席）
事務局：障害福祉課長、相談支援係長
オブザーバー：みほん保健所　保健師
傍聴の可否　　可　　傍聴者数　　２人
会議次第　　１　開会
２　議題
⑴　今年度の目標について
⑵　住まいの支援について
３　閉会
会議結果　　１　開会

２　議題

⑴　今年度の目標について
　　・事務局から、資料１により今年度の目標の案を説明した。
　　（承認された。）

⑵　住まいの支援について
　　（以下意見要旨）
　　・空いている部屋と、住まいを探す人をつなぐ窓口があるとよい。
　　・大家さんに向けた説明会を開いてはどうか。
　　（質疑）
　　・窓口は、どの課が受け持つのか。
　　　⇒障害福祉課が受け、住宅の担当と月に１回話し合う。

３　閉会
提出資料　　資料１　今年度の目標（案）
資料２　住まいの相談の件数
";

/// What a sheet is made from.
pub enum Sample {
    /// The newest kept meeting.
    Kept(Box<(Meeting, Vec<Item>, Vec<Block>, Known)>),
    /// No minutes were kept yet.
    Invented,
}

/// The sheet as it prints, and words about it.
pub struct Shown {
    /// HTML of our own making, every text escaped.
    pub paper: String,
    /// From what it was made, and what of the form would not be read again.
    pub told: String,
}

impl Sample {
    /// For a council whose form the actor edits.
    pub async fn of(ask: &Ask, council: CouncilId) -> Result<Sample, Fault> {
        let reading = ask.may::<ReadCouncil>(council).await?;
        let newest = ask.read(async |tx| newest_kept(tx, &reading).await).await?;
        let Some(newest) = newest else { return Ok(Sample::Invented) };
        let Some(permit) = ask.if_may::<ReadMeeting>(newest).await? else { return Ok(Sample::Invented) };
        let read = async |tx: &mut Tx| {
            let meeting = meetings::find(tx, &permit).await?;
            let known = store::known_beside(tx, &permit, &meeting, RosterCopy::Council).await?;
            Ok((meeting, meetings::items(tx, &permit).await?, meetings::blocks(tx, &permit).await?, known))
        };
        Ok(Sample::Kept(Box::new(ask.read(read).await?)))
    }

    /// The sheet in this form, drawn aside from the desk.
    pub async fn shown(self, ask: &Ask, edition: &SheetFormEdition) -> Result<Shown, Fault> {
        let (office, dated) = (ask.signed_in()?.office_name.clone(), ask.now.at_japan());
        let edition = edition.clone();
        ask.aside(move || self.drawn(&edition, &office, dated)).await
    }

    fn drawn(&self, edition: &SheetFormEdition, office: &str, dated: NaiveDateTime) -> Shown {
        let (document, mut told) = match self {
            Sample::Kept(of) => {
                let (meeting, items, blocks, known) = of.as_ref();
                let form = edition.for_method(meeting.form.record_method);
                let document = print::sheet(meeting, items, blocks, &form, known, office, dated);
                (document, format!("{}の会議録を、この様式で印刷した見本です。", meeting.form.short()))
            }
            Sample::Invented => {
                let form = edition.for_method(Some(RecordMethod::Summary));
                let document = print::paper(&invented(), &form, &invented_people(), office, dated);
                (document, "残した会議録がまだないため、作りものの会議の見本です。".to_string())
            }
        };
        let unread = unread_labels(&edition.form);
        if !unread.is_empty() {
            told.push_str(&format!(
                "見出し「{}」は、この紙をもう一度読み取るときに分からないことばです。印刷はできます。",
                unread.join("」「")
            ));
        }
        Shown { paper: within_a_page(&press::fragment(&document)), told }
    }
}

async fn newest_kept(tx: &mut Tx, permit: &Permit<ReadCouncil>) -> Result<Option<MeetingId>, Fault> {
    let kept = meetings::recent(tx, permit, 1).await?;
    Ok(kept.into_iter().find(|meeting| meeting.state == State::Kept).map(|meeting| meeting.id))
}

/// The paper as a part of a page that has its own main part and its own title.
fn within_a_page(paper: &str) -> String {
    let paper =
        paper.replacen("<main class=\"press", "<section aria-label=\"印刷の見本\" tabindex=\"0\" class=\"press", 1);
    let paper = paper.replacen("</main>", "</section>", 1).replacen("<h1 id=\"title\">", "<h3 id=\"title\">", 1);
    paper.replacen("</h1>", "</h3>", 1)
}

fn invented() -> Minutes {
    minutes::read(INVENTED)
}

fn invented_people() -> Known {
    let member = |name: &str, body: &str, group: &str| KnownMember {
        name: name.into(),
        body: body.into(),
        post: String::new(),
        group: group.into(),
    };
    Known {
        members: vec![
            member("見本 太郎", "みほん大学", "第1号委員（学識経験者）"),
            member("例示 花子", "みほん病院", "第2号委員（医療関係者）"),
            member("架空 一", "みほん相談支援事業所", "第3号委員（福祉関係者）"),
            member("仮名 桜", "みほん社会福祉協議会", "第3号委員（福祉関係者）"),
        ],
        audio: Some(true),
        quorum: Some("在任の委員4人のうち3人が出席し、定足数（3人）を満たした。".into()),
        closed_ground: None,
        judgement: Some(PublicAccess::Open),
        signatures: vec!["会長".into(), "会議録署名委員".into()],
        contact: Some("みほん市障害福祉課相談支援係".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use minutes::SheetForm;

    #[test]
    fn the_invented_sheet_shows_every_kind_of_row_in_every_form_that_ships() {
        let sheet = invented();
        assert_eq!(sheet.body.as_deref(), Some("みほん市地域連絡協議会"));
        assert_eq!(sheet.attendance.present.as_ref().map(Vec::len), Some(3));
        assert!(sheet.proceedings.len() >= 6 && sheet.handouts.as_ref().is_some_and(|papers| papers.len() == 2));
        for (code, _, form) in SheetForm::SHIPPED {
            let written = minutes::outline(&sheet, &form(), &invented_people());
            let empty: Vec<&str> = written
                .rows
                .iter()
                .flatten()
                .filter(|cell| cell.lines.is_empty())
                .map(|cell| cell.label.as_str())
                .collect();
            assert!(empty.is_empty(), "{code}: {empty:?}");
        }
    }

    #[test]
    fn a_paper_within_a_page_has_no_second_main_part_and_no_second_title() {
        let paper = within_a_page("<main class=\"press gothic\">\n<h1 id=\"title\">会議録</h1>\n</main>\n");
        assert_eq!(
            paper,
            "<section aria-label=\"印刷の見本\" tabindex=\"0\" class=\"press gothic\">\n<h3 id=\"title\">会議録</h3>\n</section>\n"
        );
    }
}
