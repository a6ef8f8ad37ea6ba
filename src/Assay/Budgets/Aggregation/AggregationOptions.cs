namespace Assay.Budgets.Aggregation;

/// <summary>Which runs are judged on what.</summary>
/// <param name="RunsRoot">The folder the runs are in, at any depth.</param>
/// <param name="TestFolder">The folder of the test manifests.</param>
public sealed record AggregationOptions(string RunsRoot, string TestFolder)
{
    /// <summary>File names of test manifests; null for those each run's configuration names, else for every CSV file of the folder the run has predictions for.</summary>
    public IReadOnlyList<string>? TestManifests { get; init; }

    /// <summary>Where labels come from; null for what each run says.</summary>
    public string? Source { get; init; }

    /// <summary>The checkpoint's file name, looked for in the run's folder and in <c>checkpoints</c> below it.</summary>
    public string Checkpoint { get; init; } = "final_model.pt";

    /// <summary>The <c>manifest.json</c> of the splits, or its folder; null to look beside each training manifest.</summary>
    public string? Splits { get; init; }

    /// <summary>The only budgets that are judged; null for all.</summary>
    public IReadOnlyList<int>? Budgets { get; init; }

    /// <summary>What is at least as probable as this is predicted, for F1.</summary>
    public double Threshold { get; init; } = 0.5;
}
