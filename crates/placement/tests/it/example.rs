//! The worked example of docs/placement.md is what the crate says.

use placement::{Input, Options, place, text, verify};

#[test]
fn the_worked_example_says_what_the_crate_says() {
    let input = Input::read(include_bytes!("../../../../docs/placement-example.json")).unwrap();
    let today = input.today.unwrap();
    let output = place(&input, today, Options { relax: 2, threads: 1 });
    assert_eq!(verify(&input, today, &output), Ok(()));
    let page = include_str!("../../../../docs/placement.md");
    let told: String = page.split("```text\n").skip(1).filter_map(|part| part.split("```").next()).collect();
    assert_eq!(told, text(&output), "docs/placement.md shows another answer");
}
