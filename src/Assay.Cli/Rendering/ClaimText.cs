using Assay.Claims;
using Assay.Statistics;
using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>Verdicts on claims as text.</summary>
internal static class ClaimText
{
    private const int MostRunsInTable = 3;
    private const double SmallestShownP = 0.0001;
    private const string Nothing = "–";

    /// <summary>The colour of a verdict.</summary>
    public static Ink InkOf(Verdict verdict) => verdict switch { Verdict.Supported => Ink.Good, Verdict.Contradicted => Ink.Bad, _ => Ink.Warn };

    /// <summary>Prints verdicts as a table, then why each is what it is.</summary>
    public static void Print(Screen screen, IReadOnlyList<ClaimResult> results, IReadOnlyList<ClaimConflict> conflicts)
    {
        var table = new Table([new("claim", Shortest: 14), new("verdict"), new("effect", Right: true), new("interval", Right: true), new("p", Right: true), new("n", Right: true), new("runs", Shortest: 8, Rank: 1)]);
        foreach (var result in results)
        {
            table.Add(
                result.Claim.IsRequired ? $"{result.Claim.Id} *" : result.Claim.Id, new Table.Cell(result.Verdict.Name(), InkOf(result.Verdict)),
                Effect(result), IntervalOf(result.Interval), P(result.CorrectedPValue), Units(result), RunsOf(result));
        }

        table.Print(screen);
        foreach (var result in results)
        {
            screen.Line();
            screen.Write(result.Claim.Id, Ink.Bold).Write($"  {result.Claim.Says}").Line(result.Claim.StatedIn is { } source ? $"  ({source})" : "", Ink.Dim);
            screen.Fact(result.Verdict.Name(), result.Why + ".", InkOf(result.Verdict));
            if (result.Prediction is { } prediction)
                screen.Fact("prediction", $"{prediction.Grade.Name()}: {prediction.Why}.");
            foreach (var warning in result.Warnings)
                screen.Fact("note", warning + ".", Ink.Dim);
        }

        PrintConflicts(screen, conflicts, results);
        PrintSummary(screen, results);
    }

    /// <summary>Prints everything a verdict rests on.</summary>
    public static void PrintPage(Screen screen, ClaimResult result, IReadOnlyList<ClaimConflict> conflicts, IReadOnlyList<ClaimResult> all, IReadOnlyList<StoredVerdict> history)
    {
        screen.Write(result.Claim.Id, Ink.Bold).Line(result.Claim.IsRequired ? "  (required)" : "", Ink.Dim);
        screen.Fact("says", result.Claim.Says);
        screen.Fact("stated in", result.Claim.StatedIn);
        screen.Fact("verdict", result.Verdict.Name(), InkOf(result.Verdict));
        screen.Fact("why", result.Why + ".");
        if (result.Alternative is not null)
            PrintTest(screen, result);
        if (result.Prediction is { } prediction)
            screen.Fact("prediction", $"{prediction.Grade.Name()}: {prediction.Why}.");
        foreach (var warning in result.Warnings)
            screen.Fact("note", warning + ".", Ink.Warn);
        foreach (var condition in result.Gate)
        {
            screen.Heading(condition.Condition);
            screen.Fact(condition.Verdict.Name(), condition.Why + ".", InkOf(condition.Verdict));
            if (condition.Runs is { } runs)
                PrintSide(screen, runs, heading: false);
        }

        foreach (var side in result.Sides)
            PrintSide(screen, side, heading: true);
        PrintConflicts(screen, [.. conflicts.Where(conflict => conflict.First == result.Claim.Id || conflict.Second == result.Claim.Id)], all);
        if (history.Count > 0)
        {
            screen.Heading("History");
            PrintHistory(screen, history, withClaim: false);
        }
    }

    /// <summary>Prints changes of verdicts.</summary>
    public static void PrintHistory(Screen screen, IReadOnlyList<StoredVerdict> changes, bool withClaim)
    {
        var table = new Table([new("when"), .. withClaim ? [new Table.Column("claim", Shortest: 14)] : Array.Empty<Table.Column>(), new("verdict"), new("why", Shortest: 20)]);
        foreach (var change in changes)
        {
            var ink = Enum.TryParse<Verdict>(change.Verdict, ignoreCase: true, out var verdict) ? InkOf(verdict) : Ink.None;
            table.Add([screen.Time(change.Checked), .. withClaim ? [change.Claim] : Array.Empty<Table.Cell>(), new Table.Cell(change.Verdict, ink), change.Why]);
        }

        table.Print(screen);
    }

