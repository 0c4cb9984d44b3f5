#!/usr/bin/env bash
# Matches generated people on Spark and by one run, compares the answers, and prints the times:
#   examples/spark/measure.sh [PEOPLE]
# It needs Python with PySpark, and Java; PYTHON names another Python.
set -euo pipefail
cd "$(dirname "$0")/../.."
people=${1:-1000000}
python=${PYTHON:-python3}
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
program=${LADDER:-$PWD/target/release/ladder}
cargo run --quiet --locked --example generate -- --people "$people" -o "$folder"
single() {
  "$program" match --stdin --top 3 --threads "$1" --quiet --ladder "$folder/ladder.json" --as-of 2026-11-20 \
    <"$folder/people.jsonl" >"$folder/single.jsonl"
}
for threads in 1 2; do
  begun=$(date +%s%N)
  single "$threads"
  echo "one run, $threads threads: $((($(date +%s%N) - begun) / 1000000)) ms"
done
# A line counts within its partition.
without_line() { sed 's/^{"line":[0-9]*,/{/' "$1"; }
for partitions in 1 2; do
  "$python" examples/spark/match.py "$program" "$folder/ladder.json" "$folder/people.jsonl" "$folder/spark-$partitions" "$partitions"
  cat "$folder/spark-$partitions"/part-* >"$folder/spark.jsonl"
  cmp <(without_line "$folder/single.jsonl") <(without_line "$folder/spark.jsonl")
  [ "$(wc -l <"$folder/spark.jsonl")" = "$people" ]
done
echo "the answers are the same, $people lines"
