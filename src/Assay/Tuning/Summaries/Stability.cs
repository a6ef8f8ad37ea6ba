using Assay.Statistics;

namespace Assay.Tuning.Summaries;

/// <summary>
/// Whether the best of a study stands alone. Completed trials only: a pruned or failed trial's value is that of another training, and would widen every spread.
/// </summary>
/// <param name="All">All counted trials.</param>
/// <param name="Top">The best k of them; of equal values, the ones that came first.</param>
/// <param name="TopConfigurations">The best k configurations, each once with the mean of its trials: repeats of one training make the top look steadier than it is.</param>
/// <param name="PeakGap">How far the best is ahead of the median of the top, at least 0. Large against the spread of repeated trainings: a lucky peak.</param>
/// <param name="Band">The trials next to the best.</param>
public sealed record Stability(SampleBlock All, SampleBlock Top, SampleBlock TopConfigurations, Quantity PeakGap, NearBest Band)
{
    /// <summary>Computes it.</summary>
    /// <param name="study">The study; its first objective is looked at.</param>
    /// <param name="options">Size of the top, width of the band.</param>
    /// <returns>The block; undefined values where no trial counts.</returns>
    public static Stability Of(Study study, SummaryOptions options)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(options);
        var values = study.Counted.Select(trial => trial.Value!.Value.Number).ToList();
        var top = Best(values);
        var configurations = Best(Configuration.Groups(study).Select(group => group.Average(trial => trial.Value!.Value.Number)));
        var gap = study.Best is { } best && top.Median.ValueOrNull is { } median ? Quantity.Of(Math.Abs(best.Value!.Value.Number - median)) : Quantity.Undefined("no trial counts");
        return new(SampleBlock.Of(values), top, configurations, gap, NearBest.Of(study, options.Band));

        SampleBlock Best(IEnumerable<double> sample) => SampleBlock.Of([.. (study.Direction == Tracking.Direction.Maximize ? sample.OrderDescending() : sample.Order()).Take(options.Top)]);
    }
}
