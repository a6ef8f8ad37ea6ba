using Assay.Foundation.Formats;

namespace Assay.Tuning.Pruners;

/// <summary>Several successive halvings that begin at different rungs; a trial's bracket follows from the study's name and its number.</summary>
/// <param name="resource">Step of the first rung of the most eager bracket, at least 1.</param>
/// <param name="longest">Steps of a whole trial; null for those of the trials that completed first.</param>
/// <param name="factor">At least 2.</param>
/// <param name="bootstrap">See <see cref="SuccessiveHalvingPruner"/>.</param>
/// <remarks>Source: Li et al., "Hyperband", JMLR 18 (2018), with brackets drawn in proportion to their budgets (Optuna's way), because the number of trials is not known beforehand.</remarks>
public sealed class HyperbandPruner(long resource = 1, long? longest = null, int factor = 3, int bootstrap = 0) : IPruner
{
    /// <inheritdoc/>
    public string Name => "hyperband";

    /// <inheritdoc/>
    public PruneDecision Judge(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (LongestOf(request) is not { } steps)
            return PruneDecision.Continue;
        var bracket = BracketOf(request.Study, request.Trial.Number, steps);
        // Trials that ended before the first completed were judged by nobody, and are in no rung.
        var teacher = longest is null ? Teacher(request) : null;
        var peers = request.Others.Where(other => other != teacher && BracketOf(request.Study, other.Number, steps) == bracket).ToList();
        var decision = new SuccessiveHalvingPruner(resource, factor, bracket, bootstrap).Judge(request with { Others = peers });
        return decision.Prune ? decision with { Why = string.Create(CultureInfo.InvariantCulture, $"bracket {bracket}: {decision.Why}") } : decision;
    }

    /// <summary>The bracket of a trial.</summary>
    /// <param name="study">The study's name.</param>
    /// <param name="trial">The trial's number.</param>
    /// <param name="steps">Steps of a whole trial.</param>
    /// <returns>From 0, the most eager.</returns>
    public int BracketOf(string study, int trial, long steps)
    {
        var count = Math.Max((int)Math.Floor(Math.Log((double)steps / resource) / Math.Log(factor) + 1e-12) + 1, 1);
        var budgets = new long[count];
        for (var bracket = 0; bracket < count; bracket++)
        {
            var left = count - 1 - bracket;
            budgets[bracket] = (long)Math.Ceiling(count * Math.Pow(factor, left) / (left + 1));
        }

        var place = (long)Crc32.Append(0, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{study}_{trial}"))) % budgets.Sum();
        for (var bracket = 0; bracket < count; bracket++)
        {
            place -= budgets[bracket];
            if (place < 0)
                return bracket;
        }

        return count - 1;
    }

    private static TrialCurve? Teacher(PruningRequest request) => request.Completed.FirstOrDefault(other => other.LastStep is not null);

    private long? LongestOf(PruningRequest request) => longest ?? (Teacher(request)?.LastStep + 1);
}
