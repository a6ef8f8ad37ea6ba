#!/usr/bin/python3
"""Decisions of Optuna 3.1's pruners on recorded curves: the values in PrunerReferenceTests.

    /usr/bin/python3 bench/reference/pruners.py

Twelve trials of up to 27 steps, the values from a formula that both sides compute exactly (sums of dyadic fractions); every trial runs until its pruner
ends it. Printed is, for each pruner and direction, the step at which each trial was ended (-1: it completed).
"""
import optuna

optuna.logging.set_verbosity(optuna.logging.CRITICAL)


def value(trial, step):
    base = ((trial * 37 + 11) % 64) / 64
    wave = ((trial * 13 + step * 29) % 32) / 256
    return base + 2.0 / (1 << min(step, 20)) + wave


PRUNERS = {
    "median": lambda: optuna.pruners.MedianPruner(n_startup_trials=3, n_warmup_steps=2, interval_steps=1),
    "median_every_3": lambda: optuna.pruners.MedianPruner(n_startup_trials=2, n_warmup_steps=4, interval_steps=3),
    "percentile_25": lambda: optuna.pruners.PercentilePruner(25.0, n_startup_trials=2, n_min_trials=2),
    "halving_auto": lambda: optuna.pruners.SuccessiveHalvingPruner(),
    "halving_2": lambda: optuna.pruners.SuccessiveHalvingPruner(min_resource=2, reduction_factor=2, min_early_stopping_rate=1),
    "hyperband_auto": lambda: optuna.pruners.HyperbandPruner(),
    "hyperband_27": lambda: optuna.pruners.HyperbandPruner(min_resource=1, max_resource=27, reduction_factor=3),
    "threshold": lambda: optuna.pruners.ThresholdPruner(lower=0.3, upper=1.2, n_warmup_steps=3, interval_steps=2),
    "patient": lambda: optuna.pruners.PatientPruner(optuna.pruners.MedianPruner(n_startup_trials=3), patience=3, min_delta=0.0),
    "patient_alone": lambda: optuna.pruners.PatientPruner(None, patience=2, min_delta=0.02),
}

for name, make in PRUNERS.items():
    for direction in ("minimize", "maximize"):
        study = optuna.create_study(study_name="curves", direction=direction, pruner=make(), sampler=optuna.samplers.RandomSampler(seed=0))
        ended = []
        for number in range(12):
            trial = study.ask()
            at = -1
            for step in range(1, 28):
                trial.report(value(number, step), step)
                if trial.should_prune():
                    at = step
                    break
            if at >= 0:
                study.tell(trial, state=optuna.trial.TrialState.PRUNED)
            else:
                study.tell(trial, value(number, 27))
            ended.append(at)
        print(f'["{name} {direction}"] = [{", ".join(map(str, ended))}],')
