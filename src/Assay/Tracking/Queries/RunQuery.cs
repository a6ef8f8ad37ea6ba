namespace Assay.Tracking.Queries;

/// <summary>
/// A question to the store about runs, e.g. <c>metrics.auc > 0.7 and status = completed order by metrics.auc desc limit 20</c>.
/// The grammar is in docs/formats/query.md; it is a superset of MLflow's filter for runs.
/// </summary>
public sealed record RunQuery
{
    /// <summary>Longest text of a query, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Deepest nesting of brackets and <c>not</c>; what SQLite's parser can still take, whose stack holds 100 symbols.</summary>
    public const int MaxNesting = 24;

    /// <summary>Most values in one <c>in</c> list.</summary>
    public const int MaxListLength = 1_000;

    /// <summary>Most comparisons in one query; SQLite takes expressions up to 1,000 levels deep, and each <c>and</c> is one.</summary>
    public const int MaxComparisons = 500;

    /// <summary>Most values in all lists of one query together.</summary>
    public const int MaxValues = 10_000;

    /// <summary>Most keys to sort by.</summary>
    public const int MaxOrder = 16;

    /// <summary>Longest pattern of <c>like</c>, in characters.</summary>
    public const int MaxPatternLength = 4_096;

    /// <summary>What holds for the runs; null when any run will do.</summary>
    public Condition? Where { get; init; }

    /// <summary>Keys to sort by, first the most important; the newest run comes first among equals.</summary>
    public ValueList<OrderBy> OrderBy { get; init; } = [];

    /// <summary>Largest number of rows, ≥ 1; null when the query states none.</summary>
    public int? Limit { get; init; }

    /// <summary>Reads a query.</summary>
    /// <param name="text">The query; empty asks for every run.</param>
    /// <returns>The query.</returns>
    /// <exception cref="RunQueryException">The text is not a query; the message points at the column.</exception>
    public static RunQuery Parse(string text) => new RunQueryParser(text).ReadQuery();

    /// <summary>The query in its canonical spelling, which reads back as an equal query.</summary>
    /// <returns>The text; empty when everything is asked for.</returns>
    public override string ToString() => RunQueryPrinter.Print(this);
}
