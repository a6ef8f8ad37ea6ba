#!/usr/bin/env bash
# Times the published command as whole processes: start-up, reading a store of 10,000 runs x 20 metrics, and the runner's overhead.
# Usage: bench/cli.sh [published file] (default: what eng/publish.sh made). Needs: python3. Prints medians of 15 calls and the peak memory.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$(dotnet --info | awk '$1 == "RID:" { print $2 }')
assay=$(realpath "${1:-artifacts/publish/$here/assay}")
work=$(mktemp -d "${TMPDIR:-/tmp}/assay-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

measure() { # measure <name> <command...>: median wall of 15 calls and the largest peak memory
  python3 - "$@" <<'PY'
import resource, statistics, subprocess, sys, time
name, command = sys.argv[1], sys.argv[2:]
walls = []
for _ in range(16):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    walls.append((time.perf_counter() - start) * 1000)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
walls = walls[1:]  # the first call reads the file from the disk
print(f"{name:44} {statistics.median(walls):7.0f} ms  (min {min(walls):.0f}, max {max(walls):.0f})  {peak:5.0f} MiB")
PY
}

measure "assay --help" "$assay" --help
measure "assay runs --help" "$assay" runs --help

dotnet build bench/Assay.Benchmarks -c Release -v quiet --nologo
dotnet bench/Assay.Benchmarks/bin/Release/net10.0/Assay.Benchmarks.dll fill "$work/store" 10000 20
store="$work/store/.assay"
measure "assay runs (10,000 runs x 20 metrics)" "$assay" --store "$store" runs
measure "assay runs --limit 10000" "$assay" --store "$store" runs --limit 10000
measure "assay runs, condition and order" "$assay" --store "$store" runs "metrics.m3 > 0.5 order by metrics.m3 desc limit 20"
measure "assay top --by m3 --maximize" "$assay" --store "$store" top --by m3 --maximize

mkdir "$work/plan"
cat >"$work/plan/assay.yaml" <<'YAML'
name: trivial
defaults: { command: ["/bin/true"] }
priorities: { P: { ids: T-0001..T-1000, matrix: { a: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], b: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], c: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] } } }
YAML
cd "$work/plan"
python3 - "$assay" <<'PY'
import os, resource, subprocess, sys, time
start = time.perf_counter()
for _ in range(1000):
    subprocess.run(["/bin/true"], check=True)
bare = time.perf_counter() - start
for jobs in ("2", "1"):
    subprocess.run(["rm", "-rf", ".assay"], check=True)
    start = time.perf_counter()
    process = subprocess.Popen([sys.argv[1], "run", "--jobs", jobs], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    assert status == 0, status
    print(f"1,000 x /bin/true, --jobs {jobs}: {wall:.1f} s, {wall:.2f} ms a run; bare from Python {bare:.2f} ms a run; peak {usage.ru_maxrss / 1024:.0f} MiB")
PY
"$assay" runs "status = completed" --limit 1000 --json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["items"]), "runs completed")'
