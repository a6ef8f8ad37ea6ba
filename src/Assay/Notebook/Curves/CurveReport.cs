using Assay.Evaluation;
using Assay.Evaluation.Curves;
using Assay.Statistics;

namespace Assay.Notebook.Curves;

/// <summary>What a run's curves say: best and latest values, how far training and validation are apart, and what stopping early would have saved and cost.</summary>
/// <param name="Curves">Every curve with its summary; train first, then valid, then others.</param>
/// <param name="Gaps">For each metric that training and validation share, how much better training is.</param>
/// <param name="Stop">The replay of early stopping; null when the watched curve is not there.</param>
/// <param name="StopCosts">What the stop would have cost in the other validation metrics.</param>
/// <param name="Plateaus">Curves that end on a level, see <see cref="IsPlateau"/>.</param>
/// <param name="Divergences">Curves that ran away.</param>
public sealed record CurveReport(
    IReadOnlyList<(RunCurve Curve, CurveSummary Summary)> Curves,
    IReadOnlyList<(string Metric, GeneralizationGap Gap)> Gaps,
    (RunCurve Watched, EarlyStop Stop)? Stop,
    IReadOnlyList<(RunCurve Curve, Quantity Lost)> StopCosts,
    IReadOnlyList<(RunCurve Curve, Plateau Plateau)> Plateaus,
    IReadOnlyList<(RunCurve Curve, Divergence Divergence)> Divergences)
{
    /// <summary>Points without a better value after which the replay ends, unless another number is wished.</summary>
    public const int UsualPatience = 10;

    // A stretch is called a plateau when it moves by less than a hundredth of its size over at least a fifth of the curve and five points.
    private const double PlateauWidth = 0.01;
    private const int LeastPlateau = 5;
    private const double LeastPlateauShare = 0.2;
    private static readonly string[] SplitOrder = ["train", "valid", "test"];

    /// <summary>The number of the highest step of any curve; 0 without curves.</summary>
    public long LastStep => Curves.Select(entry => entry.Summary.Latest?.Step ?? 0).DefaultIfEmpty(0).Max();

    /// <summary>Looks through a run's curves.</summary>
    /// <param name="curves">The curves; those without points are left out.</param>
    /// <param name="patience">For the replay of early stopping, at least 1.</param>
    /// <param name="watch">The metric that early stopping watches on the validation split; null for <c>loss</c>, else the first validation metric.</param>
    /// <returns>The report.</returns>
    public static CurveReport Of(IEnumerable<RunCurve> curves, int patience = UsualPatience, string? watch = null)
    {
        ArgumentNullException.ThrowIfNull(curves);
        RunCurve[] all = [.. curves.Where(curve => curve.Steps.Length > 0).OrderBy(Rank).ThenBy(curve => curve.Metric, StringComparer.Ordinal)];
        RunCurve[] valid = [.. all.Where(curve => curve.Split == "valid")];
        var gaps = all.Where(curve => curve.Split == "train")
            .Select(train => (train, valid: valid.FirstOrDefault(other => Same(other.Metric, train.Metric))))
            .Where(pair => pair.valid is not null)
            .Select(pair => (pair.train.Metric, GeneralizationGap.Of(pair.train.Steps, pair.train.Values, pair.valid!.Steps, pair.valid.Values, pair.train.Optimum)))
            .ToArray();
        var watched = valid.FirstOrDefault(curve => Same(curve.Metric, watch ?? "loss")) ?? (watch is null ? valid.FirstOrDefault() : null);
        (RunCurve, EarlyStop)? stop = watched is null ? null : (watched, EarlyStop.Replay(watched.Steps, watched.Values, watched.Optimum, patience));
        return new CurveReport(
            // Of equally good epochs a loss has its best at the first and a score at the last, as the logs' own analyzer has it.
            [.. all.Select(curve => (curve, CurveSummary.Of(curve.Steps, curve.Values, curve.Optimum, curve.Optimum == Optimum.Lowest ? TieRule.First : TieRule.Last)))],
            gaps,
            stop,
            stop is not { } found ? [] : [.. valid.Where(curve => curve != watched).Select(curve => (curve, found.Item2.LostOf(curve.Steps, curve.Values, curve.Optimum)))],
            [.. all.Select(curve => (curve, plateau: EndPlateau(curve))).Where(pair => pair.plateau is not null).Select(pair => (pair.curve, pair.plateau!))],
            [.. all.Select(curve => (curve, away: Divergence.Of(curve.Steps, curve.Values, curve.Optimum))).Where(pair => pair.away is not null).Select(pair => (pair.curve, pair.away!))]);
    }

    /// <summary>The curve of a metric with its summary; null when there is none.</summary>
    /// <param name="split">The split.</param>
    /// <param name="metric">The metric, any case.</param>
    /// <returns>The curve.</returns>
    public (RunCurve Curve, CurveSummary Summary)? Find(string split, string metric) =>
        Curves.Where(entry => entry.Curve.Split == split && Same(entry.Curve.Metric, metric)).Cast<(RunCurve, CurveSummary)?>().FirstOrDefault();

    /// <summary>Whether a stretch at the end of a curve is called a plateau: at least five points and a fifth of the curve.</summary>
    /// <param name="plateau">The stretch.</param>
    /// <param name="points">Points of the curve.</param>
    /// <returns>True when it is.</returns>
    public static bool IsPlateau(Plateau plateau, int points)
    {
        ArgumentNullException.ThrowIfNull(plateau);
        return plateau.Points >= LeastPlateau && plateau.Points >= LeastPlateauShare * points;
    }

    private static Plateau? EndPlateau(RunCurve curve) =>
        double.IsFinite(curve.Values[^1]) && Plateau.AtEnd(curve.Steps, curve.Values, PlateauWidth * Math.Abs(curve.Values[^1])) is { } plateau && IsPlateau(plateau, curve.Steps.Length) ? plateau : null;

    private static int Rank(RunCurve curve) => Array.IndexOf(SplitOrder, curve.Split) is >= 0 and var rank ? rank : SplitOrder.Length;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
