namespace Assay.Planning.Keys;

/// <summary>Every key under <c>claims:</c>.</summary>
internal static class ClaimKeys
{
    public const string ValueWord = "last, best, min, max, or a step";

    // Which runs, and which of their values.
    public static readonly PlanKey Study = new("study", Shapes.Text, "The study whose trials are meant: a name or an id.", "hpo_2m_h1");
    public static readonly PlanKey Pick = new("pick", ClaimShapes.Pick, "Which trials of the study: best, top N, or all (default).", "best");
    public static readonly PlanKey PickSeeds = new("seeds", Shapes.Whole(2, 10_000, isInterpolated: false), "How many runs the picked configuration must have: fewer are said to be missing.", "5");
    public static readonly PlanKey Tags = new("tags", Shapes.TextMap, "Tags that the runs have, all of them.", "{ role: baseline }");
    public static readonly PlanKey Query = new("query", Shapes.Text, "A query, as for assay runs.", "\"params.lr = 1e-5\"");
    public static readonly PlanKey Runs = new("runs", Shapes.OneOrMoreTexts, "Runs by id or name.", "[Run 12]");
    public static readonly PlanKey InPlan = new("plan", Shapes.Text, "The plan or imported log the runs stand in. Default: every one; with phase, item, priority or experiment this plan.", "002_experiment_log");
    public static readonly PlanKey InPhase = new("phase", Shapes.OneOrMoreTexts, "Runs of these phases.", "P0");
    public static readonly PlanKey Item = new("item", Shapes.OneOrMoreTexts, "Runs of these items.", "1");
    public static readonly PlanKey InPriority = new("priority", Shapes.OneOrMoreTexts, "Runs of these priorities.", "LF-P8");
    public static readonly PlanKey Experiment = new("experiment", Shapes.OneOrMoreTexts, "Runs of these planned experiments.", "[LF-55, LF-56]");
    public static readonly PlanKey Stage = new("stage", Shapes.Text, "Runs of this stage.", "evaluation");
    public static readonly PlanKey Source = new("source", Shapes.Text, "Runs of this source.", "expert");
    public static readonly PlanKey SideMetric = new("metric", Shapes.Text, "The metric on this side, where its name differs from the claim's.", "baseline/auc");
    public static readonly PlanKey At = new("at", ClaimShapes.ValueAt, "Which value of the metric: last (default), best, min, max, or a step.", "last");
    public static readonly PlanKey Scale = new("scale", ClaimShapes.Real(-1e9, 1e9), "What the values of this side are multiplied by, e.g. 0.01 for percentages. Default: 1.", "0.01");

    // What somebody stated besides a value.
    public static readonly PlanKey StandardError = new("se", ClaimShapes.Figure, "Standard error of the value.", "0.035");
    public static readonly PlanKey Deviation = new("sd", ClaimShapes.Figure, "Standard deviation of one value; goes with n.", "0.012");
    public static readonly PlanKey Count = new("n", ClaimShapes.Figure, "How many values it is the mean of.", "10");
    public static readonly PlanKey Low = new("low", ClaimShapes.Figure, "Lower bound of its interval.", "auc/ci95_low");
    public static readonly PlanKey High = new("high", ClaimShapes.Figure, "Upper bound of its interval.", "auc/ci95_high");
    public static readonly PlanKey StatedConfidence = new("confidence", ClaimShapes.Confidence, "Confidence of that interval. Default: 0.95.", "0.95");
    public static readonly PlanKey Units = new("units", ClaimShapes.Figure, "How many independent units the n values came from, e.g. 5 seeds behind 10 pairs: the error is widened by the root of n/units.", "5");
    public static readonly PlanKey Positives = new("positives", ClaimShapes.Figure, "Positive cases behind an AUROC: its error is that of Hanley and McNeil; goes with negatives.", "76");
    public static readonly PlanKey Negatives = new("negatives", ClaimShapes.Figure, "Negative cases behind an AUROC.", "346");
    public static readonly PlanKey ProportionOf = new("proportion_of", ClaimShapes.Figure, "The value is a share of so many independent cases.", "2839");
    public static readonly PlanKey StatedFrom = new("from", Shapes.Text, "Where these figures come from.", "\"log, line 153\"");

