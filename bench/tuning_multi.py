"""Hypervolume that Optuna's samplers reach on the problems of bench/Assay.Benchmarks/Tuning/FrontProblem.cs.

Usage: /usr/bin/python3 bench/tuning_multi.py [seeds 10 [trials 250]]
Compare with: dotnet run -c Release --project bench/Assay.Benchmarks -- fronts <nsga2|nsga3|motpe> [seeds [trials]]
Needs optuna (Debian's 3.1.0 does). Each sampler with its defaults but for the seed and the constraint.
"""
import math
import sys
import time
import warnings

import numpy as np
import optuna
from optuna._hypervolume import WFG

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def unit(trial, dimensions):
    return [trial.suggest_float(f"x{i}", 0, 1) for i in range(dimensions)]


def zdt(trial, shape):
    x = unit(trial, 10)
    g = 1 + 9 * sum(x[1:]) / 9
    return (x[0], g * shape(x[0] / g)), 0


def dtlz2(trial):
    x = unit(trial, 7)
    g = 1 + sum((v - 0.5) ** 2 for v in x[2:])
    a, b = x[0] * math.pi / 2, x[1] * math.pi / 2
    return (g * math.cos(a) * math.cos(b), g * math.cos(a) * math.sin(b), g * math.sin(a)), 0


def network(trial):
    rate = math.log10(trial.suggest_float("lr", 1e-5, 1e-1, log=True))
    layers, width = trial.suggest_int("layers", 1, 6), trial.suggest_int("width", 8, 512, log=True)
    kind = ["adam", "sgd", "rmsprop"].index(trial.suggest_categorical("opt", ["adam", "sgd", "rmsprop"]))
    size = layers * math.log2(width)
    loss = 0.1 + [0, 0.05, 0.03][kind] + 0.3 * (1 - math.exp(-0.8 * (rate - [-3.0, -1.7, -3.4][kind]) ** 2)) + 0.5 * math.exp(-size / 12)
    return (loss, math.log10(layers * width * width) / 6.2), size - 30


PROBLEMS = {
    "zdt1": (lambda trial: zdt(trial, lambda r: 1 - math.sqrt(r)), (1.1, 7)),
    "zdt2": (lambda trial: zdt(trial, lambda r: 1 - r * r), (1.1, 7)),
    "dtlz2": (dtlz2, (2, 2, 2)),
    "network": (network, (1.0, 1.1)),
}
CONSTRAINTS = {"constraints_func": lambda trial: (trial.user_attrs["violation"],)}
SAMPLERS = {
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
    "nsga2": lambda seed: optuna.samplers.NSGAIISampler(seed=seed, **CONSTRAINTS),
    "tpe": lambda seed: optuna.samplers.TPESampler(seed=seed, **CONSTRAINTS),
    "tpe_mv": lambda seed: optuna.samplers.TPESampler(seed=seed, multivariate=True, **CONSTRAINTS),
}
seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
trials = int(sys.argv[2]) if len(sys.argv) > 2 else 250
for problem, (function, reference) in PROBLEMS.items():
    for name, make in SAMPLERS.items():
        volumes, start = [], time.perf_counter()
        for seed in range(seeds):
            feasible = []

            def objective(trial):
                losses, violation = function(trial)
                trial.set_user_attr("violation", violation)
                if violation <= 0 and all(loss < limit for loss, limit in zip(losses, reference)):
                    feasible.append(losses)
                return losses

            study = optuna.create_study(directions=["minimize"] * len(reference), sampler=make(seed))
            study.optimize(objective, n_trials=trials)
            points = np.array(feasible)
            front = np.array([p for p in points if not np.any(np.all(points <= p, axis=1) & np.any(points < p, axis=1))])
            volumes.append(WFG().compute(np.unique(front, axis=0), np.array(reference)))
        each = 1000 * (time.perf_counter() - start) / seeds / trials
        print(f"{problem:<10} optuna {name:<8} {trials} trials, {seeds} seeds: hypervolume {np.median(volumes):.4f} [{min(volumes):.4f}, {max(volumes):.4f}], {each:.2f} ms a trial", flush=True)
