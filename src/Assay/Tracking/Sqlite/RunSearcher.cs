using System.Runtime.ExceptionServices;
using Assay.Tracking.Queries;

namespace Assay.Tracking.Sqlite;

/// <summary>Searches and counts runs.</summary>
internal static class RunSearcher
{
    private const int RowsBetweenPolls = 1024;

    // Large enough that a chunk's statements cost little beside its rows, small enough that threads end together.
    private const int RunsInChunk = 512;

    // Larger pages would need more of the index than a quick look walks.
    private const int LargestQuickPage = 200;

    /// <summary>Reads one page.</summary>
    /// <param name="database">A connection inside a transaction.</param>
    /// <param name="search">What to read.</param>
    /// <param name="now">The clock's time, for relative times in the query.</param>
    /// <param name="elsewhere">Connections for a search that may use several.</param>
    /// <param name="cancellationToken">Ends the read between rows.</param>
    public static Page<RunRow> Search(Database database, RunSearch search, DateTimeOffset now, ReaderPool elsewhere, CancellationToken cancellationToken)
    {
        // The pages of one list count relative times from the moment of the first.
        var token = search.After is { } text ? PageToken.Read(text) : new PageToken(now, 0, null);
        // The query's own limit bounds all pages together.
        var allowed = search.Query?.Limit - token.Taken ?? long.MaxValue;
        var limit = Math.Max(0, Math.Min(search.Limit ?? long.MaxValue, allowed));
        var (found, last) = (limit <= LargestQuickPage ? FindQuickly(database, search, token, limit, cancellationToken) : null) ??
            Find(database, search, RunQuerySql.Compile(search.Query, token.Began, token.Last), walking: false, limit, cancellationToken);
        var rows = search.Parallelism > 1 && found.Count > RunsInChunk ? ReadTogether(elsewhere, found, search, cancellationToken) : ReadRows(database, found, search.Columns, cancellationToken);
        var next = last is null || found.Count == allowed ? null : new PageToken(token.Began, token.Taken + found.Count, last).ToString();
        return new Page<RunRow>(rows, next);
    }

    /// <summary>Counts by status.</summary>
    /// <param name="database">A connection inside a transaction.</param>
    /// <param name="search">What to count.</param>
    /// <param name="now">The clock's time, for relative times in the query.</param>
    public static IReadOnlyDictionary<RunStatus, long> Count(Database database, RunSearch search, DateTimeOffset now)
    {
        var sql = RunQuerySql.Compile(search.Query, now);
        using var rows = database.PrepareOnce($"SELECT runs.status, count(*) FROM {sql.FilterFrom} WHERE ({sql.Where}){Place(search)} GROUP BY runs.status");
        Bind(rows, search, sql);
        var counts = new Dictionary<RunStatus, long>();
        while (rows.Step())
            counts.Add(Names<RunStatus>.Parse(rows.SharedText(0)), rows.Int64(1));
        return counts;
    }

    /// <summary>The runs of some numbers, in their order. A number whose run is gone has no row.</summary>
    private static List<RunRow> ReadRows(Database database, IReadOnlyList<long> found, RunColumns columns, CancellationToken cancellationToken)
    {
        var runs = new List<(long Seq, Run Run)>(found.Count);
        foreach (var seq in found)
        {
            if (runs.Count % RowsBetweenPolls == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (RunRows.BySeq(database, seq) is { } run)
                runs.Add((seq, run));
        }

        var read = ColumnReader.Read(database, found, columns, cancellationToken);
        return [.. runs.Select(run => read.Row(run.Seq, run.Run))];
    }

    /// <summary>The same on several connections, each with a read transaction a chunk.</summary>
    private static List<RunRow> ReadTogether(ReaderPool readers, List<long> found, RunSearch search, CancellationToken cancellationToken)
    {
        long[][] chunks = [.. found.Chunk(RunsInChunk)];
        var rows = new List<RunRow>[chunks.Length];
        try
        {
            Parallel.For(0, chunks.Length, new ParallelOptions { MaxDegreeOfParallelism = search.Parallelism, CancellationToken = cancellationToken }, i => rows[i] = readers.Read(database => ReadRows(database, chunks[i], search.Columns, cancellationToken)));
        }
        catch (AggregateException failures)
        {
            // What went wrong on one connection is said as if there were only one.
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        return [.. rows.SelectMany(chunk => chunk)];
    }

    /// <summary>
    /// A page ordered by a metric, found by walking that metric's index: runs without the metric come last in every order, so a page that is
    /// full without them is the page. Null when it is not full, or when the order is another.
    /// </summary>
    private static (List<long> Found, IReadOnlyList<object?>? Last)? FindQuickly(Database database, RunSearch search, PageToken token, long limit, CancellationToken cancellationToken)
    {
        if (search.Query is not { OrderBy: [{ Field: QueryField.Metric metric }, ..] } query || token.Last is [null, ..])
            return null;
        Condition measured = new Condition.IsNull(metric, Negated: true);
        var narrowed = query with { Where = query.Where is { } where ? new Condition.AllOf([where, measured]) : measured };
        var sql = RunQuerySql.Compile(narrowed, token.Began, token.Last);
        if (sql.WalkingFrom is null)
            return null;
        var page = Find(database, search, sql, walking: true, limit, cancellationToken);
        return page.Last is null ? null : page;
    }

    /// <summary>The numbers of a page's runs in order; and what the last was sorted by, when there are more.</summary>
    private static (List<long> Found, IReadOnlyList<object?>? Last) Find(Database database, RunSearch search, RunQuerySql sql, bool walking, long limit, CancellationToken cancellationToken)
    {
        var keys = string.Join(", ", sql.Keys.Select(k => k.Expression));
        // One row more than the page holds tells whether another page follows.
        var most = limit == long.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $" LIMIT {limit + 1}");
        using var rows = database.PrepareOnce($"SELECT {keys} FROM {(walking ? sql.WalkingFrom : sql.From)} WHERE ({sql.Where}){Place(search)} ORDER BY {sql.OrderBy}{most}");
        Bind(rows, search, sql);
        var found = new List<long>();
        object?[] last = [];
        while (rows.Step())
        {
            if (found.Count == limit)
                return (found, last.Length > 0 ? last : null);
            if (found.Count % RowsBetweenPolls == 0)
                cancellationToken.ThrowIfCancellationRequested();
            found.Add(rows.Int64(sql.Keys.Count - 1));
            if (found.Count == limit)
                last = [.. Enumerable.Range(0, sql.Keys.Count).Select(rows.Value)];
        }

        return (found, null);
    }

    // An experiment holds many runs: "+" keeps its index from driving the statement where a metric's index gives the order.
    private static string Place(RunSearch search) =>
        (search.Experiment is null ? "" : " AND +runs.experiment = (SELECT id FROM experiments WHERE name = @experiment)") +
        (search.Plan is null ? "" : " AND runs.plan = @plan") +
        (search.IncludeDeleted ? "" : " AND runs.deleted_at IS NULL");

    private static void Bind(Statement statement, RunSearch search, RunQuerySql sql)
    {
        for (var i = 0; i < sql.Parameters.Count; i++)
            statement.Bind(string.Create(CultureInfo.InvariantCulture, $"{RunQuerySql.ParameterPrefix}{i}"), sql.Parameters[i]);
        if (search.Experiment is { } experiment)
            statement.Bind("@experiment", experiment);
        if (search.Plan is { } plan)
            statement.Bind("@plan", plan);
    }
}
