using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Curves;

/// <summary>Where a metric of a training ended and where it was best, from its curve or, when only that was kept, from its summary.</summary>
/// <param name="Role">What it measures.</param>
/// <param name="Key">Its key.</param>
/// <param name="Last">The last value, finite.</param>
/// <param name="LastStep">Its step.</param>
/// <param name="Best">The best value, the first of equals.</param>
/// <param name="BestStep">Its step.</param>
/// <param name="Curve">The curve; null when only a summary is there.</param>
internal sealed record CurveEnd(CurveRole Role, string Key, double Last, long LastStep, double Best, long BestStep, Curve? Curve)
{
    /// <summary>What turns values into shares: 100 when they are percents, else 1.</summary>
    public double Scale => Role.IsAccuracy && Math.Max(Math.Abs(Last), Math.Abs(Best)) > 1 ? 100 : 1;

    /// <summary>The last value without its percents.</summary>
    public double LastShare => Last / Scale;

    /// <summary>The best value without its percents.</summary>
    public double BestShare => Best / Scale;

    /// <summary>Name for messages: <c>valid accuracy</c>.</summary>
    public string Name => Role.Split == CurveSplit.Unknown ? Role.Quantity : $"{Role.Split.ToString().ToLowerInvariant()} {Role.Quantity}";

    /// <summary>All metrics of a run that ended in a number: curves first, then what has a summary only.</summary>
    public static IReadOnlyList<CurveEnd> All(RunSubject subject)
    {
        var all = new List<CurveEnd>();
        foreach (var curve in subject.Curves)
        {
            var last = curve.Values.Count - 1;
            if (last >= 0 && double.IsFinite(curve.Values[last]) && curve.BestIndex is >= 0 and var best)
                all.Add(new CurveEnd(curve.Role, curve.Identity.Key, curve.Values[last], curve.Steps[last], curve.Values[best], curve.Steps[best], curve));
        }

        foreach (var metric in subject.Metrics)
        {
            if (metric.Last.NumberOrNull is not { } last || !double.IsFinite(last) || all.Exists(end => end.Key == metric.Identity.Key))
                continue;
            var role = CurveRole.Of(metric.Identity);
            var (best, step) = role.IsHigherBetter ? (metric.Max, metric.MaxStep) : (metric.Min, metric.MinStep);
            all.Add(new CurveEnd(role, metric.Identity.Key, last, metric.LastStep, best ?? last, best is null ? metric.LastStep : step, null));
        }

        return all;
    }

    /// <summary>The metric of a split and quantity.</summary>
    public static CurveEnd? Find(IReadOnlyList<CurveEnd> all, CurveSplit split, string quantity) => all.FirstOrDefault(end => end.Role.Split == split && end.Role.Quantity == quantity);
}
