"""Reference values of statistical tests, intervals, corrections, analysis of variance and power from scipy, statsmodels and plain formulas.

Usage: python3 bench/reference/statistical.py > tests/Assay.Numerics.Tests/Fixtures/statistics.json
Made with scipy 1.10.1, statsmodels 0.13.5, numpy 1.24. Samples have four decimals, so that both sides read the same numbers.
"""
import itertools
import json
import math
import re

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import optimize, special, stats
from statsmodels.formula.api import ols
from statsmodels.stats import contingency_tables, multitest, power, proportion

rng = np.random.default_rng(20260225)
out = {}


def listed(values):
    return [float(v) for v in np.asarray(values, dtype=float).ravel()]


def normal(n, mean=0.0, deviation=1.0, decimals=4):
    return np.round(rng.normal(mean, deviation, n), decimals)


def coarse(n, mean=0.0):
    """Many ties."""
    return np.round(rng.normal(mean, 1, n) * 2) / 2


SCIPY = {"TwoSided": "two-sided", "Greater": "greater", "Less": "less"}


def student_quantile(p, degrees):
    """scipy 1.10's own has nine digits only."""
    if p > 0.5:
        return -student_quantile(1 - p, degrees)
    return 0.0 if p == 0.5 else optimize.brentq(lambda t: stats.t.cdf(t, degrees) / p - 1, 1.01 * stats.t.ppf(p, degrees), 0.99 * stats.t.ppf(p, degrees), xtol=1e-15, rtol=1e-15)


# Distributions, far into the tails.
out["distributions"] = {
    "normalAbove": [[z, stats.norm.sf(z)] for z in (-9, -3, -0.5, 0, 0.3, 1.96, 5, 12, 30)],
    "normalQuantile": [[p, stats.norm.ppf(p)] for p in (1e-300, 1e-20, 1e-6, 0.025, 0.3, 0.5, 0.9, 0.975, 1 - 1e-9)],
    "studentAbove": [[t, v, stats.t.sf(t, v)] for t in (-4, -0.01, 0, 1e-8, 0.3, 2, 9, 60) for v in (1, 2.5, 9, 30, 1e4)],
    "studentQuantile": [[p, v, student_quantile(p, v)] for p in (1e-8, 0.001, 0.025, 0.4, 0.5, 0.95, 0.9995) for v in (1, 2.5, 9, 30, 1e4)],
    "fisherAbove": [[f, a, b, stats.f.sf(f, a, b)] for f in (1e-4, 0.5, 1, 4, 60, 1e4) for a, b in ((1, 3), (2, 20), (5, 7), (12, 400))],
    "chiSquaredAbove": [[x, k, stats.chi2.sf(x, k)] for x in (1e-3, 0.4, 4, 40, 400) for k in (1, 2, 7)],
    "betaQuantile": [[p, a, b, stats.beta.ppf(p, a, b)] for p in (0.005, 0.025, 0.5, 0.975) for a, b in ((1, 10), (6, 2), (0.5, 0.5), (50, 951))],
    "binomialAtMost": [[k, n, p, stats.binom.cdf(k, n, p)] for k, n, p in ((0, 10, 0.5), (3, 10, 0.5), (45, 100, 0.5), (400, 1000, 0.5), (2, 7, 0.1))],
    "noncentralStudentBelow": [[t, v, d, stats.nct.cdf(t, v, d)] for t, v, d in ((2, 10, 1), (2, 10, -1), (-1, 5, 0.5), (0, 8, 2), (4, 30, 3.5), (12, 60, 11), (2.1, 18, 2.8))],
}

# Descriptive.
sample = normal(11, 3, 2)
out["descriptive"] = {"sample": listed(sample), "mean": sample.mean(), "sd": sample.std(ddof=1), "population": sample.std(), "median": np.median(sample),
                      "quantiles": [[q, np.quantile(sample, q)] for q in (0, 0.025, 0.1, 0.3333, 0.75, 0.975, 1)]}

# Mann-Whitney.
cases = []
for m, n, make in [(5, 7, normal), (8, 8, normal), (1, 3, normal), (20, 31, normal), (60, 44, normal), (9, 12, coarse), (40, 70, coarse)]:
    x, y = make(m, 0.4), make(n)
    for alternative, name in SCIPY.items():
        tied = len(set(x) | set(y)) < m + n
        case = {"first": listed(x), "second": listed(y), "alternative": alternative, "u": stats.mannwhitneyu(x, y).statistic,
                "normal": stats.mannwhitneyu(x, y, alternative=name, method="asymptotic").pvalue}
        if not tied:
            case["exact"] = stats.mannwhitneyu(x, y, alternative=name, method="exact").pvalue
        elif math.comb(m + n, m) < 400_000:
            ranks = stats.rankdata(np.concatenate([x, y]))
            sums = np.array([sum(c) for c in itertools.combinations(ranks, m)])
            seen = ranks[:m].sum()
            above, below = np.mean(sums >= seen - 1e-9), np.mean(sums <= seen + 1e-9)
            case["exact"] = {"TwoSided": min(1, 2 * min(above, below)), "Greater": above, "Less": below}[alternative]
        case["shift"] = np.median(np.subtract.outer(x, y))
        case["delta"] = np.sign(np.subtract.outer(x, y)).mean()
        cases.append(case)
