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

/// The lines of the blocks for a home.
fn lines_for_a_home(page: &str) -> Vec<&str> {
    page.split("```console\n").skip(1).filter_map(|part| part.split("```").next()).flat_map(str::lines).collect()
}

#[test]
fn the_example_for_a_home_says_what_the_crate_says_and_what_is_mended_houses_as_many_as_it_says() {
    let mut input = Input::read(include_bytes!("../../../../docs/placement-home.json")).unwrap();
    let today = input.today.unwrap();
    let options = Options { relax: 2, threads: 1 };
    let before = place(&input, today, options);
    assert_eq!(verify(&input, today, &before), Ok(()));
    let told = text(&before);
    for line in lines_for_a_home(include_str!("../../../../docs/placement.md")) {
        assert!(told.lines().any(|said| said == line), "docs/placement.md says 「{line}」, and the crate says\n{told}");
    }
    let guarantor = before.changes.singles.iter().find(|one| one.says.contains("保証人")).unwrap();
    // The home says that it needs none: a criterion that asks nothing.
    let any = serde_json::from_str(r#"{"any": true}"#).unwrap();
    input.homes[0].answers.insert("guarantor:0".into(), any);
    let after = place(&input, today, options);
    assert_eq!((before.council.served, after.council.served), (1, 2));
    assert_eq!(after.council.served - before.council.served, guarantor.gain);
}
