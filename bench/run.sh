#!/usr/bin/env bash
# Speeds of nimo. Prints tables; writes nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
echo "# reader of minutes: text to structure ($(nproc) cores, $(rustc --version))"
cargo run --locked --release --quiet -p minutes --example pace
echo
bench/press.sh
echo
echo "# placement: people and rooms"
cargo build --locked --release --quiet -p placement --example pace
pace=${CARGO_TARGET_DIR:-target}/release/examples/pace
"$pace"
echo
echo "# placement: the joint reading beside its peers"
"${PYTHON:-python3}" bench/place.py "$pace"
echo
echo "# placement: the joint reading beside a queue by vacancy, on invented towns"
"$pace" experiment
echo
echo "# issues: pages at 200 meetings, 5,000 opinions, 1,000 issues"
cargo build --locked --release --quiet -p nimo
node bench/issues.mjs "${CARGO_TARGET_DIR:-target}/release/nimo"
echo
echo "# providers: an edition of 200,000 lines taken in, beside sqlite3 .import"
"${PYTHON:-python3}" bench/providers.py "${CARGO_TARGET_DIR:-target}/release/nimo"
echo
echo "# wishes beside vacant rooms: 200 wishes, 120 rooms"
node bench/wishes.mjs "${CARGO_TARGET_DIR:-target}/release/nimo"
echo
echo "# the room: four clerks at once, a transcript beside"
node bench/sitting.mjs "${CARGO_TARGET_DIR:-target}/release/nimo"
