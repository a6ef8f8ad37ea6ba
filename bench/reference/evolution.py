"""Reference values of CMA-ES, CMA-ES with margin and the hypervolume from the cmaes and optuna packages.

Usage: /usr/bin/python3 -O bench/reference/evolution.py > tests/Assay.Tests/Fixtures/evolution.json
Made with cmaes 0.9.1, optuna 3.1.0, numpy 1.24 (-O: cmaes refuses one dimension by an assertion only).
"""
import json

import numpy as np
from cmaes import CMA, CMAwM
from optuna._hypervolume import WFG

out = {}


def listed(values):
    return np.asarray(values, dtype=float).tolist()


def ellipsoid(x):
    weights = 10.0 ** (2 * np.arange(len(x)) / max(1, len(x) - 1))
    return float(np.sum(weights * (x - 0.3) ** 2) + 0.5 * (x[0] - x[-1]) ** 2)


def state(cma):
    return {"mean": listed(cma._mean), "sigma": float(cma._sigma), "covariance": listed(cma._C)}


# Steps of the plain strategy: what was sampled, and the distribution after each generation.
out["steps"] = []
for dimension, population, sigma in ((1, None, 0.2), (2, None, 0.3), (5, None, 1 / 6), (5, 20, 0.05), (9, None, 1 / 6)):
    cma = CMA(mean=np.full(dimension, 0.5), sigma=sigma, seed=dimension, population_size=population)
    generations = []
    for _ in range(8):
        samples = [cma.ask() for _ in range(cma.population_size)]
        losses = [ellipsoid(x) for x in samples]
        cma.tell(list(zip(samples, losses)))
        generations.append({"samples": listed(samples), "losses": losses, **state(cma)})
    out["steps"].append({"dimension": dimension, "population": cma.population_size, "sigma": sigma, "generations": generations})

# The same with margin. Places in [0, 1]: k values have cells of 1/k, each value in the middle of its own; 0 is continuous.
out["margin"] = []
for counts in ([11, 2, 0, 6], [2, 2, 2], [3, 0]):
    n = len(counts)
    bounds = np.array([[0.5 / k, 1 - 0.5 / k] if k else [0, 1] for k in counts])
    steps = np.array([1 / k if k else 0 for k in counts])
    cma = CMAwM(mean=np.full(n, 0.45), sigma=1 / 6, bounds=bounds, steps=steps, seed=n)
    generations = []
    for _ in range(25):
        pairs = [cma.ask() for _ in range(cma.population_size)]
        losses = [ellipsoid(encoded) for encoded, _ in pairs]
        ordered = list(np.argsort(losses, kind="stable"))
        # Equal losses share their weights here, in cmaes they do not: the reference is of different losses.
        losses = [loss + 1e-9 * ordered.index(k) for k, loss in enumerate(losses)]
        cma.tell([(raw, loss) for (_, raw), loss in zip(pairs, losses)])
        generations.append({"samples": listed([raw for _, raw in pairs]), "losses": losses, "scale": listed(cma._A), **state(cma._cma)})
    out["margin"].append({"counts": counts, "population": cma.population_size, "sigma": 1 / 6, "generations": generations})

# Hypervolume of fronts and of points that dominate each other; coordinates have few digits, so that there are ties.
rng = np.random.default_rng(20260225)
out["hypervolume"] = []
for objectives in (2, 3, 4, 5):
    for count in (1, 5, 12, 20):
        for decimals in (1, 6):
            points = np.round(rng.uniform(0, 1, (count, objectives)), decimals)
            if decimals == 6:
                points = np.round(points / np.linalg.norm(points, axis=1, keepdims=True), 6)
            reference = np.full(objectives, 1.1)
            out["hypervolume"].append({"points": listed(points), "reference": listed(reference), "volume": float(WFG().compute(points, reference))})

print(json.dumps(out))
