namespace Assay.Tracking.Queries;

/// <summary>
/// Turns a query into SQL. A comparison that every found run must pass joins its table, so that an index on (key, value) can
/// drive the statement and deliver the order; any other is a subquery on the same index that yields the runs.
/// </summary>
internal sealed class RunQueryCompiler(DateTimeOffset now)
{
    private readonly List<object> _parameters = [];
    private readonly Dictionary<object, string> _names = [];
    private readonly RunQueryJoins _joins = new();
    private readonly HashSet<string> _present = new(StringComparer.Ordinal); // Expressions that are not null in any found run.

    public RunQuerySql Compile(RunQuery query, IReadOnlyList<object?>? after)
    {
        var condition = query.Where is { } where ? NegationNormalForm.Of(where) : null;
        IEnumerable<Condition> required = condition is Condition.AllOf all ? all.Terms : condition is null ? [] : [condition];
        foreach (var term in required)
            Require(term);

        List<RunSortKey> keys = [];
        foreach (var order in query.OrderBy)
            keys.AddRange(SortExpressions(order.Field).Select(e => new RunSortKey(e.Sql, order.Descending, !e.Always && !_present.Contains(e.Sql))));
        keys.Add(new("runs.seq", Descending: true, Nullable: false));

        var sql = condition is null ? "1 = 1" : Render(condition, insideAnd: true);
        if (after is not null)
            sql = $"{sql} AND {After(keys, after)}";
        return new()
        {
            From = _joins.ToSql(conditionOnly: false),
            WalkingFrom = WalkingFrom(query),
            FilterFrom = _joins.ToSql(conditionOnly: true),
            Where = sql,
            OrderBy = string.Join(", ", keys.Select(k => $"{k.Expression} {(k.Descending ? "DESC" : "ASC")}{(k.Nullable ? " NULLS LAST" : "")}")),
            Keys = keys,
            Parameters = _parameters,
        };
    }

    // Only the last value stands in the index; a best, min or max of the same metric would not be in the walked rows.
    private string? WalkingFrom(RunQuery query) =>
        query.OrderBy is [{ Field: QueryField.Metric { Statistic: MetricStatistic.Last } metric } first, ..] &&
        TableOf(metric) is var (table, key) && _joins.Find(table, Parameter(key)) is { Inner: true } lead && !UsesOtherStatistic(query, metric)
            ? _joins.ToWalkingSql(lead, first.Descending, RunQuerySql.WalkedRows)
            : null;

    private static bool UsesOtherStatistic(RunQuery query, QueryField.Metric metric) =>
        query.OrderBy.Select(order => order.Field).Concat(query.Where is { } where ? Fields(where) : []).OfType<QueryField.Metric>().Any(used => used.Key == metric.Key && used.Statistic != MetricStatistic.Last);

    private static IEnumerable<QueryField> Fields(Condition condition) => condition switch
    {
        Condition.AllOf all => all.Terms.SelectMany(Fields),
        Condition.AnyOf any => any.Terms.SelectMany(Fields),
        Condition.Not not => Fields(not.Term),
        _ => FieldOf(condition) is { } field ? [field] : [],
    };

    private void Require(Condition term)
    {
        var field = FieldOf(term);
        if (field is null or QueryField.Dataset || term is Condition.IsNull { Negated: false })
            return;
        if (TableOf(field) is var (table, key) && !_joins.TryRequire(table, Parameter(key)))
            return;
        if (field is QueryField.Param)
            return; // Either of its two columns may be null.
        foreach (var (expression, _) in SortExpressions(field))
            _present.Add(expression);
    }

    private static QueryField? FieldOf(Condition condition) => condition switch
    {
        Condition.Compare compare => compare.Field,
        Condition.In @in => @in.Field,
        Condition.Like like => like.Field,
        Condition.IsNull isNull => isNull.Field,
        _ => null,
    };

    private static (string Table, string Key)? TableOf(QueryField field) => field switch
    {
        QueryField.Metric metric => ("run_metrics", metric.Key),
        QueryField.Param param => ("params", param.Key),
        QueryField.Tag tag => ("tags", tag.Key),
        _ => null,
    };

    private static string ColumnOf(QueryField field) => field switch
    {
        QueryField.Metric { Statistic: MetricStatistic.Best } => "best",
        QueryField.Metric { Statistic: MetricStatistic.Min } => "min",
        QueryField.Metric { Statistic: MetricStatistic.Max } => "max",
        QueryField.Param => "text",
        _ => "value",
    };

