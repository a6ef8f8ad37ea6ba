using Assay.Evaluation;

namespace Assay.Budgets;

/// <summary>Predictions beside what is true, a row a case.</summary>
/// <param name="Path">The file as it was named.</param>
/// <param name="Digest">SHA-256 of its bytes.</param>
/// <param name="Task">What is predicted.</param>
/// <param name="Names">The labels' or classes' names, a column of scores each; of a regression the target's.</param>
/// <param name="Rows">Number of cases, at least 1.</param>
/// <param name="Scores">[rows, names], row after row: probabilities or other scores, of a regression the predicted numbers; none is NaN.</param>
public sealed record Predictions(string Path, string Digest, PredictionTask Task, IReadOnlyList<string> Names, int Rows, double[] Scores)
{
    /// <summary>The cases' names, no two equal; null when the file has none.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>The split the file says it is of; null when it does not.</summary>
    public string? Split { get; init; }

    /// <summary>Which cases belong together, a number each; null where each stands for itself.</summary>
    public int[]? Groups { get; init; }

    /// <summary>[rows, names], each 0 or 1, for one label or several; empty otherwise.</summary>
    public byte[] Labels { get; init; } = [];

    /// <summary>The true class of each case, an index into <see cref="Names"/>; empty unless one class of several is predicted.</summary>
    public int[] Classes { get; init; } = [];

    /// <summary>The true numbers; empty unless numbers are predicted.</summary>
    public double[] Targets { get; init; } = [];

    /// <summary>Whether every score is between 0 and 1, and of classes those of a case add up to 1 (to 0.001): they may be probabilities.</summary>
    public bool AreProbabilities => Scores.All(score => score is >= 0 and <= 1) && (Task != PredictionTask.MultiClass || Enumerable.Range(0, Rows).All(row => Math.Abs(Scores.AsSpan(row * Names.Count, Names.Count).ToArray().Sum() - 1) <= 1e-3));

    /// <summary>The split's name: what the file says, or, when it says nothing, the file's own name.</summary>
    public SplitName SplitName => new(string.IsNullOrWhiteSpace(Split) ? System.IO.Path.GetFileNameWithoutExtension(Path) is { Length: > 0 } name ? name : "unknown" : Split);

    /// <summary>The scores of one label in order.</summary>
    /// <param name="label">Its place.</param>
    internal ScoreRanking RankingOf(int label) => ScoreRanking.Of<double>(ScoresOf(label), LabelsOf(label).AsSpan());

    /// <summary>A column of scores.</summary>
    internal double[] ScoresOf(int column) => Column(Scores, column);

    /// <summary>A column of labels.</summary>
    internal byte[] LabelsOf(int column) => Column(Labels, column);

    private T[] Column<T>(T[] table, int column)
    {
        var values = new T[Rows];
        for (var row = 0; row < Rows; row++)
            values[row] = table[(row * Names.Count) + column];
        return values;
    }
}
