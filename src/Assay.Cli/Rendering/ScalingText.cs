using System.Text.Json;
using Assay.Budgets.Scaling;
using Assay.Statistics;

namespace Assay.Cli.Rendering;

/// <summary>Shows scaling curves and crossovers.</summary>
internal static class ScalingText
{
    /// <summary>Prints fits, a row each.</summary>
    public static void PrintFits(Screen screen, IReadOnlyList<(BudgetCurve Curve, CurveForm Form, FittedCurve? Fit)> fits, IReadOnlyList<int> predict)
    {
        foreach (var source in fits.GroupBy(fit => fit.Curve))
        {
            var curve = source.Key;
            var budgets = curve.Budgets();
            screen.Heading($"{curve.Source}: {curve.Metric}, {budgets.Count} budgets from {Number(budgets[0].Budget)} to {Number(budgets[^1].Budget)}, {curve.Points.Count} {(curve.AreMeans ? "means" : "runs")}{(curve.Undefined > 0 ? $", {curve.Undefined} undefined left out" : "")}");
            var table = new Table([new("FORM"), new("FIT", Shortest: 24), new("R²", Right: true), new("RSS", Right: true, Rank: 2), new("INTERVALS", Shortest: 20, Rank: 1)]);
            foreach (var (_, form, fit) in source)
            {
                if (fit is null)
                    table.Add(BudgetCurveOptions.Name(form), "", "", "", new Table.Cell($"needs more budgets than {budgets.Count}", Ink.Warn));
                else
                    table.Add(BudgetCurveOptions.Name(form), fit.Fit.ToString(), JudgementText.Text(fit.Fit.RSquared), Number(fit.Fit.ResidualSumOfSquares), Coefficients(fit));
            }

            table.Print(screen);
            foreach (var (_, form, fit) in source.Where(entry => entry.Fit is not null && entry.Form != CurveForm.Logarithmic))
            {
                screen.Line(fit!.Asymptote.ValueOrNull is { } ceiling
                    ? $"Ceiling by {BudgetCurveOptions.Name(form)}: {Number(ceiling)} ({Range(fit.AsymptoteInterval)})."
                    : $"Ceiling by {BudgetCurveOptions.Name(form)}: {fit.Asymptote.Reason}.", fit.Asymptote.IsDefined ? Ink.None : Ink.Warn);
            }

            if (predict.Count > 0)
                PrintPredictions(screen, source.Where(entry => entry.Fit is not null).Select(entry => (entry.Form, entry.Fit!)), predict);
            if (source.Select(entry => entry.Fit).FirstOrDefault(fit => fit is not null) is { } any)
                screen.Line($"Intervals: {Percent(any.Confidence)} by drawing {Scheme(any.Scheme)}.", Ink.Dim);
        }
    }