    // Numeric params come before the others, in either direction.
    private IEnumerable<(string Sql, bool Always)> SortExpressions(QueryField field)
    {
        if (field is QueryField.Property property)
        {
            var info = RunProperties.Of(property.Name);
            if (property.Name == RunProperty.Experiment)
                _joins.IncludeExperiment(inCondition: false);
            return [(info.Sql, info.Always)];
        }
        var (table, key) = TableOf(field)!.Value;
        var alias = _joins.Include(table, Parameter(key)).Alias;
        return field is QueryField.Param ? [($"{alias}.number", false), ($"{alias}.text", false)] : [($"{alias}.{ColumnOf(field)}", false)];
    }

    // AND binds tighter than OR, so that only an OR inside an AND is put in brackets: SQLite's parser has little stack.
    private string Render(Condition condition, bool insideAnd) => condition switch
    {
        Condition.AllOf all => string.Join(" AND ", all.Terms.Select(t => Render(t, insideAnd: true))),
        Condition.AnyOf any when insideAnd => $"({string.Join(" OR ", any.Terms.Select(t => Render(t, insideAnd: false)))})",
        Condition.AnyOf any => string.Join(" OR ", any.Terms.Select(t => Render(t, insideAnd: false))),
        Condition.Not not => $"(EXISTS (SELECT 1 FROM run_datasets x WHERE x.run = runs.seq) AND NOT {RenderDataset(not.Term, FieldOf(not.Term)!)})",
        _ => Render(condition, FieldOf(condition)!),
    };

    private string Render(Condition leaf, QueryField field)
    {
        if (field is QueryField.Property property)
        {
            if (property.Name == RunProperty.Experiment)
                _joins.IncludeExperiment(inCondition: true);
            var info = RunProperties.Of(property.Name);
            return leaf is Condition.Like like && info.Type == PropertyType.Status ? StatusLike(info.Sql, like) : Test(leaf, info.Sql);
        }
        if (field is QueryField.Dataset)
            return RenderDataset(leaf, field);
        var (table, name) = TableOf(field)!.Value;
        var key = Parameter(name);
        if (_joins.Find(table, key) is { Inner: true } join)
        {
            join.InCondition = true;
            return TestRow(leaf, field, join.Alias);
        }
        return leaf is Condition.IsNull { Negated: false }
            ? $"NOT EXISTS (SELECT 1 FROM {table} x WHERE x.run = runs.seq AND x.key = {key} AND x.{ColumnOf(field)} IS NOT NULL)"
            : $"runs.seq IN (SELECT x.run FROM {table} x WHERE x.key = {key} AND {TestRow(leaf, field, "x")})";
    }

    private string RenderDataset(Condition leaf, QueryField field)
    {
        if (leaf is Condition.IsNull isNull)
            return $"{(isNull.Negated ? "" : "NOT ")}EXISTS (SELECT 1 FROM run_datasets x WHERE x.run = runs.seq)";
        var column = ((QueryField.Dataset)field).Part switch { DatasetPart.Name => "d.name", DatasetPart.Digest => "d.digest", _ => "x.role" };
        return $"runs.seq IN (SELECT x.run FROM run_datasets x JOIN datasets d ON d.id = x.dataset WHERE {Test(leaf, column)})";
    }

    private string TestRow(Condition leaf, QueryField field, string alias) => (field, leaf) switch
    {
        (QueryField.Param, Condition.Compare { Operator: Comparison.Equal or Comparison.NotEqual } compare) =>
            ParamEquals(alias, [compare.Value], compare.Operator == Comparison.NotEqual),
        (QueryField.Param, Condition.In @in) => ParamEquals(alias, @in.Values, @in.Negated),
        (QueryField.Param, Condition.Compare compare) =>
            $"{alias}.{(compare.Value is QueryValue.Text ? "text" : "number")} {RunQueryPrinter.Print(compare.Operator)} {Number(compare.Value)}",
        (QueryField.Metric, Condition.Compare compare) =>
            $"{alias}.{ColumnOf(field)} {RunQueryPrinter.Print(compare.Operator)} {Number(compare.Value)}",
        (QueryField.Metric, Condition.In @in) =>
            $"{alias}.{ColumnOf(field)} {(@in.Negated ? "NOT IN" : "IN")} ({string.Join(", ", @in.Values.Select(Number))})",
        _ => Test(leaf, $"{alias}.{ColumnOf(field)}"),
    };

