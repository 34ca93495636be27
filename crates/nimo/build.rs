//! Tells the crate where the parts of the map lie that npm fetched, or in one sentence what to run.

use std::path::Path;

/// Seen from the crate. Asked when it runs: a target folder may serve clones that lie elsewhere.
const PARTS: &str = "../../web/node_modules";

const FILES: &[&str] = &[
    "maplibre-gl/dist/maplibre-gl.mjs", "maplibre-gl/dist/maplibre-gl-worker.mjs", "maplibre-gl/dist/maplibre-gl.css",
    "pmtiles/dist/pmtiles.js",
];

fn main() {
    let parts = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the crate")).join(PARTS);
    println!("cargo::rustc-env=MAP_PARTS={}", parts.display());
    println!("cargo::rerun-if-changed=build.rs");
    for file in FILES {
        let path = parts.join(file);
        println!("cargo::rerun-if-changed={}", path.display());
        if !path.is_file() {
            println!("cargo::error=the parts of the map are not here yet: run `make web` once, then build again");
            return;
        }
    }
}
