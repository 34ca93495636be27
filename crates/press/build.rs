//! Tells the crate where the fonts lie that npm fetched, or in one sentence what to run.

use std::path::Path;

/// Seen from the crate. Asked when it runs: a target folder may serve clones that lie elsewhere.
const FONTS: &str = "../../web/node_modules/@expo-google-fonts";

const FILES: &[&str] = &[
    "biz-udmincho/400Regular/BIZUDMincho_400Regular.ttf", "biz-udmincho/700Bold/BIZUDMincho_700Bold.ttf",
    "biz-udmincho/LICENSE_FONT", "biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf",
    "biz-udgothic/700Bold/BIZUDGothic_700Bold.ttf", "biz-udgothic/LICENSE_FONT",
    "noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf", "noto-sans-jp/LICENSE_FONT",
];

fn main() {
    let fonts = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the crate")).join(FONTS);
    println!("cargo::rustc-env=PRESS_FONTS={}", fonts.display());
    println!("cargo::rerun-if-changed=build.rs");
    for file in FILES {
        let path = fonts.join(file);
        println!("cargo::rerun-if-changed={}", path.display());
        if !path.is_file() {
            println!("cargo::error=the fonts of the papers are not here yet: run `make web` once, then build again");
            return;
        }
    }
}
