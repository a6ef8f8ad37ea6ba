namespace Assay.Budgets;

/// <summary>How a file of predictions is read.</summary>
public sealed record PredictionOptions
{
    /// <summary>What is predicted; null to tell by the columns.</summary>
    public PredictionTask? Task { get; init; }

    /// <summary>A CSV file with what is true, joined by the cases' names; null when it stands beside the scores.</summary>
    public string? Labels { get; init; }

    /// <summary>The column that names a case; null for <c>id</c>, <c>case_id</c> or <c>volumename</c>, if there.</summary>
    public string? IdColumn { get; init; }

    /// <summary>Names of the labels or classes, for arrays, which have none; null for numbers from 0.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>How cases belong together, by a column of the CSV file; null when each stands for itself.</summary>
    public GroupRule? Groups { get; init; }

    /// <summary>The split; null for what the file's <c>split</c> column says.</summary>
    public string? Split { get; init; }
}
