"""Opens a journal that Assay wrote, and writes studies with Optuna for Assay to read: what OptunaFileTests compares.

Usage: python3 bench/reference/optuna_files.py ours.log theirs.db theirs.log
Made with optuna 3.1.0. Exit code 77: Optuna is not installed.
"""
import sys
import warnings

try:
    import optuna
    from optuna.storages import JournalFileStorage, JournalStorage
except ImportError:
    sys.exit(77)

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
ours, database, journal = sys.argv[1:]

study = optuna.load_study(study_name="some", storage=JournalStorage(JournalFileStorage(ours)))
for trial in study.trials:
    print(trial.number, trial.state.name, trial.value, dict(sorted(trial.params.items())))
print("best", study.best_trial.number)


def objective(trial):
    lr = trial.suggest_float("lr", 1e-5, 1e-1, log=True)
    layers = trial.suggest_int("layers", 1, 4)
    kind = trial.suggest_categorical("kind", ["a", None, True, 3])
    trial.report(0.25, 0)
    trial.report(float("nan"), 1)
    if trial.number == 5:
        raise ValueError("failed on purpose")
    if trial.number == 11:
        trial.set_user_attr("best", trial.study.best_trial.number)
        return 1e9
    return (lr - 0.01) ** 2 + layers + (0.5 if kind is None else 0)


for storage in (f"sqlite:///{database}", JournalStorage(JournalFileStorage(journal))):
    theirs = optuna.create_study(study_name="theirs", storage=storage, sampler=optuna.samplers.RandomSampler(seed=1))
    theirs.optimize(objective, n_trials=12, catch=(ValueError,))
