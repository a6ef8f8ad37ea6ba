namespace Assay.Planning.Keys;

/// <summary>Every key of <c>assay.yaml</c>. The reader, the editors' schema and docs/formats/plan.md all come from this table.</summary>
internal static class PlanKeys
{
    // Settings of an experiment: in defaults, in a priority (which overrides defaults), in an experiment (which overrides both).
    public static readonly PlanKey Command = new("command", Shapes.Command,
        "What runs: text goes to the shell, each ${…} as one quoted word; a list is a program and its arguments, no shell.", "\"python train.py --lr ${lr} --out ${out}\"");

    public static readonly PlanKey Params = new("params", Shapes.AnyMap,
        "Variables of your own, recorded as the run's config; merged name by name with the layers above.", "{ lr: 1e-4, layers: 2 }");

    public static readonly PlanKey Environment = new("env", Shapes.TextMap,
        "Environment variables of the command; merged name by name.", "{ OMP_NUM_THREADS: 1 }");

    public static readonly PlanKey WorkingDirectory = new("working_directory", Shapes.Text,
        "Folder the command runs in, relative to the plan's; every other path of the experiment is relative to it. Default: the plan's folder.", "training");

    public static readonly PlanKey Out = new("out", Shapes.Text,
        "Folder the experiment writes to; no two experiments may share one. Default: outputs/${id}, with seeds outputs/${id}/${seed}.", "\"outputs/${id}\"");

    private static readonly Shape ResultMap = new MapShape("a map of metric names to places", Shapes.Text);

    public static readonly PlanKey ResultJson = new("json", Shapes.Text, "One JSON document.", "\"${out}/results.json\"");
    public static readonly PlanKey ResultCsv = new("csv", Shapes.Text, "Comma-separated values with a header row.", "\"${out}/metrics.csv\"");
    public static readonly PlanKey ResultJsonLines = new("jsonl", Shapes.Text, "One JSON object a line, each a step.", "\"${out}/log.jsonl\"");
    public static readonly PlanKey ResultStandardOutput = new("stdout", Shapes.Text, "A regular expression over standard output; named groups are metrics.", "'auc=(?<auc>[0-9.]+)'");
    public static readonly PlanKey ResultJUnit = new("junit", Shapes.Text, "A JUnit XML report.", "report.xml");
    public static readonly PlanKey ResultTrx = new("trx", Shapes.Text, "A Visual Studio test report.", "report.trx");
    public static readonly PlanKey ResultMapping = new("map", ResultMap, "Metric name to its place: dotted key, column, or named group. Default: every number.", "{ test/auc: test.auc }");
    public static readonly PlanKey ResultRow = new("row", Shapes.Choice("last", "all"), "CSV: only the last row (default), or every row as a step.", "all");
    public static readonly PlanKey ResultStep = new("step", Shapes.Text, "The column or key that holds the step. Default: rows counted from 0.", "epoch");

    public static readonly SectionShape Result = new("result", "a result: {json: path}, {csv: path}, {jsonl: path}, {stdout: regex}, {junit: path} or {trx: path}",
        [ResultJson, ResultCsv, ResultJsonLines, ResultStandardOutput, ResultJUnit, ResultTrx, ResultMapping, ResultRow, ResultStep]);

    private static readonly Shape OneResult = new EitherShape("a JSON file's path, or a result such as {csv: path}", Shapes.Text, Result);

    public static readonly PlanKey Results = new("results",
        new EitherShape("a JSON file's path, a result such as {csv: path}, or a list of them", Shapes.Text, Result, new ListShape("a list of results", OneResult)),
        "Where the metrics are; a path alone is a JSON file, all its numbers taken.", "\"${out}/results.json\"");

