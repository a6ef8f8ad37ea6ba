using Assay.Budgets.Scaling;
using Assay.Cli.Rendering;
using Assay.Foundation.Files;
using Assay.Foundation.Text;
using Assay.Notebook.Figures;

namespace Assay.Cli.Commands;

/// <summary><c>assay budget crossover</c>: where one source of labels overtakes another.</summary>
internal static class BudgetCrossoverCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create()
    {
        var verb = new Verb("crossover", "find where one source of labels overtakes another")
        {
            Details = """
                Compares two sources over the budgets both have: by the means of runs, joined over ln N, and by fitted curves. Intervals
                draw seeds for both at once where both have the same seeds, else runs within budgets. A crossover that does not happen is
                "never reached", as a value. Also: from where each reaches what the other has with all its cases, and how many times the
                cases the second needs.
                """,
            Examples =
            [
                new("budget crossover manual_per_run.csv gpt_per_run.csv --metric test_primary_auprc", "two tables of a source each"),
                new("budget crossover all_by_budget.csv --metric test_primary_auprc --first manual --second gpt", "one table of both"),
            ],
        };
        var shared = BudgetCurveOptions.AddTo(verb);
        var first = verb.Has(Opt.Text("--first", "source", "the source that is to overtake (default: of two, the first by name)"));
        var second = verb.Has(Opt.Text("--second", "source", "the other"));
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var forms = shared.Forms(call);
            var curves = await shared.CurvesAsync(call, "crossover");
            var (one, other) = Two(curves, call.Get(first), call.Get(second));
            var comparison = CurveComparison.Of(one, other, forms, shared.Resampling(call), shared.Confidence(call), !call.Get(shared.Minimize));
            if (call.Get(shared.Figure) is { } file)
            {
                (double, string)[] markers = comparison.ByInterpolation.Budget.ValueOrNull is { } budget ? [(budget, $"crossover {budget.ToString("0", System.Globalization.CultureInfo.InvariantCulture)}")] : [];
                AtomicFile.WriteText(call.FullPath(file), ScalingFigure.Of($"{one.Metric} by labelled cases: {one.Source} and {other.Source}", [(one, null), (other, null)], markers).ToSvg());
            }

            if (call.Get(json))
                ScalingText.PrintComparisonJson(call.Host.Out, comparison);
            else
                ScalingText.PrintComparison(call.Screen, comparison);
            return ExitCodes.Done;
        });
    }

    private static (BudgetCurve First, BudgetCurve Second) Two(IReadOnlyList<BudgetCurve> curves, string? first, string? second)
    {
        string[] names = [.. curves.Select(curve => curve.Source)];
        BudgetCurve Of(string option, string name) => curves.FirstOrDefault(curve => curve.Source == name)
            ?? throw new AssayException($"{option} '{name}' is no source here; {NearWord.SuggestOrList(name, names, "there are none")}.");
        if (curves.Count != 2 && (first is null || second is null))
            throw new UsageException($"A crossover is of two sources, and there {(curves.Count == 1 ? "is one" : $"are {curves.Count}")} ({NearWord.List(names)}): --first and --second name them.");
        var one = first is null ? curves.First(curve => curve.Source != second) : Of("--first", first);
        var other = second is null ? curves.First(curve => curve.Source != one.Source) : Of("--second", second);
        return one.Source == other.Source ? throw new UsageException($"--first and --second both name '{one.Source}'.") : (one, other);
    }
}
