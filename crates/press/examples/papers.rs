//! Speeds of the press: the sample town's sheet and a sheet of three pages, five rounds each, first and warm.
//! With a folder as argument, the papers and their text are written there (the peers of `bench/press.sh` print the same).

#[path = "../tests/it/sheet.rs"]
mod sheet;

use minutes::{Minutes, SheetForm};
use press::{Document, Fonts, OnMissing};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
const EACH: usize = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let read = |name: &str| -> Result<Minutes, Box<dyn std::error::Error>> {
        Ok(minutes::read(&minutes::decode(&std::fs::read(root.join(name))?)?.text))
    };
    let two = read("mihon-r6-1.txt")?;
    let mut three = two.clone();
    let again: Vec<_> =
        three.proceedings.iter().filter(|block| block.agenda.as_deref() == Some("3-2")).cloned().collect();
    three.proceedings.extend(again);
    let papers = [("short", paper(&two)), ("3 pages", paper(&three))];
    if let Some(folder) = std::env::args().nth(1) {
        return write(std::path::Path::new(&folder), &papers[1].1);
    }
    println!("| writer | paper | first ms | warm p50 ms (each of {ROUNDS} rounds of {EACH}) | bytes |");
    println!("|---|---|---|---|---|");
    for (name, paper) in &papers {
        row("pdf", name, || press::pdf(paper, Fonts::embedded(), OnMissing::Refuse))?;
    }
    let (name, paper) = &papers[1];
    row("docx", name, || press::docx(paper))?;
    row::<press::PressError>("html", name, || Ok(press::html(paper, None).into_bytes()))?;
    row::<press::PressError>("text", name, || Ok(press::text(paper).into_bytes()))?;
    Ok(())
}

fn paper(minutes: &Minutes) -> Document {
    sheet::document(minutes, &SheetForm::key_points())
}

fn row<E: std::error::Error + 'static>(
    writer: &str,
    name: &str,
    print: impl Fn() -> Result<Vec<u8>, E>,
) -> Result<(), Box<dyn std::error::Error>> {
    let (first, bytes) = timed(&print);
    let bytes = bytes?.len();
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let mut times: Vec<Duration> = (0..EACH).map(|_| timed(&print).0).collect();
        times.sort_unstable();
        rounds.push(format!("{:.1}", times[EACH / 2].as_secs_f64() * 1000.0));
    }
    println!("| {writer} | {name} | {:.1} | {} | {bytes} |", first.as_secs_f64() * 1000.0, rounds.join(" "));
    Ok(())
}

fn timed<T>(work: impl Fn() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}

fn write(folder: &std::path::Path, paper: &Document) -> Result<(), Box<dyn std::error::Error>> {
    std::fs::write(folder.join("sheet.pdf"), press::pdf(paper, Fonts::embedded(), OnMissing::Refuse)?)?;
    // Peers set the same fonts; an office's word processor gets the names that Windows knows.
    let mut peers = paper.clone();
    peers.page.office_text_font = "BIZ UDMincho".into();
    peers.page.office_label_font = "BIZ UDGothic".into();
    std::fs::write(folder.join("sheet.docx"), press::docx(&peers)?)?;
    std::fs::write(folder.join("sheet.html"), press::html(paper, Some("sheet.css")))?;
    std::fs::write(folder.join("sheet.css"), press::SHEET_CSS)?;
    std::fs::write(folder.join("sheet.txt"), press::text(paper))?;
    Ok(())
}