    public static readonly SectionShape Stated = new("stated", "stated figures, a map such as {se: 0.035} or {low: auc/low, high: auc/high}",
        [StandardError, Deviation, Count, Low, High, StatedConfidence, Units, Positives, Negatives, ProportionOf, StatedFrom]);

    public static readonly PlanKey StatedKey = new("stated", Stated, "The value is a summary that somebody stated: what is known of its error. Numbers, or names of metrics of the same run.", "{ se: 0.035 }");

    public static readonly SectionShape Selection = new("selection", "a selection of runs, a map such as {tags: {role: baseline}}",
        [Study, Pick, PickSeeds, Tags, Query, Runs, InPlan, InPhase, Item, InPriority, Experiment, Stage, Source, SideMetric, At, Scale, StatedKey]);

    // How it is tested.
    public static readonly PlanKey Kind = new("kind", Shapes.Choice("permutation", "bootstrap", "welch", "mann-whitney", "wilcoxon", "nadeau-bengio"),
        "The test. Default: permutation; with stated figures their normal or t interval.", "permutation");

    public static readonly PlanKey Paired = new("paired", ClaimShapes.Boolean, "Whether treatment and control are paired, by the key under by. Default: false.", "true");

    public static readonly PlanKey Alternative = new("alternative", Shapes.Choice("greater", "less", "different", "equivalent"),
        "What is claimed of treatment minus control. Default: greater; less where the metric is declared to be minimized.", "greater");

    public static readonly PlanKey Confidence = new("confidence", ClaimShapes.Confidence, "Confidence of the two-sided interval before correction. Default: 0.95.", "0.95");
    public static readonly PlanKey AtLeast = new("at_least", ClaimShapes.Real(-1e300, 1e300), "The margin: how large the effect must be in the claimed direction. Default: 0.", "0.005");
    public static readonly PlanKey Within = new("within", ClaimShapes.Real(0, 1e300), "For equivalent: the largest difference that does not matter.", "0.01");
    public static readonly PlanKey Correction = new("correction", Shapes.Choice("holm", "bonferroni", "none"), "For the number of claims that the plan tests. Default: holm.", "holm");
    public static readonly PlanKey By = new("by", Shapes.Text, "The independent unit: a param or tag, or seed; runs that share it are averaged, and pairs share it. Default: each run, in pairs the seed.", "fold");
    public static readonly PlanKey TestShare = new("test_to_train", ClaimShapes.Real(0, 1000), "For nadeau-bengio: rows tested on for each row trained on, 1/(k-1) for k folds.", "0.25");
    public static readonly PlanKey Resamples = new("resamples", Shapes.Whole(99, 1_000_000, isInterpolated: false), "Resamples of bootstrap and permutation where not all are taken. Default: 9999.", "9999");

    public static readonly SectionShape Test = new("test", "a test, a map such as {kind: welch, at_least: 0.005}",
        [Kind, Paired, Alternative, Confidence, AtLeast, Within, Correction, By, TestShare, Resamples]);

    // A gate.
    public static readonly PlanKey GateClaim = new("claim", Shapes.Text, "A claim that must be supported.", "tuned-beats-baseline");
    public static readonly PlanKey GateMetric = new("metric", Shapes.Text, "A metric over runs; goes with over, and at_least or at_most.", "ev");
    public static readonly PlanKey Over = new("over", Selection, "The runs.", "{ tags: { role: sae } }");
    public static readonly PlanKey Reduce = new("reduce", Shapes.Choice("min", "max", "mean", "median"), "What becomes of their values. Default: every one counts, the worst decides.", "min");
    public static readonly PlanKey GateAtLeast = new("at_least", ClaimShapes.Real(-1e300, 1e300), "The smallest value that passes.", "0.3");
    public static readonly PlanKey GateAtMost = new("at_most", ClaimShapes.Real(-1e300, 1e300), "The largest value that passes.", "0.1");
    public static readonly PlanKey Exists = new("exists", Selection, "Runs of which at least one must have completed.", "{ stage: external-benchmark }");
    public static readonly PlanKey Absent = new("absent", Selection, "Runs of which none may have completed.", "{ tags: { leak: found } }");

