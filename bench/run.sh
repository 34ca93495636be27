#!/usr/bin/env bash
# Speeds of nimo. Prints tables; writes nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
echo "# reader of minutes: text to structure ($(nproc) cores, $(rustc --version))"
cargo run --locked --release --quiet -p minutes --example pace
echo
bench/press.sh
