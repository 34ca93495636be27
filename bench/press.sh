#!/usr/bin/env bash
# The press beside its peers: the same sheet of three pages, the same fonts and sizes, to tagged PDF, in one run.
# Peers are left out where they are not installed: LibreOffice (soffice), WeasyPrint (pip install weasyprint; PYTHON names
# the interpreter that has it). Prints tables; writes nothing that stays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=5
each=20
cargo build --locked --release --quiet -p press --example papers
papers=${CARGO_TARGET_DIR:-target}/release/examples/papers
echo "# press: one tree to files ($(nproc) cores)"
"$papers"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$papers" "$folder"
fonts=$PWD/web/node_modules/@expo-google-fonts
echo
echo "# peers: the same sheet to PDF/UA-1, p50 of $each papers in each of $rounds rounds, program warm"
echo "| peer | warm p50 ms | bytes |"
echo "|---|---|---|"

python=${PYTHON:-python3}
if "$python" -c 'import weasyprint' 2>/dev/null; then
  "$python" bench/press_weasyprint.py "$folder" "$fonts" $rounds $each
else
  echo "| WeasyPrint | not installed | |"
fi

if command -v soffice >/dev/null; then
  cat > "$folder/fonts.conf" <<XML
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$fonts</dir><cachedir>$folder/fontcache</cachedir></fontconfig>
XML
  export FONTCONFIG_FILE=$folder/fonts.conf
  mkdir "$folder/many"
  for n in $(seq 1 $((each + 1))); do cp "$folder/sheet.docx" "$folder/many/$n.docx"; done
  filter='pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},"PDFUACompliance":{"type":"boolean","value":"true"}}'
  convert() { soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to "$filter" --outdir "$folder/out" "$@" >/dev/null 2>&1; }
  convert "$folder/many/1.docx"
  millis=()
  for _ in $(seq 1 $rounds); do
    # The start of the program is taken off: the time for twenty-one papers without the time for one.
    t0=$(date +%s%N); convert "$folder/many/1.docx"
    t1=$(date +%s%N); convert "$folder"/many/*.docx
    t2=$(date +%s%N)
    millis+=("$(((t2 - t1 - (t1 - t0)) / each / 100000))")
  done
  printf '| LibreOffice %s, start taken off |' "$(soffice --version | cut -d' ' -f2)"
  for m in "${millis[@]}"; do printf ' %d.%d' $((m / 10)) $((m % 10)); done
  printf ' (means) | %s |\n' "$(stat -c %s "$folder/out/1.pdf")"
else
  echo "| LibreOffice | not installed | |"
fi
