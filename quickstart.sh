#!/usr/bin/env bash
# Builds assay, runs the example plan on real data, and prints the tracker that comes of it. Run it again: nothing is due.
set -euo pipefail
root=$(cd "$(dirname "$0")" && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

echo "building assay ..."
dotnet build "$root/src/Assay.Cli" -c Release -v quiet --nologo
assay() { dotnet "$root/src/Assay.Cli/bin/Release/net10.0/Assay.Cli.dll" "$@"; }

cd "$root/examples/quickstart"
status=0
assay run --jobs 2 || status=$?
assay log --format tracker >tracker.md
cat tracker.md
echo
echo "The tracker is in $PWD/tracker.md, the runs are in $PWD/.assay."
exit "$status"
