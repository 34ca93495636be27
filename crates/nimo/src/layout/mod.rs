//! The frame of every page, the fields of every form, the sentence for every fault, and the style sheet.
//!
//! Others may name [`Frame`], [`Field`] and [`Control`], and extend `layout/views/frame.html`.

mod field;
mod frame;

pub use field::{Control, Field, Option3, error_of};
pub use frame::{Frame, Place};

use crate::access::SignedIn;
use crate::plumbing::fault::Fault;
use crate::plumbing::typed::Typed;
use crate::plumbing::web::{Answer, Method, Reply, Route};
use askama::Template;

/// The files that every page links to.
pub const ROUTES: &[Route] = &[
    Route::get("/nimo.css", "page.open", |_| {
        Box::pin(async { Ok(Reply::file("text/css; charset=utf-8", include_str!("nimo.css"))) })
    })
    .open()
    .file(),
    Route::get("/sheet.css", "page.open", |_| {
        Box::pin(async { Ok(Reply::file("text/css; charset=utf-8", press::SHEET_CSS)) })
    })
    .open()
    .file(),
    Route::get("/nimo.js", "page.open", |_| {
        Box::pin(async { Ok(Reply::file("text/javascript; charset=utf-8", include_str!("nimo.js"))) })
    })
    .open()
    .file(),
    Route::get("/nimo.svg", "page.open", |_| {
        Box::pin(async { Ok(Reply::file("image/svg+xml", include_str!("nimo.svg"))) })
    })
    .open()
    .file(),
];

#[derive(Template)]
#[template(path = "layout/views/fault.html")]
struct FaultPage {
    frame: Frame,
    sentence: String,
    advice: &'static str,
}

/// The page for a fault: what happened, and the way back.
///
/// # Errors
/// When the template fails.
pub fn fault_page(fault: &Fault, who: Option<&SignedIn>) -> Answer {
    let (status, sentence, advice) = match fault {
        Fault::SignedOut => (401, "サインインが必要です", "サインインしてから、もう一度お試しください。"),
        Fault::Refused("page.foreign") => (
            403,
            "ほかのページから送られたため、受け付けませんでした",
            "このしくみの画面を開き直して、もう一度入れてください。何も変わっていません。",
        ),
        Fault::Refused(_) => (
            403,
            "この操作の権限がありません",
            "担当の変更などで必要なときは、管理者に役割と受け持ちの変更を頼んでください。何も変わっていません。",
        ),
        Fault::Missing => (404, "ページが見つかりません", "アドレスを確かめるか、一覧からたどってください。"),
        Fault::Disposed(_) => (
            410,
            "廃棄しました",
            "保存期間が過ぎ、決裁を受けて廃棄したので、中身は残っていません。何を、いつ、どの決裁で廃棄したかは、協議会の「保存と廃棄」に残っています。",
        ),
        Fault::Withdrawn => (
            410,
            "取りやめた資料です",
            "手元に紙やファイルがあれば、使わないでください。わけは、事務局に聞いてください。",
        ),
        Fault::Unreadable(advice) => (400, "受け付けられませんでした", *advice),
        Fault::Lost => {
            (409, "ほかの人が先に保存しました", "前のページに戻り、開き直してください。何も変わっていません。")
        }
        Fault::Taken => {
            (409, "同じものがすでにあります", "前のページに戻り、名前などを変えてください。何も変わっていません。")
        }
        Fault::Busy => (503, "こみ合っています", "少し待って、もう一度お試しください。何も変わっていません。"),
        Fault::Broken { .. } | Fault::Setup(_) => (
            500,
            "しくみの中で不具合が起きました",
            "前のページに戻って、もう一度お試しください。続くときは、時刻をそえて運用担当に知らせてください。",
        ),
    };
    let sentence = match fault {
        Fault::Disposed(on) => format!("{}に{sentence}", almanac::in_words(*on)),
        _ => sentence.to_string(),
    };
    Reply::page_with(status, &FaultPage { frame: Frame::of(sentence.as_str(), who, Place::None), sentence, advice })
}

/// Somebody knocked without a session. A page asks to sign in and comes back; an act keeps what was typed, all but passwords,
/// so that signing in continues it.
///
/// # Errors
/// When the template fails.
pub fn signed_out(route: &Route, path: &str, typed: &Typed) -> Answer {
    match route.method {
        Method::Get => Ok(Reply::see(format!("/sign-in?next={path}"))),
        Method::Post => crate::accounts::web::sign_in_to_continue(path, typed),
    }
}
