namespace Assay.Tracking.Queries;

/// <summary>One of the tables that hold a row for each run and key.</summary>
internal sealed class RunQueryJoin(string table, string key, string alias)
{
    public string Table { get; } = table;

    public string Key { get; } = key; // The parameter that holds the key.

    public string Alias { get; } = alias;

    /// <summary>Whether the whole condition rejects runs without the row, so that the planner may begin here and walk an index in order.</summary>
    public bool Inner { get; set; }

    /// <summary>Whether the condition refers to it, not only the order.</summary>
    public bool InCondition { get; set; }

    public override string ToString() => $" {(Inner ? "JOIN" : "LEFT JOIN")} {Table} {Alias} ON {Alias}.run = runs.seq AND {Alias}.key = {Key}";
}

/// <summary>The joins of a statement, at most one a table and key.</summary>
internal sealed class RunQueryJoins
{
    // SQLite joins at most 64 tables; what is past this is looked up by subqueries, and the store adds tables of its own.
    private const int MaxInner = 32;

    private readonly Dictionary<(string Table, string Key), RunQueryJoin> _joins = [];
    private bool _experimentInCondition;
    private bool _experiment;

    public RunQueryJoin? Find(string table, string key) => _joins.GetValueOrDefault((table, key));

    /// <summary>Joins a table for a condition that rejects runs without the row, unless there are too many joins already.</summary>
    public bool TryRequire(string table, string key)
    {
        if (Find(table, key) is null && _joins.Count < MaxInner)
            Add(table, key).Inner = true;
        return Find(table, key) is not null;
    }

    /// <summary>Joins a table for the order.</summary>
    public RunQueryJoin Include(string table, string key) => Find(table, key) ?? Add(table, key);

    /// <summary>Joins the experiments.</summary>
    public void IncludeExperiment(bool inCondition) => (_experiment, _experimentInCondition) = (true, _experimentInCondition || inCondition);

    public string ToSql(bool conditionOnly)
    {
        var sql = new StringBuilder("runs");
        if (conditionOnly ? _experimentInCondition : _experiment)
            sql.Append(" JOIN experiments e ON e.id = runs.experiment");
        foreach (var join in _joins.Values.Where(j => j.InCondition || !conditionOnly).OrderBy(j => !j.Inner))
            sql.Append(join);
        return sql.ToString();
    }

    /// <summary>The joins led by the first rows of a metric's index in its order, so that no sort is needed and the rest is looked up row by row.</summary>
    /// <param name="lead">The metric's join.</param>
    /// <param name="descending">The order.</param>
    /// <param name="most">Rows of the index to walk.</param>
    public string ToWalkingSql(RunQueryJoin lead, bool descending, int most)
    {
        var sql = new StringBuilder();
        sql.Append(CultureInfo.InvariantCulture, $"(SELECT run, value FROM {lead.Table} WHERE key = {lead.Key} AND value IS NOT NULL ORDER BY value {(descending ? "DESC" : "ASC")} LIMIT {most}) {lead.Alias}");
        sql.Append(" CROSS JOIN runs ON runs.seq = ").Append(lead.Alias).Append(".run");
        if (_experiment)
            sql.Append(" JOIN experiments e ON e.id = runs.experiment");
        foreach (var join in _joins.Values.Where(j => j != lead).OrderBy(j => !j.Inner))
            sql.Append(join);
        return sql.ToString();
    }

    private RunQueryJoin Add(string table, string key) => _joins[(table, key)] = new(table, key, $"j{_joins.Count}");
}
