"""Reference densities of the Parzen estimators behind TPE, from Optuna 3.1's own estimator, and from truncated normals of scipy with the bandwidths of that rule.

Usage: /usr/bin/python3 bench/reference/parzen.py > tests/Assay.Tests/Fixtures/Tuning/parzen.json
Made with optuna 3.1.0, scipy 1.10.1, numpy 1.24. The densities are over the parameters' own scales (logarithms of a logarithmic one), probabilities where there are steps or choices.
"""
import functools
import json

import numpy as np
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.samplers._tpe import parzen_estimator
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator, _ParzenEstimatorParameters
from scipy import stats

# Optuna 3.1's density of a truncated normal forgets to divide by the width (mended in later versions); scipy's is right.
parzen_estimator.truncnorm.logpdf = stats.truncnorm.logpdf
# Which of several trials at one place has which neighbor is to be decided by their order, not by the sorting algorithm.
np.argsort = functools.partial(np.argsort, kind="stable")

rng = np.random.RandomState(20261121)
SPACE = {
    "x": FloatDistribution(-5, 5),
    "rate": FloatDistribution(1e-5, 0.1, log=True),
    "layers": IntDistribution(1, 10),
    "width": IntDistribution(16, 64, step=16),
    "optimizer": CategoricalDistribution(["adam", "sgd", "rmsprop"]),
}


def draw(n):
    return {
        "x": np.round(rng.uniform(-5, 5, n), 4),
        "rate": np.array([float(f"{v:.4g}") for v in 10 ** rng.uniform(-5, -1, n)]),
        "layers": rng.randint(1, 11, n).astype(float),
        "width": 16.0 * rng.randint(1, 5, n),
        "optimizer": rng.randint(0, 3, n),
    }


def check_with_scipy(rows, samples, weights, logs):
    """The float column alone, from truncnorm: the two sources agree before either is written."""
    mus = np.append(rows["x"], 0.0)
    order = np.argsort(mus)
    s = mus[order]
    gaps = np.diff(s)
    sigma = np.empty(len(s))
    sigma[order] = np.maximum(np.append(0, gaps), np.append(gaps, 0))
    sigma = np.clip(sigma, 10 / min(100, 1 + len(s)), 10)
    sigma[-1] = 10
    w = np.append(weights, 1) / (np.sum(weights) + 1)
    pdf = [np.sum(w * stats.truncnorm.pdf(v, (-5 - mus) / sigma, (5 - mus) / sigma, mus, sigma)) for v in samples["x"]]
    assert np.allclose(np.log(pdf), logs, rtol=1e-9, atol=1e-9)


cases = []
for n, names in [(1, ["x"]), (7, ["x"]), (40, ["x"]), (130, ["x"]), (7, ["layers"]), (130, ["layers"]), (25, ["width"]), (12, ["rate"]), (9, ["optimizer"]),
                 (25, list(SPACE)), (130, list(SPACE)), (1, list(SPACE))]:
    rows, samples = draw(n), draw(12)
    weights = np.round(rng.uniform(0.05, 1, n), 3)
    space = {name: SPACE[name] for name in names}
    estimator = _ParzenEstimator({name: rows[name] for name in names}, space, _ParzenEstimatorParameters(True, 1.0, True, False, None, False), weights)
    logs = estimator.log_pdf({name: samples[name] for name in names})
    if names == ["x"]:
        check_with_scipy(rows, samples, weights, logs)
    cases.append({
        "names": names,
        "weights": weights.tolist(),
        "rows": {name: [float(v) for v in rows[name]] for name in names},
        "samples": {name: [float(v) for v in samples[name]] for name in names},
        "logs": [float(v) for v in logs],
    })
print(json.dumps(cases))
