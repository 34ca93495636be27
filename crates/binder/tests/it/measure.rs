//! How long a binding takes; run by hand, alone, optimised:
//! `cargo test --release -p binder --test it measure -- --ignored --nocapture`

use crate::made::paper;
use binder::{Binding, Part, bind, check_pdf};
use std::time::Instant;

#[test]
#[ignore = "by hand, optimised"]
fn measure() {
    let papers: Vec<Vec<u8>> = (1..=12).map(|n| paper(&format!("資料{n}"), 25)).collect();
    // Peak memory of the binding alone is seen in a second run, from files.
    let folder = std::env::temp_dir().join("binder-measure");
    std::fs::create_dir_all(&folder).unwrap();
    for (n, bytes) in papers.iter().enumerate() {
        std::fs::write(folder.join(format!("{n:02}.pdf")), bytes).unwrap();
    }
    timed(&papers);
}

#[test]
#[ignore = "by hand, after measure"]
fn again() {
    let folder = std::env::temp_dir().join("binder-measure");
    let papers: Vec<Vec<u8>> = (0..12).map(|n| std::fs::read(folder.join(format!("{n:02}.pdf"))).unwrap()).collect();
    let bound = timed(&papers);
    std::fs::write(folder.join("bound.pdf"), bound).unwrap();
}

fn timed(papers: &[Vec<u8>]) -> Vec<u8> {
    let parts: Vec<Part<'_>> = papers.iter().map(|bytes| Part { mark: "資料", title: "測定", bytes }).collect();
    let start = Instant::now();
    let pages: usize = papers.iter().map(|bytes| check_pdf(bytes).unwrap().pages).sum();
    let checked = start.elapsed();
    let start = Instant::now();
    let binding = Binding {
        title: "資料一式",
        author: "健康福祉課",
        dated: "2024-05-23T13:30:00".parse().unwrap(),
        page_numbers: true,
    };
    let bound = bind(&parts, &binding).unwrap();
    let given: usize = papers.iter().map(Vec::len).sum();
    println!(
        "{pages} pages, {given} bytes: checked in {checked:?}; bound in {:?}, {} bytes",
        start.elapsed(),
        bound.len()
    );
    bound
}
