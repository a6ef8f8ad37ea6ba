#!/usr/bin/env python3
"""Ranked metrics, thresholds and calibrations here and in scikit-learn, in turn, on the same samples, as a Markdown table.

usage: evaluation.py [part: ranked, threshold, isotonic, platt] [rows, default 1000000] [rounds, default 3]
Needs `dotnet build -c Release bench/Assay.Benchmarks` and scikit-learn in ${ASSAY_PEER_PYTHON:-/usr/bin/python3}. 18 labels, float32 scores. scikit-learn works on one thread;
from 100,000 rows its isotonic and logistic fits are timed on 2 labels and multiplied by 9. Results of both sides are compared.
"""
import os
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
python = os.environ.get("ASSAY_PEER_PYTHON", "/usr/bin/python3")
ours = ["dotnet", os.path.join(here, "Assay.Benchmarks/bin/Release/net10.0/Assay.Benchmarks.dll"), "evaluation"]
LABELS = 18
NAMES = {"ranked": "AUROC + average precision", "threshold": "best-F1 thresholds", "isotonic": "isotonic, fit + apply", "platt": "Platt, fit + apply"}
# Largest difference between the two sides that is rounding, or a solver that stops early.
AGREEMENT = {"ranked": 1e-9, "threshold": 1e-9, "isotonic": 1e-4, "platt": 1e-3}

PEER = '''
import sys, time, warnings
import numpy as np
warnings.simplefilter("ignore")
from sklearn.metrics import roc_auc_score, average_precision_score, precision_recall_curve
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
folder, part, labels = sys.argv[1], sys.argv[2], 18
p = np.fromfile(folder + "/p.bin", np.float32).reshape(-1, labels); y = np.fromfile(folder + "/y.bin", np.int8).reshape(-1, labels)
few = range(2 if len(p) >= 100000 else labels)
def best(y, s):
    precision, recall, _ = precision_recall_curve(y, s)
    return (2 * precision * recall / np.maximum(precision + recall, 1e-12)).max()
if part == "platt":
    q = np.clip(p.astype(np.float64), 1e-6, 1 - 1e-6); z = np.log(q / (1 - q))
work = {
    "ranked": lambda n: [roc_auc_score(y[:n], p[:n], average="macro"), average_precision_score(y[:n], p[:n], average="macro")],
    "threshold": lambda n: [best(y[:n, j], p[:n, j]) for j in range(labels)],
    "isotonic": lambda n: [IsotonicRegression(out_of_bounds="clip").fit(p[:n, j], y[:n, j]).predict(p[:n, j])[0] for j in few],
    "platt": lambda n: [LogisticRegression(C=1e9).fit(z[:n, j:j + 1], y[:n, j]).predict_proba(z[:n, j:j + 1])[0, 1] for j in few],
}[part]
work(2000)
start = time.perf_counter(); values = work(len(p)); elapsed = time.perf_counter() - start
print(f"{elapsed * 1000 * (labels / len(few) if part in ('isotonic', 'platt') else 1):.2f}|{' '.join(repr(float(v)) for v in values)}")
'''
SAMPLES = '''
import sys, numpy as np
rows, folder = int(sys.argv[1]), sys.argv[2]
g = np.random.default_rng(0); p = g.random((rows, 18), dtype=np.float32); y = (g.random((rows, 18)) < .02 + .3 * p).astype(np.int8)
p.tofile(folder + "/p.bin"); y.tofile(folder + "/y.bin")
'''


def output(command):
    done = subprocess.run(command, env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command[:4])} ended with {done.returncode}:\n{done.stderr}")
    milliseconds, values = done.stdout.strip().split("|")
    return float(milliseconds), [float(value) for value in values.split()]


def median(values):
    return sorted(values)[len(values) // 2]


parts = [sys.argv[1]] if len(sys.argv) > 1 else list(NAMES)
rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
print(f"{rows:,} rows × {LABELS} labels; medians of {rounds} rounds in turn; load {os.getloadavg()[0]:.1f}\n")
print("| work | here, one thread, ms | here, ms | scikit-learn, ms | ratio, one thread | ratio |")
print("|---|---|---|---|---|---|")
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([python, "-c", SAMPLES, str(rows), folder], check=True)
    for part in parts:
        one, all_, peer = [], [], []
        for _ in range(rounds):
            one.append(output([*ours, folder, part, "1"])[0])
            time, found = output([*ours, folder, part, "0"])
            all_.append(time)
            time, expected = output([python, "-c", PEER, folder, part])
            peer.append(time)
            worst = max(abs(a - b) for a, b in zip(found, expected))
            if not worst <= AGREEMENT[part]:
                sys.exit(f"{part}: the two sides differ by {worst}.")
        print(f"| {NAMES[part]} | {median(one):.0f} | {median(all_):.0f} | {median(peer):.0f} | {median(peer) / median(one):.1f} | **{median(peer) / median(all_):.1f}** |", flush=True)
