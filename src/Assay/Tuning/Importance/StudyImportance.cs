using Assay.Statistics;
using Assay.Tuning.Summaries;

namespace Assay.Tuning.Importance;

/// <summary>Which parameters of a study matter.</summary>
/// <param name="Method">How it was found.</param>
/// <param name="Trials">Trials it rests on: completed, with parameters.</param>
/// <param name="Parameters">The parameters, the most important first. PED-ANOVA: shares of 1. fANOVA: shares of the variance. Permutation: added error as a share of the variance; shuffling what does not matter gives about 0, also below.</param>
/// <param name="Pairs">fANOVA's interactions where they were asked for, the largest first.</param>
/// <param name="Fit">R² of the forest on trials that its trees did not see; undefined for PED-ANOVA, which fits none. Low: the importances mean little.</param>
public sealed record StudyImportance(ImportanceMethod Method, int Trials, IReadOnlyList<ParameterImportance> Parameters, IReadOnlyList<ParameterImportance> Pairs, Quantity Fit)
{
    private const int FewestTrials = 4;

    /// <summary>Computes importance.</summary>
    /// <param name="study">The study, with one objective.</param>
    /// <param name="method">How.</param>
    /// <param name="options">Details; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>The importance of every parameter that can take more than one value.</returns>
    /// <exception cref="AssayException">Several objectives, too few trials, no parameters, all values equal, or an option that cannot be.</exception>
    public static StudyImportance Of(Study study, ImportanceMethod method, ImportanceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        options ??= new();
        if (options.Validate() is { Count: > 0 } problems)
            throw new AssayException(string.Join('\n', problems));
        if (study.Directions.Count > 1)
            throw new AssayException($"The study '{study.Name}' has {study.Directions.Count} objectives; importance is computed for one.");
        var trials = study.Counted.Where(trial => trial.Params.Count > 0).ToList();
        if (trials.Count < FewestTrials)
            throw new AssayException($"The study '{study.Name}' has {trials.Count} completed trials with parameters; importance needs at least {FewestTrials}.");
        var space = study.ReadySpace() ?? ObservedSpace.Of(trials);
        if (space.Dimensions.All(dimension => dimension.Count == 1))
            throw new AssayException($"The study '{study.Name}' has no parameter with more than one value, so there is nothing to compare.");
        var sign = study.Direction == Tracking.Direction.Maximize ? -1.0 : 1.0;
        double[] losses = [.. trials.Select(trial => sign * trial.Value!.Value.Number)];
        if (losses.Distinct().Take(2).Count() < 2)
            throw new AssayException($"All {trials.Count} completed trials of '{study.Name}' have the same value, so no parameter matters more than another.");
        double[][] points = [.. trials.Select(trial => space.ToPoint(trial.Params))];
        return method switch
        {
            ImportanceMethod.PedAnova => PedAnova.Of(space, points, losses, options, cancellationToken),
            ImportanceMethod.Fanova => Fanova.Of(space, points, losses, options, cancellationToken),
            _ => PermutationImportance.Of(space, points, losses, options, cancellationToken),
        };
    }

    /// <summary>The middle part of a sample, as an interval.</summary>
    internal static Interval? Middle(double[] values, double confidence)
    {
        if (values.Length < 2)
            return null;
        return new Interval(Descriptive.Quantile(values, (1 - confidence) / 2).Value, Descriptive.Quantile(values, (1 + confidence) / 2).Value, confidence);
    }
}
