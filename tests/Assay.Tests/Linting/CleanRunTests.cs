using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tests.Analyzers;
using Assay.Tracking;
using FsCheck.Fluent;

namespace Assay.Tests.Linting;

public sealed class CleanRunTests
{
    /// <summary>
    /// An experiment without a fault, of any size and luck: curves that fall and level off, calibrated predictions, parts that share nothing, books
    /// that are in order. Warnings are allowed (few rows are few), errors are not.
    /// </summary>
    [Fact]
    public void A_clean_run_gives_no_error() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), number =>
    {
        var seed = new Seed((ulong)(uint)number);
        var report = new LintEngine(AnalyzerCatalog.All).Lint(Clean(seed), TestContext.Current.CancellationToken);
        return (report.Failures.Count == 0 && !report.HasErrors).Label(string.Join("; ", report.Findings.Where(finding => finding.IsError).Select(finding => finding.ToString()).Concat(report.Failures.Select(failure => failure.Error.ToString()))));
    }).Holds();

    [Fact]
    public void The_clean_run_with_one_fault_gives_an_error()
    {
        var clean = Clean(new Seed(1)).ToList();
        var twice = clean.OfType<PredictionsSubject>().Single();
        var report = new LintEngine(AnalyzerCatalog.All).Lint([twice with { Scores = [.. twice.Scores.Select(score => 1 / (1 + Math.Exp(-score)))] }], TestContext.Current.CancellationToken);
        Assert.Contains("AS301", report.Findings.Where(finding => finding.IsError).Select(finding => finding.Rule.Id));
    }

    private static IEnumerable<Subject> Clean(Seed seed)
    {
        var epochs = 10 + (int)(seed.For("epochs").Uniform(0) * 60);
        var rows = 200 + (int)(seed.For("rows").Uniform(0) * 2000);
        var noise = seed.For("noise");
        double Loss(int epoch, double floor, ulong stream) => floor + (1.2 * Math.Exp(-4.0 * epoch / epochs)) + (0.01 * (noise.Uniform(((ulong)epoch * 4) + stream) - 0.5));
        var run = new RunSubject(Place.OfFile("run"))
        {
            Curves =
            [
                SomeSubjects.Curve("train/loss", epochs, epoch => Loss(epoch, 0.30, 0)),
                SomeSubjects.Curve("valid/loss", epochs, epoch => Loss(epoch, 0.33, 1)),
                SomeSubjects.Curve("train/accuracy", epochs, epoch => 0.9 - (0.3 * Loss(epoch, 0, 2))),
                SomeSubjects.Curve("valid/accuracy", epochs, epoch => 0.88 - (0.3 * Loss(epoch, 0, 3))),
            ],
            Params = SomeRuns.Params(("epochs", epochs), ("lr", 0.001), ("seed", 1)),
            ClassCounts = [rows / 2, rows - (rows / 2)],
        };
        yield return run;
        var scores = Enumerable.Range(0, rows).Select(i => 0.01 + (0.98 * seed.For("scores").Uniform((ulong)i))).ToArray();
        yield return new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = scores, Truth = [.. scores.Select((score, i) => seed.For("truth").Uniform((ulong)i) < score)], Split = CurveSplit.Test, ThresholdFrom = "valid" };
        yield return new SplitSubject(Place.OfFile("data"))
        {
            Parts =
            [
                new SplitPart("train") { Split = CurveSplit.Train, Rows = rows, Ids = [.. Enumerable.Range(0, rows).Select(i => $"a{i}")], ClassCounts = [rows / 2, rows - (rows / 2)] },
                new SplitPart("test") { Split = CurveSplit.Test, Rows = 50, Ids = [.. Enumerable.Range(0, 50).Select(i => $"b{i}")], ClassCounts = [25, 25] },
            ],
            RequestedRows = rows,
            HeadWidth = 2,
        };
        var records = Enumerable.Range(0, 4).Select(i => SomeRuns.Row($"E-{i}", ("valid/auc", 0.7 + (0.01 * seed.For("auc").Uniform((ulong)i))), ("valid/loss", 0.4 + seed.For("loss").Uniform((ulong)i))) with { Params = SomeRuns.Params(("lr", 0.1 * (i + 1)), ("seed", i % 2)), Details = new RunDetails { Outputs = [$"outputs/E-{i}"] } }).ToArray();
        yield return SomeRuns.Books(records);
        yield return new EvidenceSubject(Place.OfFile("outputs")) { Runs = [.. records.Select(row => new RunSubject(Place.Of(row.Run)) { Run = row.Run, Metrics = [.. row.Metrics.Values], Params = row.Params })] };
        yield return new LogSubject(Place.OfFile("log.md"), "actions")
        {
            Items = [new LogItem("Phase 0", null, "completed", 3)],
            Entries = [new LogEntry("Search", 10) { Phase = "Phase 0", Status = RunStatus.Completed, Result = "best AUPRC 0.54", Command = "tune", Metrics = new Dictionary<string, double> { ["auprc"] = 0.54 } }],
            Totals = [new LogTotal("the total", 4, 4, 5)],
            Statements = [new LogStatement("The search ended.", "conclusion", 11)],
        };
    }
}