    public static readonly PlanKey Outputs = new("outputs", Shapes.OneOrMoreTexts, "Files or globs that the command must have written; they become artifacts.", "\"${out}/model.bin\"");
    public static readonly PlanKey Inputs = new("inputs", Shapes.OneOrMoreTexts, "Files, folders or globs whose content is part of the fingerprint; !glob leaves files out.", "data/*.csv");
    public static readonly PlanKey Code = new("code", Shapes.OneOrMoreTexts, "Source files, folders or globs whose content is part of the fingerprint; !glob leaves files out.", "[\"src/**/*.py\"]");
    public static readonly PlanKey Timeout = new("timeout", Shapes.Duration, "Longest time one attempt may take. Default: no limit.", "2h");
    public static readonly PlanKey Retries = new("retries", Shapes.Whole(0, PlanLimits.Retries), "Attempts after the first one failed. Default: 0.", "1");
    public static readonly PlanKey Backoff = new("backoff", Shapes.Duration, "Wait before the first retry; it doubles each time. Default: 10s.", "30s");
    public static readonly PlanKey Cpus = new("cpus", Shapes.Whole(1, PlanLimits.Slots), "CPU slots the command takes. Default: 1.", "4");
    public static readonly PlanKey Gpus = new("gpus", Shapes.Whole(0, PlanLimits.Slots), "GPU slots the command takes. Default: 0.", "1");
    public static readonly PlanKey Seeds = new("seeds", Shapes.Seeds, "Runs each experiment once a seed: a list, or a number n for 0 to n-1.", "[1, 2, 3]");
    public static readonly PlanKey Stage = new("stage", Shapes.Text, "Stage of the work; one of the plan's stages when those are declared.", "training");
    public static readonly PlanKey Source = new("source", Shapes.OneOrMoreTexts, "Sources of the labels or data; of the plan's sources when those are declared.", "[crowd, expert]");
    public static readonly PlanKey Reason = new("reason", Shapes.Text, "Why it is run.", "lower dropout against over-fitting");
    public static readonly PlanKey Tags = new("tags", Shapes.TextMap, "Tags of the runs; merged name by name.", "{ role: baseline }");

    private static readonly PlanKey[] Settings =
    [
        Command, Params, Environment, WorkingDirectory, Out, Results, Outputs, Inputs, Code,
        Timeout, Retries, Backoff, Cpus, Gpus, Seeds, Stage, Source, Reason, Tags,
    ];

    public static readonly PlanKey ExperimentTitle = new("title", Shapes.Text, "What the experiment is, in a line; may hold ${…}.", "\"${loss} on ${tier}\"");

    public static readonly SectionShape Defaults = new("defaults", "a map of settings", [ExperimentTitle, .. Settings]);

    // An explicit experiment.
    public static readonly PlanKey Needs = new("needs", Shapes.OneOrMoreTexts, "Priorities, phases or experiments that must be done first.", "[LF-P7]");
    public static readonly PlanKey InPhase = new("phase", Shapes.Text, "The phase it belongs to, when no phase lists it under items.", "P0");
    public static readonly PlanKey ExperimentId = new("id", Shapes.Text, "The experiment's id. Inside a priority it may be left to ids, or be made from the priority's id.", "LF-55");

    public static readonly SectionShape Experiment = new("experiment", "an experiment, a map such as {id: LF-55, params: {lr: 1e-4}}",
        [ExperimentId, ExperimentTitle, InPhase, Needs, .. Settings]);

    private static readonly Shape ExperimentList = new ListShape("a list of experiments", Experiment);

    // A priority.
    public static readonly PlanKey PriorityTitle = new("title", Shapes.Text, "What the priority is, in a line.", "Asymmetric focal loss");
    public static readonly PlanKey PriorityType = new("type", Shapes.Text, "A short word for tables.", "AsymmetricFocal");
    public static readonly PlanKey PriorityDescription = new("description", Shapes.Text, "More about it.", "Does asymmetry help rare classes?");
    public static readonly PlanKey Ids = new("ids", Shapes.OneOrMoreTexts, "Ids of the experiments, as a range or a list; as many as there are combinations. Default: <priority>-001 and on.", "LF-55..LF-60");
    public static readonly PlanKey Matrix = new("matrix", Shapes.Axes, "Axes; every combination is an experiment, in file order, the last axis fastest.", "{ tier: [a20, a100], lr: [1e-4, 1e-5] }");
    public static readonly PlanKey Zip = new("zip", Shapes.Axes, "Lists of equal length that advance together; with matrix, one more axis.", "{ width: [64, 128], heads: [2, 4] }");
    public static readonly PlanKey PriorityExperiments = new("experiments", ExperimentList, "Experiments one by one, after those of matrix and zip.", "[{ params: { lr: 1e-4 } }]");

