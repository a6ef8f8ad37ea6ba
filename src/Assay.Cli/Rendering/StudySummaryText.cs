using Assay.Statistics;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Summaries;

namespace Assay.Cli.Rendering;

/// <summary>A study's summary for people.</summary>
internal static class StudySummaryText
{
    // Of a long list a few are named.
    private const int MostNamed = 12;

    /// <summary>Prints the best trial only.</summary>
    public static void PrintBest(Invocation call, Study study, bool json)
    {
        if (json)
        {
            JsonPage.Print(call.Host.Out, "study-best", null, writer =>
            {
                if (study.Best is { } best)
                    StudySummaryJson.WriteTrial(writer, best);
            }, writer => writer.WriteString("study", study.Name));
            return;
        }

        var screen = call.Screen;
        screen.Fact("study", study.Name, Ink.Bold);
        if (study.Best is not { } trial)
        {
            screen.Fact("best", "undefined: no trial is completed with a value");
            return;
        }

        Best(screen, study, trial);
    }

    /// <summary>Prints a summary.</summary>
    public static void Print(Screen screen, StudySummary summary, Ladder? ladder, bool isSample)
    {
        var study = summary.Study;
        screen.Fact("study", study.Name, Ink.Bold);
        screen.Fact("objective", study.Directions.Count == 1 ? $"{study.Metric}, {Better(study.Direction)}" : $"{study.Directions.Count} objectives; of the first, {study.Metric}, {Better(study.Direction)}");
        screen.Fact("trials", string.Join(", ", summary.States.OrderBy(state => state.Key).Select(state => Say($"{state.Value} {state.Key.ToString().ToLowerInvariant()}"))) + (summary.Stability.All.Count == summary.States.GetValueOrDefault(TrialState.Completed) ? "" : Say($"; {summary.Stability.All.Count} count")));
        if (study.Best is not { } best)
        {
            screen.Fact("best", "undefined: no trial is completed with a value");
            return;
        }

        Best(screen, study, best);
        Compared(screen, summary);
        Stable(screen, summary.Stability, isSample);
        Converged(screen, summary.Convergence);
        Marginals(screen, summary.Marginals);
        Missing(screen, summary);
        if (summary.Front.Count > 0)
            Front(screen, study, summary.Front);
        if (ladder is not null)
            Rungs(screen, ladder);
    }

    /// <summary>Parameters as people read them.</summary>
    internal static string Params(Trial trial) => string.Join(", ", trial.Params.Select(value => $"{value.Key} {value.Value}"));

