"""Metrics, thresholds and calibrations as scikit-learn computes them.

usage: python3 evaluation.py <folder>      writes evaluation.json, calibration.json and softmax.json
The files in tests/Assay.Numerics.Tests/Fixtures were written with scikit-learn 1.2.1 and NumPy 1.24. Scores are whole multiples of 1/1024 (stored as the
multiple), so that single precision holds them exactly. null stands for what scikit-learn refuses or answers with 0 or 1 and a warning, and for the
Matthews correlation of a constant truth or decision, which it calls 0.
"""
import json
import sys
import warnings

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn import metrics as m
from sklearn.calibration import _SigmoidCalibration, calibration_curve
from sklearn.exceptions import ConvergenceWarning
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

warnings.simplefilter("error")
warnings.simplefilter("ignore", ConvergenceWarning)  # the tolerance asked for is beyond double precision in places
rng = np.random.default_rng(20230117)
SCALE = 1024


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (float, np.floating)):
        return None if np.isnan(value) else float(f"{value:.15g}")
    return int(value) if isinstance(value, np.integer) else value


def save(name, value):
    with open(f"{sys.argv[1]}/{name}.json", "w", encoding="utf-8") as file:
        json.dump(plain(value), file, separators=(",", ":"))
        file.write("\n")


def defined(function, *arguments, **options):
    try:
        return function(*arguments, **options)
    except (ValueError, UserWarning, RuntimeWarning):
        return None


def correlation(y, call):
    return None if len(set(y)) < 2 or len(set(call)) < 2 else m.matthews_corrcoef(y, call)


def decisions(y, call):
    both = len(set(y)) == 2
    return {
        "confusion": m.confusion_matrix(y, call, labels=[0, 1]).ravel(),
        "accuracy": m.accuracy_score(y, call),
        "precision": defined(m.precision_score, y, call),
        "recall": defined(m.recall_score, y, call),
        "specificity": defined(m.recall_score, y, call, pos_label=0),
        "f1": defined(m.f1_score, y, call),
        "f2": defined(m.fbeta_score, y, call, beta=2),
        "fHalf": defined(m.fbeta_score, y, call, beta=0.5),
        "balancedAccuracy": m.balanced_accuracy_score(y, call) if both else None,
        "mcc": correlation(y, call),
    }


def calibration_error(y, p, edges, right):
    # right: bins (lower, upper], as calibration_curve's; else [lower, upper), the last one closed.
    bins = np.searchsorted(edges[1:-1], p, side="left" if right else "right")
    gaps = [(len(y[bins == b]), abs(y[bins == b].mean() - p[bins == b].mean())) for b in range(len(edges) - 1) if (bins == b).any()]
    return [sum(n * gap for n, gap in gaps) / len(y), max(gap for _, gap in gaps)]


def curve(y, s):
    """Best F1 and its threshold, the highest precision, recall at precision 0.6, precision at recall 0.6."""
    if y.sum() == 0:
        return None
    precision, recall, thresholds = m.precision_recall_curve(y, s)
    precision, recall = precision[:-1], recall[:-1]
    f = 2 * precision * recall / np.maximum(precision + recall, 1e-300)
    enough = precision >= 0.6
    return {
        "bestF1": f.max(),
        "threshold": thresholds[np.round(f, 12).argmax()] * SCALE,  # what is equal but for rounding is a tie; of ties the lowest
        "highestPrecision": precision.max(),
        "recallAtPrecision": recall[enough].max() if enough.any() else None,
        "precisionAtRecall": precision[recall >= 0.6].max(),
    }


def binary(name, y, s):
    y, s = np.array(y), np.array(s)
    p = s / SCALE
    quantiles = np.percentile(p, np.linspace(0, 1, 6) * 100)
    return {
        "name": name,
        "labels": "".join(map(str, y)),
        "scores": s,
        "auroc": defined(m.roc_auc_score, y, p),
        "averagePrecision": m.average_precision_score(y, p) if y.any() else None,
        "logLoss": m.log_loss(y, p, labels=[0, 1]),
        "brier": m.brier_score_loss(y, p) if len(set(y)) == 2 else ((p - y) ** 2).mean(),
        "equalWidth": calibration_error(y, p, np.linspace(0, 1, 11), False),
        "equalMass": calibration_error(y, p, quantiles, True),
        "quantileCurve": calibration_curve(y, p, n_bins=5, strategy="quantile") if len(set(y)) == 2 else None,
        "at": decisions(y, (p >= 0.5).astype(int)),
        "curve": curve(y, p),
    }