    public static readonly SectionShape Priority = new("priority", "a priority, a map such as {title: …, matrix: …}",
        [PriorityTitle, PriorityType, PriorityDescription, InPhase, Ids, Matrix, Zip, PriorityExperiments, Needs, .. Settings]);

    // A phase.
    public static readonly PlanKey PhaseId = new("id", Shapes.Text, "The phase's id.", "P0") { IsRequired = true };
    public static readonly PlanKey PhaseTitle = new("title", Shapes.Text, "What the phase is.", "Hyper-parameter optimisation");
    public static readonly PlanKey PhaseGoal = new("goal", Shapes.Text, "When it is done.", "freeze the protocol");
    public static readonly PlanKey PhaseStatus = new("status", Shapes.Text, "A word of yours on where it stands.", "in progress");
    public static readonly PlanKey PhaseItems = new("items", Shapes.Texts, "Priorities, or experiments outside priorities, in this phase.", "[LF-P7, LF-P8]");

    public static readonly SectionShape Phase = new("phase", "a phase, a map such as {id: P0, title: …}", [PhaseId, PhaseTitle, PhaseGoal, PhaseStatus, PhaseItems]);

    // What a metric's numbers were measured on.
    public static readonly PlanKey MetricDefinition = new("definition", Shapes.Text, "How it is computed.", "macro AUC, one against the rest");
    public static readonly PlanKey MetricDataset = new("dataset", Shapes.Text, "The data it is measured on: a name, or a SHA-256 digest.", "spy-2024");
    public static readonly PlanKey MetricSplit = new("split", Shapes.Text, "The part of the data.", "test");
    public static readonly PlanKey MetricLabelSchema = new("label_schema", Shapes.Text, "What the labels mean.", "high-touch-1pct");
    public static readonly PlanKey MetricDirection = new("direction", Shapes.Choice("maximize", "minimize"), "Which values are better.", "maximize");
    public static readonly PlanKey MetricContext = new("context", Shapes.TextMap, "Whatever else tells it apart.", "{ horizon: 1 }");

    public static readonly SectionShape Metric = new("metric", "a metric, a map such as {direction: maximize, split: test}",
        [MetricDefinition, MetricDataset, MetricSplit, MetricLabelSchema, MetricDirection, MetricContext]);

    public static readonly PlanKey LogFormat = new("format", Shapes.Choice("actions", "runs", "tracker", "context", "training"), "The log's format.", "tracker") { IsRequired = true };
    public static readonly PlanKey LogPath = new("path", Shapes.Text, "The file, relative to the plan's folder.", "docs/tracker.md") { IsRequired = true };

    public static readonly SectionShape Log = new("log", "a log, a map such as {format: tracker, path: tracker.md}", [LogFormat, LogPath]);

    public static readonly PlanKey TopBy = new("by", Shapes.Text, "The metric that ranks.", "test/auc") { IsRequired = true };
    public static readonly PlanKey TopLimit = new("limit", Shapes.Whole(1, 1000, isInterpolated: false), "How many are listed. Default: 10.", "10");

    public static readonly SectionShape Top = new("top", "a ranking, a map such as {by: test/auc, limit: 10}", [TopBy, TopLimit]);

    public static readonly PlanKey SuppressRule = new("rule", Shapes.Text, "The rule's id.", "AS201") { IsRequired = true };
    public static readonly PlanKey SuppressOn = new("on", Shapes.Text, "The run, study or file it is about: a name, an id or a path. Default: all.", "hpo_2m_h1");
    public static readonly PlanKey SuppressReason = new("reason", Shapes.Text, "Why these findings do not count.", "\"no card holds more heads\"") { IsRequired = true };

    public static readonly SectionShape Suppression = new("suppression", "a suppression, a map such as {rule: AS201, reason: …}", [SuppressRule, SuppressOn, SuppressReason]);