out["mannWhitney"] = cases

# Anchors of a published log: U of ten against ten values.
out["mannWhitneyAnchors"] = [[u, side, {"Greater": stats.norm.sf((u - 50.5) / math.sqrt(175)), "TwoSided": 2 * stats.norm.sf((u - 50.5) / math.sqrt(175))}[side]]
                             for u, side in ((98, "Greater"), (82, "Greater"), (100, "Greater"), (93, "TwoSided"))]

# Wilcoxon signed rank.
cases = []
for n, make in [(6, normal), (10, normal), (25, normal), (40, normal), (12, coarse), (60, coarse)]:
    d = make(n, 0.4)
    for alternative, name in SCIPY.items():
        ranks = stats.rankdata(np.abs(d[d != 0]))
        case = {"differences": listed(d), "alternative": alternative, "positive": ranks[d[d != 0] > 0].sum(),
                "normal": stats.wilcoxon(d, alternative=name, mode="approx", correction=True).pvalue}
        if len(set(np.abs(d))) == n and 0 not in d:
            case["exact"] = stats.wilcoxon(d, alternative=name, mode="exact").pvalue
        elif n <= 15:
            sums = np.array([np.dot(ranks, s) for s in itertools.product([0, 1], repeat=len(ranks))])
            above, below = np.mean(sums >= case["positive"] - 1e-9), np.mean(sums <= case["positive"] + 1e-9)
            case["exact"] = {"TwoSided": min(1, 2 * min(above, below)), "Greater": above, "Less": below}[alternative]
        case["center"] = np.median([(d[i] + d[j]) / 2 for i in range(n) for j in range(i, n)])
        cases.append(case)
out["wilcoxon"] = cases

# Welch and paired t.
cases = []
for m, n, spread in [(5, 7, 1), (2, 2, 3), (30, 12, 2.5), (100, 80, 0.2)]:
    x, y = normal(m, 10.3, 1), normal(n, 10, spread)
    for alternative, name in SCIPY.items():
        for margin in (0, 0.25):
            t = stats.ttest_ind(x - margin, y, equal_var=False, alternative=name)
            a, b = x.var(ddof=1) / m, y.var(ddof=1) / n
            df = (a + b) ** 2 / (a**2 / (m - 1) + b**2 / (n - 1))
            tail = 0.025 if alternative == "TwoSided" else 0.05
            reach = student_quantile(1 - tail, df) * math.sqrt(a + b)
            cases.append({"first": listed(x), "second": listed(y), "alternative": alternative, "margin": margin, "t": t.statistic, "p": t.pvalue, "df": df,
                          "effect": x.mean() - y.mean(), "reach": reach,
                          "d": (x.mean() - y.mean()) / math.sqrt(((m - 1) * x.var(ddof=1) + (n - 1) * y.var(ddof=1)) / (m + n - 2))})
out["welch"] = cases
d = normal(9, 0.5)
out["pairedT"] = []
for a, n in SCIPY.items():
    reach = student_quantile(0.975 if a == "TwoSided" else 0.95, 8) * d.std(ddof=1) / 3
    out["pairedT"].append({"differences": listed(d), "alternative": a, "t": stats.ttest_1samp(d, 0).statistic, "p": stats.ttest_1samp(d, 0, alternative=n).pvalue,
                           "low": -math.inf if a == "Less" else d.mean() - reach, "high": math.inf if a == "Greater" else d.mean() + reach})
out["correctedT"] = []
for folds, seeds, train, test in [(5, 1, 80, 20), (5, 5, 1216, 304), (10, 10, 900, 100), (1, 15, 100, 900)]:
    d = normal(folds * seeds, 0.01, 0.02)
    t = d.mean() / math.sqrt((1 / len(d) + test / train) * d.var(ddof=1))
    out["correctedT"].append({"differences": listed(d), "train": train, "test": test, "t": t, "p": 2 * stats.t.sf(abs(t), len(d) - 1)})

