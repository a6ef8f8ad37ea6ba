using Assay.Planning.Claims;
using Assay.Statistics;
using Assay.Tracking;

namespace Assay.Claims;

/// <summary>Makes a stated summary of a run's value and what was stated of its error.</summary>
internal static class StatedReader
{
    /// <summary>Reads the figures, numbers or metrics of the same run, and derives the standard error.</summary>
    /// <param name="records">The store.</param>
    /// <param name="run">The run with the value, scaled.</param>
    /// <param name="stated">What was stated.</param>
    /// <param name="scale">What the run's numbers are multiplied by.</param>
    /// <param name="warnings">Takes what could not be read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The summary; without an error where it cannot be derived.</returns>
    public static async Task<StatedValue> ReadAsync(IRunStore records, EvidenceRun run, StatedEvidence stated, double scale, List<string> warnings, CancellationToken cancellationToken)
    {
        var metrics = (await records.GetMetricsAsync(run.Run.Id, cancellationToken).ConfigureAwait(false)).ToLookup(summary => summary.Identity.Key, StringComparer.Ordinal);
        var (value, size) = (run.Value.Number, Math.Abs(scale));
        var count = Read(stated.Count);
        var units = Read(stated.Units);
        var none = new StatedValue(value, null, "no error was stated") { Count = count, Units = units, From = stated.From };
        if (stated.StandardError is not null)
            return Widened(none, Read(stated.StandardError) * size, "from its stated standard error");
        if (stated.Deviation is not null)
            return Read(stated.Deviation) is { } sd && count is > 1 ? Widened(none, sd * size / Math.Sqrt(count.Value), "from its stated standard deviation and n") : none;
        if (stated.Low is not null)
            return Widened(none, OfInterval(Read(stated.Low) * scale, Read(stated.High) * scale), $"from its stated {Wording.Number(stated.Confidence * 100)} % interval");
        if (stated.Positives is not null)
            return Read(stated.Positives) is >= 1 and { } positives && Read(stated.Negatives) is >= 1 and { } negatives && value is >= 0 and <= 1
                ? none with { StandardError = HanleyMcNeil.Area(value, CountOf(positives), CountOf(negatives)).StandardError.ValueOrNull, How = $"of an AUROC over {Wording.Number(positives)} positive and {Wording.Number(negatives)} negative cases" }
                : Refused("an AUROC lies in 0 to 1 and needs a case of each class");
        if (stated.ProportionOf is not null)
            return Read(stated.ProportionOf) is >= 1 and { } cases && value is >= 0 and <= 1
                ? none with { StandardError = OfShare(value, cases), How = $"of a share of {Wording.Number(cases)} cases", Count = cases }
                : Refused("a share lies in 0 to 1 and is one of at least one case");
        return none;

        double? Read(StatedFigure? figure)
        {
            if (figure is null or { Number: not null })
                return figure?.Number;
            if (metrics[figure.Metric!].Select(summary => summary.Last.NumberOrNull).ToArray() is [{ } number] && double.IsFinite(number))
                return number;
            warnings.Add($"run {run.Run.Name} has no metric '{figure.Metric}' that the stated figures name");
            return null;
        }

        double? OfInterval(double? low, double? high)
        {
            if (low is not { } one || high is not { } other)
                return null;
            var (bottom, top) = (Math.Min(one, other), Math.Max(one, other));
            if (value < bottom || value > top)
            {
                warnings.Add($"the stated interval {Wording.Number(bottom)} to {Wording.Number(top)} does not hold the value {Wording.Number(value)}");
                return null;
            }

            // The wider half: an interval that leans to one side is not taken for a narrow one.
            return Math.Max(value - bottom, top - value) / SummaryTest.NormalQuantile((1 + stated.Confidence) / 2);
        }

        StatedValue Refused(string why)
        {
            warnings.Add($"no error follows from the stated cases: {why}");
            return none;
        }
    }

    // Values that share units count as their units do: the design effect n/units, and t with units - 1 degrees of freedom.
    private static StatedValue Widened(StatedValue none, double? error, string how)
    {
        if (error is not { } known)
            return none;
        if (none is { Count: { } count, Units: >= 1 and { } units } && units < count)
        {
            return none with
            {
                StandardError = known * Math.Sqrt(count / units),
                DegreesOfFreedom = units - 1,
                How = $"{how}, widened by √({Wording.Number(count)}/{Wording.Number(units)}) for {Wording.Number(units)} independent units",
            };
        }

        return none with { StandardError = known, How = how, DegreesOfFreedom = none.Count is > 1 and { } n ? n - 1 : null };
    }

    private static int CountOf(double cases) => (int)Math.Min(cases, int.MaxValue);

    // Agresti and Coull's: two successes and two failures more, so that a share of 0 or 1 has an error too.
    private static double OfShare(double share, double cases)
    {
        var shrunk = ((share * cases) + 2) / (cases + 4);
        return Math.Sqrt(shrunk * (1 - shrunk) / (cases + 4));
    }
}
