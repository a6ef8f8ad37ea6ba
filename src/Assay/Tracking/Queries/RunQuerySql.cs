namespace Assay.Tracking.Queries;

/// <summary>
/// A query as parts of a SELECT over <c>runs</c>, for SQLite 3.35 and PostgreSQL alike except for <c>like</c>
/// (<see cref="SqliteDialect"/>). Text reaches SQL through parameters only. To read a page:
/// <code>
/// SELECT …, key₁, key₂, … FROM {From} WHERE {Where} AND … ORDER BY {OrderBy} LIMIT n
/// </code>
/// and the next page is compiled with the values of <see cref="Keys"/> in the last row.
/// </summary>
internal sealed record RunQuerySql
{
    /// <summary>Prefix of the parameters' names; no other parameter of the statement may begin with it.</summary>
    public const string ParameterPrefix = "@q";

    /// <summary>Rows of an index that <see cref="WalkingFrom"/> walks: a few milliseconds.</summary>
    public const int WalkedRows = 2_000;

    /// <summary><c>runs</c> and the joins that condition and order need. Every run comes up at most once.</summary>
    public required string From { get; init; }

    /// <summary>
    /// Like <see cref="From"/>, but walking only the first <see cref="WalkedRows"/> rows of the index of the metric that orders: a page that is full
    /// this way is the page. Null when the order does not begin with a metric's last value that the condition requires, or the metric is used twice.
    /// </summary>
    public string? WalkingFrom { get; init; }

    /// <summary><see cref="From"/> without the joins that only the order needs: for counting.</summary>
    public required string FilterFrom { get; init; }

    /// <summary>The condition, never empty; put it in brackets or join it with AND.</summary>
    public required string Where { get; init; }

    /// <summary>The order; the newest run (largest <c>runs.seq</c>) comes first among equals.</summary>
    public required string OrderBy { get; init; }

    /// <summary>The expressions of the order, the last of them the sequence number of the run: what a page's token holds.</summary>
    public required IReadOnlyList<RunSortKey> Keys { get; init; }

    /// <summary>The parameters, each a string, long or double; the i-th is called <c>@q</c>i.</summary>
    public required IReadOnlyList<object> Parameters { get; init; }

    /// <summary>Compiles a query. Its limit is left to the caller.</summary>
    /// <param name="query">The query; null finds every run, newest first.</param>
    /// <param name="now">What relative times such as -7d count from; the same for all pages of a list.</param>
    /// <param name="after">The values of <see cref="Keys"/> in the last row of the page before; null for the first page. The condition then holds only for rows after it.</param>
    /// <returns>The parts of the statement.</returns>
    /// <exception cref="AssayException"><paramref name="after"/> has another number of values than the order has keys: the token belongs to another query.</exception>
    public static RunQuerySql Compile(RunQuery? query, DateTimeOffset now, IReadOnlyList<object?>? after = null) =>
        new RunQueryCompiler(now).Compile(query ?? new(), after);
}
