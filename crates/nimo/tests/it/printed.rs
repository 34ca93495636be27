//! A printed page, held against its golden picture.

/// The first page of a PDF as a small grey picture (width, height, pixels), if the tool is there.
fn first_page(bytes: &[u8]) -> Option<(usize, usize, Vec<u8>)> {
    let folder = crate::town::fresh_folder();
    let file = folder.join("paper.pdf");
    std::fs::write(&file, bytes).unwrap();
    let told =
        std::process::Command::new("pdftoppm").args(["-gray", "-r", "24", "-f", "1", "-l", "1"]).arg(&file).output();
    let _ = std::fs::remove_dir_all(&folder);
    let Ok(told) = told else {
        println!("pdftoppm: not there, the page was not looked at");
        return None;
    };
    Some(picture(&told.stdout))
}

/// A picture as `pdftoppm -gray` writes it: P5, width and height, 255, pixels.
fn picture(pgm: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut words = pgm.splitn(4, |byte| *byte == b'\n');
    assert_eq!(words.next(), Some(&b"P5"[..]));
    let size = std::str::from_utf8(words.next().unwrap()).unwrap();
    let (width, height) = size.split_once(' ').unwrap();
    assert_eq!(words.next(), Some(&b"255"[..]));
    (width.parse().unwrap(), height.parse().unwrap(), words.next().unwrap().to_vec())
}

/// Does the first page look as `golden/<name>.pgm`? `NIMO_GOLDEN=1 cargo test -p nimo --test it` writes it anew. Another version
/// of the tool may shade an edge otherwise; a line that moved is more than that.
pub fn looks_as(paper: &[u8], name: &str) {
    let Some((width, height, pixels)) = first_page(paper) else { return };
    let place = format!("{}/tests/it/golden/{name}.pgm", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("NIMO_GOLDEN").is_some() {
        std::fs::write(&place, [format!("P5\n{width} {height}\n255\n").as_bytes(), &pixels].concat()).unwrap();
    }
    let golden = picture(&std::fs::read(&place).unwrap());
    assert_eq!((golden.0, golden.1, golden.2.len()), (width, height, pixels.len()));
    let apart: u64 = golden.2.iter().zip(&pixels).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    let mean = apart as f64 / pixels.len() as f64;
    assert!(mean < 1.0, "the page is {mean:.2} of 255 apart from its golden picture");
    let mut moved = pixels.clone();
    moved.rotate_right(width);
    let apart: u64 = moved.iter().zip(&pixels).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    assert!(apart as f64 / pixels.len() as f64 > 1.0, "a page that slipped by one line of dots would be noticed");
}
