#!/usr/bin/env bash
# Lets nimo read the sample sheet of みほん市 and shows what it saw.
set -euo pipefail
nimo=${1:?usage: scripts/demo.sh PATH-OF-NIMO}
sheet=corpus/mihon-r6-1.txt

"$nimo" minutes parse "$sheet" --format text
echo
echo "要点記録のきまりを守っているかを調べます（nimo minutes check $sheet --method summary）"
if "$nimo" minutes check "$sheet" --method summary; then
  echo "守っています。"
fi
echo
echo "自分の会議録で試すには: $nimo minutes parse ファイル.txt --format text"
