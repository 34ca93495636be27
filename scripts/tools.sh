#!/usr/bin/env bash
# Builds the tools of `make test` once into the folder given (a few minutes the first time).
set -euo pipefail
into=${1:?usage: scripts/tools.sh FOLDER}
version=0.20.2

if ! "$into/bin/cargo-deny" --version 2>/dev/null | grep -qF "$version"; then
  echo "tools: building cargo-deny $version into $into (once)" >&2
  cargo install cargo-deny --version "$version" --locked --quiet --root "$into"
fi
