//! The body of a request: a form, or a form with files. What is too large is read to its end and thrown away, so that the
//! browser hears the sentence instead of a broken line.

use crate::plumbing::fault::Fault;
use crate::plumbing::typed::Typed;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header;
use http_body_util::BodyExt;
use multer::{Constraints, Multipart, SizeLimit};

/// The largest body with a file: the largest sheet, and room for the form around it.
pub const MOST_BYTES: usize = minutes::MOST_BYTES + 256 * 1024;
/// The largest paper of a meeting (資料), and room for the form around it.
pub const MOST_PAPER_BYTES: usize = 30 * 1024 * 1024 + 256 * 1024;
/// The open data of the whole country as it is downloaded (about 20 MB), and the form around it.
pub const MOST_OPEN_DATA_BYTES: usize = 64 * 1024 * 1024 + 256 * 1024;
/// So much is read and thrown away before the line is cut.
const MOST_THROWN_AWAY: usize = 512 * 1024 * 1024;
/// Fields and files: a meeting's papers come all at once.
const MOST_PARTS: u64 = 120;

/// A file that came. It has no `Debug`: a file never reaches a log.
#[derive(Clone)]
pub struct Upload {
    /// The name as the browser says it; only shown, never opened.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What a route takes: how many bytes, and files or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Takes {
    /// The largest body that is kept.
    pub most: usize,
    /// Does it take files?
    pub files: bool,
}

/// Reads the body.
///
/// # Errors
/// A sentence for a body that is too large, broken off, or neither kind of form.
pub async fn read(request: Request, takes: Takes) -> Result<(Typed, Vec<Upload>), Fault> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let boundary = multer::parse_boundary(kind).ok();
    let body = whole(request.into_body(), takes.most).await?;
    match boundary {
        Some(boundary) if takes.files => parts(body, boundary, takes.most).await,
        Some(_) => Err(Fault::Unreadable("ここではファイルを受け取れません。前のページに戻って、入れ直してください。")),
        None => Ok((Typed::read(&body)?, vec![])),
    }
}

async fn whole(mut body: Body, most: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut seen = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| BROKEN_OFF)?;
        let Some(data) = frame.data_ref() else { continue };
        seen += data.len();
        if seen > most {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(data);
        }
        if seen > MOST_THROWN_AWAY {
            break;
        }
    }
    match seen > most {
        false => Ok(bytes),
        true if most == MOST_BYTES => Err(Fault::Unreadable(
            "ファイルが大きすぎます（20MBまで）。会議録1回分のテキストだけにして、もう一度選んでください。何も残していません。",
        )),
        true if most == MOST_PAPER_BYTES => Err(Fault::Unreadable(
            "ファイルが大きすぎます（30MBまで）。写真を小さくするか、資料を分けて、もう一度選んでください。何も残していません。",
        )),
        true if most == MOST_OPEN_DATA_BYTES => Err(Fault::Unreadable(
            "ファイルが大きすぎます（全部で64MBまで）。サービスごとのZIPを、何回かに分けて選んでください。何も残していません。",
        )),
        true => Err(Fault::Unreadable("入力が長すぎます。短くして、もう一度送ってください。")),
    }
}

async fn parts(body: Vec<u8>, boundary: String, most: usize) -> Result<(Typed, Vec<Upload>), Fault> {
    let constraints = Constraints::new().size_limit(SizeLimit::new().whole_stream(most as u64));
    let stream = Body::from(body).into_data_stream();
    let mut multipart = Multipart::with_constraints(stream, boundary, constraints);
    let (mut typed, mut files) = (Typed::default(), vec![]);
    for _ in 0..MOST_PARTS {
        let Some(field) = multipart.next_field().await.map_err(|_| BROKEN_OFF)? else { return Ok((typed, files)) };
        let name = field.name().unwrap_or("").to_string();
        let file = field.file_name().map(str::to_string);
        let bytes = field.bytes().await.map_err(|_| BROKEN_OFF)?;
        match file {
            Some(file) if !bytes.is_empty() || !file.is_empty() => {
                files.push(Upload { name: shown(&file), bytes: bytes.to_vec() });
            }
            Some(_) => {}
            None => typed.add(&name, &bytes)?,
        }
    }
    Err(Fault::Unreadable("入力の欄が多すぎます。前のページに戻って、もう一度お試しください。"))
}

/// The last part of a path, without controls, at most 100 characters.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    last.chars().filter(|c| !c.is_control()).take(100).collect()
}

const BROKEN_OFF: Fault =
    Fault::Unreadable("送っている途中で切れました。何も残していません。回線を確かめて、もう一度送ってください。");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn request(kind: &str, body: impl Into<Body>) -> Request {
        Request::builder().header("content-type", kind).body(body.into()).unwrap()
    }

    fn block_on<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
    }

    const FILES: Takes = Takes { most: MOST_BYTES, files: true };
    const FEW: Takes = Takes { most: 100, files: false };
    const FORM: &str = "multipart/form-data; boundary=x";

    #[test]
    fn a_form_with_a_file_is_read_and_the_name_of_the_file_is_no_path() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n髙橋\r\n二行\r\n--x\r\n\
            Content-Disposition: form-data; name=\"sheet\"; filename=\"..\\..\\r5-3.txt\"\r\n\r\nabc\r\n--x--\r\n";
        let (typed, files) = block_on(read(request(FORM, body), FILES)).unwrap_or_default();
        assert_eq!(typed.get("text"), "髙橋\n二行");
        assert_eq!(
            files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect::<Vec<_>>(),
            [("r5-3.txt", &b"abc"[..])]
        );
    }

    #[test]
    fn what_is_too_large_or_broken_off_is_refused_with_a_sentence() {
        let sentence = |fault: Result<(Typed, Vec<Upload>), Fault>| match fault {
            Err(Fault::Unreadable(sentence)) => sentence,
            _ => "",
        };
        assert!(sentence(block_on(read(request(FORM, vec![b'a'; MOST_BYTES + 1]), FILES))).contains("20MBまで"));
        let paper = Takes { most: MOST_PAPER_BYTES, files: true };
        let large = request(FORM, vec![b'a'; MOST_PAPER_BYTES + 1]);
        assert!(sentence(block_on(read(large, paper))).contains("30MBまで"));
        assert!(sentence(block_on(read(request("", vec![b'a'; 101]), FEW))).contains("長すぎます"));
        assert!(
            sentence(block_on(read(
                request(FORM, "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf"),
                FILES
            )))
            .contains("途中で切れました")
        );
        assert!(sentence(block_on(read(request(FORM, "--x--"), FEW))).contains("ファイルを受け取れません"));
    }

    proptest! {
        #[test]
        fn arbitrary_bodies_never_panic(body in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = block_on(read(request(FORM, body), FILES));
        }
    }
}
