namespace Assay.Tracking.Sqlite;

/// <summary>The summary of a metric series while points are added to it.</summary>
internal record struct SeriesState
{
    /// <summary>Points.</summary>
    public long Count;

    /// <summary>Points that are undefined or NaN.</summary>
    public long UndefinedCount;

    /// <summary>Value at the largest (step, time), the later logged of equals; has no meaning while <see cref="Count"/> is 0.</summary>
    public MetricValue Last;

    /// <summary>Its step.</summary>
    public long LastStep;

    /// <summary>Its time, microseconds.</summary>
    public long LastTime;

    /// <summary>Smallest number; null when there is none.</summary>
    public double? Min;

    /// <summary>First step of the smallest number.</summary>
    public long MinStep;

    /// <summary>Largest number; null when there is none.</summary>
    public double? Max;

    /// <summary>First step of the largest number.</summary>
    public long MaxStep;

    /// <summary>Adds a point. The result does not depend on the order of points with different (step, time).</summary>
    /// <param name="step">Its step.</param>
    /// <param name="time">Its time, microseconds.</param>
    /// <param name="value">Its value.</param>
    public void Add(long step, long time, MetricValue value)
    {
        if (Count == 0 || step > LastStep || (step == LastStep && time >= LastTime))
            (Last, LastStep, LastTime) = (value, step, time);
        Count++;
        if (value.NumberOrNull is not { } number)
        {
            UndefinedCount++;
            return;
        }

        if (Min is not { } min || number < min || (number == min && step < MinStep))
            (Min, MinStep) = (number, step);
        if (Max is not { } max || number > max || (number == max && step < MaxStep))
            (Max, MaxStep) = (number, step);
    }

    /// <summary>The summary as readers see it.</summary>
    /// <param name="identity">What the values mean.</param>
    public readonly MetricSummary ToSummary(MetricIdentity identity) => new(identity, Count, UndefinedCount, Last, LastStep, Min, MinStep, Max, MaxStep);
}
