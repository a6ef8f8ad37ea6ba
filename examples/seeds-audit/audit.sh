#!/bin/sh
# Imports the five logs into a store of its own beside this script, and checks what they conclude.
# Usage: audit.sh [folder with the logs]     (default: ../../../shared/seeds)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
logs=$(cd "${1:-$here/../../../shared/seeds}" && pwd)
assay() { dotnet "$here/../../src/Assay.Cli/bin/Release/net10.0/Assay.Cli.dll" "$@"; }

cd "$here"
[ -e .assay/assay.db ] || assay init > /dev/null
for log in "$logs"/00?_*.md; do
  assay import log "$log" > /dev/null
done
assay claims check
