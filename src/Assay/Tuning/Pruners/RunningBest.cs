namespace Assay.Tuning.Pruners;

/// <summary>Notices a program that reports the best value so far instead of the value of each step: pruners then compare the wrong things.</summary>
public static class RunningBest
{
    private const int FewestReports = 10;
    private const int LongestFlat = 3;

    /// <summary>Whether a curve looks like a running best: it never gets worse, moves at least twice, and stands still for at least three steps in a row and half of all steps.</summary>
    /// <param name="curve">The reports.</param>
    /// <param name="direction">Which values are better.</param>
    /// <returns>True when it looks so; false below ten reports.</returns>
    public static bool Looks(TrialCurve curve, Tracking.Direction direction)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (curve.Values.Count < FewestReports)
            return false;
        var (moves, flats, flat, longest) = (0, 0, 0, 0);
        for (var index = 1; index < curve.Values.Count; index++)
        {
            var (before, now) = (curve.Values[index - 1], curve.Values[index]);
            if (double.IsNaN(before) || double.IsNaN(now) || (direction == Tracking.Direction.Maximize ? now < before : now > before))
                return false;
            flat = now == before ? flat + 1 : 0;
            longest = Math.Max(longest, flat);
            if (now == before)
                flats++;
            else
                moves++;
        }

        return moves >= 2 && longest >= LongestFlat && 2 * flats >= curve.Values.Count - 1;
    }
}
