#!/usr/bin/env bash
# Runs the quickstart as a new user would: a fresh copy of the sources, in a folder whose path has spaces.
set -euo pipefail
exec </dev/null
cd "$(dirname "$0")/.."

work=$(mktemp -d "${TMPDIR:-/tmp}/assay quickstart.XXXXXX")
trap 'rm -rf "$work"' EXIT
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  if [ -f "$file" ]; then printf '%s\0' "$file"; fi
done | tar --null --files-from=- -cf - | tar -xf - -C "$work"

cd "$work"
./quickstart.sh
done_runs=$(find examples/quickstart/outputs -name results.json | wc -l)
if [ "$done_runs" -ne 13 ]; then
  echo "quickstart: the plan has 13 experiments, $done_runs left a results.json" >&2
  exit 1
fi
if ! grep -q QS-1 examples/quickstart/tracker.md; then
  echo "quickstart: the tracker does not name the first experiment" >&2
  exit 1
fi