def drawn(n, steps, skill):
    s = rng.integers(0, steps + 1, n) * (SCALE // steps)
    return (rng.random(n) < (1 - skill) * 0.3 + skill * s / SCALE).astype(int), s


cases = [
    binary("two samples", [0, 1], [300, 700]),
    binary("two samples in the wrong order", [1, 0], [300, 700]),
    binary("one sample", [1], [700]),
    binary("all scores equal", [0, 1, 1, 0, 1], [512] * 5),
    binary("no positives", [0] * 6, [0, 100, 600, 600, 1024, 30]),
    binary("only positives", [1] * 6, [0, 100, 600, 600, 1024, 30]),
    binary("separated", [0, 0, 0, 1, 1], [10, 20, 30, 900, 1000]),
    binary("reversed", [1, 1, 0, 0, 0], [10, 20, 30, 900, 1000]),
    binary("one positive", [0, 0, 0, 1, 0, 0, 0], [900, 100, 200, 400, 300, 400, 50]),
    binary("nothing called positive", [0, 1, 0, 1, 0], [10, 400, 20, 380, 500]),
    binary("all called positive", [0, 1, 0, 1, 0], [610, 800, 620, 980, 700]),
    binary("certain and wrong", [0, 1, 1, 0], [1024, 0, 1024, 0]),
    binary("on the edges of bins", [0, 1, 0, 1, 1, 0, 1], [0, 256, 512, 512, 768, 1024, 1024]),
]
for n, steps, skill in [(3, 1024, 0.5), (10, 8, 0.9), (57, 1024, 0.7), (57, 8, 0.7), (200, 1024, 0.3), (400, 64, 0.6), (401, 2, 0.4)]:
    cases.append(binary(f"{n} samples, {steps + 1} possible scores", *drawn(n, steps, skill)))


def averages(function, y, call, **options):
    return {average: defined(function, y, call, average=average, **options) for average in ("macro", "weighted", "micro")}


def multi_class(name, y, p, classes):
    y, s = np.array(y), np.array(p)
    p = s / s.sum(1, keepdims=True)
    call = p.argmax(1)
    present = sorted(set(y) | set(call))
    complete = len(set(y)) == classes
    return {
        "name": name, "classes": classes, "labels": y, "scores": s.ravel(),
        "accuracy": m.accuracy_score(y, call),
        "balancedAccuracy": defined(m.balanced_accuracy_score, y, call),
        "mcc": correlation(y, call),
        "kappa": m.cohen_kappa_score(y, call),
        "precision": averages(m.precision_score, y, call), "recall": averages(m.recall_score, y, call), "f1": averages(m.f1_score, y, call),
        "f1PerClass": m.f1_score(y, call, average=None), "present": present,
        "logLoss": m.log_loss(y, p, labels=range(classes)),
        "top2": m.top_k_accuracy_score(y, s, k=2, labels=range(classes)),
        "auroc": {"macro": m.roc_auc_score(y, p, multi_class="ovr"), "weighted": m.roc_auc_score(y, p, multi_class="ovr", average="weighted")} if complete else None,
        "confusion": m.confusion_matrix(y, call, labels=range(classes)).ravel(),
    }


def class_case(n, classes, top, skill):
    y = rng.integers(0, classes, n)
    s = rng.integers(1, top, (n, classes))
    s[np.arange(n), y] += (rng.random(n) < skill) * top
    return y, s


classes = [
    multi_class("four classes", *class_case(60, 4, 512, 0.6), 4),
    multi_class("ties between classes", *class_case(40, 3, 4, 0.4), 3),
    multi_class("a class that does not occur", *(lambda y, s: (y % 3, s))(*class_case(50, 4, 256, 0.7)), 4),
]


def multi_label(name, y, s):
    p, call = s / SCALE, (s >= 512).astype(int)
    both = [j for j in range(y.shape[1]) if 0 < y[:, j].sum() < len(y)]
    any_positive = [j for j in range(y.shape[1]) if y[:, j].any()]
    return {
        "name": name, "columns": y.shape[1], "labels": "".join(map(str, y.ravel())), "scores": s.ravel(),
        "auroc": {
            "perLabel": [m.roc_auc_score(y[:, j], p[:, j]) if j in both else None for j in range(y.shape[1])],
            **{average: m.roc_auc_score(y[:, both], p[:, both], average=average) for average in ("macro", "weighted")}, "micro": m.roc_auc_score(y.ravel(), p.ravel()),
        },
        "averagePrecision": {
            "perLabel": [m.average_precision_score(y[:, j], p[:, j]) if j in any_positive else None for j in range(y.shape[1])],
            **{average: m.average_precision_score(y[:, any_positive], p[:, any_positive], average=average) for average in ("macro", "weighted")},
            "micro": m.average_precision_score(y.ravel(), p.ravel()),
        },
        "perLabel": [decisions(y[:, j], call[:, j]) for j in range(y.shape[1])],
        # Averages over the labels for which scikit-learn gives no warning.
        **{key: {
            "macro": np.mean([value for value in values if value is not None]), "micro": function(y, call, average="micro"),
            "weighted": np.average([v for v in values if v is not None], weights=[y[:, j].sum() for j, v in enumerate(values) if v is not None]),
        } for key, function in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score))
            for values in [[defined(function, y[:, j], call[:, j]) for j in range(y.shape[1])]]},
        "hamming": m.hamming_loss(y, call), "exactMatch": m.accuracy_score(y, call),
    }


