#!/usr/bin/env bash
# Builds both forms in which assay is handed out, and starts each once (a file for another machine, eng/publish.sh win-x64, is only built):
#   artifacts/publish/<rid>/assay    one self-contained file, compiled ahead of time (ReadyToRun)
#   artifacts/packages/*.nupkg       the .NET tool
set -euo pipefail
exec </dev/null
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

here=$(dotnet --info | awk '$1 == "RID:" { print $2 }')
rid=${1:-$here}
rm -rf artifacts/publish artifacts/packages
published=artifacts/publish/$rid

# Composite images take four times as long to build, are 15 % larger, and did not start faster.
dotnet publish src/Assay.Cli -c Release -r "$rid" --self-contained -v quiet --nologo -o "$published" \
  -p:PublishSingleFile=true -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=false \
  -p:IncludeNativeLibrariesForSelfExtract=true -p:PublishDocumentationFiles=false
suffix=
if [ -e "$published/assay.exe" ]; then suffix=.exe; fi
if [ "$(ls "$published")" != "assay$suffix" ]; then
  echo "publish: expected the single file assay$suffix in $published, found:" "$published"/* >&2
  exit 1
fi
if [ "$rid" = "$here" ]; then "$published/assay$suffix" --help >/dev/null; fi
echo "$published/assay$suffix, $(($(wc -c <"$published/assay$suffix") / 1000000)) MB"

dotnet pack src/Assay.Cli -c Release -v quiet --nologo -o artifacts/packages
package=$(ls artifacts/packages/Assay.Cli.*.nupkg)
version=${package##*/Assay.Cli.}
tool=$(mktemp -d "${TMPDIR:-/tmp}/assay-tool.XXXXXX")
trap 'rm -rf "$tool"' EXIT
# A packages folder of its own: one that was used before may hold an older build of the same version.
NUGET_PACKAGES=$tool/packages dotnet tool install Assay.Cli --tool-path "$tool/bin" --source "$PWD/artifacts/packages" --version "${version%.nupkg}" >/dev/null
"$tool/bin/assay" --help >/dev/null
echo "$package, $(($(wc -c <"$package") / 1000000)) MB"