    // A text equals a param by its spelling, and by its number when both are numbers; a number only by its number.
    private string ParamEquals(string alias, ValueList<QueryValue> values, bool negated)
    {
        var texts = values.OfType<QueryValue.Text>().Select(t => Parameter(t.Value)).ToList();
        var numbers = values.Select(v => v is QueryValue.Text text ? RunQueryValueReader.ParseNumber(text.Value) : v).OfType<QueryValue>().Select(Number).ToList();
        var (not, glue) = negated ? ("NOT ", " AND ") : ("", " OR ");
        List<string> tests = [];
        if (texts.Count > 0)
            tests.Add($"{alias}.text {not}IN ({string.Join(", ", texts)})");
        if (numbers.Count > 0)
            tests.Add(negated ? $"({alias}.number IS NULL OR {alias}.number NOT IN ({string.Join(", ", numbers)}))" : $"{alias}.number IN ({string.Join(", ", numbers)})");
        return tests.Count == 1 ? tests[0] : $"({string.Join(glue, tests)})";
    }

    private string Test(Condition leaf, string expression) => leaf switch
    {
        Condition.Compare { Value: QueryValue.Flag flag } compare => flag.Value == (compare.Operator == Comparison.Equal) ? expression : $"NOT {expression}",
        Condition.Compare compare => $"{expression} {RunQueryPrinter.Print(compare.Operator)} {Value(compare.Value)}",
        Condition.In @in => $"{expression} {(@in.Negated ? "NOT IN" : "IN")} ({string.Join(", ", @in.Values.Select(Value))})",
        Condition.IsNull isNull => $"{expression} {(isNull.Negated ? "IS NOT NULL" : "IS NULL")}",
        Condition.Like like => SqliteDialect.Like(expression, like, Parameter),
        _ => throw new ArgumentOutOfRangeException(nameof(leaf)),
    };

    // A status matches under our name for it and under MLflow's.
    private string StatusLike(string expression, Condition.Like like)
    {
        var matching = Enum.GetValues<RunStatus>()
            .Where(s => RunQueryValueReader.NamesOf(s).Any(n => LikePattern.Matches(n, like.Pattern, like.Escape, like.IgnoreCase)) != like.Negated)
            .Select(s => Parameter(s.Name())).ToList();
        return matching.Count == 0 ? "1 = 0" : $"{expression} IN ({string.Join(", ", matching)})";
    }

    /// <summary>Rows after the one whose keys had these values.</summary>
    private string After(List<RunSortKey> keys, IReadOnlyList<object?> values)
    {
        if (values.Count != keys.Count)
            throw new AssayException($"The page token holds {values.Count} values and the query sorts by {keys.Count}: it belongs to another query.");
        List<string> alternatives = [];
        var equal = "";
        for (var i = 0; i < keys.Count; i++)
        {
            var (key, value) = (keys[i].Expression, values[i]);
            if (value is not null)
                alternatives.Add($"{equal}{Beyond(keys[i], value)}");
            equal += value is null ? $"{key} IS NULL AND " : $"{key} = {Parameter(value)} AND ";
        }
        // Said twice for the first key, so that an index begins at the place instead of walking up to it.
        var start = values[0] is { } first && !keys[0].Nullable ? $"{keys[0].Expression} {(keys[0].Descending ? "<=" : ">=")} {Parameter(first)} AND " : "";
        return alternatives.Count == 0 ? "1 = 0" : $"{start}({string.Join(" OR ", alternatives)})";
    }

    private string Beyond(RunSortKey key, object value)
    {
        var beyond = $"{key.Expression} {(key.Descending ? "<" : ">")} {Parameter(value)}";
        return key.Nullable ? $"({beyond} OR {key.Expression} IS NULL)" : beyond;
    }

    private string Number(QueryValue value) => value switch
    {
        QueryValue.Whole whole => Parameter((double)whole.Value),
        _ => Value(value),
    };

    private string Value(QueryValue value) => value switch
    {
        QueryValue.Text text => Parameter(text.Value),
        QueryValue.Whole whole => Parameter(whole.Value),
        QueryValue.Real real => Parameter(real.Value),
        QueryValue.Moment moment => Parameter(moment.Microseconds),
        QueryValue.Ago ago => Parameter(((now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond) - (ago.Seconds * 1_000_000)),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private string Parameter(object value)
    {
        if (!_names.TryGetValue(value, out var name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{RunQuerySql.ParameterPrefix}{_parameters.Count}");
            _names.Add(value, name);
            _parameters.Add(value);
        }
        return name;
    }
}
