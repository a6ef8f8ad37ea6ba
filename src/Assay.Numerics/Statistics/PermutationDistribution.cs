namespace Assay.Statistics;

/// <summary>
/// The margins at which each rearrangement overtakes the data. A rearrangement r is at least as extreme (greater) at margin m exactly when
/// m is at or above its crossing, so one sorted list gives the test at every margin and, inverted, the interval.
/// </summary>
/// <remarks>Source: Hartigan, "Using subsample values as typical values", JASA 64 (1969); for two samples Garthwaite, Biometrics 52 (1996).</remarks>
internal sealed class PermutationDistribution
{
    private readonly double[] _crossings;
    private readonly long _always;
    private readonly double _total;

    /// <summary>The distribution.</summary>
    /// <param name="crossings">Crossings of all rearrangements that have one; sorted here.</param>
    /// <param name="always">Rearrangements that equal the data at every margin, the data themselves among them.</param>
    public PermutationDistribution(double[] crossings, long always)
    {
        Array.Sort(crossings);
        _crossings = crossings;
        _always = always;
        _total = crossings.Length + (double)always;
    }

    /// <summary>Margins that the test does not reject at 1 − confidence.</summary>
    public Interval Interval(Hypothesis hypothesis)
    {
        // Rounding of 1 − 0.95 must not lose a rearrangement.
        var allowed = (long)Math.Floor((hypothesis.TailProbability * _total) + 1e-9) - _always;
        return allowed < 0 || allowed >= _crossings.Length
            ? hypothesis.Bounded(double.NegativeInfinity, double.PositiveInfinity)
            : hypothesis.Bounded(_crossings[allowed], _crossings[_crossings.Length - 1 - allowed]);
    }
}
