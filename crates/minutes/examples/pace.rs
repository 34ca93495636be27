//! How long the reader takes for sheets of 100 KB, 1 MB and 10 MB: median, least and most of several rounds.
//! Run by `make bench`.

use std::time::Instant;

fn main() {
    let sheet = include_str!("../../../corpus/v_bosai_maru.txt");
    let body_from = sheet.find("１　開会\n").unwrap_or(0);
    let (head, body) = sheet.split_at(body_from);
    println!("size_bytes\trounds\tmedian_ms\tmin_ms\tmax_ms\tblocks");
    for (size, rounds) in [(100_000, 41), (1_000_000, 11), (10_000_000, 5)] {
        let mut text = head.to_string();
        while text.len() < size {
            text.push_str(body);
        }
        let mut cut = size;
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        text.truncate(cut);
        let mut blocks = 0;
        let mut times: Vec<f64> = (0..=rounds)
            .map(|_| {
                let begin = Instant::now();
                blocks = minutes::read(&text).proceedings.len();
                begin.elapsed().as_secs_f64() * 1000.0
            })
            .skip(1)
            .collect();
        times.sort_by(f64::total_cmp);
        println!(
            "{}\t{rounds}\t{:.2}\t{:.2}\t{:.2}\t{blocks}",
            text.len(),
            times[times.len() / 2],
            times[0],
            times[times.len() - 1]
        );
    }
}
