#!/usr/bin/env python3
"""Statistics here and in scipy and scikit-learn, in turn, as a Markdown table.

usage: statistical.py [part of a case's name] [rounds, default 5]
Needs `dotnet build -c Release bench/Assay.Benchmarks`, and scipy and scikit-learn in the Python that runs this (Debian: /usr/bin/python3, python3-sklearn).
Medians over the rounds; ours of 15 repetitions in a process of its own each round, after five that are not counted. The peers run on one thread, as they do by themselves.
"""
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
import re
import subprocess
import sys
import time
import warnings

import numpy as np
import scipy
import sklearn
from scipy import stats
from scipy.optimize import curve_fit
from sklearn.metrics import roc_auc_score

warnings.filterwarnings("ignore")
part = sys.argv[1] if len(sys.argv) > 1 else ""
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
here = os.path.dirname(os.path.abspath(__file__))
ours = ["dotnet", os.path.join(here, "Assay.Benchmarks/bin/Release/net10.0/Assay.Benchmarks.dll"), "statistics"]
g = np.random.default_rng(0)
x, z = g.normal(size=1000), g.normal(0.1, 1, size=1000)
labels, scores = (g.random(1000) < 0.2).astype(int), g.random(1000)


def auroc(resamples):
    areas = []
    for _ in range(resamples):
        rows = g.integers(0, 1000, 1000)
        areas.append(roc_auc_score(labels[rows], scores[rows]))
    return np.percentile(areas, [2.5, 97.5])


def exact_mann_whitney():
    stats._mannwhitneyu._mwu_state.__init__(1, 1)  # a process' first call: scipy keeps its table
    return stats.mannwhitneyu(x[:100], z[:100], method="exact").pvalue


budgets = np.array([1e2, 3e2, 1e3, 3e3, 1e4, 3e4, 1e5, 3e5])
law = lambda n, a, b, c: a + b * n**-c
measured = law(budgets, 0.12, 2.5, 0.35) + g.normal(0, 0.004, 8)


def power_law():
    fit = curve_fit(law, budgets, measured, p0=(0.1, 1, 0.5), maxfev=10000)[0]
    residuals, fits = measured - law(budgets, *fit), []
    for _ in range(1000):
        try:
            fits.append(curve_fit(law, budgets, law(budgets, *fit) + g.choice(residuals, 8), p0=fit, maxfev=10000)[0])
        except RuntimeError:
            pass
    return np.percentile(fits, [2.5, 97.5], axis=0)


difference = lambda a, b, axis=-1: np.mean(a - b, axis=axis)
# name here, what it is, peer, function, scale, rounds at most, wanted
CASES = [
    ("mean", "bootstrap of a mean, BCa, n 1,000 × 9,999", "scipy", lambda: stats.bootstrap((x,), np.mean, n_resamples=9999, method="BCa", batch=100, random_state=1), 1, 99, "5"),
    ("mean-one-thread", "the same, one thread here", "scipy", lambda: stats.bootstrap((x,), np.mean, n_resamples=9999, method="BCa", batch=100, random_state=1), 1, 99, "5"),
    ("mean-percentile", "the same, percentile", "scipy", lambda: stats.bootstrap((x,), np.mean, n_resamples=9999, method="percentile", random_state=1), 1, 99, "5"),
    ("paired-difference", "bootstrap of a paired difference, BCa, n 1,000 × 9,999", "scipy",
     lambda: stats.bootstrap((x, z), difference, paired=True, vectorized=True, n_resamples=9999, method="BCa", random_state=1), 1, 99, ""),
    ("auroc", "bootstrap of AUROC, n 1,000 × 9,999", "scikit-learn, 300 resamples scaled", lambda: auroc(300), 9999 / 300, 99, "50"),
    ("mann-whitney", "exact Mann–Whitney, 100 + 100, with estimate and interval", "scipy, first call, without them", exact_mann_whitney, 1, 1, "under 50 ms"),
    ("paired-permutation", "paired permutation, n 1,000 × 9,999", "scipy, vectorized",
     lambda: stats.permutation_test((x, z), difference, permutation_type="samples", vectorized=True, n_resamples=9999, random_state=1), 1, 3, "20"),
    ("permutation", "permutation of two samples, 1,000 + 1,000 × 9,999", "scipy, 999 scaled",
     lambda: stats.permutation_test((x, z), lambda a, b: a.mean() - b.mean(), vectorized=False, n_resamples=999, random_state=1), 9999 / 999, 99, ""),
    ("power-law", "1,000 bootstrap refits of a + b n^(−c), 8 budgets", "scipy curve_fit", power_law, 1, 99, "10"),
]


def median(values):
    return sorted(values)[len(values) // 2]


def timed(function):
    start = time.perf_counter()
    function()
    return (time.perf_counter() - start) * 1000


print(f"scipy {scipy.__version__}, scikit-learn {sklearn.__version__}, numpy {np.__version__}; load {os.getloadavg()[0]:.1f}; medians of {rounds} rounds in turn\n")
print("| case | here ms | peer ms | ratio (wanted) | peer |")
print("|---|---|---|---|---|")
for name, what, peer, function, scale, most, wanted in CASES:
    if part not in name:
        continue
    here_ms, peer_ms = [], []
    for turn in range(rounds):
        done = subprocess.run([*ours, name], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{name} ended with {done.returncode}:\n{done.stderr}")
        here_ms.append(float(re.search(r"median ([\d.]+)", done.stdout)[1]))
        if turn < most:
            peer_ms.append(timed(function) * scale)
    ratio = median(peer_ms) / median(here_ms)
    print(f"| {what} | {median(here_ms):.2f} | {median(peer_ms):.1f} | **{ratio:.1f}**{f' ({wanted})' if wanted else ''} | {peer} |", flush=True)
