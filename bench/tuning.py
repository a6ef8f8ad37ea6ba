"""Optuna on the tuning problems of bench/Assay.Benchmarks, evaluated there, one JSON line a run, in the form that `Assay.Benchmarks samplers` reads.

  /usr/bin/python3 bench/tuning.py <original|held-out> <samplers> <first seed> <end> <trials> <out.jsonl> [problems]

Samplers: tpe_default (multivariate with constant liar, the default of Optuna 5), tpe_univariate, cmaes, random. Needs Debian's python3-optuna, or a newer one.
The benchmarks must have been built: dotnet build bench/Assay.Benchmarks -c Release
"""
import json
import os
import pathlib
import subprocess
import sys
import time
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")
try:
    import numpy
    import optuna
except ImportError as error:
    sys.exit(f"{error}: the peer is missing; install Debian's python3-optuna and set ASSAY_PEER_PYTHON to its interpreter.")

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
BUDGETS = (50, 100, 200)
SAMPLERS = {
    "tpe_default": lambda seed: optuna.samplers.TPESampler(seed=seed, multivariate=True, constant_liar=True),
    "tpe_univariate": lambda seed: optuna.samplers.TPESampler(seed=seed),
    "cmaes": lambda seed: optuna.samplers.CmaEsSampler(seed=seed),
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
}


def suggest(trial, parameter):
    name, kind = parameter["name"], parameter["type"]
    if kind == "categorical":
        return trial.suggest_categorical(name, parameter["choices"])
    if kind == "int":
        step = {} if parameter["log"] else {"step": parameter["step"]}
        return trial.suggest_int(name, parameter["low"], parameter["high"], log=parameter["log"], **step)
    return trial.suggest_float(name, parameter["low"], parameter["high"], log=parameter["log"], step=parameter["step"])


def main():
    which, names, first, end, trials, out = sys.argv[1], sys.argv[2].split(","), int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]), sys.argv[6]
    program = pathlib.Path(__file__).parent / "Assay.Benchmarks/bin/Release/net10.0/Assay.Benchmarks.dll"
    oracle = subprocess.Popen(["dotnet", str(program), "tuning-oracle", which], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
    problems = json.loads(oracle.stdout.readline())
    if len(sys.argv) > 7:
        problems = [problem for problem in problems if problem["name"] in sys.argv[7].split(",")]

    def value(problem, params):
        oracle.stdin.write(json.dumps({"problem": problem["name"], "params": params}) + "\n")
        oracle.stdin.flush()
        return float(oracle.stdout.readline())

    with open(out, "a", encoding="utf-8") as file:
        for problem in problems:
            for name in names:
                if name == "cmaes" and problem["name"] == "grid6":
                    continue  # One numeric dimension: the package refuses it.
                for seed in range(first, end):
                    noise = numpy.random.RandomState(1000 + seed)
                    truths, observed = [], []

                    def objective(trial):
                        params = {}
                        for parameter in problem["space"]:
                            # Conditions are expressions that Python reads too.
                            if "when" not in parameter or eval(parameter["when"], {}, dict(params)):
                                params[parameter["name"]] = suggest(trial, parameter)
                        truth = value(problem, params)
                        truths.append(truth)
                        observed.append(truth + problem["noise"] * noise.randn())
                        return observed[-1]

                    start = time.perf_counter()
                    optuna.create_study(sampler=SAMPLERS[name](seed)).optimize(objective, n_trials=trials)
                    record = {"s": name, "p": problem["name"], "seed": seed, "seconds": round(time.perf_counter() - start, 3)}
                    for budget in BUDGETS:
                        if budget <= trials:
                            record[f"b{budget}"] = truths[int(numpy.argmin(observed[:budget]))]
                    file.write(json.dumps(record) + "\n")
                    file.flush()


main()
