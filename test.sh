#!/usr/bin/env bash
# Builds Assay and runs its tests: ./test.sh the fast ones, ./test.sh --all everything (slow tests, format, quickstart, publishing).
# The last line is the sum over all test projects; the exit code is 0 only when every stage and every test passed.
#
# With ASSAY_REQUIRE_SERVICES=1 what a test needs and cannot find is a failure; otherwise such a test is skipped and named.
set -uo pipefail
exec </dev/null
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
# A git hook that calls this names its own repository; the tests make theirs.
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

# What some tests drive beside the .NET SDK. On Debian, as root, --all installs what is missing.
readonly DEBIAN_PACKAGES="git python3 python3-pytest python3-optuna"
readonly SERVICES="git python3 pytest optuna"
# A test that finds a service missing skips with a reason that begins so; ASSAY_REQUIRE_SERVICES=1 makes a failure of it.
readonly SERVICE_SKIP="Service missing:"
# A stage that hangs would hang the machine it runs on: nothing here takes a quarter of this.
readonly STAGE_LIMIT_SECONDS=1800

all=false
case "${1:-}" in
  "") ;;
  --all) all=true ;;
  -h | --help) sed -n '2,/^set /{/^# \{0,1\}/s///p;}' "$0"; exit 0 ;;
  *) echo "test.sh: unknown option '$1'; the only one is --all." >&2; exit 2 ;;
esac
require=${ASSAY_REQUIRE_SERVICES:-0}

reports=$(mktemp -d "${TMPDIR:-/tmp}/assay-tests.XXXXXX")
small_disk=
cleanup() {
  if [ -n "$small_disk" ]; then umount "$small_disk"; fi
  rm -rf "$reports"
}
trap cleanup EXIT

passed=0 failed=0 skipped=0
problems=() times=()

problem() { problems+=("$1"); echo "FAILED: $1" >&2; }

bounded() {
  if command -v timeout >/dev/null; then timeout --kill-after=10 "$STAGE_LIMIT_SECONDS" "$@"; else "$@"; fi
}

# stage <name> <command...>: runs it, notes its minutes, and goes on when it fails.
stage() {
  local name=$1 start=$SECONDS status=0
  shift
  echo "== $name"
  "$@" || status=$?
  times+=("$(awk -v s=$((SECONDS - start)) -v n="$name" 'BEGIN { printf "%6.1f min  %s", s / 60, n }')")
  if [ "$status" -ne 0 ]; then problem "$name (exit code $status)"; fi
  return "$status"
}

services() {
  local missing=() status=0 service
  for service in $SERVICES; do command -v "$service" >/dev/null || missing+=("$service"); done
  if [ ${#missing[@]} -gt 0 ] && $all; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
      echo "installing $DEBIAN_PACKAGES for: ${missing[*]}"
      # shellcheck disable=SC2086 # the packages are words
      { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $DEBIAN_PACKAGES; } >"$reports/apt.log" 2>&1 ||
        tail -n 5 "$reports/apt.log"
    else
      echo "nothing is installed: that takes root and apt-get"
    fi
  fi
  for service in $SERVICES; do
    if ! command -v "$service" >/dev/null; then
      echo "missing: $service; the tests that need it are skipped"
      status=1
    fi
  done

  # A disk that is soon full: tests write to it until it is.
  mkdir "$reports/small-disk"
  if mount -t tmpfs -o size=4m tmpfs "$reports/small-disk" 2>/dev/null; then
    small_disk=$reports/small-disk
    export ASSAY_SMALL_DISK=$small_disk
  else
    echo "missing: a small disk (mounting a tmpfs takes root on Linux); the tests of a full disk are skipped"
    status=1
  fi

  if [ "$require" != 1 ]; then status=0; fi
  return "$status"
}

count() { # count <report> <attribute>: the number in the report's <assembly> element
  grep -o '<assembly [^>]*>' "$1" | head -n 1 | sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p"
}

tests() { # tests <project>: one test host, its counts added to the sums
  local name=$1 report=$reports/$1.xml log=$reports/$1.log status=0 filter=() ran skips
  if ! $all; then filter=(-trait- Tier=Slow); fi
  bounded dotnet "tests/$name/bin/Release/net10.0/$name.dll" ${filter[@]+"${filter[@]}"} -noLogo -noColor -xml "$report" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  if [ -z "$(count "$report" total 2>/dev/null)" ]; then
    # A crashed host leaves no report: which tests it would have passed is unknown, and one failure stands for them.
    failed=$((failed + 1))
    echo "$name: the test host ended with exit code $status and left no report" >&2
    return $((status == 0 ? 1 : status))
  fi

  ran=$(count "$report" total)
  passed=$((passed + $(count "$report" passed)))
  failed=$((failed + $(count "$report" failed) + $(count "$report" errors)))
  skipped=$((skipped + $(count "$report" skipped)))
  awk '/ \[SKIP\]$/ { gsub(/^ +| \[SKIP\]$/, ""); name = $0; getline; sub(/^ +/, ""); print name ": " $0 }' "$log" >>"$reports/skips"
  if $all && [ "$ran" -eq 0 ]; then
    echo "$name: no test was run" >&2
    status=1
  fi
  return "$status"
}

if $all; then stage "services" services; fi

if stage "build" bounded dotnet build Assay.slnx -c Release -v quiet --nologo; then
  for project in tests/*.Tests; do
    name=$(basename "$project")
    stage "$name" tests "$name"
  done
  if $all; then
    stage "format" bounded dotnet format Assay.slnx --verify-no-changes --no-restore
    stage "quickstart" bounded eng/check-quickstart.sh
    stage "publish" bounded eng/publish.sh
  fi
fi

echo
printf '%s\n' "${times[@]}"
if [ -s "$reports/skips" ]; then
  echo "skipped:"
  sed 's/^/  /' "$reports/skips"
  if [ "$require" = 1 ] && grep -qF ": $SERVICE_SKIP" "$reports/skips"; then
    problem "a test was skipped because a service is missing, and ASSAY_REQUIRE_SERVICES=1"
  fi
fi
if [ $((passed + failed)) -eq 0 ]; then problem "no test was run"; fi
if [ ${#problems[@]} -gt 0 ]; then
  echo "failed stages:"
  printf '  %s\n' "${problems[@]}"
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ ${#problems[@]} -eq 0 ] && [ "$failed" -eq 0 ]