columns = [drawn(80, steps, skill) for steps, skill in ((1024, 0.8), (16, 0.5), (1024, 0.2))]
columns += [(np.zeros(80, int), rng.integers(0, 1025, 80)), (np.ones(80, int), rng.integers(0, 1025, 80)), ((rng.random(80) < 0.2).astype(int), rng.integers(0, 500, 80))]
labels = [
    multi_label("six labels: three of one kind or never called", np.array([y for y, _ in columns]).T, np.array([s for _, s in columns]).T),
    multi_label("three labels", np.array([y for y, _ in columns[:3]]).T, np.array([s for _, s in columns[:3]]).T),
]


def regression(name, y, p):
    y, p = np.array(y) / 64, np.array(p) / 64
    constant = len(set(y)) < 2
    return {
        "name": name, "actual": y, "predicted": p, "mae": m.mean_absolute_error(y, p), "rmse": m.mean_squared_error(y, p, squared=False),
        "r2": None if constant else m.r2_score(y, p), "explainedVariance": None if constant else m.explained_variance_score(y, p),
    }


truth = rng.integers(-640, 640, 50)
numbers = [
    regression("noise", truth, truth + rng.integers(-100, 100, 50)),
    regression("bias", truth, truth + 200),
    regression("worse than the mean", truth, -truth),
    regression("perfect", truth, truth),
    regression("one value", [64], [32]),
    regression("constant truth", [64, 64, 64], [64, 32, 96]),
]
save("evaluation", {"binary": cases, "classes": classes, "labels": labels, "regression": numbers})


def calibration(n, steps, slope, offset):
    s = rng.integers(1, steps, n) * (SCALE // steps)
    p = s / SCALE
    z = np.log(p / (1 - p))
    y = (rng.random(n) < 1 / (1 + np.exp(-(slope * z + offset)))).astype(int)

    def fit(x, strength=1e12):
        model = LogisticRegression(C=strength, tol=1e-12, max_iter=200, solver="newton-cg").fit(x, y)
        return [*model.coef_[0], model.intercept_[0]]

    def rising(columns):
        # Beta calibration without a negative slope: that column is dropped and the rest fitted again.
        fitted = dict(zip(columns, fit(np.stack([{"a": np.log(p), "b": -np.log(1 - p)}[c] for c in columns], 1))))
        negative = [c for c in columns if fitted[c] < 0]
        offset = fit(np.stack([{"a": np.log(p), "b": -np.log(1 - p)}[c] for c in columns], 1))[-1]
        return rising([c for c in columns if c != negative[0]]) if negative else [fitted.get("a", 0.0), fitted.get("b", 0.0), offset]

    isotonic = IsotonicRegression(out_of_bounds="clip").fit(p, y)
    probe = np.linspace(0, 1, 33)
    smoothed = _SigmoidCalibration().fit(z, y)
    temperature = minimize_scalar(lambda t: np.mean(np.logaddexp(0, z / t) - y * z / t), bounds=(0.01, 100), method="bounded", options={"xatol": 1e-12})
    return {
        "labels": "".join(map(str, y)), "scores": s, "platt": fit(z[:, None]), "plattOnProbability": fit(p[:, None], 1.0),
        "plattSmoothed": [-smoothed.a_, -smoothed.b_], "temperature": temperature.x, "beta": rising(["a", "b"]),
        "probe": probe, "isotonic": isotonic.predict(probe),
    }


save("calibration", [calibration(300, 1024, 2.0, -0.5), calibration(250, 16, 0.5, 0.3), calibration(40, 1024, 1.0, 0.0)])


def softmax_temperature(n, classes, truth):
    s = rng.integers(-4 * SCALE, 4 * SCALE, (n, classes))
    z = s / SCALE
    y = np.array([rng.choice(classes, p=softmax(row / truth)) for row in z])
    nll = lambda t: -np.mean(log_softmax(z / t, axis=1)[np.arange(n), y])
    best = minimize_scalar(nll, bounds=(0.01, 100), method="bounded", options={"xatol": 1e-12})
    return {"classes": classes, "scores": s.ravel(), "actual": y, "temperature": best.x, "lossBefore": nll(1.0), "lossAfter": best.fun, "first": softmax(z[0] / best.x)}


save("softmax", [softmax_temperature(200, 3, 2.5), softmax_temperature(300, 10, 0.4), softmax_temperature(60, 2, 1.0)])