    private static void PrintTest(Screen screen, ClaimResult result)
    {
        screen.Fact("test", result.Method);
        screen.Fact("effect", Effect(result));
        if (result.Interval is { } interval)
            screen.Fact("interval", string.Create(CultureInfo.InvariantCulture, $"{IntervalOf(interval)} at {interval.Confidence * 100:0.##} %"));
        if (result.PValue is not null)
            screen.Fact("p", result.FamilySize > 1 ? $"{P(result.PValue)}, corrected for {result.FamilySize} claims {P(result.CorrectedPValue)}" : P(result.PValue));
        screen.Fact("n", Units(result));
    }

    private static void PrintSide(Screen screen, EvidenceSide side, bool heading)
    {
        if (heading)
            screen.Heading(side.Metric is null ? side.Role : $"{side.Role}: {side.Metric}");
        if (side.Stated is { } stated)
            screen.Line($"stated {Figures.Number(stated.Value)}{(stated.StandardError is { } error ? $" ± {Figures.Number(error)}" : "")}, {stated.How}{(stated.From is { } from ? $" ({from})" : "")}");
        if (side.Used.Count > 0)
        {
            var table = new Table([new("run"), new("name", Shortest: 12), new("unit", Shortest: 6, Rank: 2), new("value", Right: true), new("step", Right: true, Rank: 3), new("line", Right: true, Rank: 4), new("status", Rank: 5)]);
            foreach (var run in side.Used)
            {
                table.Add(
                    run.Run.Id.Tail, run.Run.Name, run.Unit == run.Run.Id.Tail ? "" : run.Unit, side.Metric is null ? "" : Figures.Value(run.Value),
                    side.Metric is null ? "" : run.Step.ToString(CultureInfo.InvariantCulture), run.Line?.ToString(CultureInfo.InvariantCulture), new Table.Cell(RunText.Status(run.Run), RunText.StatusInk(run.Run)));
            }

            table.Print(screen);
        }

        if (side.LeftOut.Count == 0)
            return;
        screen.Line($"left out: {side.LeftOut.Count}", Ink.Dim);
        var left = new Table([new("run"), new("name", Shortest: 12), new("why", Shortest: 20)]);
        foreach (var run in side.LeftOut)
            left.Add(run.Run.Id.Tail, run.Run.Name, run.LeftOut);
        left.Print(screen, indent: 2);
    }

    private static void PrintConflicts(Screen screen, IReadOnlyList<ClaimConflict> conflicts, IReadOnlyList<ClaimResult> results)
    {
        if (conflicts.Count == 0)
            return;
        screen.Heading("Claims that cannot both hold");
        foreach (var conflict in conflicts)
            screen.Line($"  {Named(conflict.First)} and {Named(conflict.Second)}: {conflict.Why}", Ink.Warn);

        string Named(string id) => results.FirstOrDefault(result => result.Claim.Id == id) is { } result ? $"{id} ({result.Verdict.Name()})" : id;
    }

    private static void PrintSummary(Screen screen, IReadOnlyList<ClaimResult> results)
    {
        screen.Line();
        screen.Write(string.Join(", ", results.CountBy(result => result.Verdict).OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key.Name()}")), Ink.Bold);
        var required = results.Count(result => result.Claim.IsRequired);
        var missing = results.Count(result => result.Claim.IsRequired && result.Verdict != Verdict.Supported);
        screen.Line(required == 0 ? "" : missing == 0 ? $"; {(required == 1 ? "the required one is" : $"all {required} required ones are")} supported" : $"; {missing} of {required} required (*) not supported");
    }

    private static string Effect(ClaimResult result) => result.Effect is { } effect ? Figures.Difference(Rounded(effect)) : Nothing;

    private static string IntervalOf(Interval? interval) => interval is { } known ? $"{Bound(known.Lower)} … {Bound(known.Upper)}" : Nothing;

    private static string Bound(double bound) => double.IsInfinity(bound) ? bound > 0 ? "∞" : "-∞" : Figures.Difference(Rounded(bound));

    // Four digits are what an interval can bear.
    private static double Rounded(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string P(double? p) => p is not { } value ? Nothing : value < SmallestShownP ? "<0.0001" : value.ToString("G2", CultureInfo.InvariantCulture);

    private static string Units(ClaimResult result) => (result.TreatmentUnits, result.ControlUnits) switch
    {
        ({ } treatment, { } control) => $"{treatment} + {control}",
        ({ } treatment, null) => treatment.ToString(CultureInfo.InvariantCulture),
        _ => Nothing,
    };

    private static string RunsOf(ClaimResult result)
    {
        string[] runs = [.. result.Sides.Concat(result.Gate.Select(condition => condition.Runs).OfType<EvidenceSide>()).SelectMany(side => side.Used).Select(run => run.Run.Id.Tail).Distinct()];
        return runs.Length <= MostRunsInTable ? string.Join(' ', runs) : $"{string.Join(' ', runs.Take(MostRunsInTable - 1))} +{runs.Length - MostRunsInTable + 1}";
    }
}