# Sign flips and relabelings, all of them.
out["signFlips"] = []
for n, clusters in [(2, None), (5, None), (9, None), (16, None), (12, [0, 0, 1, 1, 1, 2, 3, 3, 4, 5, 5, 6])]:
    d = normal(n, 0.5, 1, 1)
    groups = np.array(clusters if clusters else range(n))
    units = np.unique(groups)
    sums = [(np.where(np.isin(groups, units[np.array(s) == 1]), -d, d)).mean() for s in itertools.product([0, 1], repeat=len(units))]
    above, below = np.mean(np.array(sums) >= d.mean() - 1e-9), np.mean(np.array(sums) <= d.mean() + 1e-9)
    out["signFlips"].append({"differences": listed(d), "clusters": clusters or [], "greater": above, "less": below, "twoSided": min(1, 2 * min(above, below))})
out["relabelings"] = []
for m, n in [(2, 4), (4, 3), (6, 6), (3, 12)]:
    x, y = normal(m, 0.8, 1, 1), normal(n, 0, 1, 1)
    row = {"first": listed(x), "second": listed(y)}
    for alternative, name in SCIPY.items():
        row[alternative] = stats.permutation_test((x, y), lambda a, b: a.mean() - b.mean(), alternative=name, n_resamples=np.inf).pvalue
    out["relabelings"].append(row)

# Corrections.
p = np.round(rng.uniform(0, 1, 12) ** 3, 5)
p[3] = p[7]
out["corrections"] = {"p": listed(p), "bonferroni": listed(multitest.multipletests(p, method="bonferroni")[1]), "holm": listed(multitest.multipletests(p, method="holm")[1]),
                      "bh": listed(multitest.multipletests(p, method="fdr_bh")[1])}


# Bootstrap: intervals read off given replicates, with scipy's jackknife.
def bca(data, statistic, replicates, level):
    from scipy.stats import _resampling
    alpha = (1 - level) / 2
    low, high, a = _resampling._bca_interval(data, statistic, axis=-1, alpha=alpha, theta_hat_b=replicates, batch=None)
    return [float(np.percentile(replicates, low * 100)), float(np.percentile(replicates, high * 100)), float(a)]


x, y = np.round(rng.exponential(1, 14), 3), np.round(rng.exponential(2, 9), 3)
mean_of = lambda a, axis=-1: np.mean(a, axis=axis)
difference_of = lambda a, b, axis=-1: np.mean(a, axis=axis) - np.mean(b, axis=axis)
one = np.round(np.array([rng.choice(x, 14).mean() for _ in range(150)]), 4)
two = np.round(np.array([rng.choice(x, 14).mean() - rng.choice(y, 9).mean() for _ in range(150)]), 4)
out["bootstrap"] = {"first": listed(x), "second": listed(y), "means": listed(one), "differences": listed(two),
                    "meanBca": bca((x,), mean_of, one, 0.95), "meanPercentile": [np.percentile(one, 2.5), np.percentile(one, 97.5)],
                    "differenceBca": bca((x, y), difference_of, two, 0.9)}

# Areas: DeLong by its definition, over all pairs; Hanley and McNeil by their formula.
n = 60
labels = rng.random(n) < 0.4
first, second = np.round(labels * 0.9 + rng.normal(0, 1, n), 1), np.round(labels * 0.5 + rng.normal(0, 1, n), 1)


def components(scores):
    psi = (np.sign(np.subtract.outer(scores[labels], scores[~labels])) + 1) / 2
    return psi.mean(), psi.mean(axis=1), psi.mean(axis=0)


(a1, v1, w1), (a2, v2, w2) = components(first), components(second)
error = lambda v, w: math.sqrt(np.var(v, ddof=1) / len(v) + np.var(w, ddof=1) / len(w))
z = (a1 - a2) / error(v1 - v2, w1 - w2)
out["delong"] = {"first": listed(first), "second": listed(second), "labels": [bool(v) for v in labels], "area": a1, "error": error(v1, w1), "difference": a1 - a2,
                 "differenceError": error(v1 - v2, w1 - w2), "p": 2 * stats.norm.sf(abs(z)), "greater": stats.norm.sf(z)}


def hanley(a, p, m):
    return math.sqrt((a * (1 - a) + (p - 1) * (a / (2 - a) - a * a) + (m - 1) * (2 * a * a / (1 + a) - a * a)) / (p * m))


out["hanley"] = [[a, p, m, hanley(a, p, m)] for a, p, m in ((0.72, 76, 346), (0.5, 10, 10), (0.93, 5, 400))]

# Proportions.
out["proportions"] = [[k, m, level, *proportion.proportion_confint(k, m, 1 - level, "wilson"), *proportion.proportion_confint(k, m, 1 - level, "beta")]
                      for k, m, level in ((6, 7, 0.95), (0, 12, 0.95), (12, 12, 0.95), (76, 422, 0.9), (1, 1000, 0.99))]
out["mcnemar"] = [{"b": b, "c": c, "exact": contingency_tables.mcnemar([[0, b], [c, 0]], exact=True).pvalue,
                   "chi": contingency_tables.mcnemar([[0, b], [c, 0]], exact=False, correction=True).statistic,
                   "normal": contingency_tables.mcnemar([[0, b], [c, 0]], exact=False, correction=True).pvalue,
                   "greater": stats.binomtest(b, b + c, alternative="greater").pvalue} for b, c in ((10, 3), (5, 5), (0, 6), (40, 75), (1, 0))]