    private static void Best(Screen screen, Study study, Trial best)
    {
        screen.Fact("best", Say($"#{best.Number} {Figures.Number(best.Value!.Value.Number)}{(best.IsForced ? " (forced)" : "")}"), Ink.Good);
        screen.Fact("", Params(best));
        var metrics = best.Metrics.Where(metric => metric.Key != study.Metric).OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => $"{metric.Key} {Figures.Value(metric.Value)}");
        screen.Fact("metrics", string.Join(", ", metrics));
    }

    private static void Compared(Screen screen, StudySummary summary)
    {
        if (summary.Baseline is { } baseline)
        {
            var told = baseline.Least is not { } least ? "" : Math.Abs(baseline.Difference) < least ? Say($"; within {least:0.000}, what such a set cannot tell") : Say($"; more than the {least:0.000} that such a set can tell");
            screen.Fact("baseline", Say($"{baseline.Name}, {Figures.Number(baseline.Value)}: {Signed(baseline.Difference)}{(baseline.Relative is { } relative ? Say($" ({relative:+0.00%;-0.00%} of it)") : "")}{(baseline.IsBetter ? "" : ", not better")}{told}"));
        }

        if (summary.Separation is { } separation)
            screen.Fact("next", Say($"{Figures.Number(separation.Next)}, another configuration; standard error {separation.StandardError:0.000}: {separation.Near} of {separation.Others} others are within {separation.Least:0.000}, what {string.Join(" + ", summary.Study.ClassCounts)} rows cannot tell apart"), separation.IsSeparable ? Ink.None : Ink.Warn);
    }

    private static void Stable(Screen screen, Stability stability, bool isSample)
    {
        screen.Heading("Stability");
        var table = new Table([new("TRIALS"), new("N", Right: true), new("MEAN", Right: true), new("MEDIAN", Right: true), new(isSample ? "STD (SAMPLE)" : "STD (POPULATION)", Right: true), new("MIN", Right: true), new("MAX", Right: true)]);
        Row("all completed", stability.All);
        Row(Say($"top {stability.Top.Count}"), stability.Top);
        if (stability.TopConfigurations.Count > 0)
            Row(Say($"top {Count(stability.TopConfigurations.Count, "configuration")}"), stability.TopConfigurations);
        table.Print(screen);
        screen.Line(Say($"Peak gap {Text(stability.PeakGap)}: the best less the median of the top {stability.Top.Count}."));
        var band = stability.Band;
        screen.Line(band.Trials.Count == 1 ? Say($"Near the best, within {band.Share:0.##%} ({Text(band.Threshold)}): no other trial.") : Say($"Near the best, within {band.Share:0.##%} ({Text(band.Threshold)}): {Count(band.Trials.Count, "trial")}, {Count(band.Configurations, "configuration")}. Mostly {string.Join(", ", band.Modes.Select(Mode))}."));

        void Row(string name, SampleBlock block) => table.Add(
            name, block.Count.ToString(CultureInfo.InvariantCulture), Text(block.Mean), Text(block.Median), Text(isSample ? block.SampleDeviation : block.PopulationDeviation), Text(block.Least), Text(block.Greatest));
    }

    private static void Converged(Screen screen, Convergence convergence)
    {
        screen.Heading("Convergence");
        screen.Line(convergence.Kind switch
        {
            ConvergenceKind.Converged => Say($"Converged: {Count(convergence.NewSince, "new configuration")} since trial #{convergence.BestFound}, none better."),
            ConvergenceKind.Repeating => Say($"Standing still: of {Count(convergence.Since, "trial")} since the best (#{convergence.BestFound}) {convergence.Since - convergence.NewSince} repeat what was tried, {convergence.NewSince} are new."),
            ConvergenceKind.Improving => Say($"Still improving: the best, #{convergence.BestFound}, has {Count(convergence.Since, "trial")} after it."),
            _ => Say($"Undetermined: {Count(convergence.Since, "trial")} after the best (#{convergence.BestFound}), {convergence.NewSince} of them new configurations."),
        });
        if (convergence.Ties.Count > 1)
        {
            var numbers = Numbered(convergence.Ties);
            screen.Line(
                convergence.TiedConfigurations == 1
                    ? Say($"{convergence.Ties.Count} trials tie at the best ({numbers}), all of one configuration: one result, not {convergence.Ties.Count}, and no sign of convergence.")
                    : Say($"{convergence.Ties.Count} trials of {Count(convergence.TiedConfigurations, "configuration")} tie at the best ({numbers})."),
                convergence.TiedConfigurations == 1 ? Ink.Warn : Ink.None);
        }

        screen.Line(Say($"{Count(convergence.Trials, "trial")} are {Count(convergence.Configurations, "different configuration")}; {convergence.Repeats} repeat one with its value to the last digit."));
    }

    private static void Marginals(Screen screen, IReadOnlyList<ParameterMarginal> marginals)
    {
        if (marginals.Count == 0)
            return;
        screen.Heading("Means by value");
        var table = new Table([new("PARAMETER"), new("VALUE"), new("TRIALS", Right: true), new("MEAN", Right: true), new("BEST", Right: true), new("CONFIGS", Right: true, Rank: 1), new("MEAN OF CONFIGS", Right: true, Rank: 2), new("95 % INTERVAL", Right: true, Rank: 2)]);
        foreach (var marginal in marginals)
        {
            var name = marginal.Parameter;
            foreach (var level in marginal.Levels)
            {
                table.Add(name, level.Level, level.Trials.ToString(CultureInfo.InvariantCulture), Four(level.Mean), Figures.Number(Math.Round(level.Best, 5)), level.Configurations.ToString(CultureInfo.InvariantCulture), Four(level.ConfigurationMean), level.Interval is { } interval ? Say($"{interval.Lower:0.0000} – {interval.Upper:0.0000}") : "none");
                name = "";
            }
        }

        table.Print(screen);
        foreach (var marginal in marginals.Where(marginal => marginal.Companions.Count > 0 || marginal.Matched is { Contexts: 0 }))
        {
            var company = marginal.Companions.Count == 0 ? "" : Say($"its best value comes with {string.Join(", ", marginal.Companions.Take(3).Select(with => Say($"{with.Parameter} {with.Value} ({with.With} of its trials, {with.Without} of the others)")))}");
            var matched = marginal.Matched is not { } match ? "" : match.Contexts == 0 ? Say($"{match.First} and {match.Second} were never tried with all else equal") : Say($"{match.First} against {match.Second} with all else equal: {Signed(match.Differences.Average())} over {Count(match.Contexts, "context")}");
            screen.Line($"{marginal.Parameter}: {string.Join("; ", new[] { company, matched }.Where(text => text.Length > 0))}.", Ink.Dim);
        }
    }

    private static void Missing(Screen screen, StudySummary summary)
    {
        screen.Heading("Not tried");
        if (summary.Coverage.Count > 0)
        {
            var grid = summary.Coverage.Where(part => part.Parameters.Count > 1).Select(part => Say($"{string.Join(" × ", part.Parameters)}: {part.Tested} of {part.Size:0} ({part.Share:0.#%}{(part.AreRulesApplied ? "" : "; what is forbidden is counted, too")})"));
            foreach (var line in grid)
                screen.Line(line);
            var single = summary.Coverage.Where(part => part.Parameters.Count == 1 && part.Tested < part.Size).Select(part => Say($"{part.Parameters[0]} {part.Tested} of {part.Size:0}")).ToList();
            if (single.Count > 0)
                screen.Line($"Values tried: {string.Join(", ", single)}.");
        }

        var (all, untested) = (summary.Neighbors.Sum(parameter => parameter.All), summary.Neighbors.Sum(parameter => parameter.Values.Count));
        if (all > 0)
            screen.Line(untested == 0 ? Say($"All {all} neighbors of the best were tried.") : Say($"Neighbors of the best: {untested} of {all} untested: {string.Join("; ", summary.Neighbors.Where(parameter => parameter.Values.Count > 0).Select(parameter => $"{parameter.Parameter} {string.Join(", ", parameter.Values.Take(MostNamed))}"))}."));
        if (summary.Bounds.Count > 0)
            screen.Line($"On a bound: {string.Join("; ", summary.Bounds.Select(hit => $"{hit.Parameter} {hit.Value} ({hit.Where})"))}. Better values may lie beyond.", Ink.Warn);
        else if (summary.Study.Space.IsDeclared)
            screen.Line("No parameter of the best lies on a bound.");
        else
            screen.Line("The space is not declared: bounds, coverage and neighbors are unknown.");
    }

    private static void Front(Screen screen, Study study, IReadOnlyList<Trial> front)
    {
        screen.Heading(Say($"Beaten by none in all {study.Objectives.Count} objectives: {Count(front.Count, "trial")}"));
        var table = new Table([new("#", Right: true), .. study.Objectives.Select(objective => new Table.Column(Say($"{objective.Metric} ({(objective.Direction == Direction.Maximize ? "max" : "min")})"), Right: true)), new("PARAMS", Shortest: 20)]);
        foreach (var trial in front)
            table.Add([trial.Number.ToString(CultureInfo.InvariantCulture), .. trial.Values.Select(value => (Table.Cell)Figures.Number(value.Number)), Params(trial)]);
        table.Print(screen);
    }

    private static void Rungs(Screen screen, Ladder ladder)
    {
        screen.Heading("Ladder");
        var table = new Table([new("STUDY"), new("TRIALS", Right: true), new("CONFIGS", Right: true), new("BEST", Right: true), new("MEAN", Right: true), new("OVER THE ONE BEFORE", Right: true), new("BEST PARAMS", Shortest: 20, Rank: 1)]);
        foreach (var rung in ladder.Rungs)
        {
            table.Add(
                rung.Study.Name, rung.All.Count.ToString(CultureInfo.InvariantCulture), rung.Configurations.ToString(CultureInfo.InvariantCulture), rung.Study.Best is { } best ? Figures.Number(best.Value!.Value.Number) : "undefined",
                Four(rung.All.Mean), rung.Difference is { } difference ? Signed(difference) : "", rung.Study.Best is { } trial ? Params(trial) : "");
        }

        table.Print(screen);
        if (ladder.Climbs is { } climbs)
            screen.Line(climbs ? "Every study is better than the one before." : "Not every study is better than the one before.", climbs ? Ink.None : Ink.Warn);
        if (ladder.Shared.Count > 0)
            screen.Line($"All bests share {string.Join(", ", ladder.Shared.Select(value => $"{value.Key} {value.Value}"))}.");
    }

    private static string Better(Direction direction) => direction == Direction.Maximize ? "larger is better" : "smaller is better";

    private static string Mode(ParameterMode mode) => mode switch
    {
        { Value: { } value } => Say($"{mode.Parameter} {value} ({mode.Count} of {mode.Trials})"),
        { Low: { } low, High: { } high } => Say($"{mode.Parameter} {Figures.Number(low)} – {Figures.Number(high)} (all different)"),
        _ => $"{mode.Parameter} (all different)",
    };

    private static string Numbered(IReadOnlyList<Trial> trials) => string.Join(", ", trials.Take(MostNamed).Select(trial => Say($"#{trial.Number}"))) + (trials.Count > MostNamed ? ", …" : "");

    private static string Text(Quantity value) => value.ValueOrNull is { } number ? Figures.Number(number) : "undefined";

    private static string Four(Quantity value) => value.ValueOrNull is { } number ? Math.Abs(number) is >= 0.01 and < 1000 ? number.ToString("0.0000", CultureInfo.InvariantCulture) : Figures.Number(number) : "undefined";

    private static string Signed(double value) => Figures.Difference(double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static string Count(int count, string what) => Say($"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
