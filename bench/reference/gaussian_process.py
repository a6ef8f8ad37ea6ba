"""Reference values of a Gaussian process with the Matern 5/2 kernel, of its marginal likelihood, and of the logarithm of expected improvement.

Usage: python3 bench/reference/gaussian_process.py > tests/Assay.Tests/Fixtures/gaussian_process.json
Made with scikit-learn 1.2.1 (GaussianProcessRegressor), mpmath 1.2.1, numpy 1.24. Weights here are inverse squared length scales.
"""
import json

import mpmath
import numpy as np
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

rng = np.random.default_rng(20261121)
mpmath.mp.dps = 60


def listed(values):
    return [float(v) for v in np.asarray(values, dtype=float).ravel()]


def process(n, d, weights, scale, noise):
    x = np.round(rng.uniform(size=(n, d)), 4)
    y = np.round(np.sin(5 * x[:, 0]) + x.sum(axis=1) ** 2 + 0.1 * rng.normal(size=n), 4)
    y = np.round((y - y.mean()) / y.std(), 6)
    at = np.vstack([np.round(rng.uniform(size=(5, d)), 4), x[0]])
    kernel = ConstantKernel(scale) * Matern(length_scale=1 / np.sqrt(weights), nu=2.5)
    model = GaussianProcessRegressor(kernel=kernel + WhiteKernel(noise), alpha=0, optimizer=None).fit(x, y)
    mean, deviation = model.predict(at, return_std=True)
    likelihood, gradient = model.log_marginal_likelihood(model.kernel_.theta, eval_gradient=True)
    # scikit-learn's order: scale, length scales, noise; ln w = -2 ln l. Its predictive variance holds the noise too.
    return {
        "weights": listed(weights), "scale": scale, "noise": noise, "x": [listed(row) for row in x], "y": listed(y), "at": [listed(row) for row in at],
        "mean": listed(mean), "variance": listed(deviation ** 2 - noise), "negative_log_likelihood": -float(likelihood),
        "gradient": listed(np.concatenate([gradient[1:-1] / 2, [-gradient[0]], [-gradient[-1]]])),
    }


def log_h(z):
    z = mpmath.mpf(z)
    h = mpmath.npdf(z) + z * mpmath.ncdf(z)
    return {"z": float(z), "value": float(mpmath.log(h)), "slope": float(mpmath.ncdf(z) / h)}


def far_log_h(z):
    """Where npdf and ncdf cancel more digits than are kept: through erfc with as many digits as it takes."""
    with mpmath.workdps(60 + int(2 * mpmath.log10(abs(z)))):
        z = mpmath.mpf(z)
        density = mpmath.exp(-z * z / 2) / mpmath.sqrt(2 * mpmath.pi)
        below = mpmath.erfc(-z / mpmath.sqrt(2)) / 2
        h = density + z * below
        return {"z": float(z), "value": float(mpmath.log(h)), "slope": float(below / h)}


print(json.dumps({
    "processes": [
        process(12, 3, np.array([4.0, 1.0, 0.25]), 1.5, 0.01),
        process(9, 1, np.array([30.0]), 0.7, 1e-4),
        process(33, 5, np.array([2.0, 0.01, 8.0, 1.0, 100.0]), 3.0, 0.2),
    ],
    "log_improvement": [log_h(z) for z in (6, 3, 1, 0.3, 0, -0.4, -0.999, -1, -1.001, -2, -2.999, -3.001, -5, -10)]
    + [far_log_h(z) for z in (-24.9, -40, -49.9, -50.1, -200, -1000)],
}, indent=1))
