using Assay.Statistics;

namespace Assay.Budgets.Judging;

/// <summary>Intervals over the cases of predictions: cases are drawn, or whole groups where cases belong together.</summary>
internal sealed class RowBootstrap
{
    // About a second on one core: a resample costs some nanoseconds a case.
    private const long MostWork = 300_000_000;
    private readonly SamplingDesign? _design;
    private readonly JudgeOptions _options;
    private readonly int _rows;

    /// <summary>Prepares the draws.</summary>
    public RowBootstrap(Predictions predictions, JudgeOptions options)
    {
        _options = options;
        _rows = predictions.Rows;
        if (options.Resamples > 0 && predictions.Rows > 1)
            _design = predictions.Groups is { } groups ? SamplingDesign.Clustered(groups) : SamplingDesign.OfRows(predictions.Rows);
    }

    /// <summary>Metrics whose interval would have taken too long.</summary>
    public int Skipped { get; private set; }

    /// <summary>Independent units that are drawn.</summary>
    public int Units => _design?.UnitCount ?? 0;

    /// <summary>The interval of a metric.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its value; an undefined one has no interval.</param>
    /// <param name="statistic">The metric of some cases; NaN where it is undefined.</param>
    /// <param name="cost">What a case costs, 1 for counting, about 20 for sorting.</param>
    public Interval? Of(string key, Quantity value, RowStatistic statistic, int cost = 1)
    {
        if (_design is null || !value.IsDefined || double.IsInfinity(value.Value))
            return null;
        var resamples = (int)Math.Min(_options.Resamples, MostWork / ((long)_rows * cost));
        if (resamples < Math.Min(_options.Resamples, 200))
        {
            Skipped++;
            return null;
        }

        return Bootstrap.Of(key, _design, statistic, new Resampling(_options.Seed.For(key), Math.Max(resamples, Resampling.LeastCount)), BootstrapMethod.Percentile).IntervalAt(_options.Confidence);
    }
}
