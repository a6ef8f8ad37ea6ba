namespace Assay.Tuning.Summaries;

/// <summary>How a study is summarized.</summary>
public sealed record SummaryOptions
{
    /// <summary>How many of the best trials the top block describes, at least 1; fewer when there are fewer.</summary>
    public int Top { get; init; } = 10;

    /// <summary>Width of the near-best band as a share of the best value's magnitude, in (0, 1): one percent, as is usual for scores of a few digits.</summary>
    public double Band { get; init; } = 0.01;

    /// <summary>Level of the intervals, in (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Groups of parameters whose joint coverage is counted, beside the whole grid and every single one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups { get; init; } = [];

    /// <summary>What the best is compared with, by name; null for nothing.</summary>
    public (string Name, double Value)? Baseline { get; init; }

    /// <summary>What is wrong with these options, a sentence each.</summary>
    /// <returns>The sentences; empty when nothing is.</returns>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Top < 1)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The top holds {Top} trials, expected at least 1."));
        if (!(Band is > 0 and < 1))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The near-best band is {Band:R} wide, expected a share between 0 and 1, e.g. 0.01."));
        if (!(Confidence is > 0 and < 1))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"The confidence is {Confidence:R}, expected a number between 0 and 1, e.g. 0.95."));
        return problems;
    }
}