# Effect sizes.
x, y = normal(8, 1), normal(5)
pooled = math.sqrt((7 * x.var(ddof=1) + 4 * y.var(ddof=1)) / 11)
d = (x.mean() - y.mean()) / pooled
out["effects"] = {"first": listed(x), "second": listed(y), "d": d, "g": d * math.exp(special.gammaln(5.5) - special.gammaln(5)) / math.sqrt(5.5), "delta": np.sign(np.subtract.outer(x, y)).mean(),
                  "h": proportion.proportion_effectsize(0.7, 0.55)}

# Power.
STATSMODELS = {"TwoSided": "two-sided", "Greater": "larger", "Less": "smaller"}
out["power"] = [{"d": d, "first": m, "second": n, "alternative": a, "power": power.TTestIndPower().power(d, m, 0.05, ratio=n / m, alternative=s)}
                for d, m, n in ((0.5, 20, 20), (1.2, 5, 9), (-0.3, 40, 25), (2.5, 30, 30)) for a, s in STATSMODELS.items()]
out["pairedPower"] = [[d, m, power.TTestPower().power(d, m, 0.05)] for d, m in ((0.5, 10), (1, 5), (0.2, 100))]
out["runs"] = [[d, math.ceil(power.TTestIndPower().solve_power(d, None, 0.05, 0.8, 1)), math.ceil(power.TTestPower().solve_power(d, None, 0.05, 0.8))] for d in (0.2, 0.5, 0.8, 1.5)]
out["trials"] = [[p1, p2, power.NormalIndPower().solve_power(proportion.proportion_effectsize(p1, p2), None, 0.05, 0.8, 1)] for p1, p2 in ((0.7, 0.6), (0.5, 0.45), (0.9, 0.97))]

# Analysis of variance: one-way, and two-way of type II, balanced and not.
groups = [normal(5, 1), normal(8), normal(4, 0.5)]
f = stats.f_oneway(*groups)
out["oneWay"] = {"groups": [listed(g) for g in groups], "f": f.statistic, "p": f.pvalue}
out["twoWay"] = []
for rows, interaction in [([(i, j) for i in range(3) for j in range(2) for _ in range(3)], True), ([(i, j) for i in range(3) for j in range(4) for _ in range(1 + (2 * i + j) % 3)], True),
                          ([(i, j) for i in range(4) for j in range(3) if (i, j) != (2, 1)], False)]:
    frame = pd.DataFrame(rows, columns=["a", "b"])
    frame["y"] = np.round(0.3 * frame.a - 0.2 * frame.b + 0.2 * frame.a * frame.b + rng.normal(0, 0.5, len(frame)), 4)
    table = sm.stats.anova_lm(ols("y ~ C(a) * C(b)" if interaction else "y ~ C(a) + C(b)", frame).fit(), typ=2)
    out["twoWay"].append({"y": listed(frame.y), "a": [int(v) for v in frame.a], "b": [int(v) for v in frame.b], "interaction": interaction,
                          "squares": listed(table["sum_sq"]), "degrees": listed(table["df"]), "f": listed(table["F"].iloc[:-1]), "p": listed(table["PR(>F)"].iloc[:-1])})

# Learning curves.
budgets = np.array([50, 100, 200, 500, 1000, 2000, 5000, 10000])
values = np.round(0.72 - 1.4 * budgets**-0.45 + rng.normal(0, 0.004, 8), 5)
runs = [[float(n), round(float(0.65 - 0.9 * n**-0.3 + rng.normal(0, 0.01)), 5)] for n in (20, 80, 300, 1200, 5000) for _ in range(1 + int(n) % 3)]
cases = []
for points in ([[float(n), float(v)] for n, v in zip(budgets, values)], runs, [[n, 1.9 - v] for n, v in runs]):
    x, y = np.array(points).T
    slope, intercept = np.polyfit(np.log(x), y, 1)
    best = min((optimize.curve_fit(lambda n, a, b, c: a - b * n**-c, x, y, p0=(y[-1], start, c), maxfev=100000)[0] for start in (-1, 1) for c in (0.2, 0.6)),
               key=lambda q: ((q[0] - q[1] * x ** -q[2] - y) ** 2).sum())
    cases.append({"points": points, "log": [intercept, slope], "power": listed(best), "rss": ((best[0] - best[1] * x ** -best[2] - y) ** 2).sum()})
out["curves"] = cases

# JSON has no infinities: they are text.
print(re.sub(r"-?Infinity", r'"\g<0>"', json.dumps(out, default=float, separators=(",", ":"))))