    public static readonly SectionShape Gate = new("gate", "a condition: {claim: id}, {metric: …, over: …, at_least: …}, {exists: …} or {absent: …}",
        [GateClaim, GateMetric, Over, Reduce, GateAtLeast, GateAtMost, Exists, Absent]);

    // A prediction.
    public static readonly PlanKey PredictedAtLeast = new("at_least", ClaimShapes.Real(-1e300, 1e300), "The smallest outcome that keeps it.", "0.02");
    public static readonly PlanKey PredictedAtMost = new("at_most", ClaimShapes.Real(-1e300, 1e300), "The largest outcome that keeps it.", "0.03");
    public static readonly PlanKey Made = new("made", ClaimShapes.Date, "When it was made, where the store did not see it. Default: when the store first saw it.", "2025-12-03");

    public static readonly SectionShape Prediction = new("prediction", "a prediction, a map such as {at_least: 0.02, at_most: 0.03}", [PredictedAtLeast, PredictedAtMost, Made]);

    // A claim.
    public static readonly PlanKey Id = new("id", Shapes.Text, "The claim's id.", "tuned-beats-baseline") { IsRequired = true };
    public static readonly PlanKey Says = new("says", Shapes.Text, "The claim in words.", "The tuned model beats the baseline") { IsRequired = true };
    public static readonly PlanKey Metric = new("metric", Shapes.Text, "The metric it is about; a gate has none of its own.", "test/auc");
    public static readonly PlanKey Treatment = new("treatment", Selection, "The runs it is claimed of.", "{ priority: LF-P8 }");

    public static readonly PlanKey Control = new("control", new EitherShape("a selection of runs, or a number to compare with", Selection, ClaimShapes.Real(-1e300, 1e300)),
        "What they are compared with: runs, or a number.", "{ tags: { role: baseline } }");

    public static readonly PlanKey Effect = new("effect", Selection, "Instead of treatment and control: runs whose metric is the difference itself.", "{ runs: Run 21, stated: { se: 0.001 } }");
    public static readonly PlanKey TestKey = new("test", Test, "How it is tested.", "{ kind: permutation, at_least: 0.005 }");
    public static readonly PlanKey Gates = new("gate", new ListShape("a list of conditions", Gate, atLeast: 1), "Instead of a comparison: conditions that must all hold.", "[{ claim: tuned-beats-baseline }]");
    public static readonly PlanKey PredictionKey = new("prediction", Prediction, "What the effect will be, said before the runs; graded afterwards.", "{ at_least: 0.02, at_most: 0.03 }");
    public static readonly PlanKey Required = new("required", ClaimShapes.Boolean, "Whether assay claims check fails when it is not supported. Default: false.", "true");

    public static readonly PlanKey AssumeEqual = new("assume_equal", new ListShape("a list of parts of a metric's identity", Shapes.Choice("definition", "dataset", "split", "label_schema", "context")),
        "Parts of the metric's identity that you vouch for being equal on both sides.", "[dataset, split]");

    public static readonly PlanKey Against = new("contradicts", Shapes.OneOrMoreTexts, "Claims that cannot hold together with this one.", "[bigger-is-better]");
    public static readonly PlanKey StatedIn = new("stated_in", Shapes.Text, "Where it was first written down.", "\"notes.md:46\"");

    public static readonly SectionShape Claim = new("claim", "a claim, a map such as {id: …, says: …, metric: …}",
        [Id, Says, Metric, At, Treatment, Control, Effect, TestKey, Gates, PredictionKey, Required, AssumeEqual, Against, StatedIn]);
}
