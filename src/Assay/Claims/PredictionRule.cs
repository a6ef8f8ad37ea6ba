using Assay.Planning.Claims;

namespace Assay.Claims;

/// <summary>Grades predictions: only those made before the first run of the evidence began.</summary>
internal static class PredictionRule
{
    /// <summary>Grades one.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="registered">When the store first saw it; null when it has not yet.</param>
    /// <param name="sides">The evidence; without a control the treatment itself is what was predicted.</param>
    /// <param name="effect">The effect; null when there is none.</param>
    /// <returns>The grade.</returns>
    public static PredictionResult Of(ClaimPrediction prediction, DateTimeOffset? registered, IReadOnlyList<EvidenceSide> sides, double? effect)
    {
        var made = prediction.Made ?? registered;
        var said = (prediction.AtLeast, prediction.AtMost) switch
        {
            ({ } least, { } most) => $"{Wording.Number(least)} to {Wording.Number(most)}",
            ({ } least, null) => $"at least {Wording.Number(least)}",
            var (_, most) => $"at most {Wording.Number(most!.Value)}",
        };
        // The control may be older; what was predicted is the treatment.
        var first = sides.Count == 0 ? null : sides[0].Used.MinBy(run => run.Run.Started ?? run.Run.Created)?.Run;
        if (effect is not { } found || first is null)
            return new PredictionResult(PredictionGrade.Open, $"{said} was predicted; no run shows it yet", made);
        var began = first.Started ?? first.Created;
        if (made is not { } time || time >= began)
        {
            var when = made is { } late ? $"first seen {Day(late)}" : "not seen before";
            return new PredictionResult(PredictionGrade.TooLate, $"{said} was predicted, {when}, and run {first.Name} had begun {Day(began)}: made afterwards, it is not graded", made);
        }

        var kept = !(found < prediction.AtLeast) && !(found > prediction.AtMost);
        var source = prediction.Made is null ? "" : ", as stated,";
        return new PredictionResult(
            kept ? PredictionGrade.Kept : PredictionGrade.Missed, $"{said} was predicted{source} {Day(time)}, before run {first.Name} of {Day(began)}; it is {Wording.Number(found)}", made);
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
