"""Reference values of parameter importance: fANOVA by Optuna's own forest, PED-ANOVA by plain formulas in numpy.

Usage: python3 bench/reference/importance.py
Made with optuna 3.1.0, scikit-learn 1.2.1, scipy 1.10.1, numpy 1.24. The numbers stand in FanovaTests and PedAnovaTests.
"""
import json
import math

import numpy as np
import optuna
from scipy.stats import norm

optuna.logging.set_verbosity(optuna.logging.ERROR)


def kronecker(step, count):
    """Fractional parts of multiples of an irrational number: even, and the same digits in any language."""
    return [math.fmod((i + 1) * step, 1.0) for i in range(count)]


def product_study(count):
    """f = 2a + b + 3ab, and c without effect. Over the unit cube: 63.6 % of the variance are a's, 32.5 % b's, 3.9 % of the pair."""
    a, b, c = (kronecker(step, count) for step in (0.6180339887498949, 0.7548776662466927, 0.5698402909980532))
    return a, b, c, [2 * x + y + 3 * x * y for x, y in zip(a, b)]


def fanova(count):
    a, b, c, values = product_study(count)
    study = optuna.create_study(direction="maximize")
    unit = optuna.distributions.FloatDistribution(0, 1)
    for x, y, z, value in zip(a, b, c, values):
        study.add_trial(optuna.trial.create_trial(params={"a": x, "b": y, "c": z}, distributions={"a": unit, "b": unit, "c": unit}, value=value))
    evaluator = optuna.importance.FanovaImportanceEvaluator(n_trees=64, seed=0)
    return {name: round(value, 4) for name, value in evaluator.evaluate(study).items()}


def density(counts, categorical):
    """The density on a grid: Scott's bandwidth, a prior kernel of weight 1 as wide as the grid."""
    counts = np.asarray(counts, dtype=float)
    steps = len(counts)
    total = counts.sum()
    at = np.flatnonzero(counts)
    weight = np.append(counts[at], 1.0) / (total + 1)
    if categorical:
        kernels = len(at) + 1
        rows = np.full((kernels, steps), 1.0 / kernels)
        rows[np.arange(len(at)), at] += 1
        return weight @ (rows / rows.sum(axis=1, keepdims=True))
    mean = at @ counts[at] / total
    deviation = math.sqrt(((at - mean) ** 2) @ counts[at] / max(1, total - 1))
    cumulative = np.cumsum(counts[at])
    low = np.searchsorted(cumulative, total // 4, side="left")
    high = np.searchsorted(cumulative, total * 3 // 4, side="right")
    quartiles = at[min(len(at) - 1, high)] - at[low]
    width = max(0.5 / 1.64, 1.059 * min(quartiles / 1.34, deviation) * total ** -0.2)
    middles = np.append(at.astype(float), (steps - 1) / 2)
    widths = np.append(np.full(len(at), width), steps)
    grid = np.arange(steps)
    mass = norm.cdf((grid + 0.5 - middles[:, None]) / widths[:, None]) - norm.cdf((grid - 0.5 - middles[:, None]) / widths[:, None])
    whole = norm.cdf((steps - 0.5 - middles) / widths) - norm.cdf((-0.5 - middles) / widths)
    return weight @ (mass / whole[:, None])


def ped_anova():
    """x on a line, n a whole number from 1 to 8, k one of three choices; the loss (x − 0.3)² + 0.02 |n − 5| + 0.1 [k ≠ 1]."""
    count = 60
    x = kronecker(0.6180339887498949, count)
    n = [1 + int(u * 8) for u in kronecker(0.7548776662466927, count)]
    k = [int(u * 3) for u in kronecker(0.5698402909980532, count)]
    loss = np.array([(x[i] - 0.3) ** 2 + 0.02 * abs(n[i] - 5) + (0 if k[i] == 1 else 0.1) for i in range(count)])
    cutoff = np.sort(loss)[max(2, math.ceil(0.1 * count)) - 1]
    good = loss <= cutoff
    grids = {"x": (50, [max(0, math.ceil(u * 49 - 0.5)) for u in x], False), "n": (8, [v - 1 for v in n], False), "k": (3, k, True)}
    divergence = {}
    for name, (steps, places, categorical) in grids.items():
        places = np.array(places)
        p = density(np.bincount(places[good], minlength=steps), categorical) + 1e-12
        q = density(np.bincount(places, minlength=steps), categorical) + 1e-12
        divergence[name] = float(q @ (p / q - 1) ** 2)
    return {name: value / sum(divergence.values()) for name, value in divergence.items()}


print(json.dumps({"fanova": fanova(120), "ped_anova": ped_anova()}, indent=1))