    /// <summary>Prints fits as one JSON object.</summary>
    public static void PrintFitsJson(TextWriter writer, IReadOnlyList<(BudgetCurve Curve, CurveForm Form, FittedCurve? Fit)> fits, IReadOnlyList<int> predict) => JsonPage.Print(writer, "budget-fit", null, json =>
    {
        foreach (var (curve, form, fit) in fits)
        {
            json.WriteStartObject();
            json.WriteString("source", curve.Source);
            json.WriteString("metric", curve.Metric);
            json.WriteString("form", BudgetCurveOptions.Name(form));
            json.WriteNumber("runs", curve.Points.Count);
            json.WriteNumber("undefined", curve.Undefined);
            if (fit is null)
            {
                json.WriteString("why_not", $"{curve.Budgets().Count} budgets are fewer than the form has coefficients");
            }
            else
            {
                json.WriteString("fit", fit.Fit.ToString());
                Coefficient(json, "a", fit, one => one.A);
                Coefficient(json, "b", fit, one => one.B);
                if (form != CurveForm.Logarithmic)
                    Coefficient(json, "c", fit, one => one.C);
                if (form == CurveForm.BrokenPowerLaw)
                {
                    Coefficient(json, "d", fit, one => one.D);
                    Coefficient(json, "e", fit, one => one.E);
                }

                AnalyzeText.Quantity(json, "r_squared", fit.Fit.RSquared);
                json.Number("rss", fit.Fit.ResidualSumOfSquares);
                AnalyzeText.Quantity(json, "asymptote", fit.Asymptote);
                Interval(json, "asymptote_interval", fit.AsymptoteInterval);
                json.WriteString("resampled", Scheme(fit.Scheme));
                json.WriteStartArray("predictions");
                foreach (var budget in predict)
                {
                    json.WriteStartObject();
                    json.WriteNumber("budget", budget);
                    json.Number("value", fit.Fit.At(budget));
                    Interval(json, "interval", fit.IntervalOf(one => one.At(budget)));
                    json.WriteBoolean("extrapolated", budget > fit.Fit.Range.Largest || budget < fit.Fit.Range.Smallest);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }
    });

    /// <summary>Prints a crossover.</summary>
    public static void PrintComparison(Screen screen, CurveComparison comparison)
    {
        var (first, second) = (comparison.First.Source, comparison.Second.Source);
        screen.Line($"{first} against {second}, {comparison.First.Metric}, budgets {Number(comparison.ByInterpolation.Range.Smallest)} to {Number(comparison.ByInterpolation.Range.Largest)} ({(comparison.HigherIsBetter ? "higher" : "lower")} is better)", Ink.Bold);
        screen.Line();
        var table = new Table([new("QUESTION", Shortest: 30), new("BUDGET", Right: true), new("INTERVAL", Right: true), new("REMARK", Shortest: 16, Rank: 1)]);
        Row($"{first} overtakes {second}, by means", comparison.ByInterpolation);
        foreach (var (form, result) in comparison.ByFit)
        {
            if (result is null)
                table.Add($"{first} overtakes {second}, by {BudgetCurveOptions.Name(form)} fit", "", "", new Table.Cell("more coefficients than budgets", Ink.Warn));
            else
                Row($"{first} overtakes {second}, by {BudgetCurveOptions.Name(form)} fit", result);
        }

        Row($"{first} reaches {second} at its largest ({JudgementText.Text(comparison.Second.Last)})", comparison.FirstReaches);
        Row($"{second} reaches {first} at its largest ({JudgementText.Text(comparison.First.Last)})", comparison.SecondReaches);
        table.Print(screen);
        screen.Line();
        screen.Line(comparison.Efficiency.ValueOrNull is { } times
            ? $"For {JudgementText.Text(comparison.Target)}, {second} needs {Number(times)} times the cases of {first}."
            : $"How many times the cases {second} needs for {JudgementText.Text(comparison.Target)} is undefined: {comparison.Efficiency.Reason}.");
        screen.Line(Outcome(comparison));
        if (comparison.ByInterpolation.Interval is null)
            screen.Line("No intervals: only means of runs are known. A table of runs (…_per_run.csv) has them.", Ink.Warn);

        void Row(string question, CrossoverResult result) => table.Add(
            question,
            result.Kind switch { CrossoverKind.Reached => Number(result.Budget.Value), CrossoverKind.Never => "never reached", _ => "from the start" },
            Bounds(result),
            result.Crossings.Count > 1 ? $"the lead changes {result.Crossings.Count} times" : "");
    }

    /// <summary>Prints a crossover as one JSON object.</summary>
    public static void PrintComparisonJson(TextWriter writer, CurveComparison comparison) => JsonPage.Print(writer, "budget-crossover", null, json =>
    {
        Item("overtakes by means", comparison.ByInterpolation);
        foreach (var (form, result) in comparison.ByFit)
        {
            if (result is not null)
                Item($"overtakes by {BudgetCurveOptions.Name(form)} fit", result);
        }

        Item("first reaches the second's last", comparison.FirstReaches);
        Item("second reaches the first's last", comparison.SecondReaches);

        void Item(string question, CrossoverResult result)
        {
            json.WriteStartObject();
            json.WriteString("question", question);
            json.WriteString("kind", result.Kind switch { CrossoverKind.Reached => "reached", CrossoverKind.Never => "never", _ => "from the start" });
            AnalyzeText.Quantity(json, "budget", result.Budget);
            Interval(json, "interval", result.Interval);
            if (result.NeverShare.IsDefined)
            {
                AnalyzeText.Quantity(json, "never_share", result.NeverShare);
                AnalyzeText.Quantity(json, "from_the_start_share", result.FromTheStartShare);
            }

            json.WriteStartArray("crossings");
            foreach (var crossing in result.Crossings)
                json.WriteNumberValue(crossing);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }, json =>
    {
        json.WriteString("first", comparison.First.Source);
        json.WriteString("second", comparison.Second.Source);
        json.WriteString("metric", comparison.First.Metric);
        json.Number("target", comparison.Target);
        AnalyzeText.Quantity(json, "times_the_cases", comparison.Efficiency);
        json.WriteString("outcome", Outcome(comparison));
    });

    private static string Outcome(CurveComparison comparison)
    {
        var (first, second) = (comparison.First.Source, comparison.Second.Source);
        return comparison.ByInterpolation.Kind switch
        {
            CrossoverKind.FromTheStart => $"{first} is ahead at every budget both have.",
            CrossoverKind.Never => comparison.ByInterpolation.Crossings.Count == 0 ? $"{second} is ahead at every budget both have." : $"{first} is ahead at small budgets only; {second} catches up.",
            _ => $"{second} is ahead at small budgets only; {first} catches up{(comparison.SecondReaches.Kind == CrossoverKind.Never ? $", and {second} never reaches what {first} has at its largest" : "")}.",
        };
    }

    private static void PrintPredictions(Screen screen, IEnumerable<(CurveForm Form, FittedCurve Fit)> fits, IReadOnlyList<int> predict)
    {
        var table = new Table([new("BUDGET", Right: true), new("FORM"), new("VALUE", Right: true), new("INTERVAL", Right: true), new("REMARK")]);
        foreach (var budget in predict)
        {
            foreach (var (form, fit) in fits)
                table.Add(Number(budget), BudgetCurveOptions.Name(form), Number(fit.Fit.At(budget)), Range(fit.IntervalOf(one => one.At(budget))), new Table.Cell(budget > fit.Fit.Range.Largest || budget < fit.Fit.Range.Smallest ? "extrapolated" : "", Ink.Warn));
        }

        table.Print(screen);
    }

    private static string Coefficients(FittedCurve fit) => fit.Fit.Form switch
    {
        CurveForm.Logarithmic => $"slope {Range(fit.IntervalOf(one => one.B))}",
        // Any exponent fits a flat curve.
        _ when fit.Fit.B == 0 => "no exponent: the curve is flat",
        _ => $"exponent {Range(fit.IntervalOf(one => one.C))}",
    };

    private static string Bounds(CrossoverResult result)
    {
        if (result.Interval is not { } interval)
            return "";
        if (double.IsPositiveInfinity(interval.Lower))
            return "never";
        var lower = interval.Lower <= result.Range.Smallest ? "start" : Number(interval.Lower);
        return $"{lower} – {(double.IsPositiveInfinity(interval.Upper) ? "never" : Number(interval.Upper))}";
    }

    private static string Range(Interval? interval) => interval is { } known ? $"{Number(known.Lower)} – {Number(known.Upper)}" : "no interval";

    private static string Scheme(CurveResampling scheme) => scheme switch
    {
        CurveResampling.Runs => "runs within each budget",
        CurveResampling.Replicates => "seeds with all their budgets",
        _ => "residuals",
    };

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");

    private static string Number(double value) => Figures.Number(value == 0 || Math.Abs(value) is >= 1e9 or < 1e-3 ? double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : Math.Round(value, Math.Abs(value) >= 100 ? 0 : Math.Abs(value) >= 10 ? 1 : 4));

    private static void Coefficient(Utf8JsonWriter json, string name, FittedCurve fit, Func<CurveFit, double> read)
    {
        json.WriteStartObject(name);
        json.Number("value", read(fit.Fit));
        Interval(json, "interval", fit.IntervalOf(read));
        json.WriteEndObject();
    }

    private static void Interval(Utf8JsonWriter json, string name, Interval? interval)
    {
        if (interval is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.Number("lower", known.Lower);
        json.Number("upper", known.Upper);
        json.Number("confidence", known.Confidence);
        json.WriteEndObject();
    }
}