    public static readonly PlanKey LintSeverity = new("severity", new MapShape("a map of rule ids to severities", Shapes.Choice("info", "warning", "error")), "How grave the findings of a rule are here.", "{ AS203: error }");
    public static readonly PlanKey LintSuppress = new("suppress", new ListShape("a list of suppressions", Suppression), "Findings that do not count, each with a reason.", "[{ rule: AS201, reason: … }]");

    public static readonly SectionShape Lint = new("lint", "settings of linting, a map such as {severity: {AS203: error}}", [LintSeverity, LintSuppress]);

    // The file itself.
    public static readonly PlanKey PlanName = new("name", Shapes.Text, "The plan's name. Default: the name of its folder.", "loss-functions");
    public static readonly PlanKey PlanDescription = new("description", Shapes.Text, "What the plan is for.", "Which loss survives rare classes?");

    public static readonly PlanKey Prepare = new("prepare", new EitherShape("a command, or a list of commands", Shapes.Text, new ListShape("a list of commands", Shapes.Command)),
        "Commands that run once, in order, before the first experiment that is due. In a list, each text is one shell command.", "\"make build\"");

    public static readonly PlanKey PlanDefaults = new("defaults", Defaults, "Settings of every experiment that does not override them.", "{ command: \"…\", timeout: 2h }");
    public static readonly PlanKey Phases = new("phases", new ListShape("a list of phases", Phase), "The phases of the work.", "[{ id: P0, title: Search, items: [LF-P7] }]");
    public static readonly PlanKey Priorities = new("priorities", new MapShape("a map of ids to priorities", Priority), "Groups of experiments by id.", "{ LF-P8: { matrix: { lr: [1, 2] } } }");
    public static readonly PlanKey Experiments = new("experiments", ExperimentList, "Experiments outside priorities; each needs an id.", "[{ id: baseline }]");
    public static readonly PlanKey Metrics = new("metrics", new MapShape("a map of metric names to metrics", Metric), "What the metrics' numbers mean: only values of equal identity are compared.", "{ test/auc: { direction: maximize } }");
    public static readonly PlanKey Stages = new("stages", Shapes.Texts, "The words allowed for stage.", "[data, training]");
    public static readonly PlanKey Sources = new("sources", Shapes.Texts, "The words allowed for source.", "[crowd, expert]");
    public static readonly PlanKey Ranking = new("top", Top, "How runs are ranked in the tracker.", "{ by: test/auc, limit: 10 }");
    public static readonly PlanKey Logs = new("logs", new ListShape("a list of logs", Log), "Logs that are generated.", "[{ format: tracker, path: tracker.md }]");
    public static readonly PlanKey Claims = new("claims", new ListShape("a list of claims", ClaimKeys.Claim), "What the runs are meant to show.", "[{ id: c1, says: …, metric: auc, treatment: { tags: { role: tuned } }, control: { tags: { role: baseline } } }]");
    public static readonly PlanKey Linting = new("lint", Lint, "Severities of findings, and findings that do not count.", "{ severity: { AS203: error } }");
    private static readonly Shape AfterWord = Shapes.Choice("analyze", "lint");
    private static readonly Shape AfterRun = new EitherShape("analyze, lint, or a list of them", AfterWord, new ListShape("a list of words", AfterWord));

    public static readonly PlanKey After = new("after", AfterRun, "What is done with every run that ended. Default: lint, which looks for what is wrong; analyze prints best and latest values of its curves.", "[analyze, lint]");

    public static readonly SectionShape Plan = new("plan", "a plan, a map such as {name: …, priorities: …}",
    [
        PlanName, PlanDescription, Prepare, PlanDefaults, Phases, Priorities, Experiments, Metrics, Stages, Sources, Ranking, Logs, Claims, Linting, After,
    ]);

    /// <summary>Every section, the file itself first.</summary>
    public static readonly IReadOnlyList<SectionShape> Sections =
    [
        Plan, Defaults, Phase, Priority, Experiment, Result, Metric, Top, Log,
        ClaimKeys.Claim, ClaimKeys.Selection, ClaimKeys.Stated, ClaimKeys.Test, ClaimKeys.Gate, ClaimKeys.Prediction, Lint, Suppression,
    ];
}
